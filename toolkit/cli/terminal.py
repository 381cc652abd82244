"""What may reach a terminal: text, and no control characters of strangers.

Texts, names and packages come from anywhere, and escape sequences in them could drive the terminal: move the cursor,
hide lines, set the title or the clipboard. On a terminal such characters are shown as text; pipes and files get every
byte as it is.
"""

from __future__ import annotations

import codecs
import io
import os
import re
import sys
from typing import Any, TextIO

_MESSAGES = 2
# All controls (C0, DEL, C1) but tab and newline; a carriage return only at the end of a line.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|\r(?!\n)")


def visible(text: str) -> str:
    r"""Text with each control character but tab and newline spelled out, as in ``\x1b``."""
    return text if text.isprintable() else _CONTROL.sub(lambda match: f"\\x{ord(match[0]):02x}", text)


def one_line(text: str) -> str:
    r"""Text as one line: newlines and tabs become blanks, other unprintable characters are spelled out."""
    if text.isprintable():
        return text
    shown = "".join(
        c if c.isprintable() or c in "\u00a0\u202f" else " " if c.isspace() else ascii(c)[1:-1] for c in text
    )
    return shown.strip()


class SafeTerminal(io.TextIOBase):
    """A stream to a terminal that shows control characters as text.

    Args:
        stream: to the terminal.

    Attributes:
        stream: the same, for colours of our own.
        buffer: takes UTF-8 and shows it likewise.
    """

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.buffer = _SafeBytes(self)

    def write(self, text: str) -> int:
        self.stream.write(visible(text))
        return len(text)

    def flush(self) -> None:
        self.stream.flush()

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return self.stream.fileno()

    def writable(self) -> bool:
        return True

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return self.stream.encoding

    @property
    def errors(self) -> str | None:  # type: ignore[override]
        return self.stream.errors


class _SafeBytes(io.RawIOBase):
    def __init__(self, terminal: SafeTerminal) -> None:
        self._terminal = terminal
        self._decoder = codecs.getincrementaldecoder("utf-8")("backslashreplace")

    def write(self, data: Any) -> int:
        self._terminal.write(self._decoder.decode(bytes(data)))
        return len(data)

    def flush(self) -> None:
        self._terminal.flush()

    def writable(self) -> bool:
        return True


def guard_streams() -> None:
    """Make stdout and stderr UTF-8 whatever the locale, and safe where they lead to a terminal.

    The number of one that is closed, as services have them, is taken: else the next file that is opened would get it,
    and with it all that libraries write there. Messages go nowhere then, but a result that is written to a closed
    output is lost, and so fails (EBADF), as reading a closed input does.
    """
    while (number := os.open(os.devnull, os.O_RDWR)) <= _MESSAGES:
        if number != _MESSAGES:
            os.close(number)
            number = os.open(os.devnull, os.O_RDONLY if number else os.O_WRONLY)
        os.set_inheritable(number, True)
    os.close(number)
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        if getattr(sys, name) is None:
            setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115 -- until the end
    for name in ("stdin", "stdout", "stderr"):
        stream = getattr(sys, name)
        if hasattr(stream, "reconfigure"):
            # A name that is not text must not end the work that it belongs to; in JSON \udce9 is what it should be.
            stream.reconfigure(encoding="utf-8", errors="strict" if name == "stdin" else "backslashreplace")
        if name != "stdin" and stream is not None and not isinstance(stream, SafeTerminal) and stream.isatty():
            setattr(sys, name, SafeTerminal(stream))


def bare(stream: Any) -> TextIO:
    """The stream below a :class:`SafeTerminal`, for our own colours and progress bars; others as they are."""
    found: TextIO = stream.stream if isinstance(stream, SafeTerminal) else stream
    return found
