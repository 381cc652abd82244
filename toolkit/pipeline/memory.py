"""How much memory a document takes that is held whole."""

from __future__ import annotations

import io
import zipfile

from toolkit.files import ARCHIVE_ERRORS
from toolkit.files.memory import LARGE, refuse_too_large

# Bytes for each byte of text, rounded up; measured by ``python bench/documents.py --size 1``.
_TIMES = {
    "epub": 15, "pptx": 15, "text": 20, "odt": 20, "subtitles": 20, "rst": 20, "html": 20, "docx": 20, "ods": 20,
    "latex": 25, "xliff": 25, "markdown": 30, "json": 35, "xlsx": 40, "yaml": 45,
}  # fmt: skip
_USUAL = 40
_TEXTS = (".xml", ".xhtml", ".html", ".htm", ".rels", ".opf", ".ncx")


def refuse_large_document(content: bytes, name: str, kind: str) -> None:
    """Refuse a document that would not fit into memory with its sentences.

    Args:
        content: the whole file.
        name: for the message.
        kind: one of :func:`toolkit.markup.kinds`.

    Raises:
        InputError: it needs more memory than is free.
    """
    # What a PDF takes does not go by its size: most of it is pictures.
    if len(content) >= LARGE and kind != "pdf":
        size = _texts(content) if content.startswith(b"PK") else len(content)
        refuse_too_large(name, size, _TIMES.get(kind, _USUAL))


def _texts(content: bytes) -> int:
    """Bytes of the texts in a zip file."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return sum(info.file_size for info in archive.infolist() if info.filename.lower().endswith(_TEXTS))
    except ARCHIVE_ERRORS:
        return 0
