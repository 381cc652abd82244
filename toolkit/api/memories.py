"""The front door to translation memories that are files of their own."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from toolkit.api.common import StrPath
from toolkit.errors import InputError
from toolkit.files import check_writable
from toolkit.units import TranslationUnit


def build_memory(units: Iterable[TranslationUnit], out: StrPath) -> int:
    """Build a translation memory, which opens at once, whatever its size.

    >>> bitext.build_memory(bitext.read("old.tmx"), "old.sqlite")
    1
    >>> bitext.open_memory("old.sqlite", "fr-en").exact("Bonjour à tous.").target
    'Hello everybody.'

    Args:
        units: any number; they are streamed.
        out: to write, ``.sqlite`` or ``.db``.

    Returns:
        The number of units in it.

    Raises:
        InputError: the file has another suffix.
        OutputError: it exists already, or cannot be written.
    """
    from toolkit import memory

    check_memory_output(out)
    return memory.build_memory(units, Path(out))


def check_memory_output(out: StrPath) -> None:
    """Find out before any work whether a memory may be written to a path.

    Raises:
        InputError: the suffix is not that of a memory.
        OutputError: no file can be made there.
    """
    from toolkit.memory.store import SUFFIXES

    path = Path(out)
    if path.suffix.lower() not in SUFFIXES:
        raise InputError(f"{path}: the name of a memory ends in .sqlite; choose another")
    check_writable(path)
