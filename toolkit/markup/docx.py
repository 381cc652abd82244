"""Word files (Office Open XML, ECMA-376): paragraphs of the text, notes, headers and footers; all else stays as it is.

Word cuts text into runs of one format each, often inside words for reasons of its own. Runs of equal format are one;
the format that most of a paragraph has is its ground, others and links are marks on it.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.markup.model import Block, BlockBuilder, Page, escape_text
from toolkit.markup.packed import PackedDocument, unpack

_MEMBER = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_PARAGRAPH = re.compile(r"<w:p(?:\s[^<>]*[^/])?>|</w:p>")
_PROPERTIES = re.compile(r"\s*<w:pPr\s*/>|\s*<w:pPr[ >].*?</w:pPr>", re.DOTALL)
# What may stand in a paragraph: runs, links, and what marks a place; anything else is not taken apart.
_CHILD = re.compile(
    r"<w:r(?:\s[^<>]*)?>(?P<run>.*?)</w:r>|(?P<link><w:hyperlink(?:\s[^<>]*)?>)(?P<linked>.*?)</w:hyperlink>"
    r"|<w:(?P<place>bookmarkStart|bookmarkEnd|commentRangeStart|commentRangeEnd|proofErr)(?:\s[^<>]*)?/>|\s+",
    re.DOTALL,
)
_FORMAT = re.compile(r"<w:rPr\s*/>|<w:rPr[ >].*?</w:rPr>", re.DOTALL)
_TEXT = re.compile(r"<w:t(?:\s[^<>]*)?>([^<]*)</w:t>|<w:t\s*/>|<w:lastRenderedPageBreak\s*/>")
_BREAK = re.compile(r"<w:(?:tab|br|cr|ptab)\b")
# Which session of Word wrote a run, its language, and what the speller thinks of it are no format.
_NOISE = re.compile(r"<w:(?:lang|noProof|webHidden)(?:\s[^<>]*)?/>")
_EMPTY = re.compile(r"<w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t xml:space=\"preserve\"></w:t></w:r>", re.DOTALL)


def parse(data: bytes, from_code: str, to_code: str) -> PackedDocument:
    """Read a Word file.

    Args:
        data: the file.
        from_code, to_code: not used; a Word file may hold several languages.

    Raises:
        InputError: not a Word file, or a damaged one.
    """
    old = ".doc files must be saved as .docx first"
    return unpack(data, _MEMBER, "word/document.xml", "a Word file", _page, old, lambda code: _EMPTY.sub("", code))


def _page(code: str) -> Page:
    page = Page()
    page.parts = _parts(page, code)
    return page


def _parts(page: Page, code: str) -> list[str | Block]:
    """Code and paragraphs; those inside others (text boxes) are holes in code."""
    parts: list[str | Block] = []
    position = 0
    for start, end in _paragraphs(code):
        properties = _PROPERTIES.match(code, start, end)
        head = properties.end() if properties else start
        inside = _parts(page, code[head:end])
        content = "".join(page.hole(part) if isinstance(part, Block) else part for part in inside)
        parts += [code[position:head], _block(content) or content]
        position = end
    return [*parts, code[position:]]


def _paragraphs(code: str) -> Iterator[tuple[int, int]]:
    """Offsets of what stands in the outermost paragraphs."""
    depth, start = 0, 0
    for match in _PARAGRAPH.finditer(code):
        if match.group().startswith("</"):
            depth -= 1
            if not depth:
                yield start, match.start()
        else:
            if not depth:
                start = match.end()
            depth += 1


@dataclass(slots=True)
class _Piece:
    """Text or other code of a run.

    Attributes:
        text: empty for other code.
        code: the other code.
        style: the format of the run, as code.
        link: the tag of the link that the run is in.
    """

    text: str
    code: str
    style: str
    link: str = ""


def _block(content: str) -> Block | None:
    """The content of a paragraph; None where there is nothing to translate."""
    if not any(map(str.isalpha, html.unescape("".join(m[1] or "" for m in _TEXT.finditer(content))))):
        return None
    places: list[str] = []
    pieces = _pieces(content, places)
    if pieces is None:
        return _whole(content)
    weight: Counter[str] = Counter()
    for piece in pieces:
        if not piece.link:
            weight[piece.style] += len(piece.text)
    ground = weight.most_common(1)[0][0] if weight else ""
    begin, end = f'<w:r>{ground}<w:t xml:space="preserve">', "</w:t></w:r>"
    builder = BlockBuilder()
    builder.open("".join(places) + begin)
    link = ""
    style: str | None = None
    for piece in [*pieces, _Piece("", "", ground)]:
        if style is not None and (piece.style != style or piece.link != link or not piece.text):
            builder.close(end + begin)
            style = None
        if link and piece.link != link:
            builder.close(f"{end}</w:hyperlink>{begin}")
            link = ""
        if piece.link and not link:
            link = piece.link
            builder.open(f'{end}{link}<w:r>{piece.style}<w:t xml:space="preserve">')
        if not piece.text:
            if piece.code:
                code = f"{end}<w:r>{piece.style}{piece.code}</w:r>{begin}"
                (builder.line_break if _BREAK.match(piece.code) else builder.empty)(code)
            continue
        if style is None and not link and piece.style != ground:
            style = piece.style
            builder.open(f'{end}<w:r>{style}<w:t xml:space="preserve">')
        builder.add(piece.text)
    builder.close(end)
    return builder.block(content, escape_text)


def _whole(content: str) -> Block:
    """A paragraph that is not taken apart: its text goes where its first text was, formats inside are lost."""
    texts = [m for m in _TEXT.finditer(content) if m[1]]
    text = html.unescape("".join(m[1] for m in texts))
    before = content[: texts[0].start()]
    after = _TEXT.sub("", content[texts[0].end() :])

    def escape(text: str) -> str:
        return f'{before}<w:t xml:space="preserve">{escape_text(text)}</w:t>{after}'

    return Block(" ".join(text.split(" ")).strip(), [], content, escape)


def _pieces(content: str, places: list[str], link: str = "") -> list[_Piece] | None:
    """What the runs hold; None where the paragraph holds more than runs, links and marks of places."""
    pieces: list[_Piece] = []
    position = 0
    while position < len(content):
        match = _CHILD.match(content, position)
        if match is None:
            return None
        position = match.end()
        if match["link"]:
            inner = None if link else _pieces(match["linked"], places, match["link"])
            if inner is None:
                return None
            pieces += inner
        elif match["place"]:
            if match["place"] != "proofErr":
                places.append(match.group())
        elif match["run"] is not None:
            run = match["run"]
            if "<w:fldChar" in run or "<w:r>" in run or "<w:delText" in run:
                return None
            style = _FORMAT.match(run)
            rest = run[style.end() :] if style else run
            code = _NOISE.sub("", style.group()) if style else ""
            code = "" if code in ("<w:rPr></w:rPr>", "<w:rPr/>") else code
            last = 0
            for text in _TEXT.finditer(rest):
                if other := rest[last : text.start()].strip():
                    pieces.append(_Piece("", other, code, link))
                if text[1]:
                    pieces.append(_Piece(html.unescape(text[1]), "", code, link))
                last = text.end()
            if other := rest[last:].strip():
                pieces.append(_Piece("", other, code, link))
    return pieces
