"""``bitext translate --missing``: what a file of texts by key lacks beside its source."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.errors import InputError

if TYPE_CHECKING:
    from toolkit import Engine


def check_missing(paths: list[str], out: Path | None, kind: str | None) -> None:
    """Refuse what cannot be filled, before a model is loaded.

    Raises:
        InputError: not one file and its translation, or a kind of file without keys.
    """
    from toolkit.api.filling import check_keys
    from toolkit.api.translating import check_kind

    if len(paths) != 1 or out is None or out.is_dir() or Path(paths[0]).is_dir() or paths == ["-"]:
        raise InputError("--missing fills one translation at a time: bitext translate FILE --missing --out TRANSLATION")
    check_keys(check_kind(paths[0], kind))


def fill_here(paths: list[str], engine: Engine, out: Path | None, kind: str | None, strict: bool, quiet: bool) -> bool:
    """Fill a translation, see :func:`check_missing`, and return whether something was lost."""
    assert out is not None
    from toolkit import fill_missing
    from toolkit.api.translating import told_counts
    from toolkit.cli.console import note, progress, tell_differences

    with progress(None, "segments", quiet) as advance:
        made = fill_missing(paths[0], out, engine, kind=kind, strict=strict, progress=advance)
    tell_differences(paths[0], made.differences, strict and bool(made.differences))
    counts = made.counts()
    if not counts:
        note(f"bitext: {out}: nothing is missing")
    elif not quiet:
        note(told_counts(counts))
    return bool(made.differences)
