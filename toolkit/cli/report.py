"""``bitext report`` and ``bitext show``: a corpus for readers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from toolkit.cli.options import Force, ReadAs

CORPUS_HELP = "Corpus folder, or a file of units: TMX, JSONL, TSV and others."


def report(
    corpus: Annotated[Path, typer.Argument(help=CORPUS_HELP)],
    out: Annotated[Path, typer.Option("--out", "-o", help="Page to write, .html.")],
    articles: Annotated[
        list[str] | None,
        typer.Option("--article", help="Only articles whose id begins like this; repeatable."),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Largest number of units on the page.")] = 20_000,
    read_as: ReadAs = None,
    force: Force = False,
) -> None:
    """Make a web page of a corpus.

    It shows sentences side by side with their scores, findings and title checks. The page is one self-contained file.
    """
    from toolkit.api.files import check_outputs, write_text
    from toolkit.api.pages import corpus_files, read_content, render_page
    from toolkit.cli.console import note
    from toolkit.errors import InputError

    check_outputs([out], corpus_files(corpus), force)
    content = read_content(corpus, articles, read_as)
    count = len(content.units)
    if count > limit:
        raise InputError(
            f"{corpus}: {count} units, a page of over {limit} is slow to open; choose with --article, or raise --limit"
        )
    write_text(out, render_page(content))
    note(f"{count} units of {len(content.articles)} articles in {out}")


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

    from toolkit.api.pages import read_content, render_article
    from toolkit.cli.terminal import bare

    content = read_content(corpus, articles, read_as)
    if findings and not content.findings():
        typer.echo(f"{content.name}: no unit with findings")
        return
    columns = width or (shutil.get_terminal_size().columns if sys.stdout.isatty() else 100)
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    for number, article in enumerate(content.articles):
        if findings:
            article.units = [u for u in article.units if u.findings]
            if not article.units:
                continue
        if number:
            print(file=bare(sys.stdout))
        for line in render_article(article, columns, colour):
            # Typer strips colours on its own judgement; this command has made up its mind already.
            print(line, file=bare(sys.stdout))
