"""Sides that are hardly text."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.filters.base import Filter
from toolkit.units import TranslationUnit


@dataclass(slots=True)
class Letters(Filter):
    """Score: share of letters among all characters but blanks, of the side that has the lower share.

    Attributes:
        minimum: of the score.
    """

    name = "letters"
    minimum: float = 0.6

    def score(self, unit: TranslationUnit) -> float:
        """Share, 0 to 1; 0 for an empty side."""
        return min(self._share(unit.source), self._share(unit.target))

    @staticmethod
    def _share(text: str) -> float:
        dense = "".join(text.split())
        return sum(map(str.isalpha, dense)) / len(dense) if dense else 0.0

    def reason(self, unit: TranslationUnit, score: float) -> str:
        """The share."""
        return f"only {score:.0%} letters on a side"
