"""Texts of programs, as files of several formats hold them: a value is cut into lines, and each line is a block."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from toolkit.markup.model import Block, says_something
from toolkit.text.messages import message_pieces

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,31});")
_WRITTEN = re.compile(r"(?:\\r\\n|\\n|\\r)(?:\\r|\\n)*")
# A tag that stands for a thing, such as a picture, a break or a component (``<0/>``): between letters it parts words.
_THING = re.compile(
    r"(?<=[^\W\d_])<(?!wbr)(?:[\dA-Za-z][^<>]*/|(?:img|input|br|hr)(?:\s[^<>]*)?)>(?=[^\W\d_])", re.IGNORECASE
)
_PATH = re.compile(r"(?<![a-zA-Z])[A-Za-z]:\\|\\\\")
_BEFORE_BREAK = '>.!?:;…)»”"}'


@dataclass(slots=True, frozen=True)
class Writing:
    """How a format writes a text.

    Attributes:
        escapes: what stands for something else: its first character begins every escape.
        decode: code as text.
        encode: text as code.
        breaks: escapes that part lines, as code.
    """

    escapes: re.Pattern[str]
    decode: Callable[[str], str]
    encode: Callable[[str], str]
    breaks: frozenset[str] = frozenset({r"\n", r"\r", r"\t"})


def value_parts(code: str, writing: Writing) -> list[str | Block]:
    """A value as blocks and the code between them.

    Args:
        code: of the value, without quotes.
        writing: of its format.
    """
    units = _units(code, writing)
    breaks = {*writing.breaks, "\n"}
    shown = "".join("\n" if unit in breaks else text if len(text) == 1 else "x" for unit, text in units)
    pieces = message_pieces(shown)
    if len(pieces) > 1 and not any(is_text and "\n" in shown[start:end] for is_text, start, end in pieces):
        _, core, _ = _trimmed(units)
        if writing.encode(writing.decode(core)) == core:
            # Breaks stand in the syntax of a message alone, which is a sentence all the same.
            return _text(units, writing)
    made: list[str | Block] = []
    for is_text, start, end in pieces:
        part = "".join(unit for unit, _ in units[start:end])
        made += _lines(part, writing) if is_text else [part]
    return made


def _lines(code: str, writing: Writing) -> list[str | Block]:
    parts: list[str | Block] = []
    start = 0
    for match in writing.escapes.finditer(code):
        if match.group() in writing.breaks or match.group() == "\n":
            parts += [*_line(code[start : match.start()], writing), match.group()]
            start = match.end()
    return [*parts, *_line(code[start:], writing)]


def _line(code: str, writing: Writing) -> list[str | Block]:
    """A line; a break that is written out, as a backslash and a letter that the program reads, parts it as well.

    So does the tag of a thing between letters: with words on both sides and no blank, they are no sentence.
    """
    units = _units(code, writing)
    letters = "".join(text if len(text) == 1 else "x" for _, text in units)
    parts: list[str | Block] = []
    start = 0
    things = [match.span() for match in _THING.finditer(letters)]
    for begin, end in sorted([*written_breaks(letters), *things]):
        parts += [*_text(units[start:begin], writing), "".join(unit for unit, _ in units[begin:end])]
        start = end
    return [*parts, *_text(units[start:], writing)]


def _units(code: str, writing: Writing) -> list[tuple[str, str]]:
    """Characters of some code with what each stands for; an escape is one of them, and so is an entity."""
    found = []
    position = 0
    while position < len(code):
        match = writing.escapes.match(code, position) or _ENTITY.match(code, position)
        unit = match.group() if match else code[position]
        found.append((unit, writing.decode(unit) if match else unit))
        position += len(unit)
    return found


def _text(units: list[tuple[str, str]], writing: Writing) -> list[str | Block]:
    before, core, after = _trimmed(units)
    text = writing.decode(core)
    if not says_something(text):
        return [before + core + after]
    return [before, Block(text, [], core, writing.encode), after]


def whole_block(text: str, code: str, write: Callable[[str], str]) -> Block:
    """A value that is one block with its quotes; blanks at the edges of its text stay.

    Args:
        text: of the value.
        code: with its quotes.
        write: a text as code with quotes.
    """
    core = text.strip()
    before, _, after = text.partition(core)
    return Block(core, [], code, lambda target: write(f"{before}{target}{after}"))


def trimmed(code: str, writing: Writing) -> tuple[str, str, str]:
    """The code of the blanks before a text, of the text, and of those behind it.

    Blanks at the edges of a text are written as they were: some formats drop them unless they are escapes.
    """
    return _trimmed(_units(code, writing))


def _trimmed(units: list[tuple[str, str]]) -> tuple[str, str, str]:
    first, last = 0, len(units)
    while first < last and units[first][1].isspace():
        first += 1
    while last > first and units[last - 1][1].isspace():
        last -= 1
    codes = [code for code, _ in units]
    return "".join(codes[:first]), "".join(codes[first:last]), "".join(codes[last:])


def written_breaks(text: str) -> list[tuple[int, int]]:
    """Offsets of the line breaks in a text that are written as a backslash and a letter.

    One that is spoken of, with blanks on both sides, is a word of the text, and one in a path is a folder's name.

    Example:
        >>> sign = chr(92)
        >>> written_breaks(f"Un mot.{sign}nUn chat"), written_breaks(f"Tapez {sign}n ici")
        ([(7, 9)], [])
    """
    if _PATH.search(text):
        return []
    found = []
    for match in _WRITTEN.finditer(text):
        before, after = text[: match.start()][-1:], text[match.end() :][:1]
        spoken = before.isspace() and after.isspace()
        parting = not before or not after or before in _BEFORE_BREAK or after in "<•-" or after.isupper()
        if parting and not spoken:
            found.append(match.span())
    return found
