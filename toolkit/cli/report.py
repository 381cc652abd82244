"""``bitext report`` and ``bitext show``: a corpus for readers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from toolkit.cli.options import Force, ReadAs, no_pipe
from toolkit.wording import counted

CORPUS_HELP = "Corpus folder, or a file of units: TMX, JSONL, TSV and others."


def report(
    corpus: Annotated[Path, typer.Argument(help=CORPUS_HELP)],
    out: Annotated[Path, typer.Option("--out", "-o", callback=no_pipe, help="Page to write, .html.")],
    articles: Annotated[
        list[str] | None,
        typer.Option("--article", help="Only articles whose id begins like this; repeatable."),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Largest number of units on the page.")] = 20_000,
    compare: Annotated[
        Path | None, typer.Option("--compare", help="Earlier version of the corpus: show what has changed since.")
    ] = None,
    read_as: ReadAs = None,
    force: Force = False,
) -> None:
    """Make a web page of a corpus.

    It shows sentences side by side with their scores, findings and title checks. The page is one self-contained file.
    """
    import toolkit
    from toolkit.cli.console import note

    options = {"articles": articles, "limit": limit, "layout": "html", "format": read_as, "force": force}
    content = toolkit.report(corpus, out, compare=compare, **options)  # type: ignore[arg-type]
    note(f"{counted(len(content.units), 'unit')} of {counted(len(content.articles), 'article')} in {out}")


def show(
    corpus: Annotated[Path, typer.Argument(help=CORPUS_HELP)],
    articles: Annotated[
        list[str] | None,
        typer.Option("--article", help="Only articles whose id begins like this; repeatable."),
    ] = None,
    width: Annotated[int | None, typer.Option("--width", min=40, help="Columns. Default: the terminal's.")] = None,
    findings: Annotated[bool, typer.Option("--findings", help="Only units in which a check found something.")] = False,
    read_as: ReadAs = None,
) -> None:
    """Print a corpus side by side.

    Scores and findings are printed too, in colour on a terminal unless NO_COLOR is set."""
    import os
    import shutil
    import sys

    from toolkit.api.reporting import side_by_side
    from toolkit.cli.terminal import bare

    columns = width or (shutil.get_terminal_size().columns if sys.stdout.isatty() else 100)
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    line: str | None = None
    for line in side_by_side(
        corpus, articles=articles, findings=findings, width=columns, colour=colour, format=read_as
    ):
        # Typer strips colours on its own judgement; this command has made up its mind already.
        print(line, file=bare(sys.stdout))
    if line is None:
        typer.echo(f"{corpus.resolve().name}: no unit with findings")
