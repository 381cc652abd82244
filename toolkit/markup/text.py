"""Plain text: lines, cells between tabs, and paragraphs that were broken into lines of one width."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from toolkit.errors import InputError
from toolkit.markup.model import Block, Page
from toolkit.text.line_ends import is_divided, rejoined, words_within

#: Whether lines up to a blank one are one paragraph: found out, never, always.
WRAPS = ("auto", "keep", "join")
_LINE = re.compile(r"([^\r\n]*)(\r*\n|\r|\Z)")
_PREFIX = re.compile(r"[ \t]*(?:>[ \t]?)*[ \t]*")
# What begins a paragraph of its own: an item of a list, a field of a mail's head.
_OPENER = re.compile(r"[-*•·+–—][ \t]|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)][ \t]|[A-Z][\w-]*:[ \t]|[-=_*~]{3,}|[#|§]")
# A table or a drawing: its spaces mean something.
_COLUMNS = re.compile(r"\t|\S {3,}\S|\+--|--\+")
_STOP = re.compile(r"[.!?:;…][\"'”’»)\]\u00a0\u202f ]*\Z")
# Bounds of what is taken for a text of one width: of the width in characters, and of the shares of lines that end
# only because the next word has no room, that end inside of a sentence, and that go on with a small letter.
_NARROWEST, _WIDEST = 30, 110
_FULL, _OPEN, _SMALL = 0.85, 0.5, 0.5
# Broken by hand, lines end a little before the width; then more of them have to go on within a sentence.
_NEARLY, _GOES_ON = 0.85, 0.7
# Paragraphs that are surely broken speak for the others if so many of all breaks are theirs.
_SURE = 0.5
# Narrower lines with small letters may be verse, or items.
_BY_HAND = 50
_ONE_LINE = 40


@dataclass(slots=True, frozen=True)
class _Line:
    """A line of a file: what stands before its text, the text, its newline, where it begins, and blanks behind it."""

    prefix: str
    text: str
    newline: str
    start: int
    after: str = ""

    @property
    def quotes(self) -> str:
        return self.prefix.replace(" ", "").replace("\t", "")

    @property
    def width(self) -> int:
        return len(self.prefix) + len(self.text)


def parse(text: str, from_code: str, to_code: str, wrap: str = "auto") -> Page:
    """Read plain text.

    Each line is a block, or each cell of a line with tabs. Lines that were broken at one width are one block, which is
    written in as many lines again.

    Args:
        text: the whole text.
        from_code, to_code: not used; text names no language.
        wrap: one of :data:`WRAPS`.

    Raises:
        InputError: there is no such way to wrap.
    """
    if wrap not in WRAPS:
        raise InputError(f"unknown wrap '{wrap}'; choose from: {', '.join(WRAPS)}")
    page = Page()
    lines = [_line(match) for match in _LINE.finditer(text) if match.group()]
    joined = _joints(lines, wrap)
    typeset = _is_typeset(lines, joined)
    words = words_within(line.text for line in lines) if joined else set()
    position = number = 0
    while number < len(lines):
        last = number
        while last in joined:
            last += 1
        for start, end, block in _blocks(lines[number : last + 1], text, words, typeset):
            page.parts += [text[position:start], block]
            position = end
        number = last + 1
    page.parts.append(text[position:])
    return page


def _line(match: re.Match[str]) -> _Line:
    content = match[1]
    text = content.removeprefix("\ufeff").strip()
    if not text:
        return _Line(content, "", match[2], match.start())
    start = content.index(text)
    quote = _PREFIX.match(text)
    inside = quote.end() if quote and ">" in quote.group() else 0
    after = content[start + len(text) :]
    return _Line(content[: start + inside], text[inside:], match[2], match.start(), after)


def _joints(lines: Sequence[_Line], wrap: str) -> set[int]:
    """Numbers of the lines that go on in the next line."""
    if wrap == "keep":
        return set()
    possible = [n for n, (one, other) in enumerate(pairwise(lines)) if _may_join(lines, n, one, other)]
    if wrap == "join":
        return set(possible)
    if not possible:
        return set()
    widths = sorted(line.width for line in lines if line.text and not _COLUMNS.search(line.text))
    # One address may be longer than all lines.
    width = widths[-1 - len(widths) // 50]
    divided = {n for n in possible if is_divided(lines[n].text, lines[n + 1].text)}
    full = divided | {n for n in possible if _room_needed(lines, n) > width}
    inside = {n for n in possible if not _STOP.search(lines[n].text)}
    small = {n for n in possible if lines[n + 1].text[0].islower()}
    count = len(possible)
    broken = len(full) >= _FULL * count and len(inside) >= _OPEN * count and len(small) >= _SMALL * count
    if not broken and width >= _BY_HAND and len(inside & small) >= _GOES_ON * count:
        near = {n for n in possible if _room_needed(lines, n) > _NEARLY * width}
        broken = len(near) >= _FULL * count
    if not _NARROWEST <= width <= _WIDEST or (count == 1 and width < _ONE_LINE):
        return divided
    sure = _sure(possible, full & inside & small) if width >= _BY_HAND else set()
    if broken or len(sure) >= _SURE * count:
        return full | (inside & small)
    return divided | sure


def _sure(possible: Sequence[int], broken: set[int]) -> set[int]:
    """Those of paragraphs of three lines and more that are all broken at the width, within a sentence."""
    paragraphs: list[list[int]] = []
    for number in possible:
        if not paragraphs or paragraphs[-1][-1] != number - 1:
            paragraphs.append([])
        paragraphs[-1].append(number)
    return {n for joints in paragraphs if len(joints) > 1 and broken.issuperset(joints) for n in joints}


def _room_needed(lines: Sequence[_Line], number: int) -> int:
    """The width that a line would have with the first word of the next."""
    return lines[number].width + 1 + len(lines[number + 1].text.split()[0])


def _may_join(lines: Sequence[_Line], number: int, one: _Line, other: _Line) -> bool:
    if not one.text or not other.text or one.quotes != other.quotes or _OPENER.match(other.text):
        return False
    if _COLUMNS.search(one.text) or _COLUMNS.search(other.text) or not any(map(str.isalpha, other.text)):
        return False
    # A tab at the end is an empty cell.
    if "\f" in one.newline or "\t" in one.after or re.match(r"[-=_*~]{2,}\Z", one.text):
        return False
    before = lines[number - 1] if number else None
    goes_on = before is not None and bool(before.text) and not _OPENER.match(one.text) and before.prefix == one.prefix
    indent, following = len(one.prefix), len(other.prefix)
    if following > indent:
        return bool(_OPENER.match(one.text)) and not goes_on
    return following == indent or not goes_on


def _is_typeset(lines: Sequence[_Line], joined: set[int]) -> bool:
    """Whether words are cut at the ends of lines, as typesetters do; else hyphens there are those of compounds."""
    cut = sum(is_divided(lines[n].text, lines[n + 1].text) for n in joined)
    return cut > 0.05 * len(joined)


def _blocks(lines: Sequence[_Line], text: str, words: set[str], typeset: bool) -> list[tuple[int, int, Block]]:
    """The blocks of a line or of a paragraph of several, with their offsets in the text."""
    first = lines[0]
    start = first.start + len(first.prefix)
    if len(lines) == 1:
        return _cells(first.text, start)
    joined = rejoined([line.text for line in lines], words, typeset)
    end = lines[-1].start + lines[-1].width
    gaps = [one.newline + other.prefix for one, other in pairwise(lines)]
    return [(start, end, Block(joined, [], text[start:end], _writer(gaps)))]


def _cells(text: str, start: int) -> list[tuple[int, int, Block]]:
    cells = []
    for match in re.finditer(r"[^\t]+", text):
        if cell := match.group().strip():
            begin = start + match.start() + match.group().index(cell)
            cells.append((begin, begin + len(cell), Block(cell, [], cell, _one_line)))
    return cells


def _one_line(text: str) -> str:
    """A line stays one, whatever was typed into it: lines and cells are counted by what reads them."""
    return " ".join(re.split(r"\s*[\r\n\t]+\s*", text)) if re.search(r"[\r\n\t]", text) else text


def _writer(gaps: Sequence[str]) -> Callable[[str], str]:
    def write(text: str) -> str:
        """Break a text into as many lines as it had, about as long as each other; the last are empty if words lack."""
        first, *others = _lines_of(_one_line(text), len(gaps) + 1)
        return first + "".join(gap + line for gap, line in zip_longest(gaps, others, fillvalue=""))

    return write


def _lines_of(text: str, count: int) -> list[str]:
    """A text in a number of lines, or a word a line if it has fewer words."""
    words = text.split(" ")
    low, high = 1, max(1, len(text))
    while low < high:
        middle = (low + high) // 2
        if len(_filled(words, middle)) <= count:
            high = middle
        else:
            low = middle + 1
    lines = _filled(words, low)
    while len(lines) < min(count, len(words)):
        longest = max((n for n, line in enumerate(lines) if len(line) > 1), key=lambda n: len(" ".join(lines[n])))
        line = lines[longest]
        lines[longest : longest + 1] = [line[: len(line) // 2], line[len(line) // 2 :]]
    return [" ".join(line) for line in lines]


def _filled(words: Sequence[str], width: int) -> list[list[str]]:
    lines: list[list[str]] = [[]]
    length = 0
    for word in words:
        if lines[-1] and length + 1 + len(word) > width:
            lines.append([])
            length = 0
        length += len(word) + bool(lines[-1])
        lines[-1].append(word)
    return lines
