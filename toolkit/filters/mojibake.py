"""Text that was decoded with the wrong encoding."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.checks.measures import MAY_BE_MOJIBAKE, MOJIBAKE
from toolkit.filters.base import Filter
from toolkit.units import TranslationUnit
from toolkit.wording import counted


@dataclass(slots=True)
class Mojibake(Filter):
    """Score: number of places that look like UTF-8 read as Latin-1, replacement characters and stray controls.

    Attributes:
        maximum: of the score.
    """

    name = "mojibake"
    maximum: int = 0

    def score(self, unit: TranslationUnit) -> float:
        """Number of places on both sides."""
        return float(sum(len(MOJIBAKE.findall(t)) for t in (unit.source, unit.target) if MAY_BE_MOJIBAKE.search(t)))

    def reason(self, unit: TranslationUnit, score: float) -> str:
        """The first of them."""
        found = next((m.group() for t in (unit.source, unit.target) for m in MOJIBAKE.finditer(t)), "")
        return f"{counted(round(score), 'place')} decoded wrongly, {found!a} first"
