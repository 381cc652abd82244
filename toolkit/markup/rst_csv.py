"""Tables of reStructuredText that are written as values with commas: ``csv-table``.

Cells are read as docutils reads them ("reStructuredText Directives", "CSV Table"), by the options ``delim``, ``quote``,
``escape`` and ``keepspace``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Protocol

from toolkit.markup import rst_tables as tables
from toolkit.markup.rst_lines import Row, Rows, block
from toolkit.markup.rst_written import RstBlock

# What docutils calls one character.
_UNICODE = re.compile(r"(?:0x|x|\\x|U\+|u|\\u)([0-9a-fA-F]+)\Z|&#x([0-9a-fA-F]+);\Z")


@dataclass(slots=True, frozen=True)
class Dialect:
    """How cells are parted and quoted.

    Attributes:
        delimiter: between cells.
        quote: around a cell.
        escape: makes the next character a part of the text; empty where a quote in quotes is doubled.
        keeps_space: blanks behind a delimiter belong to the cell.
    """

    delimiter: str = ","
    quote: str = '"'
    escape: str = ""
    keeps_space: bool = False

    def text_of(self, code: str) -> str:
        """The text of the code of a cell, without its quotes."""
        if self.escape:
            return re.sub(rf"{re.escape(self.escape)}(.)", r"\1", code, flags=re.DOTALL)
        return code.replace(self.quote * 2, self.quote)

    def code_of(self, text: str, quoted: bool) -> str:
        """Text as the code of a cell; one that needs quotes and has none gets them."""
        doubled = text.replace(self.escape, self.escape * 2) if self.escape else text
        doubled = doubled.replace(self.quote, (self.escape or self.quote) + self.quote)
        if quoted:
            return doubled
        bare = self.delimiter not in text and self.quote not in text and not (self.escape and self.escape in text)
        return text if bare else f"{self.quote}{doubled}{self.quote}"


# Of the option "header" before docutils 0.22, whatever the other options said.
_OLD_HEADER = Dialect(escape="\\")


@dataclass(slots=True)
class CsvBlock(RstBlock):
    """The text of a cell.

    Attributes:
        dialect: of its table.
        quoted: it stands in quotes.
    """

    dialect: Dialect = field(default_factory=Dialect)
    quoted: bool = False

    def written(self) -> str:
        """The cell as code."""
        return self.dialect.code_of(RstBlock.written(self), self.quoted)


class Reading(Protocol):
    """What takes the texts of cells."""

    def cell(self, first: Row, last: Row, text: str, dialect: Dialect, quoted: bool) -> None: ...


def read_csv(reader: Reading, options: Rows, content: Rows) -> None:
    """Read the cells of a table; one that is not written as docutils wants it stays.

    Args:
        reader: gets their texts.
        options: rows of the directive's options.
        content: rows under them.
    """
    values: dict[str, Rows] = {}
    place = 0
    while place < len(options):
        match = tables.FIELD.match(options[place].text)
        if match is None:
            return
        values[match[1].strip()], place = block(options, place, match.end())
    dialect = _dialect({name: rows[0].text.strip() for name, rows in values.items()})
    if header := values.get("header"):
        _read(reader, header, *([dialect] if dialect else []), _OLD_HEADER)
    if dialect:
        _read(reader, content, dialect)


def _dialect(options: Mapping[str, str]) -> Dialect | None:
    """The one of a table; None where it cannot be told from the code."""
    # Tabs are blanks before a directive sees them, and what stands in other files is not here.
    signs = [_character(options.get(name, usual)) for name, usual in (("delim", ","), ("quote", '"'), ("escape", ""))]
    if any(len(sign) > 1 for sign in signs) or not signs[0] or not signs[1] or signs[0].isspace():
        return None
    return Dialect(signs[0], signs[1], signs[2], "keepspace" in options)


def _character(code: str) -> str:
    if match := _UNICODE.match(code):
        return chr(min(int(match[1] or match[2], 16), 0x10FFFF))
    return {"space": " ", "tab": "\t"}.get(code, code)


def _read(reader: Reading, rows: Rows, *dialects: Dialect) -> None:
    """Read the cells of rows by the first dialect that they are written in."""
    text = "\n".join(row.text for row in rows)
    for dialect in dialects:
        found = list(_cells(text, dialect))
        if None not in found:
            _take(reader, rows, [cell for cell in found if cell is not None], dialect)
            return


def _take(reader: Reading, rows: Rows, found: Sequence[tuple[int, int, bool]], dialect: Dialect) -> None:
    text = "\n".join(row.text for row in rows)
    starts = [0, *accumulate(len(row.text) + 1 for row in rows)]
    row = 0
    for start, end, quoted in found:
        while starts[row + 1] <= start:
            row += 1
        last = row
        while starts[last + 1] <= end:
            last += 1
        code = text[start:end]
        begin = start + len(code) - len(code.lstrip())
        lines = dialect.text_of(code).strip().split("\n")
        # Lists and paragraphs of several lines in a cell stay.
        if begin - start and "\n" in text[start:begin]:
            continue
        if mark := tables.BULLET.match(lines[0]) or tables.ENUMERATOR.match(lines[0]):
            if len(lines) > 1 or dialect.text_of(code) != code:
                continue
            begin, lines = begin + mark.end(), [lines[0][mark.end() :]]
        if any(not line or line[0] == " " or _is_element(line) for line in lines):
            continue
        length = len(code.rstrip()) - (begin - start)
        first = rows[row].cut(begin - starts[row])
        if last == row:
            first = final = first.only(length)
        else:
            final = rows[last].only(begin + length - starts[last])
        reader.cell(first, final, " ".join(lines), dialect, quoted)


def _is_element(line: str) -> bool:
    return any(beginning.match(line) for beginning in tables.BEGINNINGS)


def _cells(text: str, dialect: Dialect) -> Iterator[tuple[int, int, bool] | None]:
    """Where the texts of the cells stand, and whether in quotes; None where quotes are not as they must be."""
    quote, delimiter, escape = map(re.escape, (dialect.quote, dialect.delimiter, dialect.escape or "\0"))
    inner = (
        rf"(?:[^{quote}{escape}]|{escape}.)*+" if dialect.escape else rf"[^{quote}]*+(?:{quote}{quote}[^{quote}]*+)*+"
    )
    space = "" if dialect.keeps_space else " *+"
    pattern = re.compile(
        rf"{space}(?:{quote}(?P<quoted>{inner}){quote}|(?!{quote})(?P<bare>(?:{escape}.|[^\n{delimiter}{escape}])*+))"
        rf"(?:{delimiter}|\n|\Z)",
        re.DOTALL,
    )
    place = 0
    while place < len(text):
        match = pattern.match(text, place)
        if match is None:
            yield None
            return
        group = match.lastgroup or "bare"
        if match[group].strip():
            yield (*match.span(group), group == "quoted")
        place = match.end()
