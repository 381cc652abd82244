"""Tables of terms: a source and a target a row, as spreadsheets, OmegaT and web services write them.

Tabs between the columns, or in ``.csv`` commas, semicolons or tabs, whichever the first row has most of. The first row
may name the columns (``source`` and ``target``, or the codes of the languages, in any order and among others);
otherwise the first two count, and what follows them is a comment. A table whose first row names other languages than
those that are asked for has no terms. Empty rows and rows that begin with ``#`` are passed
over.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from toolkit.errors import InputError
from toolkit.files import text_lines, without_compression
from toolkit.languages.names import english_name, language_named
from toolkit.units import primary_language


def read(path: Path, source_language: str, target_language: str) -> Iterator[tuple[str, str, bool]]:
    """Yield source, target and whether it is forbidden, which a table cannot say.

    Raises:
        InputError: the file cannot be read, or a row has no two terms, named by its line.
    """
    columns: tuple[int, int] | None = None
    for number, cells in _rows(path):
        if columns is None:
            columns = _named_columns(cells, source_language, target_language)
            if columns is not None:
                continue
            if _is_of_others(cells, source_language, target_language):
                return
            columns = 0, 1
        if len(cells) <= max(columns) or not all(cells[c] for c in columns):
            what = "a comma" if _is_csv(path) else "a tab"
            raise InputError(f"{path}, line {number}: a row needs a source term, {what} and a target term")
        yield cells[columns[0]], cells[columns[1]], False


def _is_csv(path: Path) -> bool:
    return without_compression(path).suffix.lower() == ".csv"


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Line numbers and cells."""
    lines = ((n, line) for n, line in text_lines(path) if line.strip() and not line.startswith("#"))
    delimiter = ""
    for number, line in lines:
        if not _is_csv(path):
            yield number, [cell.strip() for cell in line.split("\t")]
            continue
        delimiter = delimiter or max(",;\t", key=line.count)
        try:
            # Terms have no newlines inside; a row is a line.
            [cells] = csv.reader([line], delimiter=delimiter, strict=True)
        except csv.Error as error:
            raise InputError(f"{path}, line {number}: not CSV ({error})") from None
        yield number, [cell.strip() for cell in cells]


def _named_columns(cells: list[str], source_language: str, target_language: str) -> tuple[int, int] | None:
    names = [cell.lower() for cell in cells]
    if "source" in names and "target" in names:
        return names.index("source"), names.index("target")
    codes = [primary_language(language_named(name) or name) for name in names]
    wanted = primary_language(source_language), primary_language(target_language)
    if all(code in codes for code in wanted) and wanted[0] != wanted[1]:
        return codes.index(wanted[0]), codes.index(wanted[1])
    return None


def _is_of_others(cells: list[str], source_language: str, target_language: str) -> bool:
    """Whether the first row says that the table is in other languages."""
    codes = {primary_language(language_named(cell) or cell.lower()) for cell in cells}
    wanted = {primary_language(source_language), primary_language(target_language)}
    return len(wanted) == 2 and len({code for code in codes if english_name(code) != code}) > 1
