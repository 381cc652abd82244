"""Plain text that is translated as it comes: standard input, and large files in parts."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit.cli.translate import Task
    from toolkit.translation import Engine


def translate_lines(task: Task, engine: Engine) -> None:
    """Lines of stdin as they come."""
    from toolkit.api.streams import translate_stream
    from toolkit.cli.console import progress, stdin_lines
    from toolkit.files import atomic_writer

    # A person who types wants each line at once; a pipe wants full batches.
    block = 1 if sys.stdin.isatty() else 2_000
    name = "" if task.kind else "<stdin>"
    with progress(None, "lines", task.quiet) as advance:
        lines = translate_stream(stdin_lines(), engine, wrap=task.wrap, block=block, name=name, progress=advance)
        if task.out is not None:
            with atomic_writer(task.out) as file:
                for line in lines:
                    file.write((line + "\n").encode())
            return
        for line in lines:
            sys.stdout.write(line + "\n")
            if block == 1:
                sys.stdout.flush()


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
