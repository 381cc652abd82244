"""Which of two languages a text is in, by its words alone; the classifier is slow, and decides all other texts."""

from __future__ import annotations

import functools

from toolkit.languages.habits import BINDERS
from toolkit.languages.lists import also_words
from toolkit.lexical.counterparts import LANGUAGES, known_words
from toolkit.text.word_gate import different_words

# Words of four letters and more that only one of two languages has, and short ones that join them: so many, and so many
# times those of the other.
_WORDS, _TIMES, _SHORT = 3, 4, 3


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
    words = different_words(text)
    ours, theirs = _own_words(language, other), _own_words(other, language)
    here = len(words & ours)
    if here < max(_WORDS, _TIMES * len(words & theirs)):
        return False
    if not share:
        return True
    longer = [word for word in words if len(word) > _SHORT and word.islower()]
    return sum(map(known_words(language).__contains__, longer)) >= share * len(longer)


@functools.cache
def _own_words(language: str, other: str) -> frozenset[str]:
    """Words that only one of two languages has, or that join its words."""
    longer = {word for word in known_words(language) if len(word) > _SHORT and word.islower()}
    return frozenset(longer - also_words(other) | _joining(language, other))


@functools.cache
def _joining(language: str, other: str) -> frozenset[str]:
    """Short words that join those of a language, and that the other does not have."""
    short = {word for word in BINDERS.get(language, "").split() if 1 < len(word) <= _SHORT}
    return frozenset(short) - frozenset(BINDERS.get(other, "").split()) - also_words(other)
