"""The command tree. Commands import what they need when they run, so that ``--help`` is quick."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from toolkit.cli import (
    align,
    book,
    build,
    check,
    clean,
    completion,
    convert,
    corpora,
    dismiss,
    evaluate,
    export_testset,
    fix,
    memory,
    models,
    models_get,
    project,
    report,
    segment,
    serve,
    train,
    translate,
    validate,
)
from toolkit.cli.listing import GroupedCommands, ListingCommand
from toolkit.version import __version__

app = typer.Typer(
    name="bitext",
    cls=GroupedCommands,
    help="Translate documents, align texts, and build, clean and check bilingual corpora, offline.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"bitext-toolkit {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Translate documents, align texts, and build, clean and check bilingual corpora, offline."""


def _add(panel: str, **commands: Callable[..., None]) -> None:
    for name, command in commands.items():
        app.command(name.replace("_", "-"), cls=ListingCommand, rich_help_panel=panel)(command)


_add("Translate", translate=translate.translate, segment=segment.segment, serve=serve.serve)
app.add_typer(memory.app, name="memory", rich_help_panel="Translate")
_add("Align", align=align.align, score_alignment=align.score_alignment)
_add("Corpus", build=build.build, convert=convert.convert, clean=clean.clean)
_add("Corpus", **{name: getattr(corpora, name) for name in ("merge", "split", "sample", "sort", "stats", "diff")})
_add("Corpus", show=report.show, report=report.report, book=book.book)
app.add_typer(project.app, name="project", rich_help_panel="Corpus")
_add("Quality", check=check.check, dismiss=dismiss.dismiss, fix=fix.fix)
_add("Quality", evaluate=evaluate.evaluate, validate=validate.validate)
_add("Quality", export_testset=export_testset.export_testset)
models_get.add_to(models.app)
app.add_typer(models.app, name="models", rich_help_panel="Models")
_add("Models", train=train.train)
_add("Shell", completion=completion.completion)
