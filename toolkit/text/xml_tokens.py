"""XML as a run of tags and text, each with its offsets: code that is kept byte for byte must not go through a tree."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<(?P<end>/?)(?P<name>[^\s<>/!?]+)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>|[^<]+",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"(?<![\w:.-])([\w:.-]++)\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)')")


@dataclass(slots=True)
class Token:
    """A tag, text, a comment or the like, or an element with all that is in it.

    Attributes:
        name: of the tag; empty for all that is none.
        code: as it is written.
        start, end: offsets.
        closing: it ends an element.
        whole: it is an element with all that is in it.
    """

    name: str
    code: str
    start: int = 0
    end: int = 0
    closing: bool = False
    whole: bool = False

    @property
    def attributes(self) -> dict[str, str]:
        """Of the tag, by name."""
        return read_attributes(self.code)

    @property
    def empty(self) -> bool:
        """Whether the tag is an element without content."""
        return self.code.endswith("/>")

    @property
    def opens(self) -> bool:
        """Whether the tag begins an element with content."""
        return bool(self.name) and not self.closing and not self.empty


def read_tokens(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """The tokens of a part of some XML."""
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        yield Token(match["name"] or "", match.group(), *match.span(), bool(match["end"]))


def read_attributes(code: str) -> dict[str, str]:
    """The attributes in the code of a tag, by name."""
    return {key: html.unescape(one or other) for key, one, other in _ATTRIBUTE.findall(code)}
