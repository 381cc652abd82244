"""Comma-separated values with a header (RFC 4180): quotes round cells that need them, newlines inside cells kept."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from toolkit.errors import InputError
from toolkit.files import LONGEST_LINE
from toolkit.formats.base import WriteReport
from toolkit.formats.lines import CONTROL, unit_lines
from toolkit.formats.selection import tell
from toolkit.formats.tables import COLUMNS, Header, Record, from_row, has_columns_missing, read_header, to_row
from toolkit.units import TranslationUnit

if TYPE_CHECKING:
    from toolkit.formats.table_edit import TableEditor


def write(
    units: Iterable[TranslationUnit], file: BinaryIO, source_language: str = "", target_language: str = ""
) -> WriteReport:
    """Write a header and units; no byte order mark."""
    report = WriteReport()
    text = io.TextIOWrapper(file, encoding="utf-8", errors="replace", newline="")
    # A lone carriage return is not quoted by the default terminator's rule.
    writer = csv.writer(text, lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow(COLUMNS)
    for unit in units:
        row = to_row(unit)
        cells = [CONTROL.sub("", c) for c in row]
        if cells != list(row):
            report.notes["units whose control characters went"] += 1
        if has_columns_missing(unit):
            report.notes["units with scores or properties that have no column"] += 1
        writer.writerow(cells)
        report.units += 1
    text.detach()
    return report


def read(
    path: Path, source_language: str | None = None, target_language: str | None = None
) -> Iterator[TranslationUnit]:
    """Read units, streaming; comma, semicolon or tab between the cells of the first row, or what ``sep=`` says there.

    Raises:
        InputError: no header, a row with another number of cells, a quote that is not closed, or not UTF-8; with the
            line.
    """
    return (r.unit for r in records(path, (source_language, target_language)) if r.unit is not None)


def records(path: Path, wanted: tuple[str | None, str | None]) -> Iterator[Record]:
    """The rows of a file, those of units with them; see :func:`read`."""
    csv.field_size_limit(LONGEST_LINE)
    lost: Counter[str] = Counter()
    lines = _lines(path, lost)
    first = next(lines, "")
    begun, before = 1, ""
    if re.fullmatch(r"sep=.", first.strip(), re.IGNORECASE):
        delimiter = first.strip()[-1]
        before, first, begun = first, next(lines, ""), 2
    else:
        outside = re.sub(r'"[^"]*"', "", first)
        delimiter = max(",;\t", key=outside.count)
    if not first:
        raise InputError(f"{path}: no text in this file; nothing to do")
    if before:
        yield Record(before)
    taken: list[str] = []
    rows = csv.reader(_noted(chain([first], lines), taken), delimiter=delimiter, strict=True)
    header: Header | None = None
    number = 0
    while True:
        line = begun + rows.line_num
        where = f"{path}, line {line}"
        try:
            cells = next(rows, None)
        except csv.Error as error:
            raise InputError(
                f"{where}: not CSV, the quotes of the row that begins here do not close ({error}); double each quote "
                f"inside a cell and put the cell in quotes"
            ) from None
        if cells is None:
            break
        raw = "".join(taken)
        taken.clear()
        if not cells:
            yield Record(raw)
            continue
        if header is None:
            header = read_header(cells, where, wanted)
            if not header.is_row:
                yield Record(raw, cells, header, delimiter=delimiter)
                continue
        number += 1
        for cell in cells:
            inside = cell.splitlines()
            lost["cells with line breaks whose lines look like rows; are their quotes right?"] += len(
                inside
            ) > 1 and all(part.count(delimiter) == len(header.names) - 1 for part in inside[1:-1] or [""])
        unit = from_row(header, cells, number, where, lost, commas=delimiter != ",")
        unit.line = line
        yield Record(raw, cells, header, unit, delimiter)
    tell(path, lost)


def _noted(lines: Iterable[str], taken: list[str]) -> Iterator[str]:
    """Lines, which a list gets as well."""
    for line in lines:
        taken.append(line)
        yield line


def _lines(path: Path, lost: Counter[str]) -> Iterator[str]:
    """Lines with their ends, of which a lone carriage return is one."""
    for _, line in unit_lines(path, lost):
        yield from _LINE.findall(line)


_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def edit(path: Path, source_language: str | None = None, target_language: str | None = None) -> TableEditor:
    """Open a table to change its targets in place; see :class:`toolkit.formats.table_edit.TableEditor`.

    Raises:
        InputError: see :func:`read`.
    """
    from toolkit.formats.table_edit import TableEditor

    return TableEditor(path, records, (source_language, target_language))
