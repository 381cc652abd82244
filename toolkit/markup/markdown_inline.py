"""Running text of Markdown: its links, images, emphasis and code as marks of a block."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from toolkit.markup import raised
from toolkit.markup.front_matter import quoted
from toolkit.markup.html import open_attributes
from toolkit.markup.html_words import written_amount
from toolkit.markup.markdown_escape import escape, escape_cell, in_cell
from toolkit.markup.markdown_spans import find_inline
from toolkit.markup.masks import Masked, Span
from toolkit.markup.model import Block, BlockBuilder, Escape, Page, loose_block
from toolkit.markup.templates import find_templates
from toolkit.markup.touching import Bit, Bits, lacks_word

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*+)[^<>]*?(/?)>")
_KEPT = re.compile(r"<(?:code|kbd|samp|tt|var)\b", re.IGNORECASE)
_RAISED = re.compile(r"<su[bp]\b|[\^~]\Z", re.IGNORECASE)
# What signs are in HTML; others are no elements of a kind.
_ELEMENTS = {"**": "strong", "__": "strong", "*": "em", "_": "em", "~~": "del", "[": "a"}
_ELEMENTS |= {"{++": "ins", "^^": "ins", "==": "mark"}


@dataclass(slots=True)
class _Part:
    """Of a paragraph.

    Attributes:
        kind: ``text``, ``fixed``, ``empty``, ``open`` or ``close``; ``maybe open`` and ``maybe close`` of pairs that
            markup may cross.
        code: as it is written; plain for text.
        bound: attributes in braces behind it are its own.
    """

    kind: str
    code: str
    bound: bool = False


class InlineReader:
    """Reads running text.

    Args:
        page: which gets the blocks that stand inside of others, such as the texts of images.
        parser: of Markdown.
        env: what the parser has found: labels of links.
        languages: of the text and of its translation.
    """

    def __init__(self, page: Page, parser: MarkdownIt, env: dict[str, Any], languages: tuple[str, str]) -> None:
        self._page, self._parser, self._env, self._languages = page, parser, env, languages
        self._text = ""

    def block(self, masked: Masked, text: str, code: str, cell: bool) -> Block:
        """The block of a text.

        Args:
            masked: of which the text is a part.
            text: with masks, without what begins its lines in the file.
            code: as it is written in the file.
            cell: it is a cell of a table.
        """
        self._text = text
        [inline] = self._parser.parseInline(text.replace("\\|", "|") if cell else text, self._env)
        builder = BlockBuilder()
        labels = {_plain_label(label): label for label in re.findall(r"\]\[([^\[\]]+)\]", text)}
        parts = list(_bound(self._parts(masked, inline.children or [], labels, cell)))
        self._build(builder, parts, escape_cell if cell else escape)
        return builder.block(code, escape_cell if cell else escape)

    def _parts(self, masked: Masked, children: list[Token], labels: dict[str, str], cell: bool) -> Iterator[_Part]:
        pairs = tag_pairs(children)
        starts = {b: a for a, b in pairs.items()}
        address: Token | None = None
        kept = -1
        for number, child in enumerate(children):
            kind = child.type
            if number <= kept:
                continue
            if address is not None:
                if kind == "link_close":
                    address = None
                else:
                    # The parser shows signs of other alphabets where the address may have their numbers (%C3%A9).
                    shown, encoded = f"<{child.content}>", f"<{address.attrGet('href')}>"
                    code = encoded if shown not in self._text and encoded in self._text else shown
                    yield _Part("fixed", masked.restored(code))
            elif kind == "text":
                yield from self._text_parts(masked, child.content, cell)
            elif kind in ("softbreak", "hardbreak"):
                yield _Part("text", " ")
            elif kind == "code_inline":
                edge = " " if "`" in (child.content[:1], child.content[-1:]) else ""
                yield _Part("fixed", f"{child.markup}{edge}{masked.restored(child.content)}{edge}{child.markup}")
            elif kind == "image":
                yield _Part("empty", in_cell(self._image(masked, child, labels), cell), bound=True)
            elif kind == "link_open" and child.markup == "autolink":
                address = child
            elif kind == "html_inline":
                tag = masked.restored(child.content)
                if re.match(r"<[a-zA-Z]", tag):
                    tag = open_attributes(self._page, tag, *self._languages)
                inner = children[number + 1 : pairs.get(number, number)]
                if _KEPT.match(tag) and inner and all(c.type in ("text", "html_inline") for c in inner):
                    # A key, as in HTML.
                    kept = pairs[number]
                    yield _Part(
                        "fixed", tag + masked.restored("".join(c.content for c in children[number + 1 : kept + 1]))
                    )
                elif number in pairs:
                    yield _Part("open", tag)
                elif number in starts:
                    yield _Part("close", tag)
                else:
                    yield _Part("empty", tag)
            elif kind == "link_open":
                yield _Part("open", "[")
            elif kind == "link_close":
                destination = self._destination(masked, _opening(children, number), labels)
                yield _Part("close", f"]{in_cell(destination, cell)}", bound=True)
            elif kind.endswith("_open"):
                yield _Part("open", child.markup)
            elif kind.endswith("_close"):
                yield _Part("close", child.markup, bound=True)

    def _text_parts(self, masked: Masked, text: str, cell: bool) -> Iterator[_Part]:
        for part in masked.split(text):
            if isinstance(part, str):
                yield _Part("text", part)
                continue
            code = masked.code_of(part)
            if part.role == "condition":
                yield _Part("fixed", self._condition(code, cell), bound=True)
            elif part.role in ("open", "close"):
                written = self._critic(code, cell) if code.startswith("{~~") else code
                yield _Part("maybe " + part.role, written, bound=part.role == "close")
            elif part.role == "footnote":
                yield _Part("empty", self._footnote(code, cell))
            elif part.role == "critic":
                yield _Part("empty", self._critic(code, cell), bound=True)
            elif part.role == "hidden":
                yield _Part("empty", code)
            else:
                yield _Part("fixed", code, bound=True)

    def _condition(self, code: str, cell: bool) -> str:
        """Code of a condition or loop on one line, with holes for its texts."""
        written, position = [], 0
        for tag in [*find_templates(code), Span(len(code), len(code), "close")]:
            if tag.role not in ("open", "middle", "close"):
                continue
            text = code[position : tag.start]
            stripped = text.strip()
            masked = Masked(stripped, find_inline(stripped))
            block = self.block(masked, masked.text, stripped, cell) if stripped else None
            if block is not None and block.has_words():
                begin = text.index(stripped)
                written += [text[:begin], self._page.hole(block), text[begin + len(stripped) :]]
            else:
                written.append(text)
            written.append(code[tag.start : tag.end])
            position = tag.end
        return "".join(written)

    def _footnote(self, code: str, cell: bool) -> str:
        """Code of a note within a line: a text of its own."""
        text = code[2:-1]
        stripped = text.strip()
        masked = Masked(stripped, find_inline(stripped))
        block = self.block(masked, masked.text, stripped, cell) if stripped else None
        return f"^[{self._page.hole(block)}]" if block is not None and block.has_words() else code

    @staticmethod
    def title(written: str) -> Block:
        """The block of the title of a link definition, as it is written in its quotation marks or brackets."""
        from markdown_it.common.utils import unescapeAll

        return _title(unescapeAll(written[1:-1]), written)

    def _image(self, masked: Masked, token: Token, labels: dict[str, str]) -> str:
        code = masked.restored(token.content)
        builder = BlockBuilder()
        for part in masked.split("".join(child.content for child in token.children or [])):
            if isinstance(part, str):
                builder.add(part)
            else:
                builder.fixed(masked.code_of(part))
        block = builder.block(code, escape)
        block.attribute = True
        if block.has_words():
            code = self._page.hole(block)
        return f"![{code}]{self._destination(masked, token, labels)}"

    def _destination(self, masked: Masked, token: Token, labels: dict[str, str]) -> str:
        if "label" in token.meta:
            label = str(token.meta["label"])
            return f"[{masked.restored(labels.get(_plain_label(label), label.lower()))}]"
        address = str(token.attrs.get("href", token.attrs.get("src", "")))
        url = masked.restored(address)
        if url == address and (re.search(r"[\s()<>]", url) or not url):
            url = "<" + re.sub(r"([<>])", r"\\\1", url) + ">"
        written = str(token.attrs.get("title") or "")
        title = masked.restored(written)
        code = quoted(title)
        block = _title(title, code)
        if title == written and not re.search(r"[\n|]", title) and block.has_words():
            code = self._page.hole(block)
        return f"({url} {code})" if title else f"({url})"

    def _build(self, builder: BlockBuilder, parts: list[_Part], escape: Escape) -> None:
        """Add parts to a block; halves of pairs that something crosses are markup that covers nothing."""
        pairs = _pairs(parts)
        paired = {*pairs, *pairs.values()}
        bits = Bits([_bit(part) for part in parts], pairs)
        struck, seams, skip = bits.struck_out(), bits.seams(), 0
        for number, part in enumerate(parts):
            if number < skip:
                continue
            if number in seams:
                builder.add(" ")
            kind = (
                part.kind.removeprefix("maybe ") if number in paired or not part.kind.startswith("maybe") else "empty"
            )
            element = parts[number : pairs[number] + 1] if number in pairs else []
            if element and _RAISED.match(part.code) and self._add_raised(builder, element, escape):
                skip = pairs[number] + 1
            elif kind == "empty" and part.code.startswith("![") and _is_missed(builder, parts[number + 1 :]):
                builder.fixed(part.code)
            elif element and bits.is_changed(number) and (amount := self._amount(element)):
                builder.fixed(amount)
                skip = pairs[number] + 1
            elif number in struck and all(inner.kind == "text" for inner in element[1:-1]):
                text = "".join(inner.code for inner in element[1:-1])
                code = self._loose(text, escape) if struck[number] else escape(text)
                builder.empty(part.code + code + element[-1].code)
                skip = pairs[number] + 1
            elif kind == "text":
                _add_text(builder, part.code)
            elif kind == "fixed":
                builder.fixed(part.code)
            elif kind == "open":
                builder.open(part.code)
            elif kind == "close":
                builder.close(part.code)
            else:
                builder.empty(part.code)

    def _add_raised(self, builder: BlockBuilder, element: list[_Part], escape: Escape) -> bool:
        """Add what is raised or lowered as what it is for the word before it; between signs of Pandoc, always."""
        if _add_raised(builder, element, escape):
            return True
        if element[0].code not in ("^", "~") or any(part.kind != "text" for part in element[1:-1]):
            return False
        text = "".join(part.code for part in element[1:-1]).replace("\\ ", " ")
        builder.empty(element[0].code + self._loose(text, lambda t: escape(t).replace(" ", "\\ ")) + element[-1].code)
        return True

    def _amount(self, element: list[_Part]) -> str:
        """The code of an old or a new price, as the other language writes it."""
        if any(part.kind != "text" for part in element[1:-1]):
            return ""
        amount = written_amount("".join(part.code for part in element[1:-1]), *self._languages)
        return element[0].code + amount + element[-1].code if amount else ""

    def _critic(self, code: str, cell: bool) -> str:
        """The code of a remark or a deletion, with a hole for its words (CriticMarkup)."""
        end = -2 if code.endswith("~>") else -3
        return code[:3] + self._loose(code[3:end], escape_cell if cell else escape) + code[end:]

    def _loose(self, text: str, escape: Escape) -> str:
        """The code of what is no part of its sentence, with a hole for its words."""
        core = text.strip()
        if not any(map(str.isalpha, core)):
            return escape(text)
        start = text.index(core)
        hole = self._page.hole(loose_block(core, escape(core), escape))
        return text[:start] + hole + text[start + len(core) :]


def _title(text: str, code: str) -> Block:
    return Block(text, code=code, escape=lambda text: quoted(text)[1:-1], attribute=True, quote='"')


def _bound(parts: Iterator[_Part]) -> Iterator[_Part]:
    """Parts in which attributes in braces belong to what they stand behind."""
    last: _Part | None = None
    for part in parts:
        if last is not None:
            if part.kind == "empty" and part.code.startswith("{") and last.bound:
                last.code += part.code
                continue
            yield last
        last = part
    if last is not None:
        yield last


def _pairs(parts: list[_Part]) -> dict[int, int]:
    """Numbers of what opens with those of what closes it; of pairs that may be crossed, those that nothing crosses."""
    waiting: list[int] = []
    pairs = {}
    for number, part in enumerate(parts):
        if part.kind.endswith("open"):
            waiting.append(number)
        elif part.kind == "close":
            while waiting and parts[waiting[-1]].kind.startswith("maybe"):
                waiting.pop()
            if waiting:
                pairs[waiting.pop()] = number
        elif part.kind == "maybe close" and waiting and parts[waiting[-1]].kind == "maybe open":
            pairs[waiting.pop()] = number
    return pairs


def _bit(part: _Part) -> Bit:
    kind = part.kind.removeprefix("maybe ")
    if kind in ("text", "fixed"):
        return Bit(kind, text=part.code if kind == "text" else "")
    tag = _TAG.match(part.code)
    return Bit(kind, tag[2].lower() if tag else _ELEMENTS.get(part.code, "span"), part.code)


def _is_missed(builder: BlockBuilder, behind: list[_Part]) -> bool:
    """Whether a sentence lacks a word where an image stands: what is before it wants one, and none is behind it."""
    following = "".join("x" if part.kind == "fixed" else part.code for part in behind if part.kind in ("text", "fixed"))
    return lacks_word(builder.text, following)


def _add_text(builder: BlockBuilder, text: str) -> None:
    """Add a text, the rest of a formula to the formula."""
    head = raised.head_of_compound(builder, text)
    if head and builder.continue_fixed(head):
        text = text[len(head) :]
    if text[:1] == " " and builder.begins_with_mark():
        builder.empty(" ")
    builder.add(text)


def _add_raised(builder: BlockBuilder, element: list[_Part], escape: Escape) -> bool:
    """Add a raised or lowered text as what it is for the word before it; tells whether it was added."""
    inside = element[1:-1]
    code = "".join(escape(part.code) if part.kind == "text" else part.code for part in element)
    text = "".join(part.code for part in inside if part.kind == "text").strip()
    what = raised.Raised(
        text,
        code,
        element[0].code,
        element[-1].code,
        lowered=element[0].code[1:4].lower() == "sub" or element[0].code == "~",
        linked=any(part.code.startswith("[") for part in inside if part.kind != "text"),
        plain=all(part.kind in ("text", "fixed") for part in inside),
    )
    return raised.add(builder, what, escape)


def _opening(children: list[Token], number: int) -> Token:
    """The token that opened the link that a token closes."""
    level = children[number].level
    return next(c for c in reversed(children[:number]) if c.type == "link_open" and c.level == level)


def _plain_label(label: str) -> str:
    return " ".join(label.split()).casefold()


def tag_pairs(children: list[Token]) -> dict[int, int]:
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
