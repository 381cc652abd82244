"""A bilingual book as a Word document (ECMA-376, Office Open XML), written without a library."""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Iterator, Sequence

from toolkit.languages.tags import is_right_to_left
from toolkit.markup.languages import with_region
from toolkit.reports.book import EPOCH, Book, Pair, book_names

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_PROPERTIES = f"{_PACKAGE}/relationships/metadata/core-properties"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# A4, with margins of 2 cm, in twentieths of a point.
_WIDTH, _HEIGHT, _MARGIN = 11906, 16838, 1134
_COLUMN = (_WIDTH - 2 * _MARGIN) // 2
_PARTS = {"styles": "styles", "footer": "footer", "footnotes": "footnotes"}


def render_book_docx(book: Book, layout: str = "columns") -> bytes:
    """The book as a Word document; the same units give the same bytes.

    Args:
        book: to print.
        layout: one of :data:`toolkit.reports.book.BOOK_LAYOUTS`. ``columns`` is a table with a row a paragraph;
            ``popup`` has the translations as footnotes, which Word shows where the mouse rests.

    Raises:
        InputError: no such layout.
    """
    book_names(book, layout, epub=False)
    writer = _Writer(book, layout)
    document = writer.document()
    members = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            ("officeDocument", "word/document.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": _core(book),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _relations(*((kind, f"{name}.xml") for kind, name in _PARTS.items())),
        "word/styles.xml": _styles(book),
        "word/footer.xml": _footer(),
        "word/footnotes.xml": writer.footnotes(),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, code in members.items():
            archive.writestr(zipfile.ZipInfo(name, EPOCH), code, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


class _Writer:
    """Writes the text; collects the footnotes."""

    def __init__(self, book: Book, layout: str) -> None:
        self._book, self._layout = book, layout
        self._gaps = book_names(book, layout, epub=False)["gaps"]
        self._notes: list[str] = []

    def document(self) -> str:
        parts = [f'{_HEAD}<w:document xmlns:w="{_MAIN}" xmlns:r="{_RELATIONS}"><w:body>']
        parts.append(self._paragraph("Title", "source", [_run(self._book.title)]))
        for chapter in self._book.chapters:
            parts.append(self._paragraph("Heading1", "source", [_run(chapter.title)]))
            if chapter.translation:
                parts.append(self._paragraph("BookSubtitle", "target", [_run(chapter.translation)]))
            rows = [row for row in chapter.rows(self._layout) if any(p.source.strip() or p.target.strip() for p in row)]
            parts += self._rows(rows)
        parts.append(
            '<w:sectPr><w:footerReference w:type="default" r:id="r2"/>'
            f'<w:pgSz w:w="{_WIDTH}" w:h="{_HEIGHT}"/><w:pgMar w:top="{_MARGIN}" w:right="{_MARGIN}" '
            f'w:bottom="{_MARGIN}" w:left="{_MARGIN}" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
            "</w:body></w:document>"
        )
        return "".join(parts)

    def _rows(self, rows: Sequence[Sequence[Pair]]) -> Iterator[str]:
        if self._layout == "columns" and rows:
            yield f'<w:tbl><w:tblPr><w:tblStyle w:val="BookTable"/><w:tblW w:w="{2 * _COLUMN}" w:type="dxa"/>'
            yield '<w:tblLayout w:type="fixed"/></w:tblPr>'
            yield f'<w:tblGrid><w:gridCol w:w="{_COLUMN}"/><w:gridCol w:w="{_COLUMN}"/></w:tblGrid>'
            for row in rows:
                cells = "".join(
                    f'<w:tc><w:tcPr><w:tcW w:w="{_COLUMN}" w:type="dxa"/></w:tcPr>{self._side(row, side)}</w:tc>'
                    for side in ("source", "target")
                )
                yield f"<w:tr>{cells}</w:tr>"
            # Word wants a paragraph behind a table.
            yield '</w:tbl><w:p><w:pPr><w:spacing w:after="0"/></w:pPr></w:p>'
            return
        for row in rows:
            if self._layout == "popup":
                yield self._paragraph("BookSource", "source", self._with_notes(row))
            else:
                sides = [side for side in ("source", "target") if _text(row, side, " ").strip()]
                yield from (self._side(row, side, keep=side != sides[-1]) for side in sides)

    def _side(self, row: Sequence[Pair], side: str, keep: bool = False) -> str:
        return self._paragraph(f"Book{side.title()}", side, [_run(_text(row, side, self._gaps[side]))], keep)

    def _with_notes(self, row: Sequence[Pair]) -> list[str]:
        """The sentences of a paragraph, each with its translation as a footnote."""
        runs: list[str] = []
        for pair in row:
            if runs:
                runs.append(_run(self._gaps["source"]))
            if pair.source.strip():
                runs.append(_run(pair.source.strip()))
            if pair.target.strip():
                self._notes.append(pair.target.strip())
                runs.append(
                    '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
                    f'<w:footnoteReference w:id="{len(self._notes)}"/></w:r>'
                )
        return runs

    def _paragraph(self, style: str, side: str, runs: Sequence[str], keep: bool = False) -> str:
        """A paragraph; ``keep``: on one page with the next one."""
        code = self._book.source_language if side == "source" else self._book.target_language
        right = is_right_to_left(code)
        if right:
            runs = [run.replace("<w:r><w:t ", "<w:r><w:rPr><w:rtl/></w:rPr><w:t ") for run in runs]
        more = "<w:keepNext/>" * keep + "<w:bidi/>" * right
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{"".join(runs)}</w:p>'

    def footnotes(self) -> str:
        """The footnotes, with the line above them that Word wants to have."""
        lines = "".join(
            f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
            for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
        )
        mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
        notes = "".join(
            f'<w:footnote w:id="{number}">{self._paragraph("FootnoteText", "target", [mark, _run(f" {text}")])}'
            "</w:footnote>"
            for number, text in enumerate(self._notes, 1)
        )
        return f'{_HEAD}<w:footnotes xmlns:w="{_MAIN}">{lines}{notes}</w:footnotes>'


def _text(row: Sequence[Pair], side: str, gap: str) -> str:
    return gap.join(text for pair in row if (text := getattr(pair, side).strip()))


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{html.escape(text, quote=False)}</w:t></w:r>' if text else ""


def _content_types() -> str:
    kinds = {"document": f"{_TYPE}document.main+xml"} | {name: f"{_TYPE}{name}+xml" for name in _PARTS}
    parts = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{kind}"/>' for name, kind in kinds.items())
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{parts}'
        f'<Override PartName="/docProps/core.xml" ContentType="{core}"/></Types>'
    )


def _relations(*targets: tuple[str, str]) -> str:
    links = "".join(
        f'<Relationship Id="r{number}" Type="{kind if "://" in kind else f"{_RELATIONS}/{kind}"}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


def _core(book: Book) -> str:
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{html.escape(book.title, quote=False)}</dc:title>"
        f"<dc:language>{html.escape(book.source_language)}</dc:language></cp:coreProperties>"
    )


def _footer() -> str:
    return (
        f'{_HEAD}<w:ftr xmlns:w="{_MAIN}"><w:p><w:pPr><w:jc w:val="center"/></w:pPr>'
        '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>'
    )


def _styles(book: Book) -> str:
    """Styles of the paragraphs, each with its language, so that spelling is checked in it."""
    source, target = book.source_language, book.target_language
    after, quiet = '<w:spacing w:after="120"/>', '<w:color w:val="555555"/>'
    heading = '<w:keepNext/><w:spacing w:before="480" w:after="60"/><w:outlineLvl w:val="0"/>'
    styles = [
        _style("Title", "Title", source, '<w:spacing w:before="240" w:after="480"/>', '<w:b/><w:sz w:val="48"/>'),
        _style("Heading1", "heading 1", source, heading, '<w:b/><w:sz w:val="30"/>'),
        _style("BookSubtitle", "Book Subtitle", target, f"<w:keepNext/>{after}", f'<w:i/>{quiet}<w:sz w:val="26"/>'),
        _style("BookSource", "Book Source", source, after, ""),
        _style("BookTarget", "Book Target", target, '<w:spacing w:after="240"/>', quiet),
        _style("FootnoteText", "footnote text", target, "", '<w:sz w:val="18"/>'),
    ]
    return (
        f'{_HEAD}<w:styles xmlns:w="{_MAIN}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Georgia" '
        'w:hAnsi="Georgia" w:cs="Times New Roman"/><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        + "".join(styles)
        + '<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>'
        '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
        '<w:style w:type="table" w:styleId="BookTable"><w:name w:val="Book Table"/><w:tblPr><w:tblCellMar>'
        '<w:left w:w="113" w:type="dxa"/><w:right w:w="113" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        "</w:styles>"
    )


def _style(key: str, name: str, language: str, paragraph: str, run: str) -> str:
    code = html.escape(with_region(language))
    languages = f'<w:lang w:val="{code}" w:eastAsia="{code}" w:bidi="{code}"/>'
    return (
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}{languages}</w:rPr></w:style>"
    )
