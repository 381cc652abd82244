"""Blocks of reStructuredText as code.

Markup of reStructuredText never nests, and its edges need white space or punctuation beside them; where a translation
has none, an escaped space parts them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from toolkit.markup.model import HOLE, Block, Mark, Page
from toolkit.markup.rst_cells import RstTable
from toolkit.markup.rst_tables import (
    BEGINNINGS,
    FIELD,
    LINE,
    NAME,
    column_width,
    is_quoted,
    may_follow,
    may_precede,
    plain_name,
)

_SIMPLE = re.compile(NAME)
_ROLE, _ROLE_BEFORE = re.compile(f":{NAME}:"), re.compile(f":{NAME}:\\Z")
_WITH_ROLE = re.compile(f":{NAME}:`")
# The name of a target, at the end of markup that refers to it by another text.
_NAMED = re.compile(r" <(.+)_>`__\Z", re.DOTALL)
_ADDRESS = re.compile(r"\s*<(.+)>`", re.DOTALL)
# What a text cannot have as it is: signs of markup where it may begin, and underscores at the end of a word.
_SIGN = re.compile(
    rf"\\|`|(?<![^\W_])[*|](?!\s)|(?<!\w)(?P<name>{NAME})(?:(?P<word>_)(?=_?(?!\w)))?|(?<=\])_|(?<=[\w\]])_(?=_?$)"
)


@dataclass(slots=True)
class RstBlock(Block):
    """A block of reStructuredText, whose code needs to know all of it.

    Attributes:
        gap: newline and indentation before a line that goes on.
        width: columns of its longest line where it has several, else 0.
        first: column at which it begins.
        begins: it is a paragraph: its beginning may look like that of a list.
        literal: ``::`` or `` ::``, which announces code behind it.
        term: it is a term, which a colon between spaces would cut.
    """

    gap: str = "\n"
    width: int = 0
    first: int = 0
    begins: bool = False
    literal: str = ""
    term: bool = False

    def written(self) -> str:
        """The block as code, in lines as wide as they were."""
        atoms = _Writer(self.text, self.marks).atoms()
        text = "".join(code for code, _ in atoms)
        # An argument of a directive may look like one of its options.
        if any(beginning.match(text) for beginning in (BEGINNINGS if self.begins else (FIELD,))):
            atoms[0] = ("\\" + atoms[0][0], atoms[0][1])
        if self.term:
            atoms = [(re.sub(" +: +", "\u00a0: ", code) if is_text else code, is_text) for code, is_text in atoms]
        if self.literal:
            # A blank before two colons would take both away.
            if self.literal == "::" and text.endswith(" :"):
                atoms[-1] = (atoms[-1][0].removesuffix(":").rstrip() + "\u00a0:", True)
            atoms.append((self.literal if self.literal == " ::" else ":" if text.endswith(":") else "::", True))
        elif self.begins and text.endswith("::"):
            atoms[-1] = (atoms[-1][0][:-2] + "\\::", True)
        return self._lines(atoms)

    def _lines(self, atoms: Sequence[tuple[str, bool]]) -> str:
        """Code broken into lines at spaces of its text."""
        words = [""]
        for code, is_text in atoms:
            pieces = re.split("(?<!\\\\) ", code) if is_text else [code]
            words[-1] += pieces[0]
            words += pieces[1:]
        words = list(filter(None, words))
        if not self.width or not words:
            return " ".join(words)
        indent = len(self.gap.lstrip("\r\n").expandtabs())
        lines, column = [words[0]], self.first + column_width(words[0])
        for word in words[1:]:
            size = column_width(word)
            # What looks like an option or an underline stays on the line before.
            bound = LINE.match(word) or (word[0] == ":" and not _WITH_ROLE.match(word))
            if column + 1 + size > self.width and column > indent and not bound:
                lines.append(word)
                column = indent + size
            else:
                lines[-1] += " " + word
                column += 1 + size
        return self.gap.join(lines)


@dataclass(slots=True)
class Title(RstBlock):
    """A title with its lines of signs.

    Attributes:
        over, under: the lines above and below, with their newlines; the former may be empty.
        inset: blanks before the title.
        name: by which the document refers to it, and it has to be found under that name again; or empty.
        size: columns of the title.
    """

    over: str = ""
    under: str = ""
    inset: str = ""
    name: str = ""
    size: int = 0

    def written(self) -> str:
        """The title, and lines as long as it is."""
        code = RstBlock.written(self)
        inset = column_width(self.inset)
        width = inset + column_width(code) + (inset if self.over else 0)
        before = inset + self.size + (inset if self.over else 0)
        target = f".. _`{self.name}`:{self.gap}{self.gap}" if self.name else ""
        over, under = (_as_long(line, before, width) for line in (self.over, self.under))
        return f"{target}{over}{self.inset}{code}{under}"


def _as_long(line: str, before: int, width: int) -> str:
    """A line of signs for a title of another width; one that was longer than its title stays as long."""
    signs = line.strip()
    if not signs:
        return line
    length = width if len(signs) == before else max(width, len(signs))
    # Less than four signs may be text.
    length = max(length, min(len(signs), 4))
    return line.replace(signs, signs[0] * length)


@dataclass(slots=True)
class RstPage(Page):
    """A document."""

    def fill(self, blocks: Sequence[Block | None]) -> str:
        """The document with other blocks; links that come to have one text and two addresses lose their names."""
        addresses: dict[str, str] = {}
        for old, new in zip(self.blocks, blocks, strict=True):
            block = new or old
            for number, mark in enumerate(block.marks):
                if mark.opening != "`" or not mark.closing.endswith(">`_"):
                    continue
                name = plain_name(block.text[mark.start : mark.end])
                if addresses.setdefault(name, mark.closing) != mark.closing and new is not None:
                    new.marks[number] = replace(mark, closing=mark.closing + "_")
        return Page.fill(self._with_tables(blocks), blocks)

    def _with_tables(self, blocks: Sequence[Block | None]) -> Page:
        """The page with its tables drawn: how wide they are depends on all of their cells."""
        new = {id(old): block for old, block in zip(self.blocks, blocks, strict=True)}

        def code_of(old: Block) -> str:
            block = new[id(old)]
            code = old.code if block is None else block.written()
            return HOLE.sub(lambda match: code_of(self.inner[int(match.group(1))]), code)

        def is_new(old: Block) -> bool:
            return new[id(old)] is not None

        parts = [part.written(code_of, is_new) if isinstance(part, RstTable) else part for part in self.parts]
        return Page(parts, self.inner)


class _Writer:
    """Writes text and marks.

    Args:
        text: of a block.
        marks: of it, flat; one that a translation has put inside of another goes behind it.
    """

    def __init__(self, text: str, marks: Sequence[Mark]) -> None:
        self._text, self._marks = text, marks
        self._made: list[tuple[str, bool]] = []

    def atoms(self) -> list[tuple[str, bool]]:
        """Code, and for each piece whether it is text, which may be broken into lines."""
        position = 0
        for mark in self._marks:
            start = max(mark.start, position)
            self._add_text(self._text[position:start])
            position = max(start, mark.end)
            if mark.fixed or mark.start == mark.end:
                code = mark.opening + mark.closing
                if mark.start == mark.end and mark.closing and not mark.fixed:
                    code = _without_text(mark)
                self._add_markup(code)
            else:
                inner = self._without_marks(mark)
                blanks = len(inner) - len(inner.lstrip()), len(inner.rstrip())
                self._add_text(inner[: blanks[0]])
                self._add_markup(_span(mark, inner.strip()) if inner.strip() else _without_text(mark))
                self._add_text(inner[blanks[1] :] if inner.strip() else "")
        self._add_text(self._text[position:])
        for place, strip in ((0, str.lstrip), (-1, str.rstrip)):
            if self._made and self._made[place][1]:
                self._made[place] = (strip(self._made[place][0], " "), True)
        return [atom for atom in self._made if atom[0]]

    def _without_marks(self, mark: Mark) -> str:
        """The text of a span without what is fixed in it."""
        text, position = "", mark.start
        for inner in self._marks:
            if inner.fixed and mark.start <= inner.start and inner.end <= mark.end:
                text += self._text[position : inner.start]
                position = max(position, inner.end)
        return text + self._text[position : mark.end]

    def _last(self) -> str:
        return self._made[-1][0][-1:] if self._made else ""

    def _add_text(self, text: str) -> None:
        if not text:
            return
        code = _escaped(text)
        # Behind backquotes, a word between colons is a role.
        if self._made and not self._made[-1][1] and (not may_follow(code[0]) or _ROLE.match(code)):
            self._made.append(("\\ ", False))
        self._made.append((code, True))

    def _add_markup(self, code: str) -> None:
        core = code.lstrip("\\ ") if code[:1] in ("\\", " ") else code
        if code[:1] == " " and self._last() not in ("", " "):
            self._made.append((" ", True))
        if not core:
            return
        last = self._last()
        # Between brackets no markup begins; before backquotes, a word between colons is a role; a name goes on.
        quoted = is_quoted(last, core.lstrip("*`_|")[:1])
        role = core[0] == "`" and _ROLE_BEFORE.search(self._made[-1][0] if last else "")
        if last and (not may_precede(last) or quoted or role or (last in "-:" and core[0].isalnum())):
            self._made.append(("\\ ", False))
        self._made.append((core, False))


def _span(mark: Mark, text: str) -> str:
    """Markup around a text."""
    if (named := _NAMED.fullmatch(mark.closing)) and text == named[1]:
        return f"{text}_" if _SIMPLE.fullmatch(text) else f"`{text}`_"
    signs = mark.opening + mark.closing
    escaped = re.sub(r"[\\*]" if signs.strip("*") == "" else r"[\\`<]", r"\\\g<0>", text)
    return mark.opening + escaped + mark.closing


def _without_text(mark: Mark) -> str:
    """Markup whose text a translation has lost: a link by its name or address, or nothing."""
    if named := _NAMED.fullmatch(mark.closing):
        return f"`{named[1]}`_"
    if address := _ADDRESS.match(mark.closing):
        return f"{mark.opening}{address[1].removesuffix('_')}{mark.closing}"
    return "`…`__" if mark.closing == "`__" else ""


def _escaped(text: str) -> str:
    """Text as reStructuredText writes it."""
    made, position = [], 0
    for match in _SIGN.finditer(text):
        if match["name"] and not match["word"]:
            continue
        at = match.start("word") if match["word"] else match.start()
        made += [text[position:at], "\\"]
        position = at
    return "".join(made) + text[position:]


def escaped_inner(text: str) -> str:
    """Text between backquotes, as it is written."""
    return re.sub(r"[\\`]", r"\\\g<0>", text)
