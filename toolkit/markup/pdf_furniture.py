"""Running heads and numbers of pages of a PDF: rows at the edges of pages that come again, or number them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toolkit.markup.pdf_lines import Line

_EDGE_ROWS = 3
_PART = 12
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(
    r"(?i)(?:page|p\.|seite)?\s*[-–—]?\s*(?:(\d{1,4})|[ivxlc]{1,6})\s*(?:(?:/|sur|of|von|de)\s*\d{1,4})?\s*[-–—]?"
)
_Row = list[Line]


@dataclass(slots=True)
class _Told:
    """What all pages say: keys by how often they are there, usual differences of numbers, the usual size."""

    seen: Counter[tuple[str, int]]
    offsets: set[int]
    size: float
    pages: int

    @property
    def often(self) -> float:
        """How often a running head is there at least."""
        return 2 if self.pages < 5 else 3


def without_furniture(pages: Sequence[Sequence[Line]]) -> list[Line]:
    """The lines of all pages but for running heads and numbers of pages.

    A row goes if the file says so, or if it is at the edge of its page, all rows farther out went, and it numbers the
    page or comes again at the same height on a page nearby.
    """
    rows = [_rows(page) for page in pages]
    seen: Counter[tuple[str, int]] = Counter()
    for number, page in enumerate(rows):
        seen.update({key for row in _edges(page) for line in row for key in _keys(line, number)})
    told = _Told(seen, _offsets(rows), _usual_size(pages), len(pages))
    kept = []
    for number, page in enumerate(rows):
        gone: set[int] = set()
        for side in (page, page[::-1]):
            outer: Line | None = None
            for row in side[:_EDGE_ROWS]:
                if not _is_furniture(row, number, told, outer):
                    break
                gone.update(map(id, row))
                outer = row[0]
        kept += [line for line in pages[number] if id(line) not in gone and not line.furniture]
    # A file of so few lines has no heads.
    return kept or [line for page in pages for line in page]


def _rows(page: Sequence[Line]) -> list[_Row]:
    """Lines by their height, from the top; those that are furniture as the file says are passed over."""
    rows: list[_Row] = []
    for line in sorted((line for line in page if not line.furniture), key=lambda line: -line.y):
        if rows and abs(rows[-1][0].y - line.y) < 2:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _edges(page: Sequence[_Row]) -> list[_Row]:
    return list(page) if len(page) <= 2 * _EDGE_ROWS else [*page[:_EDGE_ROWS], *page[-_EDGE_ROWS:]]


def _keys(line: Line, page: int) -> Iterator[tuple[str, int]]:
    """A text without its numbers and its height, which may differ by a point, in a part of a file."""
    text = _DIGITS.sub("#", line.text)
    for height in {round(line.y / 3), round(line.y / 3 + 0.5)}:
        for part in {page // _PART, (page + _PART // 2) // _PART + 100_000}:
            yield f"{part} {text}", height


def _offsets(pages: Sequence[Sequence[_Row]]) -> set[int]:
    """By how much the numbers at the edges differ from the places of their pages, for all that is usual."""
    found: Counter[int] = Counter()
    for place, page in enumerate(pages):
        numbers = {
            int(match[1]) - place for row in _edges(page) for line in row if (match := _number(line)) and match[1]
        }
        found.update(numbers)
    return {offset for offset, times in found.items() if times >= max(2, 0.2 * len(pages))}


def _number(line: Line) -> re.Match[str] | None:
    return _NUMBER.fullmatch(line.text)


def _usual_size(pages: Sequence[Sequence[Line]]) -> float:
    sizes: Counter[float] = Counter()
    for line in (line for page in pages for line in page):
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _is_furniture(row: _Row, page: int, told: _Told, outer: Line | None) -> bool:
    """Whether a row at the edge is furniture, with the row farther out that was."""
    # Behind a gap, what comes again now and then is a heading; so is what is larger than the text.
    near = outer is None or abs(outer.y - row[0].y) < 1.7 * max(outer.size, row[0].size)
    often = told.often if near else max(told.often, 0.4 * min(told.pages, _PART))
    again = [line.size <= 1.1 * told.size and any(told.seen[key] >= often for key in _keys(line, page)) for line in row]
    if all(again):
        return True
    matches = [_number(line) for line in row]
    if len(row) == 1 and matches[0] is not None:
        return told.pages > 1 or row[0].text[0].isalpha()
    if any(again) and all(seen_again or match for seen_again, match in zip(again, matches, strict=True)):
        return True
    # The title of a short chapter beside the number of the page.
    numbers = any(match and match[1] and int(match[1]) - page in told.offsets for match in matches)
    return numbers and len(row) < 4 and all(len(line.text) < 90 for line in row)
