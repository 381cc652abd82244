"""Sides that are the same: not translated."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from toolkit.filters.base import Filter
from toolkit.languages.lengths import characters_of_word, pieces
from toolkit.units import TranslationUnit


@dataclass(slots=True)
class Identical(Filter):
    """Score: likeness of both sides less case, digits and punctuation, 0 to 1 (Ratcliff–Obershelp on words).

    Attributes:
        maximum: of the score.
        words: sides of fewer words may be equal: names, numbers, signs.
    """

    name = "identical"
    maximum: float = 0.8
    words: int = 3

    def score(self, unit: TranslationUnit) -> float:
        """Likeness, 0 to 1."""
        one, two = (["".join(filter(str.isalpha, w)) for w in pieces(t.lower())] for t in (unit.source, unit.target))
        one, two = [w for w in one if w], [w for w in two if w]
        if min(len(one), len(two)) < self.words * characters_of_word(unit.source + unit.target):
            return 0.0
        if one == two:
            return 1.0
        # An upper bound first: the comparison itself is slow.
        matcher = SequenceMatcher(None, one, two, autojunk=False)
        return matcher.ratio() if matcher.quick_ratio() > self.maximum else matcher.quick_ratio()

    def reason(self, unit: TranslationUnit, score: float) -> str:
        """The likeness."""
        return f"the sides are {score:.0%} alike: not translated"
