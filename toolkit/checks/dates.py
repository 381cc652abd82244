"""Dates whose month was lost or changed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.languages.bylines import MONTHS
from toolkit.units import TranslationUnit

_MONTHS = {
    "fr": list(MONTHS),
    "en": [month.lower() for month in MONTHS.values()],
}
# "mai" and "may", "mars" and "march" are also other words: they count only beside a number or such a word.
_AMBIGUOUS = {"mars", "march", "may", "mai"}
_BEFORE = "(?:en|de|depuis|dès|fin|début|in|of|since|from|until|early|late|last|next)"


def read_months(text: str, language: str) -> set[int]:
    """Months named in a text, 1 to 12."""
    found = set()
    for number, name in enumerate(_MONTHS.get(language, []), 1):
        pattern = rf"\b{name}\b"
        if name in _AMBIGUOUS:
            pattern = rf"\b\d+(?:er|st|nd|rd|th|\.)? (?:of )?{name}\b|\b{name},? \d+"
            pattern += rf"|\b{_BEFORE} {name}\b"
        elif language == "en":
            pattern += rf"|\b{name[:3]}\."
        if re.search(pattern, text, re.IGNORECASE):
            found.add(number)
    return found


def check(unit: TranslationUnit) -> Iterator[str]:
    one, other = unit.languages
    if one not in _MONTHS or other not in _MONTHS:
        return
    source, target = read_months(unit.source, one), read_months(unit.target, other)
    for month in sorted(source - target):
        yield f"the month '{_MONTHS[one][month - 1]}' of the source is missing in the target"
    for month in sorted(target - source):
        yield f"the month '{_MONTHS[other][month - 1]}' is only in the target"
