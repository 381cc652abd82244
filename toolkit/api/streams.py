"""The front door to lines of text as they come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from toolkit.api.common import Progress

if TYPE_CHECKING:
    from toolkit.translation import Engine


def translate_stream(
    lines: Iterable[str],
    engine: Engine,
    *,
    wrap: str = "auto",
    block: int = 2_000,
    name: str = "",
    progress: Progress | None = None,
) -> Iterator[str]:
    """Translate lines of plain text as they come, as many out as in; paragraphs are looked for among them.

    Args:
        lines: without newlines.
        engine: see :func:`load_engine`.
        wrap: see :func:`translate_file`.
        block: lines that are translated in one job; bounds the memory.
        name: of the stream, if it must be looked at whether it is text at all.
        progress: counts lines.

    Raises:
        InputError: the first line says that this is no text, or there is no such wrap.
    """
    from toolkit.markup.others import refuse_other_kinds
    from toolkit.pipeline import pages

    def looked_at() -> Iterator[str]:
        for number, line in enumerate(lines):
            if number == 0 and name:
                refuse_other_kinds(b"{}" if line.strip() in ("{", "[") else line.encode(), name)
            yield line

    pages.ReadOptions(wrap)
    return pages.translate_stream(looked_at(), engine, wrap, block, progress)


def check_reading(wrap: str, hidden_sheets: str) -> None:
    """Refuse unknown ways to read lines of plain text, or sheets that are hidden.

    Raises:
        InputError: names those that there are.
    """
    from toolkit.pipeline.pages import ReadOptions

    ReadOptions(wrap, hidden_sheets)
