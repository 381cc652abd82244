"""Writing files whole: a reader sees the old file or the new one, never a part; devices are written into."""

from __future__ import annotations

import bz2
import gzip
import lzma
import os
import secrets
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, cast

from toolkit.errors import OutputError
from toolkit.files.outputs import is_device, stream_number

# Results for a pipe wait in memory up to this size, beyond it in a temporary file.
_SPOOL = 16 << 20


def is_part(path: Path) -> bool:
    """Whether a file is the remains of a write that was killed; see :func:`atomic_writer`."""
    return path.name.startswith(".") and path.name.endswith(".part")


@contextmanager
def atomic_writer(path: Path) -> Iterator[BinaryIO]:
    """Open a temporary file beside ``path`` and rename it to ``path`` when the block ends well.

    A reader sees the old file or the whole new one, never a part; an error or a kill leaves the old file. A link is
    followed, and an existing file keeps its permissions. A named pipe, a device or a stream such as ``/dev/stdout``
    stays what it is and gets the whole result when the block ends well, nothing before.

    Raises:
        OutputError: the folder cannot be made or written, the file is read-only, or the disk is full.
        BrokenPipeError: the reader of a pipe went away.
    """
    writer = _device_writer(path) if is_device(path) else _file_writer(path)
    try:
        with writer as file:
            yield file
    except BrokenPipeError:
        raise
    except OSError as error:
        what = error.strerror or error
        raise OutputError(f"{path}: cannot be written ({what}); free or choose another place") from None


@contextmanager
def _file_writer(path: Path) -> Iterator[BinaryIO]:
    place = Path(os.path.realpath(path)) if path.is_symlink() else path
    place.parent.mkdir(parents=True, exist_ok=True)
    mode = _mode_of(place)
    # Not after the file's own name, which may be as long as names can be.
    temporary = place.parent / f".bitext-{secrets.token_hex(8)}.part"
    try:
        with _unnamed(place.parent) or temporary.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
            if not temporary.exists():
                _give_name(file.fileno(), temporary)
        os.chmod(temporary, mode)
        os.replace(temporary, place)
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()


def _mode_of(place: Path) -> int:
    try:
        found = place.stat()
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(21, os.strerror(21))
    if not os.access(place, os.W_OK):
        raise PermissionError(13, "the file is read-only")
    return stat.S_IMODE(found.st_mode)


def _unnamed(folder: Path) -> BinaryIO | None:
    """A file without a name, of which a kill leaves nothing; None where the system has none (other than Linux, NFS)."""
    if not hasattr(os, "O_TMPFILE"):
        return None
    try:
        return os.fdopen(os.open(folder, os.O_TMPFILE | os.O_RDWR, 0o600), "w+b")
    except OSError:
        return None


def _give_name(number: int, path: Path) -> None:
    # The folder's descriptor is not used, but makes Python call linkat, which follows the link in /proc (open(2)).
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.link(f"/proc/self/fd/{number}", path, src_dir_fd=folder, follow_symlinks=True)
    finally:
        os.close(folder)


@contextmanager
def _device_writer(path: Path) -> Iterator[BinaryIO]:
    with tempfile.SpooledTemporaryFile(_SPOOL) as spool:
        yield cast(BinaryIO, spool)
        spool.seek(0)
        number = stream_number(path)
        if number is None:
            if stat.S_ISBLK(os.stat(path).st_mode):
                raise OSError(16, "a disk where a file is wanted")
            target = os.open(path, os.O_WRONLY)
        else:
            # What was printed comes first; and a stream that is a file goes on where it is.
            for stream in (sys.stdout, sys.stderr):
                if stream is not None:
                    stream.flush()
            target = os.dup(number)
        with os.fdopen(target, "wb") as device:
            shutil.copyfileobj(spool, device)


@contextmanager
def open_output(path: Path) -> Iterator[BinaryIO]:
    """Like :func:`atomic_writer`, packing by the suffix ``.gz``, ``.xz`` or ``.bz2``; the same bytes in, the same out.

    Raises:
        OutputError: as :func:`atomic_writer`; also for ``.zip``.
    """
    suffix = path.suffix.lower()
    if suffix == ".zip":
        raise OutputError(f"{path}: zip is read but not written; choose .gz")
    with atomic_writer(path) as raw, ExitStack() as stack:
        if suffix == ".gz":
            yield cast(BinaryIO, stack.enter_context(gzip.GzipFile("", "wb", 6, raw, mtime=0)))
        elif suffix == ".xz":
            yield cast(BinaryIO, stack.enter_context(lzma.LZMAFile(raw, "wb")))
        elif suffix == ".bz2":
            yield cast(BinaryIO, stack.enter_context(bz2.BZ2File(raw, "wb")))
        else:
            yield raw


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file atomically; see :func:`atomic_writer` for the errors."""
    with atomic_writer(path) as file:
        file.write(data)


def write_text(path: Path, text: str) -> None:
    r"""Write a UTF-8 file atomically, newlines as given; see :func:`atomic_writer` for the errors.

    What UTF-8 cannot hold (bytes of file names that are not text) is written as ``\udce9``, valid in JSON as well.
    """
    write_bytes(path, text.encode("utf-8", "backslashreplace"))
