"""Numbers that are written in words, and decades, by the tables of :mod:`toolkit.languages.words`."""

from __future__ import annotations

import functools
import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from toolkit.languages.cjk_numerals import CJK, numerals_in
from toolkit.languages.roman import roman_ordinals
from toolkit.languages.words import Words, words_of
from toolkit.text.word_gate import WORD, WordPattern, lowered_words

_WORD = re.compile(r"[^\W\d_]+|\S")
_JOINTS = "-\u2010\u2011"
_DECADE_WORDS = {
    language: dict(zip(words.split(), range(20, 100, 10), strict=True))
    for language, words in {
        "en": "twenties thirties forties fifties sixties seventies eighties nineties",
        "de": "zwanziger dreißiger vierziger fünfziger sechziger siebziger achtziger neunziger",
        "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
        "it": "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
        "nl": "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
        "pt": "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
        "fr": "vingt trente quarante cinquante soixante soixante-dix quatre-vingt quatre-vingt-dix",
    }.items()
}
_DECADES = {
    "de": re.compile(rf"\b(?:19)?([1-9]0)er[ -]?jahren?\b|\b({'|'.join(_DECADE_WORDS['de'])})[ -]?jahren?\b"),
    **{
        code: re.compile(rf"\b{years} (?:['’]?(?:19)?([1-9]0)\b|({'|'.join(_DECADE_WORDS[code])})\b)")
        for code, years in (("es", "(?:años|los)"), ("it", "anni"), ("nl", "jaren"), ("pt", "anos"))
    },
    "en": re.compile(rf"\b(?:19)?([1-9]0)[’']?s\b|\b({'|'.join(_DECADE_WORDS['en'])})\b"),
    "fr": re.compile(
        r"\bannées (?:19)?([1-9]0)\b|\bannées (?:mil neuf cent )?"
        rf"({'|'.join(sorted(_DECADE_WORDS['fr'], key=len, reverse=True))})\b"
    ),
}


@dataclass(slots=True, frozen=True)
class WordNumber:
    """A number in words.

    Attributes:
        value: of all its words together.
        start, end: its place.
        ordinal: whether it ends with an ordinal.
        parts: values of its words, and of its beginnings.
    """

    value: int
    start: int
    end: int
    ordinal: bool
    parts: frozenset[int]


class _Sum:
    """Adds the words of one number up, as far as they belong to one."""

    def __init__(self, table: Words) -> None:
        self._table = table
        self.total = self.current = 0
        self.parts: set[int] = set()

    @property
    def value(self) -> int:
        return self.total + self.current

    def add(self, word: str, value: int | None, joined: bool) -> bool:
        """Whether a word goes on with the number; if so it is added."""
        table, current = self._table, self.current
        if value is None:
            if word in table.thousands:
                if self.total:
                    return False
                self.total, self.current = 1000 * max(1, current), 0
            elif current >= 100:
                return False
            else:
                self.current = 100 * max(1, current)
        elif joined and table.joined is not None and value not in table.joined:
            return False
        elif table.twenties and value == 20 and current % 100 == 4:
            self.current += 76
        elif self._fits(value):
            self.current += value
        else:
            return False
        self.parts |= {self.value} | ({value} if value is not None else set())
        return True

    def _fits(self, value: int) -> bool:
        below = self.current % 100
        if value >= 10:
            return below == 0 or (self._table.twenties and below in (60, 80) and value < 20)
        if self._table.twenties and value >= 7 and below in (10, 70, 90):
            return True
        return below == 0 or (below >= 20 and below % 10 == 0)


@functools.cache
def _words_of_numbers(language: str) -> frozenset[str]:
    table = words_of(language)
    return frozenset({*table.cardinals, *table.ordinals, *table.hundreds, *table.thousands}) if table else frozenset()


