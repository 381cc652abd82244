"""Percentages, currencies and orders of magnitude that were lost or changed, by the tables of
:mod:`toolkit.languages.words`."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from toolkit.checks.amounts import PER_MILLE, plain_number, prepared, read_amounts
from toolkit.checks.numbers import said_otherwise
from toolkit.languages.words import Words, words_of
from toolkit.text.word_gate import WordPattern
from toolkit.units import TranslationUnit

_POWERS = {6: "million", 9: "billion", 12: "trillion"}


@dataclass(slots=True, frozen=True)
class _Patterns:
    quick: WordPattern
    percent: WordPattern
    currencies: Mapping[str, tuple[WordPattern, WordPattern]]
    powers: Mapping[int, re.Pattern[str]]
    large: WordPattern
    hundreds_of: tuple[WordPattern, ...]
    vague: WordPattern
    exact: re.Pattern[str]


_SIGN, _ASIDE = re.compile("[%$€£¥]"), re.compile(r"\([^()]*\)")
_LETTER = re.compile(r"\d\s?[mMbB]\b")
# Of these there are as many as 5m.
_COUNTED = "euros?|dollars?|francs?|pounds?|yen|roubles?|rubles?|people|inhabitants|visitors|users|tonnes|barrels"


@functools.cache
def _patterns(language: str) -> _Patterns | None:
    table = words_of(language)
    return _compiled(table) if table else None


def _compiled(table: Words) -> _Patterns:
    powers = {}
    for power in _POWERS:
        letter = table.letters.get(power)
        letters = rf"|[£$€]\s?[\d.,]+\s?(?:{letter})\b|(?<=\d)\s?(?:{letter})\b(?=\s(?:{_COUNTED}))" if letter else ""
        powers[power] = re.compile(rf"(?<![^\W\d_])(?i:{table.scales[power]})\b{letters}")
    large = "|".join(table.scales[power] for power in _POWERS)
    certain = "|".join(word for word, _ in table.currencies.values())
    return _Patterns(
        # What all of them begin with.
        WordPattern(rf"\b(?:{large}|{'|'.join(table.hundreds_of)}|{certain}|{table.percent})"),
        _words(table.percent),
        {name: (_words(sure), _words(f"{sure}|{also}")) for name, (sure, also) in table.currencies.items()},
        powers,
        WordPattern(rf"(?<![^\W\d_])(?:{large})\b"),
        tuple(_words(words) for words in table.hundreds_of),
        WordPattern(rf"\b{table.vague}(?:{large})\b"),
        # Multi-million is as rough as millions.
        re.compile(rf"{table.exact}(?:{large.replace('(?:multi-?)?', '')})\b", re.IGNORECASE),
    )


def _words(pattern: str) -> WordPattern:
    return WordPattern(rf"(?<![^\W\d_])(?:{pattern})(?![^\W\d_])")


def _may_be_in(text: str, patterns: _Patterns) -> bool:
    return bool(_SIGN.search(text)) or bool(patterns.quick.search(text))


def check(unit: TranslationUnit) -> Iterator[str]:
    one, other = unit.languages
    ours, theirs = _patterns(one), _patterns(other)
    if ours is None or theirs is None or not (_may_be_in(unit.source, ours) or _may_be_in(unit.target, theirs)):
        return
    unit = _without_asides(unit)
    yield from _percentages(unit, ours, theirs)
    yield from _currencies(unit, ours, theirs)
    yield from _magnitudes(unit, ours, theirs)
    source_is_vague = ours.vague.search(unit.source) and not ours.exact.search(unit.source)
    if source_is_vague and theirs.exact.search(unit.target) and not theirs.vague.search(unit.target):
        yield "a vague amount of the source (hundreds of millions, say) is an exact one in the target"


def _without_asides(unit: TranslationUnit) -> TranslationUnit:
    """A unit without what its source says in brackets, where the target has fewer: a sum in another currency."""
    if unit.source.count("(") <= unit.target.count("("):
        return unit
    return replace(unit, source=_ASIDE.sub(" ", unit.source))


def _percentages(unit: TranslationUnit, ours: _Patterns, theirs: _Patterns) -> Iterator[str]:
    source, target = ours.percent.search(unit.source), theirs.percent.search(unit.target)
    if bool(source) == bool(target):
        return
    text, language, said = unit.source, unit.languages[0], said_otherwise(unit.target, unit.languages[1])
    if target:
        text, language, said = unit.target, unit.languages[1], said_otherwise(unit.source, unit.languages[0])
    if _is_per_mille(unit, bool(target)):
        return
    # 50 % is half.
    if any(not amount.readings.isdisjoint(said) for amount in read_amounts(text, language)):
        return
    if source:
        yield "a percentage of the source is missing in the target"
    elif re.search(r"\d", unit.target) and not re.search(r"point", unit.source):
        yield "a percentage is only in the target"


def _is_per_mille(unit: TranslationUnit, in_source: bool) -> bool:
    """Whether the side without percentages has a tenth of one of the other side's: 12 ‰ and 1.2 %."""
    sides = list(zip((unit.source, unit.target), unit.languages, strict=True))
    (text, language), (other, other_language) = sides if in_source else reversed(sides)
    plain = prepared(text)
    tenths = {plain_number(a.value.scaleb(-1)) for a in read_amounts(text, language) if PER_MILLE.match(plain, a.end)}
    return bool(tenths) and any(not tenths.isdisjoint(a.readings) for a in read_amounts(other, other_language))


