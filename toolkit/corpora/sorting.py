"""Sorting a corpus of any size: sorted runs on disk, merged."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import Any

from toolkit.errors import InputError
from toolkit.formats import jsonl
from toolkit.registry import unknown
from toolkit.units import TranslationUnit

RUN = 100_000
#: Names of keys and what they take from a unit; numbers that a unit does not have come last.
KEYS: dict[str, Callable[[TranslationUnit], Any]] = {
    "id": lambda u: u.id,
    "document": lambda u: (u.document, u.paragraph if u.paragraph is not None else 1 << 30),
    "source": lambda u: u.source,
    "target": lambda u: u.target,
    "length": lambda u: len(u.source) + len(u.target),
}


def key_of(name: str) -> Callable[[TranslationUnit], Any]:
    """Key by name; ``score:NAME`` takes a score.

    Raises:
        InputError: no such key.
    """
    if name in KEYS:
        return KEYS[name]
    kind, _, score = name.partition(":")
    if kind == "score" and score:
        return lambda u: (score not in u.scores, u.scores.get(score, 0.0))
    raise InputError(unknown("sort key", name, (*KEYS, "score:NAME")))


def sort_units(
    units: Iterable[TranslationUnit], key: str, reverse: bool = False, run: int = RUN
) -> Iterator[TranslationUnit]:
    """Units in the order of a key, equal ones as they came; at most ``run`` of them in memory.

    Raises:
        InputError: no such key.
    """
    wanted = key_of(key)
    stream = iter(units)
    block = list(islice(stream, run))
    block.sort(key=wanted, reverse=reverse)
    if len(block) < run:
        yield from block
        return
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bitext-sort-")))
        runs: list[Path] = []
        while block:
            path = folder / f"{len(runs)}.jsonl"
            with path.open("wb") as file:
                jsonl.write(block, file)
            runs.append(path)
            block = list(islice(stream, run))
            block.sort(key=wanted, reverse=reverse)
        yield from heapq.merge(*map(_read_run, runs), key=wanted, reverse=reverse)


def _read_run(path: Path) -> Iterator[TranslationUnit]:
    with path.open("rb") as file:
        yield from jsonl.read_lines(file)
