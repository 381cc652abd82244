"""Numbers in digits with all that they may mean: an amount, an amount in full, a time of day.

``1,5 million`` may stand for ``1.5`` of millions or for ``1500000``; ``15 h 30`` is ``3:30 p.m.``. Two amounts are the
same if they have a reading in common.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from toolkit.languages.digits import POINT_LANGUAGES
from toolkit.languages.words import Words, words_of
from toolkit.text.typography import GROUP_SPACES

_GROUP = f"[{GROUP_SPACES}'’]"
_TOKEN = re.compile(rf"(?<![\d.,])\d{{1,3}}(?:{_GROUP}\d{{3}})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,:]\d+)*")
_FRACTIONS = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3", "⅛": "1/8"}
_FRACTION = re.compile(r"(?<![\d/.,])(?:(\d+) )?(\d)/([2-9])(?![\d/]|[.,]\d)")
# Small figures: m² is m2, 1ᵉʳ is 1er.
_SMALL = {ord(c): unicodedata.normalize("NFKC", c) for c in "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉ᵉʳˢᵗʰⁿᵈ"}
_TO_PREPARE = re.compile(f"[{''.join(_FRACTIONS)}{''.join(map(chr, _SMALL))}]")
# Powers, formulas and names are no amounts: m2, CO2, S21, 4x4, 3D.
_NO_AMOUNT = re.compile(
    r"(?<![^\W\d_])(?:[kcdm]?m[23]|CO2|H2O|G[78]|[A-Z]{1,3}\d|[A-Z]{1,2}\d{2,3}[A-Z]?)(?!\w)"
    r"|(?<![\w.,])(?:4[x×]4|[23]D)(?!\w)"
)
# Heights: 5'11" and 5 ft 11 in are feet and inches, 1 m 80 is 1,80 m; 48°5'24" is a coordinate.
_FEET = re.compile(
    r"(?<![\d°.,])(?<!° )(\d)"
    r"(?:\s?['′’]\s?(\d{1,2})\s?(?:[\"″”]|['′’]{2})|\s?(?:ft|feet|foot)\.?\s(\d{1,2})\s?in\b(?!\s\d))"
)
# But 2m30s is a time, and £5m are millions.
_METRES = re.compile(
    r"(?<![\d.,$£€])(\d{1,3})\s?m\s?(\d\d)(?![\w%]|[.,]\d|\s?(?:[kcm]?m|s|sec|secondes?|seconds?|%)\b)"
)
# 20 sec 53 is 20.53 seconds, and so is 20"53.
_SECONDS = re.compile(
    r"(?<![\d.,:°'′’])(?<![°'′’] )(\d{1,2})(?:\s?s(?:ec)?\.?\s?|\s?(?:[\"″]|''))(\d\d)(?![\w%°]|[.,]\d)"
)
# What all of them have.
_MAY_CHANGE = re.compile(r"[A-Za-z]\d|\d(?:\s?[fms'′’\"″]|[x×D])")
# 7 millions et demi are 7.5 million, 2 ans et demi 2.5 years.
_AND_A_HALF = re.compile(r"\s?[^\W\d_]+ (?:et demie?|and a half)\b")
_AND_A_HALF_BEFORE = re.compile(r" and a half\b")
_DECADE = re.compile(r"\bannées? (?:\d\d (?:et|ou|à) )?$")
# Born in 68, mai 68.
_IN_YEAR = re.compile(r"(?:\ben|\bfin|\bdébut|\bdepuis|\bmai|\bjuin|\bseptembre|\boctobre) $", re.IGNORECASE)
#: What follows a tenth of a percentage.
PER_MILLE = re.compile(r"\s?(?:‰|pour mille\b|per (?:thousand|mille)\b)", re.IGNORECASE)
_SIGNS_BEFORE = re.compile(r"[£$€¥]\s?$")
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_SPAN = re.compile(r"\s?(?:[-–—]|à|et|ou|to|and|or)\s?[£$€]?\d+(?:[.,]\d+)?")
_POINT_TIME = re.compile(r"([01]?\d|2[0-3])\.([0-5]\d)")
#: Longer runs of digits are keys and not amounts; int() refuses them.
_LONGEST = 40


@dataclass(slots=True, frozen=True)
class Amount:
    """A number in digits.

    Attributes:
        text: as the checks name it.
        readings: what it may mean: decimal numbers without final zeros, and times as ``t`` with minutes after midnight.
        start, end: place of its digits in :func:`prepared`.
        value: first reading.
        full: value with the word behind it (``million``); equal to the value without one.
    """

    text: str
    readings: frozenset[str]
    start: int
    end: int
    value: Decimal
    full: Decimal


@functools.lru_cache(maxsize=16)
def prepared(text: str) -> str:
    """A text with fractions in plain figures and without small figures that are no amounts."""
    if not text.isascii() and _TO_PREPARE.search(text):
        text = text.translate(_SMALL)
        for sign, plain in _FRACTIONS.items():
            if sign in text:
                text = re.sub(rf"(?<=\d){sign}", f" {plain}", text).replace(sign, plain)
    if not _DIGIT.search(text) or not _MAY_CHANGE.search(text):
        return text
    text = _FEET.sub(lambda m: f"{m[1]} ft {m[2] or m[3]} inch", text)
    text = _SECONDS.sub(r"\1,\2 s", _METRES.sub(r"\1,\2 m", text))
    return _NO_AMOUNT.sub(_masked, text)


def _masked(match: re.Match[str]) -> str:
    """What is no amount, without figures; squares and cubes are still units."""
    name = match.group()
    return name[:-1] + "²³"[int(name[-1]) - 2] if name[-2:] in ("m2", "m3") else re.sub(r"\d", "_", name)


def plain_number(value: Decimal) -> str:
    """A number as readings have it: without an exponent and final zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@functools.lru_cache(maxsize=512)
