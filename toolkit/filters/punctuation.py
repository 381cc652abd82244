"""Ends and brackets that do not match."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.filters.base import Filter
from toolkit.units import TranslationUnit

_ENDS = {".": ".", "…": ".", "!": "!", "?": "?", ":": ":", ";": ".", "。": ".", "؟": "?", "！": "!", "？": "?"}
_CLOSERS = "\"'»”’)]} \u00a0\u202f"
_BRACKETS = "()[]{}"


@dataclass(slots=True)
class Punctuation(Filter):
    """Score: number of mismatches: another kind of end (question, colon), and brackets by kind.

    Attributes:
        maximum: of the score.
    """

    name = "punctuation"
    maximum: int = 1

    def score(self, unit: TranslationUnit) -> float:
        """Mismatches, 0 or more."""
        one, two = self._end(unit.source), self._end(unit.target)
        # A stop is easily lost in headings and lists; a question is not.
        ends = one != two and ("?" in (one, two) or bool(one and two))
        brackets = sum(abs(unit.source.count(b) - unit.target.count(b)) for b in _BRACKETS)
        return float(ends) + (brackets + 1) // 2

    @staticmethod
    def _end(text: str) -> str:
        return _ENDS.get(text.rstrip(_CLOSERS)[-1:], "")

    def reason(self, unit: TranslationUnit, score: float) -> str:
        """How many."""
        return f"{score:.0f} mismatches of closing marks and brackets"
