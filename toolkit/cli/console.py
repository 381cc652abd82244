"""What the commands share: text from files or stdin, progress, tables."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from toolkit.errors import InputError
from toolkit.files import check_lines, decode_text, read_text
from toolkit.wording import counted

if TYPE_CHECKING:
    from toolkit.meter import Meter

T = TypeVar("T")
# Files of other kinds in a folder that are named one by one.
_NAMED = 5


def note(text: str) -> None:
    """Say something to the person, not to the pipe."""
    from toolkit.cli.terminal import one_line

    print(one_line(text), file=sys.stderr)


def read_input(path: str) -> str:
    """Text of a file, or of stdin for ``-``.

    Raises:
        InputError: missing, empty or not UTF-8.
    """
    if path != "-":
        return read_text(Path(path))
    text = decode_text(sys.stdin.buffer.read(), "<stdin>")
    check_lines(text, "<stdin>")
    if not text.strip():
        raise InputError("<stdin>: no text came in; nothing to do")
    return text


def stdin_lines() -> Iterator[str]:
    """Lines of stdin without their newline, as they come.

    Raises:
        EncodingError: a line that is not UTF-8.
    """
    for number, line in enumerate(sys.stdin.buffer, 1):
        text = decode_text(line.removesuffix(b"\n"), f"<stdin>, line {number}")
        check_lines(text, "<stdin>")
        yield text.removeprefix("\ufeff") if number == 1 else text


@contextmanager
def progress(
    total: int | None, unit: str, quiet: bool = False, meter: Meter | None = None
) -> Iterator[Callable[[int], None]]:
    """Show progress with rate and time left on stderr: a bar on a terminal, one closing line otherwise.

    Args:
        total: how many there will be, or None when that is not known.
        unit: plural, such as ``segments``.
        quiet: show nothing.
        meter: of the files that are read; gives the time left where there is no total.

    Yields:
        Function that takes the number finished since the last call.
    """
    if quiet:
        yield lambda _: None
        return
    started = time.monotonic()
    done = 0
    if sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

        from toolkit.cli.terminal import bare

        columns = (BarColumn(), TaskProgressColumn(), TextColumn("{task.fields[count]}"), TimeRemainingColumn())
        with Progress(*columns, console=Console(file=bare(sys.stderr)), transient=True) as bar:
            whole = meter.total if meter else total
            task = bar.add_task("", total=whole or None, count="")

            def advance(count: int) -> None:
                nonlocal done
                done += count
                rate = done / max(1e-9, time.monotonic() - started)
                of = f" of {total}" if total else ""
                bar.update(task, completed=meter.done if meter else done, count=f"{done}{of} {unit}, {rate:.0f}/s")

            yield advance
    else:

        def add(count: int) -> None:
            nonlocal done
            done += count

        yield add
    if done:
        spent = max(1e-9, time.monotonic() - started)
        note(f"{counted(done, unit.removesuffix('s'), unit)} in {spent:.1f} s ({done / spent:.0f}/s)")


def watched(
    units: Callable[[], Iterable[T]], files: Sequence[Path], quiet: bool = False, unit: str = "units"
) -> Iterator[T]:
    """Things that are read from files, with progress while they come.

    Args:
        units: starts the reading.
        files: that it reads, each once.
        quiet: show nothing.
        unit: plural.
    """
    from toolkit.meter import Meter

    with Meter(files).counting() as meter, progress(None, unit, quiet, meter) as advance:
        waiting = 0
        for one in units():
            yield one
            waiting += 1
            if waiting == 1_000:
                advance(waiting)
                waiting = 0
        advance(waiting)


@contextmanager
def others_silenced() -> Iterator[None]:
    """Keep out what a library prints, also past Python, while our own notes and progress reach stderr.

    Ray's core and its log monitor write to both streams, whatever it is told.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    kept = [os.dup(1), os.dup(2)]
    streams = sys.stdout, sys.stderr
    with (
        open(os.devnull, "w", encoding="utf-8") as nothing,
        open(os.dup(2), "w", encoding="utf-8", errors="replace", buffering=1) as ours,
    ):
        for number in (1, 2):
            os.dup2(nothing.fileno(), number)
        sys.stdout, sys.stderr = nothing, ours
        try:
            yield
        finally:
            sys.stdout, sys.stderr = streams
            for number, old in enumerate(kept, 1):
                os.dup2(old, number)
                os.close(old)


def printable(text: str, instead: str) -> str:
    """Text on one line of a terminal, with something in the place of each control character."""
    from toolkit.api.reporting import printable as without_controls

    return without_controls(text, instead)


def files_text(count: int) -> str:
    """A number of files in words."""
    return counted(count, "file")


def table(rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()) -> str:
    """Lay out rows in columns, the first row being the header; plain text that survives a pipe."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [c.rjust(w) if i in right else c.ljust(w) for i, (c, w) in enumerate(zip(row, widths, strict=True))]
        lines.append("  ".join(cells).rstrip())
    lines.insert(1, "  ".join("-" * w for w in widths))
    return "\n".join(lines)


def tell_differences(name: str, differences: Iterable[str], refused: bool) -> None:
    """Say how a translation differs in structure from its source, and whether it was not written for that."""
    for one in differences:
        note(f"bitext: {name}: {one}")
    if refused:
        note(f"bitext: {name}: the translation was not written (--strict)")


def tell_charsets(charsets: Mapping[Any, str]) -> None:
    """Say of pages that they were read by charsets of their own, if they were, and are UTF-8 now."""
    for name, charset in charsets.items():
        if charset:
            note(f"bitext: {name}: read as {charset}, which it declares; the translation is UTF-8 and says so")


def tell_languages(languages: Mapping[Any, str], said: str) -> None:
    """Warn of texts that are surely in another language than the one that they were translated from."""
    for name, language in languages.items():
        if language:
            right = "of which it was translated; is --from right?"
            note(f"bitext: warning: {name}: looks '{language}', not '{said}', {right}")


def tell_left_out(paths: Sequence[str | Path], closed: Iterable[Exception] = ()) -> None:
    """Say what in folders is not translated: those that cannot be read, links that are not followed, other kinds."""
    from toolkit.api.common import links_left_out, special_left_out
    from toolkit.api.translating import files_left_out

    for error in closed:
        note(f"bitext: {error}")
    for path in links_left_out(paths):
        note(f"bitext: {path}: a link to a folder, or to nothing; it is not followed")
    for path in special_left_out(paths):
        note(f"bitext: {path}: a named pipe, a socket or a device; it is not read, name it by itself")
    if others := files_left_out(paths):
        more = f" and {len(others) - _NAMED} more" if len(others) > _NAMED else ""
        note(f"bitext: not translated, of other kinds: {', '.join(map(str, others[:_NAMED]))}{more}")