@functools.lru_cache(maxsize=512)
def numbers_said(text: str, language: str) -> tuple[WordNumber, ...]:
    """Numbers in words of a text, in order; none of a language without a table."""
    table = words_of(language)
    if table is None or _words_of_numbers(language).isdisjoint(lowered_words(text)):
        return ()
    lowered, percent = text.lower(), _percent(language)
    if percent.may_be_in(text):
        # "pour cent" is no hundred.
        lowered = percent.regex.sub(lambda m: " " * len(m.group()), lowered)
    found = tuple(_said(lowered, table, _words_of_numbers(language) & lowered_words(text)))
    return tuple(_with_years(found, lowered)) if language == "en" else found


def _with_years(numbers: tuple[WordNumber, ...], text: str) -> Iterator[WordNumber]:
    """Numbers with those of a year as one: nineteen eighty-four, twenty oh five, but not twenty eleven-year-olds."""
    skipped = False
    for one, other in zip_longest(numbers, numbers[1:]):
        if skipped:
            skipped = False
            continue
        if other is not None and _is_year(one, other, text):
            value = 100 * one.value + other.value
            skipped = True
            yield WordNumber(value, one.start, other.end, False, one.parts | other.parts | {value})
        else:
            yield one


def _is_year(century: WordNumber, year: WordNumber, text: str) -> bool:
    if century.ordinal or year.ordinal or not 11 <= century.value <= 20 or text[year.end : year.end + 1] == "-":
        return False
    between = text[century.end : year.start].strip(f" {_JOINTS}")
    return (not between and 10 <= year.value <= 99) or (between == "oh" and year.value <= 9)


@functools.cache
def _percent(language: str) -> WordPattern:
    table = words_of(language)
    return WordPattern(rf"(?<!\w)(?:{table.percent if table else '(?!)'})(?!\w)")


def _said(text: str, table: Words, words: frozenset[str]) -> Iterator[WordNumber]:
    """Numbers in a text in small letters, which has some words of numbers and no others."""
    done = 0
    # Most texts have "un" or "one" at most: what stands between numbers is passed over.
    for start in sorted(place for word in words for place in _places(word, text)):
        if start >= done:
            done = yield from _said_from(start, text, table)


def _places(word: str, text: str) -> Iterator[int]:
    place = text.find(word)
    while place >= 0:
        end = place + len(word)
        if not WORD.match(text[max(0, place - 1) : place]) and not WORD.match(text, end):
            yield place
        place = text.find(word, end)


def _said_from(place: int, text: str, table: Words) -> Generator[WordNumber, None, int]:
    """The number that begins at a place, and those that follow it at once; returns where they end."""
    number, start, end, joined = _Sum(table), 0, 0, False
    for match in _WORD.finditer(text, place):
        word = match.group()
        cardinal, ordinal = table.cardinals.get(word), table.ordinals.get(word)
        value = cardinal if cardinal is not None else ordinal
        if value is None and word not in table.hundreds and word not in table.thousands:
            if word in _JOINTS or (word in table.joins and not joined):
                joined = joined or word in table.joins
                continue
            break
        if end and not number.add(word, value, joined):
            yield WordNumber(number.value, start, end, False, frozenset(number.parts))
            number, end = _Sum(table), 0
        if not end:
            start = match.start()
            number.add(word, value, False)
        end, joined = match.end(), False
        if cardinal is None and ordinal is not None:
            yield WordNumber(number.value, start, end, True, frozenset(number.parts))
            return end
    yield WordNumber(number.value, start, end, False, frozenset(number.parts))
    return end


def numbers_in_words(text: str, language: str) -> set[int]:
    """Values of the numbers that are written in words, and of the words that they are made of; none of other languages.

    French ordinals of centuries in Roman figures count as words, as do numbers in Chinese characters.
    """
    found = {value for number in numbers_said(text, language) for value in number.parts}
    if language == "fr":
        found.update(roman_ordinals(text))
    elif language in CJK:
        found.update(numerals_in(text))
    return found


def decades(text: str, language: str) -> set[int]:
    """Decades of the twentieth century that a text names, as 80 and as 1980."""
    found = set()
    for match in _DECADES[language].finditer(text.lower()) if language in _DECADES else ():
        digits, word = match.groups()
        value = int(digits) if digits else _DECADE_WORDS[language][word]
        found |= {value, 1900 + value}
    return found
