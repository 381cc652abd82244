"""JSON lines: one whole unit a line, nothing lost."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from toolkit.errors import InputError
from toolkit.files import text_lines
from toolkit.formats.base import WriteReport
from toolkit.units import TranslationUnit


def write(
    units: Iterable[TranslationUnit], file: BinaryIO, source_language: str = "", target_language: str = ""
) -> WriteReport:
    """Write units."""
    report = WriteReport()
    for unit in units:
        line = json.dumps(unit.to_dict(), ensure_ascii=False)
        try:
            file.write(line.encode() + b"\n")
        except UnicodeEncodeError:  # half of a surrogate pair is no text; an escape keeps it all the same
            file.write(json.dumps(unit.to_dict()).encode() + b"\n")
        report.units += 1
    return report


def read(
    path: Path, source_language: str | None = None, target_language: str | None = None
) -> Iterator[TranslationUnit]:
    """Read units, one line in memory at a time.

    Raises:
        InputError: a line that is not a unit, named by its number.
    """
    for number, line in text_lines(path):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
            if source_language and isinstance(data, dict):
                data.setdefault("source_language", source_language)
            if target_language and isinstance(data, dict):
                data.setdefault("target_language", target_language)
            unit = TranslationUnit.from_dict(data)
            if not isinstance(unit.source, str) or not isinstance(unit.target, str):
                raise TypeError("source and target must be text")
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise InputError(f"{path}, line {number}: not a translation unit ({error!r})") from None
        yield unit


def read_lines(file: Iterable[bytes]) -> Iterator[TranslationUnit]:
    """Units of lines that :func:`write` made, in a file of our own that needs no checks."""
    for line in file:
        yield TranslationUnit.from_dict(json.loads(line))
