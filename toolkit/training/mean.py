"""The mean of the weights of several runs.

Ends of a run that were reached by falling rates at different times lie in one valley, and their mean is better than
each (Wortsman et al., "Model soups", ICML 2022).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from toolkit.errors import InputError
from toolkit.training import require_torch
from toolkit.training.state import CHECKPOINT, STATES


def mean_of_runs(runs: Sequence[Path]) -> dict[str, Any]:
    """Average the averaged weights of checkpoints.

    Args:
        runs: work folders of runs that share a beginning, or the ``states`` folder of one for the mean of all that it
            kept; one that is named twice counts twice.

    Returns:
        The checkpoint of the first run; where there are several, with the mean as its weights, also as those that
        training goes on from.

    Raises:
        MissingExtraError: torch is not installed.
        InputError: there is no checkpoint in a folder, or a folder has another model or vocabulary than the first.
    """
    torch = require_torch()
    files = [(run, file) for run in runs for file in _files(run)]
    saved = _load(files[0][1], torch)
    vocabulary = _vocabulary(runs[0])
    sums = [value.double() for value in saved["ema"]]
    for run, file in files[1:]:
        values = _load(file, torch)["ema"]
        same = [v.shape for v in values] == [s.shape for s in sums]
        if not same or _vocabulary(run) != vocabulary:
            raise InputError(
                f"{run}: has another model or vocabulary than {runs[0]}; only runs that started from one model can be "
                "averaged"
            )
        sums = [s + v for s, v in zip(sums, values, strict=True)]
    if len(files) > 1 or "master" not in saved:
        saved["master"] = saved["ema"] = [(s / len(files)).float() for s in sums]
    return saved


def folder_of(run: Path) -> Path:
    """Work folder of a run or of its kept states."""
    return run.parent if run.name == STATES else run


def _files(run: Path) -> list[Path]:
    if run.name == STATES and (kept := sorted(run.glob("*.pt"))):
        return kept
    if not (run / CHECKPOINT).exists():
        raise InputError(f"{run}: no {CHECKPOINT} in this folder; run the stage 'train' first")
    return [run / CHECKPOINT]


def _vocabulary(run: Path) -> bytes:
    return (folder_of(run) / "sentencepiece.model").read_bytes()


def _load(file: Path, torch: Any) -> dict[str, Any]:
    saved: dict[str, Any] = torch.load(file, map_location="cpu", weights_only=True)
    return saved
