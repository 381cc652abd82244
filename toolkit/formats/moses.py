"""Moses pairs: two plain files, a segment a line, ``NAME.fr`` and ``NAME.en``, also packed (``NAME.fr.gz``)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from pathlib import Path

from toolkit.errors import InputError
from toolkit.files import COMPRESSED, open_output, without_compression
from toolkit.formats.base import WriteReport
from toolkit.formats.lines import unit_lines
from toolkit.formats.selection import tell
from toolkit.languages.tags import lookup, same_language
from toolkit.units import Origin, PlaceId, TranslationUnit

_BREAK = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+|[\x00-\x08\x0e-\x1b\x1f]+")
_CODE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})*")
# Of the files beside a pair (OPUS has ids and scores), and of programs.
_NO_LANGUAGES = frozenset("ids xml txt tsv csv tmx xlf zip gz md py js go rb log bak tab out tmp src ref hyp".split())


def other_sides(path: Path) -> list[Path]:
    """Files beside another whose names differ from it in a language code at the end."""
    plain = without_compression(path)
    code = plain.suffix.removeprefix(".")
    if not _is_code(code) or not path.parent.is_dir():
        return []
    stem = plain.name.removesuffix(f".{code}")
    found = []
    for other in sorted(path.parent.glob(f"{_escape(stem)}.*")):
        language = without_compression(other).suffix.removeprefix(".")
        if other != path and _is_code(language) and without_compression(other).name == f"{stem}.{language}":
            found.append(other)
    return found


def _is_code(suffix: str) -> bool:
    return _CODE.fullmatch(suffix) is not None and suffix.lower() not in _NO_LANGUAGES


def _escape(name: str) -> str:
    return re.sub(r"([*?\[])", r"[\1]", name)


def language_of(path: Path) -> str:
    """Code at the end of a side's name."""
    return without_compression(path).suffix.removeprefix(".")


def places(path: Path, source_language: str, target_language: str) -> list[Path]:
    """The two files of a pair: ``PATH.<code>``; of a path with a suffix of compression, ``PATH.<code>.gz``.

    Raises:
        InputError: both languages are one.
    """
    if source_language == target_language:
        raise InputError(f"{path}: both sides are '{source_language}'; the files of a Moses pair are named by language")
    packed = path.suffix if path.suffix.lower() in COMPRESSED else ""
    stem = without_compression(path)
    return [stem.with_name(f"{stem.name}.{code}{packed}") for code in (source_language, target_language)]


def is_side_of(path: Path, stem: Path) -> bool:
    """Whether a file is one of a pair that is, or would be, named after a stem."""
    code = language_of(path)
    return _is_code(code) and places(stem, code, "")[0].resolve() == path.resolve()


def write_path(units: Iterable[TranslationUnit], path: Path, source_language: str, target_language: str) -> WriteReport:
    """Write :func:`places`."""
    report = WriteReport()
    one, two = places(path, source_language, target_language)
    with open_output(one) as left, open_output(two) as right:
        for unit in units:
            sides = [_BREAK.sub(" ", text) for text in (unit.source, unit.target)]
            if sides != [unit.source, unit.target]:
                report.notes["units whose newlines or control characters became spaces"] += 1
            for file, text in zip((left, right), sides, strict=True):
                if not report.units and text.startswith("\ufeff"):
                    text = "\ufeff" + text  # readers take the first for a byte order mark
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
    left, right = _pair(path, source_language, target_language)
    codes = language_of(left), language_of(right)
    lost: tuple[Counter[str], Counter[str]] = Counter(), Counter()
    for one, two in zip_longest(unit_lines(left, lost[0]), unit_lines(right, lost[1])):
        if one is None or two is None:
            number = (one or two)[0]
            ended = left if one is None else right
            raise InputError(f"{ended}: ends before line {number} of the other side; the two do not belong together")
        texts = [line.removesuffix("\n").removesuffix("\r") for _, line in (one, two)]
        unit = TranslationUnit(PlaceId(one[0]), texts[0], texts[1], codes[0], codes[1], origin=Origin.HUMAN)
        unit.line = one[0]
        yield unit
    tell(left, lost[0])
    tell(right, lost[1])


def _pair(path: Path, source_language: str | None, target_language: str | None) -> tuple[Path, Path]:
    """The files of the source and of the target."""
    if not path.exists() and source_language and target_language:
        stem = path.with_name(f"{path.name}.{source_language}")
        beside = {language_of(p): p for p in sorted(path.parent.glob(f"{_escape(path.name)}.*")) if p != path}
        codes = [code for code in beside if _is_code(code)]
        found = [lookup(language, codes) for language in (source_language, target_language)]
        if found[0] is None or found[1] is None:
            raise InputError(
                f"{stem if found[0] is None else path}: no such file; the languages beside it are: "
                f"{', '.join(codes) or 'none'}"
            )
        return beside[found[0]], beside[found[1]]
    others = other_sides(path)
    own = language_of(path)
    for wanted in (target_language, source_language):
        if len(others) > 1 and wanted and not same_language(own, wanted):
            best = lookup(wanted, [language_of(p) for p in others])
            others = [p for p in others if language_of(p) == best]
    if len(others) != 1:
        there = ", ".join(language_of(p) for p in others)
        hint = f" ({there})" if there else ""
        raise InputError(f"{path}: no single other side of the pair beside it{hint}; name its language with --to")
    turned = source_language and not same_language(own, source_language)
    if turned and same_language(language_of(others[0]), source_language or ""):
        return others[0], path
    return path, others[0]
