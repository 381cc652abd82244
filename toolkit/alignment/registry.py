"""Aligners by name; each is imported only when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from toolkit.alignment.beads import Aligner
from toolkit.errors import InputError, MissingExtraError
from toolkit.registry import Registry, Row
from toolkit.units import primary_language

#: Used where no aligner is named.
DEFAULT = "embedding"


def _fit(name: str, found: Any) -> Callable[[], Aligner]:
    if not callable(found):
        raise TypeError("an aligner is a class or a function that makes one without arguments")
    return found  # type: ignore[no-any-return]


ALIGNERS: Registry[Callable[[], Aligner]] = Registry(
    "aligner",
    "bitext.aligners",
    [
        Row(
            "embedding",
            "by sentence embeddings, with calibrated probabilities",
            "toolkit.alignment.embedding:EmbeddingAligner",
        ),
        Row(
            "gale-church",
            "by lengths and words that look alike, for any language",
            "toolkit.alignment.gale_church:GaleChurchAligner",
        ),
    ],
    _fit,
)


def aligner_names() -> list[str]:
    """Names that :func:`get_aligner` takes."""
    return list(ALIGNERS)


def get_aligner(name: str) -> Aligner:
    """Make an aligner.

    Raises:
        InputError: no aligner of this name.
        PluginError: an aligner of a plug-in cannot be loaded.
    """
    return ALIGNERS[name]()


def choose_aligner(name: str, source_language: str, target_language: str) -> tuple[Aligner, str]:
    """Make an aligner that covers a pair of languages; ``auto`` takes the encoder where it can, else Gale–Church.

    Returns:
        The aligner, and why ``auto`` did not take the encoder (empty if it did).

    Raises:
        InputError: no aligner of this name, or a named one that does not cover the pair.
        MissingExtraError: a named aligner's encoder is not installed.
    """
    if name not in ("auto", "embedding"):
        return get_aligner(name), ""
    from toolkit.encoders import USE_LANGUAGES

    missing = [c for c in (source_language, target_language) if primary_language(c) not in USE_LANGUAGES]
    if missing:
        known = " ".join(sorted(USE_LANGUAGES))
        reason = f"the encoder does not cover '{missing[0]}' (it covers {known})"
        if name == "embedding":
            raise InputError(f"{reason}; use --aligner gale-church, or an encoder of your own")
        return get_aligner("gale-church"), f"{reason}; aligned by lengths and words that look alike"
    try:
        return get_aligner("embedding"), ""
    except MissingExtraError as error:
        if name == "embedding":
            raise
        return get_aligner("gale-church"), f"{error}; aligned by lengths and words that look alike"
