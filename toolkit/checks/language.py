"""A side in another language than it should be."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks.placeholders import plain
from toolkit.errors import InputError
from toolkit.text.identify import identify
from toolkit.units import TranslationUnit

_LETTERS = 25
_SURE = 0.95


def check(unit: TranslationUnit) -> Iterator[str]:
    pair = unit.languages
    if pair[0] == pair[1]:
        return
    for side, text, wanted in (("source", plain(unit.source), pair[0]), ("target", plain(unit.target), pair[1])):
        if sum(map(str.isalpha, text)) < _LETTERS:
            continue
        try:
            guess = identify(text, pair)
        except InputError:
            return
        if guess.language != wanted and guess.probability >= _SURE:
            yield f"the {side} looks {guess.language}, not {wanted}"
