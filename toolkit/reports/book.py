"""Bilingual books: chapters of a corpus with both languages in view, as a web page or an EPUB."""

from __future__ import annotations

import hashlib
import io
import re
import uuid
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from toolkit.errors import InputError
from toolkit.formats.xml_text import clean_xml_text
from toolkit.languages.tags import sentence_gap
from toolkit.registry import unknown
from toolkit.reports.templates import policy_hash, source, templates
from toolkit.units import TranslationUnit

#: Paragraphs side by side; each paragraph or sentence, then its translation; translations that open at a touch.
BOOK_LAYOUTS = ("columns", "paragraphs", "sentences", "popup")
_CHAPTER = r"chapitre|chapter|kapitel|cap[ií]tulo|capitolo|hoofdstuk|rozdział|глава"
_PART = (
    r"livre|book|buch|libro|partie|part|teil|parte|acte|act|pr[oó]logue|pr[oó]logo|prolog|[eé]pilogue|ep[ií]logo|epilog|"
    r"pr[eé]face|vorwort"
)
# Chapitre IV. Comment ..., Part Two, XII; but not "Part of it is true."
_HEADING = re.compile(
    rf"(?:{_CHAPTER}|{_PART})(?:\s+\w{{1,12}})?(?:(?:[.:]|\s+[—–-]).{{0,160}})?|(?:{_CHAPTER})\s+(?:[IVXLC]+|\d+)\s.{{0,160}}|"
    r"[IVXLC]{1,8}\.?|\d{1,3}\.?",
    re.IGNORECASE,
)
_TITLES = frozenset({"title", "heading"})
# Readers open a page of this many units without delay.
_LONGEST = 1500
_NAME = 60
#: When members of archives are said to have been written.
EPOCH = (1980, 1, 1, 0, 0, 0)
_CONTAINER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<container version="1.0" '
    'xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/content.opf" '
    'media-type="application/oebps-package+xml"/></rootfiles></container>\n'
)


@dataclass(slots=True, frozen=True)
class Pair:
    """Source and target of a unit; ``number`` is that of the unit in the book."""

    number: int
    source: str
    target: str


@dataclass(slots=True)
class Chapter:
    """Part of a book.

    Attributes:
        id: of its heading.
        title: in the source language.
        translation: of the title, or empty.
        paragraphs: units by paragraph of the source.
    """

    id: str
    title: str
    translation: str = ""
    paragraphs: list[list[Pair]] = field(default_factory=list)

    def rows(self, layout: str) -> Iterator[list[Pair]]:
        """What stands together in a layout: a paragraph or a sentence."""
        for paragraph in self.paragraphs:
            if layout == "sentences":
                yield from ([pair] for pair in paragraph)
            else:
                yield paragraph


@dataclass(slots=True)
class Book:
    """A corpus as a book.

    Attributes:
        title: of the book.
        source_language, target_language: BCP 47 codes.
        chapters: in order.
    """

    title: str
    source_language: str
    target_language: str
    chapters: list[Chapter]

    @property
    def pairs(self) -> int:
        """Number of units."""
        return sum(len(p) for c in self.chapters for p in c.paragraphs)


def make_book(units: Iterable[TranslationUnit], title: str) -> Book:
    """Put units into chapters.

    A chapter begins with each document, at each heading (a unit of kind ``title`` or ``heading``, or a short paragraph
    such as *Chapitre IV* or *XII*), and where one would be too long for a reader. One without a heading is named by its
    first words.

    Args:
        units: in order; units with an empty side are kept.
        title: of the book.

    Raises:
        InputError: no units, or units of several pairs of languages.
    """
    everything = list(units)
    if not everything:
        raise InputError(f"{title}: no units; nothing to print")
    codes = {(u.source_language, u.target_language) for u in everything}
    if len(codes) > 1:
        pairs = ", ".join(f"{a}-{b}" for a, b in sorted(codes))
        raise InputError(
            f"{title}: a book has one pair of languages, and these units have {pairs}; convert one of them"
        )
    chapters: list[Chapter] = []
    document, number = None, 0
    for paragraph in _paragraphs(everything):
        fresh = not chapters or paragraph[0].document != document
        document = paragraph[0].document
        heads = _is_heading(paragraph)
        pairs_here = [
            Pair(number + n, clean_xml_text(u.source), clean_xml_text(u.target)) for n, u in enumerate(paragraph)
        ]
        number += len(paragraph)
        full = not fresh and sum(map(len, chapters[-1].paragraphs)) >= _LONGEST
        if heads:
            chapters.append(Chapter(f"c{len(chapters) + 1}", _text(pairs_here, "source"), _text(pairs_here, "target")))
            continue
        if fresh or full:
            name = _beginning(_text(pairs_here, "source") or _text(pairs_here, "target")) or document or title
            chapters.append(Chapter(f"c{len(chapters) + 1}", clean_xml_text(name)))
        chapters[-1].paragraphs.append(pairs_here)
    source_language, target_language = codes.pop()
    return Book(clean_xml_text(title), source_language, target_language, chapters)


