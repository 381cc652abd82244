"""``bitext book``: a corpus, or a text and its translation, as a bilingual book."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from toolkit.cli.options import Force, ReadAs


class BookLayout(StrEnum):
    """How both languages stand on a page."""

    COLUMNS = "columns"
    PARAGRAPHS = "paragraphs"
    SENTENCES = "sentences"
    POPUP = "popup"


def book(
    source: Annotated[
        Path, typer.Argument(help="Corpus folder or file of units; with a translation, a text or document.")
    ],
    target: Annotated[Path | None, typer.Argument(help="Translation of the text; the two are aligned.")] = None,
    *,
    out: Annotated[Path, typer.Option("--out", "-o", help="Book to write, .epub or .html.")],
    layout: Annotated[
        BookLayout,
        typer.Option("--layout", help="Paragraphs side by side, interleaved paragraphs or sentences, or pop-ups."),
    ] = BookLayout.COLUMNS,
    title: Annotated[str | None, typer.Option("--title", help="Of the book. Default: the name of the file.")] = None,
    source_language: Annotated[
        str | None, typer.Option("--from", help="Language of the text. Default: found out.")
    ] = None,
    target_language: Annotated[
        str | None, typer.Option("--to", help="Language of its translation. Default: found out.")
    ] = None,
    articles: Annotated[
        list[str] | None,
        typer.Option("--article", help="Only articles whose id begins like this; repeatable."),
    ] = None,
    read_as: ReadAs = None,
    force: Force = False,
) -> None:
    """Make a bilingual book, EPUB or HTML.

    Give a corpus, or a text and its translation (plain text, EPUB, Word, OpenDocument, HTML), which are aligned first.
    Sentences without a counterpart stay in the book.
    """
    import toolkit
    from toolkit.cli.console import note

    made = toolkit.book(
        source if target is None else (source, target),
        out,
        layout=layout.value,
        title=title,
        languages=(source_language, target_language),
        articles=articles,
        format=read_as,
        force=force,
    )
    note(f"{made.pairs} units in {len(made.chapters)} chapters in {out}")
