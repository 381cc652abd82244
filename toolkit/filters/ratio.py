"""Sides whose lengths do not belong together."""

from __future__ import annotations

import math
from dataclasses import dataclass

from toolkit.filters.base import Filter
from toolkit.languages.lengths import characters_off, words_off
from toolkit.units import TranslationUnit


@dataclass(slots=True)
class Ratio(Filter):
    """Score: how many times longer one side is than it should be beside the other, the worse of two measures.

    Characters and words are compared after the ratios that are typical for the pair of languages
    (:mod:`toolkit.languages.lengths`); a few characters are added to both sides, so that short segments may differ
    more.

    Attributes:
        maximum: of the score.
        slack: characters added to both sides; a fifth of it for words.
    """

    name = "ratio"
    maximum: float = 2.2
    slack: int = 15

    def score(self, unit: TranslationUnit) -> float:
        """Ratio of the lengths, 1 or more; infinite for an empty side."""
        if not unit.source.strip() or not unit.target.strip():
            return math.inf
        return max(
            characters_off(len(unit.source), len(unit.target), unit.languages, self.slack),
            words_off(unit.source, unit.target, unit.languages, self.slack / 5),
        )

    def reason(self, unit: TranslationUnit, score: float) -> str:
        """The ratio."""
        return f"one side is {score:.1f} times as long as it should be beside the other"
