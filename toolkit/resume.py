"""What makes a stopped run go on: receipts that say what each output was made of.

An output is done when a receipt says that it was made of the very content of the inputs, the settings and the version
of the toolkit that are wanted now, and it still is what was written then. Names and dates count for nothing. A receipt
is noted before its output is written, so at every moment a file in the folder is either the user's own or on record,
whatever a kill or a full disk leaves behind; earlier receipts stay valid for a file that was not replaced yet.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from toolkit.errors import OutputError
from toolkit.files import sha256_bytes, sha256_file, write_bytes
from toolkit.version import __version__


def made_of(digests: Iterable[str], settings: str) -> str:
    """All that an output depends on, as one text to compare.

    Args:
        digests: SHA-256 of the content of each input, of the bytes that were read and not of what lies there later.
        settings: signature of what is done to them.
    """
    return f"{'+'.join(digests)}|bitext:{__version__}|{settings}"


class RecordLog:
    """A file of JSON lines that is only appended to, so that a kill at most tears the last line.

    Args:
        path: of the file; it is made with the first record.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: BinaryIO | None = None

    def read(self) -> Iterator[Any]:
        """The records that are whole; none where there is no file."""
        with suppress(OSError), self.path.open(encoding="utf-8", errors="replace") as lines:
            for line in lines:
                with suppress(ValueError, RecursionError):
                    yield json.loads(line)

    def append(self, record: Any) -> None:
        """Add a record and hand it to the system.

        Raises:
            OutputError: the file cannot be written.
        """
        try:
            if self._file is None:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                self._file = self.path.open("ab")
                if self._file.tell():
                    self._file.write(b"\n")  # the last line may be torn; empty lines are skipped
            self._file.write(json.dumps(record).encode() + b"\n")
            self._file.flush()
        except OSError as error:
            what = error.strerror or error
            self.close()
            raise OutputError(f"{self.path}: cannot be written ({what}); free or choose another place") from None

    def close(self, remove: bool = False) -> None:
        """End the use of the file, and remove it if it is not needed any more."""
        if self._file is not None:
            with suppress(OSError):
                self._file.close()
            self._file = None
        if remove:
            with suppress(OSError):
                self.path.unlink(missing_ok=True)


class Receipts:
    """What the files of an output folder were made of.

    Args:
        path: of the record, in the folder of the outputs or above it.
    """

    def __init__(self, path: Path) -> None:
        self._log = RecordLog(path)
        #: For each output: digest of what was written, and what that was made of.
        self._known: dict[str, dict[str, str]] = {}
        for record in self._log.read():
            with suppress(KeyError, TypeError, AttributeError):
                self._known.setdefault(record["file"], {})[record["sha256"]] = record["made_of"]

    def is_done(self, place: Path, wanted: str) -> bool:
        """Whether an output is there, as it was written, and made of what is wanted; see :func:`made_of`."""
        written = self._known.get(self._name(place))
        if written is None:
            return False
        try:
            return written.get(sha256_file(place)) == wanted
        except OSError:
            return False

    def check(self, place: Path, force: bool = False, content: bytes | None = None) -> None:
        """Refuse to overwrite a file that is not on record as it stands.

        Args:
            place: of an output.
            force: overwrite it all the same.
            content: what will be written, if that is known: a file that holds just that can be written again.

        Raises:
            OutputError: it is a folder, or was written or changed by somebody else.
        """
        if not os.path.lexists(place):
            return
        if place.is_dir():
            raise OutputError(f"{place}: a folder where a file is wanted; choose another --out")
        if force:
            return
        try:
            found = sha256_file(place)
        except OSError as error:
            raise OutputError(f"{place}: cannot be read ({error.strerror}); choose another --out") from None
        if found in self._known.get(self._name(place), {}) or (content is not None and found == sha256_bytes(content)):
            return
        raise OutputError(
            f"{place}: exists already and this tool did not write it as it stands; choose another --out, or --force "
            f"to overwrite"
        )

    def knows(self, place: Path) -> bool:
        """Whether a file is on record as it stands."""
        try:
            return sha256_file(place) in self._known.get(self._name(place), {})
        except OSError:
            return False

    def note(self, place: Path, digest: str, made: str) -> None:
        """Put on record what a file is going to be; before it is written.

        Args:
            place: of the output.
            digest: SHA-256 of what it will hold.
            made: see :func:`made_of`.

        Raises:
            OutputError: the record cannot be written.
        """
        self.assume(place, digest, made)
        self._log.append({"file": self._name(place), "sha256": digest, "made_of": made})

    def assume(self, place: Path, digest: str, made: str = "") -> None:
        """Take from elsewhere, such as a manifest, that this tool wrote a file; nothing is put on record."""
        self._known.setdefault(self._name(place), {})[digest] = made

    def write(self, place: Path, data: bytes, made: str, force: bool = False) -> None:
        """Write an output and its receipt.

        Raises:
            OutputError: it would overwrite what is not on record, or it cannot be written.
        """
        self.check(place, force, data)
        self.note(place, sha256_bytes(data), made)
        write_bytes(place, data)

    def close(self, remove: bool = False) -> None:
        """End the use; ``remove`` the record where something else says now what is in the folder."""
        self._log.close(remove)

    def _name(self, place: Path) -> str:
        return os.path.relpath(place, self._log.path.parent)
