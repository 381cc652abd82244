"""``bitext project``: texts under work, from the shell; ``bitext serve --project`` is the page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.api.common import DEFAULT_PAIR
from toolkit.cli import codes
from toolkit.cli.options import Beam, Force, FromFrench, Glossary, Json, Model, Quiet, ToEnglish
from toolkit.wording import counted

if TYPE_CHECKING:
    from toolkit.api.projects import DocumentRow

app = typer.Typer(no_args_is_help=True, help="Post-edit texts and correct alignments.")

Folder = Annotated[Path, typer.Argument(help="Folder of the project.")]


@app.command("new")
def new(
    folder: Folder,
    source: FromFrench = DEFAULT_PAIR.source,
    target: ToEnglish = DEFAULT_PAIR.target,
    name: Annotated[str, typer.Option("--name", help="For people. Default: the name of the folder.")] = "",
    glossary: Glossary = None,
    memory: Annotated[
        Path | None, typer.Option("--memory", help="Bitext of earlier translations, for the memory.")
    ] = None,
) -> None:
    """Make a project.

    The folder gets project.sqlite, and copies of the glossary and the memory; bitext-checks.toml in it gives checks of
    your own.
    """
    from toolkit.api.projects import create_project
    from toolkit.cli.console import note

    create_project(folder, (source, target), name=name, glossary=glossary, memory=memory).close()
    note(f"project in {folder}; next: bitext project add {folder} FILE ...")


@app.command("add")
def add(
    folder: Folder,
    files: Annotated[list[Path], typer.Argument(help="Documents, bitexts or corpus folders.")],
    pair: Annotated[bool, typer.Option("--pair", help="The two files are a text and its translation: align them.")] = (
        False
    ),
    model: Model = None,
    beam: Beam = 4,
    quiet: Quiet = False,
) -> None:
    """Add documents to a project.

    A document is translated, and so are units of a bitext without a target; two files with --pair are aligned. A file
    that cannot be read does not stop the others; the exit code is 1 then.
    """
    import toolkit
    from toolkit.api.projects import Workbench, add_file, add_pair, open_project
    from toolkit.cli.console import note, progress
    from toolkit.errors import BitextError, InputError

    if pair and len(files) != 2:
        raise InputError("--pair needs two files, a text and its translation")
    with open_project(folder) as project:
        bench = Workbench(project)
        if pair:
            row, warnings = add_pair(bench, *files)
            _say(row, warnings)
            return
        engines: list[toolkit.Engine] = []

        def engine() -> toolkit.Engine:
            if not engines:
                memory = bench.memory if bench.memory.is_file() else None
                loaded = toolkit.load_engine(project.pair, model, glossary=bench.terms, memory=memory, beam=beam)
                engines.append(loaded)
            return engines[0]

        failed = 0
        for path in files:
            try:
                with progress(None, "segments", quiet) as done:
                    row = add_file(bench, path, engine, progress=done)
            except BitextError as error:
                if len(files) == 1:
                    raise
                note(f"bitext: {error}")
                failed += 1
            else:
                _say(row, [])
    if failed:
        note(f"bitext: {failed} of {len(files)} files not added")
        raise typer.Exit(codes.FOUND)


def _say(row: DocumentRow, warnings: list[str]) -> None:
    from toolkit.cli.console import note

    for line in warnings:
        note(f"bitext: {line}")
    note(f"{counted(row.units, 'unit')} of {row.name} added ({row.kind})")


@app.command("status")
def status(folder: Folder, as_json: Json = False) -> None:
    """Show documents and progress."""
    from toolkit.api.projects import open_project
    from toolkit.cli.console import table

    with open_project(folder) as project:
        documents = project.documents()
        if as_json:
            rows = [d.to_dict() for d in documents]
            facts = {"name": project.name, "source": project.pair.source, "target": project.pair.target}
            typer.echo(json.dumps(facts | {"documents": rows}, ensure_ascii=False, indent=2))
            return
        shown = [["document", "kind", "units", "accepted", "words", "done"]]
        for d in documents:
            share = f"{100 * d.words_done // d.words if d.words else 0} %"
            shown.append([d.name, d.kind.value, str(d.units), str(d.done), str(d.words), share])
        typer.echo(table(shown, frozenset((2, 3, 4, 5))))


@app.command("export")
def export(
    folder: Folder,
    out: Annotated[Path, typer.Option("--out", "-o", help="File to write; its suffix tells what.")],
    document: Annotated[
        str | None, typer.Option("--document", help="Only this one, by the beginning of its name.")
    ] = None,
    accepted: Annotated[bool, typer.Option("--accepted", help="Only units that a person has accepted.")] = False,
    training: Annotated[
        bool, typer.Option("--training", help="Accepted units to train on: each once, none that is a mere copy.")
    ] = False,
    force: Force = False,
) -> None:
    """Write what a project holds.

    With its own suffix a document keeps its format and gets the new targets. Formats of units (.tmx, .xlf, .tsv,
    .jsonl) carry who wrote a target and what the machine had first. .html, .epub and .docx are a bilingual book,
    .gold the beads of an aligned pair for score-alignment. --training writes what trains: bitext train FILE
    --start-from embedded.
    """
    from toolkit.api.projects import export_project, open_project
    from toolkit.cli.console import note
    from toolkit.cli.units_io import report_lines

    with open_project(folder) as project:
        report = export_project(project, out, document=document, accepted=accepted, training=training, force=force)
    for line in report_lines(report, out):
        note(line)
    if report.left_out or not report.units:
        raise typer.Exit(codes.FOUND)
