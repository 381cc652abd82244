"""JSON lines: one whole unit a line, nothing lost."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from toolkit.errors import InputError
from toolkit.files import decode_text
from toolkit.units import TranslationUnit


def write(units: Iterable[TranslationUnit], file: BinaryIO) -> int:
    """Write units; return how many."""
    count = 0
    for unit in units:
        file.write(json.dumps(unit.to_dict(), ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")
        count += 1
    return count


def read(path: Path) -> Iterator[TranslationUnit]:
    """Read units, one line in memory at a time.

    Raises:
        InputError: a line that is not a unit, named by its number.
    """
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                if not line.strip():
                    continue
                try:
                    yield TranslationUnit.from_dict(json.loads(decode_text(line, f"{path}, line {number}")))
                except (ValueError, KeyError, TypeError, AttributeError) as error:
                    raise InputError(f"{path}, line {number}: not a translation unit ({error!r})") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from None
