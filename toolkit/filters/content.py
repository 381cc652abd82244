"""Sides that do not say the same, by their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.checks.content import FIRST_WORDS, LEAST, coverage_of, likeness
from toolkit.filters.base import Filter
from toolkit.units import TranslationUnit


@dataclass(slots=True)
class Content(Filter):
    """Score: share of the longer words, beyond the first six, that have a counterpart in the other side.

    By the word-to-word model of the embedded package, so of French and English, either way; other languages and short
    units are accepted. See :mod:`toolkit.checks.content`.

    Attributes:
        minimum: of the score.
    """

    name = "content"
    minimum: float = LEAST

    def score(self, unit: TranslationUnit) -> float:
        """The share; infinite where it cannot be told."""
        return likeness(*coverage_of(unit))

    def scores(self, units: Sequence[TranslationUnit]) -> list[float]:
        """As :meth:`score`, but of what is accepted only as many words are counted as it takes to know."""
        return [likeness(*coverage_of(unit, self._enough)) for unit in units]

    def _enough(self, most: int) -> float:
        return self.minimum * max(0, most - FIRST_WORDS)

    def reason(self, unit: TranslationUnit, score: float) -> str:
        """The counts behind the share."""
        found, known = coverage_of(unit)
        return f"only {found} of {known} longer words have a counterpart in the other side"
