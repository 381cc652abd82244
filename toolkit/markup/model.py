"""Pages: code that stays as it is, and between it blocks of text with inline markup."""

from __future__ import annotations

import html
import itertools
import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from toolkit.languages.amounts import is_row_of_amounts

#: Writes text as code.
Escape = Callable[[str], str]
#: Stands in code for a block inside of it; no text file has this character.
HOLE = re.compile("\0([0-9]+)\0")
# What stands in a text for a fixed mark; texts of programs have such placeholders of their own.
_PLACEHOLDER = re.compile(r"\{(\d+)\}")
# Of an item of a list.
_LIST_LETTER = re.compile(r"\s*(?:\(?[A-Za-z]\)|\(?[ivx]{1,4}\))\s*")
# No blank stands before them.
_BEHIND_A_WORD = tuple(",.;:!?…)]”’")


def escape_text(text: str) -> str:
    """Text as code of HTML and XML, between tags."""
    return html.escape(text, quote=False)


def says_something(text: str) -> bool:
    """Whether there is anything to translate in a text: words, or amounts that every language writes in its own way.

    The letter of a list is no word.

    Example:
        >>> [says_something(text) for text in ("Un mot", "12,50 €", "2024", "a)")]
        [True, True, False, False]
    """
    if any(map(str.isalpha, text)):
        return not _LIST_LETTER.fullmatch(text)
    return is_row_of_amounts(text)


def loose_block(text: str, code: str | None = None, escape: Escape = escape_text) -> Block:
    """A block of text that is no sentence of its own, such as what was deleted: it begins as small as its source.

    Args:
        text: of it.
        code: how it is written in its file; None for the text in XML.
        escape: turns text into code.
    """
    small = text[:1].islower()

    def written(target: str) -> str:
        lowered = small and not target[:2].isupper() and not re.match(r"I\b", target)
        return escape(target[:1].lower() + target[1:] if lowered else target)

    return Block(text, [], escape_text(text) if code is None else code, written, attribute=True)


@dataclass(slots=True, frozen=True)
class Mark:
    """Inline markup over a part of a text: a link, bold type, an image, a note.

    Attributes:
        start: offset of the first character that it covers.
        end: offset behind the last; ``start`` for markup that covers no text, such as an image.
        opening: code before the covered text.
        closing: code behind it.
        fixed: the covered text is a placeholder that stands for ``opening``, such as code that is never translated.
        depth: how many marks it lies in.
        breaks: it parts a text, such as two subtitles: it takes the place of a space, and words stay on both sides.
        part: it covers a part of a word, such as a raised ending; a translation that has no such part goes without it.
        key: names a range, such as that of a comment, which may cross other marks; two marks without text have it, one
            at the start of the range and one at its end.
        letter: it covers no text and stands before a letter, as the sign of an access key does.
    """

    start: int
    end: int
    opening: str
    closing: str = ""
    fixed: bool = False
    depth: int = 0
    breaks: bool = False
    part: bool = False
    key: str = ""
    letter: bool = False


@dataclass(slots=True)
class Block:
    """A paragraph, heading, cell, attribute or the like.

    Attributes:
        text: without markup.
        marks: in order of their start, outer before inner; two of them never cross.
        code: how it is written in its file; a block that nobody changes is written so again.
        escape: turns its text into code.
        attribute: it stands in a tag or a head, not among the paragraphs.
        quote: what its code begins and ends with.
        fits: tells whether a translation is short enough for its place; None where there is no limit.
    """

    text: str
    marks: list[Mark] = field(default_factory=list)
    code: str = ""
    escape: Escape = str
    attribute: bool = False
    quote: str = ""
    fits: Callable[[str], bool] | None = None

    def readable(self) -> str:
        """The text with what is fixed instead of its placeholders, without tags."""
        parts, position = [], 0
        for mark in self.marks:
            if mark.fixed:
                parts += [self.text[position : mark.start], html.unescape(re.sub("<[^<>]*>", "", mark.opening))]
                position = mark.end
        return "".join(parts) + self.text[position:]

    def has_words(self) -> bool:
        """Whether there is anything to translate beside what is fixed: words, or amounts alone."""
        if not any(mark.fixed for mark in self.marks):
            return says_something(self.text)
        position = 0
        for start, end in [(m.start, m.end) for m in self.marks if m.fixed] + [(len(self.text), 0)]:
            if any(map(str.isalpha, self.text[position:start])):
                return True
            position = end
        return False

    def written(self) -> str:
        """The block as code, from its text and marks."""
        stack: list[Mark] = []
        written = []
        position = 0

        def advance(to: int, depth: int) -> None:
            nonlocal position
            while stack and (stack[-1].end < to or (stack[-1].end == to and stack[-1].depth >= depth)):
                mark = stack.pop()
                written.append(self.escape(self.text[position : mark.end]) + mark.closing)
                position = mark.end
            written.append(self.escape(self.text[position:to]))
            position = max(position, to)

        for mark in self.marks:
            advance(mark.start, mark.depth)
            written.append(mark.opening)
            if mark.fixed or mark.end == mark.start:
                written.append(mark.closing)
                position = max(position, mark.end)
                if mark.breaks and self.text[position : position + 1] == " ":
                    position += 1
            else:
                stack.append(mark)
        advance(len(self.text), 0)
        return f"{self.quote}{''.join(written)}{self.quote}"


