"""Jupyter notebooks (nbformat 4): Markdown cells are read as Markdown is; all else stays byte for byte."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from toolkit.errors import InputError
from toolkit.markup.json_tree import json_tree, strings
from toolkit.markup.l10n_json import encoder
from toolkit.markup.markdown import parse as parse_markdown
from toolkit.markup.model import Block, Page

_SOURCE = ("cells", "", "source")


@dataclass(slots=True)
class Cell:
    """A Markdown cell.

    Attributes:
        start, end: of its strings in the file.
        between: code between two strings of its list; empty for a cell that is one string.
        page: its text.
    """

    start: int
    end: int
    between: str
    page: Page


@dataclass(slots=True)
class Notebook:
    """A notebook: its code, and its Markdown cells."""

    code: str
    encode: Callable[[str], str]
    cells: list[Cell] = field(default_factory=list)

    @property
    def blocks(self) -> list[Block]:
        """The blocks of all cells."""
        return [block for cell in self.cells for block in cell.page.blocks]

    def fill(self, blocks: Sequence[Block | None]) -> str:
        """The notebook with other blocks; a cell without any stays as it is written."""
        parts, position, taken = [], 0, 0
        for cell in self.cells:
            count = len(cell.page.blocks)
            own = blocks[taken : taken + count]
            taken += count
            if all(block is None for block in own):
                continue
            text = cell.page.fill(own)
            lines = text.splitlines(keepends=True) if cell.between else [text]
            parts += [self.code[position : cell.start], cell.between.join(f'"{self.encode(line)}"' for line in lines)]
            position = cell.end
        return "".join([*parts, self.code[position:]])


def parse(text: str, from_code: str, to_code: str) -> Notebook:
    """Read a notebook.

    Args:
        text: the code.
        from_code: language of its text.
        to_code: language that it is to be translated into.

    Raises:
        InputError: not a notebook, or one of a format before 4.
    """
    try:
        data = json.loads(text.removeprefix("\ufeff"))
        cells = data["cells"]
        sources = [(cell["cell_type"], cell["source"]) for cell in cells]
        told = [line for _, source in sources for line in ([source] if isinstance(source, str) else source)]
    except json.JSONDecodeError as error:
        raise InputError(f"line {error.lineno}: not JSON ({error.msg}, column {error.colno})") from None
    except (KeyError, TypeError, RecursionError):
        raise InputError(
            "not a notebook of Jupyter (nbformat 4); 'jupyter nbconvert --to notebook' updates it"
        ) from None
    found = [value for path, value in strings(json_tree(text)) if path == _SOURCE]
    if [json.loads(text[value.start : value.end]) for value in found] != told:
        raise InputError("not a notebook of Jupyter (the source of a cell is not a string or a list of strings)")
    notebook, number = Notebook(text, encoder(text)), 0
    for kind, source in sources:
        count = 1 if isinstance(source, str) else len(source)
        own = found[number : number + count]
        number += count
        if kind != "markdown" or not own:
            continue
        between = "" if isinstance(source, str) else ", "
        if len(own) > 1:
            between = text[own[0].end : own[1].start]
        page = parse_markdown("".join(source), from_code, to_code)
        notebook.cells.append(Cell(own[0].start, own[-1].end, between, page))
    return notebook
