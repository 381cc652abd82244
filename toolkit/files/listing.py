"""Which files a path given by the user stands for, and what to call them."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path, PurePath

from toolkit.errors import BitextError, InputError

COMPRESSED = (".gz", ".xz", ".bz2", ".zip")


def without_compression(path: Path) -> Path:
    """The path less a suffix of compression, by which the format inside is known."""
    return path.with_suffix("") if path.suffix.lower() in COMPRESSED else path


def text_files(
    paths: Iterable[Path],
    suffixes: Collection[str] = (".txt",),
    leave_out: Path | None = None,
    closed: dict[Path, BitextError] | None = None,
) -> list[tuple[Path, Path]]:
    """List text files: each path itself, or for a folder every file below it with one of the suffixes, sorted by name.

    Hidden files and folders (leading dot) are passed over.

    Args:
        paths: files and folders.
        suffixes: of the files that a folder is searched for.
        leave_out: folder within one of the folders, such as that of the output, which is not searched.
        closed: gets the folders that cannot be read, if others can; None to raise that.

    Returns:
        (file, path relative to the argument it was found under) for each file.

    Raises:
        InputError: a path does not exist, or a folder holds no such file or cannot be read.
    """
    found: list[tuple[Path, Path]] = []
    for path in paths:
        if path.is_dir():
            shut: dict[Path, BitextError] | None = None if closed is None else {}
            inside = [p for p in files_below(path, shut) if p.suffix.lower() in suffixes]
            folder = leave_out.resolve() if leave_out is not None and leave_out.exists() else None
            # Who names that folder itself wants its files.
            if folder is not None and folder != path.resolve():
                inside = [p for p in inside if not p.resolve().is_relative_to(folder)]
            if shut and not inside:
                raise next(iter(shut.values()))
            if closed is not None:
                closed |= shut or {}
            if not inside:
                wanted = ", ".join(suffixes)
                raise InputError(f"{path}: no file in this folder ends in {wanted}; give other files or another folder")
            found += [(p, p.relative_to(path)) for p in inside]
        elif path.exists():
            found.append((path, Path(path.name)))
        else:
            raise InputError(f"{path}: no such file or folder; check the path")
    return found


def other_files(paths: Iterable[Path], suffixes: Collection[str]) -> list[Path]:
    """The files in folders that :func:`text_files` leaves out for their suffix, by path; hidden ones, and folders that
    cannot be read, are no matter.
    """
    return [p for path in paths if path.is_dir() for p in files_below(path, {}) if p.suffix.lower() not in suffixes]


def unfollowed_links(paths: Iterable[Path]) -> list[Path]:
    """Links in folders that :func:`files_below` does not follow: to a folder, which may hold the one it is in, or to
    nothing. Hidden ones are no matter.
    """
    return sorted(p for p in _shown_below(paths) if os.path.islink(p) and not os.path.isfile(p))


def special_files(paths: Iterable[Path]) -> list[Path]:
    """What stands in folders and is no file, folder or link, such as a named pipe. Hidden ones are no matter."""
    others = (p for p in _shown_below(paths) if os.path.exists(p) and not os.path.islink(p))
    return sorted(p for p in others if not (os.path.isfile(p) or os.path.isdir(p)))


def _shown_below(paths: Iterable[Path]) -> Iterator[Path]:
    """All that stands in folders, folders too, but for what is hidden."""
    for path in paths:
        for root, folders, names in os.walk(path):
            folders[:] = [name for name in folders if not name.startswith(".")]
            yield from (Path(root, name) for name in (*folders, *names) if not name.startswith("."))


def readable_name(path: PurePath) -> str:
    """A relative path as text, with ``/``; a byte that is no UTF-8, as old disks have in names, becomes ``%E9``.

    Such names of files cannot be written into XML or JSON as they are.
    """
    name = path.as_posix()
    return "".join(f"%{ord(c) - 0xDC00:02X}" if "\udc80" <= c <= "\udcff" else c for c in name)


def files_below(folder: Path, closed: dict[Path, BitextError] | None = None) -> list[Path]:
    """All files in a folder and its folders, sorted by path; hidden ones (leading dot) are passed over.

    Args:
        folder: to search.
        closed: gets the folders that cannot be read; None to raise that.

    Raises:
        InputError: a folder cannot be read: what it holds would be missing without a word.
    """

    def stop(error: OSError) -> None:
        refused = InputError(f"{error.filename}: this folder cannot be read ({error.strerror})")
        if closed is None:
            raise refused
        closed[Path(error.filename)] = refused

    found = []
    for root, folders, names in os.walk(folder, onerror=stop):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(root, name) for name in names if not name.startswith(".")]
    return sorted(path for path in found if _is_file(path))


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        # The folder tells names and no more: reading the file says why it cannot be read.
        return True
