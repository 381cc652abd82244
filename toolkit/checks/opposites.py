"""A word of the source whose opposite stands in the target: more for less, left for right, mother for father.

By the tables of :mod:`toolkit.languages.words`, of which each language has both poles. A pole must stand alone: nothing
that may mean the other one on the same side, and no negation that turns it round.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from toolkit.checks.negation import negates
from toolkit.languages.words import Words, words_of
from toolkit.text.word_gate import WordPattern, possible_patterns
from toolkit.units import TranslationUnit

# Alternatives of a pattern, brackets of two levels kept whole.
_ALTERNATIVES = re.compile(r"(?:[^|()\[]|\[[^\]]*\]|\((?:[^()]|\([^()]*\))*\))+")


@dataclass(slots=True, frozen=True)
class _Contrast:
    """Patterns of one contrast in one language: sure words of either pole; of both poles sure words, and all words."""

    either: WordPattern
    sure: tuple[WordPattern, WordPattern]
    all: tuple[WordPattern, WordPattern]

    def pole(self, text: str) -> tuple[int, str] | None:
        """The pole that a text has by sure words, and none of the other; with the words."""
        if not self.either.search(text):
            return None
        for place in (0, 1):
            match = self.sure[place].search(text)
            if match and not self.all[1 - place].search(text):
                return place, match.group().strip()
        return None


@functools.cache
def _contrasts(language: str) -> dict[str, _Contrast]:
    table = words_of(language)
    return {name: _compiled(table, name) for name in table.contrasts} if table else {}


def _compiled(table: Words, name: str) -> _Contrast:
    sure = table.contrasts[name]
    also = table.also_contrasts.get(name, sure)
    both = tuple(f"{a}|{b}" for a, b in zip(sure, also, strict=True))
    either = _words(_by_first_letter(sure))
    return _Contrast(either, (_words(sure[0]), _words(sure[1])), (_words(both[0]), _words(both[1])))


def _words(pattern: str) -> WordPattern:
    return WordPattern(rf"(?<![\w-])(?:{pattern})(?![^\W_])")


def _by_first_letter(patterns: Iterable[str]) -> str:
    """Alternatives put together by their first letter, which is much faster to look for."""
    groups: dict[str, list[str]] = {}
    for pattern in patterns:
        for word in _ALTERNATIVES.findall(pattern):
            letter = word[0] if word[0].isalpha() and word[1:2] not in ("?", "*", "+") else ""
            groups.setdefault(letter, []).append(word[len(letter) :])
    return "|".join(f"{letter}(?:{'|'.join(words)})" for letter, words in groups.items())


def check(unit: TranslationUnit) -> Iterator[str]:
    one, other = unit.languages
    source_contrasts, target_contrasts = _contrasts(one), _contrasts(other)
    # What each side may have is known for all patterns at once, and most have nothing.
    ours, theirs = possible_patterns(unit.source), possible_patterns(unit.target)
    for name, contrast in source_contrasts.items():
        their = target_contrasts.get(name)
        if their is None or not contrast.either.may_be_among(ours) or not their.either.may_be_among(theirs):
            continue
        if not (source := contrast.pole(unit.source)):
            continue
        target = their.pole(unit.target)
        if target and target[0] != source[0] and not negates(unit.source, one) and not negates(unit.target, other):
            yield f"'{source[1]}' of the source is the opposite of '{target[1]}' in the target"
