"""Patterns of words, and a quick look whether a text can have one of them at all.

Checks ask many patterns of hundreds of words each about every text, and nearly all find nothing. The words of a text
are read once; of each pattern it is known how its matches may begin, and it is tried only where a word begins so.
"""

from __future__ import annotations

import functools
import operator
import re
import threading
from collections.abc import Iterator, Sequence
from typing import Any

#: A word: letters only.
WORD = re.compile(r"[^\W\d_]+")
# Letters of a beginning: more tell more patterns apart, and cost more for each word of a text.
_SIZE = 4
_MOST = 2_000
# A server sees new words for ever, and most of them never again.
_MOST_WORDS = 16_384
# Behind a beginning: the word ends there.
_END = "\0"
_ANY_DIGIT = "\0digit"
# At the end of a pattern: no letter follows.
_NO_LETTER = (r"\b", r"(?![^\W\d_])", r"(?![^\W_])", r"(?!\w)")


@functools.lru_cache(maxsize=16)
def words_of_text(text: str) -> tuple[str, ...]:
    """The words of a text, letters only, as they are written, in order."""
    return tuple(WORD.findall(text))


@functools.lru_cache(maxsize=16)
def different_words(text: str) -> frozenset[str]:
    """The same in no order."""
    return frozenset(words_of_text(text))


@functools.lru_cache(maxsize=16)
def words_of_lowered(text: str) -> tuple[str, ...]:
    """The words of a text in small letters, in order."""
    return tuple(map(str.lower, words_of_text(text)))


@functools.lru_cache(maxsize=16)
def words_in(text: str) -> tuple[str, ...]:
    """Different words of a text in small letters, in order."""
    return tuple(dict.fromkeys(words_of_lowered(text)))


@functools.lru_cache(maxsize=16)
def lowered_words(text: str) -> frozenset[str]:
    """The same in no order."""
    return frozenset(words_in(text))


class _Gates:
    """What the matches of all patterns may begin with, a bit for each pattern.

    Attributes:
        number: of the patterns; what is known of a text holds until there is another one.
        words: by beginning of a word, the patterns that may have a match there.
        signs: by character that is no letter, the patterns that may have a match there.
    """

    def __init__(self) -> None:
        self.number = 0
        self.words: dict[str, int] = {}
        self.signs: dict[str, int] = {}
        self._lock = threading.Lock()

    def add(self, beginnings: frozenset[str]) -> int:
        """The bit of a new pattern."""
        with self._lock:
            bit = 1 << self.number
            for one in beginnings:
                table = self.words if WORD.match(one) else self.signs
                table[one] = table.get(one, 0) | bit
            self.number += 1
            return bit


_GATES = _Gates()


@functools.lru_cache(maxsize=16)
def _bits(text: str, number: int) -> tuple[int, int, dict[str, int]]:
    """Patterns that may have a match in a text: by its words, by its signs; and those of each word that has some."""
    beginnings = _WORDS.beginnings(different_words(text), number)
    by_signs = 0
    for sign in {*_signs(number).findall(text)}:
        by_signs |= _GATES.signs.get(sign, 0) | (_GATES.signs.get(_ANY_DIGIT, 0) if sign.isdecimal() else 0)
    return functools.reduce(operator.or_, beginnings.values(), 0), by_signs, beginnings


@functools.lru_cache(maxsize=1)
def _signs(number: int) -> re.Pattern[str]:
    """Digits, and the characters that are no letters with which patterns begin."""
    return re.compile(rf"[\d{''.join(re.escape(sign) for sign in _GATES.signs if sign != _ANY_DIGIT)}]")


def possible_patterns(text: str) -> int:
    """Which of the patterns that there are by now may have a match in a text, for :meth:`WordPattern.may_be_among`.

    >>> pattern = WordPattern(r"\\b(?:up|down)\\b")
    >>> pattern.may_be_among(possible_patterns("It went up.")), pattern.may_be_among(possible_patterns("It stayed."))
    (True, False)
    """
    every, by_signs, _ = _bits(text, _GATES.number)
    return every | by_signs


@functools.lru_cache(maxsize=16)
def _places(text: str, number: int) -> list[tuple[int, int]]:
    """Where words stand that a match may begin with, and of which patterns."""
    beginnings = _bits(text, number)[2]
    found, place = [], 0
    for word in words_of_text(text):
        # The next letters are those of the next word.
        place = text.find(word, place)
        if word in beginnings:
            found.append((place, beginnings[word]))
        place += len(word)
    return found


class _Words:
    """Patterns that may have a match at the words that were seen before, for as long as there are no others."""

    def __init__(self) -> None:
        # Number of patterns; words that were seen; those that have some, with these; their keys, as sets are compared
        # faster. All in one, as threads may come between.
        self._state: tuple[int, set[str], dict[str, int], set[str]] = (-1, set(), {}, set())

    def beginnings(self, words: frozenset[str], number: int) -> dict[str, int]:
        """Those of some words that have any."""
        state = self._state
        if number != state[0] or len(state[1]) > _MOST_WORDS:
            state = self._state = (number, set(), {}, set())
        _, seen, some, known = state
        if new := words - seen:
            found = {word: bits for word in new if (bits := _patterns_of(word))}
            some.update(found)
            known.update(found)
            seen |= new
        return {word: some[word] for word in words & known}


_WORDS = _Words()


