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
    from toolkit.cli.convert import write_units
    from toolkit.cli.corpora import read_units, refuse_own_input
    from toolkit.pipeline.units import translate_units

    if out is None:
        raise InputError("--units needs --out FILE; its suffix gives the format")
    inputs = [Path(p) for p in paths]
    refuse_own_input(inputs, [out])
    units = read_units(inputs, None, engine.pair.source, engine.pair.target, quiet)
    write_units(translate_units(units, engine, missing), out, None, force, engine.pair.source, engine.pair.target)


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
    from toolkit.cli.console import check_output_folder, note, others_silenced, progress
    from toolkit.cluster import Cluster, translate_shards
    from toolkit.corpora import unit_files

    if out is None:
        raise InputError("--ray needs --out FOLDER, for a Parquet file of each input")
    check_output_folder(out)
    files = unit_files(Path(p) for p in paths)
    with others_silenced(), progress(None, "units", quiet) as advance:
        done, before = translate_shards(files, out, choice, Cluster(address, jobs), missing, force, advance)
    if not quiet:
        note(f"{done} files translated into {out}/, {before} were finished before")
