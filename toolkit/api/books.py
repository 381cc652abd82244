"""The front door to bilingual books."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.api.common import Progress, StrPath
from toolkit.errors import InputError

if TYPE_CHECKING:
    from toolkit.reports.book import Book
    from toolkit.translation import Engine
    from toolkit.units import TranslationUnit

__all__ = ["BOOK_SUFFIXES", "book", "check_book_output", "guessed_language", "write_book"]

BOOK_SUFFIXES = (".epub", ".html", ".htm", ".docx")


def book(
    source: StrPath | tuple[StrPath, StrPath],
    out: StrPath,
    *,
    layout: str = "columns",
    title: str | None = None,
    languages: tuple[str | None, str | None] = (None, None),
    articles: Sequence[str] | None = None,
    format: str | None = None,
    engine: Engine | None = None,
    progress: Progress | None = None,
    force: bool = False,
) -> Book:
    """Make a bilingual book of a corpus, of a text and its translation, which are aligned, or of a text alone.

    >>> bitext.book("old.tmx", "old.epub", layout="popup").pairs
    2

    Args:
        source: a corpus folder or a file of units; or two paths, a text and its translation, each plain text, EPUB,
            Word, OpenDocument or HTML; or, with an engine, one such text.
        out: to write, ``.epub``, ``.html`` or ``.docx``.
        layout: ``columns``, ``paragraphs``, ``sentences`` or ``popup``.
        title: of the book; None for the name of the file.
        languages: of source and target, where they are aligned; None where they are to be found out.
        articles: ids, or beginnings of ids, of those of a corpus that are wanted; None for all.
        format: name of a file of units' format, where its suffix does not tell.
        engine: translates the text, see :func:`load_engine`; None where both languages are there.
        progress: counts segments that are translated.
        force: overwrite.

    Returns:
        What was written.

    Raises:
        InputError: an input cannot be read, has no units or units of several pairs, or no such layout or suffix.
        OutputError: the book exists already, is an input as well, or cannot be written.
    """
    from toolkit.files import check_outputs
    from toolkit.reports import corpus_files, read_content

    texts = (Path(source[0]), Path(source[1])) if isinstance(source, tuple) else None
    path, place = texts[0] if texts else Path(str(source)), Path(out)
    check_book_output(place)
    if texts and engine is not None:
        raise InputError("a text with its translation is aligned; leave the engine out, or the translation")
    check_outputs([place], texts or ([path] if engine else corpus_files(path)), force)
    if engine is not None:
        units = list(_translated(path, engine, progress))
    else:
        units = list(_aligned(*texts, languages)) if texts else read_content(path, articles, format).units
    return write_book(units, place, title or path.resolve().stem, layout)


def check_book_output(out: Path) -> None:
    """Refuse a name that is not that of a book.

    Raises:
        InputError: names the suffixes of books.
    """
    if out.suffix.lower() not in BOOK_SUFFIXES:
        raise InputError(f"{out}: a book is an .epub, .html or .docx file; change its suffix")


def write_book(units: Iterable[TranslationUnit], out: Path, title: str, layout: str = "columns") -> Book:
    """Write units as a book; the suffix says of which kind.

    Args:
        units: in order.
        out: to write; it is overwritten.
        title: of the book.
        layout: see :func:`book`.

    Raises:
        InputError: no units, units of several pairs, or no such layout.
        OutputError: the book cannot be written.
    """
    from toolkit.files import open_output
    from toolkit.reports.book import make_book, render_book_epub, render_book_page
    from toolkit.reports.book_docx import render_book_docx

    made = make_book(units, title)
    renderers = {".epub": render_book_epub, ".docx": render_book_docx}
    data = renderers.get(out.suffix.lower(), render_book_page)(made, layout)
    with open_output(out) as file:
        file.write(data)
    return made


def _translated(path: Path, engine: Engine, progress: Progress | None) -> Iterator[TranslationUnit]:
    """Units of a document and its translation, which is made now."""
    from toolkit.pipeline.pages import read_article
    from toolkit.pipeline.render import translate_document
    from toolkit.units import Origin, TranslationUnit

    pair = engine.pair
    document = read_article(path, path.stem, pair.source, pair.target)
    [rendered] = translate_document([document], engine, progress)
    for number, part in enumerate(rendered.paragraphs):
        for place, (segment, translation) in enumerate(zip(part.segments, part.translations, strict=True), 1):
            yield TranslationUnit(
                f"{path.stem}-{number:04d}-{place}",
                segment.text,
                translation.text,
                pair.source,
                pair.target,
                path.stem,
                origin=Origin.MACHINE,
                kind=part.paragraph.kind,
                paragraph=number,
            )


def _aligned(source: Path, target: Path, languages: tuple[str | None, str | None]) -> Iterator[TranslationUnit]:
    """Units of two texts, with the paragraphs of the source; what has no counterpart is kept."""
    from toolkit.api.aligning import align_pair, options_of

    aligned, options = align_pair(source, target, options_of(languages), languages)
    paragraph = 0
    for unit in aligned.units(source.stem, options, empty=True):
        if unit.source_segments:
            paragraph = aligned.paragraphs[unit.source_segments[0]]
        unit.paragraph = paragraph
        yield unit


def guessed_language(path: StrPath, default: str) -> str:
    """The language of a text, by its beginning; the default where it says too little.

    Raises:
        InputError: the text cannot be read.
    """
    from toolkit.pipeline.aligning import guess_language

    return guess_language(Path(path), default)
