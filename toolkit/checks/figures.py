"""Percentages, currencies and orders of magnitude that were lost or changed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.units import TranslationUnit

# What each sign may look like, in French and English alike: a sign of the one may stand in the other.
_SIGNS = {
    "percentage": r"%|\bpour[ -]?cent\b|\bper ?cent|\bpourcentages?\b",
    "dollar": r"\$|\bdollars?\b|\bUSD\b",
    "euro": r"€|(?<!zone )\beuros?\b|\bEUR\b",
    "pound": r"£|\blivres?\b|\bsterling\b|\bpounds?\b|\bGBP\b",
    "yen": r"¥|\byens?\b",
    "thousand": r"\bmill(?:es?|iers?)\b|\bthousands?\b(?! million)",
    "million": r"(?<!thousand )\bmillions?\b|[£$€]\s?[\d.,]+\s?mn?\b",
    "billion": r"\bmilliards?\b|\bbillions?\b|\bthousand million\b|(?<=\d)\s?bn\b",
    "hundred": r"\bcent(?:s|aines?)?\b|\bhundreds?\b",
}
_PATTERNS = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _SIGNS.items()}
# French words that have other meanings or other renderings: missing on the other side proves nothing.
_ONLY_ADDED = frozenset({"thousand", "hundred", "pound"})

_LARGE = rf"(?:{_SIGNS['million']}|{_SIGNS['billion']})"
_EXACT = re.compile(rf"(?:\d|\bun|\bone|\ba)\s+(?:de\s+)?{_LARGE}", re.IGNORECASE)
_VAGUE = re.compile(
    r"\b(?:centaines|dizaines|milliers|quelques|plusieurs|hundreds|tens|dozens|thousands|scores|several|some|many)\s+"
    rf"(?:of\s+|de\s+)?{_LARGE}",
    re.IGNORECASE,
)


def check(unit: TranslationUnit) -> Iterator[str]:
    for name, pattern in _PATTERNS.items():
        source, target = bool(pattern.search(unit.source)), bool(pattern.search(unit.target))
        if source and not target and name not in _ONLY_ADDED:
            yield f"a {name} of the source is missing in the target"
        elif target and not source and not re.search(r"\d{3}", unit.source):
            yield f"a {name} is only in the target"
    source_is_vague = _VAGUE.search(unit.source) and not _EXACT.search(unit.source)
    if source_is_vague and _EXACT.search(unit.target) and not _VAGUE.search(unit.target):
        yield "a vague amount of the source (hundreds of millions, say) is an exact one in the target"
