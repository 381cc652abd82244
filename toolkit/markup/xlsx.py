"""Excel files (Office Open XML, ECMA-376): texts of cells, text boxes and charts; formulas, numbers and names stay.

Cells of hidden sheets stay unless somebody wants them. The headings of tables always stay: formulas and pivot tables
know columns by them, and Excel repairs a file whose table has another heading than its cell. A text that a formula, a
list of allowed values or a filter compares cells with stays too (``=IF(D1="Oui";1;0)``).
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from toolkit.errors import InputError
from toolkit.markup.choices import (
    OF_CACHES,
    OF_PIVOTS,
    OF_TABLES,
    Choices,
    Pivot,
    Workbook,
    choices_of,
    lists,
    read_pivot,
    references,
    with_copies,
    with_lists,
    with_results,
    without_lists,
)
from toolkit.markup.document_properties import add_properties
from toolkit.markup.docx import content_types, related_parts
from toolkit.markup.model import Page
from toolkit.markup.office_runs import DRAWING, GRAPHICS, Dialect, read_part, run_languages
from toolkit.markup.office_texts import SAID, joined, opened, remarks, with_headers
from toolkit.markup.packed import PackedDocument, contents, part_name
from toolkit.markup.sheets import compared
from toolkit.markup.trees import Element, decoded
from toolkit.markup.xlsx_cells import INLINE, at, cells_of, heading_strings, headings, hidden_lists, is_in, seen_strings
from toolkit.markup.xlsx_formulas import Lookups, Range
from toolkit.text.xml_tokens import read_attributes

_CELLS = Dialect(
    {
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "x",
        "http://purl.oclc.org/ooxml/spreadsheetml/main": "x",
    },
    frozenset({"x:si", "x:is"}),
    "x:r",
    "x:rPr",
    "x:t",
    keep=' xml:space="preserve"',
    plain=True,
)
_NOTES = replace(_CELLS, paragraphs=frozenset({"x:text"}))
_WORKBOOK = re.compile(r"(?:spreadsheetml\.(?:sheet|template)|ms-excel\.(?:sheet|template)\.\w+)\.main\+xml$")
_DRAWING = re.compile(r"\.drawing\+xml$")
_SHEET = re.compile(r"<(?:\w+:)?sheet\s[^<>]*>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s[^<>]*>")
_FORMULA = re.compile(
    r"<(?:\w+:)?(?P<name>f|formula[12]?|definedName)(?:\s[^<>]*)?(?<!/)>(?P<code>.*?)</(?:\w+:)?(?P=name)>", re.DOTALL
)
_CALCULATION = re.compile(r"<(?:\w+:)?calcPr(?=[\s/>])[^<>]*?(?=\s*/?>)")
_BEFORE_CALCULATION = re.compile(
    r"</((?:\w+:)?)(?:sheets|functionGroups|externalReferences|definedNames)>|<((?:\w+:)?)functionGroups[^<>]*/>"
)
_ALL_ANEW = re.compile(r'\sfullCalcOnLoad="[^"]*"')
_INDIRECT = re.compile(r"(?<![\w.])INDIRECT\s*\(")
_CACHE = re.compile(r"spreadsheetml\.pivotCacheDefinition\+xml$")
_COPIES = (
    (_CACHE, OF_CACHES),
    (re.compile(r"spreadsheetml\.pivotTable\+xml$"), OF_PIVOTS),
    (re.compile(r"spreadsheetml\.table\+xml$"), OF_TABLES),
)


def parse(data: bytes, from_code: str, to_code: str, hidden: str = "auto") -> PackedDocument:
    """Read a workbook.

    Args:
        data: the file.
        from_code: language of its text.
        to_code: language that it is to be translated into.
        hidden: what becomes of hidden sheets, see :data:`toolkit.markup.sheets.HIDDEN`.

    Raises:
        InputError: not an Excel file, or a damaged one.
    """
    members = contents(data, "an Excel file", "save .xls files as .xlsx first")
    files = {part_name(info.filename): content for info, content in members}
    kinds = {name: kind for name, kind in content_types(files) if name in files}
    book = _book(files, kinds)
    document = Workbook(members, [], run_languages(from_code, to_code))
    shown, unseen, sheets = _sheets(files, book, hidden == "translate")
    names = _names(files[book])
    listed = [items for sheet in shown for items in lists(files[sheet].decode("utf-8", "replace"))]
    pivots = [read_pivot(decoded(files[name], name)) for name, kind in kinds.items() if _CACHE.search(kind)]
    known = _known(files, [book, *kinds], [*names, *sheets], pivots)
    known = _with_lists(known, listed)
    lookups = Lookups(files, sheets, names)
    listing = _list_areas(files, shown, lookups)
    kept, used = heading_strings(files, sheets.values()), seen_strings(files, shown, listing)
    aside = set(hidden_lists(listing, shown)) if hidden == "keep" else set()
    texts: dict[tuple[str, str], str] = {}

    def is_text(element: Element, number: int) -> bool:
        text = _text_of(element)
        texts.update(dict.fromkeys(used.get(number, ()), text))
        if number not in used:
            return False
        free = number not in kept and text.casefold() not in known
        free = free and not any(
            sheet in aside or lookups.finds(sheet, *at(place), text) for sheet, place in used[number]
        )
        document.kept |= set() if free else {text}
        return free

    for name in dict.fromkeys([*shown, *hidden_lists(listing, shown)]):
        areas = None if name in shown else [area for one in listing for area in one]
        inline = _inline(files, name, known, lookups, texts, document.kept, areas)
        page = read_part(files[name], name, _CELLS, inline)
        if name in aside:
            document.kept.update(text for (sheet, _), text in texts.items() if sheet == name)
        else:
            document.pages.append((name, page))
    for name, kind in kinds.items():
        if kind.endswith("sharedStrings+xml"):
            document.pages.append((name, read_part(files[name], name, _CELLS, is_text)))
    cells = _joined(document, shown, known)
    _add_others(document, files, {name: kind for name, kind in kinds.items() if name not in unseen}, cells)
    document.choices = [*choices_of(listed), *_chosen(listing, texts)]
    document.choices += [Choices(items) for pivot in pivots for items in pivot.items]
    if any(b"f>" in files[sheet] for sheet in sheets.values()):
        document.others[book] = _calculated_anew(decoded(files[book], book))
    add_properties(document, files, from_code, to_code)
    return document


def _joined(document: Workbook, shown: Collection[str], known: set[str]) -> set[str]:
    """Join what is plain in the pages of shown sheets; returns the texts of their cells."""
    cells = {block.text for block in document.blocks if not block.marks}
    for page in (page for name, page in document.pages if name in shown):
        page.parts = [
            _opened(page, part, known, cells) if isinstance(part, str) else part for part in joined(page.parts)
        ]
    return cells


def _with_lists(known: set[str], listed: Sequence[Sequence[str]]) -> set[str]:
    """Texts that formulas know, with those that stand in a list with one."""
    while more := {text for items in listed for text in _folded(items) if known.intersection(_folded(items))} - known:
        known = known | more
    return known


def _book(files: Mapping[str, bytes], kinds: Mapping[str, str]) -> str:
    """The part of the workbook: the one that the package leads to, or else the first by its content type.

    Raises:
        InputError: there is none.
    """
    for kind, target in related_parts(files, ""):
        if kind == "officeDocument" and _WORKBOOK.search(kinds.get(target, "")):
            return target
    for name, kind in kinds.items():
        if _WORKBOOK.search(kind):
            return name
    raise InputError("not an Excel file (there is no workbook in it)")


def _opened(page: Page, code: str, known: Collection[str], cells: Collection[str]) -> str:
    """Code of a sheet with holes for all that is text in it beside cells."""
    code = with_results(page, with_lists(page, code, known), cells)
    return with_headers(page, opened(page, with_copies(page, code, OF_TABLES, cells), SAID))


def _add_others(
    document: PackedDocument, files: Mapping[str, bytes], kinds: Mapping[str, str], cells: Collection[str]
) -> None:
    """Add the pages of all parts but sheets and shared strings: by their kinds, those that only repeat texts too."""
    for name, kind in sorted(kinds.items()):
        copies = next((wanted for pattern, wanted in _COPIES if pattern.search(kind)), None)
        if _DRAWING.search(kind) or GRAPHICS.search(kind):
            page = read_part(files[name], name, DRAWING)
        elif kind.endswith("spreadsheetml.comments+xml"):
            page = read_part(files[name], name, _NOTES)
        elif kind.endswith("threadedcomments+xml"):
            page = remarks(decoded(files[name], name))
        elif copies:
            page = Page()
            page.parts = [with_copies(page, decoded(files[name], name), copies, cells)]
        else:
            continue
        document.pages.append((name, page))


def _known(files: Mapping[str, bytes], parts: Iterable[str], names: Iterable[str], pivots: Iterable[Pivot]) -> set[str]:
    """Texts that a workbook knows cells by, in small letters: those that formulas compare cells with, fields of pivot
    tables, and names where a formula makes references of texts (``INDIRECT``).
    """
    formulas: list[tuple[str, bool]] = []
    for name in parts:
        if name.endswith(".xml") and not name.endswith("sharedStrings.xml"):
            for match in _FORMULA.finditer(without_lists(files[name].decode("utf-8", "replace"))):
                formulas.append((html.unescape(match["code"]), match["name"].startswith("formula")))
    found = compared(formulas)
    for pivot in pivots:
        found |= _folded(pivot.fields)
        found |= {text for items in pivot.items for text in _folded(items)} if pivot.fixed else set()
    if any(_INDIRECT.search(formula) for formula, _ in formulas):
        # Names have no blanks: "Fruits rouges" leads to Fruits_rouges.
        found |= {name for one in names for name in (one.casefold(), one.casefold().replace("_", " "))}
    return found


def _folded(texts: Iterable[str]) -> set[str]:
    return {text.strip().casefold() for text in texts} - {""}


def _list_areas(files: Mapping[str, bytes], shown: Iterable[str], lookups: Lookups) -> list[list[Range]]:
    """The cells that the lists of allowed values of some sheets are taken from; they may be on any sheet."""
    found = {}
    for sheet in shown:
        for formula in references(files[sheet].decode("utf-8", "replace")):
            areas = [area for area in lookups.cells(formula, sheet) if area.sheet]
            found[tuple(areas)] = areas
    return list(found.values())


def _chosen(listing: Collection[list[Range]], texts: Mapping[tuple[str, str], str]) -> list[Choices]:
    """The texts of the cells that lists of allowed values are taken from: all of them change or none."""
    columns: dict[tuple[str, int], list[tuple[int, str]]] = {}
    for (sheet, place), text in texts.items() if listing else ():
        column, row = at(place)
        columns.setdefault((sheet, column), []).append((row, text))
    return [
        Choices(
            tuple(
                text
                for area in areas
                for column in range(area.left, area.right + 1)
                for row, text in columns.get((area.sheet, column), ())
                if area.top <= row <= area.bottom
            ),
            whole=True,
        )
        for areas in listing
    ]


def _calculated_anew(book: str) -> str:
    """A workbook whose formulas are calculated when it is opened: their stored results may be of the source."""
    if match := _CALCULATION.search(book):
        start = _ALL_ANEW.sub("", match[0])
        return f'{book[: match.start()]}{start} fullCalcOnLoad="1"{book[match.end() :]}'
    places = list(_BEFORE_CALCULATION.finditer(book))
    if not places:
        return book
    prefix = places[-1][1] or places[-1][2] or ""
    return f'{book[: places[-1].end()]}<{prefix}calcPr fullCalcOnLoad="1"/>{book[places[-1].end() :]}'


def _text_of(element: Element) -> str:
    return html.unescape(re.sub(r"<[^<>]*>", "", element.code())).strip()


def _inline(
    files: Mapping[str, bytes],
    sheet: str,
    known: Collection[str],
    lookups: Lookups,
    texts: dict[tuple[str, str], str],
    kept: set[str],
    areas: Collection[Range] | None,
) -> Callable[[Element, int], bool]:
    """Whether the text of a cell of a sheet is no heading of a table and not compared with, by its number.

    Args:
        files: parts by name.
        sheet: the part.
        known: texts that stay, in small letters.
        lookups: what formulas look for.
        texts: gets the texts by sheet and place.
        kept: gets the texts that are not wanted although they are seen.
        areas: the only cells that are wanted; None for all.
    """
    heads = headings(files, sheet)
    places = [place for _, place, content in cells_of(files[sheet]) if INLINE.search(content)]

    def is_text(element: Element, number: int) -> bool:
        if number >= len(places) or (areas is not None and not is_in((sheet, places[number]), areas)):
            return False
        text = texts[sheet, places[number]] = _text_of(element)
        free = places[number] not in heads and text.casefold() not in known
        free = free and not lookups.finds(sheet, *at(places[number]), text)
        kept.update([] if free else [text])
        return free

    return is_text


def _sheets(files: Mapping[str, bytes], book: str, everything: bool) -> tuple[list[str], set[str], dict[str, str]]:
    """Names of the parts of sheets that are shown, in order, of those that are hidden with their drawings, and all
    parts by the names of their sheets in small letters.

    With ``everything``, all count as shown.
    """
    folder, name = posixpath.split(book)
    relations = files.get(posixpath.join(folder, "_rels", f"{name}.rels"), b"").decode("utf-8", "replace")
    targets = {}
    for tag in _RELATION.findall(relations):
        values = read_attributes(tag)
        target = values.get("Target", "")
        whole = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        targets[values.get("Id", "")] = whole
    shown: list[str] = []
    hidden: set[str] = set()
    sheets: dict[str, str] = {}
    for tag in _SHEET.findall(files[book].decode("utf-8", "replace")):
        values = {key.rpartition(":")[2]: value for key, value in read_attributes(tag).items()}
        part = targets.get(values.get("id", ""), "")
        if part in files:
            sheets[values.get("name", part).casefold()] = part
        if part in files and (everything or values.get("state", "visible") == "visible"):
            shown.append(part)
        elif part in files:
            hidden |= {part, *(target for _, target in related_parts(files, part))}
    return shown, hidden, sheets


def _names(book: bytes) -> dict[str, str]:
    """What a workbook calls cells, in small letters, with what it means by it."""
    found = {}
    for match in _FORMULA.finditer(book.decode("utf-8", "replace")):
        if match["name"] == "definedName" and (name := read_attributes(match[0].partition(">")[0] + ">").get("name")):
            found[name.casefold()] = html.unescape(match["code"])
    return found
