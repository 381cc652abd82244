"""Text of PDF (ISO 32000), read by pypdf (extra ``[pdf]``) and made into Markdown: paragraphs and headings, no layout.

A PDF places runs of characters; it has no paragraphs. Lines are joined by their distances and indents, words at their
hyphens; headings are told by their size, running heads and page numbers by coming again on other pages. Columns, tables
and formulas come as the file happens to order them.
"""

from __future__ import annotations

import io
import logging
import re
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from toolkit.errors import BitextWarning, InputError, MissingExtraError
from toolkit.markup.markdown import parse as parse_markdown
from toolkit.markup.model import Page
from toolkit.text.line_ends import rejoined, words_within

_MOST_PAGES = 5_000
_EDGE_LINES = 3
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(
    r"(?i)(?:page|p\.|seite)?\s*[-–—]?\s*(?:\d{1,4}|[ivxlc]{1,6})\s*(?:(?:/|sur|of|von)\s*\d{1,4})?\s*[-–—]?"
)
_BULLET = re.compile(r"(?:[•▪●○■□‣–—*·-]|\(?\d{1,3}[.)]|[a-z]\))\s+\S")
_SIGN = re.compile(r"[•▪●○■□‣·]\s+")
_ENDS = re.compile(r"[.!?…:;][\"'”’»)\]\u00a0\u202f ]*$")
_HYPHEN = re.compile(r"[^\W\d_][-‐\u00ad]$")
_SPECIAL = re.compile(r"([\\`*_<\[\]])")
_START = re.compile(r"^(#{1,6}\s|>|[-+]\s|\d+[.)]\s|=+$|-+$|~~~|\|)")


@dataclass(slots=True)
class _Line:
    """A line of a page: its text, where it begins, how high it stands and how large it is, in points."""

    text: str
    x: float
    y: float
    size: float
    page: int


def parse(data: bytes, from_code: str, to_code: str) -> Page:
    """Read a PDF; its translation is Markdown.

    Raises:
        InputError: damaged, protected by a password, without text, or of more than 5,000 pages.
        MissingExtraError: pypdf is not installed.
    """
    return parse_markdown(markdown_of(data), from_code, to_code)


def markdown_of(data: bytes) -> str:
    """The text of a PDF as Markdown; see :func:`parse`, which raises the same."""
    pages = _pages(data)
    lines = [line for page in pages for line in page if line.text.strip()]
    if not any(map(str.isalpha, "".join(line.text for line in lines))):
        raise InputError(
            "no text in this PDF, only pictures of it; recognise its text first, with 'ocrmypdf' for example"
        )
    kept = _without_furniture(pages)
    gone = len(lines) - len(kept)
    if gone:
        warnings.warn(
            f"{gone} lines of running heads and page numbers of the PDF are left out", BitextWarning, stacklevel=2
        )
    return "\n\n".join(_paragraphs(kept)) + "\n"


def _pages(data: bytes) -> list[list[_Line]]:
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
        return [_lines(page, number) for number, page in enumerate(reader.pages)]
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


def _lines(page: Any, number: int) -> list[_Line]:
    """Lines of a page in the order of its content."""
    lines: list[_Line] = []
    # A line may come in a hundred thousand pieces.
    texts: list[list[str]] = []
    blank = False

    def begin(piece: str, x: float, y: float, height: float) -> None:
        nonlocal blank
        lines.append(_Line("", x, y, height, number))
        texts.append([piece])
        blank = not piece.strip()

    def visit(text: str, cm: Sequence[float], tm: Sequence[float], font: object, size: float) -> None:
        nonlocal blank
        scale = abs(tm[3] or tm[1] or 1.0) * abs(cm[3] or 1.0)
        height = abs(size or 1.0) * scale
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        for place, piece in enumerate(re.split(r"\n+", text)):
            last = lines[-1] if lines else None
            seen = bool(piece.strip())
            new = last is None or place or (seen and abs(last.y - y) > 0.4 * max(height, last.size))
            if new and seen:
                begin(piece, x, y, height)
            elif last is not None and not new:
                texts[-1].append(piece)
                if seen and blank:
                    last.x, last.y, last.size, blank = x, y, height, False
            elif place:
                begin("", x, y, height)

    page.extract_text(visitor_text=visit)
    for line, pieces in zip(lines, texts, strict=True):
        line.text = " ".join("".join(pieces).split())
    return [line for line in lines if line.text]


