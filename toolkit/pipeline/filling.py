"""Translating what a file of texts by key lacks beside its source."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from toolkit.errors import EncodingError, InputError
from toolkit.files import text_of
from toolkit.markup import kind_of, read_page
from toolkit.markup.l10n_lines import escaped_letters
from toolkit.markup.missing import PartOfPage, with_missing
from toolkit.markup.model import Page
from toolkit.markup.registry import takes_bytes
from toolkit.pipeline.pages import manuscript_of, translate_manuscripts
from toolkit.pipeline.render import RenderedDocument
from toolkit.translation.base import Engine


def fill_missing(
    source: tuple[Path, bytes],
    present: tuple[Path, bytes],
    engine: Engine,
    kind: str | None = None,
    progress: Callable[[int], None] | None = None,
) -> tuple[RenderedDocument, bytes, bytes]:
    """Translate the entries that a translation lacks, or has empty.

    Args:
        source, present: paths and contents of a file and of its translation as it is.
        engine: of the languages.
        kind: of both files; None to go by the suffix.
        progress: called with the number of segments finished since the last call.

    Returns:
        What was translated, the whole translation, and the same before the new entries were translated.

    Raises:
        InputError: files of this kind have no keys, or one of the two is damaged.
    """
    found = kind_of(source[0], kind)
    texts = [_decoded(content, path, found) for path, content in (source, present)]
    for path, text in zip((source[0], present[0]), texts, strict=True):
        _page(path, found, text, engine)
    merged = with_missing(texts[0], texts[1], found)
    page = PartOfPage(_page(present[0], found, merged.text, engine), merged.spans)
    manuscript = manuscript_of(page, str(source[0]), found, engine.pair.source)
    [(rendered, data)] = translate_manuscripts([manuscript], engine, progress)
    return rendered, data, merged.text.encode()


def _decoded(content: bytes, path: Path, kind: str) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16")
    try:
        return text_of(content, str(path))
    except EncodingError:
        if kind != "properties":
            raise
        return escaped_letters(content.decode("latin-1"))


def _page(path: Path, kind: str, text: str, engine: Engine) -> Page:
    data = text.encode() if takes_bytes(kind) else text
    try:
        page = read_page(data, kind, engine.pair.source, engine.pair.target)
    except InputError as error:
        raise InputError(f"{path}: {error}") from None
    if not isinstance(page, Page):
        raise InputError(f"{path}: files of this kind have no keys")
    return page
