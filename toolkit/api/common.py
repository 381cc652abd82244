"""What the functions of the front door take, and what they share."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path

from toolkit.errors import InputError, OutputError
from toolkit.files import check_writable
from toolkit.languages.pair import DEFAULT_PAIR, LanguagePair, pair_or_default

__all__ = ["DEFAULT_PAIR", "Languages", "Progress", "StrPath", "Text", "check_output", "pair_or_default", "paths_of"]

StrPath = str | os.PathLike[str]
#: ``"fr-en"``, ``("fr", "en")`` or a pair.
Languages = str | tuple[str, str] | LanguagePair
#: Called with the number of things finished since the last call.
Progress = Callable[[int], None]
#: Segments, or a file of them.
Text = StrPath | Sequence[str]


def paths_of(paths: StrPath | Iterable[StrPath]) -> list[Path]:
    """One path or several."""
    return [Path(paths)] if isinstance(paths, str | os.PathLike) else [Path(path) for path in paths]


def refuse_paths(units: object) -> None:
    """Refuse the path of a file where its units are wanted.

    Raises:
        InputError: says how to read them.
    """
    if isinstance(units, str | os.PathLike):
        name = os.fspath(units)
        raise InputError(
            f"{name}: a path, where units are wanted; read them first: bitext.read({str(name)!r}, 'fr-en')"
        )


def names_of(names: str | Collection[str]) -> Collection[str]:
    """Several names, or one."""
    return [names] if isinstance(names, str) else names


def special_left_out(paths: StrPath | Iterable[StrPath]) -> list[Path]:
    """Named pipes and the like in folders that are translated: they are not read."""
    from toolkit.files import special_files

    return special_files(paths_of(paths))


def links_left_out(paths: StrPath | Iterable[StrPath]) -> list[Path]:
    """Links to folders, and to nothing, in folders that are translated: they are not followed."""
    from toolkit.files import unfollowed_links

    return unfollowed_links(paths_of(paths))


def check_output(path: Path, force: bool) -> None:
    """Find out before any work whether a file may be written.

    Raises:
        OutputError: it exists and ``force`` is false, is a folder, or cannot be made.
    """
    check_writable(path)
    if path.is_dir():
        raise OutputError(f"{path}: a folder where a file is wanted; choose another name")
    if path.exists() and not force:
        raise OutputError(f"{path}: exists already; choose another name, or --force to overwrite")
