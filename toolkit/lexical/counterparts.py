"""Which words of a text have a counterpart in its translation: what the checks of names and of content ask.

A French word has one if an English word may stand for it by the word-to-word model of the embedded package (IBM
Model 1, see :mod:`toolkit.lexical.word_model`), or looks like it; an English word likewise.
"""

from __future__ import annotations

import functools
from collections.abc import Set
from difflib import SequenceMatcher

from toolkit.languages.pair import DEFAULT_PAIR
from toolkit.lexical.word_model import WordModel, package_word_model
from toolkit.packages.store import embedded_package
from toolkit.text.cognates import fold_word
from toolkit.text.word_gate import lowered_words, words_in, words_of_text

#: Languages of the model, of the words that are accounted for and of those that account for them.
LANGUAGES = DEFAULT_PAIR.primary
# Chosen on wmt-news-2008-2012 (bench/checks.py --on news), as all figures of this kind here.
_PROBABILITY = 0.03
_ALIKE = 0.75
_PREFIX, _LENGTHS_APART = 4, 2
# Of a name and a word without a capital more must be alike.
_ALIKE_SMALL, _PREFIX_SMALL = 0.85, 6


@functools.cache
def word_model() -> WordModel:
    """The embedded package's."""
    return package_word_model(embedded_package()) or WordModel({})


def is_known(word: str, language: str) -> bool:
    """Whether the model has a word in small letters of one of its languages."""
    return word in known_words(language)


@functools.cache
def known_words(language: str) -> Set[str]:
    """The words in small letters that the model has of a language."""
    if language == LANGUAGES[1]:
        return word_model().targets
    return word_model().sources if language == LANGUAGES[0] else frozenset()


@functools.lru_cache(maxsize=65_536)
def beginning(word: str) -> str | None:
    """The first letters of a word, folded, by which words of a common origin are told; None of a short one."""
    folded = fold_word(word)
    return folded[:_PREFIX] if len(folded) >= _PREFIX else None


class Counterparts:
    """Looks for counterparts of words in a text of the other language.

    Args:
        text: in one of :data:`LANGUAGES`.
        language: that one.
        source: the text of the words. What both texts have stands for itself and for no other word (*Liliane* for
            *Bettencourt*, which the model has seen beside it).
    """

    def __init__(self, text: str, language: str = LANGUAGES[1], source: str = "") -> None:
        known = words_in(source)
        self._longer = [word for word in known if len(word) >= _PREFIX] or [""]
        known_ones = lowered_words(source)
        self._words = [word for word in words_in(text) if word not in known_ones]
        self._text = text
        self._is_target = language == LANGUAGES[1]

    @functools.cached_property
    def _folded(self) -> list[tuple[str, bool]]:
        """The words folded, and whether they have a capital."""
        capital = {word.lower() for word in words_of_text(self._text) if not word.islower()}
        return [(fold_word(word), word in capital) for word in self._words]

    def translates(self, word: str) -> bool:
        """Whether a word of the text may stand for one in small letters, or that one for it."""
        return self._may_have(word) and any(p >= _PROBABILITY for p in self._probabilities(word))

    def names(self, word: str) -> bool:
        """Whether a word of the text stands for a name in small letters, and for no other word of the source rather."""
        if not self._may_have(word):
            return False
        model = word_model()
        for other, probability in zip(self._words, self._probabilities(word), strict=True):
            if probability < _PROBABILITY:
                continue
            if self._is_target:
                best = max(model.row(other, self._longer))
            else:
                best = max(model.row(source, [other])[0] for source in self._longer)
            if probability >= best:
                return True
        return False

    def _may_have(self, word: str) -> bool:
        """False where the model knows nothing of a word, and the text does not have it either."""
        model = word_model()
        return word in (model.sources if self._is_target else model) or word in self._words

    def _probabilities(self, word: str) -> list[float]:
        model = word_model()
        if self._is_target:
            return [model.row(other, [word])[0] for other in self._words]
        return list(model.row(word, self._words))

    def has_alike(self, word: str, common: bool = False) -> bool:
        """Whether a word of the text looks like a name, which may be spelt in another way.

        Args:
            word: the name.
            common: it is a word as well: one of the text needs no capital to stand for it.
        """
        folded = fold_word(word)
        for other, capital in self._folded:
            prefix, alike = (_PREFIX, _ALIKE) if capital or common else (_PREFIX_SMALL, _ALIKE_SMALL)
            begins = len(folded) >= prefix and folded[:prefix] == other[:prefix]
            if begins and abs(len(other) - len(folded)) <= _LENGTHS_APART:
                return True
            if len(other) <= 2 or _most_alike(folded, other) < alike:
                continue
            if SequenceMatcher(None, folded, other).ratio() >= alike:
                return True
        return False


def _most_alike(one: str, other: str) -> float:
    """More than this two words cannot be alike, by their lengths and letters; much faster than how alike they are."""
    length = len(one) + len(other)
    shared = 0
    for letter in one:
        if letter in other:
            shared += 1
            other = other.replace(letter, "", 1)
    return 2 * shared / length
