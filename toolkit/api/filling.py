"""The front door to translations that are there in part."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.api.common import Languages, Progress, StrPath, check_output
from toolkit.api.results import FilesReport, TranslatedFile
from toolkit.languages.pair import LanguagePair

if TYPE_CHECKING:
    from toolkit.errors import BitextError
    from toolkit.translation import Engine


def check_keys(kind: str, source: StrPath, out: StrPath) -> None:
    """Refuse a kind of file of which it is not known what a translation lacks, and a translation of another kind.

    Raises:
        InputError: names the kinds that are known, or those of the two files.
    """
    from toolkit.pipeline.filling import check_fillable, check_same_kind

    check_fillable(kind)
    check_same_kind(Path(source), Path(out), kind)


def fill_missing(
    source: StrPath,
    out: StrPath,
    engine: Engine,
    *,
    kind: str | None = None,
    strict: bool = False,
    force: bool = False,
    progress: Progress | None = None,
) -> TranslatedFile:
    """Translate what a file of texts by key lacks beside its source; all that it has stays byte for byte.

    Entries that are not there come behind the one that comes before them in the source, and empty ones are filled. Keys
    that only the translation has stay. A plural gets the forms that its language has (CLDR). A translation that is not
    there at all is made whole. Files that hold both languages get what has nothing in the target language; ``out`` may
    be the same file.

    >>> engine = bitext.load_engine("fr-en")
    >>> bitext.fill_missing("fr.json", "en.json", engine).text
    '{"hello": "Hi!", "bye": "Goodbye."}\\n'

    Args:
        source: JSON, ARB, YAML, TOML, PHP, Fluent, ``.properties``, ``.strings``, ``.stringsdict``, Android, ``.resx``;
            or, with both languages, ``.xcstrings``, Qt ``.ts``, XLIFF.
        out: its translation, which is read and written.
        engine: see :func:`load_engine`.
        kind: such as ``json``; None to go by the suffix.
        strict: write nothing if the structure of what is translated differs from that of its source.
        force: overwrite another file with both languages.
        progress: counts segments.

    Returns:
        The translation, with the differences of structure that an audit found.

    Raises:
        InputError: it is not known what files of this kind lack, one of the two is damaged, or the translation says
            that it is in another language.
        OutputError: the translation cannot be written.
    """
    from toolkit.api.translating import translate_file
    from toolkit.files import refuse_inputs, write_bytes
    from toolkit.markup import kind_of
    from toolkit.pipeline.filling import BOTH

    path, place = Path(source), Path(out)
    found = kind_of(path, kind)
    check_keys(found, path, place)
    if found in BOTH:
        own = force or place.resolve() == path.resolve()
        return translate_file(path, place, engine, kind=kind, strict=strict, force=own, progress=progress)
    refuse_inputs([place], [path])
    if not place.exists():
        check_output(place, force)
    made = _filled(path, place, engine, found, progress)
    if not (strict and made.differences):
        write_bytes(place, made.data)
    return made


def _filled(path: Path, place: Path, engine: Engine, kind: str, progress: Progress | None) -> TranslatedFile:
    """The translation with what it lacked, or the whole of it where there is none."""
    from toolkit.api.translating import translate_file
    from toolkit.files import read_bytes
    from toolkit.markup.audit import audit
    from toolkit.pipeline.filling import fill_missing as fill
    from toolkit.pipeline.filling import with_forms
    from toolkit.pipeline.pages import signature_of

    if not place.exists() or not read_bytes(place).strip(b"\xef\xbb\xbf \t\r\n"):
        stream = io.BytesIO(with_forms(path, read_bytes(path), kind, engine.pair))
        stream.name = str(path)
        return translate_file(stream, None, engine, kind=kind, progress=progress)
    rendered, data, merged, apart = fill((path, read_bytes(path)), (place, read_bytes(place)), engine, kind, progress)
    return TranslatedFile(data, rendered, signature_of(kind, engine), [*apart, *audit(kind, merged, data)])


def is_bitext(path: StrPath) -> bool:
    """Whether the name of a file is that of a bitext, such as PO, and of no other kind that is translated."""
    from toolkit.formats import is_unit_file
    from toolkit.markup import suffixes

    place = Path(path)
    return place.suffix.lower() not in suffixes() and place.is_file() and is_unit_file(place)


def files_to_fill(
    source: StrPath, out: StrPath, pair: Languages, closed: dict[Path, BitextError] | None = None
) -> list[tuple[Path, Path]]:
    """The files of a folder whose texts have keys, each with the place of its translation.

    A language in the name of a file or of a folder becomes the other one. Within one folder only such files count.

    Args:
        source: folder of the files.
        out: folder of the translations.
        pair: of languages.
        closed: gets the folders that cannot be read, if others can; None to raise that.

    Raises:
        InputError: no such folder, or none of its files can be filled.
    """
    from toolkit.pipeline.filling import files_to_fill as listed

    return listed(Path(source), Path(out), LanguagePair.parse(pair), closed)


def fill_missing_files(
    source: StrPath,
    out: StrPath,
    engine: Engine,
    *,
    strict: bool = False,
    progress: Progress | None = None,
) -> FilesReport:
    """Translate what the files of a folder of translations lack beside those of their source.

    A file that cannot be read does not stop the others; the report names it.

    >>> engine = bitext.load_engine("fr-en")
    >>> bitext.fill_missing_files("locales/fr", "locales/en", engine)
    FilesReport(done=1, skipped=0)

    Args:
        source: folder of files as :func:`fill_missing` reads them.
        out: folder of their translations; ``fr/app.json`` goes with ``en/app.json``, ``app_fr.arb`` with
            ``app_en.arb``. It may be the same folder.
        engine: see :func:`load_engine`.
        strict: write no file whose structure differs from that of its source.
        progress: counts segments.

    Returns:
        What was filled (``done``), what lacked nothing (``skipped``), what could not be read.

    Raises:
        InputError: no such folder, or none of its files can be filled.
    """
    from toolkit.errors import InputError, OutputError

    report = FilesReport()
    for path, place in files_to_fill(source, out, engine.pair, report.failed):
        try:
            made = fill_missing(path, place, engine, strict=strict, progress=progress)
        except (InputError, OutputError) as error:
            report.failed[path] = error
            continue
        if made.differences:
            report.differences[path] = made.differences
            if strict:
                report.refused.append(path)
                continue
        counts = made.counts()
        report.counts += counts
        report.done += bool(counts)
        report.skipped += not counts
    return report
