"""Which of two languages a text is in, by its words alone; the classifier is slow, and decides all other texts."""

from __future__ import annotations

import functools
from collections.abc import Callable

from toolkit.languages.habits import BINDERS
from toolkit.languages.lists import also_words
from toolkit.lexical.counterparts import LANGUAGES, known_words
from toolkit.text.word_gate import words_of_text

# Words of four letters and more that only one of two languages has, and short ones that join them: so many, and so many
# times those of the other.
_WORDS, _TIMES, _SHORT = 3, 4, 3
# Counts in one number, which is added up much faster than several: no text has so many different words.
_OTHER, _LONG, _KNOWN = 1 << 32, 1 << 64, 1 << 96


def has_words_of(text: str, language: str, pair: tuple[str, str], share: float = 0.0) -> bool:
    """Whether a text is surely in a language, by words of the embedded package's model; False also where it has none.

    Args:
        text: any.
        language: one of the pair.
        pair: two languages.
        share: of the different longer words in small letters that the language must have, also if the other one has
            them too; 0 to tell it from the other one of the pair only.
    """
    if set(pair) != set(LANGUAGES):
        return False
    other = pair[0] if language == pair[1] else pair[1]
    words = set(words_of_text(text))
    if not share:
        there, here = divmod(sum(map(_votes(language, other), words)), _OTHER)
        return here >= max(_WORDS, _TIMES * there)
    known, rest = divmod(sum(map(_longer_votes(language, other), words)), _KNOWN)
    longer, rest = divmod(rest, _LONG)
    there, here = divmod(rest, _OTHER)
    return here >= max(_WORDS, _TIMES * there) and known >= share * longer


@functools.cache
def _votes(language: str, other: str) -> Callable[[str], int]:
    """Gives what a word says: one that only a language has, or that joins its words, 1; such of the other, `_OTHER`."""
    ours, theirs = _joining(language, other), _joining(other, language)

    @functools.lru_cache(maxsize=50_000)
    def votes(word: str) -> int:
        if not word.islower():
            return 0
        longer = len(word) > _SHORT
        here = (longer and word in known_words(language) and word not in also_words(other)) + (word in ours)
        there = (longer and word in known_words(other) and word not in also_words(language)) + (word in theirs)
        return here + _OTHER * there

    return votes


@functools.cache
def _longer_votes(language: str, other: str) -> Callable[[str], int]:
    """Gives what a longer word says: `_LONG`, `_KNOWN` if ours, 1 if ours alone, `_OTHER` if only the other's."""
    ours, theirs = known_words(language), known_words(other)
    our_others, their_others = also_words(language), also_words(other)

    @functools.lru_cache(maxsize=50_000)
    def votes(word: str) -> int:
        if len(word) <= _SHORT or not word.islower():
            return 0
        known = word in ours
        here = known and word not in their_others
        there = word in theirs and word not in our_others
        return _LONG + _KNOWN * known + here + _OTHER * there

    return votes


@functools.cache
def _joining(language: str, other: str) -> frozenset[str]:
    """Short words that join those of a language, and that the other does not have."""
    short = {word for word in BINDERS.get(language, "").split() if 1 < len(word) <= _SHORT}
    return frozenset(short) - frozenset(BINDERS.get(other, "").split()) - also_words(other)
