"""Finding many terms in a text at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_TOKEN = re.compile(r"\w+|[^\w\s]")
# Whether white space stands before a token, and what it may be, in small letters.
_Wanted = tuple[bool, tuple[str, ...]]


class TermFinder:
    """Finds terms as whole words, without regard to case and to how much white space parts them; the longest first.

    Args:
        terms: of any characters.
        inflected: find plurals too, by the endings of French, English and their neighbours: a finding is then likely,
            not sure.
    """

    def __init__(self, terms: Iterable[str], inflected: bool = False) -> None:
        self._by_first: dict[str, list[tuple[list[_Wanted], str]]] = {}
        for term in sorted(dict.fromkeys(terms), key=lambda t: (-len(t), t)):
            wanted = [(space, forms(t) if inflected else (t,)) for space, t, _, _ in _tokens(term)]
            if wanted:
                for first in wanted[0][1]:
                    self._by_first.setdefault(first, []).append((wanted[1:], term))

    def __bool__(self) -> bool:
        return bool(self._by_first)

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Start, end and term, from left to right; none is inside another."""
        if not self._by_first:
            return
        tokens = list(_tokens(text))
        number = 0
        while number < len(tokens):
            for rest, term in self._by_first.get(tokens[number][1], ()):
                last = number + len(rest)
                if last < len(tokens) and all(
                    space == tokens[place][0] and tokens[place][1] in words
                    for place, (space, words) in enumerate(rest, number + 1)
                ):
                    start, end = tokens[number][2], tokens[last][3]
                    if _stands_alone(text, start, end):
                        yield start, end, term
                        number = last
                        break
            number += 1


def forms(word: str) -> tuple[str, ...]:
    """A word in small letters and what its plural may be."""
    if len(word) < 3 or not word.isalpha():
        return (word,)
    found = [word, f"{word}s", f"{word}x", f"{word}es"]
    if word.endswith("al"):
        found.append(f"{word[:-1]}ux")
    if word.endswith("y"):
        found.append(f"{word[:-1]}ies")
    return tuple(found)


def _tokens(text: str) -> Iterator[tuple[bool, str, int, int]]:
    """Whether white space stands before, the token in small letters, start and end."""
    end = 0
    for match in _TOKEN.finditer(text):
        yield match.start() > end, match.group().lower(), match.start(), match.end()
        end = match.end()


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether what begins or ends in a sign is no part of a word (``C++`` in ``C++11``)."""
    return not _is_word(text[start - 1 : start]) and not _is_word(text[end : end + 1])


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"
