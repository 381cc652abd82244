"""Comma-separated values with a header (RFC 4180): quotes round cells that need them, newlines inside cells kept."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from toolkit.errors import InputError
from toolkit.files import LONGEST_LINE, open_input
from toolkit.formats.base import WriteReport
from toolkit.formats.tables import COLUMNS, check_header, from_row, has_columns_missing, to_row
from toolkit.units import TranslationUnit


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
        cells = [c.replace("\0", "") for c in to_row(unit)]
        if has_columns_missing(unit):
            report.notes["units with scores or properties that have no column"] += 1
        writer.writerow(cells)
        report.units += 1
    text.detach()
    return report


def read(
    path: Path, source_language: str | None = None, target_language: str | None = None
) -> Iterator[TranslationUnit]:
    """Read units, streaming; comma, semicolon or tab between the cells of the header.

    Raises:
        InputError: no header, a row with another number of cells, or bytes that are not UTF-8.
    """
    csv.field_size_limit(LONGEST_LINE)
    with open_input(path) as file:
        text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
        try:
            first = text.readline()
            delimiter = max(",;\t", key=first.count)
            header = [c.strip() for c in next(csv.reader([first], delimiter=delimiter), [])]
            check_header(header, f"{path}, line 1")
            rows = csv.reader(text, delimiter=delimiter)
            for number, cells in enumerate(rows, 1):
                if cells:
                    where = f"{path}, line {rows.line_num + 1}"
                    yield from_row(header, cells, number, where, (source_language, target_language))
        except UnicodeDecodeError as error:
            raise InputError(f"{path}: not UTF-8 ({error.reason}); if it is Latin-1, convert it with iconv") from None
        except csv.Error as error:
            raise InputError(f"{path}: not CSV ({error})") from None
