"""The front door to bilingual books."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.api.common import StrPath
from toolkit.errors import InputError

if TYPE_CHECKING:
    from toolkit.reports.book import Book
    from toolkit.units import TranslationUnit

__all__ = ["BOOK_SUFFIXES", "book"]

BOOK_SUFFIXES = (".epub", ".html", ".htm")


def book(
    source: StrPath | tuple[StrPath, StrPath],
    out: StrPath,
    *,
    layout: str = "columns",
    title: str | None = None,
    languages: tuple[str | None, str | None] = (None, None),
    articles: Sequence[str] | None = None,
    format: str | None = None,
    force: bool = False,
) -> Book:
    """Make a bilingual book of a corpus, or of a text and its translation, which are aligned first.

    >>> bitext.book("old.tmx", "old.epub", layout="popup").pairs
    2

    Args:
        source: a corpus folder or a file of units; or two paths, a text and its translation, each plain text, EPUB,
            Word, OpenDocument or HTML.
        out: to write, ``.epub`` or ``.html``.
        layout: ``columns``, ``paragraphs``, ``sentences`` or ``popup``.
        title: of the book; None for the name of the file.
        languages: of source and target, where they are aligned; None where they are to be found out.
        articles: ids, or beginnings of ids, of those of a corpus that are wanted; None for all.
        format: name of a file of units' format, where its suffix does not tell.
        force: overwrite.

    Returns:
        What was written.

    Raises:
        InputError: an input cannot be read, has no units or units of several pairs, or no such layout or suffix.
        OutputError: the book exists already, is an input as well, or cannot be written.
    """
    from toolkit.files import check_outputs, open_output
    from toolkit.reports import corpus_files, read_content
    from toolkit.reports.book import make_book, render_book_epub, render_book_page

    texts = (Path(source[0]), Path(source[1])) if isinstance(source, tuple) else None
    path, place = texts[0] if texts else Path(str(source)), Path(out)
    if place.suffix.lower() not in BOOK_SUFFIXES:
        raise InputError(f"{place}: a book is an .epub or .html file; change its suffix")
    check_outputs([place], texts or corpus_files(path), force)
    units = list(_aligned(*texts, languages)) if texts else read_content(path, articles, format).units
    made = make_book(units, title or path.resolve().stem)
    render = render_book_epub if place.suffix.lower() == ".epub" else render_book_page
    data = render(made, layout)
    with open_output(place) as file:
        file.write(data)
    return made


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
