"""Markdown: CommonMark with tables, strikethrough and the dialects of the tools that make sites and books.

The structure is found by markdown-it-py, in a shadow of the page that has the page's own length
(:mod:`toolkit.markup.markdown_lines`); only the lines of text are written anew, one line a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from toolkit.markup.front_matter import read_front_matter
from toolkit.markup.html import read_into
from toolkit.markup.language_values import named_language
from toolkit.markup.markdown_inline import InlineReader, tag_pairs
from toolkit.markup.markdown_lines import line_spans, read_lines
from toolkit.markup.markdown_rows import seams
from toolkit.markup.markdown_spans import find_inline, without_hard_blanks
from toolkit.markup.masks import Masked, Span
from toolkit.markup.model import Block, Page

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_HARD_BREAK = re.compile(r"(?:(?<! ) {2,}|\\)$")
_TAGS_ALONE = re.compile(r"(?:\s|</?[a-zA-Z][^<>]*>|<!--.*?-->)*", re.DOTALL)
# The title of a link definition, which ends it.
_TITLE = re.compile(r"\s(\"(?:[^\"\\\n]|\\.)+\"|'(?:[^'\\\n]|\\.)+'|\((?:[^()\\\n]|\\.)+\))$")
_LABEL = re.compile(r"\[([^\[\]]+)\]")
_OTHER_LABEL = re.compile(r"\[([^\[\]\n]+)\]\[([^\[\]\n]*)\]")
# What stands around the text of an image, of a remark, and of what was struck out.
_AROUND = (("[", "]"), (">>", "<<"), ("--", "--"), ("~~", "~~"), ("~~", "~>"), (">", "<"))
_LINE_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)


def parse(text: str, from_code: str, to_code: str) -> Page:
    """Read a Markdown page.

    Also translated are titles and descriptions in front matter, the texts of images, titles of admonitions and tabs,
    and HTML; see :func:`toolkit.markup.html.parse`. Code, formulas, addresses, notes' marks, identifiers and templates
    stay as they are, and so do lines that stand for themselves: tags, attributes, shortcodes.

    Args:
        text: the code.
        from_code: language of the text.
        to_code: language of the translation, for HTML.
    """
    page = Page()
    parts, body = read_front_matter(text)
    key = r"[\"']?(?:lang|language|locale)[\"']?[ \t]*[:=][ \t]*"
    page.parts += [p if isinstance(p, Block) else named_language(p, key, from_code, to_code) for p in parts]
    _Reader(page, text[body:], from_code, to_code).read()
    return page


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
        self._position = 0
        self._parser = _parser()
        self._env: dict[str, Any] = {}
        self._inline = InlineReader(page, self._parser, self._env, self._languages)
        shadow = read_lines(code, self._blocks)
        self._edges = shadow.edges
        first = Masked(code, shadow.spans, shadow.text)
        spans = [*shadow.spans, *self._inline_spans(first.text)]
        self._masked = Masked(code, spans, shadow.text)
        self._lines = line_spans(self._masked.text)
        self._block_tokens(self._masked.text, self._env)
        self._add_masked_labels()

    def read(self) -> None:
        tokens = self._tokens(self._masked.text, self._parser, self._env)
        cell = False
        definitions = self._definitions()
        for token in tokens:
            if token.map and token.type in ("inline", "html_block"):
                definitions = self._add_titles(definitions, self._lines[token.map[0]][0])
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
        self._add_titles(definitions, len(self._code) + 1)
        self._keep(len(self._code))

    def _definitions(self) -> list[tuple[int, int]]:
        """Offsets of the titles of link definitions, with their quotation marks, in order."""
        known = [*self._env.get("references", {}).values(), *self._env.get("duplicate_refs", ())]
        found = []
        for first, last in sorted(tuple(one["map"]) for one in known if one.get("title") and one.get("map")):
            start, end = self._lines[first][0], self._lines[last - 1][1]
            match = _TITLE.search(self._masked.text[start:end].rstrip())
            if match and match[1] == self._code[start + match.start(1) : start + match.end(1)]:
                found.append((start + match.start(1), start + match.end(1)))
        return found

    def _add_titles(self, definitions: list[tuple[int, int]], before: int) -> list[tuple[int, int]]:
        """Make blocks of the titles before an offset; return the others."""
        for start, end in definitions:
            written = self._code[start:end]
            block = self._inline.title(written)
            if self._position <= start < before and block.has_words() and not any(find_inline(block.text)):
                self._keep(start)
                self._page.parts.append(block)
                self._position = end
        return [span for span in definitions if span[0] >= before]

    @staticmethod
    def _tokens(text: str, parser: MarkdownIt, env: dict[str, Any]) -> list[Token]:
        # The parser counts lines by "\n" alone; the offsets stay those of the code.
        return parser.parse(re.sub(r"\r\n?", "\n", text), env)

    def _block_tokens(self, text: str, env: dict[str, Any] | None = None) -> list[Token]:
        parser = _parser()
        parser.core.ruler.enableOnly(["normalize", "block"])
        return self._tokens(text, parser, {} if env is None else env)

    def _add_masked_labels(self) -> None:
        """Let links by labels in which something is masked find what they refer to."""
        from markdown_it.common.utils import normalizeReference

        references = self._env.setdefault("references", {})
        # Labels that stand in another file are labels too.
        for match in _OTHER_LABEL.finditer(self._masked.text):
            references.setdefault(normalizeReference(match[2] or match[1]), {"href": "", "title": ""})
        for match in _LABEL.finditer(self._masked.text) if references else ():
            label = self._masked.restored(match[1])
            known = references.get(normalizeReference(label)) if label != match[1] else None
            if known:
                references.setdefault(normalizeReference(match[1]), known)

    def _blocks(self, text: str) -> tuple[set[int], set[int], list[tuple[int, int, str]]]:
        """See :func:`toolkit.markup.markdown_lines.read_lines`."""
        code: set[int] = set()
        tags: set[int] = set()
        fences = []
        for token in self._block_tokens(text):
            if token.map and token.type in ("fence", "code_block", "html_block"):
                (tags if token.type == "html_block" else code).update(range(*token.map))
                if token.type == "fence":
                    fences.append((token.map[0], token.map[1] - 1, token.info.strip()))
        return code, tags, fences

    def _inline_spans(self, text: str) -> Iterator[Span]:
        """Spans of the running text of a page."""
        lines = line_spans(text)
        seen: set[tuple[int, int]] = set()
        row = False
        for token in self._block_tokens(text):
            row = row and token.type != "tr_close"
            row = row or token.type == "tr_open"
            if token.type == "inline" and token.map and (token.map[0], token.map[1]) not in seen:
                seen.add((token.map[0], token.map[1]))
                start, end = lines[token.map[0]][0], lines[min(token.map[1], len(lines)) - 1][1]
                for span in find_inline(text[start:end], row):
                    yield Span(span.start + start, span.end + start, span.role, span.name)

    def _keep(self, end: int) -> None:
        if end > self._position:
            self._page.parts.append(self._code[self._position : end])
            self._position = end

    def _add_inline(self, token: Token, cell: bool) -> None:
        """Find the lines of a text in the code, and make a block of those between two breaks that mean something."""
        assert token.map is not None
        text = self._masked.text
        lines = token.content.split("\n")
        depths = _depths(token, len(lines))
        group: list[tuple[int, int]] = []
        for number, line in enumerate(lines):
            written = line.replace("|", "\\|") if cell else line
            start, end = self._lines[token.map[0] + number]
            found = text.find(written, max(start, self._position), end)
            if not cell:
                found = max(found, text.rfind(written, max(start, self._position), end))
            if found < 0:
                return
            span = (found, found + len(written))
            apart = not cell and (line.startswith("|") or self._stands_alone(line))
            if apart and group and not depths[number - 1]:
                self._add_lines(group, cell)
                group = []
            group.append(span)
            ends = cell or number == len(lines) - 1 or (token.map[0] + number in self._edges or apart)
            if (ends and not depths[number]) or _HARD_BREAK.search(line) or number == len(lines) - 1:
                self._add_lines(group, cell)
                group = []

    def _stands_alone(self, line: str) -> bool:
        """Whether a line is no part of a sentence: tags, shortcodes, attributes, a formula on display."""
        alone = False
        for part in self._masked.split(line):
            if isinstance(part, Span):
                display = part.role == "hidden" or part.name in ("tag", "display")
                if not display and not self._masked.code_of(part).startswith("$$"):
                    return False
                alone = True
            elif part.strip():
                if not _TAGS_ALONE.fullmatch(part):
                    return False
                alone = True
        return alone

    def _add_lines(self, spans: list[tuple[int, int]], cell: bool) -> None:
        """Make a block of lines, without the markup that stands before and behind all text."""
        text = "\n".join(self._masked.text[start:end] for start, end in spans)
        start, end = spans[0][0], spans[-1][1]
        if hard := _HARD_BREAK.search(text):
            end, text = end - len(hard.group()), text[: hard.start()]
        while True:
            first = len(text) - len(text.lstrip(" \t"))
            start, text = start + first, text[first:]
            run = self._edge(text)
            if not run or "\n" in text[: run + 1]:
                break
            start, text = start + run, text[run:]
        while True:
            last = len(text.rstrip(" \t"))
            end, text = end - (len(text) - last), text[:last]
            run = self._edge(text[::-1])
            if not run:
                break
            end, text = end - run, text[:-run]
        if text and len(spans) == 1 and (breaks := self._line_tags(text) or seams(text)):
            for begin, stop in zip([0, *(b for _, b in breaks)], [*(a for a, _ in breaks), len(text)], strict=True):
                if text[begin:stop].strip():
                    self._add_lines([(start + begin, start + stop)], cell)
        elif text:
            self._add_block(text, start, end, cell)

    def _edge(self, text: str) -> int:
        """How long the mask is that a text begins with, if it stands for nothing that is read."""
        if not text or text[0].isspace():
            return 0
        part = next(self._masked.split(text[0]), "")
        if isinstance(part, str) or part.role not in ("hidden", "symbol"):
            return 0
        return len(text) - len(text.lstrip(text[0]))

    def _line_tags(self, text: str) -> list[tuple[int, int]]:
        """Offsets of the tags that break a line, if nothing is open around them."""
        if "<br" not in text.lower():
            return []
        [inline] = self._parser.parseInline(text, self._env)
        children = inline.children or []
        pairs = tag_pairs(children)
        tags = [n for n, c in enumerate(children) if c.type == "html_inline" and _LINE_TAG.fullmatch(c.content)]
        found = [match.span() for match in _LINE_TAG.finditer(text)]
        if len(tags) != len(found):
            return []
        around = [any(a < number < b for a, b in pairs.items()) or children[number].level > 0 for number in tags]
        return [span for span, inside in zip(found, around, strict=True) if not inside]

    def _add_block(self, text: str, start: int, end: int, cell: bool) -> None:
        first, last = without_hard_blanks(text)
        text, start, end = text[first:last], start + first, end - (len(text) - last)
        holes = len(self._page.inner)
        block = self._inline.block(self._masked, text, self._code[start:end], cell)
        inner = self._page.inner[holes:]
        position = 0
        for number, hole in enumerate(inner, holes):
            # As it is written, with holes for what is translated inside of it.
            forms = [(hole.code, ""), (f"'{hole.text}'", ""), (f"({hole.text})", "")]
            if not hole.quote:
                forms = [(f"{before}{hole.code}{after}", before + after) for before, after in _AROUND]
            places = ((block.code.find(form, position), form, signs) for form, signs in forms)
            found, written, signs = next((place for place in places if place[0] >= 0), (-1, "", ""))
            if found >= 0:
                half = len(signs) // 2
                filled = f"{signs[:half]}\0{number}\0{signs[half:]}"
                block.code = block.code[:found] + filled + block.code[found + len(written) :]
                position = found + len(filled)
        if block.has_words():
            self._keep(start)
            self._page.parts.append(block)
            self._position = end
        elif inner:
            # Images alone have words only inside of them.
            self._keep(start)
            self._page.parts.append(block.code)
            self._position = end


def _depths(token: Token, lines: int) -> list[int]:
    """How much markup is open at the end of each line; none where that cannot be told."""
    depths = [c.level for c in token.children or [] if c.type in ("softbreak", "hardbreak")]
    return [*depths, 0] if len(depths) == lines - 1 else [0] * lines
