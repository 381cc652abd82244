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
from toolkit.training.trainer import CHECKPOINT


def mean_of_runs(runs: Sequence[Path]) -> dict[str, Any]:
    """Average the averaged weights of checkpoints.

    Args:
        runs: work folders of runs that share a beginning; one that is named twice counts twice.

    Returns:
        The checkpoint of the first run; where there are several, with the mean as its weights, also as those that
        training goes on from.

    Raises:
        MissingExtraError: torch is not installed.
        InputError: there is no checkpoint in a folder, or a folder has another model or vocabulary than the first.
    """
    torch = require_torch()
    first, *others = runs
    saved = _load(first, torch)
    vocabulary = (first / "sentencepiece.model").read_bytes()
    sums = [value.double() for value in saved["ema"]]
    for other in others:
        values = _load(other, torch)["ema"]
        same = [v.shape for v in values] == [s.shape for s in sums]
        if not same or (other / "sentencepiece.model").read_bytes() != vocabulary:
            raise InputError(
                f"{other}: another model or vocabulary than {first}; only runs from one beginning have a mean"
            )
        sums = [s + v for s, v in zip(sums, values, strict=True)]
    if others:
        saved["master"] = saved["ema"] = [(s / len(runs)).float() for s in sums]
    return saved


def _load(work: Path, torch: Any) -> dict[str, Any]:
    if not (work / CHECKPOINT).exists():
        raise InputError(f"{work}: no {CHECKPOINT} in this folder; run the stage 'train' first")
    saved: dict[str, Any] = torch.load(work / CHECKPOINT, map_location="cpu", weights_only=True)
    return saved
