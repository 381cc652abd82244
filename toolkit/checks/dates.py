"""Dates whose month, weekday or day was lost or changed."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.languages.words import Words, words_of
from toolkit.text.word_gate import WordPattern, possible_patterns
from toolkit.units import TranslationUnit

# 01.02.2023, 1/2/2023, 2023-02-01, 14/7.
_IN_DIGITS = re.compile(
    r"(?<![\d/.,-])(?:(?P<a>\d{1,2})(?P<mark>[./-])(?P<b>\d{1,2})(?:(?P=mark)\d{2,4})|(?P<c>\d{1,2})/(?P<d>\d{1,2})|"
    r"\d{4}-(?P<e>\d{2})-(?P<f>\d{2}))(?![\d/])"
)


@dataclass(slots=True, frozen=True)
class _Patterns:
    months: tuple[tuple[WordPattern, re.Pattern[str]], ...]
    weekdays: tuple[WordPattern, ...]
    any_day: WordPattern
    any_month: WordPattern
    day_of_month: re.Pattern[str]
    ranges: re.Pattern[str]
    relative: WordPattern
    names: tuple[str, ...]
    all_months: tuple[re.Pattern[str], ...]


@functools.cache
def _patterns(language: str) -> _Patterns | None:
    table = words_of(language)
    if table is None:
        return None
    any_month = "|".join((*table.months, *(rf"{m}\.?" for m in table.abbreviated)))
    ranges = "|".join(rf"(?:{a}) (?:\w+ )?{{0}}(?: \d{{{{4}}}})? ?(?:{b}) ?(?:\w+ )?{{0}}" for a, b in table.ranges)
    return _Patterns(
        tuple((WordPattern(rf"\b{table.abbreviated[n - 1]}"), _month(table, n)) for n in range(1, 13)),
        tuple(WordPattern(rf"\b(?:{day})\b") for day in table.weekdays),
        WordPattern(rf"\b(?:{'|'.join(table.weekdays)})\b"),
        WordPattern(rf"\b(?:{'|'.join(table.abbreviated)})"),
        re.compile(
            rf"\b(?P<day>[0-3]?\d)(?:er|st|nd|rd|th)? (?:{table.day_of_month or '(?!)'})?(?P<month>{any_month})\b"
            rf"|\b(?P<month2>{any_month}) (?P<day2>[0-3]?\d)(?:st|nd|rd|th)?\b(?![,.]?\d|[:%])",
            re.IGNORECASE,
        ),
        re.compile(rf"\b(?:{ranges.format(f'({any_month})')})\b", re.IGNORECASE),
        WordPattern(rf"\b(?:{table.relative_months})\b"),
        tuple(name.replace("[uû]", "û") for name in table.months),
        tuple(
            re.compile(rf"{name}|{short}\.?", re.IGNORECASE)
            for name, short in zip(table.months, table.abbreviated, strict=True)
        ),
    )


def _month(table: Words, number: int) -> re.Pattern[str]:
    name, short = table.months[number - 1], table.abbreviated[number - 1]
    day = rf"\b\d+(?:er|st|nd|rd|th|\.)? (?:{table.day_of_month or '(?!)'})?"
    pattern = rf"\b(?:{short})\.(?!\w)|{day}(?:{short})\b|\b(?:{short}) \d{{1,2}}\b(?![.,]?\d|[%:])"
    if number in table.ambiguous_months:
        # "mai" and "may", "mars" and "march" are also other words: they count only beside a number or such a word.
        after = f"(?-i:{name.capitalize()})" if table.capital_months else name
        pattern += rf"|{day}{name}\b|\b{name},? \d+|\b(?:{table.before_month})[ -](?:the )?{after}\b"
    else:
        pattern += rf"|\b{name}\b"
    return re.compile(pattern, re.IGNORECASE)


def read_months(text: str, language: str) -> set[int]:
    """Months named in a text, 1 to 12; none of a language without a table."""
    patterns = _patterns(language)
    there = possible_patterns(text)
    if patterns is None or not patterns.any_month.may_be_among(there):
        return set()
    months = enumerate(patterns.months, 1)
    return {number for number, (quick, month) in months if quick.may_be_among(there) and month.search(text)}


def read_weekdays(text: str, language: str) -> set[int]:
    """Weekdays named in a text, 0 (Monday) to 6; none of a language without a table."""
    patterns = _patterns(language)
    if patterns is None or not patterns.any_day.search(text):
        return set()
    return {number for number, pattern in enumerate(patterns.weekdays) if pattern.search(text)}


def months_in_digits(text: str, language: str = "") -> set[int]:
    """Months that dates in digits may name: day first or month first, or as a language has it.

    Args:
        text: any.
        language: French has the day first; English and others have both orders.
    """
    groups = ("b", "d", "e") if language == "fr" else ("a", "b", "c", "d", "e")
    found: set[int] = set()
    for match in _IN_DIGITS.finditer(text):
        found.update(int(n) for n in match.group(*groups) if n and 1 <= int(n) <= 12)
    return found


def _days(text: str, patterns: _Patterns) -> set[tuple[int, int]]:
    """Days with their months."""
    found = set()
    for match in patterns.day_of_month.finditer(text):
        name = match["month"] or match["month2"]
        day = int(match["day"] or match["day2"])
        number = next((n for n, p in enumerate(patterns.all_months, 1) if p.fullmatch(name)), 0)
        if number and 1 <= day <= 31:
            found.add((day, number))
    return found


def _ranges(text: str, patterns: _Patterns) -> set[tuple[int, int]]:
    """Spans of months."""
    found = set()
    for match in patterns.ranges.finditer(text):
        first, last = (
            next((n for n, p in enumerate(patterns.all_months, 1) if p.fullmatch(name)), 0)
            for name in match.groups()[:2]
        )
        found.add((first, last))
    return found


def check(unit: TranslationUnit) -> Iterator[str]:
    """Months."""
    one, other = unit.languages
    ours, theirs = _patterns(one), _patterns(other)
    if ours is None or theirs is None:
        return
    source, target = read_months(unit.source, one), read_months(unit.target, other)
    if not source and not target:
        return
    if source != target:
        # This month and the next are months too.
        lost = not target and theirs.relative.search(unit.target)
        for month in sorted(source - target - months_in_digits(unit.target, other)) if not lost else ():
            yield f"the month '{ours.names[month - 1]}' of the source is missing in the target"
        for month in sorted(target - source - months_in_digits(unit.source, one)):
            yield f"the month '{theirs.names[month - 1]}' is only in the target"
        return
    days, other_days = _days(unit.source, ours), _days(unit.target, theirs)
    for day, month in sorted(days - other_days):
        wrong = {d for d, m in other_days - days if m == month} & {d for d, m in days if m != month}
        for found in sorted(wrong):
            yield f"'{day} {ours.names[month - 1]}' of the source is '{found} {theirs.names[month - 1]}' in the target"
    for first, last in sorted(_ranges(unit.source, ours)):
        if first != last and (last, first) in _ranges(unit.target, theirs):
            names = f"'{theirs.names[last - 1]}' and '{theirs.names[first - 1]}'"
            yield f"the span of the source is the other way round in the target: {names}"


def check_weekdays(unit: TranslationUnit) -> Iterator[str]:
    """Days of the week."""
    one, other = unit.languages
    ours, theirs = words_of(one), words_of(other)
    if ours is None or theirs is None:
        return
    source = read_weekdays(unit.source, one)
    target = read_weekdays(unit.target, other) if source else source
    if source == target:
        return
    # One that is left out may be clear from the rest (the night of Saturday to Sunday), but it is not another day.
    if source <= target or target <= source:
        return
    for day in sorted(source - target):
        yield f"the day '{_name(ours, day)}' of the source is missing in the target"
    for day in sorted(target - source):
        yield f"the day '{_name(theirs, day)}' is only in the target"


def _name(table: Words, day: int) -> str:
    return table.weekdays[day].replace("s?", "")
