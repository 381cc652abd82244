"""Texts of office files that stand in attributes, in headers of printed pages and in plain elements."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from toolkit.markup.inline import Item, Kind, add_items, compose, source
from toolkit.markup.model import Block, BlockBuilder, Page, escape_text

#: Attributes of a picture, shape or chart in DrawingML that people read.
DESCRIBED = {"cNvPr": "descr|title"}
#: The same of a sheet: what Excel says about a cell or a link.
SAID = {"dataValidation": "prompt|promptTitle|error|errorTitle", "hyperlink": "tooltip"}
# Excel repairs a file with longer ones (ECMA-376 part 1, 18.3.1.32).
_LONGEST = {"promptTitle": 32, "errorTitle": 32, "prompt": 255, "error": 225, "tooltip": 255}
# The same for a header or footer.
_HEADER_LENGTH = 255
# Excel writes some as codes (ECMA-376 part 1, 22.9.2.19).
_LINE_ENDS = re.compile(r"((?:_x000[aAdD]_)+|\n)")
_FILE = re.compile(r"\S+\.\w{2,4}")
_HEADER = re.compile(
    r"(<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)(?:\s[^<>]*)?>)([^<]*)(?=</(?:\w+:)?(?:odd|even|first)(?:Header|Footer)>)"
)
# Codes of headers and footers (ECMA-376 part 1, 18.3.1.46): of a side, of a format, and of what Excel fills in.
_CODE = re.compile(
    r"&(?:(?P<side>[LCR])|(?P<style>\"[^\"]*\"|\d+ ?|K(?:[0-9A-Fa-f]{6}|\d{2}[+-]\d{3})|[BIUSEXYOH])"
    r"|(?P<field>[PNDTAFZG](?:[+-]\d+ ?)?)|(?P<sign>&))"
)
_TEXT = re.compile(r"(<(?:[\w.-]+:)?text(?:\s[^<>]*)?(?<!/)>)([^<]*)(?=</(?:[\w.-]+:)?text\s*>)")


def with_holes(page: Page, code: str, names: str, write: Callable[[str], str] = html.escape) -> str:
    """The code of a start tag, with holes for attributes that people read.

    Args:
        page: gets their blocks.
        code: the tag.
        names: of the attributes, with bars between them.
        write: text as code.
    """

    def hole(match: re.Match[str]) -> str:
        pieces = _LINE_ENDS.split(html.unescape(match[4]))
        longest = _LONGEST.get(match[2].rpartition(":")[2], 0) // (len(pieces) // 2 + 1)
        made = [
            piece.replace("\n", "&#10;") if number % 2 else _attribute(page, piece, write, longest)
            for number, piece in enumerate(pieces)
        ]
        return match[1] + match[3] + "".join(made) + match[3]

    return re.sub(rf"(\s({names})\s*=\s*)([\"'])(.*?)\3", hole, code, flags=re.DOTALL)


def _attribute(page: Page, value: str, write: Callable[[str], str], longest: int) -> str:
    text = value.strip()
    if _FILE.fullmatch(text) or not any(map(str.isalpha, text)):
        return html.escape(value)
    start = value.index(text)

    def escape(target: str) -> str:
        # A text that has no room would make the file one to be repaired: it stays.
        return write(target if not longest or len(target) <= max(longest, len(text)) else text)

    block = Block(text, [], html.escape(text), escape, attribute=True)
    return html.escape(value[:start]) + page.hole(block) + html.escape(value[start + len(text) :])


def opened(page: Page, code: str, wanted: Mapping[str, str]) -> str:
    """Some code with holes in the start tags of some elements.

    Args:
        page: gets the blocks.
        code: of elements.
        wanted: local names of elements with those of attributes, see :func:`with_holes`.
    """
    tags = re.compile(rf"<(?:[\w.-]+:)?({'|'.join(wanted)})(?=[\s/])[^<>]*>")
    return tags.sub(lambda match: with_holes(page, match[0], wanted[match[1]]), code)


def with_headers(page: Page, code: str) -> str:
    """Code of a sheet with holes for the texts in the headers and footers of its printed pages."""

    def hole(match: re.Match[str]) -> str:
        parts = compose(_header(html.unescape(match[2])), lambda text, _: _escaped(text), _block)
        blocks = [part for part in parts if isinstance(part, RoomBlock)]
        for block in blocks:
            more = max(0, _HEADER_LENGTH - len(html.unescape(match[2]))) // len(blocks)
            block.room = len(html.unescape(block.code)) + more
        return match[1] + "".join(part if isinstance(part, str) else page.hole(part) for part in parts)

    return _HEADER.sub(hole, code)


def _header(text: str) -> list[Item]:
    items = []
    position = 0
    for match in [*_CODE.finditer(text), None]:
        between = text[position : match.start() if match else len(text)]
        if between:
            items += [
                Item(Kind.CUT, escape_text(piece)) if piece == "\n" else Item(Kind.TEXT, _escaped(piece), piece)
                for piece in re.split("(\n)", between)
                if piece
            ]
        if match:
            kind = Kind.FIXED if match["field"] else Kind.POINT if match["style"] else Kind.CUT
            code = escape_text(match[0])
            items.append(Item(Kind.TEXT, code, "&") if match["sign"] else Item(kind, code))
            position = match.end()
    return items


def _escaped(text: str) -> str:
    return escape_text(text.replace("&", "&&"))


@dataclass(slots=True)
class RoomBlock(Block):
    """A block that stays as it is where its translation has no room.

    Attributes:
        room: how many characters it may have as it is shown.
    """

    room: int = 0

    def written(self) -> str:
        made = Block.written(self)
        return made if len(html.unescape(made)) <= self.room else self.code


def _block(items: list[Item]) -> Block:
    builder = BlockBuilder()
    add_items(builder, items)
    block = builder.block(source(items), _escaped)
    return RoomBlock(block.text, block.marks, block.code, block.escape, attribute=True)


def remarks(code: str) -> Page:
    """A part of remarks whose texts are plain elements called ``text``."""
    page, position = Page(), 0
    for match in _TEXT.finditer(code):
        page.parts += [code[position : match.start()], match[1]]
        position = match.end()
        for piece in re.split(r"(\r?\n)", match[2]):
            text = html.unescape(piece).strip()
            if not any(map(str.isalpha, text)):
                page.parts.append(piece)
                continue
            core = piece.strip()
            before, _, after = piece.partition(core)
            page.parts += [before, Block(text, [], core, escape_text), after]
    page.parts.append(code[position:])
    return page


def joined(parts: Iterable[str | Block]) -> list[str | Block]:
    """Parts of a page with one piece of code between blocks."""
    made: list[str | Block] = []
    for are_code, group in groupby(parts, lambda part: isinstance(part, str)):
        pieces = list(group)
        made += ["".join(piece for piece in pieces if isinstance(piece, str))] if are_code else pieces
    return made
