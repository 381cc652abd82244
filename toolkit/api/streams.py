"""The front door to lines of text as they come."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from toolkit.api.common import Progress, StrPath

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


@dataclass(slots=True)
class LargeText:
    """What became of a large file.

    Attributes:
        counts: of its segments by outcome, as :meth:`toolkit.TranslatedFile.counts` has them.
        differences: of its structure, a sentence each.
    """

    counts: Counter[str] = field(default_factory=Counter)
    differences: list[str] = field(default_factory=list)


def is_large(path: StrPath, kind: str | None = None) -> bool:
    """Whether a file is plain text so large that it is translated in parts.

    Raises:
        InputError: there is no such kind, or the file is of an unknown one.
    """
    from toolkit.markup import kind_of
    from toolkit.pipeline import parts

    return parts.is_large(Path(path), kind_of(Path(path), kind))


def translate_large(
    path: StrPath,
    out: StrPath | BinaryIO,
    engine: Engine,
    *,
    kind: str | None = None,
    wrap: str = "auto",
    progress: Progress | None = None,
) -> LargeText:
    """Translate a file of plain text part by part: the memory does not grow with the file.

    Args:
        path: of the file.
        out: to write, whole or not at all; or an open file, which gets each part as it is finished.
        engine: see :func:`load_engine`.
        kind: ``text`` if somebody says so; None to look at the file whether it is text at all.
        wrap: see :func:`translate_file`.
        progress: counts segments.

    Raises:
        InputError: as :func:`translate_file` does.
        OutputError: the output cannot be written.
    """
    from toolkit.files import atomic_writer
    from toolkit.pipeline.pages import ReadOptions
    from toolkit.pipeline.parts import translated_parts

    told = LargeText()
    with atomic_writer(Path(out)) if isinstance(out, str | os.PathLike) else nullcontext(out) as file:
        for part in translated_parts(Path(path), engine, ReadOptions(wrap), kind is not None, progress):
            file.write(part.data)
            told.counts.update(part.counts)
            told.differences += part.differences
    return told


def check_reading(wrap: str, hidden_sheets: str) -> None:
    """Refuse unknown ways to read lines of plain text, or sheets that are hidden.

    Raises:
        InputError: names those that there are.
    """
    from toolkit.pipeline.pages import ReadOptions

    ReadOptions(wrap, hidden_sheets)
