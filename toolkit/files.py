"""Reading and writing files so that nothing is lost: strict UTF-8 in, atomic replacement out."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import lzma
import os
import tempfile
import zipfile
import zlib
from collections.abc import Collection, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from toolkit.errors import EncodingError, InputError, OutputError
from toolkit.meter import metered

#: Longest line that is taken for text, in characters: a novel on one line passes, a data file does not.
LONGEST_LINE = 5_000_000
_CHUNK = 1 << 20
_CONTROL = frozenset(range(32)) - {9, 10, 11, 12, 13, 27}
_OTHER_UNICODE = ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"))


def decode_text(data: bytes, name: str) -> str:
    """Decode UTF-8 text strictly, keeping a byte order mark and every newline as they are.

    Args:
        data: bytes of a whole text file.
        name: how to call the file in a message.

    Raises:
        EncodingError: the bytes are binary or in another encoding; ``offset`` is the first wrong byte.
    """
    for mark, encoding in _OTHER_UNICODE:
        if data.startswith(mark):
            raise EncodingError(
                f"{name}: {encoding} text (byte order mark at byte offset 0); convert it with 'iconv -f {encoding} "
                f"-t UTF-8'",
                0,
            )
    offset = next((i for i, byte in enumerate(data[:_CHUNK]) if byte in _CONTROL), None)
    if offset is not None:
        raise EncodingError(
            f"{name}: binary data, not text (byte 0x{data[offset]:02x} at byte offset {offset}); give plain text",
            offset,
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise EncodingError(
            f"{name}: not UTF-8 (byte 0x{data[error.start]:02x} at byte offset {error.start}, line {line}); "
            f"{likely_encoding(data)}",
            error.start,
        ) from None


def likely_encoding(data: bytes) -> str:
    """What bytes that are not UTF-8 may be: those from 80 to 9F are letters and signs in Windows-1252 alone."""
    name, code = ("Windows-1252", "CP1252") if any(0x80 <= byte <= 0x9F for byte in data) else ("Latin-1", "LATIN1")
    return f"if it is {name}, convert it with 'iconv -f {code} -t UTF-8'"


def read_text(path: Path) -> str:
    """Read a UTF-8 text file.

    Raises:
        InputError: the file is missing, unreadable, a folder or empty, or a line is over :data:`LONGEST_LINE`.
        EncodingError: see :func:`decode_text`.
    """
    return text_of(read_bytes(path), str(path))


def text_of(data: bytes, name: str) -> str:
    """The text that the bytes of a file are.

    Raises:
        InputError: there is none, or a line is over :data:`LONGEST_LINE`.
        EncodingError: see :func:`decode_text`.
    """
    text = decode_text(data, name)
    check_lines(text, name)
    if not text.strip("\ufeff \t\r\n\v\f"):
        raise InputError(f"{name}: no text in this file; nothing to do")
    return text


def check_lines(text: str, name: str) -> None:
    """Refuse text with a line that no person wrote.

    Raises:
        InputError: names the first line of over :data:`LONGEST_LINE` characters.
    """
    if len(text) > LONGEST_LINE:
        for number, line in enumerate(text.split("\n"), 1):
            if len(line) > LONGEST_LINE:
                raise InputError(
                    f"{name}, line {number}: {len(line):,} characters in one line, over {LONGEST_LINE:,}; not prose, "
                    f"or its newlines are lost: break it up, with 'fold -s' for example"
                )


def read_bytes(path: Path) -> bytes:
    """Read a file whole.

    Raises:
        InputError: the file is missing, unreadable or a folder.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"{path}: no such file; check the path") from None
    except IsADirectoryError:
        raise InputError(f"{path}: a folder where a file is wanted") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from None


def text_files(paths: Iterable[Path], suffixes: Collection[str] = (".txt",)) -> list[tuple[Path, Path]]:
    """List text files: each path itself, or for a folder every file below it with one of the suffixes, sorted by name.

    Hidden files and folders (leading dot) are passed over.

    Returns:
        (file, path relative to the argument it was found under) for each file.

    Raises:
        InputError: a path does not exist or a folder holds no such file.
    """
    found: list[tuple[Path, Path]] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(
                p
                for p in path.rglob("*")
                if p.suffix.lower() in suffixes
                and p.is_file()
                and not any(part.startswith(".") for part in p.relative_to(path).parts)
            )
            if not inside:
                wanted = ", ".join(suffixes)
                raise InputError(f"{path}: no file in this folder ends in {wanted}; give other files or another folder")
            found += [(p, p.relative_to(path)) for p in inside]
        elif path.exists():
            found.append((path, Path(path.name)))
        else:
            raise InputError(f"{path}: no such file or folder; check the path")
    return found


