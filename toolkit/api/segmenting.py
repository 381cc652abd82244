"""The front door to segmentation: a text and its sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from toolkit.api.common import StrPath
from toolkit.languages.pair import DEFAULT_PAIR


@dataclass(slots=True, frozen=True)
class Sentence:
    """A sentence and its place in a text.

    Attributes:
        paragraph: number, from 0.
        kind: of the paragraph: ``title``, ``paragraph`` and so on.
        language: code.
        start, end: offsets in characters of the text.
        text: of the sentence.
    """

    paragraph: int
    kind: str
    language: str
    start: int
    end: int
    text: str


def plain_text(path: StrPath, language: str | None = None) -> str:
    """The text of a file without its markup, a paragraph a line; plain text as it is.

    Args:
        path: of a text, or of a document such as HTML, subtitles or Word.
        language: of it; None to find it out.

    Raises:
        InputError: the file is missing, damaged or empty.
        EncodingError: it should be text and is not UTF-8.
    """
    from toolkit.files import read_bytes, read_text
    from toolkit.pipeline.aligning import document_texts, guess_language, is_document

    place = Path(path)
    if not is_document(place):
        return read_text(place)
    content = read_bytes(place)
    found = document_texts(place, content, language or guess_language(place, DEFAULT_PAIR.source, content))
    return "\n".join(found or ())


def segment(text: str, language: str | None = None) -> Iterator[Sentence]:
    """Split a text into sentences.

    >>> [sentence.text for sentence in bitext.segment("M. Blanc arrive. Il pleut.", "fr")]
    ['M. Blanc arrive.', 'Il pleut.']

    Args:
        text: of any length; blank lines part its paragraphs.
        language: code; None to find it out, for French and English by paragraph.
    """
    from toolkit.documents import identify_document, parse_document
    from toolkit.segmentation import split_sentences
    from toolkit.text.identify import third_language

    document = parse_document(text, "")
    if language is None:
        identify_document(document)
        # Anything but French and English is told from them by the whole text.
        language = third_language(" ".join(p.text for p in document.paragraphs)[:10_000], DEFAULT_PAIR.primary) or None
    position = 0
    for number, paragraph in enumerate(document.paragraphs):
        position += len(paragraph.before)
        spoken = language or paragraph.language
        for found in split_sentences(paragraph.text, spoken):
            start, end = position + found.start, position + found.end
            yield Sentence(number, paragraph.kind.value, spoken, start, end, found.text)
        position += len(paragraph.text)
