"""Numbers in words that are others in the target: three for five, the third for the second, one witness for several."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from toolkit.checks.amounts import read_amounts
from toolkit.checks.numbers import said_otherwise
from toolkit.languages.number_words import WordNumber, decades, numbers_in_words, numbers_said
from toolkit.languages.words import words_of
from toolkit.text.word_gate import lowered_words
from toolkit.units import TranslationUnit

# One is an article too, and a second is a time.
_LEAST = 2
_LARGE, _ROUND = 10, frozenset({100, 1000})
# Minutes: midi trente, dix heures vingt.
_BEFORE_MINUTES = re.compile(r"\b(?:heures?|midi|minuit) $", re.IGNORECASE)
_ROUGH, _HOUR = re.compile("aine$"), re.compile(r"\s(?:heures?|o[’']clock)\b|\s(?:de|of)\b")


def check(unit: TranslationUnit) -> Iterator[str]:
    one, other = unit.languages
    if words_of(one) is None or words_of(other) is None:
        return
    if _has_numbers(unit.source, one):
        source, target = numbers_said(unit.source, one), numbers_said(unit.target, other)
        missing = _alone(source, unit.source, one, unit.target, other)
        added = _alone(target, unit.target, other, unit.source, one) if missing else []
        if missing and added:
            names = [
                ", ".join(dict.fromkeys(text[n.start : n.end] for n in found))
                for text, found in ((unit.source, missing), (unit.target, added))
            ]
            yield f"'{names[0]}' of the source is '{names[1]}' in the target"
        elif not added:
            for number in missing:
                if _is_exact(number, unit.source):
                    yield f"'{unit.source[number.start : number.end]}' of the source is missing in the target"
    yield from _several(unit)


@functools.cache
def _number_words(language: str) -> frozenset[str]:
    table = words_of(language)
    if table is None:
        return frozenset()
    words = {w for w, n in (*table.cardinals.items(), *table.ordinals.items()) if n >= _LEAST}
    return frozenset(words | table.hundreds | table.thousands)


def _has_numbers(text: str, language: str) -> bool:
    return not _number_words(language).isdisjoint(lowered_words(text))


def _alone(numbers: tuple[WordNumber, ...], text: str, language: str, other_text: str, other: str) -> list[WordNumber]:
    """Numbers that the other side has neither in words nor in digits."""
    found = [n for n in numbers if n.value >= _LEAST]
    if not found:
        return []
    said = {str(n) for n in numbers_in_words(other_text, other)}
    said |= {reading for amount in read_amounts(other_text, other) for reading in amount.readings}
    own, also = decades(text, language), said_otherwise(other_text, other)
    return [
        n
        for n in found
        if n.value not in own and said.isdisjoint(_names(n)) and (n.ordinal or also.isdisjoint(_names(n)))
    ]


def _is_exact(number: WordNumber, text: str) -> bool:
    """Whether it is no small number, no round one of a phrase (*cent fois*), no rough one and no time of day."""
    if number.value < _LARGE or number.ordinal or number.value in _ROUND:
        return False
    if _BEFORE_MINUTES.search(text[max(0, number.start - 9) : number.start]):
        return False
    return not _ROUGH.search(text[number.start : number.end]) and not _HOUR.match(text, number.end)


def _names(number: WordNumber) -> set[str]:
    """Readings of a number, of its parts and as an hour."""
    return {str(n) for n in (number.value, *number.parts)} | {f"t{number.value * 60}"}


@functools.cache
def _quantifiers(language: str) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    table = words_of(language)
    if table is None:
        return None
    return (
        re.compile(rf"^\W*(?:{table.one})\b", re.IGNORECASE),
        re.compile(rf"(?<![^\W\d_])(?:{table.several})(?![^\W\d_])", re.IGNORECASE),
    )


def _several(unit: TranslationUnit) -> Iterator[str]:
    """One thing or person at the beginning that is several in the target, and the other way round."""
    ours, theirs = (_quantifiers(language) for language in unit.languages)
    if ours is None or theirs is None:
        return
    for (one, several), first, (one_too, several_too), second in (
        (ours, unit.source, theirs, unit.target),
        (theirs, unit.target, ours, unit.source),
    ):
        beginning = one.search(first)
        plural = several_too.match(second.lstrip("\"'“«‘ \u00a0\u202f"))
        if beginning and plural and not several.search(first) and not one_too.search(second):
            words = beginning.group().strip(), plural.group()
            yield f"'{words[0]}' and '{words[1]}' are not the same number"
            return
