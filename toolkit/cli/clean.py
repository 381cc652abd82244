"""``bitext clean``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli.options import Force, From, Inputs, Jobs, Json, Out, Output, Quiet, Ray, ReadAs, To
from toolkit.cli.units_io import read_units, refuse_own_input, write_units

if TYPE_CHECKING:
    from toolkit.filters import Cleaner
    from toolkit.filters.registry import Settings
    from toolkit.units import TranslationUnit


def clean(
    paths: Inputs,
    out: Out,
    profile: Annotated[str, typer.Option("--profile", help="lenient, standard or strict.")] = "standard",
    config: Annotated[
        Path | None, typer.Option("--config", help="TOML file of filters and settings, instead of a profile.")
    ] = None,
    rejects: Annotated[Path | None, typer.Option("--rejects", help="File for rejected units, with reasons.")] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Print the reasons, with an example of each.")] = False,
    jobs: Jobs = None,
    ray: Ray = None,
    json_output: Json = False,
    read_as: ReadAs = None,
    output: Output = None,
    source: From = None,
    target: To = None,
    force: Force = False,
    quiet: Quiet = False,
) -> None:
    """Filter a corpus and say why units go.

    A profile or --config chooses among the filters: {filters}.

    Units that stay are not changed. --rejects saves the removed units. Interrupted runs resume.
    """
    from toolkit.filters import read_profile
    from toolkit.filters.registry import read_config

    settings: Settings = read_config(config) if config else read_profile(profile)
    refuse_own_input(paths, [out, *([rejects] if rejects else [])], read_as)
    if ray is not None:
        cleaner = _clean_on_ray(paths, out, settings, rejects, ray, jobs, force, quiet)
    else:
        units = read_units(paths, read_as, source, target, quiet)
        cleaner = _clean_here(units, out, output, settings, rejects, jobs or 1, force, quiet)
    if json_output:
        counts = {"read": cleaner.read, "kept": cleaner.kept, "rejected": dict(cleaner.rejected.most_common())}
        typer.echo(json.dumps(counts, ensure_ascii=False))
        return
    if explain:
        from toolkit.cli.console import printable, table

        rows = [["filter", "units", "share", "for example"]]
        for name, count in cleaner.rejected.most_common():
            example = printable(" ".join(cleaner.examples[name].split()), " ")
            rows.append([name, str(count), f"{count / max(1, cleaner.read):.1%}", example])
        typer.echo(table(rows, right=frozenset({1, 2})))
    typer.echo(f"{cleaner.kept} of {cleaner.read} units kept ({cleaner.kept / max(1, cleaner.read):.1%})")


def _clean_here(
    units: Iterator[TranslationUnit],
    out: Path,
    output: str | None,
    settings: Settings,
    rejects: Path | None,
    jobs: int,
    force: bool,
    quiet: bool,
) -> Cleaner:
    import tempfile

    from toolkit.api.files import check_output_file, is_device, refuse_inputs
    from toolkit.cli.console import note
    from toolkit.errors import InputError, OutputError
    from toolkit.filters import Cleaner, Journal
    from toolkit.filters.cleaner import kept_of
    from toolkit.filters.verdicts import journal_path
    from toolkit.formats import format_of
    from toolkit.formats.jsonl import read_lines

    journal = None if is_device(out) else Journal(journal_path(out), settings)
    cleaner = Cleaner(settings, jobs, journal)

    if rejects is not None:
        check_output_file(rejects, force, "another --rejects")
        refuse_inputs([rejects], [out], "another --rejects")
        if out.resolve() == rejects.resolve() and not is_device(out):
            raise OutputError(f"{rejects}: --out and --rejects are one file; choose another --rejects")
        form = format_of(rejects)
        if not form.holds_empty:
            raise InputError(
                f"{rejects}: {form.name} cannot hold units with an empty side, which are rejected as well; choose "
                f".jsonl or .tsv for --rejects"
            )
    finished = False
    try:
        # The rejects are known only as the kept are written; they wait beside until those are whole.
        with tempfile.TemporaryFile() as spool:
            kept = kept_of(cleaner.run(units), spool if rejects is not None else None)
            write_units(kept, out, output, force)
            if rejects is not None:
                spool.seek(0)
                format_of(rejects).write(read_lines(spool), rejects)
        finished = True
    finally:
        if journal:
            journal.close(finished)
    if journal and journal.found and not quiet:
        note(f"{journal.found} units were judged in a run before")
    return cleaner


def _clean_on_ray(
    paths: list[Path],
    out: Path,
    settings: Settings,
    rejects: Path | None,
    address: str,
    jobs: int | None,
    force: bool,
    quiet: bool,
) -> Cleaner:
    from toolkit.api.files import check_output_folder
    from toolkit.cli.console import note, others_silenced, progress
    from toolkit.cluster import Cluster, clean_shards
    from toolkit.corpora import unit_files

    for folder in (out, rejects):
        check_output_folder(folder)
    files = unit_files(paths)
    with others_silenced(), progress(None, "units", quiet) as advance:
        cleaner = clean_shards(files, out, settings, Cluster(address, jobs), rejects, force, advance)
    if not cleaner.read:
        note(f"{len(files)} files were finished before")
    return cleaner
