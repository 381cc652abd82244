"""Translating what a file of texts by key lacks beside its source."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from toolkit.errors import BitextError, EncodingError, InputError
from toolkit.files import files_below, text_of
from toolkit.languages.pair import LanguagePair
from toolkit.markup import MARKUP, forms, kind_of, read_page
from toolkit.markup.l10n_lines import escaped_letters
from toolkit.markup.missing import KINDS, PartOfPage, with_missing
from toolkit.markup.model import Page
from toolkit.markup.registry import takes_bytes
from toolkit.pipeline.pages import manuscript_of, translate_manuscripts
from toolkit.pipeline.render import RenderedDocument
from toolkit.translation.base import Engine

#: Kinds of file that hold a text and its translation.
BOTH = ("xcstrings", "qt", "xliff")


def check_fillable(kind: str) -> None:
    """Refuse a kind of file of which it is not known what a translation lacks.

    Raises:
        InputError: names the kinds that are known.
    """
    if kind not in (*KINDS, *BOTH):
        known = ", ".join((*KINDS, *BOTH))
        raise InputError(f"what is missing is known of bitext (--units), and of these kinds of file: {known}")


def check_same_kind(source: Path, present: Path, kind: str) -> None:
    """Refuse a translation whose name says that it is another kind of file than its source.

    Raises:
        InputError: names both kinds.
    """
    suffix = present.suffix.lower()
    theirs = [name for name, form in MARKUP.usable() if suffix in form.suffixes]
    if theirs and kind not in theirs and suffix != source.suffix.lower():
        raise InputError(f"{present}: {theirs[0]}, but {source} is {kind}; both have to be of one kind")


def with_forms(path: Path, content: bytes, kind: str, pair: LanguagePair) -> bytes:
    """A file with the forms of plurals that the target language has, see :func:`toolkit.markup.forms.with_forms`.

    Raises:
        InputError: it is damaged.
    """
    text = _decoded(content, path, kind)
    try:
        made = forms.with_forms(text, kind, pair)
    except InputError as error:
        raise InputError(f"{path}: {error}") from None
    return content if made == text else made.encode()


def files_to_fill(
    source: Path, out: Path, pair: LanguagePair, closed: dict[Path, BitextError] | None = None
) -> list[tuple[Path, Path]]:
    """Files with keys in a folder, each with the place of its translation in another one, or in the same.

    Args:
        source: folder of the files.
        out: folder of the translations.
        pair: of languages.
        closed: gets the folders that cannot be read, if others can; None to raise that.

    Raises:
        InputError: no such folder, or none of its files can be filled.
    """
    if not source.is_dir():
        raise InputError(f"{source}: no such folder; check the path")
    suffixes = {suffix for kind in KINDS for suffix in MARKUP[kind].suffixes}
    # Translations may lie in a folder of the source's.
    within = out.resolve() if out.resolve() != source.resolve() and out.exists() else None
    found = []
    shut: dict[Path, BitextError] | None = None if closed is None else {}
    for path in files_below(source, shut):
        if path.suffix.lower() not in suffixes or (within and path.resolve().is_relative_to(within)):
            continue
        place = out / translated_name(path.relative_to(source), pair)
        if place.resolve() != path.resolve():
            found.append((path, place))
    if shut and not found:
        raise next(iter(shut.values()))
    if closed is not None:
        closed |= shut or {}
    if not found:
        names = f", or none has '{pair.source}' in its name" if out.resolve() == source.resolve() else ""
        wanted = ", ".join(sorted(suffixes))
        raise InputError(f"{source}: no file in this folder ends in {wanted}{names}")
    return found


def translated_name(relative: Path, pair: LanguagePair) -> Path:
    """The path of a translation: where a part of it is the source language, that is the target's.

    >>> translated_name(Path("fr/app_fr-CA.arb"), LanguagePair("fr", "pt-BR")).as_posix()
    'pt-BR/app_pt-BR.arb'
    """
    source = re.escape(pair.source.partition("-")[0])
    pattern = re.compile(rf"(?:(?<=[._-])|\A){source}(?:(?P<sign>[-_])[A-Za-z]{{2,4}})?(?=\.|\Z)", re.IGNORECASE)

    def named(match: re.Match[str]) -> str:
        return pair.target.replace("-", "_") if match["sign"] == "_" else pair.target

    return Path(*(pattern.sub(named, part, count=1) for part in relative.parts))


def fill_missing(
    source: tuple[Path, bytes],
    present: tuple[Path, bytes],
    engine: Engine,
    kind: str | None = None,
    progress: Callable[[int], None] | None = None,
) -> tuple[RenderedDocument, bytes, bytes, list[str]]:
    """Translate the entries that a translation lacks, or has empty.

    Args:
        source, present: paths and contents of a file and of its translation as it is.
        engine: of the languages.
        kind: of both files; None to go by the suffix.
        progress: called with the number of segments finished since the last call.

    Returns:
        What was translated, the whole translation, the same before the new entries were translated, and a sentence for
        each entry that is something else in the translation than in the source.

    Raises:
        InputError: files of this kind have no keys, or one of the two is damaged.
    """
    found = kind_of(source[0], kind)
    texts = [_decoded(source[1], source[0], found), _decoded(present[1], present[0], found, plain=True)]
    for path, text in zip((source[0], present[0]), texts, strict=True):
        _page(path, found, text, engine)
        _check_readable(path, text, found)
    try:
        merged = with_missing(texts[0], texts[1], found, engine.pair)
    except InputError as error:
        raise InputError(f"{present[0]}: {error}") from None
    try:
        whole = _page(present[0], found, merged.text, engine)
    except InputError as error:
        reason = str(error).removeprefix(f"{present[0]}: ")
        raise InputError(
            f"{present[0]}: what it lacks cannot be put in, for the source is built in another way ({reason})"
        ) from None
    page = PartOfPage(whole, merged.spans)
    manuscript = manuscript_of(page, str(source[0]), found, engine.pair.source)
    [(rendered, data)] = translate_manuscripts([manuscript], engine, progress)
    before, data = (_as_before(code, present[1], found) for code in (merged.text.encode(), data))
    return rendered, data, before, merged.apart


def _check_readable(path: Path, text: str, kind: str) -> None:
    """Read the entries of a file, so that what is wrong with it is said of it."""
    try:
        forms.READERS[kind](text)
    except InputError as error:
        raise InputError(f"{path}: {error}") from None


def _as_before(data: bytes, present: bytes, kind: str) -> bytes:
    """A bundle in Latin-1, if it was in that; letters that are not in it are written as escapes."""
    if kind != "properties" or _is_utf8(present):
        return data
    return "".join(c if c <= "\xff" else escaped_letters(c) for c in data.decode()).encode("latin-1")


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _decoded(content: bytes, path: Path, kind: str, plain: bool = False) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16")
    try:
        return text_of(content, str(path))
    except EncodingError:
        if kind != "properties":
            raise
        text = content.decode("latin-1")
        return text if plain else escaped_letters(text)


def _page(path: Path, kind: str, text: str, engine: Engine) -> Page:
    data = text.encode() if takes_bytes(kind) else text
    try:
        page = read_page(data, kind, engine.pair.source, engine.pair.target)
    except InputError as error:
        raise InputError(f"{path}: {error}") from None
    if not isinstance(page, Page):
        raise InputError(f"{path}: files of this kind have no keys")
    return page