def _patterns_of(word: str) -> int:
    """Patterns that may have a match at a word, by its first letters and, of a short one, its end."""
    word, table = word.lower(), _GATES.words
    found = table.get(word + _END, 0) if len(word) < _SIZE else 0
    for size in range(1, _SIZE + 1):
        found |= table.get(word[:size], 0)
    return found


class WordPattern:
    """A regular expression whose matches begin with a word, searched for only where such a word stands.

    >>> pattern = WordPattern(r"\\b(?:not|never)\\b")
    >>> pattern.search("We never said so.").group()
    'never'
    >>> pattern.search("We said so.") is None
    True

    Args:
        pattern: an expression; the case of letters does not count.

    Attributes:
        regex: the compiled expression.
    """

    __slots__ = ("_bit", "regex")

    def __init__(self, pattern: str) -> None:
        self.regex = re.compile(pattern, re.IGNORECASE)
        gate = _gate(pattern)
        self._bit = 0 if gate is None else _GATES.add(gate)

    def may_be_among(self, patterns: int) -> bool:
        """False if there is surely no match in a text, by its :func:`possible_patterns`."""
        return not self._bit or bool(patterns & self._bit)

    def may_be_in(self, text: str) -> bool:
        """False if there is surely no match."""
        if not self._bit:
            return True
        every, by_signs, _ = _bits(text, _GATES.number)
        return bool((every | by_signs) & self._bit)

    def search(self, text: str) -> re.Match[str] | None:
        """The first match."""
        bit = self._bit
        every, by_signs, _ = _bits(text, _GATES.number)
        if not bit or by_signs & bit:
            return self.regex.search(text)
        if every & bit:
            match = self.regex.match
            for place, patterns in _places(text, _GATES.number):
                if patterns & bit and (found := match(text, place)):
                    return found
        return None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All matches."""
        return self.regex.finditer(text) if self.may_be_in(text) else iter(())


class _AnyBeginning(Exception):
    """A match may begin with any letter."""


def _gate(pattern: str) -> frozenset[str] | None:
    """How all matches begin: the first letters of a word, or a character that is no letter; None if with anything."""
    # The parser of the standard library; what it does not explain is not gated.
    from re import _parser  # type: ignore[attr-defined]

    try:
        opened, closed = _walk(list(_parser.parse(pattern, re.IGNORECASE)), {""}, set())
    except _AnyBeginning:
        return None
    if pattern.endswith(_NO_LETTER):
        opened = {one + _END for one in opened}
    found = opened | closed
    return None if "" in found or len(found) > _MOST else frozenset(found)


_States = tuple[set[str], set[str]]


def _walk(items: Sequence[tuple[Any, Any]], opened: set[str], closed: set[str]) -> _States:
    """Beginnings after some items of a parsed pattern.

    Args:
        items: of the pattern.
        opened: beginnings that may go on.
        closed: those that do not.

    Raises:
        _AnyBeginning: one begins with no letter.
    """
    for operation, value in items:
        if not opened:
            break
        opened, closed = _step(str(operation), value, opened, closed)
        if len(opened) + len(closed) > _MOST:
            raise _AnyBeginning
    return opened, closed


def _step(operation: str, value: Any, opened: set[str], closed: set[str]) -> _States:
    if operation == "LITERAL":
        return _append({chr(value)}, opened, closed)
    if operation == "IN":
        return _append(_characters(value), opened, closed)
    if operation == "SUBPATTERN":
        return _walk(list(value[3]), opened, closed)
    if operation == "BRANCH":
        results = [_walk(list(branch), set(opened), set()) for branch in value[1]]
        return set().union(*(r[0] for r in results)), closed.union(*(r[1] for r in results))
    if operation in ("MAX_REPEAT", "MIN_REPEAT"):
        least, most, inner = value
        once_open, once_closed = _walk(list(inner), set(opened), set())
        if most > 1:
            # Once, or more often: how it goes on is left open.
            once_open, once_closed = set(), _ended(once_open, once_closed)
        return once_open | (opened if least == 0 else set()), closed | once_closed
    if operation in ("AT", "ASSERT", "ASSERT_NOT"):
        # They take no characters; what they say of an end is not used.
        return opened, closed
    return set(), _ended(opened, closed)


def _append(letters: set[str] | None, opened: set[str], closed: set[str]) -> _States:
    """Beginnings with one of some characters behind them; None for any character."""
    if letters is None:
        return set(), _ended(opened, closed)
    longer: set[str] = set()
    done = set(closed)
    for letter in letters:
        if letter != _ANY_DIGIT and WORD.fullmatch(letter):
            longer.update(beginning + letter.lower() for beginning in opened)
        else:
            # The word ends here; or there is none, and the match begins with this character.
            done.update(beginning + _END if beginning else letter for beginning in opened)
    return {one for one in longer if len(one) < _SIZE}, done | {one[:_SIZE] for one in longer if len(one) >= _SIZE}


def _ended(opened: set[str], closed: set[str]) -> set[str]:
    if "" in opened:
        raise _AnyBeginning
    return closed | opened


def _characters(members: Sequence[tuple[Any, Any]]) -> set[str] | None:
    """The characters of a set; None for a set that is not written out."""
    found: set[str] = set()
    for operation, value in members:
        name = str(operation)
        if name == "LITERAL":
            found.add(chr(value))
        elif name == "CATEGORY" and str(value) == "CATEGORY_DIGIT":
            found.add(_ANY_DIGIT)
        elif name == "RANGE" and value[1] - value[0] <= 60:
            found.update(chr(code) for code in range(value[0], value[1] + 1))
        else:
            return None
    return found
