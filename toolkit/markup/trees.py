"""XML as a tree whose code is kept byte for byte, with names that do not depend on the prefixes of a file."""

from __future__ import annotations

import html
import re
import xml.parsers.expat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from toolkit.errors import InputError
from toolkit.text.xml_tokens import read_attributes, read_tokens

# Documents that people write are some 60 elements deep at most, with tables in tables and text boxes.
_DEEPEST = 256
_DECLARED = re.compile(r"""\sxmlns(?::([\w.-]+))?\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ENCODING = re.compile(r"""((?:\xef\xbb\xbf)?<\?xml[^<>]*?\sencoding\s*=\s*)(?:"([^"]*)"|'([^']*)')""")


@dataclass(slots=True)
class Element:
    """An element with its code.

    Attributes:
        name: with the usual prefix, such as ``w:p``, whatever prefix the file uses.
        start: code of the start tag, or of the whole element where it has no content.
        end: code of the end tag; empty where there is none.
        children: elements, and other code such as text, which is still escaped.
    """

    name: str
    start: str
    end: str = ""
    children: list[Element | str] = field(default_factory=list)

    def code(self) -> str:
        """The element as it is written in its file."""
        inner = "".join(child if isinstance(child, str) else child.code() for child in self.children)
        return self.start + inner + self.end

    def elements(self) -> Iterator[Element]:
        """The children that are elements."""
        return (child for child in self.children if isinstance(child, Element))

    def text(self) -> str:
        """The text directly inside, unescaped."""
        return html.unescape("".join(child for child in self.children if isinstance(child, str)))

    def attribute(self, name: str) -> str:
        """The value of an attribute by its local name; empty where there is none."""
        values = {key.rpartition(":")[2]: value for key, value in read_attributes(self.start).items()}
        return values.get(name, "")


class Names:
    """The prefixes of a file.

    Args:
        code: of the file.
        spaces: the usual prefix of each namespace that counts.
    """

    def __init__(self, code: str, spaces: Mapping[str, str]) -> None:
        self._usual: dict[str, str] = {}
        self._own: dict[str, str] = {}
        for prefix, one, other in _DECLARED.findall(code):
            usual = spaces.get(one or other)
            if usual:
                self._usual.setdefault(prefix, usual)
                self._own.setdefault(usual, f"{prefix}:" if prefix else "")

    def usual(self, name: str) -> str:
        """The name of an element with its usual prefix."""
        prefix, colon, local = name.rpartition(":")
        return f"{self._usual[prefix]}:{local}" if prefix in self._usual else prefix + colon + local

    def own(self, usual: str) -> str:
        """The prefix that the file has for a usual one, with its colon."""
        return self._own.get(usual, f"{usual}:")


def decoded(data: bytes, name: str) -> str:
    """The code of an XML file, checked, with UTF-8 as its declared encoding.

    Args:
        data: the file.
        name: of the file, for messages.

    Raises:
        InputError: not well-formed XML, or of an encoding that is not known.
    """
    parser = xml.parsers.expat.ParserCreate()
    depth = 0

    def start(tag: str, attributes: object) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise InputError(f"{name} is nested more than {_DEEPEST} elements deep; no word processor writes that")

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1

    def doctype(*_: object) -> None:
        raise InputError(f"{name} declares a document type, which no word processor writes")

    parser.StartElementHandler, parser.EndElementHandler, parser.StartDoctypeDeclHandler = start, end, doctype
    try:
        parser.Parse(data, True)
    except (xml.parsers.expat.ExpatError, LookupError) as error:
        raise InputError(f"{name} is not well-formed XML ({error})") from None
    declared = _ENCODING.match(data[:200].decode("latin-1"))
    encoding = (declared[2] or declared[3]).lower() if declared else "utf-8"
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16"
    try:
        code = data.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except (LookupError, UnicodeError) as error:
        raise InputError(f"{name} is not of the encoding that it declares ({error})") from None
    return _ENCODING.sub(lambda match: f'{match[1]}"UTF-8"', code, count=1)


def read_tree(code: str, usual: Callable[[str], str] = str) -> list[Element | str]:
    """Read well-formed XML.

    Args:
        code: whole elements, see :func:`decoded`.
        usual: makes the usual name of an element of its name in the file.
    """
    top: list[Element | str] = []
    stack = [top]
    opened: list[Element] = []
    for token in read_tokens(code):
        if not token.name:
            stack[-1].append(token.code)
        elif token.closing:
            stack.pop()
            opened.pop().end = token.code
        else:
            element = Element(usual(token.name), token.code)
            stack[-1].append(element)
            if not token.empty:
                stack.append(element.children)
                opened.append(element)
    return top
