"""PO files of gettext as lines with offsets: messages, and the places of their translations.

Facts: GNU gettext manual, "The Format of PO Files".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from toolkit.errors import InputError
from toolkit.formats.charset import decode_declared

_CHARSET = re.compile(rb"charset=([A-Za-z0-9][\w.:-]*)", re.ASCII)
_KEYWORD = re.compile(r'\s*(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d+)\])?\s*(".*")\s*$', re.DOTALL)
_CONTINUED = re.compile(r'\s*(".*")\s*$', re.DOTALL)
_ESCAPE = re.compile(r"\\(x[0-9a-fA-F]{1,2}|[0-7]{1,3}|.)", re.DOTALL)
_PLAIN = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}


@dataclass(slots=True)
class Message:
    """A message of a PO file.

    Attributes:
        line: of its beginning, from 1.
        start: offset of its first line, comments included.
        keyword: offset of its first line that is no comment.
        context, source, plural: ``msgctxt``, ``msgid`` and ``msgid_plural``; None where there is none.
        targets: number of a plural form, or None, with the translation.
        places: likewise, with the offsets of the lines that hold it.
        comments: lines that begin with ``#``, less their end.
        obsolete: it is commented out.
    """

    line: int
    start: int
    keyword: int = -1
    context: str | None = None
    source: str | None = None
    plural: str | None = None
    targets: dict[int | None, str] = field(default_factory=dict)
    places: dict[int | None, tuple[int, int]] = field(default_factory=dict)
    comments: list[str] = field(default_factory=list)
    obsolete: bool = False

    @property
    def flags(self) -> list[str]:
        """Such as ``fuzzy`` and ``python-format``."""
        lines = [c[2:] for c in self.comments if c.startswith("#,")]
        return [flag.strip() for line in lines for flag in line.split(",") if flag.strip()]

    @property
    def is_header(self) -> bool:
        """Whether it is the head of the file."""
        return self.source == "" and self.context is None


@dataclass(slots=True)
class Catalogue:
    """A PO file.

    Attributes:
        text: decoded, without byte order mark.
        encoding: as the head declares it; UTF-8 where it does not.
        messages: in order, the head among them.
        head: names and values of the head.
    """

    text: str
    encoding: str
    messages: list[Message] = field(default_factory=list)
    head: dict[str, str] = field(default_factory=dict)


def read_catalogue(data: bytes, name: str) -> Catalogue:
    """Read a PO file in the encoding that its head declares.

    Raises:
        InputError: not a PO file, with the line.
        EncodingError: bytes that are not in the declared encoding, or an encoding that is not known.
    """
    declared = _CHARSET.search(data)
    encoding = declared.group(1).decode() if declared else "utf-8"
    if encoding.upper() == "CHARSET" or data.startswith(b"\xef\xbb\xbf"):
        encoding = "utf-8"
    says = f"which its head {'declares' if declared else 'lets expect'}"
    text = decode_declared(data, encoding, name, says, "the head").removeprefix("\ufeff")
    catalogue = Catalogue(text, encoding, list(_messages(text, name)))
    if not catalogue.messages:
        raise InputError(f"{name}: no PO file (no 'msgid' in it)")
    for message in catalogue.messages:
        if message.is_header and not message.obsolete:
            lines = message.targets.get(None, "").split("\n")
            catalogue.head = {k.strip(): v.strip() for k, colon, v in (line.partition(":") for line in lines) if colon}
            break
    return catalogue


def _messages(text: str, name: str) -> Iterator[Message]:
    message: Message | None = None
    field_name, number = "", None
    offset = 0
    for line_number, line in enumerate(text.splitlines(keepends=True) if "\n" not in text else _lines(text), 1):
        start, offset = offset, offset + len(line)
        body = line.strip()
        obsolete = body.startswith("#~")
        if obsolete:
            body = body[2:].lstrip("|").strip()
        if not body:
            continue
        finished = message is not None and bool(message.targets)
        if body.startswith("#") and not obsolete:
            if message is None or finished or message.keyword >= 0:
                if message is not None and message.source is not None:
                    yield message
                message = Message(line_number, start)
            message.comments.append(line.strip())
            continue
        keyword = _KEYWORD.match(body)
        if keyword:
            begins = keyword[1] in ("msgctxt", "msgid") and (
                message is None or finished or (keyword[1] == "msgctxt" and message.keyword >= 0)
            )
            if message is None or begins:
                if message is not None and message.source is not None:
                    yield message
                message = Message(line_number, start)
            message.obsolete = message.obsolete or obsolete
            message.keyword = start if message.keyword < 0 else message.keyword
            field_name, number = keyword[1], int(keyword[2]) if keyword[2] else None
            _add(message, field_name, number, unquoted(keyword[3]), start, offset)
            continue
        continued = _CONTINUED.match(body)
        if continued and message is not None and field_name:
            _add(message, field_name, number, unquoted(continued[1]), None, offset)
            continue
        raise InputError(f"{name}, line {line_number}: not a line of a PO file ({body[:60]}); mend it there")
    if message is not None and message.source is not None:
        yield message


def _lines(text: str) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _add(message: Message, name: str, number: int | None, text: str, start: int | None, end: int) -> None:
    if name == "msgstr":
        message.targets[number] = message.targets.get(number, "") + text
        message.places[number] = (message.places[number][0] if start is None else start, end)
    elif name == "msgctxt":
        message.context = (message.context or "") + text
    elif name == "msgid":
        message.source = (message.source or "") + text
    else:
        message.plural = (message.plural or "") + text


def unquoted(quoted: str) -> str:
    """Text of a quoted string."""

    def plain(match: re.Match[str]) -> str:
        code = match.group(1)
        if code[0] == "x" and len(code) > 1:
            return chr(int(code[1:], 16))
        if code[0] in "01234567":
            return chr(int(code, 8))
        return _PLAIN.get(code, code)

    return _ESCAPE.sub(plain, quoted[1:-1])


def quoted(text: str) -> str:
    """Text as a quoted string; lines of several stand each on their own, behind an empty one."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t").replace("\r", "\\r")
    lines = escaped.split("\n")
    lines = [f"{line}\\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
    if len(lines) > 1:
        return "\n".join(['""', *(f'"{line}"' for line in lines)])
    return f'"{lines[0] if lines else ""}"'