def _without_furniture(pages: Sequence[Sequence[_Line]]) -> list[_Line]:
    """Lines but for running heads and page numbers: the first and last of pages that come again, or number them."""
    edges: Counter[str] = Counter()
    for page in pages:
        edges.update({_DIGITS.sub("#", line.text) for line in _edge(page)})
    often = 2 if len(pages) < 5 else 3
    kept = []
    for page in pages:
        edge = {id(line) for line in _edge(page)}
        for line in page:
            again = edges[_DIGITS.sub("#", line.text)] >= often
            number = _NUMBER.fullmatch(line.text) is not None and (len(pages) > 1 or line.text[0].isalpha())
            if not (id(line) in edge and (again or number)):
                kept.append(line)
    return kept


def _edge(page: Sequence[_Line]) -> list[_Line]:
    """The highest and the lowest lines."""
    ordered = sorted(page, key=lambda line: line.y)
    return [*ordered[:_EDGE_LINES], *ordered[-_EDGE_LINES:]]


def _paragraphs(lines: Sequence[_Line]) -> Iterator[str]:
    """Paragraphs and headings as Markdown."""
    weights: Counter[float] = Counter()
    for line in lines:
        weights[round(line.size, 1)] += len(line.text)
    body = weights.most_common(1)[0][0]
    sizes = sorted(
        {round(line.size, 1) for line in lines if line.size > 1.12 * body and len(line.text) < 200}, reverse=True
    )
    steps = [
        a.y - b.y
        for a, b in pairwise(lines)
        if a.page == b.page and 0 < a.y - b.y < 4 * body and {round(a.size, 1), round(b.size, 1)} == {body}
    ]
    # Most lines are within paragraphs.
    step = sorted(steps)[len(steps) // 4] if steps else 1.2 * body
    widest = max((len(line.text) for line in lines if round(line.size, 1) == body), default=80)
    left: Counter[float] = Counter(round(line.x) for line in lines)
    words = words_within(line.text for line in lines)
    run: list[_Line] = []
    for line in lines:
        if run and not _goes_on(run, line, step, widest, left):
            yield _written(run, body, sizes, words)
            run = []
        run.append(line)
    if run:
        yield _written(run, body, sizes, words)


def _goes_on(run: Sequence[_Line], line: _Line, step: float, widest: int, left: Counter[float]) -> bool:
    last = run[-1]
    if abs(last.size - line.size) > 0.08 * max(last.size, line.size) or _BULLET.match(line.text):
        return False
    if _HYPHEN.search(last.text):
        return True
    if line.page != last.page or line.y > last.y + step:
        # Another page or column: what has not ended goes on.
        return not _ENDS.search(last.text) and line.text[:1].islower()
    if last.y - line.y > 1.42 * max(step, last.size):
        return False
    if _ENDS.search(last.text) and len(last.text) < 0.72 * widest:
        return False
    indented = line.x > run[0].x + 0.6 * line.size and line.x > last.x + 0.6 * line.size
    return not (indented and _ENDS.search(last.text) and left[round(line.x)] < left[round(last.x)])


def _written(run: Sequence[_Line], body: float, sizes: Sequence[float], words: set[str]) -> str:
    text = rejoined([line.text for line in run], words)
    size = round(run[0].size, 1)
    heading = size in sizes and len(run) < 4
    prefix = "#" * (min(sizes.index(size), 2) + 1) + " " if heading else ""
    if not prefix and (bullet := _SIGN.match(text)):
        prefix, text = "- ", text[bullet.end() :]
    text = _SPECIAL.sub(r"\\\1", text)
    return prefix + (text if prefix else _START.sub(lambda m: "\\" + m[0] if not m[0][0].isdigit() else m[0], text))
