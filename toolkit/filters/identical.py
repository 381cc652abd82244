"""Sides that are the same: not translated."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from difflib import SequenceMatcher

from toolkit.filters.base import Filter
from toolkit.languages.lengths import characters_of_word, lowered_pieces
from toolkit.units import TranslationUnit


@functools.lru_cache(maxsize=50_000)
def _letters(word: str) -> str:
    return "".join(filter(str.isalpha, word))


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
        one, two = ([w for w in map(_letters, lowered_pieces(t)) if w] for t in (unit.source, unit.target))
        if min(len(one), len(two)) < self.words * characters_of_word(unit.source + unit.target):
            return 0.0
        if one == two:
            return 1.0
        # Upper bounds first: the comparison itself is slow.
        common = set(one).intersection(two)
        most = 2 * min(sum(w in common for w in one), sum(w in common for w in two)) / (len(one) + len(two))
        if most <= self.maximum:
            return most
        matcher = SequenceMatcher(None, one, two, autojunk=False)
        return matcher.ratio() if matcher.quick_ratio() > self.maximum else matcher.quick_ratio()

    def reason(self, unit: TranslationUnit, score: float) -> str:
        """The likeness."""
        return f"the sides are {score:.0%} alike: not translated"
