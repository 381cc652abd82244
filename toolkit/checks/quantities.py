"""Units of measure: amounts with the unit behind them, and what they are in another unit."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise

from toolkit.checks.amounts import Amount, prepared, read_amounts
from toolkit.languages.number_words import numbers_said
from toolkit.languages.words import words_of
from toolkit.units import TranslationUnit

#: By unit: what it measures, and how much of the first unit of that it is (NIST SP 811, appendix B; IEC 80000-13).
UNITS: dict[str, tuple[str, float]] = {
    "metre": ("length", 1),
    "millimetre": ("length", 0.001),
    "centimetre": ("length", 0.01),
    "kilometre": ("length", 1000),
    "inch": ("length", 0.0254),
    "foot": ("length", 0.3048),
    "yard": ("length", 0.9144),
    "mile": ("length", 1609.344),
    "nautical_mile": ("length", 1852),
    "square_metre": ("area", 1),
    "square_kilometre": ("area", 1e6),
    "hectare": ("area", 1e4),
    "acre": ("area", 4046.856),
    "square_foot": ("area", 0.09290304),
    "square_mile": ("area", 2589988),
    "litre": ("volume", 1),
    "centilitre": ("volume", 0.01),
    "millilitre": ("volume", 0.001),
    "cubic_metre": ("volume", 1000),
    "gallon": ("volume", 3.785412),
    "pint": ("volume", 0.4731765),
    "kilogram": ("mass", 1),
    "gram": ("mass", 0.001),
    "milligram": ("mass", 1e-6),
    "tonne": ("mass", 1000),
    "pound": ("mass", 0.45359237),
    "ounce": ("mass", 0.02834952),
    "celsius": ("temperature", 1),
    "fahrenheit": ("temperature", 5 / 9),
    "second": ("time", 1),
    "minute": ("time", 60),
    "hour": ("time", 3600),
    "day": ("time", 86400),
    "week": ("time", 604800),
    "month": ("time", 2629800),
    "year": ("time", 31557600),
    "century": ("time", 3155760000),
    "kmh": ("speed", 1),
    "mph": ("speed", 1.609344),
    "knot": ("speed", 1.852),
    "watt": ("power", 1),
    "kilowatt": ("power", 1e3),
    "megawatt": ("power", 1e6),
    "gigawatt": ("power", 1e9),
    "byte": ("data", 1),
    "kilobyte": ("data", 1e3),
    "megabyte": ("data", 1e6),
    "gigabyte": ("data", 1e9),
    "terabyte": ("data", 1e12),
}
# Imperial measures are rounded: 10 miles are 16 kilometres. So are times: 4 weeks are a month.
_ROUNDED = 0.1
_BELOW_ZERO = re.compile(r"(?:(?<=[\s(«“\"])|^)[-−–]\Z")
# A length, and what it is the side of.
_SIDES = {
    "square_metre": "metre", "cubic_metre": "metre", "square_kilometre": "kilometre", "square_foot": "foot",
    "square_mile": "mile",
}  # fmt: skip
# Characters between two figures of one measure: " feet and ".
_NEAR = 12


@dataclass(slots=True, frozen=True)
class Quantity:
    """An amount of something.

    Attributes:
        value: as it is said.
        unit: a key of :data:`UNITS`.
        name: of the unit, as the text has it.
        amount: in digits; None of one in words.
    """

    value: Decimal
    unit: str
    name: str
    amount: Amount | None = None

    @property
    def dimension(self) -> str:
        """What is measured."""
        return UNITS[self.unit][0]

    @property
    def size(self) -> float:
        """In the first unit of the dimension."""
        factor = UNITS[self.unit][1]
        return (float(self.value) - 32) * factor if self.unit == "fahrenheit" else float(self.value) * factor


def check(unit: TranslationUnit) -> Iterator[str]:
    """Amounts that are the same in another unit."""
    one, other = unit.languages
    source = read_quantities(unit.source, one)
    target = read_quantities(unit.target, other) if source else ()
    if not source or not target:
        return
    theirs = {(q.value, q.unit) for q in target}
    ours = {(q.value, q.unit) for q in source}
    for quantity in source:
        if (quantity.value, quantity.unit) in theirs or quantity.value == 0:
            continue
        for found in target:
            alike = found.dimension == quantity.dimension or _is_side(found, quantity)
            same = found.value == quantity.value and alike
            if same and (found.value, found.unit) not in ours:
                yield f"the source has {quantity.value:f} {quantity.name}, the target {found.value:f} {found.name}"
                break


def _is_side(one: Quantity, other: Quantity) -> bool:
    """Whether one is a length and the other a square or a cube of it, or these two."""
    sides = [_SIDES.get(quantity.unit, quantity.unit) for quantity in (one, other)]
    return sides[0] == sides[1] and one.unit != other.unit


def converted(unit: TranslationUnit) -> set[Amount]:
    """Amounts in digits of either side that are one of the same or the other side in another unit."""
    one, other = unit.languages
    source, target = read_quantities(unit.source, one), read_quantities(unit.target, other)
    measures = [*_measures(source), *_measures(target)]
    found: set[Amount] = set()
    for one_measure, two_measure in combinations(measures, 2):
        if _is_same(one_measure, two_measure):
            found |= {q.amount for q in (*one_measure, *two_measure) if q.amount}
    return found


def _measures(quantities: Sequence[Quantity]) -> Iterator[tuple[Quantity, ...]]:
    """Each quantity, and those that are said in two units: 5 feet 11 inches."""
    for quantity in quantities:
        yield (quantity,)
    for large, small in pairwise(quantities):
        if large.amount and small.amount and large.dimension == small.dimension != "temperature":
            near = 0 <= small.amount.start - large.amount.end <= _NEAR
            if near and UNITS[small.unit][1] < UNITS[large.unit][1]:
                yield large, small


def _is_same(one: Sequence[Quantity], two: Sequence[Quantity]) -> bool:
    if one[0].dimension != two[0].dimension or not {q.unit for q in one}.isdisjoint(q.unit for q in two):
        return False
    sizes = sum(q.size for q in one), sum(q.size for q in two)
    return abs(sizes[0] - sizes[1]) <= _ROUNDED * max(map(abs, sizes))


@functools.lru_cache(maxsize=512)
def read_quantities(text: str, language: str) -> tuple[Quantity, ...]:
    """Amounts with a unit behind them, in digits and in words; none of a language without a table."""
    pattern = _pattern(language)
    if pattern is None:
        return ()
    return tuple(_quantities(text, language, pattern))


def _quantities(text: str, language: str, pattern: re.Pattern[str]) -> Iterator[Quantity]:
    amounts, numbers = read_amounts(text, language), numbers_said(text, language)
    beginnings = _beginnings(language)
    plain = prepared(text) if amounts else text
    for amount in amounts:
        if (
            amount.value
            and _begins(plain, amount.end, beginnings)
            and (match := pattern.match(plain, amount.end))
            and match.lastgroup
        ):
            below = UNITS[match.lastgroup][0] == "temperature" and _BELOW_ZERO.search(plain, 0, amount.start)
            # "20 m" are metres, though a letter may stand for millions.
            value = amount.full if match["scale"] else amount.value
            value = -value if below else value
            yield Quantity(value, match.lastgroup, match.group().strip(" \u00a0\u202f-"), amount)
    lowered = text.lower() if numbers else text
    for number in numbers:
        begins = not number.ordinal and _begins(lowered, number.end, beginnings)
        if begins and (match := pattern.match(lowered, number.end)) and match.lastgroup:
            yield Quantity(Decimal(number.value), match.lastgroup, match.group().strip(" \u00a0\u202f-"))


def _begins(text: str, place: int, beginnings: frozenset[str]) -> bool:
    """Whether what follows may be a unit, by its first letters: a whole pattern takes long."""
    rest = text[place : place + 4].lstrip(" \u00a0\u202f-").lower()
    return rest[:2] in beginnings or rest[:1] in beginnings


@functools.cache
def _beginnings(language: str) -> frozenset[str]:
    table = words_of(language)
    words = (
        [w for pattern in (*table.units.values(), *table.scales.values()) for w in pattern.split("|")] if table else []
    )
    # A letter alone for one-letter units and where a pattern has no two letters in a row.
    return frozenset(w[:2] if re.match(r"[a-zà-ÿ]{2}(?!\?)", w) else w[:1].replace("(", "m") for w in words) | {"°"}


@functools.cache
def _pattern(language: str) -> re.Pattern[str] | None:
    table = words_of(language)
    if table is None:
        return None
    # The longest first: "km" is no "k".
    units = sorted(table.units.items(), key=lambda item: -max(map(len, item[1].split("|"))))
    scale = "|".join(table.scales.values())
    groups = "|".join(f"(?P<{name}>{words})" for name, words in units)
    return re.compile(
        rf"(?P<scale>\s?(?:{scale})\b(?: d['’]| de | of )?)?[\s\u00a0\u202f-]?(?:{groups})(?![\w/²³])", re.IGNORECASE
    )
