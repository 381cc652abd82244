"""Repetition loops in a target."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.lexical.counterparts import is_known
from toolkit.text.repetition import repeats_words, stutters
from toolkit.units import TranslationUnit


def check(unit: TranslationUnit) -> Iterator[str]:
    stuttering = [w for w in stutters(unit.target, unit.source) if not is_known(w, unit.languages[1])]
    if stuttering or repeats_words(unit.target, unit.source):
        yield "the target repeats itself where the source does not"
