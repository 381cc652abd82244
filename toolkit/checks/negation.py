"""A negation that one side has and the other lacks.

By the tables of :mod:`toolkit.languages.words`. A negation may hide in a word (*unhappy*, *sans*, *refuse*), so a side
lacks it only if it has none of such words either. A free translation says the thing in another way (*ne souhaite pas
commenter*: *declined to comment*), so what is negated must have its counterpart in the other side.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.languages.words import words_of
from toolkit.lexical.counterparts import LANGUAGES, Counterparts
from toolkit.text.word_gate import WordPattern
from toolkit.units import TranslationUnit

_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(slots=True, frozen=True)
class _Patterns:
    any: WordPattern
    maybe: WordPattern
    negated: re.Pattern[str]
    lexical: re.Pattern[str]


@functools.cache
def _patterns(language: str) -> _Patterns | None:
    table = words_of(language)
    if table is None:
        return None
    any_of, maybe = (
        WordPattern(rf"(?<![^\W\d_])(?:{pattern})(?![^\W\d_])")
        for pattern in (table.negations, f"{table.negations}|{table.negative}")
    )
    return _Patterns(any_of, maybe, re.compile(table.negated, re.IGNORECASE), re.compile(table.negative, re.IGNORECASE))


def negates(text: str, language: str) -> bool:
    """Whether a text has a word that negates; False of a language without a table."""
    patterns = _patterns(language)
    return patterns is not None and bool(patterns.any.search(text))


def check(unit: TranslationUnit) -> Iterator[str]:
    one, other = unit.languages
    ours, theirs = _patterns(one), _patterns(other)
    if ours is None or theirs is None:
        return
    source, target = ours.any.search(unit.source), theirs.any.search(unit.target)
    if bool(source) == bool(target):
        return
    if source and not theirs.maybe.search(unit.target):
        found = _literal(unit.source, ours, unit.target, other)
        yield from [f"the negation '{found}' of the source is missing in the target"] if found else []
    elif target and not ours.maybe.search(unit.source):
        found = _literal(unit.target, theirs, unit.source, one)
        yield from [f"the negation '{found}' is only in the target"] if found else []


def _literal(text: str, patterns: _Patterns, other_text: str, other: str) -> str:
    """A negation of something that the other side says as well; empty without one."""
    match = patterns.negated.search(text)
    if not match:
        return ""
    counterparts = Counterparts(other_text, other) if other in LANGUAGES else None
    for word in _WORD.findall(f"{match[1]} {match[2]}".lower()):
        if patterns.lexical.fullmatch(word):
            break
        if counterparts is None or counterparts.translates(word) or counterparts.has_alike(word):
            return match.group()[: match.start(2) - match.start()].strip()
        break
    return ""
