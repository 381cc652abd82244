"""Which cells of a workbook formulas look into: a text is kept if it has what a formula looks for in it."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from toolkit.markup.docx import related_parts
from toolkit.markup.sheets import bare_formula, looked_for, wanted_parts
from toolkit.text.xml_tokens import read_attributes

_FORMULA = re.compile(
    r"<(?:\w+:)?conditionalFormatting\s(?P<format>[^<>]*)>"
    r"|<(?:\w+:)?dataValidation\s(?P<valid>[^<>]*)>"
    r"|<(?:\w+:)?autoFilter\s(?P<filter>[^<>]*)>"
    r'|<(?:\w+:)?customFilter\s[^<>]*?val="(?P<value>[^"]*)"'
    r"|<(?:\w+:)?(?P<name>f|formula[12]?)(?P<own>\s[^<>]*)?(?<!/)>(?P<code>.*?)</(?:\w+:)?(?P=name)>",
    re.DOTALL,
)
_REFERENCE = re.compile(
    r"(?<![\w.$:!])(?:(?:'(?P<quoted>(?:[^']|'')+)'|(?P<sheet>[^\W\d][\w.]*))!)?"
    r"\$?(?P<c1>[A-Z]{1,3})\$?(?P<r1>\d{1,7})(?::\$?(?P<c2>[A-Z]{1,3})\$?(?P<r2>\d{1,7}))?(?![\w(.])"
)
_COLUMNS = re.compile(
    r"(?<![\w.$:!])(?:(?:'(?P<quoted>(?:[^']|'')+)'|(?P<sheet>[^\W\d][\w.]*))!)?"
    r"\$?(?P<c1>[A-Z]{1,3}):\$?(?P<c2>[A-Z]{1,3})(?![\w(.$])"
)
_LAST_ROW = 1 << 20
# A range of so many cells is noted cell by cell.
_FEW = 64
_NAME = re.compile(r"(?<![\w.!])[^\W\d][\w.]*(?![\w.(!])|\[")


@dataclass(slots=True, frozen=True)
class Range:
    """Cells of a sheet, edges included; the sheet is the name of its part, empty for all sheets."""

    sheet: str
    left: int
    top: int
    right: int
    bottom: int

    def __contains__(self, place: tuple[int, int]) -> bool:
        column, row = place
        return self.left <= column <= self.right and self.top <= row <= self.bottom


class Lookups:
    """What the formulas of a workbook look for, and where.

    Args:
        files: parts by name.
        sheets: names of sheets in small letters with their parts.
        names: what stands for cells in formulas by a name, in small letters.
    """

    def __init__(self, files: Mapping[str, bytes], sheets: Mapping[str, str], names: Mapping[str, str]) -> None:
        self._sheets, self._names = sheets, names
        self._cells: dict[tuple[str, int, int], set[tuple[str, ...]]] = defaultdict(set)
        self._ranges: dict[Range, set[tuple[str, ...]]] = defaultdict(set)
        for meaning in names.values():
            if parts := looked_for(meaning):
                for cells in self._referred(meaning, "", ""):
                    self._note(cells, parts)
        for part in dict.fromkeys(sheets.values()):
            self._read(part, files[part].decode("utf-8", "replace"))
            for kind, table in related_parts(files, part):
                if kind == "table" and table in files:
                    self._read(part, files[table].decode("utf-8", "replace"))

    def finds(self, sheet: str, column: int, row: int, text: str) -> bool:
        """Whether a formula finds something in the text of a cell.

        Args:
            sheet: the part of its sheet.
            column, row: from 1.
            text: of the cell.
        """
        wanted = set(self._cells.get((sheet, column, row), ()))
        for cells, parts in self._ranges.items():
            if cells.sheet in ("", sheet) and (column, row) in cells:
                wanted |= parts
        folded = text.casefold()
        return any(all(piece in folded for piece in parts) for parts in wanted)

    def cells(self, formula: str, sheet: str) -> list[Range]:
        """The cells that a formula refers to.

        Args:
            formula: without its sign.
            sheet: the part that it stands in.
        """
        return self._referred(formula, sheet, "")

    def _read(self, part: str, code: str) -> None:
        around = ""
        for match in _FORMULA.finditer(code):
            if match["value"] is not None:
                self._note_filter(part, around, html.unescape(match["value"]))
                continue
            if match["filter"] is not None:
                around = read_attributes(f"<x {match['filter']}>").get("ref", "")
                continue
            if match["code"] is None:
                around = read_attributes(f"<x {match['format'] or match['valid']}>").get("sqref", "")
                continue
            formula = html.unescape(match["code"])
            parts = looked_for(formula)
            if not parts:
                continue
            cell = match["name"] == "f"
            own = read_attributes(f"<x{match['own'] or ''}>")
            spread = own.get("ref", "") if own.get("t") == "shared" else ""
            others = around if not cell else ""
            for cells in self._referred(formula, part, spread or others):
                self._note(cells, parts)

    def _note_filter(self, part: str, around: str, value: str) -> None:
        """A criterion of a filter over an area; one without wildcards follows the texts of the cells."""
        if parts := wanted_parts(value):
            for cells in self._referred(around, part, ""):
                self._note(cells, [parts])

    def _note(self, cells: Range, parts: Iterable[tuple[str, ...]]) -> None:
        few = (cells.right - cells.left + 1) * (cells.bottom - cells.top + 1) <= _FEW
        if cells.sheet and few:
            for column in range(cells.left, cells.right + 1):
                for row in range(cells.top, cells.bottom + 1):
                    self._cells[cells.sheet, column, row].update(parts)
        else:
            self._ranges[cells].update(parts)

    def _referred(self, formula: str, part: str, spread: str, deeper: bool = True) -> list[Range]:
        """The cells that a formula refers to; where it holds for several cells, those that it refers to for them."""
        bare = bare_formula(formula)
        more_columns, more_rows = _extent(spread)
        found = []
        for match in _REFERENCE.finditer(bare):
            left, top = column_of(match["c1"]), int(match["r1"])
            right, bottom = column_of(match["c2"] or match["c1"]), int(match["r2"] or match["r1"])
            found.append(Range(self._part(match, part), left, top, right + more_columns, bottom + more_rows))
        for match in _COLUMNS.finditer(bare):
            found.append(Range(self._part(match, part), column_of(match["c1"]), 1, column_of(match["c2"]), _LAST_ROW))
        for match in _NAME.finditer(bare):
            if match[0] == "[":
                # A column of a table: it may be anywhere.
                found.append(Range("", 1, 1, _LAST_ROW, _LAST_ROW))
            elif deeper and (meaning := self._names.get(match[0].casefold())):
                found += self._referred(meaning, part, "", False)
        return found

    def _part(self, match: re.Match[str], part: str) -> str:
        name = (match["quoted"] or match["sheet"] or "").replace("''", "'")
        return self._sheets.get(name.casefold(), "") if name else part


def _extent(area: str) -> tuple[int, int]:
    """How many columns and rows the areas of a list have beyond their first cell."""
    places = [match for match in map(_REFERENCE.fullmatch, area.split()) if match]
    columns = [column_of(name) for match in places for name in (match["c1"], match["c2"] or match["c1"])]
    rows = [int(number) for match in places for number in (match["r1"], match["r2"] or match["r1"])]
    return (max(columns) - min(columns), max(rows) - min(rows)) if places else (0, 0)


def column_of(letters: str) -> int:
    """The number of a column, from 1.

    Example:
        >>> column_of("A"), column_of("AB")
        (1, 28)
    """
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number
