"""The front door to translations that are there in part."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.api.common import Progress, StrPath
from toolkit.api.results import TranslatedFile

if TYPE_CHECKING:
    from toolkit.translation import Engine


def check_keys(kind: str) -> None:
    """Refuse a kind of file whose entries are not known by keys.

    Raises:
        InputError: names the kinds that are.
    """
    from toolkit.markup.missing import check_keys as check

    check(kind)


def fill_missing(
    source: StrPath,
    out: StrPath,
    engine: Engine,
    *,
    kind: str | None = None,
    strict: bool = False,
    progress: Progress | None = None,
) -> TranslatedFile:
    """Translate what a file of texts by key lacks beside its source; all that it has stays byte for byte.

    Entries that are not there come behind the one that comes before them in the source, and empty ones are filled. Keys
    that only the translation has stay. A translation that is not there at all is made whole.

    >>> bitext.fill_missing("fr.json", "en.json", engine).text
    '{"hello": "Hi!", "bye": "Goodbye."}\\n'

    Args:
        source: JSON, ARB, ``.properties``, ``.strings``, Android or ``.resx``.
        out: its translation, which is read and written.
        engine: see :func:`load_engine`.
        kind: such as ``json``; None to go by the suffix.
        strict: write nothing if the structure of what is translated differs from that of its source.
        progress: counts segments.

    Returns:
        The translation, with the differences of structure that an audit found.

    Raises:
        InputError: files of this kind have no keys, or one of the two is damaged.
        OutputError: the translation cannot be written.
    """
    from toolkit.api.translating import translate_file
    from toolkit.files import read_bytes, refuse_inputs, write_bytes
    from toolkit.markup import kind_of
    from toolkit.markup.audit import audit
    from toolkit.pipeline.filling import fill_missing as fill
    from toolkit.pipeline.pages import signature_of

    path, place = Path(source), Path(out)
    found = kind_of(path, kind)
    check_keys(found)
    refuse_inputs([place], [path])
    if not place.exists():
        return translate_file(path, place, engine, kind=kind, strict=strict, progress=progress)
    rendered, data, merged = fill((path, read_bytes(path)), (place, read_bytes(place)), engine, found, progress)
    differences = audit(found, merged, data)
    if not (strict and differences):
        write_bytes(place, data)
    return TranslatedFile(data, rendered, signature_of(found, engine), differences)