def _paragraphs(units: Sequence[TranslationUnit]) -> Iterator[list[TranslationUnit]]:
    for (_, paragraph), found in groupby(units, key=lambda u: (u.document, u.paragraph)):
        if paragraph is None:
            yield from ([unit] for unit in found)
        else:
            yield list(found)


def _is_heading(paragraph: Sequence[TranslationUnit]) -> bool:
    first = paragraph[0]
    if not first.source.strip() or len(paragraph) > 2:
        return False
    return first.kind in _TITLES or bool(_HEADING.fullmatch(" ".join(u.source.strip() for u in paragraph)))


def _beginning(text: str) -> str:
    """The first words of a text, which name a chapter without a heading."""
    return text if len(text) <= _NAME else text[:_NAME].rpartition(" ")[0].rstrip(" ,;:") + "…"


def _text(pairs: Sequence[Pair], side: str) -> str:
    return " ".join(text for pair in pairs if (text := getattr(pair, side).strip()))


def book_names(book: Book, layout: str, epub: bool) -> dict[str, Any]:
    """What the templates of a book are given.

    Raises:
        InputError: no such layout.
    """
    if layout not in BOOK_LAYOUTS:
        raise InputError(unknown("layout", layout, BOOK_LAYOUTS))
    return {
        "book": book,
        "layout": layout,
        "epub": epub,
        "languages": {"source": book.source_language, "target": book.target_language},
        "gaps": {"source": sentence_gap(book.source_language), "target": sentence_gap(book.target_language)},
    }


def render_book_page(book: Book, layout: str = "columns") -> bytes:
    """The book as one web page without script, which loads nothing.

    Args:
        book: to print.
        layout: one of :data:`BOOK_LAYOUTS`.

    Raises:
        InputError: no such layout.
    """
    from markupsafe import Markup

    style = source("book.css") + source("book_page.css")
    names = book_names(book, layout, epub=False)
    page = templates().get_template("book.html.jinja").render(names, style=Markup(style), digest=policy_hash(style))
    return page.encode()


def render_book_epub(book: Book, layout: str = "columns") -> bytes:
    """The book as an EPUB 3; the same units give the same bytes.

    Args:
        book: to print.
        layout: one of :data:`BOOK_LAYOUTS`. ``popup`` uses the footnotes of EPUB, which most readers open in place.

    Raises:
        InputError: no such layout.
    """
    names = book_names(book, layout, epub=True)
    made = {"OEBPS/style.css": source("book.css")}
    for chapter in book.chapters:
        made[f"OEBPS/{chapter.id}.xhtml"] = _rendered("book_chapter.xhtml.jinja", names, chapter=chapter)
    made["OEBPS/nav.xhtml"] = _rendered("book_nav.xhtml.jinja", names)
    content = hashlib.sha256("\0".join([book.title, *made.values()]).encode()).hexdigest()
    identifier = uuid.uuid5(uuid.NAMESPACE_OID, content)
    made["OEBPS/content.opf"] = _rendered("book.opf.jinja", names, identifier=identifier)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(zipfile.ZipInfo("mimetype", EPOCH), "application/epub+zip")
        for name, code in {"META-INF/container.xml": _CONTAINER, **made}.items():
            archive.writestr(zipfile.ZipInfo(name, EPOCH), code, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _rendered(name: str, names: dict[str, Any], **others: object) -> str:
    return templates().get_template(name).render(names, **others)
