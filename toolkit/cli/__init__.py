"""Command line: thin commands over the library. The only place that prints, asks, shows progress or sets exit"""

from __future__ import annotations

import errno
import os
import signal
import sys
import warnings
from types import FrameType
from typing import TextIO

from toolkit.cli.codes import BROKEN_PIPE, INTERRUPTED, USAGE
from toolkit.errors import BitextError, BitextWarning
from toolkit.registry import blame

_stopped_by = 0
# Of what libraries write too: temporary files, caches.
_FULL = frozenset({errno.ENOSPC, errno.EFBIG, errno.EDQUOT})


def main(arguments: list[str] | None = None) -> None:
    """Run ``bitext`` and exit.

    0: fine; 1: a check or gate did not pass; 2: bad usage or input; 130: interrupted (143: by SIGTERM); 141: the reader
    of the output went away.
    """
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _interrupt)
    for name in ("SIGTERM", "SIGHUP"):
        # Ended like an interrupt, so that workers and temporary files go too; under nohup it stays ignored.
        if hasattr(signal, name) and signal.getsignal(getattr(signal, name)) is signal.SIG_DFL:
            signal.signal(getattr(signal, name), _interrupt)
    warnings.showwarning = _warn
    sys.exit(run(arguments))


def _warn(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    """One line for a warning of ours; others as Python shows them."""
    from toolkit.cli.terminal import one_line

    if issubclass(category, BitextWarning):
        print(f"bitext: warning: {one_line(str(message))}", file=sys.stderr)
    else:
        print(warnings.formatwarning(message, category, filename, lineno, line), end="", file=file or sys.stderr)


def _interrupt(number: int, frame: FrameType | None) -> None:
    """Interrupt; where Python would swallow it, in the finaliser of some object, a moment later."""
    global _stopped_by
    _stopped_by = number
    while frame is not None:
        if frame.f_code.co_name == "__del__":
            import _thread
            import threading

            threading.Timer(0.05, _thread.interrupt_main).start()
            return
        frame = frame.f_back
    raise KeyboardInterrupt


def run(arguments: list[str] | None = None) -> int:
    """Run ``bitext`` and return its exit code; nothing but a bug raises."""
    from toolkit.api.unit_files import reading_notes

    with reading_notes() as notes:
        try:
            return _run(arguments)
        finally:
            for path, counts in notes.items():
                for what, count in counts.items():
                    print(f"{path}: {count} x {what}", file=sys.stderr)


def _run(arguments: list[str] | None) -> int:
    import typer

    from toolkit.cli.app import app
    from toolkit.cli.completion import VARIABLE
    from toolkit.cli.terminal import guard_streams, one_line

    guard_streams()
    try:
        # Not app(): Typer's own runner swallows interrupts and broken pipes, each with an exit code of its choice.
        command = typer.main.get_command(app)
        if os.environ.get(VARIABLE):
            from typer.completion import completion_init  # type: ignore[attr-defined]

            completion_init()
            command.main(prog_name="bitext", complete_var=VARIABLE)
        with command.make_context("bitext", list(sys.argv[1:] if arguments is None else arguments)) as context:
            command.invoke(context)
        sys.stdout.flush()
        return 0
    except typer.Exit as stop:
        sys.stdout.flush()
        return int(stop.exit_code)
    except BitextError as error:
        print(f"bitext: {one_line(str(error))}", file=sys.stderr)
        return USAGE
    except BrokenPipeError:
        # Python flushes stdout once more at exit; that must not fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except (KeyboardInterrupt, typer.Abort):
        print("bitext: interrupted; finished files are whole, no file is half-written", file=sys.stderr)
        return 128 + _stopped_by if _stopped_by else INTERRUPTED
    except MemoryError:
        print("bitext: out of memory; give smaller files or fewer at once", file=sys.stderr)
        return USAGE
    except Exception as error:
        code = _told(error)
        if code is None:
            raise
        return code


def _told(error: Exception) -> int | None:
    """Say what an error that is not ours means, and give its exit code; None if it is a bug."""
    number = error.errno if isinstance(error, OSError) else None
    if number in _FULL:
        room = f"no room left to write ({os.strerror(number)})"  # type: ignore[arg-type]
        print(f"bitext: {room}; free some, or set TMPDIR to another disk", file=sys.stderr)
        return USAGE
    if number == errno.EBADF:
        print("bitext: standard input or output is closed; give files and --out, or a pipe", file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return USAGE
    if isinstance(error, OSError) and error.filename is not None and error.strerror:
        from toolkit.cli.terminal import one_line

        name = one_line(os.fsdecode(error.filename) if isinstance(error.filename, bytes) else str(error.filename))
        print(f"bitext: {name}: cannot be used ({error.strerror}); choose another place", file=sys.stderr)
        return USAGE
    # Usage errors of Typer know their own text and code; their class has moved between its versions.
    if hasattr(error, "show") and hasattr(error, "exit_code"):
        error.show()
        return int(error.exit_code)
    fault = blame(error)
    if fault:
        print(f"bitext: {fault}", file=sys.stderr)
        return USAGE
    return None
