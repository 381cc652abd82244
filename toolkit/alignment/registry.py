"""Aligners by name; each is imported only when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from toolkit.alignment.beads import Aligner
from toolkit.errors import InputError

#: Used where no aligner is named.
DEFAULT = "embedding"
_ALIGNERS = {
    "embedding": ("toolkit.alignment.embedding", "EmbeddingAligner"),
    "gale-church": ("toolkit.alignment.gale_church", "GaleChurchAligner"),
}


def aligner_names() -> list[str]:
    """Names that :func:`get_aligner` takes."""
    return sorted(_ALIGNERS)


def get_aligner(name: str) -> Aligner:
    """Make an aligner.

    Raises:
        InputError: no aligner of this name.
    """
    if name not in _ALIGNERS:
        raise InputError(f"no aligner '{name}'; there is {', '.join(aligner_names())}")
    module, attribute = _ALIGNERS[name]
    factory: Callable[[], Aligner] = getattr(import_module(module), attribute)
    return factory()
