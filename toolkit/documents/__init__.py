"""First stage: bytes of a text file become a document of paragraphs, each with its kind."""

from toolkit.documents.kinds import classify
from toolkit.documents.model import Document, Kind, Paragraph
from toolkit.documents.reader import parse_document, read_document

__all__ = ["Document", "Kind", "Paragraph", "classify", "parse_document", "read_document"]
