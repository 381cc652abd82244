"""A side in another language than it should be."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks.measures import is_code, lower_words
from toolkit.checks.placeholders import plain
from toolkit.errors import InputError
from toolkit.lexical.by_words import has_words_of
from toolkit.text.identify import identify
from toolkit.units import TranslationUnit

_LETTERS = 25
_SURE = 0.95


def check(unit: TranslationUnit) -> Iterator[str]:
    pair = unit.languages
    if pair[0] == pair[1]:
        return
    for side, text, wanted in (("source", plain(unit.source), pair[0]), ("target", plain(unit.target), pair[1])):
        try:
            if has_words_of(text, wanted, pair) or sum(map(str.isalpha, text)) < _LETTERS:
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
