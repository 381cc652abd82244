"""Repetition loops in a target."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.translation.repetition import is_looping
from toolkit.units import TranslationUnit


def check(unit: TranslationUnit) -> Iterator[str]:
    if is_looping(unit.target, unit.source):
        yield "the target repeats itself where the source does not"
