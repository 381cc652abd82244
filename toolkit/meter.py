"""How far the reading of files has come, for the time that is left."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

_watching: list[Meter] = []


class Meter:
    """Counts the bytes that were read of some files, as they lie on the disk: packed ones packed.

    Args:
        paths: files that will be read, each once; others are not counted.

    Attributes:
        total: their size in bytes.
    """

    def __init__(self, paths: Iterable[Path]) -> None:
        self._sizes: dict[str, int] = {}
        for path in paths:
            with suppress(OSError):
                self._sizes[os.path.realpath(path)] = path.stat().st_size
        self.total = sum(self._sizes.values())
        self._ended = 0
        self._open: dict[str, BinaryIO] = {}

    @property
    def done(self) -> int:
        """Bytes read so far."""
        return self._ended + sum(file.tell() for file in self._open.values())

    @contextmanager
    def counting(self) -> Iterator[Meter]:
        """Count while the block runs."""
        _watching.append(self)
        try:
            yield self
        finally:
            _watching.remove(self)

    def _start(self, path: Path, file: BinaryIO) -> str | None:
        name = os.path.realpath(path)
        if name not in self._sizes or name in self._open:
            return None
        self._open[name] = file
        return name

    def _end(self, name: str) -> None:
        del self._open[name]
        # Also where a reader stopped early, this file will not take more time.
        self._ended += self._sizes.pop(name)


@contextmanager
def metered(path: Path, file: BinaryIO) -> Iterator[BinaryIO]:
    """Tell whoever counts that a file is read in the block.

    Args:
        path: of the file.
        file: open, not yet unpacked; its position tells how far the reading is.
    """
    started = [(meter, name) for meter in _watching if (name := meter._start(path, file)) is not None]
    try:
        yield file
    finally:
        for meter, name in started:
            meter._end(name)
