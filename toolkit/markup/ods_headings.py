"""Headings of OpenDocument sheets that the file knows columns by: those of named ranges and of sources of pivot tables.

ODF 1.3 part 3, 9.4.15 ("Database Ranges") and 9.6 ("Data Pilot Tables"). A filter of a sheet makes a range too, but
without a name; nobody refers to its headings.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

from toolkit.markup.trees import Element
from toolkit.text.xml_tokens import read_attributes

_RANGE = re.compile(r"<table:(?:database-range|source-cell-range)\s[^<>]*>")
_CORNER = re.compile(
    r"\$?(?:'(?P<quoted>(?:[^']|'')+)'|(?P<name>[^.'$\s:]*))\.\$?(?P<column>[A-Z]{1,4})\$?(?P<row>\d+)"
)
_ANONYMOUS = "__Anonymous"
_ROWS = frozenset("table:table-rows table:table-header-rows table:table-row-group".split())
_CELLS = frozenset({"table:table-cell", "table:covered-table-cell"})
# No sheet has more columns or rows; one cell may stand for so many.
_MOST = 1 << 20
_Area = tuple[int, int, int, int]


def headings(code: str, nodes: Iterable[Element | str]) -> set[int]:
    """The cells that are such headings, by ``id`` of their elements.

    Args:
        code: of ``content.xml``.
        nodes: the same as a tree.
    """
    areas: dict[str, list[_Area]] = {}
    for tag in _RANGE.findall(code):
        values = {key.partition(":")[2]: html.unescape(value) for key, value in read_attributes(tag).items()}
        if values.get("contains-header") == "false" or values.get("name", "").startswith(_ANONYMOUS):
            continue
        corners = list(_CORNER.finditer(values.get("target-range-address") or values.get("cell-range-address") or ""))
        if len(corners) == 2:
            top, left, bottom, right = _place(corners[0]) + _place(corners[1])
            down = values.get("orientation") == "column"
            area = (top, left, bottom, left) if down else (top, left, top, right)
            areas.setdefault(_sheet(corners[0]), []).append(area)
    found: set[int] = set()
    for table in _tables(nodes) if areas else ():
        own = areas.get(table.attribute("name"), [])
        found |= {id(cell) for cell, row, columns in _cells(table) if own and _is_in(row, columns, own)}
    return found


def _sheet(corner: re.Match[str]) -> str:
    return corner["quoted"].replace("''", "'") if corner["quoted"] else corner["name"]


def _place(corner: re.Match[str]) -> tuple[int, int]:
    column = 0
    for letter in corner["column"]:
        column = 26 * column + ord(letter) - 64
    return int(corner["row"]), column


def _tables(nodes: Iterable[Element | str]) -> Iterator[Element]:
    waiting = [node for node in nodes if isinstance(node, Element)]
    while waiting:
        node = waiting.pop()
        if node.name == "table:table":
            yield node
        else:
            waiting += node.elements()


def _cells(table: Element) -> Iterator[tuple[Element, range, range]]:
    """Cells of a sheet with the rows and columns that they stand for."""
    row = 1
    for element in _rows(table):
        rows = range(row, row + _repeated(element, "number-rows-repeated"))
        row, column = rows.stop, 1
        for cell in element.elements():
            if cell.name in _CELLS:
                columns = range(column, column + _repeated(cell, "number-columns-repeated"))
                yield cell, rows, columns
                column = columns.stop


def _rows(parent: Element) -> Iterator[Element]:
    for element in parent.elements():
        if element.name == "table:table-row":
            yield element
        elif element.name in _ROWS:
            yield from _rows(element)


def _repeated(element: Element, name: str) -> int:
    value = element.attribute(name)
    return min(int(value), _MOST) if value.isdecimal() and value != "0" else 1


def _is_in(rows: range, columns: range, areas: Iterable[_Area]) -> bool:
    """Whether a cell lies in one of some areas, with some of what it stands for."""
    return any(
        rows.start <= bottom and rows.stop > top and columns.start <= right and columns.stop > left
        for top, left, bottom, right in areas
    )
