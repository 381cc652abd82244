"""Translating whole texts so that every line and blank stays in its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from toolkit.documents import Document, Kind, Paragraph
from toolkit.languages.amounts import write_amounts
from toolkit.languages.conventions import conventions_of
from toolkit.segmentation import Segment, split_sentences
from toolkit.segmentation.messages import split_message
from toolkit.text.chunks import cut_words, fitted_translations
from toolkit.text.typography import quote_style
from toolkit.translation.base import Engine, Translation

Progress = Callable[[int], None]

# Models take less, and cut what is longer; with so many words, nothing of a sentence is far from its other end.
_MOST_WORDS = 250
# The number of a chapter, a size, a variable, the letter of a list: no model knows which.
_ONE_LETTER = re.compile(r"\s*\(?[^\W\d_](?:[.)]|\.\))?\s*")


@dataclass(slots=True)
class RenderedParagraph:
    """A paragraph with its sentences and what became of them.

    Attributes:
        paragraph: as read.
        segments: its sentences; empty when it was kept as it is.
        translations: one for each segment.
        text: the paragraph in the target language.
        offsets: where each translation begins in the text.
        cuts: runs of segments that are parts of one sentence.
    """

    paragraph: Paragraph
    segments: list[Segment] = field(default_factory=list)
    translations: list[Translation] = field(default_factory=list)
    text: str = ""
    offsets: list[int] = field(default_factory=list)
    cuts: list[range] = field(default_factory=list)

    def fit(self) -> None:
        """Make the translations of the parts of a sentence go on with one another."""
        for run in self.cuts:
            pairs = [(self.segments[n].text, self.translations[n].text) for n in run]
            for number, text in zip(run, fitted_translations(pairs), strict=True):
                self.translations[number] = replace(self.translations[number], text=text)

    def join(self) -> None:
        """Put the translations together with the gaps that stood between the segments."""
        self.text, self.offsets = "" if self.segments else self.paragraph.text, []
        previous_end, copied = None, True
        for segment, translation in zip(self.segments, self.translations, strict=True):
            same = translation.text == segment.text
            if previous_end is None:
                # Code, as of a message, and no blank.
                self.text += (
                    self.paragraph.text[: segment.start] if self.paragraph.text[: segment.start].strip() else ""
                )
            else:
                # A stop that has lost its space gets one, but not between sentences that are left as they are.
                lost = "" if same and copied else " "
                self.text += self.paragraph.text[previous_end : segment.start] or lost
            self.offsets.append(len(self.text))
            self.text += translation.text
            previous_end, copied = segment.end, same
        if previous_end is not None and self.paragraph.text[previous_end:].strip():
            self.text += self.paragraph.text[previous_end:]


@dataclass(slots=True)
class RenderedDocument:
    """A document in the target language, paragraph by paragraph."""

    document: Document
    paragraphs: list[RenderedParagraph]

    def text(self, instead: Mapping[int, str] | None = None) -> str:
        """The whole text: same lines, same blanks, no byte order mark.

        Args:
            instead: texts that take the place of the machine's, by number of the paragraph.
        """
        others = instead or {}
        texts = (others.get(n, part.text) for n, part in enumerate(self.paragraphs))
        return (
            "".join(part.paragraph.before + text for part, text in zip(self.paragraphs, texts, strict=True))
            + self.document.after
        )


def translate_document(
    documents: Sequence[Document],
    engine: Engine,
    progress: Progress | None = None,
    keep: Callable[[Document, int], bool] | None = None,
) -> list[RenderedDocument]:
    """Translate documents in one job.

    Args:
        documents: read, in the language that the engine translates from.
        engine: loaded package.
        progress: called with the number of segments finished since the last call.
        keep: tells by document and number which paragraphs stay as they are; None for none.

    Returns:
        One rendered document for each, in order.

    Raises:
        InputError: the engine's source language is not the code of a language.
    """
    rendered = [
        RenderedDocument(
            document,
            [
                RenderedParagraph(paragraph) if keep and keep(document, number) else _split(paragraph, engine)
                for number, paragraph in enumerate(document.paragraphs)
            ],
        )
        for document in documents
    ]
    by_style: dict[str, list[RenderedParagraph]] = {}
    for result in rendered:
        # Quotes follow the habit of the whole document: one sentence often has none to go by.
        style = quote_style(p.text for p in result.document.paragraphs)
        by_style.setdefault(style, []).extend(result.paragraphs)
    for style, parts in sorted(by_style.items()):
        waiting = [part for part in parts if not part.translations]
        texts = [s.text for part in waiting for s in part.segments]
        translations = iter(engine.translate(texts, style=style, progress=progress))
        for part in waiting:
            part.translations = [next(translations) for _ in part.segments]
            part.fit()
        for part in parts:
            part.join()
    return rendered


def _split(paragraph: Paragraph, engine: Engine) -> RenderedParagraph:
    """A paragraph with its sentences, or with its translation where that is fixed by a rule; a letter alone stays."""
    if _ONE_LETTER.fullmatch(paragraph.text):
        return RenderedParagraph(paragraph)
    conventions = conventions_of(engine.pair)
    if paragraph.kind is Kind.BYLINE:
        by_rule = conventions.fixed(paragraph.text, Kind.BYLINE)
    else:
        by_rule = write_amounts(paragraph.text, lambda amount: conventions.after(amount, amount, "straight"))
    if by_rule is None:
        segments = split_message(paragraph.text, engine.pair.source)
        if segments is None:
            segments = split_sentences(paragraph.text, engine.pair.source)
        return _parted(RenderedParagraph(paragraph, segments))
    whole = Segment(paragraph.text, 0, len(paragraph.text))
    return RenderedParagraph(paragraph, [whole], [Translation(by_rule, 0.0, pieces=0)])


def _parted(part: RenderedParagraph) -> RenderedParagraph:
    """A paragraph whose sentences of very many words are several segments, so that one sees how far the work is."""
    segments: list[Segment] = []
    for segment in part.segments:
        spans = cut_words(segment.text, _MOST_WORDS)
        if len(spans) > 1:
            part.cuts.append(range(len(segments), len(segments) + len(spans)))
        segments += [Segment(segment.text[a:b], segment.start + a, segment.start + b) for a, b in spans]
    part.segments = segments
    return part


def translate_texts(
    texts: Iterable[str], engine: Engine, kinds: Iterable[Kind] = (), progress: Progress | None = None
) -> list[RenderedParagraph]:
    """Translate texts as the paragraphs of one document.

    Args:
        texts: none blank.
        engine: loaded package.
        kinds: of the texts; empty for running text.
        progress: called with the number of segments finished since the last call.
    """
    paragraphs = [Paragraph(text) for text in texts]
    for paragraph, kind in zip(paragraphs, kinds, strict=False):
        paragraph.kind = kind
    [rendered] = translate_document([Document("", engine.pair.source, paragraphs)], engine, progress)
    return rendered.paragraphs


def translate_lines(
    lines: Iterable[str], engine: Engine, block: int = 2_000, progress: Progress | None = None
) -> Iterable[str]:
    """Translate lines as they come, one line out for each line in, blank ones included.

    Args:
        lines: without newlines; a line may hold several sentences.
        engine: loaded package.
        block: lines that are translated in one job; bounds the memory.
        progress: called with the number of lines finished since the last call.

    Yields:
        The translated lines, whitespace around each kept.
    """
    waiting: list[str] = []
    for line in lines:
        waiting.append(line)
        if len(waiting) == block:
            yield from _translate_block(waiting, engine)
            if progress:
                progress(len(waiting))
            waiting = []
    if waiting:
        yield from _translate_block(waiting, engine)
        if progress:
            progress(len(waiting))


def _translate_block(lines: list[str], engine: Engine) -> list[str]:
    texts = [line.strip() for line in lines]
    parts = iter(translate_texts(filter(None, texts), engine))
    return [line.replace(text, next(parts).text, 1) if text else line for line, text in zip(lines, texts, strict=True)]
