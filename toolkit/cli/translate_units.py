"""``bitext translate --units``: the source of each unit of a bitext, here or on Ray."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.errors import InputError

if TYPE_CHECKING:
    from toolkit.cluster.translate import EngineChoice
    from toolkit.translation.base import Engine


def translate_here(paths: list[str], engine: Engine, out: Path | None, missing: bool, force: bool, quiet: bool) -> None:
    """Translate files of units into one file, whose suffix gives the format.

    Raises:
        InputError: no output is named, or an input cannot be read.
        OutputError: the output is there already or is an input.
    """
    from toolkit.cli.convert import in_place, write_units
    from toolkit.cli.corpora import read_units, refuse_own_input
    from toolkit.pipeline.units import translate_units

    if out is None:
        raise InputError("--units needs --out FILE; its suffix gives the format")
    inputs = [Path(p) for p in paths]
    refuse_own_input(inputs, [out])
    if (path := in_place(inputs, out)) is not None:
        _translate_in_place(path, engine, out, missing, force, quiet)
        return
    units = read_units(inputs, None, engine.pair.source, engine.pair.target, quiet)
    write_units(translate_units(units, engine, missing), out, None, force, engine.pair.source, engine.pair.target)


def _translate_in_place(path: Path, engine: Engine, out: Path, missing: bool, force: bool, quiet: bool) -> None:
    """Translate the units of a file whose format is that of the output: all else of it stays as it is.

    Raises:
        typer.Exit: something was lost; code 1.
    """
    import typer

    from toolkit.checks.placeholders import read_placeholders
    from toolkit.cli.console import note, progress
    from toolkit.files import check_output_file
    from toolkit.formats import format_of
    from toolkit.formats.audit import audit_units
    from toolkit.formats.editing import open_editor
    from toolkit.pipeline.units import translate_units

    check_output_file(out, force)
    editor = open_editor(format_of(path), path, engine.pair.source, engine.pair.target)
    before = [list(unit.findings) for unit in editor.units]
    with progress(len(editor.units), "units", quiet) as advance:
        for unit, known in zip(translate_units(editor.units, engine, missing), before, strict=True):
            # A check's notes are written where they are asked for (check --out); old ones go with the old target.
            unit.findings = known if unit.findings == known else []
            advance(1)
    report = editor.save(out)
    note(f"{report.units} units written to {out}, {report.changed} of them with a new target")
    for what, count in report.notes.items():
        note(f"{count} x {what}")
    found = audit_units(path, out, engine.pair.source, engine.pair.target, read_placeholders)
    for line in found:
        note(f"{out}: {line}")
    if found:
        raise typer.Exit(1)


def translate_on_ray(
    paths: list[str],
    choice: EngineChoice,
    out: Path | None,
    missing: bool,
    address: str,
    jobs: int | None,
    force: bool,
    quiet: bool,
) -> None:
    """Translate each file of units into a Parquet file in a folder.

    Raises:
        InputError: no folder is named, or an input cannot be read.
        OutputError: an output cannot be written.
    """
    from toolkit.cli.console import note, others_silenced, progress
    from toolkit.cluster import Cluster, translate_shards
    from toolkit.corpora import unit_files
    from toolkit.files import check_output_folder

    if out is None:
        raise InputError("--ray needs --out FOLDER, for a Parquet file of each input")
    check_output_folder(out)
    files = unit_files(Path(p) for p in paths)
    with others_silenced(), progress(None, "units", quiet) as advance:
        done, before = translate_shards(files, out, choice, Cluster(address, jobs), missing, force, advance)
    if not quiet:
        note(f"{done} files translated into {out}/, {before} were finished before")
