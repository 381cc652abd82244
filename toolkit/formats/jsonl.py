"""JSON lines: one whole unit a line, nothing lost."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from toolkit.errors import InputError
from toolkit.formats.base import WriteReport
from toolkit.formats.lines import unit_lines
from toolkit.formats.selection import tell
from toolkit.formats.shapes import as_unit_row
from toolkit.units import Finding, Origin, TranslationUnit


def write(
    units: Iterable[TranslationUnit], file: BinaryIO, source_language: str = "", target_language: str = ""
) -> WriteReport:
    """Write units."""
    report = WriteReport()
    for unit in units:
        if any(not math.isfinite(value) for value in unit.scores.values()):
            unit.scores = {name: value for name, value in unit.scores.items() if math.isfinite(value)}
            report.notes["units with a score that is no finite number, which JSON cannot hold"] += 1
        file.write(line_of(unit))
        report.units += 1
    return report


def line_of(unit: TranslationUnit) -> bytes:
    """A unit as a line."""
    try:
        return json.dumps(unit.to_dict(), ensure_ascii=False).encode() + b"\n"
    except UnicodeEncodeError:  # half of a surrogate pair is no text; an escape keeps it all the same
        return json.dumps(unit.to_dict()).encode() + b"\n"


def read(
    path: Path, source_language: str | None = None, target_language: str | None = None
) -> Iterator[TranslationUnit]:
    """Read units, one line in memory at a time.

    An id that is a number becomes text, one that is missing is the number of the line; scores that are no finite
    numbers are left out and counted; fields that are not ours become properties. Texts may be called otherwise, see
    :mod:`toolkit.formats.shapes`.

    Raises:
        InputError: a line that is not a unit, named by its number and the field.
    """
    lost: Counter[str] = Counter()
    for number, line in unit_lines(path, lost):
        if not line.strip():
            continue
        where = f"{path}, line {number}"
        try:
            data = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise InputError(f"{where}: not JSON ({error}); mend that line") from None
        if isinstance(data, dict):
            data = as_unit_row(data, where, (source_language, target_language))
        unit = unit_of(data, str(number), where, lost)
        unit.line = number
        yield unit
    tell(path, lost)


def unit_of(data: Any, number: str, where: str, lost: Counter[str]) -> TranslationUnit:
    """Unit of a JSON value from anywhere.

    Args:
        data: what :meth:`toolkit.units.TranslationUnit.to_dict` gives, or less.
        number: id where there is none.
        where: for messages.
        lost: gets what was left out.

    Raises:
        InputError: a field is missing or holds another type, with the field.
    """
    if not isinstance(data, dict):
        raise InputError(f"{where}: not a translation unit ({_shown(data)} where an object is wanted)")
    for name in ("source", "target"):
        if name not in data:
            raise InputError(f"{where}: not a translation unit (no field '{name}')")
    texts = {name: _text(data, name, where) for name in _TEXTS}
    unit = TranslationUnit(
        _id(data, number, where),
        texts["source"],
        texts["target"],
        texts["source_language"],
        texts["target_language"],
        texts["document"],
        texts["kind"] or "body",
    )
    unit.paragraph = _whole(data, "paragraph", where)
    unit.source_segments = _segments(data, "source_segments", where)
    unit.target_segments = _segments(data, "target_segments", where)
    unit.origin = Origin.HUMAN
    origin = texts["origin"]
    if origin in _ORIGINS:
        unit.origin = Origin(origin)
    elif origin:
        unit.properties["origin"] = origin
        lost["origins that are not ours, kept as a property"] += 1
    for name, value in _object(data, "scores", where).items():
        if isinstance(value, bool) or not isinstance(value, int | float | None):
            raise InputError(f"{where}: score '{name}' is {_shown(value)}, a number is wanted")
        if value is None or not _is_finite(value):
            lost["scores that are no finite number left out"] += 1
        else:
            unit.scores[str(name)] = float(value)
    for finding in _list(data, "findings", where):
        if not isinstance(finding, dict) or not all(isinstance(finding.get(k), str) for k in ("check", "reason")):
            raise InputError(f"{where}: field 'findings' holds {_shown(finding)}, a check and a reason are wanted")
        unit.findings.append(Finding(finding["check"], finding["reason"]))
    for name, value in _object(data, "properties", where).items():
        unit.properties[str(name)] = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    for name in data.keys() - _FIELDS:
        if data[name] is not None and str(name) not in unit.properties:
            value = data[name]
            unit.properties[str(name)] = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return unit


_TEXTS = ("source", "target", "source_language", "target_language", "document", "kind", "origin")
_ORIGINS = frozenset(origin.value for origin in Origin)
_FIELDS = frozenset(
    {*_TEXTS, "id", "paragraph", "source_segments", "target_segments", "scores", "findings", "properties"}
)


def _is_finite(value: float) -> bool:
    try:
        return math.isfinite(value)
    except OverflowError:  # a whole number of hundreds of digits
        return False


def _shown(value: Any) -> str:
    return "null" if value is None else f"{type(value).__name__} {json.dumps(value, ensure_ascii=True)[:60]}"


def _id(data: dict[str, Any], number: str, where: str) -> str:
    value = data.get("id")
    if value is None or value == "":
        return number
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise InputError(f"{where}: field 'id' is {_shown(value)}, text is wanted")
    return str(value)


def _text(data: dict[str, Any], name: str, where: str) -> str:
    value = data.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise InputError(f"{where}: field '{name}' is {_shown(value)}, text is wanted")
    return value


def _whole(data: dict[str, Any], name: str, where: str) -> int | None:
    value = data.get(name)
    if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
        raise InputError(f"{where}: field '{name}' is {_shown(value)}, a whole number is wanted")
    return value


def _list(data: dict[str, Any], name: str, where: str) -> list[Any]:
    value = data.get(name)
    if value is not None and not isinstance(value, list):
        raise InputError(f"{where}: field '{name}' is {_shown(value)}, a list is wanted")
    return value or []


def _segments(data: dict[str, Any], name: str, where: str) -> tuple[int, ...]:
    values = _list(data, name, where)
    if any(isinstance(v, bool) or not isinstance(v, int) for v in values):
        raise InputError(f"{where}: field '{name}' is {_shown(values)}, whole numbers are wanted")
    return tuple(values)


def _object(data: dict[str, Any], name: str, where: str) -> dict[Any, Any]:
    value = data.get(name)
    if value is not None and not isinstance(value, dict):
        raise InputError(f"{where}: field '{name}' is {_shown(value)}, an object is wanted")
    return value or {}


def read_lines(file: Iterable[bytes]) -> Iterator[TranslationUnit]:
    """Units of lines that :func:`write` made, in a file of our own that needs no checks."""
    for line in file:
        yield TranslationUnit.from_dict(json.loads(line))
