"""Ends and brackets that do not match."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.filters.base import Filter
from toolkit.units import TranslationUnit
from toolkit.wording import counted

_ENDS = {".": ".", "…": ".", "!": "!", "?": "?", ":": ":", ";": "."} | dict.fromkeys("。｡．؛۔।॥։።፨။។៕།；", ".")
_ENDS |= {"؟": "?", "？": "?", "፧": "?", "！": "!", "：": ":", "\u037e": "?"}
_CLOSERS = "\"'»”’“‘›」』》〉】）］)]} \u00a0\u202f"
_WIDE = str.maketrans("（）［］｛｝", "()[]{}")
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
        one, two = (self._end(t, c) for t, c in zip((unit.source, unit.target), unit.languages, strict=True))
        # A stop is easily lost in headings and lists; a question is not.
        ends = one != two and ("?" in (one, two) or bool(one and two))
        source, target = unit.source.translate(_WIDE), unit.target.translate(_WIDE)
        brackets = sum(abs(source.count(b) - target.count(b)) for b in _BRACKETS)
        return float(ends) + (brackets + 1) // 2

    @staticmethod
    def _end(text: str, language: str) -> str:
        mark = text.rstrip(_CLOSERS)[-1:]
        # Greek asks with a semicolon; Armenians type a colon for their stop.
        if (language, mark) in (("el", ";"), ("hy", ":")):
            return "?" if mark == ";" else "."
        return _ENDS.get(mark, "")

    def reason(self, unit: TranslationUnit, score: float) -> str:
        """How many."""
        return f"{counted(round(score), 'mismatch', 'mismatches')} of closing marks and brackets"
