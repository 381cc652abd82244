"""Reading bitext for training: TSV (also .gz, .xz), JSONL units, Moses pairs."""

from __future__ import annotations

import gzip
import lzma
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import IO

from toolkit.errors import InputError
from toolkit.formats import jsonl


def read_pairs(path: Path, from_code: str, to_code: str) -> Iterator[tuple[str, str]]:
    """Read (source, target) pairs, one at a time.

    ``NAME.<from_code>`` is one side of a Moses pair, whose other side must lie beside it; ``.jsonl`` holds our units;
    anything else is taken for lines of ``source<TAB>target``.

    Raises:
        InputError: a file is missing, a line has not two columns, or Moses sides differ in length.
    """
    name = path.name.removesuffix(".gz").removesuffix(".xz")
    if name.endswith(".jsonl"):
        yield from ((u.source, u.target) for u in jsonl.read(path))
        return
    if name.endswith(f".{from_code}"):
        other = path.with_name(path.name.replace(f".{from_code}", f".{to_code}"))
        with _open(path) as left, _open(other) as right:
            for number, (source, target) in enumerate(zip_longest(left, right), 1):
                if source is None or target is None:
                    raise InputError(f"{path} and {other}: one ends before line {number}; they do not belong together")
                yield source.rstrip("\n"), target.rstrip("\n")
        return
    with _open(path) as lines:
        for number, line in enumerate(lines, 1):
            columns = line.rstrip("\n").split("\t")
            if len(columns) != 2:
                raise InputError(f"{path}, line {number}: {len(columns)} columns where source and target are wanted")
            yield columns[0], columns[1]


def _open(path: Path) -> IO[str]:
    try:
        if path.suffix == ".xz":
            return lzma.open(path, "rt", encoding="utf-8", errors="replace")
        if path.suffix == ".gz":
            return gzip.open(path, "rt", encoding="utf-8", errors="replace")
        return path.open(encoding="utf-8", errors="replace")
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from None
