"""Translating files of plain text and of markup in one job: code stays, inline markup goes with its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit.documents import Document, Paragraph, classify, parse_document
from toolkit.errors import InputError
from toolkit.files import read_bytes, text_of
from toolkit.lexical.word_model import WordModel
from toolkit.markup import Block, Fillable, kind_of, read_page
from toolkit.markup.access_keys import take_access_keys
from toolkit.markup.apostrophes import take_doubled
from toolkit.markup.html_charset import as_utf8
from toolkit.markup.others import refuse_other_kinds
from toolkit.markup.registry import TEXT, VERSION, takes_bytes
from toolkit.markup.sheets import HIDDEN
from toolkit.markup.text import WRAPS
from toolkit.markup.transfer import Sentence, transfer
from toolkit.pipeline.characters import refuse_halves, without_controls
from toolkit.pipeline.fitting import choose_fitting
from toolkit.pipeline.memory import refuse_large_document
from toolkit.pipeline.render import Progress, RenderedDocument, RenderedParagraph, translate_document
from toolkit.translation.base import Engine, word_model_of

# Kinds of files whose texts may be labels of menus and buttons.
_LABELS = frozenset(
    [TEXT, *"json arb properties strings android resx yaml toml stringsdict xcstrings qt fluent php xliff".split()]
)


@dataclass(slots=True, frozen=True)
class ReadOptions:
    """How files are read, where there is a choice.

    Attributes:
        wrap: lines of plain text, see :data:`toolkit.markup.text.WRAPS`.
        hidden: sheets that are hidden, see :data:`toolkit.markup.sheets.HIDDEN`.
    """

    wrap: str = "auto"
    hidden: str = "auto"

    def __post_init__(self) -> None:
        for name, value, known in (("wrap", self.wrap, WRAPS), ("hidden sheets", self.hidden, HIDDEN)):
            if value not in known:
                raise InputError(f"unknown {name} '{value}'; choose from: {', '.join(known)}")

    def of_kind(self, kind: str) -> dict[str, str]:
        """The options of a kind of file that differ from the usual ones."""
        name = "wrap" if kind == TEXT else "hidden" if kind in ("xlsx", "ods") else ""
        value = getattr(self, name) if name else "auto"
        return {name: value} if value != "auto" else {}


@dataclass(slots=True)
class Manuscript:
    """A file that is to be translated.

    Attributes:
        document: its text; the paragraphs of a page are its blocks.
        kind: one of :func:`toolkit.markup.kinds`.
        page: where it has markup.
        charset: that a page of HTML declares and is read by, where that is not UTF-8; its translation is UTF-8.
    """

    document: Document
    kind: str
    page: Fillable | None = None
    charset: str = ""


def read_manuscript(
    content: bytes, name: str, kind: str, from_code: str, to_code: str, options: ReadOptions | None = None
) -> Manuscript:
    """Read a file.

    Args:
        content: the whole file.
        name: for the document.
        kind: one of :func:`toolkit.markup.kinds`.
        from_code: language of its text.
        to_code: language that it is to be translated into.
        options: of the kinds; None for the usual ones.

    Raises:
        InputError: its markup is damaged, it says that the text is in another language, or it does not fit into memory.
        EncodingError: it should be text and is neither UTF-8 nor, in HTML, what it declares.
    """
    refuse_large_document(content, name, kind)
    content, charset = as_utf8(content, name) if kind == "html" else (content, "")
    data = content if takes_bytes(kind) else text_of(content, name)
    try:
        page = read_page(data, kind, from_code, to_code, **(options or ReadOptions()).of_kind(kind))
    except InputError as error:
        raise InputError(f"{name}: {error}") from None
    manuscript = manuscript_of(page, name, kind, from_code)
    manuscript.charset = charset
    return manuscript


def manuscript_of(page: Fillable, name: str, kind: str, from_code: str) -> Manuscript:
    """What is to be translated of a file that was read.

    Args:
        page: the file.
        name: for the document.
        kind: one of :func:`toolkit.markup.kinds`.
        from_code: language of its text.
    """
    if kind in _LABELS:
        take_access_keys(page.blocks)
    if kind in _LABELS - {TEXT}:
        take_doubled(page.blocks)
    texts = [block.text for block in page.blocks]
    refuse_halves(texts, name)
    return Manuscript(_document(name, from_code, texts), kind, page)


def _document(name: str, language: str, texts: Sequence[str]) -> Document:
    document = Document(name, language, [Paragraph(text) for text in texts])
    classify(document)
    return document


def read_article(path: Path, name: str, from_code: str, to_code: str) -> Document:
    """Read a file as an article of paragraphs, without its markup; plain text keeps every character.

    Raises:
        InputError: missing, unreadable, empty, damaged, or without text.
        EncodingError: it should be text and is not UTF-8.
    """
    return parse_article(read_bytes(path), path, name, from_code, to_code)


def parse_article(content: bytes, path: Path, name: str, from_code: str, to_code: str) -> Document:
    """Make an article of the content of a file, as :func:`read_article` does."""
    kind = kind_of(path)
    if kind == TEXT:
        refuse_other_kinds(content, str(path))
        return parse_document(text_of(content, str(path)), name)
    page = read_manuscript(content, str(path), kind, from_code, to_code).page
    texts = [block.readable() for block in page.blocks if not block.attribute] if page else []
    if not texts:
        raise InputError(f"{path}: no text in this file; nothing to do")
    document = _document(name, "", texts)
    for paragraph in document.paragraphs[1:]:
        paragraph.before = "\n\n"
    document.after = "\n"
    return document


def signature_of(kind: str, engine: Engine, options: ReadOptions | None = None) -> str:
    """All that the translation of a file of a kind depends on."""
    own = (options or ReadOptions()).of_kind(kind)
    return f"{engine.signature}|{VERSION}" + "".join(f"|{name}:{value}" for name, value in own.items())


def translate_stream(
    lines: Iterable[str], engine: Engine, wrap: str = "auto", size: int = 2_000, progress: Progress | None = None
) -> Iterator[str]:
    """Translate lines of plain text as they come, one line out for each line in, blank ones included.

    Args:
        lines: without newlines.
        engine: loaded package.
        wrap: see :data:`toolkit.markup.text.WRAPS`; paragraphs are looked for among the lines of a job.
        size: about how many lines are translated in one job; bounds the memory. A job ends at a blank line if one is
            near.
        progress: called with the number of lines finished since the last call.

    Yields:
        The translated lines, white space around each kept.
    """
    waiting: list[str] = []
    for line in lines:
        waiting.append(line)
        if len(waiting) >= size and (size == 1 or wrap == "keep" or not line.strip() or len(waiting) >= 2 * size):
            yield from _translated_lines(waiting, engine, wrap)
            if progress:
                progress(len(waiting))
            waiting = []
    if waiting:
        yield from _translated_lines(waiting, engine, wrap)
        if progress:
            progress(len(waiting))


def _translated_lines(lines: Sequence[str], engine: Engine, wrap: str) -> list[str]:
    page = read_page("\n".join(lines), TEXT, engine.pair.source, engine.pair.target, wrap=wrap)
    manuscript = manuscript_of(page, "", TEXT, engine.pair.source)
    [(_, data)] = translate_manuscripts([manuscript], engine)
    return data.decode().split("\n")


def translate_manuscripts(
    manuscripts: Sequence[Manuscript], engine: Engine, progress: Progress | None = None
) -> list[tuple[RenderedDocument, bytes]]:
    """Translate files in one job.

    Args:
        manuscripts: in the language that the engine translates from.
        engine: loaded package.
        progress: called with the number of segments finished since the last call.

    Returns:
        For each its paragraphs with their sentences, and the whole file in the target language.

    Raises:
        InputError: the engine's source language is not the code of a language.
    """
    rendered = translate_document([m.document for m in manuscripts], engine, progress)
    blocks = [b for m in manuscripts for b in (m.page.blocks if m.page else [None] * len(m.document.paragraphs))]
    parts = [part for document in rendered for part in document.paragraphs]
    choose_fitting(((part, block.fits if block else None) for part, block in zip(parts, blocks, strict=True)), engine)
    channel = word_model_of(engine)
    return [(r, filled_manuscript(m, r, channel)) for m, r in zip(manuscripts, rendered, strict=True)]


def filled_manuscript(manuscript: Manuscript, rendered: RenderedDocument, channel: WordModel | None) -> bytes:
    """A whole file in the target language.

    Args:
        manuscript: the file as it was read.
        rendered: its document, translated.
        channel: a word-to-word model, which finds the words of marks; or None.
    """
    page = manuscript.page
    if page is None:
        return rendered.text().encode()
    without_controls(rendered.paragraphs, [block.text for block in page.blocks], manuscript.document.id)
    pairs = zip(page.blocks, rendered.paragraphs, strict=True)
    # What was left as it is stays as it is written.
    filled = page.fill([None if p.text == block.text else translated_block(block, p, channel) for block, p in pairs])
    return filled.encode() if isinstance(filled, str) else filled


def translated_block(block: Block, part: RenderedParagraph, channel: WordModel | None) -> Block:
    """The translation of a block with its marks.

    Args:
        block: whose text was the paragraph.
        part: what became of it.
        channel: a word-to-word model, or None.
    """
    sentences = [
        Sentence(segment.start, segment.end, start, start + len(translation.text))
        for segment, translation, start in zip(part.segments, part.translations, part.offsets, strict=True)
    ]
    return transfer(block, part.text, sentences, channel)
