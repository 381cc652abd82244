"""Reading files so that nothing is lost: strict UTF-8, the wrong byte and its line named, packed files unpacked."""

from __future__ import annotations

import bz2
import gzip
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from toolkit.errors import EncodingError, InputError
from toolkit.meter import metered

#: Longest line that is taken for text, in characters: a novel on one line passes, a data file does not.
LONGEST_LINE = 5_000_000
_CHUNK = 1 << 20
_CONTROL = frozenset(range(32)) - {9, 10, 11, 12, 13, 27}
# How packed files begin, what they are, and what unpacks them.
_PACKED = (
    (b"\x1f\x8b", "packed by gzip", "unpack it, or let its name end in .gz ('tar -xzf' for a .tar.gz or .tgz)"),
    (b"\xfd7zXZ\0", "packed by xz", "unpack it, or let its name end in .xz ('tar -xJf' for a .tar.xz)"),
    (b"BZh", "packed by bzip2", "unpack it, or let its name end in .bz2"),
    (b"PK\3\4", "a zip archive or an office file", "unpack it, and name a file in it"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "unpack it, and name a file in it"),
    (b"Rar!", "a RAR archive", "unpack it, and name a file in it"),
    (b"\x28\xb5\x2f\xfd", "packed by Zstandard", "unpack it with 'zstd -d'"),
)
_TAR = slice(257, 262)
_OTHER_UNICODE = ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"))


def decode_text(data: bytes, name: str) -> str:
    """Decode UTF-8 text strictly, keeping a byte order mark and every newline as they are.

    Args:
        data: bytes of a whole text file.
        name: how to call the file in a message.

    Raises:
        EncodingError: the bytes are binary or in another encoding; ``offset`` is the first wrong byte.
    """
    if packed := what_packed(data):
        raise EncodingError(f"{name}: {packed}", 0)
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


def what_packed(data: bytes) -> str:
    """What a file is that begins with these bytes and has to be unpacked first, with the mend; empty for all others."""
    if data[_TAR] == b"ustar":
        return "a tar archive, not text; unpack it with 'tar -xf', and name a file in it"
    # Texts begin with the letters of some of these too.
    binary = any(byte in _CONTROL or byte > 0x7F for byte in data[:16])
    return next((f"{what}, not text; {mend}" for head, what, mend in _PACKED if binary and data.startswith(head)), "")


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
        raise InputError(f"{path}: cannot be read ({what}); check that it is complete") from None


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
                raise InputError(f"{path}, line {number}: over {LONGEST_LINE:,} bytes in one line; give a text file")
            text = decode_text(line, f"{path}, line {number}")
            yield number, (text.removeprefix("\ufeff") if number == 1 else text).removesuffix("\n").removesuffix("\r")
