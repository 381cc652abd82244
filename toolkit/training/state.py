"""What the stages of training share: names of files, the checkpoint, a fresh model."""

# mypy: disable-error-code="no-untyped-def, no-untyped-call, no-any-return"
from __future__ import annotations

from pathlib import Path
from typing import Any

from toolkit.training.config import Shape

CHECKPOINT = "checkpoint.pt"
LOG = "log.tsv"
#: In the work folder: what was prepared, of which languages.
RECORD = "data.json"
#: Folder of the kept states of a run in its work folder.
STATES = "states"


def build_model(shape: Shape, vocabulary: int, dropout: float = 0.0) -> Any:
    """A fresh model."""
    from toolkit.training.model import Transformer

    return Transformer(vocabulary, shape, dropout)


def save_checkpoint(work: Path, state: dict[str, Any], keep: int = 0) -> None:
    """Write the checkpoint of a work folder; a kill leaves the old one.

    Args:
        work: folder.
        state: of the run.
        keep: so many states, this one and the last before it, stay in ``states/`` with their averaged weights alone.
    """
    import torch

    def write(path: Path, values: dict[str, Any]) -> None:
        part = path.with_name(f"{path.name}.part")
        torch.save(values, part)
        part.replace(path)

    write(work / CHECKPOINT, state)
    if keep:
        states = work / STATES
        states.mkdir(exist_ok=True)
        rest = {"master", "momentum", "adam"}
        write(states / f"{state['step']:08}.pt", {name: value for name, value in state.items() if name not in rest})
        for old in sorted(states.glob("*.pt"))[:-keep]:
            old.unlink()
