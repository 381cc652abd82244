"""What independent libraries see in a file: texts, and everything else by name, so that two files can be compared.

A skeleton is a list of ``(what, value)`` in the order of the file, where the value of a text is its letters only: the
program that compares turns letters of the source into those of the translation.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from xml.etree import ElementTree

Fact = tuple[str, str]
#: A text, whose letters may be those of the translation.
TEXT = "text of "
#: Formats that words have.
LOOKS = "formats"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def skeleton(path: Path) -> list[Fact]:
    """What the library for a kind of file sees in a file.

    Raises:
        Exception: of any kind, by the library, if it does not read the file.
    """
    kind = path.suffix.lower().lstrip(".")
    return list(_KINDS[kind](path))


def _docx(path: Path) -> Iterator[Fact]:
    import docx
    from docx.oxml.ns import qn

    document = docx.Document(str(path))
    parts = {
        str(rel.target_part.partname): rel.target_part for rel in document.part.rels.values() if not rel.is_external
    }
    for number, paragraph in enumerate(document.element.body.iter(qn("w:p"))):
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        yield f"paragraph {number}", style.get(qn("w:val")) if style is not None else ""
        yield f"{TEXT}paragraph {number}, changes accepted", _revised(paragraph, ("del", "moveFrom"), ("t",))
        before = _revised(paragraph, ("ins", "moveTo"), ("t", "delText"))
        yield f"paragraph {number}, changes rejected", str(bool(before.strip()))
    for paragraph in document.paragraphs:
        # Runs of one format may be cut otherwise.
        runs = ((r.text, f"{r.bold} {r.italic} {r.underline} {r.font.size} {r.style.name}") for r in paragraph.runs)
        yield LOOKS, _looks(runs)
        yield "links", " ".join(sorted(link.address or f"#{link.fragment}" for link in paragraph.hyperlinks))
    for table in document.tables:
        yield "table", f"{len(table.rows)} {len(table._cells)}"
    yield "inline shapes", str(len(document.inline_shapes))
    yield "parts", " ".join(sorted(parts))
    yield "sections", str(len(document.sections))
    for remark in getattr(document, "comments", ()):
        yield "comment", f"{remark.comment_id} {remark.author} {len(remark.paragraphs)}"
        yield f"{TEXT}comment", remark.text


def _looks(runs: Iterable[tuple[str, str]]) -> str:
    """The formats that whole words of some runs have."""
    text, looks = "", []
    for piece, look in runs:
        text += piece
        looks += [look] * len(piece)
    words = [set(looks[match.start() : match.end()]) for match in re.finditer(r"[^\W\d_]+", text)]
    return "|".join(sorted({look for found in words if len(found) == 1 for look in found}))


def _revised(paragraph, without: tuple[str, ...], wanted: tuple[str, ...]) -> str:  # type: ignore[no-untyped-def]
    """The text of a paragraph with its changes accepted or rejected; texts in its frames are other paragraphs."""
    found = []
    for child in paragraph:
        local = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
        if local in wanted:
            found.append(child.text or "")
        elif local in ("tab", "br"):
            found.append(" ")
        elif local not in (*without, "txbxContent", "p"):
            found.append(_revised(child, without, wanted))
    return "".join(found)


def _pptx(path: Path) -> Iterator[Fact]:
    import pptx

    show = pptx.Presentation(str(path))
    yield "slides", str(len(show.slides))
    for number, slide in enumerate(show.slides, 1):
        yield f"slide {number}", slide.slide_layout.name
        yield from _shapes(slide.shapes, f"slide {number}")
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
            yield f"{TEXT}notes", slide.notes_slide.notes_text_frame.text


def _shapes(shapes, where: str) -> Iterator[Fact]:  # type: ignore[no-untyped-def]
    for shape in shapes:
        yield (
            where,
            f"{shape.shape_type} {shape.shape_id} {shape.name} {shape.left} {shape.top} {shape.width} {shape.height}",
        )
        if hasattr(shape, "shapes"):
            yield from _shapes(shape.shapes, where)
        if shape.has_text_frame:
            for paragraph in shape.text_frame.paragraphs:
                yield f"{TEXT}{where}", paragraph.text
                yield where, " ".join(sorted({r.hyperlink.address or "" for r in paragraph.runs if r.text.strip()}))
                yield LOOKS, _looks((r.text, f"{r.font.bold} {r.font.italic} {r.font.size}") for r in paragraph.runs)
        if getattr(shape, "has_table", False):
            for row in shape.table.rows:
                for cell in row.cells:
                    yield f"{TEXT}{where}", cell.text
        if getattr(shape, "has_chart", False):
            chart = shape.chart
            yield where, f"chart {chart.chart_type} {[list(s.values) for plot in chart.plots for s in plot.series]}"
            yield where, f"categories {[str(c) for plot in chart.plots for c in plot.categories]}"
            workbook = chart.part.chart_workbook.xlsx_part
            yield where, f"workbook {len(workbook.blob) if workbook is not None else 0}"


def _xlsx(path: Path) -> Iterator[Fact]:
    import openpyxl

    book = openpyxl.load_workbook(str(path), rich_text=False)
    for name, defined in book.defined_names.items():
        yield "defined name", f"{name} {defined.attr_text}"
    for sheet in book.worksheets:
        yield (
            "sheet",
            f"{sheet.title} {sheet.sheet_state} {sheet.dimensions} {sorted(map(str, sheet.merged_cells.ranges))}",
        )
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is None and cell.hyperlink is None and cell.comment is None:
                    continue
                where = f"{sheet.title}!{cell.coordinate}"
                yield where, f"{cell.data_type} {cell.number_format} {cell.style_id}"
                is_text = cell.data_type == "s"
                yield (f"{TEXT}{where}" if is_text else where), str(getattr(cell.value, "text", cell.value))
                if cell.hyperlink is not None:
                    yield where, f"link {cell.hyperlink.target} {cell.hyperlink.location}"
                if cell.comment is not None:
                    yield f"{TEXT}comment {where}", cell.comment.text
        for name, defined in sheet.defined_names.items():
            yield "defined name", f"{sheet.title} {name} {defined.attr_text}"
        for check in sheet.data_validations.dataValidation:
            yield "allowed values", f"{check.sqref} {check.type} {check.formula2}"
            yield f"{TEXT}allowed values", str(check.formula1)
        for area in sheet.conditional_formatting:
            yield "formats", f"{area.sqref} {[(r.type, r.formula, r.text, r.operator) for r in area.rules]}"
        for table in sheet.tables.values():
            yield "table", f"{table.name} {table.ref} {table.headerRowCount}"
            for column in table.tableColumns:
                yield "column", f"{column.name}"
            if table.headerRowCount != 0:
                cells = next(sheet[table.ref.split(":")[0] + ":" + _row_end(table.ref)].__iter__())
                fits = [str(c.value) == html_of(t.name) for c, t in zip(cells, table.tableColumns, strict=False)]
                yield "headings are those of the table", f"{fits}"
        yield "filter", f"{sheet.auto_filter.ref} {len(sheet.auto_filter.filterColumn)}"
        yield "pictures", f"{len(sheet._images)} {len(sheet._charts)} {len(sheet._pivots)}"
        for pivot in sheet._pivots:
            for field in pivot.cache.cacheFields:
                yield "pivot field", field.name


def _row_end(ref: str) -> str:
    first, _, last = ref.partition(":")
    return re.sub(r"\d", "", last or first) + re.sub(r"\D", "", first)


def html_of(name: str) -> str:
    """The name of a column as its cell has it: line ends are written as codes there."""
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), name).replace("\r\n", "\n")


def _opendocument(path: Path) -> Iterator[Fact]:
    from odf.opendocument import load

    document = load(str(path))
    yield from _nodes(document.body, "")


def _nodes(node, where: str) -> Iterator[Fact]:  # type: ignore[no-untyped-def]
    names = {
        "p",
        "h",
        "table",
        "table-row",
        "table-cell",
        "list",
        "list-item",
        "page",
        "frame",
        "note",
        "annotation",
        "a",
    }
    for child in node.childNodes:
        if child.nodeType != 1:
            continue
        local = child.qname[1]
        if local in names:
            values = {key[1]: str(value) for key, value in child.attributes.items()} if child.attributes else {}
            told = [values.get(key, "") for key in ("style-name", "name", "formula", "href", "value")]
            yield local, " ".join(told)
        yield from _nodes(child, where)


def _epub(path: Path) -> Iterator[Fact]:
    from ebooklib import epub

    book = epub.read_epub(str(path))
    for item in book.get_items():
        yield "item", f"{item.get_id()} {item.file_name} {item.get_type()}"
        if item.get_type() == 9:
            for element in ElementTree.fromstring(re.sub(rb"&(?!#|amp|lt|gt|quot|apos)\w+;", b"", item.content)).iter():
                yield "element", f"{item.file_name} {element.tag} {element.get('id', '')} {element.get('href', '')}"
    yield "spine", str(book.spine)
    yield "toc", str(len(book.toc))
    yield "epubcheck", " ".join(sorted(_epubcheck(path)))


def _epubcheck(path: Path) -> list[str]:
    # Debian's command is a jar, which not every kernel runs by itself.
    command = ["java", "-jar", os.path.realpath(shutil.which("epubcheck") or "epubcheck"), str(path)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=120)
    return re.findall(r"(?:ERROR|WARNING|FATAL)\((\w+-\d+)\)", run.stdout + run.stderr)


def _subtitles(path: Path) -> Iterator[Fact]:
    import pysubs2

    subtitles = pysubs2.load(str(path), encoding="utf-8-sig")
    yield "styles", " ".join(f"{name} {style}" for name, style in subtitles.styles.items())
    for event in subtitles:
        yield "event", f"{event.start} {event.end} {event.style} {event.type} {event.name} {event.effect}"
        yield "tags", " ".join(sorted(re.findall(r"\{[^}]*\}", event.text)))


def package_faults(path: Path) -> list[str]:
    """What a package of Office Open XML has that makes Excel, Word or PowerPoint offer a repair."""
    if path.suffix.lower()[1:4] not in ("doc", "ppt", "xls"):
        return []
    faults = []
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        for name in names:
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(archive.read(name))
            if name.startswith("xl/pivotCache/pivotCacheDefinition"):
                for field in ElementTree.fromstring(archive.read(name)).iter(f"{_MAIN}cacheField"):
                    items = [(e.tag, e.get("v", "").casefold()) for e in field.iterfind(f"{_MAIN}sharedItems/*")]
                    faults += [f"{name}: two items of {field.get('name')} are one"] * (len(items) > len(set(items)))
            if re.fullmatch(r"xl/worksheets/[^/]*\.xml", name):
                for element in ElementTree.fromstring(archive.read(name)).iter():
                    local = element.tag.rpartition("}")[2]
                    if local == "formula1" and (element.text or "").startswith('"') and len(element.text or "") > 257:
                        faults.append(f"{name}: a list of allowed values is too long")
                    if local in ("oddHeader", "oddFooter") and len(element.text or "") > 255:
                        faults.append(f"{name}: a header is too long")
    return faults


_KINDS: dict[str, Callable[[Path], Iterator[Fact]]] = {
    **dict.fromkeys(("docx", "docm"), _docx),
    **dict.fromkeys(("pptx", "pptm"), _pptx),
    **dict.fromkeys(("xlsx", "xlsm"), _xlsx),
    **dict.fromkeys(("odt", "ods", "odp"), _opendocument),
    "epub": _epub,
    **dict.fromkeys(("ass", "ssa", "srt", "vtt"), _subtitles),
}
