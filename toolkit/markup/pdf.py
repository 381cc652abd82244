"""Text of PDF (ISO 32000), read by pypdf (extra ``[pdf]``) and made into Markdown: paragraphs, headings, tables.

A PDF places characters; it has no words, lines or paragraphs. Words are told by gaps, lines are joined by their
distances, indents and right edges, words at their hyphens. Headings are told by their size, cells by their places,
running heads by coming again at one height. Columns come in the order of the file, formulas as they stand.
"""

from __future__ import annotations

import io
import logging
import re
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from toolkit.errors import BitextWarning, InputError, MissingExtraError
from toolkit.markup.markdown import parse as parse_markdown
from toolkit.markup.model import Page
from toolkit.markup.pdf_furniture import without_furniture
from toolkit.markup.pdf_lines import RAISED, Line, lines_of
from toolkit.markup.pdf_runs import Fonts, runs_of
from toolkit.markup.pdf_tables import Table, has_leaders, with_tables, without_leaders
from toolkit.markup.text_audit import audit_markdown
from toolkit.text.line_ends import rejoined, words_within

_MOST_PAGES = 5_000
_NOTE_SIZE = 0.93
_BULLET = re.compile(r"(?:[•▪●○◦■□‣▶►➢✓–—*·-]|\(?\d{1,3}[.)]|[a-z]\))\s+\S")
_SIGN = re.compile(r"[•▪●○◦■□‣▶►➢✓·]\s+")
_ENDS = re.compile(r"[.!?…:;][\"'”’»)\]\u00a0\u202f ]*$")
_HYPHEN = re.compile(r"[^\W\d_][-‐\u00ad]$")
# "LaTeX" is written so that its A is raised: that is no note.
_LOWERED = re.compile(f"{RAISED[0]}([^{RAISED[1]}]*){RAISED[1]}(?=[^\\W\\d_])")
_SPECIAL = re.compile(r"([\\`*_<\[\]])")
_START = re.compile(r"^(#{1,6}\s|>|[-+]\s|\d+[.)]\s|=+$|-+$|~~~|\|)")


def parse(data: bytes, from_code: str, to_code: str) -> Page:
    """Read a PDF; its translation is Markdown.

    Raises:
        InputError: damaged, protected by a password, without text, or of more than 5,000 pages.
        MissingExtraError: pypdf is not installed.
    """
    return parse_markdown(markdown_of(data), from_code, to_code)


def markdown_of(data: bytes) -> str:
    """The text of a PDF as Markdown; see :func:`parse`, which raises the same. It warns of what is left out."""
    text, left_out = read_pdf(data)
    if left_out:
        warnings.warn(f"left out of the PDF: {left_out}", BitextWarning, stacklevel=2)
    return text


def audit_pdf(before: bytes, after: bytes) -> list[str]:
    """Differences between a PDF, as Markdown, and its translation: blocks, cells of tables, items, raised signs."""
    found = audit_markdown(read_pdf(before)[0].encode(), after)
    # Braces of a PDF are text; they are no marks of a dialect, however they look.
    return [difference for difference in found if not difference.startswith("mark ")]


def read_pdf(data: bytes) -> tuple[str, str]:
    """The text of a PDF as Markdown, and what of it is left out, counted; see :func:`parse`, which raises the same."""
    pages, turned = _pages(data)
    lines = [line for page in pages for line in page]
    if not any(map(str.isalpha, "".join(line.text for line in lines))):
        raise InputError(
            "no text in this PDF, only pictures of it; recognise its text first, with 'ocrmypdf' for example"
        )
    kept = without_furniture(pages)
    gone = [(len(lines) - len(kept), "line{} of running heads and page numbers"), (turned, "text{} turned aside")]
    told = " and ".join(f"{number} {what.format('s' * (number > 1))}" for number, what in gone if number)
    return "\n\n".join(_paragraphs(kept)) + "\n", told


def _pages(data: bytes) -> tuple[list[list[Line]], int]:
    """The lines of each page, and how many texts are left out because they stand askew."""
    try:
        import pypdf
    except ImportError:
        raise MissingExtraError("PDF files need pypdf: pip install 'bitext-toolkit[pdf]'") from None
    # What it mends it also tells, on standard error.
    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError("protected by a password; save it without one first")
        if len(reader.pages) > _MOST_PAGES:
            raise InputError(f"more than {_MOST_PAGES} pages; cut it into parts")
        fonts = Fonts()
        read = [lines_of(runs_of(page, fonts), number) for number, page in enumerate(reader.pages)]
        return [lines for lines, _ in read], sum(turned for _, turned in read)
    except (InputError, MissingExtraError):
        raise
    except pypdf.errors.DependencyError:
        raise MissingExtraError(
            "this PDF is encrypted by AES, for which pypdf needs cryptography: pip install 'pypdf[crypto]'"
        ) from None
    except pypdf.errors.LimitReachedError:
        raise InputError("what it holds unpacks to more than pypdf allows; cut it into parts") from None
    except Exception as error:  # of the many that damaged files raise
        raise InputError(f"a damaged PDF ({type(error).__name__}: {error})".replace("\n", " ")[:200]) from None
    finally:
        logger.setLevel(level)


