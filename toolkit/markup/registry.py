"""Which markup a file has, and the modules that read it."""

from __future__ import annotations

import importlib
from pathlib import Path

from toolkit.errors import InputError
from toolkit.markup.model import Page

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
}
KINDS = (TEXT, *dict.fromkeys(SUFFIXES.values()))


def kind_of(path: Path, wanted: str | None = None) -> str:
    """The kind of a file: the wanted one, or by its suffix; :data:`TEXT` for all that has no other.

    Raises:
        InputError: the wanted kind does not exist.
    """
    if wanted is not None and wanted not in KINDS:
        raise InputError(f"no kind of file is called '{wanted}'; there is {', '.join(KINDS)}")
    return wanted or SUFFIXES.get(path.suffix.lower(), TEXT)


def read_page(text: str, kind: str, from_code: str, to_code: str) -> Page:
    """Read a file of one of :data:`KINDS` but :data:`TEXT`.

    Args:
        text: the whole file.
        kind: of it.
        from_code: language of its text.
        to_code: language that it is to be translated into.
    """
    page: Page = importlib.import_module(f"toolkit.markup.{kind}").parse(text, from_code, to_code)
    return page
