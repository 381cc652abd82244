"""Glossaries by the suffixes of their files."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import InputError
from toolkit.files import open_input, without_compression
from toolkit.formats import format_of
from toolkit.formats.registry import is_unit_file
from toolkit.terms import table, tbx
from toolkit.text.typography import fold

_TABLES = (".tsv", ".tab", ".txt", ".utf8", ".csv")


@dataclass(slots=True, frozen=True)
class Term:
    """A term and its translations.

    Attributes:
        source: as it was given.
        targets: translations that are allowed, the preferred one first; none where the glossary only forbids.
        forbidden: translations that are not to be used.
    """

    source: str
    targets: tuple[str, ...]
    forbidden: tuple[str, ...] = ()


def read_glossary(path: Path, source_language: str, target_language: str) -> list[Term]:
    """Read a glossary.

    TBX is told by its suffix or its root element, tables (``.tsv``, ``.tab``, ``.txt``, ``.utf8``, ``.csv``) have a
    term a row, see :mod:`toolkit.terms.table`; any other bitext (TMX, XLIFF, PO ...) will do as well. Files may be
    packed.

    Args:
        path: the file.
        source_language, target_language: codes, for files that hold several languages.

    Returns:
        Terms in the order of the file, a source that comes again (case aside) with all its translations.

    Raises:
        InputError: the file cannot be read, a row of it is none, or it has no terms in these languages.
    """
    suffix = without_compression(path).suffix.lower()
    if suffix == ".tbx" or (not is_unit_file(path) and _is_tbx(path)):
        found = tbx.read(path, source_language, target_language)
    elif suffix in _TABLES or not is_unit_file(path):
        found = table.read(path, source_language, target_language)
    else:
        units = format_of(path).read(path, source_language, target_language)
        found = ((unit.source.strip(), unit.target.strip(), False) for unit in units)
    sources: dict[str, str] = {}
    targets: dict[str, dict[str, bool]] = {}
    for source, target, forbidden in found:
        if source and target:
            key = fold(source).lower()
            sources.setdefault(key, source)
            # What is allowed in one entry and forbidden in another is allowed: the two are about different things.
            known = targets.setdefault(key, {})
            known[target] = forbidden and known.get(target, True)
    if not sources:
        raise InputError(
            f"{path}: no terms from {source_language} to {target_language}; check the file and the languages"
        )
    return [
        Term(
            source,
            tuple(t for t, forbidden in targets[key].items() if not forbidden),
            tuple(t for t, forbidden in targets[key].items() if forbidden),
        )
        for key, source in sources.items()
    ]


def _is_tbx(path: Path) -> bool:
    """Whether a file begins as TBX does, whatever its name."""
    with open_input(path) as file:
        start = file.read(4_096)
    if not start.lstrip(b"\xef\xbb\xbf\xff\xfe\xfe\xff \t\r\n\0").startswith((b"<", b"\0<")):
        return False
    return re.search(rb"<(?:\w+:)?(?:martif|tbx|TBX)[\s>]", start.replace(b"\0", b"")) is not None


def preferred(terms: Iterable[Term]) -> dict[str, str]:
    """The first translation of each term that has one, by source."""
    return {term.source: term.targets[0] for term in terms if term.targets}
