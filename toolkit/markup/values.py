"""Texts of programs, as files of several formats hold them: a value is cut into lines, and each line is a block."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from toolkit.markup.model import Block, says_something


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
    parts: list[str | Block] = []
    start = 0
    for match in writing.escapes.finditer(code):
        if match.group() in writing.breaks or match.group() == "\n":
            parts += [*_line(code[start : match.start()], writing), match.group()]
            start = match.end()
    return [*parts, *_line(code[start:], writing)]


def _line(code: str, writing: Writing) -> list[str | Block]:
    core = code.strip()
    text = writing.decode(core)
    if not says_something(text):
        return [code]
    start = code.index(core)
    before, after = code[:start], code[start + len(core) :]
    # What is written with escapes at its edges keeps them.
    inner = text.strip()
    if inner != text:
        at = text.index(inner)
        before, after = before + writing.encode(text[:at]), writing.encode(text[at + len(inner) :]) + after
        core = writing.encode(inner)
    return [before, Block(inner, [], core, writing.encode), after]
