"""Lines of the text formats: strict UTF-8, but a stray control character does not end a run of millions of lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from toolkit.errors import EncodingError, InputError
from toolkit.files import LONGEST_LINE, decode_text, likely_encoding, open_input, what_packed

#: What readers say of control characters that they removed.
REMOVED = "control characters removed"
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
#: The characters that readers remove.
CONTROL = re.compile(_CONTROL.pattern.decode())
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
# A line with as many, and as large a share of them, is no text.
_MOST, _SHARE = 4, 0.1
# Bytes behind the first wrong one that are looked at to guess an encoding.
_LOOK = 1 << 20


def unit_lines(path: Path, lost: Counter[str]) -> Iterator[tuple[int, str]]:
    """Lines with their numbers from 1, one in memory at a time, with their newline and without byte order mark.

    Args:
        path: plain or packed.
        lost: gets the number of control characters that were removed.

    Raises:
        InputError: see :func:`toolkit.files.open_input`; also a line of over ``LONGEST_LINE`` bytes.
        EncodingError: a line that is not UTF-8, or binary data.
    """
    with open_input(path) as file:
        number = offset = 0
        while line := file.readline(LONGEST_LINE):
            number += 1
            where = f"{path}, line {number}"
            if number == 1 and (packed := what_packed(line)):
                raise EncodingError(f"{path}: {packed}", 0)
            if len(line) == LONGEST_LINE:
                raise InputError(f"{where}: over {LONGEST_LINE:,} bytes in one line; give a text file")
            # The marks of UTF-16 are told of by decode_text; without them every second byte is zero.
            if _CONTROL.search(line) and not (number == 1 and line[:2] in _UTF_16):
                clean, count = _CONTROL.subn(b"", line)
                if count >= _MOST and count >= _SHARE * len(line):
                    raise EncodingError(_binary(where, line), offset)
                lost[REMOVED] += count
                line = clean
            try:
                text = decode_text(line, where) if line[:2] in _UTF_16 else line.decode()
            except UnicodeDecodeError as error:
                place = offset + error.start
                raise EncodingError(
                    f"{where}: not UTF-8 (byte 0x{line[error.start]:02x} at byte offset {place} of the file); "
                    f"{likely_encoding(line + file.read(_LOOK))}",
                    place,
                ) from None
            offset += len(line)
            yield number, text.removeprefix("\ufeff") if number == 1 else text


def _binary(where: str, line: bytes) -> str:
    zeros = max(line[0::2].count(0), line[1::2].count(0))
    if zeros > 0.4 * len(line) / 2 and not _CONTROL.search(line.replace(b"\0", b"")):
        return f"{where}: UTF-16 text without a byte order mark; convert it with 'iconv -f UTF-16LE -t UTF-8'"
    byte = next(b for b in line if b < 32 and b not in b"\t\n\v\f\r\x1b")
    return f"{where}: binary data, not text (byte 0x{byte:02x}); give plain text"
