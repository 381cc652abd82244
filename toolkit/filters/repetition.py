"""Sides that repeat themselves."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.filters.base import Filter
from toolkit.languages.lengths import characters_of_word, lowered_pieces
from toolkit.text.repetition import most_frequent
from toolkit.units import TranslationUnit
from toolkit.wording import counted


@dataclass(slots=True)
class Repetition(Filter):
    """Score: how much more often the commonest n-gram of words comes on one side than on the other.

    Attributes:
        order: of the n-grams, in words; in scripts without blanks as many characters as make these.
        maximum: of the score.
    """

    name = "repetition"
    order: int = 3
    maximum: int = 1

    def score(self, unit: TranslationUnit) -> float:
        """Difference of the counts, 0 or more."""
        return float(abs(self._most(unit.source) - self._most(unit.target)))

    def _most(self, text: str) -> int:
        return most_frequent(lowered_pieces(text), self.order * characters_of_word(text))

    def reason(self, unit: TranslationUnit, score: float) -> str:
        """How often."""
        return (
            f"{counted(self.order, 'word comes', 'words come')} {counted(round(score), 'time')} more often on one side"
        )