def text_digest(text: str, size: int = 8) -> bytes:
    """Short BLAKE2b digest of a text, for sets and indexes that shall hold no texts; the same on every machine."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=size).digest()


def sha256_bytes(data: bytes) -> str:
    """SHA-256 of some bytes, lower-case hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def sha256_file(path: Path) -> str:
    """SHA-256 of a file, lower-case hexadecimal, read in blocks."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_CHUNK):
            digest.update(block)
    return digest.hexdigest()


def check_writable(path: Path) -> None:
    """Find out before long work whether a file or folder can be made at a path.

    Raises:
        OutputError: something on the way is a file, or the folder may not be written.
    """
    ancestor = path.parent
    while not ancestor.exists() and ancestor != ancestor.parent:
        ancestor = ancestor.parent
    if not ancestor.is_dir():
        raise OutputError(f"{path}: cannot be written ({ancestor} is not a folder); choose another place")
    if not os.access(ancestor, os.W_OK | os.X_OK):
        raise OutputError(f"{path}: cannot be written (Permission denied in {ancestor}); choose another place")


COMPRESSED = (".gz", ".xz", ".bz2", ".zip")


def without_compression(path: Path) -> Path:
    """The path less a suffix of compression, by which the format inside is known."""
    return path.with_suffix("") if path.suffix.lower() in COMPRESSED else path


@contextmanager
def open_input(path: Path) -> Iterator[BinaryIO]:
    """Open a file for reading bytes; ``.gz``, ``.xz``, ``.bz2`` and ``.zip`` (of one file) are unpacked on the way.

    Raises:
        InputError: missing, unreadable, damaged, or a zip of several files.
    """
    suffix = path.suffix.lower()
    try:
        with ExitStack() as stack:
            file = stack.enter_context(metered(path, stack.enter_context(path.open("rb"))))
            if suffix == ".gz":
                yield cast(BinaryIO, stack.enter_context(gzip.open(file)))
            elif suffix == ".xz":
                yield cast(BinaryIO, stack.enter_context(lzma.open(file)))
            elif suffix == ".bz2":
                yield cast(BinaryIO, stack.enter_context(bz2.open(file)))
            elif suffix == ".zip":
                archive = stack.enter_context(zipfile.ZipFile(file))
                inside = [m for m in archive.infolist() if not m.is_dir()]
                if len(inside) != 1:
                    raise InputError(f"{path}: holds {len(inside)} files, one is wanted; unpack it first")
                try:
                    member = archive.open(inside[0])
                except (RuntimeError, NotImplementedError) as error:  # a password, or an odd compression
                    raise InputError(f"{path}: cannot be unpacked ({error}); unpack it first") from None
                yield cast(BinaryIO, stack.enter_context(member))
            else:
                yield file
    except FileNotFoundError:
        raise InputError(f"{path}: no such file; check the path") from None
    except IsADirectoryError:
        raise InputError(f"{path}: a folder where a file is wanted") from None
    except (
        OSError,
        EOFError,
        lzma.LZMAError,
        zlib.error,
        zipfile.BadZipFile,
    ) as error:
        what = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise InputError(f"{path}: cannot be read ({what}); is it whole?") from None


def text_lines(path: Path) -> Iterator[tuple[int, str]]:
    """Lines of a UTF-8 file with their numbers from 1, one in memory at a time, less newline and byte order mark.

    Raises:
        InputError: see :func:`open_input`; also a line of over :data:`LONGEST_LINE` bytes.
        EncodingError: a line that is not UTF-8.
    """
    with open_input(path) as file:
        number = 0
        while line := file.readline(LONGEST_LINE):
            number += 1
            if len(line) == LONGEST_LINE:
                raise InputError(
                    f"{path}, line {number}: over {LONGEST_LINE:,} bytes in one line; is this a text file?"
                )
            text = decode_text(line, f"{path}, line {number}")
            yield number, (text.removeprefix("\ufeff") if number == 1 else text).removesuffix("\n").removesuffix("\r")


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


@contextmanager
def atomic_writer(path: Path) -> Iterator[BinaryIO]:
    """Open a temporary file beside ``path`` and rename it to ``path`` when the block ends well.

    A reader sees the old file or the whole new one, never a part; an error or a kill leaves the old file.

    Raises:
        OutputError: the folder cannot be made or written, or the disk is full.
    """
    temporary: str | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, _new_file_mode())
        os.replace(temporary, path)
    except OSError as error:
        raise OutputError(
            f"{path}: cannot be written ({error.strerror or error}); free or choose another place"
        ) from None
    finally:
        if temporary is not None and os.path.exists(temporary):
            os.unlink(temporary)


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file atomically; see :func:`atomic_writer` for the errors."""
    with atomic_writer(path) as file:
        file.write(data)


def write_text(path: Path, text: str) -> None:
    """Write a UTF-8 file atomically, newlines as given; see :func:`atomic_writer` for the errors."""
    write_bytes(path, text.encode("utf-8"))


def _new_file_mode() -> int:
    # mkstemp makes private files; a result should get the mode that open() would have given it.
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
