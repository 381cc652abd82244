"""Tables of reStructuredText: their cells are read one by one, and drawn again as wide as their texts need it.

Cells that go over several columns or rows, and texts that do not keep to their columns, are not taken apart: such
tables stay as they are (docutils' "reStructuredText Markup Specification", "Grid Tables" and "Simple Tables").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Protocol

from toolkit.markup.model import Block
from toolkit.markup.rst_tables import column_width

_SPAN = re.compile(r"-+(?: +-+)* *$")


@dataclass(slots=True)
class Cell:
    """What stands in a cell.

    Attributes:
        lines: its code.
        width: columns that its lines may have without a wider table; 0 where they are not broken.
        parts: its code and blocks, once it is read.
    """

    lines: list[str]
    width: int
    parts: list[str | Block] = field(default_factory=list)


class Layout(Protocol):
    """How a table is drawn."""

    cells: list[Cell]

    def drawn(self, texts: Sequence[Sequence[str]]) -> list[str]:
        """The lines of the table with the lines of its cells."""
        ...


class RstTable(str):
    """The code of a table, and how it is drawn with other texts."""

    __slots__ = ("gap", "layout")
    layout: Layout
    gap: str

    @classmethod
    def of(cls, code: str, layout: Layout, gap: str) -> RstTable:
        """A table whose lines are parted by a newline and an indentation."""
        made = cls(code)
        made.layout, made.gap = layout, gap
        return made

    def written(self, code_of: Callable[[Block], str], is_new: Callable[[Block], bool]) -> str:
        """The table with other blocks.

        Args:
            code_of: the code of a block.
            is_new: whether a block is another one than it was.
        """
        blocks = [part for cell in self.layout.cells for part in cell.parts if isinstance(part, Block)]
        if not any(map(is_new, blocks)):
            return str(self)
        texts = []
        for cell in self.layout.cells:
            code = "".join(part if isinstance(part, str) else code_of(part) for part in cell.parts)
            texts.append([line.rstrip() for line in code.split("\n")])
        return self.gap.join(self.layout.drawn(texts))


@dataclass(slots=True)
class Grid:
    """A table with lines around its cells.

    Attributes:
        cells: row by row.
        edges: columns of the signs between cells.
        insets: blanks before the texts of each column.
        borders: the sign of each line between two rows.
    """

    cells: list[Cell]
    edges: list[int]
    insets: list[int]
    borders: list[str]

    def drawn(self, texts: Sequence[Sequence[str]]) -> list[str]:
        """The lines of the table with the lines of its cells."""
        count = len(self.edges) - 1
        widths = [self.edges[n + 1] - self.edges[n] - 1 for n in range(count)]
        for number, lines in enumerate(texts):
            longest = max(map(column_width, lines), default=0)
            widths[number % count] = max(widths[number % count], longest + self.insets[number % count] + 1)
        made = [_border(self.borders[0], widths)]
        for row, sign in enumerate(self.borders[1:]):
            cells = [list(lines) for lines in texts[row * count : (row + 1) * count]]
            for lines in cells:
                while len(lines) > 1 and not lines[-1]:
                    lines.pop()
            for line in range(max(map(len, cells))):
                drawn = []
                for column, lines in enumerate(cells):
                    text = lines[line] if line < len(lines) else ""
                    text = " " * self.insets[column] * bool(text) + text
                    drawn.append(text + " " * (widths[column] - column_width(text)))
                made.append(f"|{'|'.join(drawn)}|")
            made.append(_border(sign, widths))
        return made


def _border(sign: str, widths: Sequence[int]) -> str:
    return "+" + "+".join(sign * width for width in widths) + "+"


def read_grid(lines: Sequence[str]) -> Grid | None:
    """A grid table; None for one that is not taken apart."""
    edges = [place for place, sign in enumerate(lines[0]) if sign == "+"]
    if not _is_plain(lines) or edges[0] or edges[-1] != len(lines[0]) - 1 or len({*map(len, lines)}) > 1:
        return None
    spans = list(pairwise(edges))
    borders: list[str] = []
    bands: list[list[list[str]]] = []
    for line in lines:
        if line[0] == "+":
            sign = line[1]
            if sign not in "-=" or any(line[edge] != "+" for edge in edges) or line.strip(f"+{sign}"):
                return None
            borders.append(sign)
            bands.append([[] for _ in spans])
            continue
        # A line of signs within a row belongs to a cell that goes over several rows.
        if any(line[edge] != "|" for edge in edges) or not bands or re.search(r"[|+]-+\+", line):
            return None
        for cell, (start, end) in zip(bands[-1], spans, strict=True):
            cell.append(line[start + 1 : end].rstrip())
    if len(borders) < 2 or any(bands[-1]) or not all(band[0] for band in bands[:-1]):
        return None
    columns = [[line for band in bands for line in band[n] if line] for n in range(len(spans))]
    insets = [min((len(line) - len(line.lstrip()) for line in column), default=1) for column in columns]
    cells = [
        Cell([line[insets[n] :] for line in cell], spans[n][1] - spans[n][0] - 2 - insets[n])
        for band in bands[:-1]
        for n, cell in enumerate(band)
    ]
    return Grid(cells, edges, insets, borders)


@dataclass(slots=True)
class Simple:
    """A table with lines above, below and under its heads only.

    Attributes:
        cells: row by row.
        starts: the columns where texts begin.
        widths: of the lines of signs.
        rows: ``border``, ``blank`` or ``row`` for each part of the table.
    """

    cells: list[Cell]
    starts: list[int]
    widths: list[int]
    rows: list[str]

    def drawn(self, texts: Sequence[Sequence[str]]) -> list[str]:
        """The lines of the table with the lines of its cells."""
        count = len(self.starts)
        widths = list(self.widths)
        for number, lines in enumerate(texts):
            # The last column may go beyond its line.
            if number % count < count - 1:
                widths[number % count] = max(widths[number % count], *map(column_width, lines))
        gaps = [self.starts[n + 1] - self.starts[n] - self.widths[n] for n in range(count - 1)]
        made, row = [], 0
        for kind in self.rows:
            if kind != "row":
                made.append(_joined(["=" * width for width in widths], widths, gaps) if kind == "border" else "")
                continue
            cells = texts[row * count : (row + 1) * count]
            row += 1
            for line in range(max(map(len, cells))):
                made.append(_joined([lines[line] if line < len(lines) else "" for lines in cells], widths, gaps))
            while made[-1] == "":
                made.pop()
        return made


def _joined(texts: Sequence[str], widths: Sequence[int], gaps: Sequence[int]) -> str:
    line = ""
    for text, width, gap in zip(texts, widths, [*gaps, 0], strict=True):
        line += text + " " * (width - column_width(text) + gap)
    return line.rstrip()


def read_simple(lines: Sequence[str]) -> Simple | None:
    """A simple table; None for one that is not taken apart."""
    spans = [match.span() for match in re.finditer("=+", lines[0])]
    if not _is_plain(lines) or spans[0][0]:
        return None
    starts = [start for start, _ in spans]
    rows: list[str] = []
    found: list[list[list[str]]] = []
    for line in lines:
        if not line:
            rows.append("blank")
        elif re.fullmatch(r"=+(?: +=+)*", line):
            if [match.span() for match in re.finditer("=+", line)] != spans:
                return None
            rows.append("border")
        elif _SPAN.match(line) or any(line[a:b].strip() for (_, a), b in zip(spans, starts[1:], strict=False)):
            return None
        else:
            cells = [line[a:b].rstrip() for a, b in zip(starts, [*starts[1:], len(line)], strict=True)]
            if cells[0]:
                rows.append("row")
                found.append([[cell] for cell in cells])
            elif not rows or rows[-1] != "row":
                return None
            else:
                for cell, text in zip(found[-1], cells, strict=True):
                    cell.append(text)
    if any(text[:1] == " " for row in found for cell in row for text in cell[:1]):
        return None
    widths = [end - start for start, end in spans]
    made = []
    for number, cell in enumerate(cell for row in found for cell in row):
        bare = _bare(cell)
        # The last column may go beyond its line of signs.
        widest = max(widths[number % len(starts)], *map(len, bare))
        made.append(Cell(bare, widest if len(bare) > 1 else 0))
    return Simple(made, starts, widths, rows)


def _bare(lines: list[str]) -> list[str]:
    """Lines without blank ones at the end."""
    while len(lines) > 1 and not lines[-1]:
        lines = lines[:-1]
    return lines


def _is_plain(lines: Sequence[str]) -> bool:
    """Whether each character takes one column."""
    return all(line.isascii() or column_width(line) == len(line) for line in lines)
