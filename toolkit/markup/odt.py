"""OpenDocument texts, presentations and spreadsheets (OASIS ODF 1.3): paragraphs and headings, notes, frames, remarks.

LibreOffice notes in which session a word was typed by a format of its own; such formats, that nobody sees, are none.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from toolkit.errors import InputError
from toolkit.markup.document_properties import add_properties
from toolkit.markup.inline import Item, Kind, compose, has_words, source
from toolkit.markup.languages import opendocument_languages
from toolkit.markup.model import Block, BlockBuilder, Page, escape_text, loose_block
from toolkit.markup.odf_objects import OBJECT, kind_of_object, without_copies, without_hints
from toolkit.markup.ods_headings import headings
from toolkit.markup.office_texts import with_holes
from toolkit.markup.packed import PackedDocument, contents
from toolkit.markup.run_looks import add_runs
from toolkit.markup.sheets import compared, looked_for
from toolkit.markup.trees import Element, Names, decoded, read_tree
from toolkit.text.xml_tokens import read_attributes

_SPACES = {
    f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0": prefix
    for name, prefix in {
        **{name: name for name in ("office", "text", "style", "table", "presentation", "dr3d", "chart")},
        "drawing": "draw",
        "svg-compatible": "svg",
    }.items()
} | {"http://www.w3.org/1998/Math/MathML": "math"}
_STYLE = re.compile(
    r'<style:style (?=[^<>]*style:family="text")[^<>]*style:name="([^"]*)"[^<>]*>\s*'
    r"<style:text-properties([^<>]*)/>\s*</style:style>"
)
_TEXT_POSITION = re.compile(r'\sstyle:text-position="(?:(super|sub)|(?:(-)?0*[1-9][\d.]*%))[ "]')
_UNSEEN = re.compile(r"officeooo:.*|fo:(?:language|country|script)|style:(?:language|country|script|rfc)-.*|loext:.*")
_PARAGRAPHS = frozenset({"text:p", "text:h"})
_AROUND = frozenset({"text:span", "text:a", "text:meta", "text:text-input"})
# Their whole content is text that people read, outside of any paragraph.
_LABELS = frozenset(
    "svg:title svg:desc table:title table:desc text:index-title-template "
    "presentation:header-decl presentation:footer-decl presentation:date-time-decl".split()
)
# What a sheet says about a cell has a title.
_MESSAGES = frozenset(["table:help-message", "table:error-message"])
# They stand at a place of the text, with text of their own inside.
_ASIDE = re.compile(r"text:note|draw:.*|office:.*|presentation:.*|dr3d:.*|table:.*|text:(?:script|page-variable-set)")
# The name of the master of a slide.
_MASTER = re.compile(r'\sdraw:master-page-name="([^"]*)"')
_RANGE = re.compile(
    r"(text:(?:change|bookmark|reference-mark|toc-mark|user-index-mark|alphabetical-index-mark))-(start|end)"
)
# Fields whose result has words of the document's language.
_WORDED = re.compile("text:(?:date|time|creation-date|modification-date|print-date|bookmark-ref|reference-ref|chapter)")


def parse(data: bytes, from_code: str, to_code: str) -> PackedDocument:
    """Read an OpenDocument text.

    Args:
        data: the file.
        from_code: language of its text; where the file names it for its text, the target is named after translation.
        to_code: language that it is to be translated into.

    Raises:
        InputError: not an OpenDocument file, or a damaged or encrypted one.
    """
    return _read(data, from_code, to_code, "odt")


def parse_slides(data: bytes, from_code: str, to_code: str) -> PackedDocument:
    """Read an OpenDocument presentation: slides and their notes; masters and the names of slides stay.

    Raises:
        InputError: as :func:`parse`.
    """
    return _read(data, from_code, to_code, "odp")


def parse_sheet(data: bytes, from_code: str, to_code: str, hidden: str = "auto") -> PackedDocument:
    """Read an OpenDocument spreadsheet: cells of text, frames, remarks, headers and footers.

    Results of formulas, numbers, dates, names of sheets and headings of named ranges stay. Hidden sheets stay if
    ``hidden`` is ``keep``, see :data:`toolkit.markup.sheets.HIDDEN`.

    Raises:
        InputError: as :func:`parse`.
    """
    return _read(data, from_code, to_code, "ods", hidden == "keep")


def _read(data: bytes, from_code: str, to_code: str, kind: str, shown_only: bool = False) -> PackedDocument:
    members = contents(data, "an OpenDocument file", f"save it as .{kind} first")
    files = {info.filename: content for info, content in members}
    if "content.xml" not in files:
        raise InputError("not an OpenDocument file (there is no content.xml in it)")
    if b"encryption-data" in files.get("META-INF/manifest.xml", b""):
        raise InputError("protected by a password; save it without one first")
    document = PackedDocument(members, [], opendocument_languages(from_code, to_code))
    for name in ("content.xml", "styles.xml"):
        if name in files:
            document.pages.append((name, _page(files, name, kind, shown_only)))
    for name in files:
        if (match := OBJECT.fullmatch(name)) and (page := _object(files, name, match["folder"])):
            document.pages.append((name, page))
            if (styles := f"{match['folder']}styles.xml") in files:
                document.others[styles] = decoded(files[styles], styles)
    add_properties(document, files, from_code, to_code)
    return document


def _page(files: Mapping[str, bytes], name: str, kind: str, shown_only: bool) -> Page:
    """The texts of a part of the document itself."""
    code = decoded(files[name], name)
    tree = read_tree(code, Names(code, _SPACES).usual)
    if kind == "odp" and name == "styles.xml":
        without_hints(tree, _MASTER.findall(files["content.xml"].decode("utf-8", "replace")))
    # Formats of the whole document, which its texts name as well as their own.
    styles = files.get("styles.xml", b"").decode("utf-8", "replace")
    return _filled_page(code, tree, name, styles, kind == "ods", shown_only)


def _object(files: Mapping[str, bytes], name: str, folder: str) -> Page | None:
    """The texts of an object of the document, such as a chart; None where it has none."""
    code = decoded(files[name], name)
    tree = read_tree(code, Names(code, _SPACES).usual)
    if not (kind := kind_of_object(tree)):
        return None
    if kind == "chart":
        without_copies(tree)
    styles = files.get(f"{folder}styles.xml", b"").decode("utf-8", "replace")
    page = _filled_page(code, tree, name, styles, kind in ("ods", "chart"))
    for block in page.blocks:
        block.attribute = True
    return page if page.blocks else None


def _filled_page(
    code: str, tree: list[Element | str], name: str, styles: str, sheet: bool, shown_only: bool = False
) -> Page:
    page = Page()
    marks = _Marks(_unseen(code), _raised(styles) | _raised(code), headings(code, tree) if sheet else set())
    try:
        reader = _Reader(page, marks, code * sheet, shown_only)
        if sheet:
            reader.note(tree)
        page.parts = reader.parts(tree)
    except RecursionError:
        raise InputError(f"{name} is nested too deep for any text") from None
    return page


def _unseen(code: str) -> set[str]:
    """Names of the formats that nobody sees."""
    return {
        name for name, properties in _STYLE.findall(code) if all(map(_UNSEEN.fullmatch, read_attributes(properties)))
    }


def _raised(code: str) -> dict[str, str]:
    """Names of the formats that raise or lower, with what they do."""
    found = {}
    for name, properties in _STYLE.findall(code):
        if match := _TEXT_POSITION.search(properties):
            found[name] = "subscript" if match[1] == "sub" or match[2] else "superscript"
    return found


@dataclass(frozen=True, slots=True)
class _Marks:
    """What a part of a document says of its elements.

    Attributes:
        unseen: names of formats whose text is not shown.
        raised: names of formats that raise or lower, with what they do.
        heads: identities of cells that are headings.
    """

    unseen: set[str]
    raised: dict[str, str]
    heads: Collection[int]


class _Reader:
    def __init__(self, page: Page, marks: _Marks, sheet: str = "", shown_only: bool = False) -> None:
        self._page, self._marks, self._sheet = page, marks, bool(sheet)
        self._texts: set[str] = set()
        self._hidden = set(_HIDDEN_TABLE.findall(sheet)) if shown_only else set()
        formulas = [html.unescape(value) for value in _FORMULA.findall(sheet)]
        self._compared = compared((formula, False) for formula in formulas)
        # Which cells a formula looks into is not followed here: what it looks for has to be a word then.
        self._looked_for = {
            parts for formula in set(formulas) for parts in looked_for(formula) if len("".join(parts)) >= _SHORTEST
        }

    def parts(self, nodes: Iterable[Element | str], loose: bool = False) -> list[str | Block]:
        """Code and paragraphs.

        Args:
            nodes: of the file.
            loose: what they hold is no text of the document, such as what was deleted.
        """
        parts: list[str | Block] = []
        for node in nodes:
            if isinstance(node, str):
                parts.append(node)
            elif node.name == "table:table" and node.attribute("style-name") in self._hidden:
                parts.append(node.code())
            elif self._sheet and node.name in _CELLS and not self._is_text(node):
                parts += [node.start, *self._remarks(node.children), node.end]
            elif self._sheet and node.name in _CELLS and self._is_known(node):
                parts.append(node.code())
            elif node.name in _PARAGRAPHS:
                composed = self._composed(_settled(self._items(node.children)))
                for part in composed:
                    if isinstance(part, Block):
                        part.attribute = loose
                        if loose and not part.marks:
                            part.escape = loose_block(part.text).escape
                parts += [node.start, *composed, node.end]
            elif node.name in _LABELS and not any(node.elements()):
                parts += [node.start, self._label(node.text()), node.end]
            else:
                aside = loose or node.name in ("text:tracked-changes", "office:annotation")
                start = self._with_value(node) if self._sheet and node.name in _CELLS else node.start
                if node.name in _MESSAGES:
                    start = with_holes(self._page, start, "table:title")
                parts += [start, *self.parts(node.children, aside), node.end]
        return parts

    def note(self, nodes: Iterable[Element | str]) -> None:
        """Take note of the texts of cells that are translated: a stored result of a formula may be one of them."""
        for node in nodes:
            if isinstance(node, str):
                continue
            if node.name in _CELLS:
                if id(node) not in self._marks.heads and _is_text_cell(node) and not self._is_known(node):
                    self._texts.add(_text_of(node))
            elif node.name != "table:table" or node.attribute("style-name") not in self._hidden:
                self.note(node.children)

    def _is_text(self, cell: Element) -> bool:
        """Whether a cell holds text that is translated: no heading that is known by its name, number, date or result,
        but for the result that is the text of another cell.
        """
        if id(cell) in self._marks.heads:
            return False
        result = cell.attribute("formula") and cell.attribute("value-type") == "string"
        return _is_text_cell(cell) or bool(result and _text_of(cell) in self._texts)

    def _is_known(self, cell: Element) -> bool:
        """Whether formulas know a cell by its text."""
        text = _text_of(cell).casefold()
        return text in self._compared or any(all(p in text for p in parts) for parts in self._looked_for)

    def _with_value(self, cell: Element) -> str:
        """The start tag of a cell, with a hole where it says the text of the cell once more."""

        def hole(match: re.Match[str]) -> str:
            block = Block(html.unescape(match[2]), [], match[2], html.escape, attribute=True)
            return match[1] + (self._page.hole(block) if block.has_words() else match[2])

        return _STRING_VALUE.sub(hole, cell.start)

    def _remarks(self, nodes: Iterable[Element | str]) -> list[str | Block]:
        """The content of a cell that is no text: only what is remarked on it is translated."""
        parts: list[str | Block] = []
        for node in nodes:
            if isinstance(node, str):
                parts.append(node)
            elif node.name == "office:annotation":
                parts += self.parts([node])
            else:
                parts.append(node.code())
        return parts

    def _label(self, value: str) -> str:
        text = value.strip()
        if not any(map(str.isalpha, text)):
            return escape_text(value)
        start = value.index(text)
        hole = self._page.hole(Block(text, [], escape_text(text), escape_text, attribute=True))
        return escape_text(value[:start]) + hole + escape_text(value[start + len(text) :])

    def _holes(self, parts: Iterable[str | Block]) -> str:
        return "".join(part if isinstance(part, str) else self._page.hole(part) for part in parts)

    def _composed(self, items: Sequence[Item]) -> list[str | Block]:
        return compose(items, lambda text, _: escape_text(text), _block)

    def _items(self, nodes: Iterable[Element | str]) -> list[Item]:
        """What stands in a paragraph, or in what is around text."""
        items: list[Item] = []
        for node in nodes:
            if isinstance(node, str):
                text = "" if node.startswith("<") else html.unescape(node)
                items.append(Item(Kind.TEXT, node, text) if text else Item(Kind.POINT, node))
            elif node.name in _AROUND and node.end:
                inner = self._items(node.children)
                if node.name == "text:span" and node.attribute("style-name") in self._marks.unseen:
                    items += inner
                elif (
                    items and items[-1].kind is Kind.SPAN and items[-1].code == node.start and node.name == "text:span"
                ):
                    # The same format ends and begins again: it goes on.
                    items[-1].items += inner
                else:
                    raised = (
                        self._marks.raised.get(node.attribute("style-name"), "") if node.name == "text:span" else ""
                    )
                    items.append(Item(Kind.SPAN, node.start, items=inner, close=node.end, raised=raised))
            else:
                items.append(self._item(node))
        return items

    def _item(self, node: Element) -> Item:
        if node.name == "text:s":
            return Item(Kind.TEXT, node.code(), " ")
        if node.name == "text:tab":
            return Item(Kind.CUT, node.code())
        if node.name == "text:line-break":
            return Item(Kind.BREAK, node.code())
        if node.name == "text:number":
            return Item(Kind.SIGN, node.code())
        inside = node.start + self._holes(self.parts(node.children, node.name == "office:annotation")) + node.end
        if match := _RANGE.fullmatch(node.name):
            names = (node.attribute("change-id"), node.attribute("id"), node.attribute("name"))
            return Item(Kind.EDGE, inside, key=f"{match[1]} {next(filter(None, names), '')}")
        if node.name in ("office:annotation", "office:annotation-end") and node.attribute("name"):
            return Item(Kind.EDGE, inside, key=f"annotation {node.attribute('name')}")
        if node.name == "draw:frame" and node.attribute("anchor-type") == "as-char" and _is_formula(node):
            return Item(Kind.SIGN, inside)
        if _ASIDE.fullmatch(node.name) or not node.end:
            return Item(Kind.POINT, inside)
        # A field: a date, the number of a page.
        result = self._items(node.children)
        if _WORDED.fullmatch(node.name) and has_words(result):
            inside = node.start + self._holes(self._composed(result)) + node.end
        return Item(Kind.FIXED, inside, "".join(item.text for item in result))


# The name of a format of sheets that are not shown.
_HIDDEN_TABLE = re.compile(
    r'<style:style (?=[^<>]*style:family="table"[\s/>])[^<>]*style:name="([^"]*)"[^<>]*>\s*'
    r'<style:table-properties(?=\s)[^<>]*\stable:display="false"'
)
_CELLS = frozenset({"table:table-cell", "table:covered-table-cell"})
_SHORTEST = 3
_FORMULA = re.compile(r'\stable:(?:formula|condition|value)="([^"]*)"')
_STRING_VALUE = re.compile(r'(\soffice:string-value=")([^"]*)(?=")')


def _is_text_cell(cell: Element) -> bool:
    """Whether a cell holds text that somebody wrote: no number, no date, no result of a formula."""
    kind = cell.attribute("value-type")
    own = cell.attribute("string-value")
    return kind in ("", None, "string") and not cell.attribute("formula") and own in ("", None, _text_of(cell))


def _text_of(cell: Element) -> str:
    return html.unescape(re.sub(r"<[^<>]*>", "", cell.code())).strip()


def _is_formula(frame: Element) -> bool:
    return any(child.name == "draw:object" for child in frame.elements())


def _block(items: list[Item]) -> Block:
    builder = BlockBuilder()
    add_runs(builder, items, "", lambda item: item.raised, _coded)
    return builder.block(source(items), escape_text)


def _coded(text: str, ground: str, span: Item | None) -> str:
    return span.code + escape_text(text) + span.close if span else escape_text(text)


def _settled(items: Sequence[Item]) -> list[Item]:
    """Items where the place of a deletion goes with the insertion beside it: the one stands for the other."""
    joined: list[Item] = []
    for item in items:
        if item.kind is Kind.SPAN:
            item.items = _settled(item.items)
        last = joined[-1] if joined else None
        if last and last.code.startswith("<text:change ") and item.code.startswith("<text:change-start "):
            joined[-1] = replace(item, code=last.code + item.code)
        elif last and last.code.startswith("<text:change-end ") and item.code.startswith("<text:change "):
            joined[-1] = replace(last, code=last.code + item.code)
        else:
            joined.append(item)
    return joined
