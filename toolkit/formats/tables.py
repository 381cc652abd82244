"""What TSV and CSV have in common: columns and their meaning."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass

from toolkit.errors import InputError
from toolkit.formats.column_names import column_name, text_columns
from toolkit.languages.names import language_named
from toolkit.languages.tags import canonical, lookup, names_language, same_language
from toolkit.units import Finding, Origin, PlaceId, TranslationUnit
from toolkit.wording import counted

COLUMNS = (
    "id",
    "document",
    "kind",
    "origin",
    "source_language",
    "target_language",
    "alignment_score",
    "model_score",
    "findings",
    "source",
    "target",
)
_SCORES = ("alignment", "model")


def to_row(unit: TranslationUnit) -> tuple[str, ...]:
    """Cells of a unit in the order of :data:`COLUMNS`."""
    return (
        unit.id,
        unit.document,
        unit.kind,
        unit.origin.value,
        unit.source_language,
        unit.target_language,
        *(f"{unit.scores[name]:.4f}" if name in unit.scores else "" for name in _SCORES),
        "; ".join(f"{f.check}: {f.reason}" for f in unit.findings),
        unit.source,
        unit.target,
    )


def has_columns_missing(unit: TranslationUnit) -> bool:
    """Whether a unit has scores that the table has no column for, or properties."""
    return any(unit.properties.values()) or any(name not in _SCORES for name in unit.scores)


@dataclass(slots=True)
class Header:
    """Columns of a table.

    Attributes:
        names: of the columns; those of the two texts are ``source`` and ``target``.
        languages: of the texts, where the header says them.
        is_row: it is a row of units already, since the table has no header.
    """

    names: list[str]
    languages: tuple[str | None, str | None] = (None, None)
    is_row: bool = False


@dataclass(slots=True)
class Record:
    """A row of a table, or a line of it that is none.

    Attributes:
        raw: as it stands in the file, with its line end, less control characters.
        cells: of the row, or of the header.
        header: of the table, once it is known.
        unit: of a row of units.
        delimiter: between the cells.
    """

    raw: str
    cells: list[str] | None = None
    header: Header | None = None
    unit: TranslationUnit | None = None
    delimiter: str = "\t"


def read_header(cells: list[str], where: str, wanted: tuple[str | None, str | None]) -> Header:
    """Find the two texts in the first row of a table.

    Columns are called ``source`` and ``target``, in any case, or what else people call these
    (:mod:`toolkit.formats.column_names`), or by the codes or names of their languages; two columns that are called
    otherwise are no header.

    Args:
        cells: of the first row.
        where: for messages.
        wanted: languages, where they were asked for.

    Raises:
        InputError: names the columns that are wanted.
    """
    names = [cell.strip() for cell in cells]
    small = [name.lower() for name in names]
    while len(small) > 2 and not small[-1]:  # spreadsheets put separators behind the last column
        small.pop()
        names.pop()
    if "source" in small and "target" in small:
        known = {*COLUMNS, *(f"{score}_score" for score in _SCORES)}
        return Header([low if low in known else name for low, name in zip(small, names, strict=True)])
    told = text_columns(names)
    if told is not None:
        return Header(
            [low if low in COLUMNS else name for low, name in zip(map(str.lower, told[0]), told[0], strict=True)],
            told[1],
        )
    named = [language_named(name) or column_name(name).language for name in names]
    if len(set(filter(None, named))) > 1:
        names = [code or name for code, name in zip(named, names, strict=True)]
    found = _language_columns(names, wanted, where)
    if found is not None:
        first, second = found
        languages = names[first], names[second]
        known_names = [low if low in COLUMNS else name for low, name in zip(small, names, strict=True)]
        known_names[first], known_names[second] = "source", "target"
        return Header(known_names, languages)
    if len(names) == 2:
        return Header(["source", "target"], is_row=True)
    raise InputError(f"{where}: no columns 'source' and 'target'; give a header such as {' '.join(COLUMNS)}")


def _language_columns(names: list[str], wanted: tuple[str | None, str | None], where: str) -> tuple[int, int] | None:
    """Numbers of the two columns that are called by languages."""
    # A column of ids is not in Indonesian, unless that is asked for.
    columns = [
        n
        for n, name in enumerate(names)
        if names_language(name) and (name.lower() not in COLUMNS or canonical(name) in wanted)
    ]
    if len(names) == 2 and not (len(columns) == 2 and all(_is_code(name, wanted) for name in names)):
        return None
    if len(columns) < 2 or len({canonical(names[n]) for n in columns}) < len(columns):
        return None
    chosen: list[int | None] = []
    for language in wanted:
        best = lookup(language, [names[n] for n in columns]) if language else None
        chosen.append(names.index(best) if best is not None else None)
    source, target = chosen
    rest = [n for n in columns if n not in chosen]
    if source is None and rest:
        source = rest.pop(0)
    if target is None and len(rest) == 1:
        target = rest[0]
    if source is None or target is None or source == target:
        there = ", ".join(names[n] for n in columns)
        raise InputError(f"{where}: columns in several languages ({there}); choose two by --from and --to")
    return source, target


def _is_code(name: str, wanted: tuple[str | None, str | None]) -> bool:
    """Whether a cell is a code and not a short word: of two or three letters, or the language that is asked for."""
    plain = name.replace("_", "-").split("-")[0]
    return (
        len(plain) == 2
        or (len(plain) == 3 and plain.islower())
        or any(language and same_language(name, language) for language in wanted)
    )


def from_row(
    header: Header,
    cells: list[str],
    number: int,
    where: str,
    lost: Counter[str],
    commas: bool = False,
) -> TranslationUnit:
    """Unit of a row.

    Args:
        header: its columns; unknown ones become properties.
        cells: of the row.
        number: of the row, the id where none is given.
        where: for messages.
        lost: gets what was kept in another place.
        commas: whether numbers may have decimal commas.

    Raises:
        InputError: wrong number of cells, or one that cannot be what its column says.
    """
    names = header.names
    while len(cells) > len(names) and not cells[-1].strip():
        cells = cells[:-1]
    if len(cells) != len(names):
        raise InputError(f"{where}: {counted(len(cells), 'column')} where the header has {len(names)}")
    row = dict(zip(names, cells, strict=True))
    unit = TranslationUnit(
        id=row.get("id") or PlaceId(number),
        source=row["source"],
        target=row["target"],
        source_language=row.get("source_language") or header.languages[0] or "",
        target_language=row.get("target_language") or header.languages[1] or "",
        document=row.get("document", ""),
        kind=row.get("kind") or "body",
    )
    # Who says nothing of a machine has none: its checks would flag a person's rarer words.
    unit.origin = Origin.HUMAN
    origin = (row.get("origin") or "").strip()
    if origin.lower() in _ORIGINS:
        unit.origin = Origin(origin.lower())
    elif origin:
        unit.properties["origin"] = origin
        lost["origins that are not ours, kept as a property"] += 1
    for finding in filter(None, row.get("findings", "").split("; ")):
        check, _, reason = finding.partition(": ")
        unit.findings.append(Finding(check, reason))
    for name, cell in row.items():
        if name.endswith("_score") and cell.strip():
            _take_score(unit, name, cell.strip(), where, lost, commas)
        elif name not in COLUMNS and cell:
            unit.properties[name] = cell
    return unit


def _take_score(unit: TranslationUnit, name: str, cell: str, where: str, lost: Counter[str], commas: bool) -> None:
    decimal = _DECIMAL_COMMA.fullmatch(cell)
    if decimal and not commas:
        unit.properties[name] = cell
        lost["scores with a decimal comma, kept as a property"] += 1
        return
    try:
        value = float(cell.replace(",", ".") if decimal else cell)
        if not math.isfinite(value):
            raise ValueError(f"score {cell}")
    except ValueError as error:
        raise InputError(f"{where}: {error} in column '{name}'; mend that cell") from None
    unit.scores[name.removesuffix("_score")] = value


_DECIMAL_COMMA = re.compile(r"[-+]?\d*,\d+(?:[eE][-+]?\d+)?")
_ORIGINS = frozenset(origin.value for origin in Origin)
