"""Tab-separated values with a header: what spreadsheets and shell tools read.

Tabs, newlines and carriage returns inside a cell become spaces: a line is always a unit and a column always a field.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from toolkit.errors import InputError
from toolkit.files import read_text
from toolkit.units import Finding, Origin, TranslationUnit

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
# Every character that some reader takes for the end of a line.
_BREAK = re.compile(r"[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")


def write(units: Iterable[TranslationUnit], file: BinaryIO) -> int:
    """Write a header and units; return how many units."""
    file.write(("\t".join(COLUMNS) + "\n").encode())
    count = 0
    for unit in units:
        cells = (
            unit.id,
            unit.document,
            unit.kind,
            unit.origin.value,
            unit.source_language,
            unit.target_language,
            _number(unit.scores.get("alignment")),
            _number(unit.scores.get("model")),
            "; ".join(f"{f.check}: {f.reason}" for f in unit.findings),
            unit.source,
            unit.target,
        )
        file.write(("\t".join(_BREAK.sub(" ", c) for c in cells) + "\n").encode("utf-8", "replace"))
        count += 1
    return count


def read(path: Path) -> Iterator[TranslationUnit]:
    """Read units written by :func:`write`; columns may be missing or in another order, but source and target not.

    Raises:
        InputError: no header, or a line with another number of columns, named by its number.
    """
    lines = read_text(path).lstrip("\ufeff").split("\n")
    header = lines[0].rstrip("\r").split("\t")
    if not {"source", "target"} <= set(header):
        raise InputError(f"{path}, line 1: no columns 'source' and 'target'; give a header such as {' '.join(COLUMNS)}")
    for number, line in enumerate(lines[1:], 2):
        if not line.strip():
            continue
        cells = line.rstrip("\r").split("\t")
        if len(cells) != len(header):
            raise InputError(f"{path}, line {number}: {len(cells)} columns where the header has {len(header)}")
        row = dict(zip(header, cells, strict=True))
        unit = TranslationUnit(
            id=row.get("id") or str(number - 1),
            source=row["source"],
            target=row["target"],
            source_language=row.get("source_language", ""),
            target_language=row.get("target_language", ""),
            document=row.get("document", ""),
            kind=row.get("kind") or "body",
            origin=Origin(row.get("origin") or "machine"),
        )
        for name in ("alignment", "model"):
            if row.get(f"{name}_score"):
                unit.scores[name] = float(row[f"{name}_score"])
        for finding in filter(None, row.get("findings", "").split("; ")):
            check, _, reason = finding.partition(": ")
            unit.findings.append(Finding(check, reason))
        yield unit


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}"
