"""Words of a language that the checks look for: numbers, dates, units, negation, opposites.

Tables are data, a module a language (``words_fr``, ``words_en``); a language without one makes the checks that need it
say nothing. Values that are patterns are alternatives of a regular expression, in small letters, without groups that
capture; they are looked for as whole words, without regard to case.
"""

from __future__ import annotations

import functools
import importlib
from collections.abc import Mapping
from dataclasses import dataclass

#: Languages with a table.
TABLES = frozenset({"en", "fr"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The table of a language.

    Attributes:
        cardinals, ordinals: value by word, of all numbers that are one word and below a hundred.
        hundreds, thousands: words that multiply what is before them.
        joins: words inside a number, such as ``and``.
        joined: numbers that may follow such a word within one number; None for any.
        twenties: whether eighty may be four twenties and seventy sixty and ten.
        also_numbers: words that may stand for numbers in digits; the numbers by spaces, times of day as ``t`` and
            minutes after midnight.
        scales: by power of ten, patterns of the words that multiply a number in digits before them.
        letters: the same for letters that stand right behind the digits of an amount of money.
        percent: pattern of a percentage.
        currencies: by name, pattern of a currency that is sure, and of what may stand for it.
        hundreds_of: patterns of words for hundreds and for thousands of things.
        vague, exact: patterns of what stands before a large number that is a rough one, and before one that is none.
        months, weekdays: patterns, from January and from Monday.
        abbreviated: the same for abbreviations of the months, which a stop or a number must follow.
        ambiguous_months: months by number that are other words too; they count beside a number or behind
            ``before_month``.
        capital_months: whether months have a capital.
        before_month: pattern of such words.
        relative_months: pattern of what names a month by the day on which it is said (``this month``).
        day_of_month: pattern of what may stand between a day and its month.
        ranges: openings and middles of a span of time (``from`` … ``to``), as patterns.
        hours: pattern of what follows the hour of a time of day; it may capture minutes.
        morning, afternoon: patterns of what follows a time of twelve hours.
        near_times: pattern of words that shift a time that is said in words (``half past``).
        labels: pattern of nouns whose number is a name and not an amount (``version 3.114``).
        not_counted: pattern of small words; what a number counts is none of them.
        units: pattern by unit of :mod:`toolkit.checks.quantities`.
        negations: pattern of words that negate.
        negated: pattern of a negation that is sure, with two groups: what stands within it, and the words behind it.
        negative: pattern of words in which a negation may be hidden (``un-``, ``without``, ``lack``).
        contrasts: by name, two patterns that mean the opposite of each other, of words that have no other meaning.
        also_contrasts: by name, patterns of all words that may mean the one and the other.
        several, one: patterns of words for more than one and for just one, at the beginning of a sentence.
        asks: pattern of words that put a question without its mark.
        asks_directly: pattern of an order of words that wants the mark nevertheless.
        minus, down: patterns of words that say that a number is below zero, and that something went down by it.
        she, he: patterns of pronouns that only a woman and only a man has; ``anyone``: of those that spoil the proof.
        by: pattern of words between two names that make neither the subject of the other.
        titles: pattern of words that have a capital and are no names, in small letters.
    """

    cardinals: Mapping[str, int]
    ordinals: Mapping[str, int]
    hundreds: frozenset[str]
    thousands: frozenset[str]
    joins: frozenset[str]
    joined: frozenset[int] | None
    twenties: bool
    also_numbers: Mapping[str, str]
    scales: Mapping[int, str]
    letters: Mapping[int, str]
    percent: str
    currencies: Mapping[str, tuple[str, str]]
    hundreds_of: tuple[str, str]
    vague: str
    exact: str
    months: tuple[str, ...]
    abbreviated: tuple[str, ...]
    ambiguous_months: frozenset[int]
    capital_months: bool
    before_month: str
    day_of_month: str
    weekdays: tuple[str, ...]
    ranges: tuple[tuple[str, str], ...]
    hours: str
    morning: str
    afternoon: str
    near_times: str
    labels: str
    not_counted: str
    units: Mapping[str, str]
    negations: str
    negated: str
    negative: str
    contrasts: Mapping[str, tuple[str, str]]
    also_contrasts: Mapping[str, tuple[str, str]]
    several: str
    one: str
    asks: str
    asks_directly: str
    minus: str
    down: str
    she: str
    he: str
    anyone: str
    by: str
    titles: str
    relative_months: str = "(?!)"


@functools.cache
def words_of(language: str) -> Words | None:
    """The table of a language; None of one without.

    Args:
        language: code without script and region.
    """
    if language not in TABLES:
        return None
    table: Words = importlib.import_module(f"toolkit.languages.words_{language}").WORDS
    return table