def _currencies(unit: TranslationUnit, ours: _Patterns, theirs: _Patterns) -> Iterator[str]:
    missing = [n for n, (sure, _) in ours.currencies.items() if sure.search(unit.source)]
    missing = [n for n in missing if not theirs.currencies[n][1].search(unit.target)] if missing else missing
    for name in missing:
        yield f"a {name} of the source is missing in the target"
    # Which one is often clear: it may be added, but not changed.
    for name, (sure, _) in theirs.currencies.items() if missing else ():
        if sure.search(unit.target) and not ours.currencies[name][1].search(unit.source):
            yield f"a {name} is only in the target"


def _magnitudes(unit: TranslationUnit, ours: _Patterns, theirs: _Patterns) -> Iterator[str]:
    source, target = _powers_in(unit.source, ours), _powers_in(unit.target, theirs)
    if source == target or _in_full(unit):
        yield from _changed(unit) if source else ()
    else:
        missing, added = _without_long_scale(source - target, target - source, unit)
        for power in sorted(missing):
            yield f"a {_POWERS[power]} of the source is missing in the target"
        for power in sorted(added):
            if missing or not re.search(r"\d{3}", unit.source):
                yield f"a {_POWERS[power]} is only in the target"
    hundreds, thousands = (
        (bool(o.search(unit.source)), bool(t.search(unit.target)))
        for o, t in zip(ours.hundreds_of, theirs.hundreds_of, strict=True)
    )
    if hundreds[0] != hundreds[1] and thousands[0] != thousands[1] and hundreds[0] == thousands[1]:
        names = ("hundreds", "thousands") if hundreds[0] else ("thousands", "hundreds")
        if not re.search(r"\d", unit.source):
            yield f"{names[0]} of the source are {names[1]} in the target"


def _powers_in(text: str, patterns: _Patterns) -> set[int]:
    if not patterns.large.may_be_in(text) and not _SIGN.search(text) and not _LETTER.search(text):
        return set()
    return {power for power, pattern in patterns.powers.items() if pattern.search(text)}


def _changed(unit: TranslationUnit) -> Iterator[str]:
    """Amounts that are the same, with another word behind them."""
    source, target = read_amounts(unit.source, unit.languages[0]), read_amounts(unit.target, unit.languages[1])
    full = {amount.full for amount in target}
    for amount in source:
        if amount.full == amount.value or amount.full in full:
            continue
        for other in target:
            if other.value == amount.value and other.full != other.value and other.full not in {a.full for a in source}:
                yield f"the source has {amount.full:,f} where the target has {other.full:,f}"
                break


def _without_long_scale(missing: set[int], added: set[int], unit: TranslationUnit) -> tuple[set[int], set[int]]:
    """A word that both languages have may be of the long scale or the short one: *billion* is a thousand in either."""
    if missing == {12} and (added == {9} or not added) and re.search(r"\bbillions?\b", unit.target):
        return set(), set()
    if added == {12} and missing == {9} and re.search(r"\bbillions?\b", unit.source):
        return set(), set()
    return missing, added


def _in_full(unit: TranslationUnit) -> bool:
    """Whether each amount with a word behind it is the same amount on the other side: 1.5 million and 1,500,000."""
    source, target = read_amounts(unit.source, unit.languages[0]), read_amounts(unit.target, unit.languages[1])
    ours, theirs = {a.full for a in source}, {a.full for a in target}
    scaled = [(a.full, theirs) for a in source if a.full != a.value] + [
        (a.full, ours) for a in target if a.full != a.value
    ]
    return bool(scaled) and all(value in others for value, others in scaled)
