"""Paragraphs of slides, drawings, charts and cells (DrawingML and SpreadsheetML, ECMA-376): runs with formats."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from toolkit.errors import InputError
from toolkit.markup.docx_runs import WordBlock, formatted, main_style, text_run
from toolkit.markup.inline import Item, Kind, compose, flat, source
from toolkit.markup.model import Block, BlockBuilder, Page, escape_text
from toolkit.markup.office_texts import DESCRIBED, with_holes
from toolkit.markup.run_looks import add_runs, parted, raised_run
from toolkit.markup.trees import Element, Names, decoded, read_tree

# Characters by their codes in texts of Excel (ECMA-376 part 1, 22.9.2.19); those of control stay as they are.
_SHOWN_CODE = r"x(?!000[A-Fa-f0-8]|001|[dD][89A-Fa-f]|[fF]{3}[eEfF])([0-9A-Fa-f]{4})_"
_CODED = re.compile(f"_{_SHOWN_CODE}")
_CODED_BREAK = re.compile(r"_x000[dD]_(?=\r?\n)")
_LIKE_A_CODE = re.compile(f"_(?={_SHOWN_CODE})")
# What programs note in passing: spelling that was checked, and by which version.
_NOISE = re.compile(r'\s(?:dirty|err|smtClean|noProof)="[^"]*"')
_LANGUAGE = re.compile(r'(<(?:[\w.-]+:)?(?:rPr|defRPr|endParaRPr)\s[^<>]*?\blang=")([\w-]+)(")')


@dataclass(slots=True, frozen=True)
class Dialect:
    """Names of a kind of paragraph.

    Attributes:
        spaces: namespaces, with their usual prefixes.
        paragraphs: elements whose content is a text.
        run, properties, text: elements of a run.
        line_break: element; empty where there is none.
        keep: attribute of a text that says that its spaces count.
        plain: a paragraph may hold a text without a run.
    """

    spaces: dict[str, str]
    paragraphs: frozenset[str]
    run: str
    properties: str
    text: str
    line_break: str = ""
    keep: str = ""
    plain: bool = False

    @property
    def prefix(self) -> str:
        """The usual prefix."""
        return self.run.rpartition(":")[0]


DRAWING = Dialect(
    {
        "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
        "http://purl.oclc.org/ooxml/drawingml/main": "a",
    },
    frozenset({"a:p"}),
    "a:r",
    "a:rPr",
    "a:t",
    line_break="a:br",
)
#: Parts with charts and diagrams in them, by the end of their content type.
GRAPHICS = re.compile(r"(?:drawingml\.(?:chart|chartshapes|diagramData)|diagramDrawing|ms-office\.chartex)\+xml$")
# Stands for the style of a text without a run.
_NO_RUN = "\0"
_PARTING = {"\t": Kind.CUT, "\n": Kind.BREAK}
_HEAD, _TAIL = ("pPr", "rPrDefault"), ("endParaRPr",)


def read_part(
    data: bytes,
    name: str,
    dialect: Dialect,
    wanted: Callable[[Element, int], bool] = lambda element, number: True,
    kept: Callable[[Element], bool] = lambda element: False,
) -> Page:
    """Read a part of a file.

    Args:
        data: the part.
        name: of it, for messages.
        dialect: of its paragraphs.
        wanted: takes a paragraph and its number; whether it is to be translated.
        kept: takes any other element; whether it stays as it is, with all that is in it.

    Raises:
        InputError: it is not well-formed.
    """
    code, page = decoded(data, name), Page()
    names = Names(code, dialect.spaces)
    try:
        page.parts = _Reader(page, dialect, names, wanted, kept).parts(read_tree(code, names.usual))
    except RecursionError:
        raise InputError(f"{name} is nested too deep for any text") from None
    return page


def run_languages(from_code: str, to_code: str) -> Callable[[str], str]:
    """Makes runs say the target language where they said the source language.

    Args:
        from_code, to_code: languages, with or without region.
    """
    from toolkit.markup.languages import with_region
    from toolkit.units import primary_language

    source_language, target = primary_language(from_code), with_region(to_code)

    def said(match: re.Match[str]) -> str:
        return f"{match[1]}{target if primary_language(match[2]) == source_language else match[2]}{match[3]}"

    return lambda code: _LANGUAGE.sub(said, code)


class _Reader:
    def __init__(
        self,
        page: Page,
        dialect: Dialect,
        names: Names,
        wanted: Callable[[Element, int], bool],
        kept: Callable[[Element], bool],
    ) -> None:
        self._page, self._dialect, self._wanted, self._kept = page, dialect, wanted, kept
        self._prefix = names.own(dialect.prefix)
        self._number = 0

    def parts(self, nodes: Iterable[Element | str]) -> list[str | Block]:
        parts: list[str | Block] = []
        for node in nodes:
            if isinstance(node, str):
                parts.append(node)
            elif node.name in self._dialect.paragraphs:
                number, self._number = self._number, self._number + 1
                parts += self._paragraph(node) if self._wanted(node, number) else [node.code()]
            elif self._kept(node):
                parts.append(node.code())
            else:
                said = DESCRIBED.get(node.name.rpartition(":")[2])
                start = with_holes(self._page, node.start, said) if said else node.start
                parts += [start, *self.parts(node.children), node.end]
        return parts

    def _paragraph(self, paragraph: Element) -> list[str | Block]:
        items: list[Item] = []
        for child in paragraph.children:
            if isinstance(child, str) and items:
                # White space between runs is no text.
                items[-1].code += child
            else:
                items += self._items(child)
        plain = [item for item in items if item.style == _NO_RUN]
        if not plain:
            return [paragraph.start, *compose(parted(items), self._write, self._block), paragraph.end]
        if len(plain) > 1 or any(item.kind is Kind.TEXT for item in items if item is not plain[0]):
            return [paragraph.code()]
        # A text without a run stays without one.
        parts = [part for item in items for part in (self._lone(item) if item is plain[0] else [item.code])]
        return [paragraph.start, *parts, paragraph.end]

    def _lone(self, item: Item) -> list[str | Block]:
        whole = _CODED_BREAK.sub("", item.text)
        coded_breaks = whole != item.text
        text = whole.strip()
        if not any(map(str.isalpha, text)):
            return [item.code]
        start = whole.index(text)
        before, after = whole[:start], whole[start + len(text) :]

        def escape(target: str) -> str:
            made = _stored(f"{before}{target}{after}")
            return self._text(made.replace("\n", "_x000D_\n") if coded_breaks else made)

        return [Block(text, [], item.code, escape)]

    def _text(self, text: str) -> str:
        # "<t>" and "</t>" without the run around them.
        name = f"{self._prefix}{self._dialect.text.rpartition(':')[2]}"
        keep = self._dialect.keep if text != text.strip() else ""
        return f"<{name}{keep}>{escape_text(text)}</{name}>"

    def _items(self, node: Element | str) -> list[Item]:
        """A part of a paragraph; the tabs of a text are code that never moves."""
        item = self._item(node)
        if item.kind is not Kind.TEXT or item.style == _NO_RUN or isinstance(node, str):
            return [item]
        # Excel breaks lines by characters.
        pieces = re.split(r"(\t|(?:_x000[dD]_)?\r?\n)" if self._dialect.plain else "(\t)", item.text)
        if len(pieces) == 1:
            return [item]
        properties = next((child.code() for child in node.elements() if child.name == self._dialect.properties), "")
        return [
            Item(_PARTING.get(text[-1], Kind.TEXT), self._write(text, properties), text, item.style)
            for text in pieces
            if text
        ]

    def _item(self, node: Element | str) -> Item:
        dialect = self._dialect
        if isinstance(node, str):
            return Item(Kind.CUT, node)
        local = node.name.rpartition(":")[2]
        if node.name == dialect.run:
            properties = next((child for child in node.elements() if child.name == dialect.properties), None)
            texts = [child for child in node.elements() if child.name == dialect.text]
            style = _NOISE.sub("", properties.code()) if properties else ""
            shown = "".join(text.text() for text in texts)
            return Item(Kind.TEXT, node.code(), _shown(shown) if dialect.plain else shown, style=style)
        if dialect.plain and node.name == dialect.text:
            return Item(Kind.TEXT, node.code(), _shown(node.text()), style=_NO_RUN)
        if dialect.line_break and node.name == dialect.line_break:
            return Item(Kind.BREAK, node.code())
        if local in _HEAD or local in _TAIL or dialect.plain:
            return Item(Kind.CUT, node.code())
        # A field, such as the number of a slide, or a formula.
        shown = "".join(child.text() for child in node.elements() if child.name == dialect.text)
        return Item(Kind.FIXED if shown.strip() else Kind.SIGN, node.code(), shown)

    def _write(self, text: str, style: str) -> str:
        return text_run(self._escaped(text), style, self._prefix, self._dialect.keep)

    def _escaped(self, text: str) -> str:
        return escape_text(_stored(text) if self._dialect.plain else text)

    def _coded(self, text: str, ground: str, item: Item | None) -> str:
        return self._write(text, item.code[1:-1] if item else ground)

    def _block(self, items: Sequence[Item]) -> Block:
        texts = [item for item in items if item.kind is Kind.TEXT] or list(flat(items))
        ground = main_style(texts)
        builder = BlockBuilder()
        add_runs(builder, formatted(items, ground), ground, raised_run, self._coded)
        block = builder.block(source(items), lambda text: f"\3{self._escaped(text)}\4")
        return WordBlock(
            block.text,
            block.marks,
            block.code,
            block.escape,
            ground=ground,
            prefix=self._prefix,
            keep=self._dialect.keep,
        )


def _shown(text: str) -> str:
    """A text of Excel as it is shown."""
    return _CODED.sub(lambda match: chr(int(match[1], 16)), text)


def _stored(text: str) -> str:
    """A text as Excel stores it, where it looks like a code."""
    return _LIKE_A_CODE.sub("_x005F_", text)
