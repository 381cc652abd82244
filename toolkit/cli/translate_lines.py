"""Plain text that is translated as it comes: standard input, and large files in parts."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit import Engine
    from toolkit.cli.translate_task import Task

# Characters by which the language of what was read is told.
_ENOUGH = 10_000


def translate_lines(task: Task, engine: Engine) -> None:
    """Lines of stdin as they come; what seems to be another language is told."""
    from toolkit.api.detecting import surely_other
    from toolkit.api.streams import translate_stream
    from toolkit.cli.console import progress, stdin_lines, tell_languages
    from toolkit.files import atomic_writer

    # A person who types wants each line at once; a pipe wants full batches.
    block = 1 if sys.stdin.isatty() else 2_000
    name, seen = "" if task.kind else "<stdin>", [""]
    with progress(None, "lines", task.quiet) as advance:
        source = _remembered(stdin_lines(), seen)
        lines = translate_stream(source, engine, wrap=task.wrap, block=block, name=name, progress=advance)
        if task.out is not None:
            with atomic_writer(task.out) as file:
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


def translate_in_parts(task: Task, engine: Engine) -> bool:
    """A large file, written part by part; returns whether something of it was lost."""
    from toolkit.api.streams import translate_large
    from toolkit.api.translating import told_counts
    from toolkit.cli.console import note, progress, tell_differences

    [path] = task.paths
    sys.stdout.flush()
    with progress(None, "segments", task.quiet) as advance:
        made = translate_large(
            path, task.out or sys.stdout.buffer, engine, kind=task.kind, wrap=task.wrap, progress=advance
        )
    sys.stdout.buffer.flush()
    tell_differences(path, made.differences, False)
    if not task.quiet and task.out is not None and made.counts:
        note(told_counts(made.counts))
    return bool(made.differences)
