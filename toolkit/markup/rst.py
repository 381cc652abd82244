"""reStructuredText (``.rst``, ``.rest``): paragraphs, titles, lists, fields, and directives whose content is text.

The elements are found line by line, as the specification has them (docutils' "reStructuredText Markup Specification",
https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html); docutils itself cannot write what it has read. What
is not known to be text stays as it is: code, comments, targets, and directives of the author's own.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable

from toolkit.errors import BitextWarning
from toolkit.markup import rst_tables as tables
from toolkit.markup.model import Block, BlockBuilder, Page
from toolkit.markup.rst_cells import Layout, RstTable, read_grid, read_simple
from toolkit.markup.rst_csv import CsvBlock, Dialect
from toolkit.markup.rst_directives import read_directive
from toolkit.markup.rst_inline import EMBEDDED, InlineReader, unescaped
from toolkit.markup.rst_lines import Lines, Row, Rows, block, indented
from toolkit.markup.rst_written import RstBlock, RstPage, Title

_REFERENCE = re.compile(
    r"(?<![\w`\\])`(?![\s`])((?:[^`\\]|\\.)+)`(__?)(?!\w)|(?<![\w.+`-])([^\W_][\w.+-]*)_(?!\w)", re.DOTALL
)
_EXPLICIT_TARGET = re.compile(r"^[ \t]*\.\. +_(?:`([^`]+)`|((?:[^:\\\n]|\\.)+)):(?:\s|$)", re.MULTILINE)
# What begins the line that says whose words a quotation is.
_ATTRIBUTION = re.compile(r"(?:---?(?!-)|—) *(?=\S)")
_LITERAL = re.compile(r"(?<!\\)(?:\\\\)*( ?)::\Z")
_CLASSIFIER = re.compile(r" +: +")
# Deeper than any document is nested.
_DEEPEST = 40


def parse(text: str, from_code: str, to_code: str) -> RstPage:
    """Read a document.

    Paragraphs over several lines come back in lines of the same width; lines of signs grow with their titles.

    Args:
        text: the code.
        from_code, to_code: not used; a document names no language.

    Example:
        >>> page = parse("Title\\n=====\\n\\nSee `the docs <a.html>`_ of *x*, ``code``.\\n", "en", "fr")
        >>> [block.text for block in page.blocks]
        ['Title', 'See the docs of x, {0}.']
    """
    page = RstPage()
    reader = Reader(text, page)
    reader.body(reader.lines.rows())
    position = 0
    for start, end, found in reader.found:
        page.parts += [text[position:start], found]
        position = end
    page.parts.append(text[position:])
    return page


def _names(text: str) -> set[str]:
    """Names that a document refers to, and has no explicit target for."""
    found = set()
    for match in _REFERENCE.finditer(text):
        if embedded := EMBEDDED.fullmatch(match[1] or ""):
            found.add(embedded[2].removesuffix("_"))
        elif match[2] != "__":
            found.add(match[1] or match[3])
    explicit = {match[1] or match[2] for match in _EXPLICIT_TARGET.finditer(text)}
    return {tables.plain_name(unescaped(name)) for name in found} - set(map(tables.plain_name, explicit))


class Reader:
    """Finds blocks in the lines of a document.

    Args:
        text: the document.
        page: gets blocks that stand inside of others.
        names: that the document refers to, where the text is a cell of it.
        width: of the cell; None for a whole document.

    Attributes:
        lines: of the document.
        found: blocks in order, each with where its code starts and ends.
    """

    def __init__(self, text: str, page: Page, names: set[str] | None = None, width: int | None = None) -> None:
        self.lines = Lines(text)
        self.found: list[tuple[int, int, Block | RstTable]] = []
        self._text, self._names, self._width = text, _names(text) if names is None else names, width
        self._page, self._inline = page, InlineReader(page, self._names)
        self._depth = 0
        self._kinds: list[tuple[re.Pattern[str], Callable[[Rows, int, re.Match[str]], int]]] = [
            (tables.BULLET, self._item),
            (tables.ENUMERATOR, self._enumerated),
            (tables.FIELD, self._field),
            (tables.OPTION, self._option),
            (tables.DOCTEST, self._whole),
            (tables.LINE_BLOCK, self._line_block),
            (tables.GRID_TABLE, self._grid_table),
            (tables.SIMPLE_TABLE, self._simple_table),
            (tables.EXPLICIT, self._explicit),
            (tables.ANONYMOUS, self._skipped),
            (tables.LINE, self._line),
        ]

    # Blocks

    def paragraph(self, rows: Rows, begins: bool = True, term: bool = False) -> None:
        """Add the text of some rows.

        Args:
            rows: without blank ones.
            begins: they are an element of a body, whose beginning may look like that of a list.
            term: they are a term, which has a definition.
        """
        text = " ".join(row.text.strip() for row in rows)
        literal = _LITERAL.search(text) if begins else None
        sign = ""
        if literal:
            sign = " ::" if literal[1] or len(text) == 2 else "::"
            text = text[: -len(sign)] + (":" if sign == "::" else "")
        start, end = self.lines.start(rows[0]), self.lines.end(rows[-1])
        base = self._built(text, self._text[start:end])
        made = RstBlock(base.text, base.marks, base.code, begins=begins, literal=sign, term=term)
        if len(rows) > 1 or self._width:
            inset = "\n" + " " * (rows[0].column + rows[0].indent)
            made.gap = self.lines.gap(rows[0], rows[1]) if len(rows) > 1 else inset
            shown = [self.lines.shown(row.number) for row in rows]
            made.width = self._width or max(map(tables.column_width, shown))
            made.first = tables.column_width(shown[0]) - tables.column_width(rows[0].text.strip())
        self._add(start, end, made)

    def plain(self, rows: Rows) -> None:
        """Add text in which nothing is markup."""
        if filled := [row for row in rows if row.text.strip()]:
            start, end = self.lines.start(filled[0]), self.lines.end(filled[-1])
            text = " ".join(row.text.strip() for row in filled)
            self._add(start, end, Block(text, [], self._text[start:end], attribute=True))

    def cell(self, first: Row, last: Row, text: str, dialect: Dialect, quoted: bool) -> None:
        """Add the text of a cell of a ``csv-table``.

        Args:
            first: the row in which it begins, from there on.
            last: the row in which it ends, up to there.
            text: of the cell.
            dialect: of its table.
            quoted: it stands in quotes.
        """
        start, end = self.lines.start(first), self.lines.end(last)
        base = self._built(text, self._text[start:end])
        self._add(start, end, CsvBlock(base.text, base.marks, base.code, begins=True, dialect=dialect, quoted=quoted))

    def _built(self, text: str, code: str) -> Block:
        builder = BlockBuilder()
        self._inline.fill(builder, text)
        return builder.block(code, str)

    def _add(self, start: int, end: int, made: Block) -> None:
        if made.has_words():
            self.found.append((start, end, made))

    def _title(self, row: Row, over: Row | None, under: Row) -> None:
        text = row.text.strip()
        start, end = self.lines.start(row), self.lines.end(row)
        begin, stop = self.lines.start(over) if over else start, self.lines.end(under)
        base = self._built(text, self._text[begin:stop])
        above = self._text[begin:start]
        name = " ".join(base.readable().split())
        self._add(
            begin,
            stop,
            Title(
                base.text,
                base.marks,
                base.code,
                begins=not over and not tables.ENUMERATOR.match(text),
                gap=self.lines.gap(row, under),
                over=above.rstrip(" \t"),
                under=self._text[end:stop],
                inset=above[len(above.rstrip(" \t")) :],
                # What the document refers to by its title is found by the old title too.
                name=name if tables.plain_name(name) in self._names and "`" not in name else "",
                size=tables.column_width(text),
            ),
        )

    # Elements

    def body(self, rows: Rows) -> None:
        """Read elements."""
        self._depth += 1
        place = 0
        while place < len(rows) and self._depth < _DEEPEST:
            place = self._element(rows, place)
        self._depth -= 1

    def _element(self, rows: Rows, place: int) -> int:
        """Read the element that begins at a row; return where the next one may begin."""
        text = rows[place].text
        if not text:
            return place + 1
        if text[0] == " ":
            inner, end = indented(rows, place)
            self.body(inner)
            return end
        for pattern, read in self._kinds:
            if (match := pattern.match(text)) and (end := read(rows, place, match)):
                return end
        return self._running_text(rows, place)

    def _item(self, rows: Rows, place: int, match: re.Match[str]) -> int:
        inner, end = block(rows, place, match.end(), known=bool(rows[place].text[match.end() :]))
        self.body(inner)
        return end

    def _enumerated(self, rows: Rows, place: int, match: re.Match[str]) -> int:
        following = rows[place + 1].text if place + 1 < len(rows) else ""
        runs_on = following[:1].strip() and not tables.ENUMERATOR.match(following)
        return 0 if runs_on or not tables.is_enumerator(match) else self._item(rows, place, match)

    def _field(self, rows: Rows, place: int, match: re.Match[str]) -> int:
        inner, end = block(rows, place, match.end())
        name = match[1].split()[0].lower() if match[1].strip() else ""
        said = " ".join(row.text for row in inner)
        worded = name in tables.WORDED_FIELDS and len(match[1].split()) == 1 and tables.WORDED.fullmatch(said.strip())
        if name and (worded or name not in tables.KEPT_FIELDS):
            self.body(inner)
        return end

    def _option(self, rows: Rows, place: int, match: re.Match[str]) -> int:
        inner, end = block(rows, place, match.end())
        if not any(row.text for row in inner):
            return 0
        self.body(inner)
        return end

    def _whole(self, rows: Rows, place: int, match: re.Match[str]) -> int:
        """What stays as it is, up to a blank row."""
        while place < len(rows) and rows[place].text:
            place += 1
        return place

    def _line_block(self, rows: Rows, place: int, match: re.Match[str]) -> int:
        inner, end = block(rows, place, match.end(), until_blank=True)
        if inner[0].text:
            self.paragraph(inner, begins=False)
        return end

    def _simple_table(self, rows: Rows, place: int, match: re.Match[str]) -> int:
        borders = 0
        for end in range(place + 1, len(rows)):
            if tables.TABLE_BORDER.match(rows[end].text):
                borders += 1
                if borders == 2 or end + 1 == len(rows) or not rows[end + 1].text:
                    self._table(rows[place : end + 1], read_simple)
                    return end + 1
        return self._whole(rows, place, match)

    def _grid_table(self, rows: Rows, place: int, match: re.Match[str]) -> int:
        end = self._whole(rows, place, match)
        self._table(rows[place:end], read_grid)
        return end

    def _table(self, rows: Rows, read: Callable[[list[str]], Layout | None]) -> None:
        """Read the cells of a table; a table in a cell stays."""
        layout = read([row.text for row in rows]) if self._width is None and len(rows) > 2 else None
        if layout is None:
            if any(any(map(str.isalpha, row.text)) for row in rows):
                line = f"the table in line {rows[0].number + 1}" if self._width is None else "a table in a table"
                warnings.warn(f"{line} is too involved to be drawn again and stays", BitextWarning, stacklevel=2)
            return
        for cell in layout.cells:
            code = "\n".join(cell.lines)
            reader = Reader(code, self._page, self._names, cell.width)
            reader.body(reader.lines.rows())
            position = 0
            for start, end, found in reader.found:
                cell.parts += [code[position:start], found]
                position = end
                if isinstance(found, Block):
                    self._page.hole(found)
            cell.parts.append(code[position:])
        if any(isinstance(part, Block) for cell in layout.cells for part in cell.parts):
            start, end = self.lines.start(rows[0]), self.lines.end(rows[-1])
            table = RstTable.of(self._text[start:end], layout, self.lines.gap(rows[0], rows[1]))
            self.found.append((start, end, table))

    def _skipped(self, rows: Rows, place: int, match: re.Match[str]) -> int:
        return block(rows, place, match.end(), until_blank=True)[1]

    def _explicit(self, rows: Rows, place: int, match: re.Match[str]) -> int:
        """What begins with two dots: a note, a target, a substitution, a directive, a comment."""
        text = rows[place].text
        if note := tables.NOTE.match(text):
            inner, end = block(rows, place, note.end())
            self.body(inner)
            return end
        if tables.TARGET.match(text):
            return self._skipped(rows, place, match)
        if directive := tables.SUBSTITUTION.match(text) or tables.DIRECTIVE.match(text):
            inner, end = block(rows, place, directive.end())
            read_directive(self, directive["name"].lower(), inner)
            return end
        if not text[match.end() :] and (place + 1 == len(rows) or not rows[place + 1].text):
            return place + 1
        return block(rows, place, match.end())[1]

    def _line(self, rows: Rows, place: int, match: re.Match[str]) -> int:
        """A line of signs: over a title, a transition, or text."""
        text = rows[place].text
        title, under = (rows[n].text if n < len(rows) else "" for n in (place + 1, place + 2))
        if text == "::":
            return 0
        if title and under == text and (len(text) >= tables.column_width(title) or len(text) > 3):
            self._title(rows[place + 1], rows[place], rows[place + 2])
            return place + 3
        return place + 1 if len(text) > 3 else 0

    def _running_text(self, rows: Rows, place: int) -> int:
        """A title, a term with its definition, or a paragraph."""
        row = rows[place]
        following = rows[place + 1].text if place + 1 < len(rows) else ""
        if following[:1] == " ":
            inner, end = indented(rows, place + 1)
            # With two colons, code was meant.
            if not row.text.endswith("::"):
                self.paragraph([row.only(len(_CLASSIFIER.split(row.text)[0]))], term=True)
                self.body(inner)
            return end
        if tables.LINE.match(following) and (tables.column_width(row.text) <= len(following) or len(following) > 3):
            self._title(row, None, rows[place + 1])
            return place + 2
        if said := _ATTRIBUTION.match(row.text):
            rows = [*rows[:place], row.cut(said.end()), *rows[place + 1 :]]
        end = place + 1
        while end < len(rows) and rows[end].text[:1].strip():
            end += 1
        literal = bool(_LITERAL.search(rows[end - 1].text))
        # Rows that are indented without a blank one are a fault; behind one row, they would become a definition.
        if end == len(rows) or not rows[end].text:
            self.paragraph(rows[place:end])
        return self._code(rows, end) if literal else end

    @staticmethod
    def _code(rows: Rows, place: int) -> int:
        """Code behind two colons: indented, or rows that begin with the same sign."""
        while place < len(rows) and not rows[place].text:
            place += 1
        if place < len(rows) and rows[place].text[0] == " ":
            return indented(rows, place)[1]
        sign = rows[place].text[0] if place < len(rows) else ""
        if sign and tables.LINE.match(sign):
            while place < len(rows) and rows[place].text[:1] == sign:
                place += 1
        return place
