"""Tab-separated values with a header: what spreadsheets and shell tools read.

Tabs, newlines and carriage returns inside a cell become spaces: a line is always a unit and a column always a field.
Two columns without a header are taken for source and target, as OPUS and others distribute them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from toolkit.errors import InputError
from toolkit.formats.base import WriteReport
from toolkit.formats.lines import unit_lines
from toolkit.formats.selection import tell
from toolkit.formats.tables import COLUMNS, Header, Record, from_row, has_columns_missing, read_header, to_row
from toolkit.units import TranslationUnit

if TYPE_CHECKING:
    from toolkit.formats.table_edit import TableEditor

# Every character that some reader takes for the end of a line.
_BREAK = re.compile(r"[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x1f]+")


def clean_cell(text: str) -> str:
    """The text of a cell, whose tabs and line ends become blanks."""
    return _CONTROL.sub("", _BREAK.sub(" ", text))


def write(
    units: Iterable[TranslationUnit], file: BinaryIO, source_language: str = "", target_language: str = ""
) -> WriteReport:
    """Write a header and units."""
    report = WriteReport()
    file.write(("\t".join(COLUMNS) + "\n").encode())
    for unit in units:
        cells = to_row(unit)
        clean = [clean_cell(c) for c in cells]
        if list(cells) != clean:
            report.notes["units whose tabs, newlines or control characters went"] += 1
        if has_columns_missing(unit):
            report.notes["units with scores or properties that have no column"] += 1
        file.write(("\t".join(clean) + "\n").encode("utf-8", "replace"))
        report.units += 1
    return report


def read(
    path: Path, source_language: str | None = None, target_language: str | None = None
) -> Iterator[TranslationUnit]:
    """Read units, streaming.

    Columns may be missing or in another order, but source and target not; other columns become properties.

    Raises:
        InputError: no header, or a line with another number of columns, named by its number.
    """
    return (r.unit for r in records(path, (source_language, target_language)) if r.unit is not None)


def records(path: Path, wanted: tuple[str | None, str | None]) -> Iterator[Record]:
    """The lines of a file, those of units with them; see :func:`read`."""
    header: Header | None = None
    lost: Counter[str] = Counter()
    rows = quoted = 0
    for number, raw in unit_lines(path, lost):
        line = raw.removesuffix("\n").removesuffix("\r")
        if not line.strip():
            yield Record(raw)
            continue
        cells = line.split("\t")
        where = f"{path}, line {number}"
        if header is None:
            header = read_header(cells, where, wanted)
            if not header.is_row:
                yield Record(raw, cells, header)
                continue
        rows += 1
        quoted += all(len(c) > 1 and c[0] == c[-1] == '"' for c in cells if c)
        unit = from_row(header, cells, number, where, lost, commas=True)
        unit.line = number
        yield Record(raw, cells, header, unit)
    if header is None:
        raise InputError(f"{path}: no text in this file; nothing to do")
    if rows and rows == quoted:
        lost["rows whose cells all stand in quotes, kept as text; --read-as csv takes the quotes off"] = rows
    tell(path, lost)


def edit(path: Path, source_language: str | None = None, target_language: str | None = None) -> TableEditor:
    """Open a table to change its targets in place; see :class:`toolkit.formats.table_edit.TableEditor`.

    Raises:
        InputError: see :func:`read`.
    """
    from toolkit.formats.table_edit import TableEditor

    return TableEditor(path, records, (source_language, target_language), clean_cell)
