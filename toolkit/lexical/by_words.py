"""Which of two languages a text is in, by its words alone; the classifier is slow, and decides all other texts."""

from __future__ import annotations

from toolkit.languages.lists import also_words
from toolkit.lexical.counterparts import LANGUAGES, known_words
from toolkit.text.word_gate import words_of_text

# Words of four letters and more that only one of two languages has: so many, and so many times those of the other.
_WORDS, _TIMES = 3, 4


def has_words_of(text: str, language: str, pair: tuple[str, str], share: float = 0.0) -> bool:
    """Whether a text is surely in a language, by words of the embedded package's model; False also where it has none.

    Args:
        text: any.
        language: one of the pair.
        pair: two languages.
        share: of the different longer words in small letters that must be of the language; 0 to tell it from the
            other one of the pair only.
    """
    if set(pair) != set(LANGUAGES):
        return False
    other = pair[0] if language == pair[1] else pair[1]
    words = {word for word in words_of_text(text) if len(word) > 3 and word.islower()}
    ours, theirs = known_words(language), known_words(other)
    here = sum(word in ours for word in words - also_words(other))
    there = sum(word in theirs for word in words - also_words(language))
    return here >= max(_WORDS, _TIMES * there, share * len(words))
