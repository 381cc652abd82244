"""Many files as one stream of units."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from toolkit.corpora.folder import CorpusFolder
from toolkit.errors import InputError
from toolkit.files import text_digest
from toolkit.formats import format_of, is_unit_file
from toolkit.formats.selection import Selection, tell
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
        elif CorpusFolder(path).units.is_file():
            found.append(CorpusFolder(path).units)
        elif path.is_dir():
            # Hidden files are not a user's corpora, but ledgers of runs and files half written.
            inside = sorted(
                p
                for p in path.rglob("*")
                if p.is_file()
                and is_unit_file(p)
                and not any(part.startswith(".") for part in p.relative_to(path).parts)
            )
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

    With several files, ids that came before get the file's name in front, or a number behind them, and units without a
    document get the file's name for one. A file without a unit in the wanted languages is told of; if none has one,
    that is an error.

    Raises:
        InputError: a file cannot be read, or no file has a unit in the wanted languages.
    """
    selection = Selection(source_language, target_language)
    several = len(files) > 1
    used: set[bytes] = set()
    for path in files:
        before = selection.kept
        for unit in format_of(path, read_as).select(path, selection, source_language, target_language):
            if several:
                _set_apart(unit, path, used)
            yield unit
        if selection.kept == before and several and (source_language or target_language):
            tell(path, {"file without a unit in the wanted languages": 1})
    selection.finish(", ".join(map(str, files[:3])) + (" …" if len(files) > 3 else ""))


def _set_apart(unit: TranslationUnit, path: Path, used: set[bytes]) -> None:
    """Give a unit of one of several files an id that no other has."""
    if not unit.document:
        unit.document = path.name
        unit.id = f"{path.name}-{unit.id}"
    if text_digest(unit.id) in used:
        name, number = f"{path.name}-{unit.id}", 1
        unit.id = name
        while text_digest(unit.id) in used:
            number += 1
            unit.id = f"{name}-{number}"
    used.add(text_digest(unit.id))


def read_units(
    path: Path,
    several: bool = False,
    source_language: str | None = None,
    target_language: str | None = None,
    read_as: str | None = None,
) -> Iterator[TranslationUnit]:
    """Units of a file; with ``several``, as one of several files: without a document, they get the file's name."""
    for unit in format_of(path, read_as).read(path, source_language, target_language):
        if several and not unit.document:
            unit.document = path.name
            unit.id = f"{path.name}-{unit.id}"
        yield unit
