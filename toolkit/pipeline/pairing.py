"""Which texts are aligned with which: files of two folders by their names, or a list of pairs."""

from __future__ import annotations

import re
from pathlib import Path

from toolkit.errors import BitextError, InputError
from toolkit.files import read_bytes, text_files, text_of
from toolkit.pipeline.aligning import AlignOptions
from toolkit.wording import counted


def pairs_of_folders(
    source: Path, target: Path, options: AlignOptions, failed: dict[str, BitextError] | None = None
) -> list[tuple[Path, Path, str]]:
    """Pair the files of two folders whose names are alike but for a language code.

    Args:
        source, target: folders.
        options: with the languages.
        failed: gets by name which files have no counterpart, if any has one; None to raise that.

    Returns:
        (source file, target file, common name) for each pair, sorted.

    Raises:
        InputError: a file without a counterpart, or two with the same name.
    """
    sides = []
    for folder, code in ((source, options.source_language), (target, options.target_language)):
        found: dict[str, Path] = {}
        closed: dict[Path, BitextError] | None = None if failed is None else {}
        for path, relative in text_files([folder], closed=closed):
            name = _common_name(relative, code)
            if name in found:
                raise InputError(f"{path} and {found[name]}: two files of the name '{name}'; rename one")
            found[name] = path
        sides.append(found)
        if failed is not None:
            failed |= {str(path): error for path, error in (closed or {}).items()}
    alone = sorted(sides[0].keys() ^ sides[1].keys())
    both = sorted(sides[0].keys() & sides[1].keys())
    if failed is not None and both:
        for name in alone:
            path = sides[0].get(name) or sides[1][name]
            failed[name] = InputError(f"{path}: no file of the name '{name}' in the other folder")
    elif alone:
        where = source if alone[0] in sides[0] else target
        raise InputError(
            f"{where}: '{alone[0]}' has no counterpart in the other folder ({counted(len(alone), 'such file')}); "
            "names must be alike but for the language code, or give --pairs LIST"
        )
    return [(sides[0][name], sides[1][name], name) for name in both]


def _common_name(relative: Path, code: str) -> str:
    stem = relative.with_suffix("").as_posix()
    return re.sub(rf"[._-]{re.escape(code)}$", "", stem, flags=re.IGNORECASE)


def read_pairs_list(path: Path) -> list[tuple[Path, Path, str]]:
    """Read pairs of files: source, target and, if you like, a name, with tabs between; relative to the list.

    Raises:
        InputError: a line without two paths, a missing file, or a name that comes twice.
    """
    pairs: list[tuple[Path, Path, str]] = []
    names: set[str] = set()
    for number, line in enumerate(text_of(read_bytes(path), str(path)).splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) not in (2, 3):
            raise InputError(f"{path}, line {number}: give source, target and, if you like, a name, separated by tabs")
        source, target = (path.parent / c.strip() for c in cells[:2])
        for file in (source, target):
            if not file.is_file():
                raise InputError(f"{path}, line {number}: no file {file}")
        name = cells[2].strip() if len(cells) == 3 else source.stem
        if name in names or Path(name).is_absolute() or ".." in Path(name).parts:
            raise InputError(
                f"{path}, line {number}: the name '{name}' is repeated or leads out of the folder; give another"
            )
        names.add(name)
        pairs.append((source, target, name))
    if not pairs:
        raise InputError(f"{path}: lists no pair of files")
    return pairs
