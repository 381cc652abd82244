"""``bitext book``: a corpus, or a text and its translation, as a bilingual book."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli.models_get import say_model
from toolkit.cli.options import Force, Model, Quiet, ReadAs
from toolkit.wording import counted

if TYPE_CHECKING:
    from toolkit import Engine


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
    out: Annotated[Path, typer.Option("--out", "-o", help="Book to write, .epub, .html or .docx.")],
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
    translate: Annotated[
        bool, typer.Option("--translate", help="Translate the text, and make a book of both.")
    ] = False,
    model: Model = None,
    articles: Annotated[
        list[str] | None,
        typer.Option("--article", help="Only articles whose id begins like this; repeatable."),
    ] = None,
    read_as: ReadAs = None,
    force: Force = False,
    quiet: Quiet = False,
) -> None:
    """Make a bilingual book, EPUB, HTML or Word.

    Give a corpus, or a text and its translation (plain text, EPUB, Word, OpenDocument, HTML and others), which are
    aligned first. Sentences without a counterpart stay in the book. With --translate, give the text alone.
    """
    import toolkit
    from toolkit.api.books import check_book_output
    from toolkit.cli.console import note, progress
    from toolkit.errors import InputError

    check_book_output(out)
    if model and not translate:
        raise InputError("--model translates: add --translate")
    engine = None
    if translate:
        if target is not None or articles or read_as:
            raise InputError("--translate takes one text, and neither a translation nor --article nor --format")
        engine = _engine_for(source, source_language, target_language, model)
    with progress(None, "segments", quiet or engine is None) as advance:
        made = toolkit.book(
            source if target is None else (source, target),
            out,
            layout=layout.value,
            title=title,
            languages=(source_language, target_language),
            articles=articles,
            format=read_as,
            engine=engine,
            progress=advance,
            force=force,
        )
    note(f"{counted(made.pairs, 'unit')} in {counted(len(made.chapters), 'chapter')} in {out}")
    if engine is not None:
        say_model(engine.pair.source, engine.pair.target, model, quiet)


def _engine_for(path: Path, source: str | None, target: str | None, model: str | None) -> Engine:
    """What translates a text, whose language is found out if nobody says it."""
    import toolkit
    from toolkit.api.books import guessed_language
    from toolkit.api.common import DEFAULT_PAIR

    source = source or guessed_language(path, DEFAULT_PAIR.source)
    if target is None:
        target = DEFAULT_PAIR.target if source != DEFAULT_PAIR.target else DEFAULT_PAIR.source
    return toolkit.load_engine((source, target), model)