@dataclass(slots=True)
class Page:
    """A file of some markup language.

    Attributes:
        parts: code (str) and blocks in the order of the file.
        inner: blocks that stand inside code, such as attributes; see :meth:`hole`.
    """

    parts: list[str | Block] = field(default_factory=list)
    inner: list[Block] = field(default_factory=list)

    def hole(self, block: Block) -> str:
        """Code to write in the place of a block that stands inside other code."""
        self.inner.append(block)
        return f"\0{len(self.inner) - 1}\0"

    @property
    def blocks(self) -> list[Block]:
        """All blocks: in the order of the file, then those inside code."""
        return [part for part in self.parts if isinstance(part, Block)] + self.inner

    def holes(self, code: str) -> list[Block]:
        """The blocks that stand inside some code, and inside of one another."""
        found = [self.inner[int(number)] for number in HOLE.findall(code)]
        return [*found, *(inner for block in found for inner in self.holes(block.code))]

    def code_of(self, code: str) -> str:
        """Some code with what stands in its holes as it was."""
        return HOLE.sub(lambda match: self.code_of(self.inner[int(match.group(1))].code), code)

    def fill(self, blocks: Sequence[Block | None]) -> str:
        """The page with other blocks in the places of its own.

        Args:
            blocks: one for each of :attr:`blocks`; None keeps one as it is written.
        """
        codes = [old.code if new is None else new.written() for old, new in zip(self.blocks, blocks, strict=True)]
        following = iter(codes)
        text = "".join(next(following) if isinstance(part, Block) else part for part in self.parts)
        if not self.inner:
            return text
        inside = list(following)

        def filled(code: str) -> str:
            return HOLE.sub(lambda match: filled(inside[int(match.group(1))]), code)

        return filled(text)


