"""Inline codes of units whose borders move: each code stays with the words beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from toolkit.errors import InputError
from toolkit.formats.inline import atoms, text_of
from toolkit.formats.inline_model import Code, Kind, read_items
from toolkit.formats.tmx_inline import SOURCE_INLINE, TARGET_INLINE
from toolkit.formats.xml_text import escape
from toolkit.languages.tags import sentence_gap
from toolkit.project.exporting import with_codes
from toolkit.project.model import Row

_NAMES = re.compile(r"\b(id|i|x|rid|mid|startRef)=(\"[^\"]*\"|'[^']*')")
_BEGINS = re.compile(r"<(?:bpt|bx|sc)\b")


def cut(markup: str, ranges: Sequence[tuple[int, int]]) -> list[str]:
    """The parts of a text with inline codes.

    A code between two parts goes to the one before it, the beginning of a pair to the one behind it.

    >>> cut('Un <g id="1">mot</g>.<x id="2"/> Deux.', [(0, 7), (8, 13)])
    ['Un <g id="1">mot</g>.<x id="2"/>', 'Deux.']

    Args:
        markup: text with codes.
        ranges: start and end of the parts in the text alone, in order; what is between them is left out.

    Raises:
        InputError: a pair of codes begins in one part and ends in another.
    """
    parts = [""] * len(ranges)
    opened: list[int] = []
    found = atoms(markup)
    position = 0
    for number, (kind, content) in enumerate(found):
        if kind == "text":
            for n, (start, end) in enumerate(ranges):
                inside = content[max(0, start - position) : max(0, end - position)]
                parts[n] += escape(inside)
            position += len(content)
            continue
        empty = kind == "open" and number + 1 < len(found) and found[number + 1][0] == "close"
        place = _place(position, ranges, (kind == "open" and not empty) or bool(_BEGINS.match(content)))
        if kind == "open":
            opened.append(place)
        elif kind == "close":
            begun = opened.pop()
            if begun != place and not (begun == place - 1 and position <= ranges[place][0]) and begun != place + 1:
                raise _torn()
            place = begun
        parts[place] += content
    if len(ranges) > 1 and sum(map(_halves, parts)) != _halves(markup):
        raise _torn()
    return parts


def _torn() -> InputError:
    return InputError("a pair of inline codes begins in one unit and would end in another; choose another place")


def _place(position: int, ranges: Sequence[tuple[int, int]], begins: bool) -> int:
    """The part to which a code belongs."""
    for n, (_, end) in enumerate(ranges[:-1]):
        if position < end or (position < ranges[n + 1][0] and not begins) or (position == end and not begins):
            return n
    return len(ranges) - 1


def _halves(markup: str) -> int:
    """Codes whose other half is not in the text."""
    items = read_items(markup) or []
    return sum(isinstance(item, Code) and item.kind in (Kind.BEGIN, Kind.END) for item in items)


def carried(rows: Sequence[Row], sides: Sequence[tuple[tuple[str, ...], tuple[str, ...]]]) -> list[dict[str, str]]:
    """The inline codes of the units that take the place of others, as their properties.

    Args:
        rows: units that go.
        sides: sentences of the units that come, the same in the same order.

    Raises:
        InputError: a pair of codes would be torn apart.
    """
    made: list[dict[str, str]] = [{} for _ in sides]
    units = [with_own_codes(row) for row in rows]
    taken: set[str] = set()
    for unit in units:
        _give_new_numbers(unit, taken)
    for side, name in enumerate((SOURCE_INLINE, TARGET_INLINE)):
        if not any(name in unit for unit in units):
            continue
        texts = [row.texts()[side] for row in rows]
        language = rows[0].unit.target_language if side else rows[0].unit.source_language
        markups = [unit.get(name, escape(text)) for unit, text in zip(units, texts, strict=True) if text]
        gap = sentence_gap(language)
        whole, position, ranges, places = gap.join(filter(None, texts)), 0, [], []
        for n, one in enumerate(sides):
            text = gap.join(one[side])
            start = whole.find(text, position) if text else -1
            if start >= 0:
                position = start + len(text)
                ranges.append((start, position))
                places.append(n)
        for n, code in zip(places, cut(gap.join(markups), ranges) if ranges else (), strict=True):
            if "<" in code:
                made[n][name] = code
    return made


def with_own_codes(row: Row) -> dict[str, str]:
    """The inline codes of a unit that fit its texts as they are."""
    unit = replace(row.unit, properties=dict(row.unit.properties))
    texts = dict(zip((SOURCE_INLINE, TARGET_INLINE), row.texts(), strict=True))
    with_codes(unit)
    found = {name: unit.properties[name] for name in texts if name in unit.properties}
    return {name: code for name, code in found.items() if text_of(code) == texts[name]}


def _give_new_numbers(codes: dict[str, str], taken: set[str]) -> None:
    """Let no two codes of one unit have the same number; both sides of a unit keep theirs alike."""
    own = {value[1:-1] for code in codes.values() for _, value in _NAMES.findall(code)}
    if own & taken:
        most = max((int(one) for one in taken | own if one.isdecimal()), default=0)

        def fresh(value: str) -> str:
            return str(int(value) + most) if value.isdecimal() else f"{value}-{len(taken)}"

        for name, code in codes.items():
            codes[name] = "".join(
                escape(part) if kind == "text" else _NAMES.sub(lambda m: f'{m[1]}="{fresh(m[2][1:-1])}"', part)
                for kind, part in atoms(code)
            )
        own = {fresh(value) for value in own}
    taken |= own
