"""Moses pairs: two plain files, a segment a line, ``NAME.fr`` and ``NAME.en``, also packed (``NAME.fr.gz``)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from pathlib import Path

from toolkit.errors import InputError
from toolkit.files import COMPRESSED, open_output, text_lines, without_compression
from toolkit.formats.base import WriteReport
from toolkit.units import Origin, TranslationUnit

_BREAK = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+|[\x00-\x08\x0e-\x1b\x1f]+")
_CODE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?")


def other_side(path: Path) -> Path | None:
    """The one file beside another whose name differs in a language code at its end; None if it is not one."""
    plain = without_compression(path)
    code = plain.suffix.removeprefix(".")
    if not _CODE.fullmatch(code) or not path.parent.is_dir():
        return None
    stem = plain.name.removesuffix(f".{code}")
    found = []
    for other in path.parent.glob(f"{_escape(stem)}.*"):
        language = without_compression(other).suffix.removeprefix(".")
        if other != path and _CODE.fullmatch(language) and without_compression(other).name == f"{stem}.{language}":
            found.append(other)
    return found[0] if len(found) == 1 else None


def _escape(name: str) -> str:
    return re.sub(r"([*?\[])", r"[\1]", name)


def language_of(path: Path) -> str:
    """Code at the end of a side's name."""
    return without_compression(path).suffix.removeprefix(".")


def write_path(units: Iterable[TranslationUnit], path: Path, source_language: str, target_language: str) -> WriteReport:
    """Write ``PATH.<source>`` and ``PATH.<target>``; of a path with a suffix of compression, ``PATH.<code>.gz``."""
    report = WriteReport()
    packed = path.suffix if path.suffix.lower() in COMPRESSED else ""
    stem = without_compression(path)
    if source_language == target_language:
        raise InputError(f"{path}: both sides are '{source_language}'; the files of a Moses pair are named by language")
    places = [stem.with_name(f"{stem.name}.{code}{packed}") for code in (source_language, target_language)]
    with open_output(places[0]) as left, open_output(places[1]) as right:
        for unit in units:
            sides = [_BREAK.sub(" ", text) for text in (unit.source, unit.target)]
            if sides != [unit.source, unit.target]:
                report.notes["units whose newlines or control characters became spaces"] += 1
            for file, text in zip((left, right), sides, strict=True):
                file.write((text + "\n").encode("utf-8", "replace"))
            report.units += 1
    return report


def read(
    path: Path, source_language: str | None = None, target_language: str | None = None
) -> Iterator[TranslationUnit]:
    """Read a pair by either of its files, or by their common stem when both languages are given.

    The named file is the source unless ``source_language`` says otherwise.

    Raises:
        InputError: the other side is not there, or one side ends before the other, with the line.
    """
    if not path.exists() and source_language and target_language:
        left, right = (path.with_name(f"{path.name}.{code}") for code in (source_language, target_language))
        if not left.exists() and left.with_name(f"{left.name}.gz").exists():
            left, right = (p.with_name(f"{p.name}.gz") for p in (left, right))
    else:
        other = other_side(path)
        if other is None and target_language and language_of(path) != target_language:
            named = path.with_name(path.name.replace(f".{language_of(path)}", f".{target_language}"))
            other = named if named.exists() else None
        if other is None:
            raise InputError(f"{path}: no single other side of the pair beside it; name its language with --to")
        left, right = path, other
        if source_language and language_of(path) != source_language and language_of(other) == source_language:
            left, right = other, path
    codes = language_of(left), language_of(right)
    for one, two in zip_longest(text_lines(left), text_lines(right)):
        if one is None or two is None:
            number = (one or two)[0]
            ended = left if one is None else right
            raise InputError(f"{ended}: ends before line {number} of the other side; the two do not belong together")
        yield TranslationUnit(str(one[0]), one[1], two[1], codes[0], codes[1], origin=Origin.HUMAN)
