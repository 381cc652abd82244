"""Plain text in, document out."""

from __future__ import annotations

import re
from pathlib import Path

from toolkit.documents.kinds import classify
from toolkit.documents.model import Document, Paragraph
from toolkit.files import read_text

_BYTE_ORDER_MARK = "\ufeff"
# Only what every platform's text files use: a line separator or form feed inside a line stays in its paragraph.
_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")


def parse_document(text: str, document_id: str) -> Document:
    """Split a text into paragraphs, one a line, and find out what kind each is.

    Args:
        text: whole text, with any of the newlines ``\\n``, ``\\r\\n``, ``\\r``, and a byte order mark or none.
        document_id: name for the document.

    Returns:
        A document whose ``restore()`` is ``text`` again. Languages are left empty; see
        :func:`toolkit.documents.identify_document`.
    """
    document = Document(document_id)
    if text.startswith(_BYTE_ORDER_MARK):
        document.mark, text = _BYTE_ORDER_MARK, text[1:]
    pending = ""
    for line in _LINE.finditer(text):
        content, newline = line.groups()
        stripped = content.strip()
        if stripped:
            start = content.index(stripped)
            document.paragraphs.append(Paragraph(stripped, before=pending + content[:start]))
            pending = content[start + len(stripped) :] + newline
        else:
            pending += content + newline
    document.after = pending
    classify(document)
    return document


def read_document(path: Path, document_id: str | None = None) -> Document:
    """Read a UTF-8 text file as a document named after the file.

    Raises:
        InputError: the file is missing, unreadable or empty.
        EncodingError: the file is not UTF-8 text.
    """
    return parse_document(read_text(path), document_id or path.stem)