def _paragraphs(lines: Sequence[Line]) -> Iterator[str]:
    """Paragraphs, headings and tables as Markdown."""
    weights: Counter[float] = Counter()
    for line in lines:
        weights[round(line.size, 1)] += len(line.text)
    body = weights.most_common(1)[0][0]
    sizes = sorted(
        {round(line.size, 1) for line in lines if line.size > 1.12 * body and len(line.text) < 200}, reverse=True
    )
    setting = _Setting(body, _step(lines, body), Counter(round(line.x) for line in lines))
    words = words_within(line.text for line in lines)
    _set_right_edges(lines)
    run: list[Line] = []
    for item in with_tables(_notes_behind(lines, setting)):
        if run and not (isinstance(item, Line) and _goes_on(run, item, setting)):
            yield _written(run, body, sizes, words)
            run = []
        if isinstance(item, Table):
            yield _table(item, words)
        else:
            run.append(item)
    if run:
        yield _written(run, body, sizes, words)


@dataclass(slots=True)
class _Setting:
    """How the lines of a file are set: size and distance of most of them, and how many begin where."""

    body: float
    step: float
    left: Counter[int]


def _step(lines: Sequence[Line], body: float) -> float:
    steps = [
        a.y - b.y
        for a, b in pairwise(lines)
        if a.page == b.page and 0 < a.y - b.y < 4 * body and {round(a.size, 1), round(b.size, 1)} == {body}
    ]
    # Most lines are within paragraphs.
    return sorted(steps)[len(steps) // 4] if steps else 1.2 * body


def _set_right_edges(lines: Sequence[Line]) -> None:
    """Say of each line how far to the right those go that begin near it."""
    for _, page in groupby(lines, key=lambda line: line.page):
        held = list(page)
        edges: defaultdict[int, float] = defaultdict(float)
        for line in held:
            for place in range(round(line.x / 12) - 2, round(line.x / 12) + 3):
                edges[place] = max(edges[place], line.end)
        for line in held:
            line.right = edges[round(line.x / 12)]


def _notes_behind(lines: Sequence[Line], setting: _Setting) -> list[Line]:
    """Lines with the notes at the foot of a page behind the paragraph that they cut in two."""
    ordered: list[Line] = []
    place = 0
    while place < len(lines):
        line = lines[place]
        end = place
        while end < len(lines) and lines[end].page == line.page and lines[end].size < _NOTE_SIZE * setting.body:
            end += 1
        cut = place < end < len(lines) and lines[end].page == line.page + 1 and bool(ordered)
        if cut and _goes_on(ordered[-1:], lines[end], setting):
            paragraph = [ordered[-1]]
            notes, place = lines[place:end], end
            while place < len(lines) and _goes_on(paragraph, lines[place], setting):
                paragraph.append(lines[place])
                place += 1
            ordered += [*paragraph[1:], *notes]
        else:
            ordered += lines[place : max(end, place + 1)]
            place = max(end, place + 1)
    return ordered


def _goes_on(run: Sequence[Line], line: Line, setting: _Setting) -> bool:
    last = run[-1]
    if abs(last.size - line.size) > 0.08 * max(last.size, line.size) or _BULLET.match(line.text):
        return False
    if line.row or last.row or has_leaders(last.text):
        return False
    small = line.text[:1].islower()
    if _HYPHEN.search(last.text) and small:
        return True
    ended = _ENDS.search(last.text)
    if line.page != last.page or line.y > last.y + setting.step:
        # Another page or column: what has not ended goes on.
        return not ended and small
    if last.y - line.y > 1.42 * max(setting.step, last.size):
        return False
    room = last.right - last.end
    first = (line.end - line.x) * len(line.text.partition(" ")[0]) / len(line.text)
    if room > 1.3 * first + 0.5 * last.size and (ended or (not small and room > 0.4 * (last.right - last.x))):
        # The next word would have found its place there.
        return False
    if ended and len(run) > 1 and line.x < last.x - line.size:
        # The next entry of a list of terms.
        return False
    indented = line.x > run[0].x + 0.6 * line.size and line.x > last.x + 0.6 * line.size
    return not (indented and ended and setting.left[round(line.x)] < setting.left[round(last.x)])


def _written(run: Sequence[Line], body: float, sizes: Sequence[float], words: set[str]) -> str:
    text = without_leaders(rejoined([line.text for line in run], words))
    size = round(run[0].size, 1)
    heading = size in sizes and len(run) < 4
    prefix = "#" * (min(sizes.index(size), 2) + 1) + " " if heading else ""
    if not prefix and (bullet := _SIGN.match(text)):
        prefix, text = "- ", text[bullet.end() :]
    text = _escaped(text)
    return prefix + (text if prefix else _START.sub(lambda m: "\\" + m[0] if not m[0][0].isdigit() else m[0], text))


def _table(table: Table, words: set[str]) -> str:
    rows = [[_escaped(rejoined(cell, words)).replace("|", "\\|") if cell else "" for cell in row] for row in table.rows]
    rows.insert(1, ["---"] * len(rows[0]))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _escaped(text: str) -> str:
    """A text as Markdown; what is raised at the end of a word is between tags."""
    text = _SPECIAL.sub(r"\\\1", text)
    return _LOWERED.sub(r"\1", text).replace(RAISED[0], "<sup>").replace(RAISED[1], "</sup>")
