"""Which markup a file has, and the modules that read it."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from toolkit.errors import InputError
from toolkit.markup.model import Block

#: Changes whenever the same page could come out otherwise; part of the signature of what was made from pages.
VERSION = "markup-1"
#: Plain text, which no module here reads.
TEXT = "text"
#: Kinds of markup by the suffixes of their files.
SUFFIXES = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".srt": "subtitles",
    ".vtt": "subtitles",
    ".xlf": "xliff",
    ".xliff": "xliff",
    ".docx": "docx",
    ".odt": "odt",
}
#: Suffixes of files that hold articles.
ARTICLES = (".txt", *(suffix for suffix, kind in SUFFIXES.items() if kind not in ("subtitles", "xliff")))
#: Kinds whose files are not text.
BINARY = frozenset({"docx", "odt"})
KINDS = (TEXT, *dict.fromkeys(SUFFIXES.values()))


def kind_of(path: Path, wanted: str | None = None) -> str:
    """The kind of a file: the wanted one, or by its suffix; :data:`TEXT` for all that has no other.

    Raises:
        InputError: the wanted kind does not exist.
    """
    if wanted is not None and wanted not in KINDS:
        raise InputError(f"no kind of file is called '{wanted}'; there is {', '.join(KINDS)}")
    return wanted or SUFFIXES.get(path.suffix.lower(), TEXT)


class Fillable(Protocol):
    """What a file with markup is read as."""

    @property
    def blocks(self) -> list[Block]: ...

    def fill(self, blocks: Sequence[Block | None]) -> str | bytes: ...


def read_page(content: str | bytes, kind: str, from_code: str, to_code: str) -> Fillable:
    """Read a file of one of :data:`KINDS` but :data:`TEXT`.

    Args:
        content: the whole file, bytes for a kind of :data:`BINARY`.
        kind: of it.
        from_code: language of its text.
        to_code: language that it is to be translated into.
    """
    page: Fillable = importlib.import_module(f"toolkit.markup.{kind}").parse(content, from_code, to_code)
    return page
