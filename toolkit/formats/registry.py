"""Formats by name and by file suffix."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from toolkit.errors import InputError
from toolkit.units import TranslationUnit

Writer = Callable[[Iterable[TranslationUnit], BinaryIO], int]
Reader = Callable[[Path], Iterator[TranslationUnit]]


@dataclass(slots=True, frozen=True)
class Format:
    """A file format.

    Attributes:
        name: as given to ``--format``.
        suffix: of its files, with the dot.
        module: where its ``write`` and, when it can be read, ``read`` are.
    """

    name: str
    suffix: str
    module: str

    def writer(self) -> Writer:
        """Function that writes units to a binary file and returns how many."""
        function: Writer = import_module(self.module).write
        return function

    def reader(self) -> Reader:
        """Generator function that reads units from a path."""
        function: Reader = import_module(self.module).read
        return function


FORMATS = {
    f.name: f
    for f in (
        Format("tmx", ".tmx", "toolkit.formats.tmx"),
        Format("tsv", ".tsv", "toolkit.formats.tsv"),
        Format("jsonl", ".jsonl", "toolkit.formats.jsonl"),
    )
}


def format_of(path: Path, name: str | None = None) -> Format:
    """Find a format by name or else by the suffix of a path.

    Raises:
        InputError: unknown name or suffix.
    """
    if name is not None:
        if name not in FORMATS:
            raise InputError(f"no format '{name}'; there is {', '.join(FORMATS)}")
        return FORMATS[name]
    for candidate in FORMATS.values():
        if path.name.lower().endswith(candidate.suffix):
            return candidate
    raise InputError(f"{path}: cannot tell the format from the name; give --format {'|'.join(FORMATS)}")
