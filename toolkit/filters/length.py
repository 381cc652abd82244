"""Sides that are empty, too short or too long."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from toolkit.filters.base import Filter
from toolkit.languages.lengths import count_words, longest_word
from toolkit.units import TranslationUnit
from toolkit.wording import counted


@dataclass(slots=True)
class Length(Filter):
    """Score: 1 if both sides keep the bounds, else 0.

    Attributes:
        min_words, max_words: of either side, as :func:`toolkit.languages.lengths.count_words` counts them.
        max_characters: of either side.
        longest_word: in characters; longer ones are mostly data or lost blanks. Scripts without blanks have none.
    """

    name = "length"
    minimum: ClassVar[int] = 1
    min_words: int = 1
    max_words: int = 150
    max_characters: int = 1_500
    longest_word: int = 60

    def score(self, unit: TranslationUnit) -> float:
        """1 or 0."""
        return float(not self._fault(unit))

    def reason(self, unit: TranslationUnit, score: float) -> str:
        """Which bound, which side."""
        return self._fault(unit)

    def _fault(self, unit: TranslationUnit) -> str:
        for side, text in (("source", unit.source), ("target", unit.target)):
            words = count_words(text)
            if not text.strip():
                return f"the {side} is empty"
            if not self.min_words <= words <= self.max_words:
                return f"the {side} has {counted(words, 'word')}"
            if len(text) > self.max_characters:
                return f"the {side} has {counted(len(text), 'character')}"
            longest = longest_word(text)
            if longest > self.longest_word:
                return f"the {side} has a word of {counted(longest, 'character')}"
        return ""
