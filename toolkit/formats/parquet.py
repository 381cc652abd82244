"""Apache Parquet with typed columns, for data frames and Ray; needs the extra ``[parquet]``."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from toolkit.errors import InputError, MissingExtraError
from toolkit.formats.base import WriteReport
from toolkit.formats.jsonl import unit_of
from toolkit.formats.selection import tell
from toolkit.formats.shapes import as_unit_row
from toolkit.meter import metered
from toolkit.units import TranslationUnit

_GROUP = 20_000
_MAPS = ("scores", "properties")
_MADE_OF = b"bitext.made_of"


def _arrow() -> Any:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise MissingExtraError("Parquet files need pyarrow; pip install 'bitext-toolkit[parquet]'") from None
    return pyarrow


def schema() -> Any:
    """Types of the columns.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    pa = _arrow()
    text = [(name, pa.string()) for name in ("id", "document", "kind", "origin", "source_language", "target_language")]
    finding = pa.struct([("check", pa.string()), ("reason", pa.string())])
    return pa.schema(
        [
            *text,
            ("source", pa.string()),
            ("target", pa.string()),
            ("paragraph", pa.int32()),
            ("source_segments", pa.list_(pa.int32())),
            ("target_segments", pa.list_(pa.int32())),
            ("scores", pa.map_(pa.string(), pa.float64())),
            ("findings", pa.list_(finding)),
            ("properties", pa.map_(pa.string(), pa.string())),
        ]
    )


def to_table(units: Iterable[TranslationUnit]) -> Any:
    """Arrow table of some units."""
    rows = []
    for unit in units:
        row = unit.to_dict()
        rows.append(row | {name: list(row[name].items()) for name in _MAPS})
    return _arrow().Table.from_pylist(rows, schema=schema())


def from_rows(rows: Iterable[dict[str, Any]]) -> Iterator[TranslationUnit]:
    """Units of rows as Arrow gives them."""
    for row in rows:
        yield TranslationUnit.from_dict({**row, **{name: dict(row.get(name) or ()) for name in _MAPS}})


def write(
    units: Iterable[TranslationUnit],
    file: BinaryIO,
    source_language: str = "",
    target_language: str = "",
    made_of: str = "",
) -> WriteReport:
    """Write units in groups of 20,000 rows.

    Args:
        made_of: what :func:`read_made_of` shall give.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    pa = _arrow()
    report = WriteReport()
    stream = iter(units)
    columns = schema().with_metadata({_MADE_OF: made_of}) if made_of else schema()
    with pa.parquet.ParquetWriter(file, columns, compression="zstd") as writer:
        while group := list(islice(stream, _GROUP)):
            writer.write_table(to_table(group))
            report.units += len(group)
    return report


def read_made_of(path: Path) -> str:
    """What a file says it was made of; empty if it says nothing or is no Parquet file."""
    pa = _arrow()
    try:
        found = (pa.parquet.read_schema(path).metadata or {}).get(_MADE_OF, b"")
    except (OSError, pa.ArrowException):
        return ""
    return str(found.decode("utf-8", "replace"))


def read(
    path: Path, source_language: str | None = None, target_language: str | None = None
) -> Iterator[TranslationUnit]:
    """Read units, a group of rows in memory at a time; columns other than source and target may be missing.

    Texts may be called otherwise, see :mod:`toolkit.formats.shapes`.

    Raises:
        InputError: not Parquet, or without the two texts.
        MissingExtraError: pyarrow is not installed.
    """
    pa = _arrow()
    try:
        with path.open("rb") as raw, metered(path, raw), pa.parquet.ParquetFile(raw, pre_buffer=False) as file:
            ours = {"source", "target"} <= set(file.schema_arrow.names)
            number, lost = 0, Counter[str]()
            for batch in file.iter_batches(2_000):
                for row in batch.to_pylist():
                    number += 1
                    if not ours:
                        where = f"{path}, row {number}"
                        shaped = as_unit_row(row, where, (source_language, target_language))
                        yield unit_of(json.loads(json.dumps(shaped, default=str)), str(number), where, lost)
                        continue
                    filled = {k: v for k, v in row.items() if v is not None}
                    filled.setdefault("id", str(number))
                    filled.setdefault("source", "")
                    filled.setdefault("target", "")
                    filled.setdefault("source_language", source_language or "")
                    filled.setdefault("target_language", target_language or "")
                    yield from from_rows([filled])
        tell(path, lost)
    except (OSError, pa.ArrowException, ValueError, TypeError, KeyError) as error:
        if isinstance(error, FileNotFoundError):
            raise InputError(f"{path}: no such file; check the path") from None
        raise InputError(f"{path}: not a Parquet file of units ({str(error).splitlines()[0]})") from None
