"""Documents and paragraphs. A document holds every character that its file held."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What a paragraph is for."""

    TITLE = "title"
    BYLINE = "byline"
    BODY = "body"
    FURNITURE = "furniture"


@dataclass(slots=True)
class Paragraph:
    """One line of a text file.

    Attributes:
        text: the line without its newline, never blank.
        before: whitespace and blank lines between the previous paragraph and this one, as they stood.
        kind: what the paragraph is for.
        language: BCP 47 code, or empty while it is not known.
    """

    text: str
    before: str = ""
    kind: Kind = Kind.BODY
    language: str = ""


@dataclass(slots=True)
class Document:
    """A text with its paragraphs in order.

    Attributes:
        id: name of the document, the file name without its suffix.
        language: BCP 47 code of the main language.
        paragraphs: in the order of the file, none dropped.
        after: whitespace after the last paragraph.
        mark: a byte order mark if the file had one, else empty.
    """

    id: str
    language: str = ""
    paragraphs: list[Paragraph] = field(default_factory=list)
    after: str = ""
    mark: str = ""

    def restore(self) -> str:
        """Return the text that the document was read from, character for character."""
        return self.mark + "".join(p.before + p.text for p in self.paragraphs) + self.after
