"""``bitext translate --missing``: what translations of texts by key lack beside their source."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.errors import InputError

if TYPE_CHECKING:
    from toolkit import Engine

_NAMED = 5


def names_bitext(paths: list[str]) -> bool:
    """Whether paths are files of units, such as PO, of which it is known what is missing without a second file."""
    from toolkit.api.filling import is_bitext

    return bool(paths) and all(is_bitext(path) for path in paths)


def check_missing(paths: list[str], out: Path | None, kind: str | None, pair: tuple[str, str]) -> None:
    """Refuse what cannot be filled, before a model is loaded.

    Raises:
        InputError: not one file and its translation, or one folder and that of the translations, or a kind of file of
            which it is not known what is missing.
    """
    from toolkit.api.filling import check_keys, files_to_fill
    from toolkit.api.translating import check_kind

    form = "bitext translate FILE --missing --out TRANSLATION, or FOLDER --missing --out FOLDER"
    if len(paths) != 1 or out is None or paths == ["-"]:
        raise InputError(f"--missing fills one translation, or one folder of translations: {form}")
    path = Path(paths[0])
    if path.is_dir():
        if out.is_file():
            raise InputError(f"{out}: a file, but {path} is a folder: {form}")
        if kind is not None:
            raise InputError("--as goes with one file; in a folder, suffixes say what files are")
        files_to_fill(path, out, pair, {})
        return
    if out.is_dir():
        raise InputError(f"{out}: a folder, but {path} is a file: {form}")
    check_keys(check_kind(path, kind), path, out)


def fill_here(
    paths: list[str], engine: Engine, out: Path | None, kind: str | None, strict: bool, force: bool, quiet: bool
) -> bool:
    """Fill a translation or a folder, see :func:`check_missing`; returns whether something was lost or left undone."""
    assert out is not None
    from toolkit import fill_missing
    from toolkit.api.translating import told_counts
    from toolkit.cli.console import note, progress, tell_differences

    if Path(paths[0]).is_dir():
        return _fill_folder(Path(paths[0]), engine, out, strict, quiet)
    with progress(None, "segments", quiet) as advance:
        made = fill_missing(paths[0], out, engine, kind=kind, strict=strict, force=force, progress=advance)
    tell_differences(paths[0], made.differences, strict and bool(made.differences))
    counts = made.counts()
    if not counts:
        note(f"bitext: {out}: nothing is missing")
    elif not quiet:
        note(told_counts(counts))
    return bool(made.differences)


def _fill_folder(source: Path, engine: Engine, out: Path, strict: bool, quiet: bool) -> bool:
    from toolkit import fill_missing_files
    from toolkit.api.filling import files_to_fill
    from toolkit.api.translating import told_counts
    from toolkit.cli.console import files_text, note, progress, tell_differences
    from toolkit.files import other_files

    with progress(None, "segments", quiet) as advance:
        report = fill_missing_files(source, out, engine, strict=strict, progress=advance)
    for error in report.failed.values():
        note(f"bitext: {error}")
    for path, differences in report.differences.items():
        tell_differences(str(path), differences, path in report.refused)
    if not quiet:
        undone = len(report.failed) + len(report.refused)
        left = f", {undone} could not be filled" if undone else ""
        note(f"{files_text(report.done)} filled in {out}/, {report.skipped} lacked nothing{left}")
        if report.counts:
            note(told_counts(report.counts))
    if source.resolve() != out.resolve():
        suffixes = {path.suffix.lower() for path, _ in files_to_fill(source, out, engine.pair, {})}
        if others := [p for p in other_files([source], suffixes) if not p.resolve().is_relative_to(out.resolve())]:
            more = f" and {len(others) - _NAMED} more" if len(others) > _NAMED else ""
            note(f"bitext: not filled, of other kinds: {', '.join(map(str, others[:_NAMED]))}{more}")
    return not report.passed
