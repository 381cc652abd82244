"""Bytes of HTTP before they are read: addresses as clients send them, not only as the standard wants them."""

from __future__ import annotations

import re

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

_HIGH = re.compile(rb"[\x80-\xff]")


def escaped_line(data: bytes) -> bytes:
    """The start of a request with percent signs for the bytes of letters in its first line.

    ``curl`` and some plug-ins send the UTF-8 of an address as it is; the parser takes ASCII only.

    >>> escaped_line("GET /?q=\u00e9 HTTP/1.1".encode())
    b'GET /?q=%C3%A9 HTTP/1.1'
    """
    line, end, rest = data.partition(b"\n")
    return _HIGH.sub(lambda found: b"%%%02X" % found[0][0], line) + end + rest


class Protocol(H11Protocol):
    """HTTP/1.1 of uvicorn, with :func:`escaped_line`."""

    def data_received(self, data: bytes) -> None:
        """Take what has come."""
        waits = self.conn.their_state is h11.IDLE and b"\n" not in self.conn.trailing_data[0]
        super().data_received(escaped_line(data) if waits else data)
