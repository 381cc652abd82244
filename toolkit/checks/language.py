"""A side in another language than it should be."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks.measures import is_code, lower_words
from toolkit.checks.placeholders import plain
from toolkit.errors import InputError
from toolkit.languages.lists import also_words
from toolkit.lexical.counterparts import LANGUAGES, known_words
from toolkit.text.identify import identify
from toolkit.text.word_gate import words_of_text
from toolkit.units import TranslationUnit

_LETTERS = 25
# Words of four letters and more that only one of two languages has: so many, and so many times those of the other.
_WORDS, _TIMES = 3, 4
_SURE = 0.95


def check(unit: TranslationUnit) -> Iterator[str]:
    pair = unit.languages
    if pair[0] == pair[1]:
        return
    for side, text, wanted in (("source", plain(unit.source), pair[0]), ("target", plain(unit.target), pair[1])):
        if sum(map(str.isalpha, text)) < _LETTERS:
            continue
        try:
            if _has_words_of(text, wanted, pair):
                continue
            guess = identify(text, pair)
            if guess.language == wanted or guess.probability < _SURE or is_code(text):
                continue
            # A list of names has no language, and names in a sentence say nothing of its own.
            words = "" if text.isupper() else " ".join(lower_words(text))
            if not text.isupper() and identify(words, pair).language != guess.language:
                continue
        except InputError:
            return
        yield f"the {side} looks {guess.language}, not {wanted}"


def _has_words_of(text: str, language: str, pair: tuple[str, str]) -> bool:
    """Whether a text is in a language by its words alone: much faster than the classifier, which decides all others."""
    if set(pair) != set(LANGUAGES):
        return False
    other = pair[0] if language == pair[1] else pair[1]
    words = {word for word in words_of_text(text) if len(word) > 3 and word.islower()}
    ours, theirs = known_words(language), known_words(other)
    here = sum(w in ours for w in words - also_words(other))
    there = sum(w in theirs for w in words - also_words(language))
    return here >= max(_WORDS, _TIMES * there)
