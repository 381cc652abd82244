"""Tab-separated values with a header: what spreadsheets and shell tools read.

Tabs, newlines and carriage returns inside a cell become spaces: a line is always a unit and a column always a field.
Two columns without a header are taken for source and target, as OPUS and others distribute them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from toolkit.errors import InputError
from toolkit.formats.base import WriteReport
from toolkit.formats.lines import unit_lines
from toolkit.formats.selection import tell
from toolkit.formats.tables import COLUMNS, Header, from_row, has_columns_missing, read_header, to_row
from toolkit.units import TranslationUnit

# Every character that some reader takes for the end of a line.
_BREAK = re.compile(r"[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x1f]+")


def write(
    units: Iterable[TranslationUnit], file: BinaryIO, source_language: str = "", target_language: str = ""
) -> WriteReport:
    """Write a header and units."""
    report = WriteReport()
    file.write(("\t".join(COLUMNS) + "\n").encode())
    for unit in units:
        cells = to_row(unit)
        clean = [_CONTROL.sub("", _BREAK.sub(" ", c)) for c in cells]
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
    header: Header | None = None
    lost: Counter[str] = Counter()
    rows = quoted = 0
    for number, line in unit_lines(path, lost):
        line = line.removesuffix("\n").removesuffix("\r")
        if not line.strip():
            continue
        cells = line.split("\t")
        where = f"{path}, line {number}"
        if header is None:
            header = read_header(cells, where, (source_language, target_language))
            if not header.is_row:
                continue
        rows += 1
        quoted += all(len(c) > 1 and c[0] == c[-1] == '"' for c in cells if c)
        unit = from_row(header, cells, number, where, lost, commas=True)
        unit.line = number
        yield unit
    if header is None:
        raise InputError(f"{path}: no text in this file; nothing to do")
    if rows and rows == quoted:
        lost["rows whose cells all stand in quotes, kept as text; --read-as csv takes the quotes off"] = rows
    tell(path, lost)