class BlockBuilder:
    """Collects the text and marks of a block from left to right, with white space as a browser shows it."""

    def __init__(self) -> None:
        self._text = ""
        self._marks: list[Mark] = []
        self._open: list[tuple[int, str, int]] = []
        #: What was fixed last is a formula, whose rest may follow without a space.
        self.ends_compound = False

    def begins_with_mark(self) -> bool:
        """Whether markup but no text was added so far."""
        return not self._text and bool(self._marks)

    def add(self, text: str) -> None:
        """Add text; a run of white space counts as one space, at the beginning as none."""
        # A non-breaking space is there on purpose.
        text = re.sub(r"[ \t\r\n\f]+", " ", text)
        if text[:1] in _BEHIND_A_WORD and self._text[-1:] == " ":
            self._take_blank()
        if self._text[-1:] not in ("", " "):
            self._text += text
            return
        if text[:1] == " " and self._marks and self._marks[-1].start == self._marks[-1].end == len(self._text) > 0:
            # Spaces on both sides: the second stays with the markup.
            last = self._marks[-1]
            self._marks[-1] = replace(last, opening=last.opening + " ")
        self._text += text.removeprefix(" ")

    def _take_blank(self) -> None:
        """Give the blank before markup without text to that markup, where a sign follows: ``See [1], and``."""
        end = len(self._text)
        place = len(self._marks)
        while place and self._marks[place - 1].start == end:
            place -= 1
        marks = self._marks[place:]
        plain = marks and not any(mark.breaks or mark.key or mark.end > end for mark in marks)
        if plain and self._text.strip() and not self._opened_since(end):
            marks = [replace(mark, start=end - 1, end=end - 1) for mark in marks]
            self._marks[place:] = [replace(marks[0], opening=" " + marks[0].opening), *marks[1:]]
            self._text = self._text[:-1]

    def empty(self, code: str) -> None:
        """Add markup that covers no text."""
        self._marks.append(Mark(len(self._text), len(self._text), code, depth=len(self._open)))

    def edge(self, code: str, key: str) -> None:
        """Add the start or the end of a range that may cross other markup."""
        self._marks.append(Mark(len(self._text), len(self._text), code, depth=len(self._open), key=key))

    def line_break(self, code: str) -> None:
        """Add markup that parts the text before from the text behind."""
        self._marks.append(Mark(len(self._text), len(self._text), code, depth=len(self._open), breaks=True))
        self.add(" ")

    def fixed(self, code: str) -> None:
        """Add what is not to be translated; a placeholder that models know stands for it.

        Its number is another one in the block if the text has such a placeholder itself.
        """
        self.ends_compound = False
        start = len(self._text)
        number = sum(mark.fixed for mark in self._marks)
        self._text += f"{{{number}}}"
        self._marks.append(Mark(start, len(self._text), code, fixed=True, depth=len(self._open)))

    def continue_fixed(self, code: str) -> bool:
        """Add code to what was fixed last, if nothing came between; tells whether it did."""
        last = self._marks[-1] if self._marks else None
        if last is None or not last.fixed or last.end != len(self._text) or self._opened_since(last.end):
            return False
        self._marks[-1] = replace(last, opening=last.opening + code)
        return True

    def take_word(self) -> str:
        """Remove the letters, digits and signs since the last space or markup, and return them."""
        edges = [0, *(mark.start for mark in self._marks), *(mark.end for mark in self._marks)]
        edge = max(edges + [start for start, _, _ in self._open])
        word = re.search(r"[^\s(\[{\"'’«,;:]*\Z", self._text[edge:])
        taken = word.group() if word else ""
        self._text = self._text[: len(self._text) - len(taken)]
        return taken

    def part(self, opening: str, text: str, closing: str) -> None:
        """Add text as a part of the word before it, under markup that its translation may lack."""
        start = len(self._text)
        self._text += text
        self._marks.append(Mark(start, len(self._text), opening, closing, depth=len(self._open), part=True))

    @property
    def text(self) -> str:
        """What was added so far, with placeholders."""
        return self._text

    def _opened_since(self, offset: int) -> bool:
        return any(start >= offset for start, _, _ in self._open)

    def open(self, code: str) -> None:
        """Begin markup."""
        self._open.append((len(self._text), code, len(self._marks)))

    def close(self, code: str) -> None:
        """End the markup that began last."""
        start, opening, place = self._open.pop()
        depth, inner = len(self._open), self._marks[place:]
        if start == len(self._text):
            # Markup without text moves as one.
            whole = opening + "".join(mark.opening + mark.closing for mark in inner) + code
            self._marks[place:] = [Mark(start, start, whole, depth=depth)]
        else:
            start, end = self._without_spaces(start, inner)
            self._marks.insert(place, Mark(start, end, opening, code, depth=depth))

    def tag(self, code: str, number: int, pairs: Mapping[int, int], ends: Collection[int]) -> None:
        """Add a tag of a list that opens, closes or covers no text.

        Args:
            code: the tag.
            number: of it in its list.
            pairs: numbers of the opening tags of the list with those of their closing ones.
            ends: the latter.
        """
        if number in pairs:
            self.open(code)
        elif number in ends:
            self.close(code)
        else:
            self.empty(code)

    def _without_spaces(self, start: int, inner: Sequence[Mark]) -> tuple[int, int]:
        """The span of markup from a start on, less spaces at its edges: they belong outside."""
        end = len(self._text)
        first, last = (min(m.start for m in inner), max(m.end for m in inner)) if inner else (end, start)
        while end > max(start, last) and self._text[end - 1] == " ":
            end -= 1
        while start < min(end, first) and self._text[start] == " ":
            start += 1
        return start, end

    def block(self, code: str, escape: Escape) -> Block:
        """The block, without spaces at its end.

        Args:
            code: how it is written in its file.
            escape: turns text into code.
        """
        text = self._text.rstrip(" ")
        spaces = self._text[len(text) :]
        marks = []
        for mark in self._marks:
            if mark.start > len(text):
                # The first mark behind the last word takes the space before it along.
                mark = replace(mark, start=len(text), opening=spaces + mark.opening)
                spaces = ""
            marks.append(replace(mark, end=min(mark.end, len(text))))
        return Block(*_numbered(text, marks), code, escape)


def _numbered(text: str, marks: list[Mark]) -> tuple[str, list[Mark]]:
    """A text and its marks with placeholders that the text has nowhere else."""
    fixed = sorted((mark.start, mark.end) for mark in marks if mark.fixed)
    edges = [0, *(offset for span in fixed for offset in span), len(text)]
    own = "\0".join(text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))
    taken = {int(number) for number in _PLACEHOLDER.findall(own)}
    if not fixed or not taken:
        return text, marks
    free = (number for number in itertools.count() if number not in taken)
    pieces, moved, shift = [], {}, 0
    for (start, end), number in zip(fixed, free, strict=False):
        placeholder = f"{{{number}}}"
        pieces.append(placeholder)
        moved[start] = (start + shift, start + shift + len(placeholder))
        shift += len(placeholder) - (end - start)
    shifts = [(end, moved[start][1] - end) for start, end in fixed]

    def at(offset: int) -> int:
        place = bisect_right(shifts, (offset, len(text)))
        return offset + (shifts[place - 1][1] if place else 0)

    parts = own.split("\0")
    text = parts[0] + "".join(piece + part for piece, part in zip(pieces, parts[1:], strict=True))
    return text, [replace(mark, start=at(mark.start), end=at(mark.end)) for mark in marks]
