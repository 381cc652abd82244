"""``bitext translate --units``: the source of each unit of a bitext, here or on Ray."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.errors import InputError
from toolkit.wording import counted

if TYPE_CHECKING:
    from toolkit import Engine
    from toolkit.api.cluster import EngineChoice


def check_resources(out: Path | None, memory: Path | None, fuzzy: float | None, glossary: Path | None) -> None:
    """Refuse to write over a memory or glossary that is read, also where it is one side of a Moses pair.

    Raises:
        InputError: a threshold without a memory.
        OutputError: the output is one of them.
    """
    from toolkit.api.unit_files import refuse_sources

    if fuzzy is not None and memory is None:
        raise InputError("--fuzzy is a threshold for --memory FILE")
    refuse_sources([out], [path for path in (memory, glossary) if path is not None])


def translate_here(
    paths: list[str], engine: Engine, out: Path | None, missing: bool, strict: bool, force: bool, quiet: bool
) -> bool:
    """Translate files of units into one file, whose suffix gives the format.

    Returns:
        Whether something was lost or there was nothing to do.

    Raises:
        InputError: no output is named, or an input cannot be read.
        OutputError: the output is there already or is an input.
    """
    from toolkit.api.unit_files import UnitFiles, translate_unit_files
    from toolkit.cli.console import note, progress
    from toolkit.cli.units_io import say_job

    if out is None:
        raise InputError("--units needs --out FILE; its suffix gives the format")
    inputs = UnitFiles.of(paths, engine.pair.source, engine.pair.target)
    with progress(None, "units", quiet) as advance:
        report = translate_unit_files(
            inputs, out, engine, missing=missing, strict=strict, force=force, progress=advance
        )
    say_job(report, out)
    if not report.treated:
        reason = "every unit has a target already" if missing and report.units else "no unit is to be translated"
        note(f"bitext: {out}: {reason}; nothing was translated")
    return not report.passed


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
    from toolkit.api.cluster import Cluster, translate_shards
    from toolkit.api.unit_files import UnitFiles
    from toolkit.cli.console import files_text, note, others_silenced, progress
    from toolkit.files import check_output_folder

    if out is None:
        raise InputError("--ray needs --out FOLDER, for a Parquet file of each input")
    check_output_folder(out)
    files = UnitFiles.of(paths).files()
    with others_silenced(), progress(None, "units", quiet) as advance:
        done, before = translate_shards(files, out, choice, Cluster(address, jobs), missing, force, advance)
    if not quiet:
        note(f"{files_text(done)} translated into {out}/, {counted(before, 'was', 'were')} finished before")


def check_options(
    units: bool,
    missing: bool,
    ray: str | None,
    strict: bool,
    json_output: bool,
    alternatives: int,
    auto: bool,
    kind: str | None,
) -> None:
    """Refuse options that do not go together.

    Raises:
        InputError: says which.
    """
    from toolkit.errors import InputError

    if not units and ray is not None:
        raise InputError("--ray is for bitext; add --units")
    if missing and not units and (json_output or auto):
        raise InputError("--missing fills a file; it does not go with --json or --from auto")
    if strict and (json_output or ray is not None):
        raise InputError("--strict looks at whole files; it does not go with --json or --ray")
    if units and json_output:
        raise InputError("--json is for text; with --units, name --out FILE.jsonl")
    if alternatives and not json_output:
        raise InputError("--alternatives goes with --json")
    if units and kind is not None:
        raise InputError("--as is for text; the format of --units goes by the suffix")
    if auto and units:
        raise InputError("--from auto is for documents; name the language of the units")
