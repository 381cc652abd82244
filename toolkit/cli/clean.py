"""``bitext clean``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli.options import Force, From, Inputs, Jobs, Json, Out, Output, Quiet, Ray, ReadAs, To
from toolkit.cli.units_io import read_units, refuse_own_input, report_lines, tell_unnamed
from toolkit.wording import counted

if TYPE_CHECKING:
    from toolkit.api.cleaning import Cleaner, CleaningJob


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

    Units that stay are not changed. An XLIFF, TMX or PO file, and a table with columns of
    its own, that is cleaned into its own format keeps all else.
    --rejects saves the removed units. Interrupted runs resume.
    """
    from toolkit.api.cleaning import CleaningJob, clean_into_files, editor_for, judged_units, read_settings
    from toolkit.api.unit_files import UnitFiles
    from toolkit.cli.console import note, watched
    from toolkit.files import refuse_inputs

    job = CleaningJob(out, read_settings(profile, config), rejects, output, jobs or 1, force)
    outputs = [out, *([rejects] if rejects else [])]
    refuse_own_input(paths, outputs, read_as)
    refuse_inputs(outputs, [config] if config else [])
    if ray is not None:
        cleaner = _clean_on_ray(paths, job, ray, jobs, quiet)
    else:
        inputs = UnitFiles.of(paths, source, target, read_as)
        tell_unnamed(inputs)
        editor = editor_for(inputs, job)
        units = read_units(paths, read_as, source, target, quiet)
        if editor is not None:
            units = watched(lambda: judged_units(editor), [], quiet)
        cleaner, report, remembered = clean_into_files(units, job, editor)
        for line in report_lines(report, out):
            note(line)
        if remembered and not quiet:
            note(f"{counted(remembered, 'unit was', 'units were')} judged in a run before")
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
    typer.echo(f"{cleaner.kept} of {counted(cleaner.read, 'unit')} kept ({cleaner.kept / max(1, cleaner.read):.1%})")


def _clean_on_ray(paths: list[Path], job: CleaningJob, address: str, jobs: int | None, quiet: bool) -> Cleaner:
    from toolkit.api.cleaning import check_cluster_outputs, clean_on_cluster
    from toolkit.api.cluster import Cluster
    from toolkit.api.unit_files import UnitFiles
    from toolkit.cli.console import note, others_silenced, progress

    check_cluster_outputs(job)
    files = UnitFiles.of(paths).files()
    with others_silenced(), progress(None, "units", quiet) as advance:
        cleaner = clean_on_cluster(files, job, Cluster(address, jobs), advance)
    if not cleaner.read:
        note(f"{counted(len(files), 'file was', 'files were')} finished before")
    return cleaner
