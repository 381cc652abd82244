"""A question that is none in the target, and the other way round."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from toolkit.languages.words import words_of
from toolkit.units import TranslationUnit

#: Question marks of all scripts.
_MARKS = "?\uff1f\u061f\u037e\u1367\u2cfa\u2048\u2049\u203d¿"
# A Greek question ends with what is a semicolon elsewhere; those of Thai, Lao, Burmese and Tibetan with a word.
_NO_MARK = frozenset("el th lo my bo dz".split())
_ENDS_WITH_QUESTION = re.compile(rf"[{_MARKS}][\s!\"'”’»)\]*_]*$")


def check(unit: TranslationUnit) -> Iterator[str]:
    if not _NO_MARK.isdisjoint(unit.languages):
        return
    source, target = _is_question(unit.source), _is_question(unit.target)
    if source and not _asks(unit.target, unit.languages[1]):
        yield "the source is a question, the target is none"
    elif target and not _asks(unit.source, unit.languages[0]):
        yield "the target is a question, the source is none"


def _is_question(text: str) -> bool:
    return bool(_ENDS_WITH_QUESTION.search(text[-12:]))


def _asks(text: str, language: str) -> bool:
    """Whether a text asks in any way: with a mark, or in words that need none."""
    if any(mark in text for mark in _MARKS):
        return True
    patterns = _patterns(language)
    # "They know what he wants" asks, and "What does he want." has lost its mark.
    return bool(patterns and patterns[0].search(text) and not patterns[1].search(text))


@functools.cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    """Words that put a question without its mark, and an order of words that wants it."""
    table = words_of(language)
    if table is None:
        return None
    asks, directly = (
        re.compile(rf"(?<![^\W\d_])(?:{words})(?![^\W\d_])", re.IGNORECASE)
        for words in (table.asks, table.asks_directly)
    )
    return asks, directly
