"""Cells of a sheet of Excel: their places, their shared strings, and which of them are headings of tables."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from toolkit.markup.docx import related_parts
from toolkit.markup.xlsx_formulas import Range, column_of
from toolkit.text.xml_tokens import read_attributes

_ROW_OR_CELL = re.compile(
    r"<(?:\w+:)?(?:(?P<row>row(?:\s[^<>]*?)?)/?>|c(?P<cell>\s[^<>]*?)?(?:/>|>(?P<content>.*?)</(?:\w+:)?c>))", re.DOTALL
)
#: A text that stands in its cell.
INLINE = re.compile(r"<(?:\w+:)?is[\s>]")
_VALUE = re.compile(r"<(?:\w+:)?v>\s*(\d+)\s*</(?:\w+:)?v>")
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)")
_TABLE = re.compile(r"<(?:\w+:)?table\s[^<>]*>")


def hidden_lists(listing: Iterable[list[Range]], shown: Collection[str]) -> list[str]:
    """The sheets that are not shown, but for the lists of allowed values that are taken from them."""
    return sorted({area.sheet for areas in listing for area in areas if area.sheet not in shown})


def is_in(place: tuple[str, str], areas: Iterable[Range]) -> bool:
    return any(area.sheet == place[0] and at(place[1]) in area for area in areas)


def at(place: str) -> tuple[int, int]:
    """Column and row of a place."""
    match = _PLACE.fullmatch(place)
    return (column_of(match[1]), int(match[2])) if match else (0, 0)


def cells_of(sheet: bytes) -> Iterator[tuple[str, str, str]]:
    """Type, place and content of all cells; a writer may leave out a place, which then follows from the one before."""
    row, column = 0, 0
    for match in _ROW_OR_CELL.finditer(sheet.decode("utf-8", "replace")):
        values = read_attributes(f"<{match['row'] or 'c' + (match['cell'] or '')}>")
        place = values.get("r", "")
        if match["row"]:
            row, column = int(place) if place.isdecimal() else row + 1, 0
            continue
        named = _PLACE.fullmatch(place)
        column = column_of(named[1]) if named else column + 1
        yield values.get("t", "n"), place if named else f"{_letters(column)}{row}", match["content"] or ""


def _shared(files: Mapping[str, bytes], sheet: str) -> Iterator[tuple[str, int]]:
    """Places of the cells with a shared string, and its number."""
    for kind, place, content in cells_of(files[sheet]):
        if kind == "s" and (match := _VALUE.search(content)):
            yield place, int(match[1])


def seen_strings(
    files: Mapping[str, bytes], sheets: list[str], listing: Iterable[list[Range]]
) -> dict[int, list[tuple[str, str]]]:
    """Numbers of the shared strings that are seen, with the sheets and places where: on hidden sheets those that a
    list of allowed values shows.
    """
    found: dict[int, list[tuple[str, str]]] = {}
    for sheet in sheets:
        for place, number in _shared(files, sheet):
            found.setdefault(number, []).append((sheet, place))
    for sheet in hidden_lists(listing, sheets):
        for place, number in _shared(files, sheet):
            if any(is_in((sheet, place), areas) for areas in listing):
                found.setdefault(number, []).append((sheet, place))
    return found


def heading_strings(files: Mapping[str, bytes], sheets: Iterable[str]) -> set[int]:
    """Numbers of the shared strings that are headings of tables, hidden ones included."""
    kept: set[int] = set()
    for sheet in dict.fromkeys(sheets):
        heads = headings(files, sheet)
        kept |= {number for place, number in _shared(files, sheet) if place in heads} if heads else set()
    return kept


def headings(files: Mapping[str, bytes], sheet: str) -> set[str]:
    """Places of the cells that are headings of tables."""
    places: set[str] = set()
    for kind, target in related_parts(files, sheet):
        if kind != "table" or target not in files:
            continue
        tag = _TABLE.search(files[target].decode("utf-8", "replace"))
        values = read_attributes(tag[0]) if tag else {}
        corners = _PLACE.findall(values.get("ref", ""))
        if len(corners) == 2 and values.get("headerRowCount", "1") != "0":
            (first, row), (last, _) = corners
            places |= {f"{_letters(n)}{row}" for n in range(column_of(first), column_of(last) + 1)}
    return places


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
