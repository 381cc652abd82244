"""XML files that are changed in place: their bytes, and pieces put into their code."""

from __future__ import annotations

import bisect
import codecs
import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from toolkit.errors import InputError
from toolkit.formats.charset import decode_declared
from toolkit.formats.xml_text import declared_entities, expanded, local

_DECLARED = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z][\w.-]*)[\"']")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(slots=True)
class XmlCode:
    """The code of an XML file.

    Attributes:
        text: decoded, without byte order mark.
        encoding: as the file declares it; UTF-8 where it does not.
        mark: byte order mark.
        root: local name of the root element.
        entities: that the file declares, see :func:`toolkit.formats.xml_text.declared_entities`.
    """

    text: str
    encoding: str = "utf-8"
    mark: bytes = b""
    root: str = ""
    entities: Mapping[str, str | None] = field(default_factory=dict)
    _ends: list[int] = field(default_factory=list, repr=False)

    def line_of(self, offset: int) -> int:
        """Number of the line that holds a character, from 1."""
        if not self._ends:
            self._ends = [m.start() for m in re.finditer("\n", self.text)] or [len(self.text)]
        return bisect.bisect_left(self._ends, offset) + 1

    def encoded(self, text: str) -> bytes:
        """Text in the encoding of the file; characters that it does not have become references."""
        return self.mark + text.encode(self.encoding, "xmlcharrefreplace")

    def plain(self, code: str) -> str:
        """Text of code without tags: references resolved.

        Raises:
            InputError: an entity whose text is not in the file.
        """
        if "&" not in code:
            return code
        if not self.entities:
            return html.unescape(code)
        text = expanded(code, self.entities)
        if text is None:
            raise InputError(f"the text of an entity in '{code.strip()[:60]}' is not declared in the file")
        return text


def read_xml(data: bytes | str, name: str = "") -> XmlCode:
    """Decode an XML file by its byte order mark or its declaration, and see that it is well-formed.

    Args:
        data: the whole file.
        name: for messages; none where the caller puts it in front.

    Raises:
        InputError: not well-formed XML, with the line.
        EncodingError: bytes that are not in the declared encoding, or an encoding that is not known.
    """
    from lxml import etree

    where = f"{name}, " if name else ""
    code = XmlCode(data.removeprefix("\ufeff")) if isinstance(data, str) else _decoded(data, name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        root = etree.fromstring(
            _DECLARATION.sub(_same_length, code.text, count=1).encode("utf-8", "surrogatepass"), parser
        )
    except etree.XMLSyntaxError as error:
        raise InputError(f"{where}line {error.lineno}: not well-formed XML ({error.msg}); mend it there") from None
    except ValueError as error:
        raise InputError(f"{where}not XML ({error})") from None
    code.root = local(root.tag)
    code.entities = declared_entities(root.getroottree().docinfo.internalDTD)
    return code


_DECLARATION = re.compile(r"(<\?xml[^>]*?encoding\s*=\s*)([\"'])[^\"']*\2")


def _same_length(match: re.Match[str]) -> str:
    # The text goes to the parser as UTF-8, whatever the file declares.
    return f"{match.group(1)}{match.group(2)}utf-8{match.group(2)}"


def _decoded(data: bytes, name: str) -> XmlCode:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode(data[len(mark) :], encoding, name, "as its byte order mark says", mark)
    for start, encoding in ((b"<\0?\0", "utf-16-le"), (b"\0<\0?", "utf-16-be")):
        if data.startswith(start):
            return _decode(data, encoding, name, "as it begins")
    declared = _DECLARED.match(data.lstrip()[:200])
    if declared is None:
        return _decode(data, "utf-8", name, "which XML is in where it declares nothing")
    return _decode(data, declared.group(1).decode(), name, "which the file declares")


def _decode(data: bytes, encoding: str, name: str, says: str, mark: bytes = b"") -> XmlCode:
    return XmlCode(decode_declared(data, encoding, name, says, "its first line", mark), encoding, mark)


def with_edits(text: str, edits: Iterable[tuple[int, int, str]]) -> str:
    """Text with parts replaced: (start, end, new), in order and apart from each other."""
    parts, position = [], 0
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        parts += [text[position:start], new]
        position = end
    return "".join([*parts, text[position:]])


def without(text: str, start: int, end: int) -> tuple[int, int, str]:
    """The edit that takes an element out, with its lines where nothing else stands on them."""
    first, last = start, end
    while first and text[first - 1] in " \t":
        first -= 1
    while last < len(text) and text[last] in " \t\r":
        last += 1
    alone = text[last : last + 1] == "\n" and (not first or text[first - 1] == "\n")
    return (first, last + 1, "") if alone else (start, end, "")


def with_attribute(tag: str, name: str, value: str | None) -> str:
    """A start tag with an attribute set, or with None taken away."""
    found = re.search(rf"(?<!\s)(\s+){re.escape(name)}\s*=\s*(\"[^\"]*\"|'[^']*')", tag)
    if value is None:
        return tag if found is None else tag[: found.start()] + tag[found.end() :]
    written = f'{name}="{html.escape(value)}"'
    if found is not None:
        return tag[: found.start()] + found.group(1) + written + tag[found.end() :]
    head = tag.removesuffix(">").removesuffix("/").rstrip()
    return f"{head} {written}{tag[len(head) :]}"


def opened(tag: str) -> str:
    """The start tag for that of an empty element; a start tag as it is."""
    return tag[:-2].rstrip() + ">" if tag.endswith("/>") else tag
