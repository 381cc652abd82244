"""Lines of reStructuredText: what stands from a column on, and what is indented under a marker."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_NEWLINES = "\r\n\x1c\x1d\x1e\x85\u2028\u2029"


@dataclass(slots=True, frozen=True)
class Row:
    """A line, or what stands in it from a column on.

    Attributes:
        text: with tabs expanded to eight columns, without blanks at its end.
        number: of the line, from 0.
        column: at which the text begins.
    """

    text: str
    number: int
    column: int

    def cut(self, columns: int) -> Row:
        """What stands behind a number of columns."""
        return Row(self.text[columns:], self.number, self.column + columns)

    def only(self, columns: int) -> Row:
        """What stands in a number of columns."""
        return Row(self.text[:columns].rstrip(), self.number, self.column)

    @property
    def indent(self) -> int:
        """Number of blanks at the beginning."""
        return len(self.text) - len(self.text.lstrip(" "))


#: Some lines, from one column on each.
Rows = Sequence[Row]


class Lines:
    """The lines of a document, with their places in it.

    Args:
        text: of the document.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        # For docutils, vertical tabs and form feeds are blanks, and what else ends a line for Python ends one.
        lines = re.sub("[\v\f]", " ", text).splitlines(keepends=True)
        self._lines = [line.rstrip(_NEWLINES) for line in lines]
        self._starts = [0]
        for line in lines:
            self._starts.append(self._starts[-1] + len(line))

    def rows(self) -> list[Row]:
        """All lines, without a byte order mark."""
        rows = [Row(self.shown(number), number, 0) for number in range(len(self._lines))]
        return [rows[0].cut(1), *rows[1:]] if self.text.startswith("\ufeff") else rows

    def shown(self, number: int) -> str:
        """A line with its tabs expanded, without blanks at its end."""
        return self._lines[number].expandtabs(8).rstrip()

    def start(self, row: Row) -> int:
        """Where the text of a row begins in the document."""
        return self._place(row.number, row.column + row.indent)

    def end(self, row: Row) -> int:
        """Where the text of a row ends."""
        return self._place(row.number, row.column + len(row.text))

    def gap(self, one: Row, other: Row) -> str:
        """The newline behind a row, and the indentation of the next one."""
        begin = self._starts[other.number]
        return self.text[self._starts[one.number] + len(self._lines[one.number]) : begin] + " " * (
            other.column + other.indent
            if "\t" in self._lines[other.number]
            else len(self.text[begin : self.start(other)])
        )

    def _place(self, number: int, column: int) -> int:
        line = self._lines[number]
        if "\t" not in line:
            return self._starts[number] + min(column, len(line))
        width = 0
        for place, char in enumerate(line):
            if width >= column:
                return self._starts[number] + place
            width += 8 - width % 8 if char == "\t" else 1
        return self._starts[number] + len(line)


def lead(rows: Rows) -> int:
    """The smallest indentation of some rows."""
    return min((row.indent for row in rows if row.text), default=0)


def indented(rows: Rows, place: int) -> tuple[Rows, int]:
    """The indented rows from one on, without their indentation, and where they end."""
    end = place
    while end < len(rows) and rows[end].text[:1] in ("", " "):
        end += 1
    while end > place and not rows[end - 1].text:
        end -= 1
    indent = lead(rows[place:end])
    return [row.cut(indent) for row in rows[place:end]], end


def block(rows: Rows, place: int, start: int, known: bool = False, until_blank: bool = False) -> tuple[Rows, int]:
    """What belongs to a marker: the rest of its row, and the indented rows behind it; and where they end.

    Args:
        rows: of which one has the marker.
        place: of that row.
        start: column behind the marker.
        known: what follows is indented as far as the text behind the marker, as in lists; else as far as it is.
        until_blank: a blank row ends it.
    """
    end = place + 1
    while end < len(rows):
        text = rows[end].text
        if (until_blank and not text) or text[: start if known else 1].strip():
            break
        end += 1
    while not rows[end - 1].text and end > place + 1:
        end -= 1
    rest = rows[place + 1 : end]
    indent = start if known else lead(rest)
    return [rows[place].cut(start), *(row.cut(indent) for row in rest)], end
