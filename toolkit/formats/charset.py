"""Bytes in the charset that their file declares."""

from __future__ import annotations

import codecs

from toolkit.errors import EncodingError

#: Codecs of Python that are no charsets of files.
_NO_CHARSETS = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"})


def decode_declared(data: bytes, charset: str, name: str, says: str, place: str, mark: bytes = b"") -> str:
    """Decode a file strictly.

    Args:
        data: the file behind its byte order mark.
        charset: as the file declares it, or what it means where it declares none.
        name: of the file; empty where the caller puts it in front of messages.
        says: for messages, why it should be this charset, such as ``which the file declares``.
        place: for messages, where a file of this kind declares its charset.
        mark: byte order mark, which offsets count.

    Raises:
        EncodingError: bytes that are not in the charset, or a charset that is not known.
    """
    try:
        if codecs.lookup(charset).name in _NO_CHARSETS:
            raise LookupError
        return data.decode(charset)
    except UnicodeDecodeError as error:
        # In UTF-16 and UTF-32, a newline has zeros beside it.
        line = data[: error.start].decode(charset, "replace").count("\n") + 1
        offset = error.start + len(mark)
        raise EncodingError(
            f"{name}{', ' if name else ''}line {line}: not {charset.upper()}, {says} (byte 0x{data[error.start]:02x} "
            f"at byte offset {offset}); declare its real charset in {place}",
            offset,
        ) from None
    except LookupError:
        what = f"its declared charset '{charset}' is not known; convert it to UTF-8"
        raise EncodingError(f"{name}{': ' if name else ''}{what}", 0) from None
