"""Rows of cells on a page of PDF: tables, columns of text that the file shows line by line, labels of lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from toolkit.markup.pdf_lines import Line

_LABEL = re.compile(r"(?:[•▪●○■□‣–—*·-]|[(\[]?[\w.]{1,8}[.)\]]|\d+(?:\.\d+)*|[A-Z]|\[[^\]]{1,20}\])")
_LEADERS = re.compile(r"(?:\s?\.){4,}")
_PAGE = re.compile(r"\d{1,4}|[ivxlc]{1,6}")
_MOST_APART = 2.6
#: Two columns of text that come line by line have at least so many rows, most of them with so many characters a cell.
_COLUMN_ROWS = 5
_COLUMN_LENGTH = 20


@dataclass(slots=True)
class Table:
    """Cells by row and column, each with its lines; all rows have as many."""

    rows: list[list[list[str]]]


def with_tables(lines: Sequence[Line]) -> Iterator[Line | Table]:
    """Lines, and tables in the places of rows of cells.

    A label and what it stands before become one line, as do the rows of tables of contents. Columns that a file shows
    line by line are put one behind the other.
    """
    rows = _contents(list(_rows(lines)))
    place = 0
    while place < len(rows):
        end = _table_end(rows, place)
        if end > place + 1 and sum(len(row) > 1 for row in rows[place:end]) > 1:
            yield from _made(rows[place:end])
            place = end
        else:
            yield from rows[place]
            place += 1


def _rows(lines: Sequence[Line]) -> Iterator[list[Line]]:
    row: list[Line] = []
    for line in lines:
        if row and line.row and line.page == row[-1].page:
            row.append(line)
            continue
        if row:
            yield _joined(row)
        row = [line]
    if row:
        yield _joined(row)


def _contents(rows: list[list[Line]]) -> list[list[Line]]:
    """Rows, those of tables of contents as one line, also where no dots lead to the number of the page."""
    leads = [len(row) == 1 and has_leaders(row[0].text) for row in rows]
    near = [any(leads[max(0, place - 3) : place + 4]) for place in range(len(rows))]
    return [
        [replace(_one(row), row=True)] if inside and len(row) == 2 and _PAGE.fullmatch(row[1].text) else row
        for row, inside in zip(rows, near, strict=True)
    ]


def _joined(row: list[Line]) -> list[Line]:
    """A row whose first cell is a label, or that leads to the number of a page, as one line."""
    if any(_LEADERS.search(cell.text) for cell in row[:-1]) or _LEADERS.match(row[-1].text):
        return [_one(row)]
    if len(row) > 1 and _LABEL.fullmatch(row[0].text):
        return [_one(row[:2]), *row[2:]]
    return row


def _one(cells: Sequence[Line]) -> Line:
    first, last = cells[0], cells[-1]
    largest = max(cells, key=lambda cell: len(cell.text))
    text = " ".join(cell.text for cell in cells)
    return Line(text, largest.x, first.y, largest.size, first.page, last.end, first.row, first.furniture, largest.right)


def _table_end(rows: Sequence[Sequence[Line]], start: int) -> int:
    """Where a table ends that begins with a row: behind the last row of several cells that follows closely."""
    if len(rows[start]) < 2:
        return start
    end = start + 1
    for place in range(start + 1, len(rows)):
        above, row = rows[place - 1][0], rows[place][0]
        if len(rows[place]) == 1 and has_leaders(row.text):
            break
        if row.page != above.page or not 0 < above.y - row.y < _MOST_APART * max(row.size, above.size):
            break
        if len(rows[place]) > 1:
            end = place + 1
        elif row.x <= rows[start][0].x + row.size and len(row.text) > 60:
            break
    # Lines that go on with cells of the last row.
    while end < len(rows) and len(rows[end]) == 1:
        above, row = rows[end - 1][0], rows[end][0]
        inner = row.x > rows[start][1].x - row.size and row.page == above.page
        if not inner or not 0 < above.y - row.y < 1.5 * row.size:
            break
        end += 1
    return end


def _made(rows: Sequence[Sequence[Line]]) -> Iterator[Line | Table]:
    columns = _columns(rows)
    if len(columns) < 2:
        yield from map(_one, rows)
        return
    cells = [
        [[cell for cell in row if _column(cell, columns) == number] for number in range(len(columns))] for row in rows
    ]
    if _is_prose(cells):
        for number in range(len(columns)):
            for row in cells:
                if row[number]:
                    yield replace(_one(row[number]), row=False)
        return
    made: list[list[list[str]]] = []
    tops: list[Line] = []
    for row in cells:
        texts = [[" ".join(cell.text for cell in inside)] if inside else [] for inside in row]
        filled, first = sum(map(bool, texts)), next(inside[0] for inside in row if inside)
        if made and _closely(tops[-1], first) and (filled == 1 or (not texts[0] and filled < len(columns))):
            made[-1] = [above + text for above, text in zip(made[-1], texts, strict=True)]
            tops[-1] = first
        else:
            made.append(texts)
            tops.append(first)
    yield Table(made)


def _closely(above: Line, line: Line) -> bool:
    return above.y - line.y < 1.45 * line.size


def _columns(rows: Sequence[Sequence[Line]]) -> list[tuple[float, float]]:
    """From where to where each column goes: cells that stand over one another are of one."""
    columns: list[list[float]] = []
    for x, end in sorted((cell.x, cell.end) for row in rows if len(row) > 1 for cell in row):
        if columns and x < columns[-1][1]:
            columns[-1][1] = max(columns[-1][1], end)
        else:
            columns.append([x, end])
    return [(x, end) for x, end in columns]


def _column(cell: Line, columns: Sequence[tuple[float, float]]) -> int:
    """The column that a cell stands in most."""
    shared = [min(cell.end, end) - max(cell.x, x) for x, end in columns]
    return shared.index(max(shared))


def _is_prose(cells: Sequence[Sequence[Sequence[Line]]]) -> bool:
    full = [row for row in cells if all(row)]
    long = [row for row in full if all(sum(len(cell.text) for cell in inside) >= _COLUMN_LENGTH for inside in row)]
    return len(cells) >= _COLUMN_ROWS and len(long) >= 0.6 * len(cells)


def has_leaders(text: str) -> bool:
    """Whether a row of dots leads to the number of a page.

    Example:
        >>> has_leaders("Le début . . . . . . . 5"), has_leaders("Le début...")
        (True, False)
    """
    return _LEADERS.search(text) is not None


def without_leaders(text: str) -> str:
    """A line of a table of contents without its row of dots.

    Example:
        >>> without_leaders("Le début . . . . . . . 5")
        'Le début … 5'
    """
    return re.sub(" {2,}", " ", _LEADERS.sub(" … ", text)).strip(" ")
