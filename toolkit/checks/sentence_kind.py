"""A question that is none in the target, and the other way round."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from toolkit.languages.words import words_of
from toolkit.units import TranslationUnit

#: Question marks of all scripts.
_MARKS = "?\uff1f\u061f\u037e\u1367\u2cfa\u2048\u2049\u203d¿"
# Thai, Lao, Burmese, Khmer, Tibetan and Dzongkha ask by a particle and need no mark.
_WITHOUT_MARKS = frozenset("th lo my km bo dz".split())
# A Greek question ends with what is a semicolon elsewhere.
_OTHER_MARK = "el"
# What ends a Japanese and a Korean question.
_PARTICLES = {"ja": re.compile(r"か[。」』\s]*$"), "ko": re.compile(r"(?:까|나요|ㄴ가요|은가요)[.\s]*$")}
_ENDS_WITH_QUESTION = re.compile(rf"[{_MARKS}][\s!\"'”’»)\]*_]*$")


def check(unit: TranslationUnit) -> Iterator[str]:
    if _OTHER_MARK in unit.languages:
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
    if language in _WITHOUT_MARKS or any(mark in text for mark in _MARKS):
        return True
    if particle := _PARTICLES.get(language):
        return bool(particle.search(text[-12:]))
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
