"""Many files as one stream of units."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from toolkit.corpora.folder import UNITS
from toolkit.errors import InputError
from toolkit.formats import format_of, is_unit_file
from toolkit.units import TranslationUnit


def unit_files(paths: Iterable[Path], read_as: str | None = None) -> list[Path]:
    """Files of units: each path itself; of a corpus folder its units; of another folder all unit files below, sorted.

    A path that does not exist but holds ``*``, ``?`` or ``[`` is a pattern.

    Raises:
        InputError: no such file, or none in a folder.
    """
    found: list[Path] = []
    for path in paths:
        if not path.exists() and glob.has_magic(str(path)):
            matches = sorted(Path(p) for p in glob.glob(str(path), recursive=True))
            if not matches:
                raise InputError(f"{path}: no file matches this pattern")
            found += unit_files(matches, read_as)
        elif (path / UNITS).is_file():
            found.append(path / UNITS)
        elif path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.is_file() and is_unit_file(p))
            if not inside:
                raise InputError(f"{path}: no file of units in this folder (.tmx, .tsv, .jsonl …)")
            found += inside
        else:
            # The format is looked at now, so that a wrong name is told of before long work.
            if not path.exists() and read_as != "moses":
                raise InputError(f"{path}: no such file or folder; check the path")
            format_of(path, read_as)
            found.append(path)
    return found


def read_all(
    files: Sequence[Path],
    source_language: str | None = None,
    target_language: str | None = None,
    read_as: str | None = None,
) -> Iterator[TranslationUnit]:
    """Units of all files, one after the other.

    With several files, ids get the file's name before them when they would not be unique across files otherwise, and
    units without a document get the file's name for one.
    """
    for path in files:
        yield from read_units(path, len(files) > 1, source_language, target_language, read_as)


def read_units(
    path: Path,
    several: bool = False,
    source_language: str | None = None,
    target_language: str | None = None,
    read_as: str | None = None,
) -> Iterator[TranslationUnit]:
    """Units of a file; with ``several``, as one of several files, see :func:`read_all`."""
    for unit in format_of(path, read_as).read(path, source_language, target_language):
        if several and not unit.document:
            unit.document = path.name
            unit.id = f"{path.name}-{unit.id}"
        yield unit
