"""Sides that are hardly text."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.filters.base import Filter
from toolkit.languages.lengths import share_of_letters
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
        return min(share_of_letters(unit.source), share_of_letters(unit.target))

    def reason(self, unit: TranslationUnit, score: float) -> str:
        """The share."""
        return f"only {score:.0%} letters on a side"
