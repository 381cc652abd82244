"""Large files of plain text, translated part by part, so that the memory does not grow with the file."""

from __future__ import annotations

import mmap
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from toolkit.errors import EncodingError, InputError
from toolkit.markup.audit import audit
from toolkit.markup.others import refuse_other_kinds
from toolkit.markup.registry import TEXT
from toolkit.pipeline.counting import count
from toolkit.pipeline.pages import ReadOptions, read_manuscript, translate_manuscripts
from toolkit.pipeline.render import Progress
from toolkit.translation.base import Engine

#: A file of plain text with more bytes is translated in parts.
LARGE = 16 << 20
_PART = 1 << 20
_BLANK_LINES = (b"\n\n", b"\r\n\r\n", b"\n")


@dataclass(slots=True)
class Part:
    """A part of a translated file.

    Attributes:
        data: as it is written.
        counts: of its segments, see :mod:`toolkit.pipeline.counting`.
        differences: of its structure, a sentence each.
    """

    data: bytes
    counts: Counter[str] = field(default_factory=Counter)
    differences: list[str] = field(default_factory=list)


def is_large(path: Path, kind: str) -> bool:
    """Whether a file is translated in parts: plain text, a regular file, and large."""
    return kind == TEXT and path.is_file() and path.stat().st_size > LARGE


def translated_parts(
    path: Path,
    engine: Engine,
    options: ReadOptions | None = None,
    named: bool = False,
    progress: Progress | None = None,
    size: int = _PART,
) -> Iterator[Part]:
    """Translate a file of plain text part by part.

    A part ends at a blank line, or at a line if it has none in as many bytes again. Whether lines were broken at a
    fixed width, and which quotation marks are usual, is looked for in each part.

    Args:
        path: of the file.
        engine: loaded package.
        options: how lines are read; None for the usual way.
        named: somebody said that it is plain text: it is not looked at whether it is of another kind.
        progress: called with the number of segments finished since the last call.
        size: about how many bytes a part has.

    Raises:
        InputError: the file is no text, or of another kind.
        EncodingError: it is not UTF-8.
    """
    pair, offset = engine.pair, 0
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        for data in _cut(content, size):
            if not offset and not named:
                refuse_other_kinds(data, str(path))
            offset += len(data)
            if not data.strip():
                yield Part(data)
                continue
            try:
                manuscript = read_manuscript(data, str(path), TEXT, pair.source, pair.target, options)
            except InputError as error:
                raise _told_whole(error, offset - len(data)) from None
            [(rendered, made)] = translate_manuscripts([manuscript], engine, progress)
            yield Part(made, count(rendered), audit(TEXT, data, made))


def _told_whole(error: InputError, start: int) -> InputError:
    """What is wrong with a part, as told of its file."""
    message = f"{error}; counted from byte {start:,} of the file" if start else str(error)
    return EncodingError(message, error.offset + start) if isinstance(error, EncodingError) else InputError(message)


def _cut(content: mmap.mmap, size: int) -> Iterator[bytes]:
    start, length = 0, len(content)
    while start < length:
        end = length
        if length - start > size:
            ends = (content.find(blank, start + size, start + 2 * size) + len(blank) for blank in _BLANK_LINES)
            end = next((found for blank, found in zip(_BLANK_LINES, ends, strict=True) if found >= len(blank)), end)
        yield content[start:end]
        start = end
