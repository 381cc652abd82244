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


app.command("build")(build.build)
app.command("translate")(translate.translate)
app.command("segment")(segment.segment)
app.command("align")(align.align)
app.command("score-alignment")(align.score_alignment)
app.command("convert")(convert.convert)
app.command("evaluate")(evaluate.evaluate)
app.command("export-testset")(export_testset.export_testset)
app.command("report")(report.report)
app.command("show")(report.show)
app.command("check")(check.check)
app.command("clean")(clean.clean)
for _name in ("merge", "split", "sample", "sort", "stats", "diff"):
    app.command(_name)(getattr(corpora, _name))
app.command("validate")(validate.validate)
app.command("train")(train.train)
app.add_typer(memory.app, name="memory")
app.add_typer(models.app, name="models")