def read_amounts(text: str, language: str) -> tuple[Amount, ...]:
    """Amounts of a text, in order, read by the conventions of a language."""
    plain = prepared(text)
    return tuple(_Reader(plain, language).read()) if _DIGIT.search(plain) else ()


class _Reader:
    def __init__(self, text: str, language: str) -> None:
        self._text, self._language = text, language
        self._patterns = _patterns(language)

    def read(self) -> Iterator[Amount]:
        position = 0
        fractions = {m.start(): m for m in _FRACTION.finditer(self._text)} if "/" in self._text else {}
        for match in _TOKEN.finditer(self._text):
            start, end = match.span()
            if start < position:
                continue
            if fraction := fractions.get(start):
                whole, above, below = fraction.groups()
                value = (int(whole or 0) + Decimal(above) / Decimal(below)).quantize(Decimal("0.01"))
                parts = {n for n in (whole, above, below) if n}
                yield Amount(
                    fraction[0],
                    frozenset({plain_number(value), f"{above}/{below}", *parts}),
                    *fraction.span(),
                    value,
                    value,
                )
                position = fraction.end()
                continue
            if end - start > _LONGEST:
                yield Amount(match[0][:12] + "…", frozenset({match[0]}), start, end, Decimal(0), Decimal(0))
                continue
            found = self._times(match)
            if found:
                amounts, position = found
                yield from amounts
                continue
            yield from self._numbers(match)

    def _times(self, match: re.Match[str]) -> tuple[list[Amount], int] | None:
        """Amounts of a time of day, and where it ends; None if it is none."""
        clock = re.fullmatch(r"(\d{1,2})(?:[:.](\d\d))?", match.group())
        if not clock:
            four = re.fullmatch(r"([01]\d|2[0-3])([0-5]\d)", match.group())
            if four and self._patterns and (h := self._patterns.hours.match(self._text, match.end())):
                return [self._time(match, int(four[1]), int(four[2]), h.end(), False)], h.end()
            return None
        hour, minute, end = int(clock[1]), int(clock[2] or 0), match.end()
        if hour > 24 or minute > 59:
            return None
        marked = ":" in match.group()
        afternoon = morning = None
        if self._patterns:
            if hours := self._patterns.hours.match(self._text, end):
                marked, end = True, hours.end()
                minute = int(hours[1]) if hours[1] else minute
            afternoon = self._patterns.afternoon.match(self._text, end)
            morning = self._patterns.morning.match(self._text, end)
            end = (afternoon or morning or hours or match).end()
        if not (marked or afternoon or morning):
            return None
        if afternoon and hour < 12:
            return [self._time(match, hour + 12, minute, end, False)], end
        if afternoon or morning:
            return [self._time(match, 0 if morning and hour == 12 else hour, minute, end, False)], end
        return [self._time(match, hour, minute, end, True)], end

    def _time(self, match: re.Match[str], hour: int, minute: int, end: int, open_half: bool) -> Amount:
        readings = {f"t{hour * 60 + minute}"}
        if open_half:
            # The half of the day is not said, or it is no time of day: two hours, a ratio, a score.
            readings |= {f"t{(hour + 12) % 24 * 60 + minute}"} if hour <= 12 else set()
            number = match.group()
            readings.add(f"{hour}:{minute}" if ":" in number else plain_number(Decimal(number)))
        if not minute:
            readings.add(str(hour))
        elif open_half:
            readings.add(f"{hour}:{minute}")
        value = Decimal(hour)
        text = (
            self._text[match.start() : end].strip() if minute else re.split(r"\D", match.group())[0].lstrip("0") or "0"
        )
        return Amount(text, frozenset(readings), match.start(), end, value, value)

    def _numbers(self, match: re.Match[str]) -> Iterator[Amount]:
        """A number, or the parts of a date, a version or a ratio."""
        token = re.sub(_GROUP, "", match.group())
        start, end = match.span()
        if token != match.group() and token[0] == "0":
            # A telephone number in groups is no quantity.
            parts_of = frozenset({f"#{token}", *(str(int(part)) for part in re.findall(r"\d+", match.group()))})
            yield Amount(match.group(), parts_of, start, end, Decimal(0), Decimal(0))
            return
        values = self._values(token, end)
        if values is None:
            for part in re.finditer(r"\d+", match.group()):
                value = Decimal(part.group())
                readings = {plain_number(value)} | self._years(part.group(), start + part.start())
                yield Amount(
                    plain_number(value), frozenset(readings), start + part.start(), start + part.end(), value, value
                )
            return
        scale = self._scale(end)
        if _AND_A_HALF.match(self._text, end) or _AND_A_HALF_BEFORE.match(self._text, end):
            values = [*values, values[0] + Decimal("0.5")]
        readings = {plain_number(v) for v in values} | self._years(token, start) | self._hours(token)
        if power := scale or self._scale_of_range(end):
            readings |= {plain_number(v.scaleb(power)) for v in values}
        value = values[0]
        if PER_MILLE.match(self._text, end):
            readings.add(plain_number(value.scaleb(-1)))
        yield Amount(f"{value:f}", frozenset(readings), start, end, value, value.scaleb(scale) if scale else value)

    def _values(self, token: str, end: int) -> list[Decimal] | None:
        """What a token may be as one number, the likeliest first; None if it is more than one."""
        point = self._language in POINT_LANGUAGES
        group, mark = (",", ".") if point else (".", ",")
        if ":" in token:
            return None
        if re.fullmatch(r"\d+", token):
            return [Decimal(token)]
        if re.fullmatch(rf"\d{{1,3}}(?:\{group}\d{{3}})+(?:\{mark}\d+)?", token):
            values = [Decimal(token.replace(group, "").replace(mark, "."))]
            # In French a point may be that of a version or a coordinate, but of nothing that is counted.
            if not point and token.count(".") == 1 and mark not in token and not self._is_counted(end):
                values.append(Decimal(token))
            return values
        if re.fullmatch(r"\d+[.,]\d+", token):
            whole, other, fraction = re.split(r"([.,])", token)
            values = [Decimal(f"{whole}.{fraction}")]
            grouped = other == mark and len(fraction) == 3 and 1 <= len(whole) <= 3 and not point
            if grouped and (self._has_sign(end - len(token)) or fraction.endswith("00")):
                # $1,500 or 100,000 in French: no decimals end like that.
                values.append(Decimal(whole + fraction))
            return values
        if re.fullmatch(rf"\d{{1,3}}(?:\{mark}\d{{3}}){{2,}}(?:\{group}\d+)?", token):
            return [Decimal(token.replace(mark, "").replace(group, "."))]
        return None

    def _has_sign(self, start: int) -> bool:
        return bool(_SIGNS_BEFORE.search(self._text[max(0, start - 2) : start]))

    def _is_counted(self, end: int) -> bool:
        """Whether the number stands before a thing that it counts."""
        behind = re.match(r"\s?([€$£¥%])|\s([^\W\d_]+)", self._text[end : end + 30])
        if not behind or not self._patterns:
            return bool(behind)
        word = behind[2]
        return word is None or not (word[0].isupper() or self._patterns.not_counted.fullmatch(word))

    def _scale(self, end: int) -> int:
        if self._patterns:
            for power, pattern in self._patterns.scales:
                if pattern.match(self._text, end):
                    return power
        return 0

    def _scale_of_range(self, end: int) -> int:
        """That of the number to which a span goes: 5 to 15 million."""
        other = _SPAN.match(self._text, end)
        return self._scale(other.end()) if other else 0

    def _hours(self, token: str) -> set[str]:
        """A time of day as the British write it: 20.30."""
        clock = _POINT_TIME.fullmatch(token) if self._language in POINT_LANGUAGES else None
        return {f"{int(clock[1])}:{int(clock[2])}"} if clock else set()

    def _years(self, digits: str, start: int) -> set[str]:
        """A year in full and by its last digits."""
        if _YEAR.fullmatch(digits):
            return {f"’{digits[2:]}"}
        if len(digits) == 2 and start and self._text[start - 1] in "-–/’'":
            return {f"19{digits}", f"20{digits}", f"’{digits}"}
        if len(digits) == 2 and _DECADE.search(self._text, max(0, start - 16), start):
            return {f"19{digits}", f"’{digits}"}
        if len(digits) == 2 and _IN_YEAR.search(self._text, max(0, start - 16), start) and self._ends(start + 2):
            return {f"19{digits}", f"20{digits}", f"’{digits}"}
        return set()

    def _ends(self, end: int) -> bool:
        """Whether nothing that is counted stands behind a number."""
        return re.match(r"\s?(?:[.,;:!?)]|$)", self._text[end:]) is not None


@dataclass(slots=True, frozen=True)
class _Patterns:
    hours: re.Pattern[str]
    morning: re.Pattern[str]
    afternoon: re.Pattern[str]
    not_counted: re.Pattern[str]
    scales: tuple[tuple[int, re.Pattern[str]], ...]


@functools.cache
def _patterns(language: str) -> _Patterns | None:
    table = words_of(language)
    return _compiled(table) if table else None


def _compiled(table: Words) -> _Patterns:
    scales = []
    for power in sorted({*table.scales, *table.letters}, reverse=True):
        letters = table.letters.get(power)
        pattern = rf"\s?-?(?:{table.scales[power]})\b" + (rf"|\s?(?:{letters})(?=[€$£]|\b)" if letters else "")
        scales.append((power, re.compile(pattern)))
    return _Patterns(
        re.compile(table.hours, re.IGNORECASE),
        re.compile(rf"\s?(?:{table.morning})", re.IGNORECASE),
        re.compile(rf"\s?(?:{table.afternoon})", re.IGNORECASE),
        re.compile(table.not_counted),
        tuple(scales),
    )
