"""``bitext translate -``: lines of standard input as they come."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit import Engine

# Characters by which the language of what was read is told.
_ENOUGH = 10_000


def translate_lines(engine: Engine, out: Path | None, kind: str | None, wrap: str, quiet: bool) -> None:
    """Translate the lines of standard input; see :func:`toolkit.translate_stream`.

    Args:
        engine: loaded.
        out: file; None for standard output.
        kind: that was named; None if none was.
        wrap: how lines are joined.
        quiet: show no progress.
    """
    from toolkit.api.detecting import surely_other
    from toolkit.api.streams import translate_stream
    from toolkit.cli.console import progress, stdin_lines, tell_languages
    from toolkit.files import atomic_writer

    # A person who types wants each line at once; a pipe wants full batches.
    block = 1 if sys.stdin.isatty() else 2_000
    name, seen = "" if kind else "<stdin>", [""]
    with progress(None, "lines", quiet) as advance:
        source = _remembered(stdin_lines(), seen)
        lines = translate_stream(source, engine, wrap=wrap, block=block, name=name, progress=advance)
        if out is not None:
            with atomic_writer(out) as file:
                for line in lines:
                    file.write((line + "\n").encode())
        else:
            for line in lines:
                sys.stdout.write(line + "\n")
                if block == 1:
                    sys.stdout.flush()
    tell_languages({"<stdin>": surely_other(seen[0], engine.pair.source)}, engine.pair.source)


def _remembered(lines: Iterable[str], seen: list[str]) -> Iterator[str]:
    """Lines, of which the beginning is kept in the one item of a list."""
    for line in lines:
        if len(seen[0]) < _ENOUGH:
            seen[0] += line[:_ENOUGH] + "\n"
        yield line
