"""HTML as a run of tags, texts and other things, each with its code, so that no byte goes through a tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html.parser import HTMLParser

from toolkit.markup.masks import Masked, Span
from toolkit.markup.templates import find_templates
from toolkit.text.formulas import find_formulas

#: Elements without an end tag.
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_UNFINISHED = re.compile("<[a-zA-Z/!?]")


@dataclass(slots=True)
class Token:
    """A tag, text, or something else.

    Attributes:
        kind: ``open``, ``close``, ``text``, ``fixed`` (shown and never translated), ``control`` (a tag of a template
            language that begins, parts or ends something) or ``other`` (comment, declaration).
        name: of the element or of the control.
        code: as written, with holes for attributes.
        role: of a control, see :class:`toolkit.markup.masks.Span`.
    """

    kind: str
    name: str
    code: str
    role: str = ""


class _Scanner(HTMLParser):
    """Notes where tags, texts and other things begin; where each ends is where the next one begins."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self._lines = [0, *(match.end() for match in re.finditer("\n", code))]
        self.events: list[tuple[int, str, str]] = []
        self.feed(code)
        self.close()

    def _note(self, kind: str, name: str = "") -> None:
        line, column = self.getpos()
        self.events.append((self._lines[line - 1] + column, kind, name))

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._note("open", tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        self._note("open" if tag in VOID else "other", tag)

    def handle_endtag(self, tag: str) -> None:
        self._note("close", tag)

    def handle_data(self, data: str) -> None:
        self._note("text")

    def handle_comment(self, data: str) -> None:
        self._note("other")

    def handle_decl(self, decl: str) -> None:
        self._note("other")

    def handle_pi(self, data: str) -> None:
        self._note("other")

    def unknown_decl(self, data: str) -> None:
        self._note("other")


def read_tokens(code: str) -> Iterator[Token]:
    """The tokens of a page or a part of one."""
    masked = Masked(code, find_templates(code))
    for kind, name, start, end in _pieces(masked.text):
        if kind == "text":
            yield from _text_tokens(masked, start, end)
        else:
            yield Token(kind, name, code[start:end])


def _pieces(code: str) -> Iterator[tuple[str, str, int, int]]:
    """Kind, name and offsets of the tags of a page and of the text between them."""
    events = _Scanner(code).events
    if not events or events[0][0]:
        yield "other", "", 0, events[0][0] if events else len(code)
    begun: int | None = None
    for number, (start, kind, name) in enumerate(events):
        end = events[number + 1][0] if number + 1 < len(events) else len(code)
        if kind == "text" and not _UNFINISHED.match(code, start, end):
            begun = start if begun is None else begun
            continue
        if begun is not None:
            yield "text", "", begun, start
            begun = None
        # What looks like a tag and is no element is a tag or comment without an end.
        yield ("other" if kind == "text" else kind), name, start, end
    if begun is not None:
        yield "text", "", begun, len(code)


def _text_tokens(masked: Masked, start: int, end: int) -> Iterator[Token]:
    shadow = masked.text[start:end]
    tags = (part for part in masked.split(shadow) if isinstance(part, Span))
    spans = [Span(*place, "shown") for place in find_formulas(shadow)]
    spans += (replace(s, start=s.start - start, end=s.end - start) for s in tags)
    text = Masked(masked.code[start:end], spans)
    for part in text.split(text.text):
        if isinstance(part, str):
            yield Token("text", "", part)
        else:
            yield control(part, text.code_of(part))


def control(span: Span, code: str) -> Token:
    """The token of a tag of a template language."""
    if span.role in ("open", "middle", "close"):
        return Token("control", span.name, code, span.role)
    return Token("other" if span.role == "hidden" else "fixed", "", code)
