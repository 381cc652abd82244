"""Better translations that clients send: kept in a file for somebody to read, or put into the memory at once."""

from __future__ import annotations

import os
import threading
from datetime import UTC, datetime
from pathlib import Path

from toolkit.errors import InputError, OutputError
from toolkit.formats import jsonl
from toolkit.languages.pair import LanguagePair
from toolkit.memory import Memory, add_to_memory
from toolkit.memory.store import SUFFIXES
from toolkit.server.settings import RequestError
from toolkit.units import Origin, TranslationUnit

# Whoever sends without end does not fill the disk.
_MOST_BYTES = 64 << 20


class Suggestions:
    """Where suggestions go.

    Args:
        path: ``.jsonl``, which gets a unit a line and is made if it is not there; or ``.sqlite`` or ``.db``, a
            translation memory that is.
        pair: one that the server has.

    Raises:
        InputError: the file is of another kind, or not a memory.
        OutputError: it cannot be written.
    """

    def __init__(self, path: Path, pair: LanguagePair) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._is_memory = path.suffix.lower() in SUFFIXES
        if self._is_memory:
            if not path.is_file():
                raise InputError(f"{path}: no such memory; make one with 'bitext memory build'")
            Memory(path, *pair).close()
            if not os.access(path, os.W_OK):
                raise OutputError(f"{path}: cannot be written; suggestions need a memory that can")
        elif path.suffix.lower() == ".jsonl":
            if path.exists():
                _refuse_other_content(path)
            self._append(b"")
        else:
            raise InputError(f"{path}: suggestions go into a FILE.jsonl, or into a translation memory, FILE.sqlite")

    def add(self, source: str, target: str, pair: LanguagePair) -> None:
        """Keep a suggestion; it is on the disk when this returns.

        Args:
            source: the text.
            target: how somebody would translate it.
            pair: its languages.

        Raises:
            RequestError: 429, the file is full.
            OutputError: it cannot be written.
        """
        unit = TranslationUnit("", source, target, pair.source, pair.target, origin=Origin.HUMAN)
        unit.properties["suggested"] = datetime.now(UTC).isoformat(timespec="seconds")
        with self._lock:
            if self._path.exists() and self._path.stat().st_size > _MOST_BYTES:
                raise RequestError(429, "too many suggestions wait to be read", 3600)
            if not self._is_memory:
                self._append(jsonl.line_of(unit))
                return
            try:
                add_to_memory(unit, self._path)
            except InputError as error:
                # It was one when the server started: no fault of the client's.
                raise OutputError(str(error)) from None

    def _append(self, line: bytes) -> None:
        try:
            with self._path.open("ab+") as file:
                if line and file.tell():
                    # Somebody's editor may have left the last line open.
                    file.seek(-1, os.SEEK_END)
                    line = line if file.read(1) == b"\n" else b"\n" + line
                file.write(line)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise OutputError(f"{self._path}: cannot be written ({error.strerror or error})") from None


def _refuse_other_content(path: Path) -> None:
    """Nothing is added to a file that holds something else than units.

    Raises:
        InputError: it does.
    """
    try:
        for _ in jsonl.read(path):
            pass
    except InputError as error:
        raise InputError(f"{error}; suggestions go into a new file, or into one of units") from None
