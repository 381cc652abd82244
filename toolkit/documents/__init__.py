"""First stage: bytes of a text file become a document of paragraphs, each with its kind and its language."""

from toolkit.documents.kinds import classify
from toolkit.documents.languages import identify_document
from toolkit.documents.model import Document, Kind, Paragraph
from toolkit.documents.reader import parse_document, read_document
from toolkit.documents.references import ReferencePair, find_reference_pairs

__all__ = [
    "Document",
    "Kind",
    "Paragraph",
    "ReferencePair",
    "classify",
    "find_reference_pairs",
    "identify_document",
    "parse_document",
    "read_document",
]
