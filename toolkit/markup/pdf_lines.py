"""Lines of a page of PDF, put together from what it shows here and there: words by gaps, letters with their accents."""

from __future__ import annotations

import re
import unicodedata
from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from toolkit.markup.pdf_runs import Run

#: Gaps in parts of the size of the font: between words, and between the cells of a table.
_WORD_GAP = 0.12
_CELL_GAP = 1.6
#: Raised text stands between these in what is read of a line.
RAISED = ("\x01", "\x02")
#: Accents that fonts show as signs of their own, and those that Unicode puts behind a letter.
_ACCENTS = {
    "`": "\u0300", "´": "\u0301", "ˆ": "\u0302", "^": "\u0302", "˜": "\u0303", "~": "\u0303", "¨": "\u0308",
    "¸": "\u0327", "˚": "\u030a", "°": "\u030a", "ˇ": "\u030c", "¯": "\u0304", "˘": "\u0306", "˝": "\u030b",
    "˙": "\u0307", "˛": "\u0328",
}  # fmt: skip
_FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]+")
_RIGHT_RUN = re.compile(f"{_FROM_RIGHT.pattern}(?: {_FROM_RIGHT.pattern})*")
_LEFT_RUN = re.compile(r"[A-Za-z0-9\u00c0-\u024f](?:[\w.,:/%@+-]*[A-Za-z0-9\u00c0-\u024f%])?")
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_DOTLESS = {"ı": "i", "ȷ": "j"}


@dataclass(slots=True)
class Line:
    """A line of a page, or a cell of one.

    Attributes:
        text: without blanks at its ends.
        x, end: where it begins and ends, in points.
        y: of its base line.
        size: of most of its characters.
        page: its number, from 0.
        row: it stands right of the line before it, as the cell of a table does.
        furniture: the file says that it is no part of its text.
        right: how far to the right the lines go that begin near it.
    """

    text: str
    x: float
    y: float
    size: float
    page: int
    end: float = 0.0
    row: bool = False
    furniture: bool = False
    right: float = 0.0


@dataclass(slots=True)
class _Piece:
    """Runs that stand on one line without a gap between them."""

    runs: list[Run] = field(default_factory=list)
    y: float = 0.0
    size: float = 0.0
    x: float = 0.0
    end: float = 0.0

    def add(self, run: Run) -> None:
        if not self.runs or (run.size > 1.15 * self.size and run.text.strip()):
            self.y, self.size = run.y, run.size
        self.x = min(self.x, run.x) if self.runs else run.x
        self.end = max(self.end, run.end) if self.runs else run.end
        self.runs.append(run)


def lines_of(runs: Sequence[Run], page: int) -> tuple[list[Line], int]:
    """The lines of a page, in the order in which it shows them.

    Args:
        runs: its texts.
        page: its number.

    Returns:
        The lines, and how many runs of characters were left out because they do not run from left to right.
    """
    pieces: list[_Piece] = []
    near: defaultdict[int, list[_Piece]] = defaultdict(list)
    turned = 0
    last: Run | None = None
    turn = _usual_turn(runs)
    for shown in runs:
        if shown.turn != turn:
            turned += bool(shown.text.strip())
            continue
        run = _turned(shown)
        if last is not None and _is_again(run, last):
            continue
        last = run
        piece = pieces[-1] if pieces else None
        if piece is None or not _joins(piece, run):
            piece = next((one for one in reversed(near[round(run.y)][-20:]) if _touches(one, run)), None)
            if piece is None:
                if not run.text.strip():
                    continue
                piece = _Piece()
                pieces.append(piece)
                near[round(run.y)].append(piece)
        piece.add(run)
    lines = [_line(piece, page) for piece in pieces]
    for before, line in pairwise(lines):
        line.row = abs(before.y - line.y) < 0.3 * line.size and line.x >= before.end - 1
    return [line for line in lines if line.text], turned


def _usual_turn(runs: Sequence[Run]) -> int:
    """How most of a page is turned: tables may lie on their side."""
    weights: Counter[int] = Counter({0: 1})
    for run in runs:
        weights[run.turn] += len(run.text.strip()) if run.turn >= 0 else 0
    return weights.most_common(1)[0][0]


def _turned(run: Run) -> Run:
    """A run as it stands when its page is turned so that it can be read."""
    if not run.turn:
        return run
    x, y = {90: (run.y, -run.x), 180: (-run.x, -run.y), 270: (-run.y, run.x)}[run.turn]
    return replace(run, x=x, y=y, end=x + run.end - run.x, turn=0)


