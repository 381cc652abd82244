"""Beads that are probably wrong."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.filters.base import Filter
from toolkit.units import TranslationUnit


@dataclass(slots=True)
class Alignment(Filter):
    """Score: the unit's ``alignment`` score, 1 where it has none.

    Attributes:
        minimum: of the score, a probability where our aligner made it.
    """

    name = "alignment"
    minimum: float = 0.5

    def score(self, unit: TranslationUnit) -> float:
        """As the aligner left it."""
        return unit.scores.get("alignment", 1.0)

    def reason(self, unit: TranslationUnit, score: float) -> str:
        """The score."""
        return f"alignment score {score:.2f}"
