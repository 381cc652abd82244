"""Numbers that are not the same on both sides."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from toolkit.checks.numbers import read_numbers
from toolkit.filters.base import Filter
from toolkit.languages.cjk_numerals import CJK
from toolkit.languages.clock import clock_times
from toolkit.languages.digits import comparable_numbers
from toolkit.text.typography import GROUP_SPACES
from toolkit.units import TranslationUnit

_GROUP = re.compile(rf"(?<=\d)[{GROUP_SPACES}.,](?=\d{{3}}(?!\d))")
_RUN = re.compile(r"\d+")


@dataclass(slots=True)
class Numbers(Filter):
    """Score: share of the numbers in digits that both sides have, each read by its own separators; 1 without any.

    Attributes:
        minimum: of the score.
    """

    name = "numbers"
    minimum: float = 0.5

    def score(self, unit: TranslationUnit) -> float:
        """Share of common numbers (Dice), 0 to 1, by the kinder of two readings."""
        if not _RUN.search(unit.source) and not _RUN.search(unit.target) and CJK.isdisjoint(unit.languages):
            return 1.0
        texts = comparable_numbers(unit.source, unit.target, unit.languages)
        one, two = (read_numbers(clock_times(t, code), code) for t, code in zip(texts, unit.languages, strict=True))
        # Corpora are full of English with French separators, 97 for 1997 and half past 7 for 19.30.
        return max(self._share(one, two), self._share(*map(self._loose, texts)))

    @staticmethod
    def _loose(text: str) -> Counter[str]:
        """Runs of digits, groups of three joined whatever stands between them, of years the last two."""
        return Counter(
            n[2:] if len(n) == 4 and n[:2] in ("19", "20") else n for n in _RUN.findall(_GROUP.sub("", text))
        )

    @staticmethod
    def _share(one: Counter[str], two: Counter[str]) -> float:
        total = sum(one.values()) + sum(two.values())
        # A number on one side is often written as a word on the other.
        return 1.0 if total < 2 else 2 * sum((one & two).values()) / total

    def reason(self, unit: TranslationUnit, score: float) -> str:
        """The share."""
        return f"only {score:.0%} of the numbers are on both sides"
