"""The command tree. Commands import what they need when they run, so that ``--help`` is quick."""

from __future__ import annotations

from typing import Annotated

import typer

from toolkit.cli import (
    align,
    build,
    check,
    clean,
    convert,
    corpora,
    evaluate,
    export_testset,
    memory,
    models,
    report,
    segment,
    train,
    translate,
    validate,
)
from toolkit.cli.listing import ListingCommand
from toolkit.version import __version__

app = typer.Typer(
    name="bitext",
    help="Offline translation and bilingual corpora: translate, segment, align, check and export.",
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
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Offline translation and bilingual corpora: translate, segment, align, check and export."""


app.command("build", cls=ListingCommand)(build.build)
app.command("translate", cls=ListingCommand)(translate.translate)
app.command("segment", cls=ListingCommand)(segment.segment)
app.command("align", cls=ListingCommand)(align.align)
app.command("score-alignment", cls=ListingCommand)(align.score_alignment)
app.command("convert", cls=ListingCommand)(convert.convert)
app.command("evaluate", cls=ListingCommand)(evaluate.evaluate)
app.command("export-testset", cls=ListingCommand)(export_testset.export_testset)
app.command("report", cls=ListingCommand)(report.report)
app.command("show", cls=ListingCommand)(report.show)
app.command("check", cls=ListingCommand)(check.check)
app.command("clean", cls=ListingCommand)(clean.clean)
for _name in ("merge", "split", "sample", "sort", "stats", "diff"):
    app.command(_name, cls=ListingCommand)(getattr(corpora, _name))
app.command("validate", cls=ListingCommand)(validate.validate)
app.command("train", cls=ListingCommand)(train.train)
app.add_typer(memory.app, name="memory")
app.add_typer(models.app, name="models")
