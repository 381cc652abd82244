"""OpenDocument text (OASIS ODF 1.3): paragraphs and headings of the text, notes, frames, headers and footers.

LibreOffice notes in which session a word was typed by a format of its own; such formats, that nobody sees, are none.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.markup.model import XML_TOKEN, Block, BlockBuilder, Page, escape_text
from toolkit.markup.packed import PackedDocument, unpack

_MEMBER = re.compile(r"content\.xml|styles\.xml")
_STYLE = re.compile(
    r'<style:style (?=[^<>]*style:family="text")[^<>]*style:name="([^"]*)"[^<>]*>\s*'
    r"<style:text-properties([^<>]*)/>\s*</style:style>"
)
_ATTRIBUTE = re.compile(r'([\w:.-]+)="([^"]*)"')
_UNSEEN = re.compile(r"officeooo:.*|fo:(?:language|country|script)|style:(?:language|country|script|rfc)-.*|loext:.*")
_PARAGRAPHS = ("text:p", "text:h")
_AROUND = ("text:span", "text:a", "text:meta")
_BREAKS = ("text:tab", "text:line-break")
# What was deleted or remarked, and what a program reads: nothing of it is translated.
_CLOSED = (
    "text:tracked-changes",
    "office:annotation",
    "office:automatic-styles",
    "office:font-face-decls",
    "math:math",
)
# They stand at a place of the text, with text of their own inside.
_ASIDE = re.compile(r"text:note|draw:.*|text:ruby|office:.*|math:.*|presentation:.*|dr3d:.*")


def parse(data: bytes, from_code: str, to_code: str) -> PackedDocument:
    """Read an OpenDocument text.

    Args:
        data: the file.
        from_code, to_code: not used; a document may hold several languages.

    Raises:
        InputError: not an OpenDocument file, or a damaged one.
    """
    return unpack(data, _MEMBER, "content.xml", "an OpenDocument file", _page, "save it as .odt first")


@dataclass(slots=True)
class _Token:
    """A tag, text, or an element with all that is in it (``whole``)."""

    name: str
    code: str
    start: int
    end: int
    closing: bool
    whole: bool = False

    @property
    def opens(self) -> bool:
        return bool(self.name) and not self.closing and not self.code.endswith("/>")


def _page(code: str) -> Page:
    unseen = {
        name
        for name, properties in _STYLE.findall(code)
        if all(_UNSEEN.fullmatch(key) for key, _ in _ATTRIBUTE.findall(properties))
    }
    page = Page()
    page.parts = _parts(page, code, unseen)
    return page


def _tokens(code: str) -> Iterator[_Token]:
    for match in XML_TOKEN.finditer(code):
        yield _Token(match["name"] or "", match.group(), *match.span(), bool(match["end"]))


def _parts(page: Page, code: str, unseen: set[str]) -> list[str | Block]:
    """Code and paragraphs."""
    parts: list[str | Block] = []
    position = 0
    for start, end in _inside(list(_tokens(code)), _PARAGRAPHS, _CLOSED):
        parts += [code[position:start], _paragraph(page, code[start:end], unseen)]
        position = end
    return [*parts, code[position:]]


def _inside(tokens: list[_Token], names: tuple[str, ...], closed: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Offsets of what stands in the outermost elements of some names, but for what stands in closed ones."""
    depth, begin, waiting = 0, 0, ""
    for token in tokens:
        if token.opens and (token.name == waiting or (not waiting and token.name in names + closed)):
            if not waiting:
                waiting, begin = token.name, token.end
            depth += 1
        elif token.closing and token.name == waiting:
            depth -= 1
            if not depth:
                if waiting in names:
                    yield begin, token.start
                waiting = ""


def _paragraph(page: Page, code: str, unseen: set[str]) -> Block | str:
    """The content of a paragraph; code where there is nothing to translate in it."""
    tokens = _joined(page, code, unseen)
    builder = BlockBuilder()
    for token in tokens:
        if not token.name:
            if not token.code.startswith("<"):
                builder.add(html.unescape(token.code))
        elif token.name in _AROUND and not token.code.endswith("/>"):
            (builder.close if token.closing else builder.open)(token.code)
        elif token.name == "text:s":
            builder.add(" ")
        elif token.name in _BREAKS:
            builder.line_break(token.code)
        elif _ASIDE.fullmatch(token.name) or token.code.endswith("/>"):
            builder.empty(token.code)
        else:
            # A field: a date, the number of a page.
            builder.fixed(token.code)
    position, written = 0, []
    for token in tokens:
        if token.whole:
            written += [code[position : token.start], token.code]
            position = token.end
    whole = "".join([*written, code[position:]])
    block = builder.block(whole, escape_text)
    return block if block.has_words() else whole


def _joined(page: Page, code: str, unseen: set[str]) -> list[_Token]:
    """Tokens of a paragraph: fields and what stands aside as one each, without formats that nobody sees."""
    joined: list[_Token] = []
    begin, depth = 0, 0
    name = ""
    formats: list[tuple[bool, str]] = []
    ended = ""
    for token in _tokens(code):
        if name:
            depth += (token.name == name) * (token.opens - token.closing)
            if not depth:
                inside = _parts(page, code[begin : token.end], unseen)
                whole = "".join(page.hole(part) if isinstance(part, Block) else part for part in inside)
                joined.append(_Token(name, whole, begin, token.end, False, whole=True))
                name = ended = ""
        elif token.opens and token.name not in _AROUND:
            name, begin, depth = token.name, token.start, 1
        elif token.name != "text:span" or token.code.endswith("/>"):
            joined.append(token)
            ended = ""
        elif not token.closing:
            style = dict(_ATTRIBUTE.findall(token.code)).get("text:style-name")
            formats.append((style not in unseen, token.code))
            if token.code == ended:
                # The same format ends and begins again: it goes on.
                joined.pop()
            elif formats[-1][0]:
                joined.append(token)
            ended = ""
        else:
            visible, opening = formats.pop()
            if visible:
                joined.append(token)
                ended = opening
    return joined
