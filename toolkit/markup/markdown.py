"""Markdown: CommonMark with tables, strikethrough and what static site generators add.

The structure is found by markdown-it-py; only the lines of text are written anew, one line a paragraph.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from toolkit.markup.html import read_into
from toolkit.markup.model import Block, BlockBuilder, Page

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?\r?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELD = re.compile(
    r"^((?:title|subtitle|description|summary|excerpt|lead|caption):[ \t]+)"
    r"(\"[^\"\r\n]*\"|'[^'\r\n]*'|[^\s\"'>|&*\[{][^\r\n]*?)[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
# Notes, templates and attributes of other dialects: the first kind stands for words, the second for none.
_TEMPLATE = re.compile(
    r"(?P<shown>\{\{.*?\}\}|https?://[^\s<>]+[^\s<>.,;:!?)\"'»])|\[\^[^\]\s]+\]|\{%.*?%\}|\{[#.:][^{}]*\}"
)
_NOTE = re.compile(r"\[\^[^\]\s]+\]:[ \t]+")
_HARD_BREAK = re.compile(r"(?: {2,}|\\)$")
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)[^<>]*?(/?)>")
_SPECIAL = re.compile(
    r"[\\`]|(?<!\s)\*|\*(?!\s)|\](?=[(\[:])|<(?=[\w/!?])|(?<=\s)#(?=#*$)|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)"
)
# What would begin a heading, list or quotation at the beginning of a line.
_BEGINNING = re.compile(r"^(?:#{1,6}(?=\s)|[-+*](?=\s)|>)|^(\d{1,9})(?=[.)]\s)")


def parse(text: str, from_code: str, to_code: str) -> Page:
    """Read a Markdown page.

    Also translated are titles and descriptions in YAML front matter, the texts of images, and HTML; see
    :func:`toolkit.markup.html.parse`. Code, addresses, notes' marks and templates stay as they are.

    Args:
        text: the code.
        from_code: language of the text.
        to_code: language of the translation, for HTML.
    """
    page = Page()
    body = 0
    if front := _FRONT_MATTER.match(text):
        body = front.end()
        page.parts += _front_matter(text[:body])
    _Reader(page, text[body:], from_code, to_code).read()
    return page


def _front_matter(code: str) -> list[str | Block]:
    parts: list[str | Block] = []
    position = 0
    for match in _FIELD.finditer(code):
        written = match.group(2)
        text = written[1:-1] if written[0] in "\"'" else written
        if any(map(str.isalpha, text)):
            title = match.group(1).lower().startswith("title")
            parts += [code[position : match.start(2)], Block(text, [], written, _quoted, not title)]
            position = match.end(2)
    return [*parts, code[position:]]


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"store_labels": True}).enable(["table", "strikethrough"])
    # Addresses are written as they were read.
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


class _Reader:
    def __init__(self, page: Page, code: str, from_code: str, to_code: str) -> None:
        self._page, self._code = page, code
        self._languages = from_code, to_code
        self._lines = [match.span() for match in re.finditer(r"[^\r\n]*(?:\r\n|\r|\n|\Z)", code)]
        self._position = 0
        self._parser = _parser()
        self._env: dict[str, Any] = {}

    def read(self) -> None:
        # The parser counts lines by "\n" alone; the offsets stay those of the code.
        tokens = self._parser.parse(re.sub(r"\r\n?", "\n", self._code), self._env)
        cell = False
        for token in tokens:
            if token.type in ("th_open", "td_open"):
                cell = True
            elif token.type == "inline" and token.map:
                self._add_inline(token, cell)
                cell = False
            elif token.type == "html_block" and token.map:
                start, end = self._lines[token.map[0]][0], self._lines[token.map[1] - 1][1]
                self._keep(start)
                read_into(self._page, self._code[start:end], *self._languages)
                self._position = end
        self._keep(len(self._code))

    def _keep(self, end: int) -> None:
        if end > self._position:
            self._page.parts.append(self._code[self._position : end])
            self._position = end

    def _add_inline(self, token: Token, cell: bool) -> None:
        """Find the lines of a text in the code, and make a block of those between two hard breaks."""
        assert token.map is not None
        spans: list[tuple[int, int]] = []
        lines = token.content.split("\n")
        for number, line in enumerate(lines, token.map[0]):
            written = line.replace("|", "\\|") if cell else line
            start, end = self._lines[number]
            found = self._code.find(written, max(start, self._position), end)
            if not cell:
                found = max(found, self._code.rfind(written, max(start, self._position), end))
            if found < 0:
                return
            spans.append((found, found + len(written)))
            if cell or number - token.map[0] == len(lines) - 1 or _HARD_BREAK.search(line):
                self._add_block(spans, cell)
                spans = []

    def _add_block(self, spans: list[tuple[int, int]], cell: bool) -> None:
        text = "\n".join(self._code[start:end] for start, end in spans)
        start, end = spans[0][0], spans[-1][1]
        if note := _NOTE.match(text):
            start, text = start + note.end(), text[note.end() :]
        if hard := _HARD_BREAK.search(text):
            end, text = end - len(hard.group()), text[: hard.start()]
        start, text = start + len(text) - len(text.lstrip(" \t")), text.lstrip(" \t")
        if not text:
            return
        [inline] = self._parser.parseInline(text.replace("\\|", "|") if cell else text, self._env)
        builder = BlockBuilder()
        holes = len(self._page.inner)
        self._build(builder, inline.children or [])
        block = builder.block(self._code[start:end], _escape_cell if cell else _escape)
        if block.has_words():
            self._keep(start)
            self._page.parts.append(block)
            self._position = end
        elif len(self._page.inner) > holes:
            # Images alone have words only inside of them.
            self._keep(start)
            code = block.code
            for number, alt in enumerate(self._page.inner[holes:], holes):
                code = code.replace(f"![{alt.code}]", f"![\0{number}\0]", 1)
            self._page.parts.append(code)
            self._position = end

    def _build(self, builder: BlockBuilder, children: list[Token]) -> None:
        pairs = _tag_pairs(children)
        ends = set(pairs.values())
        address: Token | None = None
        for number, child in enumerate(children):
            kind = child.type
            if address is not None:
                if kind == "link_close":
                    address = None
                else:
                    builder.fixed(f"<{child.content}>")
            elif kind == "text":
                _add_text(builder, child.content)
            elif kind in ("softbreak", "hardbreak"):
                builder.add(" ")
            elif kind == "code_inline":
                edge = " " if "`" in (child.content[:1], child.content[-1:]) else ""
                builder.fixed(f"{child.markup}{edge}{child.content}{edge}{child.markup}")
            elif kind == "image":
                builder.empty(self._image(child))
            elif kind == "link_open" and child.markup == "autolink":
                address = child
            elif kind == "html_inline":
                builder.tag(child.content, number, pairs, ends)
            elif kind == "link_open":
                builder.open("[")
            elif kind == "link_close":
                builder.close("]" + _destination(_opening(children, number)))
            elif kind.endswith("_open"):
                builder.open(child.markup)
            elif kind.endswith("_close"):
                builder.close(child.markup)

    def _image(self, token: Token) -> str:
        text, code = "".join(child.content for child in token.children or []), token.content
        if any(map(str.isalpha, text)):
            code = self._page.hole(Block(text, [], code, _escape, True))
        return f"![{code}]{_destination(token)}"


def _opening(children: list[Token], number: int) -> Token:
    """The token that opened the link that a token closes."""
    level = children[number].level
    return next(c for c in reversed(children[:number]) if c.type == "link_open" and c.level == level)


def _destination(token: Token) -> str:
    if "label" in token.meta:
        # The parser writes labels in capitals; their case has no meaning.
        return f"[{str(token.meta['label']).lower()}]"
    url = str(token.attrs.get("href", token.attrs.get("src", "")))
    if re.search(r"[\s()<>]", url) or not url:
        url = "<" + re.sub(r"([<>])", r"\\\1", url) + ">"
    title = token.attrs.get("title")
    return f"({url}" + (f" {_quoted(str(title))}" if title else "") + ")"


def _tag_pairs(children: list[Token]) -> dict[int, int]:
    """Numbers of opening HTML tags with those of their closing ones, as far as nothing crosses them."""
    pairs = {}
    waiting: list[tuple[int, str]] = []
    for number, child in enumerate(children):
        if child.type.endswith("_open"):
            waiting.append((number, ""))
        elif child.type.endswith("_close"):
            while waiting.pop()[1]:
                pass
        elif child.type == "html_inline" and (tag := _TAG.fullmatch(child.content)):
            closing, name, empty = tag.groups()
            inside = [w for w in range(len(waiting)) if not waiting[w][1]]
            here = waiting[inside[-1] + 1 if inside else 0 :]
            if closing and name in (opened for _, opened in here):
                while waiting[-1][1] != name:
                    waiting.pop()
                pairs[waiting.pop()[0]] = number
            elif not closing and not empty:
                waiting.append((number, name))
    return pairs


def _add_text(builder: BlockBuilder, text: str) -> None:
    position = 0
    for match in _TEMPLATE.finditer(text):
        builder.add(text[position : match.start()])
        if match["shown"]:
            builder.fixed(match.group() if match.group().startswith("{{") else _escape(match.group()))
        else:
            builder.empty(match.group())
        position = match.end()
    builder.add(text[position:])


def _escape(text: str) -> str:
    escaped = _SPECIAL.sub(r"\\\g<0>", text)
    return _BEGINNING.sub(lambda m: f"{m.group(1)}\\" if m.group(1) else f"\\{m.group()}", escaped)


def _escape_cell(text: str) -> str:
    return _escape(text).replace("|", "\\|")
