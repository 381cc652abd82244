"""Excel files (Office Open XML, ECMA-376): texts of cells, text boxes and charts; formulas, numbers and names stay.

Cells of hidden sheets stay unless somebody wants them. The headings of tables always stay: formulas and pivot tables
know columns by them, and Excel repairs a file whose table has another heading than its cell. A text that a formula, a
list of allowed values or a filter compares cells with stays too (``=IF(D1="Oui";1;0)``).
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from toolkit.errors import InputError
from toolkit.markup.docx import content_types, related_parts
from toolkit.markup.office_runs import DRAWING, GRAPHICS, Dialect, read_part, run_languages
from toolkit.markup.office_texts import SAID, joined, opened, remarks, with_headers
from toolkit.markup.packed import PackedDocument, contents
from toolkit.markup.sheets import compared
from toolkit.markup.trees import Element, decoded
from toolkit.markup.xlsx_formulas import Lookups, column_of
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
_WORKBOOK = re.compile(r"(?:spreadsheetml\.sheet|ms-excel\.sheet\.\w+)\.main\+xml$")
_DRAWING = re.compile(r"\.drawing\+xml$")
_SHEET = re.compile(r"<(?:\w+:)?sheet\s[^<>]*>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s[^<>]*>")
_ROW_OR_CELL = re.compile(
    r"<(?:\w+:)?(?:(?P<row>row(?:\s[^<>]*?)?)/?>|c(?P<cell>\s[^<>]*?)?(?:/>|>(?P<content>.*?)</(?:\w+:)?c>))", re.DOTALL
)
_INLINE = re.compile(r"<(?:\w+:)?is[\s>]")
_VALUE = re.compile(r"<(?:\w+:)?v>\s*(\d+)\s*</(?:\w+:)?v>")
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)")
_FORMULA = re.compile(
    r"<(?:\w+:)?(?P<name>f|formula[12]?|definedName)(?:\s[^<>]*)?(?<!/)>(?P<code>.*?)</(?:\w+:)?(?P=name)>", re.DOTALL
)
_FILTER = re.compile(r"<(?:\w+:)?(?:filter|customFilter)\s[^<>]*?val=\"([^\"]*)\"")
_TABLE = re.compile(r"<(?:\w+:)?table\s[^<>]*>")


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
    files = {info.filename: content for info, content in members}
    kinds = {name: kind for name, kind in content_types(files) if name in files}
    book = next((name for name, kind in kinds.items() if _WORKBOOK.search(kind)), "")
    if not book:
        raise InputError("not an Excel file (there is no workbook in it)")
    document = PackedDocument(members, [], run_languages(from_code, to_code))
    shown, unseen, sheets = _sheets(files, book, hidden == "translate")
    known = _compared(files, [book, *kinds])
    lookups = Lookups(files, sheets, _names(files[book]))
    kept, used = _kept_strings(files, shown), _strings(files, shown)

    def is_text(element: Element, number: int) -> bool:
        text = _text_of(element)
        free = number in used and number not in kept and text.casefold() not in known
        return free and not any(lookups.finds(sheet, *_at(place), text) for sheet, place in used[number])

    for name in dict.fromkeys([*shown, *sorted(kinds)]):
        if name in shown:
            page = read_part(files[name], name, _CELLS, _inline(files, name, known, lookups))
            page.parts = [
                with_headers(page, opened(page, part, SAID)) if isinstance(part, str) else part
                for part in joined(page.parts)
            ]
        elif kinds[name].endswith("sharedStrings+xml"):
            page = read_part(files[name], name, _CELLS, is_text)
        elif (_DRAWING.search(kinds[name]) or GRAPHICS.search(kinds[name])) and name not in unseen:
            page = read_part(files[name], name, DRAWING)
        elif kinds[name].endswith("spreadsheetml.comments+xml") and name not in unseen:
            page = read_part(files[name], name, _NOTES)
        elif kinds[name].endswith("threadedcomments+xml") and name not in unseen:
            page = remarks(decoded(files[name], name))
        else:
            continue
        document.pages.append((name, page))
    return document


def _compared(files: Mapping[str, bytes], parts: Iterable[str]) -> set[str]:
    """Texts that formulas, lists of allowed values and filters of some parts compare cells with, in small letters."""
    formulas: list[tuple[str, bool]] = []
    values: set[str] = set()
    for name in parts:
        if name.endswith(".xml") and not name.endswith("sharedStrings.xml"):
            code = files[name].decode("utf-8", "replace")
            for match in _FORMULA.finditer(code):
                formulas.append((html.unescape(match["code"]), match["name"].startswith("formula")))
            values |= {html.unescape(value).strip().casefold() for value in _FILTER.findall(code)}
    return compared(formulas) | values


def _text_of(element: Element) -> str:
    return html.unescape(re.sub(r"<[^<>]*>", "", element.code())).strip()


def _inline(
    files: Mapping[str, bytes], sheet: str, known: Collection[str], lookups: Lookups
) -> Callable[[Element, int], bool]:
    """Whether the text of a cell of a sheet is no heading of a table and not compared with, by its number."""
    heads = _headings(files, sheet)
    places = [place for _, place, content in _cells(files[sheet]) if _INLINE.search(content)]

    def is_text(element: Element, number: int) -> bool:
        text = _text_of(element)
        free = number < len(places) and places[number] not in heads and text.casefold() not in known
        return free and not lookups.finds(sheet, *_at(places[number]), text)

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


def _at(place: str) -> tuple[int, int]:
    """Column and row of a place."""
    match = _PLACE.fullmatch(place)
    return (column_of(match[1]), int(match[2])) if match else (0, 0)


def _cells(sheet: bytes) -> Iterator[tuple[str, str, str]]:
    """Type, place and content of all cells; a writer may leave out a place, which then follows from the one before."""
    row, column = 0, 0
    for match in _ROW_OR_CELL.finditer(sheet.decode("utf-8", "replace")):
        values = read_attributes(f"<{match['row'] or 'c' + (match['cell'] or '')}>")
        place = values.get("r", "")
        if match["row"]:
            row, column = int(place) if place.isdecimal() else row + 1, 0
            continue
        named = _PLACE.fullmatch(place)
        column = column_of(named[1]) if named else column + 1
        yield values.get("t", "n"), place if named else f"{_letters(column)}{row}", match["content"] or ""


def _shared(files: Mapping[str, bytes], sheet: str) -> Iterator[tuple[str, int]]:
    """Places of the cells with a shared string, and its number."""
    for kind, place, content in _cells(files[sheet]):
        if kind == "s" and (match := _VALUE.search(content)):
            yield place, int(match[1])


def _strings(files: Mapping[str, bytes], sheets: list[str]) -> dict[int, list[tuple[str, str]]]:
    """Numbers of the shared strings that are seen, with the sheets and places where."""
    found: dict[int, list[tuple[str, str]]] = {}
    for sheet in sheets:
        for place, number in _shared(files, sheet):
            found.setdefault(number, []).append((sheet, place))
    return found


def _kept_strings(files: Mapping[str, bytes], sheets: list[str]) -> set[int]:
    """Numbers of the shared strings that are headings of tables."""
    kept = set()
    for sheet in sheets:
        heads = _headings(files, sheet)
        kept |= {number for place, number in _shared(files, sheet) if place in heads} if heads else set()
    return kept


def _headings(files: Mapping[str, bytes], sheet: str) -> set[str]:
    """Places of the cells that are headings of tables."""
    places: set[str] = set()
    for kind, target in related_parts(files, sheet):
        if kind != "table" or target not in files:
            continue
        tag = _TABLE.search(files[target].decode("utf-8", "replace"))
        values = read_attributes(tag[0]) if tag else {}
        corners = _PLACE.findall(values.get("ref", ""))
        if len(corners) == 2 and values.get("headerRowCount", "1") != "0":
            (first, row), (last, _) = corners
            places |= {f"{_letters(n)}{row}" for n in range(column_of(first), column_of(last) + 1)}
    return places


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
