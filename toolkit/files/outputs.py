"""The one guard of outputs: what may be written to a path, decided before any work is done."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path

from toolkit.errors import OutputError

# Where Linux and macOS keep the open streams of a process; what they lead to is written into, whatever it is.
_STREAMS = ("/dev/fd/", "/proc/self/fd/")
_STANDARD = {"/dev/stdin": 0, "/dev/stdout": 1, "/dev/stderr": 2}


def stream_number(path: Path) -> int | None:
    """Number of the open stream of this process that a path such as ``/dev/stdout`` names; None for other paths."""
    name = os.path.abspath(path)
    if name in _STANDARD:
        return _STANDARD[name]
    for folder in (*_STREAMS, f"/proc/{os.getpid()}/fd/"):
        if name.startswith(folder) and name.removeprefix(folder).isdigit():
            return int(name.removeprefix(folder))
    return None


def is_device(path: Path) -> bool:
    """Whether a path names a stream, a named pipe or a device: such outputs are written into and never replaced."""
    if stream_number(path) is not None:
        return True
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def check_writable(path: Path) -> None:
    """Find out before long work whether a file or folder can be made at a path.

    Raises:
        OutputError: something on the way is a file, or the folder may not be written.
    """
    ancestor = path.parent
    while not os.path.lexists(ancestor) and ancestor != ancestor.parent:
        ancestor = ancestor.parent
    if not ancestor.is_dir():
        raise OutputError(f"{path}: cannot be written ({ancestor} is not a folder); choose another place")
    if not os.access(ancestor, os.W_OK | os.X_OK):
        raise OutputError(f"{path}: cannot be written (Permission denied in {ancestor}); choose another place")


def check_output_file(
    out: Path | None, force: bool, other: str = "another --out", inputs: Iterable[str | Path] = ()
) -> None:
    """Find out before any work whether a result may be written to a file.

    Streams, named pipes and character devices are written into; nothing can be lost there, so they need no ``force``.

    Args:
        out: the file; None is stdout.
        force: overwrite a file that exists.
        other: what to choose instead, for messages.
        inputs: files that are read; they are never overwritten, not even with ``force``.

    Raises:
        OutputError: it exists and is not to be overwritten, is an input, a folder or a disk, or cannot be made.
    """
    if out is None:
        return
    if is_device(out):
        if stream_number(out) is None and stat.S_ISBLK(os.stat(out).st_mode):
            raise OutputError(f"{out}: a disk where a file is wanted; choose {other}")
        return
    refuse_inputs([out], inputs, other)
    check_writable(out)
    if out.is_dir():
        raise OutputError(f"{out}: a folder where a file is wanted; choose {other}")
    if not out.exists():
        return
    if not force:
        raise OutputError(f"{out}: exists already; choose {other}, or --force to overwrite")
    if not os.access(out, os.W_OK):
        raise OutputError(f"{out}: cannot be written (the file is read-only); choose {other}")


def check_outputs(outputs: Iterable[Path | None], inputs: Iterable[Path | None], force: bool) -> None:
    """Find out before any work whether several results may be written to files.

    Args:
        outputs: files to write; None is skipped.
        inputs: files and folders that are read; None is skipped.
        force: whether files that are there may be overwritten; an input never may.

    Raises:
        OutputError: one is an input, is named twice, or see :func:`check_output_file`.
    """
    read = [path for path in inputs if path is not None and str(path) != "-"]
    folders = [path.resolve() for path in read if path.is_dir()]
    written: set[Path] = set()
    for out in outputs:
        if out is None:
            continue
        if is_device(out):
            check_output_file(out, force)
            continue
        place = out.resolve()
        # A file of a folder that is read is an input as well.
        if any(place.is_relative_to(folder) and place.exists() for folder in folders):
            raise OutputError(f"{out}: is an input as well; choose another file")
        if place in written:
            raise OutputError(f"{out}: two results would go into this file; choose another for one of them")
        written.add(place)
        check_output_file(out, force, "another file", read)


def check_output_folder(out: Path | None) -> None:
    """Find out before any work whether results may be written into a folder.

    Raises:
        OutputError: it is a file, or cannot be made.
    """
    if out is None:
        return
    if out.exists() and not out.is_dir():
        raise OutputError(f"{out}: a file where a folder is wanted; choose another")
    check_writable(out / "x")


def refuse_inputs(outputs: Iterable[Path], inputs: Iterable[str | Path], other: str = "another --out") -> None:
    """Refuse outputs that are inputs as well, also by another name (a link).

    Raises:
        OutputError: names the first such output.
    """
    sources = [Path(path) for path in inputs]
    for out in outputs:
        if is_device(out):
            continue
        for source in sources:
            try:
                same = os.path.samefile(out, source)
            except (OSError, ValueError):
                continue
            if same:
                raise OutputError(f"{out}: is an input as well; choose {other}")
