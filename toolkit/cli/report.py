"""``bitext report`` and ``bitext show``: a corpus for readers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from toolkit.cli.corpora import ReadAs

CORPUS_HELP = "Corpus folder, or a file of units: TMX, JSONL, TSV and others."


def report(
    corpus: Annotated[Path, typer.Argument(help=CORPUS_HELP)],
    out: Annotated[Path, typer.Option("--out", "-o", help="Page to write, .html.")],
    articles: Annotated[
        list[str] | None,
        typer.Option("--article", help="Only this article (its id or its beginning); may be repeated."),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Most units that go on the page.")] = 20_000,
    read_as: ReadAs = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the page.")] = False,
) -> None:
    """Write one web page that shows a corpus: sentences side by side, scores, findings, title checks.

    The page holds all it needs, loads nothing from anywhere, and can be sent by mail.
    """
    from toolkit.cli.console import note
    from toolkit.errors import InputError
    from toolkit.files import check_outputs, write_text
    from toolkit.reports import corpus_files, read_content, render_page

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
        typer.Option("--article", help="Only this article (its id or its beginning); may be repeated."),
    ] = None,
    width: Annotated[int | None, typer.Option("--width", min=40, help="Columns. Default: the terminal's.")] = None,
    findings: Annotated[bool, typer.Option("--findings", help="Only units in which a check found something.")] = False,
    read_as: ReadAs = None,
) -> None:
    """Print a corpus in two columns, with scores and findings; in colour on a terminal unless NO_COLOR is set."""
    import os
    import shutil
    import sys

    from toolkit.cli.terminal import bare
    from toolkit.reports import read_content, render_article

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
