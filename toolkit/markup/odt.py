"""OpenDocument text (OASIS ODF 1.3): paragraphs and headings of the text, notes, frames, headers and footers.

LibreOffice notes in which session a word was typed by a format of its own; such formats, that nobody sees, are none.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from toolkit.markup.model import Block, BlockBuilder, Page, escape_text
from toolkit.markup.packed import PackedDocument, unpack
from toolkit.markup.tokens import Token, read_attributes, read_tokens

_MEMBER = re.compile(r"content\.xml|styles\.xml")
_STYLE = re.compile(
    r'<style:style (?=[^<>]*style:family="text")[^<>]*style:name="([^"]*)"[^<>]*>\s*'
    r"<style:text-properties([^<>]*)/>\s*</style:style>"
)
_UNSEEN = re.compile(r"officeooo:.*|fo:(?:language|country|script)|style:(?:language|country|script|rfc)-.*|loext:.*")
_PARAGRAPHS = ("text:p", "text:h")
_AROUND = ("text:span", "text:a", "text:meta")
_BREAKS = ("text:tab", "text:line-break")
# What was deleted or remarked, and what a program reads: nothing of it is translated.
_CLOSED = ("text:tracked-changes", "office:annotation", "math:math")
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


def _page(code: str) -> Page:
    unseen = {
        name for name, properties in _STYLE.findall(code) if all(map(_UNSEEN.fullmatch, read_attributes(properties)))
    }
    page = Page()
    page.parts = _parts(page, code, unseen)
    return page


def _parts(page: Page, code: str, unseen: set[str]) -> list[str | Block]:
    """Code and paragraphs."""
    parts: list[str | Block] = []
    position = 0
    for start, end in _paragraphs(code):
        parts += [code[position:start], _paragraph(page, code[start:end], unseen)]
        position = end
    return [*parts, code[position:]]


def _paragraphs(code: str) -> Iterator[tuple[int, int]]:
    """Offsets of what stands in the outermost paragraphs, but for those in closed elements."""
    depth, begin, waiting = 0, 0, ""
    for token in read_tokens(code):
        if token.opens and (token.name == waiting or (not waiting and token.name in _PARAGRAPHS + _CLOSED)):
            if not waiting:
                waiting, begin = token.name, token.end
            depth += 1
        elif token.closing and token.name == waiting:
            depth -= 1
            if not depth:
                if waiting in _PARAGRAPHS:
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
        elif token.name in _AROUND and not token.empty:
            (builder.close if token.closing else builder.open)(token.code)
        elif token.name == "text:s":
            builder.add(" ")
        elif token.name in _BREAKS:
            builder.line_break(token.code)
        elif _ASIDE.fullmatch(token.name) or token.empty:
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


def _joined(page: Page, code: str, unseen: set[str]) -> list[Token]:
    """Tokens of a paragraph: fields and what stands aside as one each, without formats that nobody sees."""
    joined: list[Token] = []
    begin, depth = 0, 0
    name = ""
    formats: list[tuple[bool, str]] = []
    ended = ""
    for token in read_tokens(code):
        if name:
            depth += (token.name == name) * (token.opens - token.closing)
            if not depth:
                inside = _parts(page, code[begin : token.end], unseen)
                whole = "".join(page.hole(part) if isinstance(part, Block) else part for part in inside)
                joined.append(Token(name, whole, begin, token.end, False, whole=True))
                name = ended = ""
        elif token.opens and token.name not in _AROUND:
            name, begin, depth = token.name, token.start, 1
        elif token.name != "text:span" or token.empty:
            joined.append(token)
            ended = ""
        elif not token.closing:
            style = token.attributes.get("text:style-name")
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
