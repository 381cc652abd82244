"""Numbers that are not the same on both sides, read by each language's own conventions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from toolkit.checks import minus, versions
from toolkit.checks.amounts import Amount, prepared, read_amounts
from toolkit.checks.dates import months_in_digits, read_months
from toolkit.checks.quantities import converted, read_quantities
from toolkit.checks.telephones import without_shared_telephones
from toolkit.languages.cjk_numerals import CJK
from toolkit.languages.digits import POINT_LANGUAGES, comparable_numbers
from toolkit.languages.number_words import decades, numbers_in_words
from toolkit.languages.roman import roman
from toolkit.languages.words import words_of
from toolkit.text.typography import GROUP_SPACES
from toolkit.units import TranslationUnit

_SPACE = f"[{GROUP_SPACES}]"
# The scale of a map, whose second number has groups: 1:50 000.
_SCALE = rf"(?<![\w.,])1(?=:\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d))"
_DECIMAL_COMMA = re.compile(rf"{_SCALE}|(?<![\w.,])\d{{1,3}}(?:{_SPACE}\d{{3}})+(?:,\d+)?(?!\d)|\d+(?:[.,:]\d+)*")
_DECIMAL_POINT = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:[.,:]\d+)*")
_SPACE_IN_NUMBER = re.compile(rf"(?<=\d){_SPACE}(?=\d{{3}}(?!\d))")
_COMMA_FOR_POINT = re.compile(r"(?<=\d),(?=\d(?:\d?|\d{3,})(?!\d))")
_SPACE_IN_DECIMAL = re.compile(r"(?<=\d), (?=\d{1,2}\s?%)")
# A telephone number is no quantity: 0 800 123 456 has no commas.
_KEY = re.compile(r"(?<![\d.,])0[.,]\d{3}[.,]\d{3}")
_WORD, _DIGIT = re.compile(r"[^\W\d_]+"), re.compile(r"\d")
_YEAR = re.compile(r"1[89]\d\d|20\d\d")
_ASIDE = re.compile(r"\([^()]*\)")
# Boleslav 1er is Boleslav I, and la 1re Guerre mondiale World War I.
_NUMBERED = re.compile(r"\b[A-ZÀ-Þ][\w’'-]*[a-zà-ÿ] ([IVX]+)\b(?![’'.-]\w)")
# Of a work, up to 39: "Chapter IV".
_PART = re.compile(
    r"\b(?:tome|volume|livre|chapitre|acte|scène|partie|titre|annexe|section|book|chapter|act|scene|part|title|"
    r"annex|appendix|vol\.|chap\.|t\.) (?P<numeral>[IVX]+)(?![\w'’])",
    re.IGNORECASE,
)
# Longer runs of digits are keys; int() refuses more than some thousands.
_LONGEST = 40


def read_numbers(text: str, language: str) -> Counter[str]:
    """Numbers written in digits, in a form that does not depend on the language: ``6 700`` and ``6,700`` are equal.

    Times and version numbers give their parts, times on the hour (``20 h``, ``20:00``) the hour alone.
    """
    found: Counter[str] = Counter()
    if not _DIGIT.search(text):
        return found
    pattern = _DECIMAL_POINT if language in POINT_LANGUAGES else _DECIMAL_COMMA
    for match in pattern.finditer(text):
        if match.group() == "00":
            continue
        for number in _canonical(match.group(), language):
            found[number] += 1
    return found


def _canonical(number: str, language: str) -> list[str]:
    number = re.sub(_SPACE, "", number)
    if ":" in number:
        return [n for part in number.split(":") if part != "00" for n in _canonical(part, language)]
    if language in POINT_LANGUAGES:
        if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", number):
            number = number.replace(",", "")
        separators = number.count(".")
    else:
        if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", number):
            number = number.replace(".", "")
        number = number.replace(",", ".")
        separators = number.count(".")
    if separators > 1 or "," in number:
        return [_whole(part) for part in re.split(r"[.,]", number)]
    whole, _, fraction = number.partition(".")
    return [_whole(whole) + (f".{fraction}" if fraction else "")]


def _whole(digits: str) -> str:
    return str(int(digits)) if len(digits) <= _LONGEST else digits


def _readings(text: str, language: str) -> list[Sequence[Amount]]:
    """A text's amounts, and once more with English figures by French rules where they can be nothing else (``3,5``,
    ``59 000``), and with French decimals without a space in them (``0, 5 %``)."""
    found: list[Sequence[Amount]] = [read_amounts(text, language)]
    if language in POINT_LANGUAGES:
        otherwise = _COMMA_FOR_POINT.sub(".", _SPACE_IN_NUMBER.sub("", text))
    else:
        otherwise = _SPACE_IN_DECIMAL.sub(",", text)
    if otherwise != text:
        found.append(read_amounts(otherwise, language))
    return found


def unmatched(source: Sequence[Amount], target: Sequence[Amount]) -> tuple[list[Amount], list[Amount]]:
    """Amounts of either side that have no reading in common with one of the other side."""
    ours = {reading for amount in source for reading in amount.readings}
    theirs = {reading for amount in target for reading in amount.readings}
    return (
        [a for a in source if a.readings.isdisjoint(theirs)],
        [a for a in target if a.readings.isdisjoint(ours)],
    )


def said_otherwise(text: str, language: str) -> set[str]:
    """Readings that the words of a text may stand for: numbers in words, decades, *noon* and *half*."""
    return {*map(str, numbers_in_words(text, language) | decades(text, language)), *_may_be_numbers(text, language)}


def _may_be_numbers(text: str, language: str) -> Counter[str]:
    """Readings of words such as *noon*, *half* and *year*, and how often they are said."""
    table = words_of(language)
    words = _WORD.findall(text.lower()) if table else ()
    return Counter(
        r for word in words if table and word in table.also_numbers for r in table.also_numbers[word].split()
    )


def check(unit: TranslationUnit) -> Iterator[str]:
    yield from _parts(unit)
    if not _DIGIT.search(unit.source) and not _DIGIT.search(unit.target) and CJK.isdisjoint(unit.languages):
        return
    yield from minus.check(unit)
    yield from versions.check(unit)
    one, other = unit.languages
    ours, theirs = comparable_numbers(unit.source, unit.target, unit.languages)
    if not _KEY.search(theirs) and read_numbers(ours, one) == read_numbers(theirs, other):
        return
    ours, theirs = without_shared_telephones(ours, theirs)
    missing, added = min(
        (unmatched(source, target) for source in _readings(ours, one) for target in _readings(theirs, other)),
        key=lambda pair: len(pair[0]) + len(pair[1]),
    )
    if not missing and not added:
        return
    if bool(missing) != bool(added):
        missing, added = _without_asides(missing, ours, theirs, one), _without_asides(added, theirs, ours, other)
    missing = _left(missing, ours, one, theirs, other)
    added = _left(added, theirs, other, ours, one)
    # A year that is said too makes a date plain to other readers.
    if not missing and all(map(_is_year, added)) and not _YEAR.search(ours) and not numbers_in_words(ours, one) - {1}:
        return
    if missing or added:
        known = converted(unit)
        for number in _names(missing, known):
            yield f"number {number} of the source is missing in the target"
        for number in _names(added, known):
            yield f"number {number} is only in the target"


def _parts(unit: TranslationUnit) -> Iterator[str]:
    """Parts of a work that have other Roman numerals."""
    ours, theirs = ([m["numeral"] for m in _PART.finditer(text)] for text in (unit.source, unit.target))
    if len(ours) == len(theirs) and sorted(ours) != sorted(theirs):
        for one, other in zip(sorted(ours), sorted(theirs), strict=True):
            if one != other and not re.search(rf"\b(?:{one}|{roman(one)})\b", unit.target):
                yield f"number {one} of the source is {other} in the target"


def _without_asides(amounts: list[Amount], text: str, other_text: str, language: str) -> list[Amount]:
    """Amounts but for those in brackets that the other side leaves out: a sum in another currency, a score.

    Amounts with a unit of measure stay: what another unit makes of a measure can be wrong.
    """
    if not amounts or text.count("(") <= other_text.count("("):
        return amounts
    asides = [m.span() for m in _ASIDE.finditer(prepared(text))]
    measured = {quantity.amount for quantity in read_quantities(text, language)}
    return [a for a in amounts if a in measured or not any(start < a.start < end for start, end in asides)]


def _names(amounts: Collection[Amount], right: Collection[Amount]) -> list[str]:
    return sorted({amount.text for amount in amounts if amount not in right})


def _is_year(amount: Amount) -> bool:
    return _YEAR.fullmatch(amount.text) is not None


def _is_time(amount: Amount) -> bool:
    return any(reading[0] == "t" for reading in amount.readings)


def _left(amounts: list[Amount], text: str, language: str, other_text: str, other: str) -> list[Amount]:
    """Amounts of a text that the words of the other text do not account for."""
    if not amounts:
        return amounts
    said = set(map(str, numbers_in_words(other_text, other) | decades(other_text, other)))
    # Such words on both sides account for each other, and for no digits.
    said.update(_may_be_numbers(other_text, other) - _may_be_numbers(text, language))
    said.update(str(roman(numeral)) for pattern in (_NUMBERED, _PART) for numeral in pattern.findall(other_text))
    amounts = [a for a in amounts if a.readings.isdisjoint(said)]
    table = words_of(other)
    # Half past ten, dix heures et quart.
    if table and any(map(_is_time, amounts)) and re.search(table.near_times, other_text, re.IGNORECASE):
        amounts = [a for a in amounts if not _is_time(a)]
    if amounts and (dates := months_in_digits(text)):
        named = {str(month) for month in read_months(other_text, other) & dates}
        amounts = [a for a in amounts if a.readings.isdisjoint(named)]
    return amounts