def _is_again(run: Run, last: Run) -> bool:
    """Whether a text is shown a second time in its place, which makes it look bold."""
    near = 0.12 * run.size
    return run.text == last.text and abs(run.x - last.x) < near and abs(run.y - last.y) < near and run.end > run.x


def _joins(piece: _Piece, run: Run) -> bool:
    """Whether a run goes on where a piece ends."""
    size = max(piece.size, run.size)
    gap = run.x - piece.end
    if gap < -1.2 * size and run.x < piece.x - 0.2 * size:
        return False
    level = (
        abs(run.y - piece.y)
        < (0.5 if min(piece.size, run.size) < 0.9 * size or len(run.text.strip()) == 1 else 0.3) * size
    )
    return level and -2.5 * size < gap < _CELL_GAP * size


def _touches(piece: _Piece, run: Run) -> bool:
    """Whether a run that is shown later stands right beside a piece."""
    size = max(piece.size, run.size)
    return abs(run.y - piece.y) < 0.1 * size and (
        -0.1 * size < run.x - piece.end < 0.6 * size or -0.1 * size < piece.x - run.end < 0.6 * size
    )


def _line(piece: _Piece, page: int) -> Line:
    sizes: Counter[float] = Counter()
    for run in piece.runs:
        sizes[run.size] += len(run.text.strip())
    size = sizes.most_common(1)[0][0]
    base = Counter(round(run.y, 1) for run in piece.runs if run.size == size).most_common(1)[0][0]
    furniture = all(run.furniture for run in piece.runs if run.text.strip())
    text = "".join(_text(_ordered(piece.runs), size, base).split("\0"))
    text = " ".join(part for part in text.split(" ") if part)
    return Line(_logical(text), piece.x, base, size, page, piece.end, furniture=furniture)


def _ordered(runs: Sequence[Run]) -> list[Run]:
    """Runs from left to right; those that only step back a little, as accents do, stay where they are."""
    ordered: list[Run] = []
    for run in runs:
        if ordered and run.x < ordered[-1].x - 1.2 * run.size:
            insort(ordered, run, key=lambda one: one.x)
        else:
            ordered.append(run)
    return ordered


def _text(runs: Sequence[Run], size: float, base: float) -> str:
    """The characters of a line, with blanks where gaps are."""
    text = ""
    end = 0.0
    for run in runs:
        gap = (run.x - end) / size
        shown = unicodedata.normalize("NFC", run.text)
        if text and gap < -0.12 and (made := _composed(text, shown)) is not None:
            text = made
            end = max(end, run.end)
            continue
        raised = run.size < 0.85 * size and run.y > base + 0.15 * size and 0 < len(shown.strip()) <= 4
        if raised and shown.strip().isalnum() and not text.endswith(" "):
            shown = RAISED[0] + shown.strip() + RAISED[1]
            gap = 0.0 if gap < 0.3 else gap
        if text and gap > _WORD_GAP and not text.endswith(" ") and not shown.startswith(" "):
            text += " "
        text += shown
        end = run.end
    return text


def _composed(before: str, after: str) -> str | None:
    """A letter and an accent that stands over or under it, as one; None where they are two."""
    if (mark := _ACCENTS.get(before[-1:])) and after[:1].isalpha():
        letter = unicodedata.normalize("NFC", _DOTLESS.get(after[0], after[0]) + mark)
        return before[:-1] + letter + after[1:] if len(letter) == 1 else None
    if (mark := _ACCENTS.get(after[:1])) and before[-1:].isalpha():
        letter = unicodedata.normalize("NFC", _DOTLESS.get(before[-1], before[-1]) + mark)
        return before[:-1] + letter + after[1:] if len(letter) == 1 else None
    return None


def _logical(text: str) -> str:
    """A line as it is read, from what stands on it from left to right: Arabic and Hebrew are read from the right.

    What runs from the left in it, such as a number, keeps its order.
    """
    if not _FROM_RIGHT.search(text):
        return text
    if sum(map(len, _FROM_RIGHT.findall(text))) < sum(map(str.isalpha, text)) / 2:
        return _RIGHT_RUN.sub(lambda match: match[0][::-1], text)
    turned = text[::-1].translate(_MIRRORED)
    return _LEFT_RUN.sub(lambda match: match[0][::-1], turned)
