"""``.properties`` of Java and ``.strings`` of Apple: keys, comments and white space stay byte for byte."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolkit.errors import InputError
from toolkit.markup.model import Block, Page
from toolkit.markup.values import Writing, value_parts

# A comment; or a key, what parts it from its value, and the value, which goes on behind a backslash at a line's end.
PROPERTY = re.compile(
    r"(?P<comment>[ \t\f]*[#!][^\n]*)"
    r"|(?P<head>[ \t\f]*(?:\\[^\n]|[^\s:=#!\\])(?:\\[^\n]|[^\s:=\\])*[ \t\f]*[:=]?[ \t\f]*)"
    r"(?P<value>(?:\\(?:\r\n|[\s\S])|[^\\\r\n])*)"
)
STRING = re.compile(
    r"/\*.*?\*/|//[^\n]*|(?P<head>(?:\"(?:[^\"\\]|\\.)*\"|[\w.]+)\s*=\s*\")(?P<value>(?:[^\"\\]|\\.)*)(?P<tail>\"\s*;)",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{4}|\r\n|.)|\n", re.DOTALL)
_CONTINUED = re.compile(r"\\\r?\n[ \t]*")
_ESCAPE_OR_BREAK = re.compile(rf"{_CONTINUED.pattern}|{_ESCAPE.pattern}", re.DOTALL)
_ARGUMENT = re.compile(r"\{\d")
_LONE = re.compile(r"(?<!')'(?:'')*(?!')")
_NAMED = {"n": "\n", "r": "\r", "t": "\t", "f": "\f"}


class LatinPage(Page):
    """A bundle of Latin-1."""

    def fill(self, blocks: Sequence[Block | None]) -> bytes:  # type: ignore[override]
        """The file with other blocks, whose letters are escapes."""
        return Page.fill(self, blocks).encode("latin-1")


def parse_properties(data: bytes, from_code: str, to_code: str) -> Page:
    """Read a resource bundle of Java.

    Where the file writes letters as escapes, or is of Latin-1 as before Java 9, other letters than those of ASCII are
    written as escapes, which every Java reads; what is not translated stays byte for byte. The translation of a value
    that goes on over several lines is one line.
    """
    try:
        text, page = data.decode("utf-8"), Page()
    except UnicodeError:
        text, page = data.decode("latin-1"), LatinPage()
    escaped = isinstance(page, LatinPage) or (text.isascii() and "\\u" in text)

    def encode(target: str) -> str:
        code = target.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")
        return "".join(_code_point(c) if escaped and not c.isascii() else c for c in code)

    # The break of a line that goes on is no character of the value; what nobody translates keeps it.
    writing = Writing(_ESCAPE_OR_BREAK, lambda code: _decoded(_CONTINUED.sub("", code)), encode)
    position = 0
    values = [match["value"] or "" for match in PROPERTY.finditer(text)]
    doubles = _doubles("\n".join(value for value in values if not _ARGUMENT.search(value)))
    for match in PROPERTY.finditer(text):
        if match["value"] and match.start() >= position:
            value = match["value"]
            own = doubles or bool(_ARGUMENT.search(value)) or _doubles(value)
            page.parts += [text[position : match.start("value")], *_value(value, writing, own)]
            position = match.end()
    page.parts.append(text[position:])
    return page


def _doubles(text: str) -> bool:
    """Whether all apostrophes of a text are doubled, as for programs that read every text as a message."""
    return "''" in text and not _LONE.search(text)


def _value(value: str, writing: Writing, doubled: bool) -> list[str | Block]:
    """A value; in a message with arguments, two apostrophes are one (java.text.MessageFormat)."""
    if not doubled:
        return value_parts(value, writing)
    own = Writing(
        writing.escapes,
        lambda code: writing.decode(code).replace("''", "'"),
        lambda text: writing.encode(text).replace("'", "''"),
    )
    return value_parts(value, own)


def _decoded(code: str) -> str:
    def meant(match: re.Match[str]) -> str:
        escape = match.group()
        if escape[:1] != "\\":
            return escape
        if escape[1] in "uU" and len(escape) == 6:
            return chr(int(escape[2:], 16))
        return _NAMED.get(escape[1:], escape[1:])

    text = _ESCAPE.sub(meant, code)
    # Two halves of a character beyond the first plane.
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


def escaped_letters(text: str) -> str:
    """The code of a bundle with escapes for all letters that ASCII does not have."""
    return "".join(c if c.isascii() else _code_point(c) for c in text)


def _code_point(character: str) -> str:
    units = character.encode("utf-16-be")
    return "".join(f"\\u{units[i]:02X}{units[i + 1]:02X}" for i in range(0, len(units), 2))


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def parse_strings(data: bytes, from_code: str, to_code: str) -> Page:
    """Read a ``.strings`` file of Apple, UTF-8 or UTF-16; it is written as UTF-8.

    Raises:
        InputError: neither encoding, or something that is no pair of a key and a value.
    """
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8")
    except UnicodeError as error:
        raise InputError(f"neither UTF-8 nor UTF-16 ({error}); save it as one of them") from None
    writing = Writing(_ESCAPE, _decoded, _quoted)
    page, position = Page(), 0
    for match in [*STRING.finditer(text), None]:
        between = text[position : match.start() if match else len(text)]
        if between.strip("\ufeff \t\r\n"):
            line = text.count("\n", 0, position + len(between) - len(between.lstrip())) + 1
            raise InputError(f'line {line}: no "key" = "value"; found {between.strip()[:40]!r}')
        page.parts.append(between)
        if match is None:
            break
        if match["value"] is None:
            page.parts.append(match.group())
        else:
            page.parts += [match["head"], *value_parts(match["value"], writing), match["tail"]]
        position = match.end()
    return page
