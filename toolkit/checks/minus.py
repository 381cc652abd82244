"""Minus signs that were lost or added."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from toolkit.languages.words import words_of
from toolkit.units import TranslationUnit

# A range, a list's dash and a compound have something before the dash, or a space behind it.
_NEGATIVE = re.compile(r"(?:(?<=[\s(«“\"])|^)[-−–](?P<number>\d+(?:[.,]\d+)*)(?![\w–-])(?P<degrees>\s?°|\s?degr)?")


def check(unit: TranslationUnit) -> Iterator[str]:
    source, target = _negatives(unit.source), _negatives(unit.target)
    if source.keys() == target.keys():
        return
    one, other = unit.languages
    for number in sorted(source.keys() - target.keys()):
        if _has_bare(unit.target, number) and not _says(unit.target, other, source[number]):
            yield f"the minus sign of -{number} is missing in the target"
    for number in sorted(target.keys() - source.keys()):
        if _has_bare(unit.source, number) and not _says(unit.source, one, target[number]):
            yield f"the minus sign of -{number} is only in the target"


def _negatives(text: str) -> dict[str, bool]:
    """Numbers with a minus sign, with a point for decimals, and whether they are degrees."""
    if "-" not in text and "−" not in text and "–" not in text:
        return {}
    return {m["number"].replace(",", "."): bool(m["degrees"]) for m in _NEGATIVE.finditer(text)}


def _has_bare(text: str, number: str) -> bool:
    return bool(re.search(rf"(?<![\d.,]){re.escape(number).replace(re.escape('.'), '[.,]')}(?![\d]|[.,]\d)", text))


@functools.cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    table = words_of(language)
    if table is None:
        return None
    below, down = (
        re.compile(rf"(?<![^\W\d_])(?:{w})(?![^\W\d_])", re.IGNORECASE)
        for w in (table.minus, f"{table.minus}|{table.down}")
    )
    return below, down


def _says(text: str, language: str, degrees: bool) -> bool:
    """Whether a text says in words that a number is below zero, or that something went down by it."""
    patterns = _patterns(language)
    # "fell by 15 %" has its minus in the verb, "fell to 15 degrees" has not.
    return patterns is None or bool(patterns[0 if degrees else 1].search(text))
