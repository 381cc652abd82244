"""Tab-separated values with a header: what spreadsheets and shell tools read.

Tabs, newlines and carriage returns inside a cell become spaces: a line is always a unit and a column always a field.
Two columns without a header are taken for source and target, as OPUS and others distribute them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from toolkit.errors import InputError
from toolkit.files import text_lines
from toolkit.formats.base import WriteReport
from toolkit.formats.tables import COLUMNS, check_header, from_row, has_columns_missing, to_row
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
    header: list[str] = []
    for number, line in text_lines(path):
        if not line.strip():
            continue
        cells = line.split("\t")
        where = f"{path}, line {number}"
        if not header:
            if len(cells) == 2 and {c.strip().lower() for c in cells} != {"source", "target"}:
                header = ["source", "target"]
            else:
                header = [c.strip() for c in cells]
                check_header(header, where)
                continue
        yield from_row(header, cells, number, where, (source_language, target_language))
    if not header:
        raise InputError(f"{path}: no text in this file; nothing to do")
