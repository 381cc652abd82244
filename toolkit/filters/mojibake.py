"""Text that was decoded with the wrong encoding."""

from __future__ import annotations

import re
from dataclasses import dataclass

from toolkit.filters.base import Filter
from toolkit.units import TranslationUnit

# UTF-8 read as Windows-1252 or Latin-1: a lead byte as a letter, then continuation bytes as signs.
_MOJIBAKE = re.compile(
    "[ÃÂ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â[€\u0080][\u0080-\u00bf™œž“”˜¦\u009d]|\ufffd|ï»¿|ï¿½|"
    "[\u0080-\u0084\u0086-\u009f]"
)


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
        return float(sum(len(_MOJIBAKE.findall(t)) for t in (unit.source, unit.target)))

    def reason(self, unit: TranslationUnit, score: float) -> str:
        """The first of them."""
        found = next((m.group() for t in (unit.source, unit.target) for m in _MOJIBAKE.finditer(t)), "")
        return f"{score:.0f} places decoded wrongly, {found!a} first"
