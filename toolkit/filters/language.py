"""Sides in another language than they should be."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.errors import InputError
from toolkit.filters.base import Filter
from toolkit.lexical.by_words import has_words_of
from toolkit.text.identify import identify, identify_any, same_language
from toolkit.units import TranslationUnit

# Of the longer words of a text, so many are enough to know that it is in no third language: of 48,000 messages of
# programs in 23 others, one passes (it is English).
_SHARE = 0.9


@dataclass(slots=True)
class Language(Filter):
    """Score: the lower of both sides' probability of being in its language rather than in the other's; 0 if a longer
    side looks like a third language. Sides with few letters, in a language that the classifier does not know, or with
    nine of ten longer words known in theirs, count as right.

    Attributes:
        minimum: of the score.
        letters: sides with fewer say too little: names, numbers, interjections.
        letters_for_any: from so many letters on, a side is compared with all languages, not with the other side's only.
    """

    name = "language"
    minimum: float = 0.3
    letters: int = 20
    letters_for_any: int = 60

    def score(self, unit: TranslationUnit) -> float:
        """Probability, 0 to 1."""
        return min(self._side(unit.source, unit, 0), self._side(unit.target, unit, 1))

    def _side(self, text: str, unit: TranslationUnit, place: int) -> float:
        codes = unit.languages
        if not all(codes) or "und" in codes or codes[0] == codes[1]:
            return 1.0
        if has_words_of(text, codes[place], codes, _SHARE):
            return 1.0
        count = sum(map(str.isalpha, text))
        try:
            guess = identify(text, codes)
        except InputError:  # a language that the classifier does not know
            return 1.0
        if not guess.language or count < self.letters:
            return 1.0
        probability = guess.probability if guess.language == codes[place] else 1 - guess.probability
        if count >= self.letters_for_any and not any(same_language(identify_any(text), code) for code in codes):
            return 0.0
        return probability

    def reason(self, unit: TranslationUnit, score: float) -> str:
        """The side."""
        source = self._side(unit.source, unit, 0)
        side, code = ("source", unit.source_language) if source <= score else ("target", unit.target_language)
        return f"the {side} does not look like '{code}' (probability {score:.2f})"
