"""The front door to translation: engines, texts, files, and whole corpora."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, overload

from toolkit.api.common import Languages, Progress, StrPath, check_output, paths_of
from toolkit.api.results import FilesReport, TranslatedFile
from toolkit.errors import BitextError, InputError
from toolkit.languages.pair import LanguagePair
from toolkit.units import TranslationUnit

if TYPE_CHECKING:
    from toolkit.memory import Memory
    from toolkit.terms import Term
    from toolkit.translation import Engine

# As the command line.
_BEAM = 4


def load_engine(
    pair: Languages,
    model: StrPath | None = None,
    *,
    glossary: StrPath | Collection[Term] | None = None,
    memory: StrPath | Memory | None = None,
    fuzzy: float | None = None,
    beam: int = _BEAM,
    threads: int | None = None,
    alternatives: int = 0,
) -> Engine:
    """Load what translates from one language into another.

    >>> engine = bitext.load_engine("fr-en", glossary="terms.tsv")
    >>> "peace" in bitext.translate("La paix revient.", engine).lower()
    True

    Args:
        pair: of languages.
        model: ``embedded``, the name of an installed package, or a path; or the name of an engine of
            :data:`toolkit.ENGINES`, alone or with a colon and the place of its model; None for the best that is there,
            or for the best two, through English, where no installed one translates the pair.
        glossary: terms to use, or their file.
        memory: translation memory that is asked first, or its file.
        fuzzy: take matches of the memory of at least this score too, 0.5 to 1; None for exact matches only.
        beam: beam size; 1 is quickest.
        threads: translations that run at the same time; None for one a core.
        alternatives: how many other translations are kept of each segment, if the model gives them.

    Raises:
        LanguagePairError: no model for the pair.
        PackageError: the model is broken.
        InputError: the glossary or memory cannot be read, ``fuzzy`` comes without a memory, or the beam is below 1.
    """
    from toolkit.memory import Memory

    languages = LanguagePair.parse(pair)
    if fuzzy is not None and memory is None:
        raise InputError("fuzzy is a threshold for matches of a memory; give a memory too")
    terms = terms_of(glossary, languages)
    place = None if model is None else os.fspath(model)
    if beam < 1:
        raise InputError(f"a beam of {beam}; give 1 or more")
    engine = make_engine(languages, place, terms, beam, threads, alternatives)
    if memory is None:
        return engine
    from toolkit.translation.memory import MemoryEngine

    return MemoryEngine(engine, memory if isinstance(memory, Memory) else open_memory(memory, languages), fuzzy)


def make_engine(
    pair: LanguagePair,
    model: str | None,
    terms: Collection[Term],
    beam: int,
    threads: int | None = None,
    alternatives: int = 0,
) -> Engine:
    """The one place of the front door that knows how an engine is made."""
    from toolkit.terms import preferred
    from toolkit.translation import load_translator

    return load_translator(pair, model, beam=beam, threads=threads, terms=preferred(terms), alternatives=alternatives)


def terms_of(glossary: StrPath | Collection[Term] | None, pair: LanguagePair) -> Collection[Term]:
    return read_glossary(glossary, pair) if isinstance(glossary, str | os.PathLike) else glossary or ()


def open_memory(path: StrPath, pair: Languages) -> Memory:
    """Open a translation memory, or any bitext as one.

    >>> bitext.open_memory("old.tmx", "fr-en").exact("Bonjour à tous.").target
    'Hello everybody.'

    Raises:
        InputError: no such file, or neither a memory nor a bitext.
    """
    from toolkit import memory

    return memory.open_memory(Path(path), *LanguagePair.parse(pair))


def read_glossary(path: StrPath, pair: Languages) -> list[Term]:
    """Read terms from TBX, a table or any bitext.

    >>> bitext.read_glossary("terms.tsv", "fr-en")
    [Term(source='paix', targets=('peace',), forbidden=())]

    Raises:
        InputError: the file cannot be read, or has no terms in these languages.
    """
    from toolkit import terms

    return terms.read_glossary(Path(path), *LanguagePair.parse(pair))


@overload
def translate(  # type: ignore[overload-overlap]
    text: str, engine: Engine, *, progress: Progress | None = None
) -> str: ...
@overload
def translate(
    text: Iterable[str], engine: Engine, *, progress: Progress | None = None, block: int = 2_000
) -> Iterator[str]: ...
def translate(
    text: str | Iterable[str], engine: Engine, *, progress: Progress | None = None, block: int = 2_000
) -> str | Iterator[str]:
    """Translate a text, or lines as they come: as many lines out as in, blank ones included.

    >>> bitext.translate("Bonjour.\\n\\nBonjour.\\n", engine)
    'Hello.\\n\\nHello.\\n'
    >>> list(bitext.translate(["Bonjour.", ""], engine))
    ['Hello.', '']

    Args:
        text: of any length; or lines without newlines.
        engine: see :func:`load_engine`.
        progress: counts segments of a text, or lines.
        block: lines that are translated in one job; bounds the memory.
    """
    from toolkit.documents import parse_document
    from toolkit.pipeline.characters import whole
    from toolkit.pipeline.render import translate_document, translate_lines

    if not isinstance(text, str):
        return iter(translate_lines(whole(text), engine, block, progress))
    if not "".join(whole([text])).strip():
        return text
    [rendered] = translate_document([parse_document(text, "")], engine, progress)
    return rendered.text()


def translate_units(
    units: Iterable[TranslationUnit], engine: Engine, *, missing: bool = False
) -> Iterator[TranslationUnit]:
    """Give each unit of a bitext a translation of its source for a target; checks look at it.

    >>> [unit] = bitext.translate_units(bitext.read("half.tsv", "fr-en"), engine, missing=True)
    >>> unit.target, unit.origin.value
    ('Hello.', 'machine')

    Args:
        units: in the language that the engine translates from.
        engine: see :func:`load_engine`.
        missing: leave units that have a target as they are.

    Raises:
        InputError: the source of a unit is in another language.
    """
    from toolkit.pipeline.units import translate_units as through

    return through(units, engine, missing)


def translate_file(
    source: StrPath | BinaryIO,
    out: StrPath | None,
    engine: Engine,
    *,
    kind: str | None = None,
    wrap: str = "auto",
    hidden_sheets: str = "auto",
    force: bool = False,
    strict: bool = False,
    progress: Progress | None = None,
) -> TranslatedFile:
    """Translate a file of text, HTML, Markdown, subtitles, XLIFF, Word or OpenDocument; its code stays.

    >>> bitext.translate_file("page.html", "page.en.html", engine).text
    '<p>Hello, <b>Russia</b>.</p>\\n'

    Args:
        source: path, or an open file.
        out: to write; None to write nothing.
        engine: see :func:`load_engine`.
        kind: such as ``markdown``; None to go by the suffix.
        wrap: lines of plain text: ``join`` those of a paragraph, ``keep`` each, or ``auto``.
        hidden_sheets: of Excel and OpenDocument: ``translate``, ``keep``, or ``auto`` for what is usual: Excel's stay,
            OpenDocument's are translated.
        force: overwrite.
        strict: write nothing if the structure of the translation differs from that of the source.
        progress: counts segments.

    Returns:
        The translation, with the differences of structure that an audit found.

    Raises:
        InputError: the file is missing, damaged, says that it is in another language, or is a bitext.
        EncodingError: it should be text and is neither UTF-8 nor, in HTML, what it declares.
        OutputError: the output exists already, or cannot be written.
    """
    from toolkit.files import read_bytes, write_bytes
    from toolkit.markup.audit import audit
    from toolkit.pipeline.batch import Reading
    from toolkit.pipeline.pages import ReadOptions, signature_of, translate_manuscripts

    options = ReadOptions(wrap, hidden_sheets)
    path = Path(source) if isinstance(source, str | os.PathLike) else Path(getattr(source, "name", "stdin"))
    _refuse_bitext([path] if isinstance(source, str | os.PathLike) else [], kind)
    if out is not None:
        check_output(Path(out), force)
    content = read_bytes(path) if isinstance(source, str | os.PathLike) else source.read()
    manuscript = Reading(engine, kind, options).read(content, path)
    [(rendered, data)] = translate_manuscripts([manuscript], engine, progress)
    differences = audit(manuscript.kind, content, data)
    if out is not None and not (strict and differences):
        write_bytes(Path(out), data)
    made_of = signature_of(manuscript.kind, engine, options)
    return TranslatedFile(data, rendered, made_of, differences, manuscript.charset)


def translate_files(
    paths: StrPath | Iterable[StrPath],
    out: StrPath,
    engine: Engine,
    *,
    kind: str | None = None,
    wrap: str = "auto",
    hidden_sheets: str = "auto",
    force: bool = False,
    strict: bool = False,
    progress: Progress | None = None,
) -> FilesReport:
    """Translate files and folders into a folder; an interrupted run resumes.

    A file or folder that cannot be read does not stop the others; the report names it.

    >>> bitext.translate_files(["article.fr.txt", "page.html"], "english", engine)
    FilesReport(done=2, skipped=0)

    Args:
        paths: files, or folders that are searched for files that can be translated.
        out: folder; the translations keep the layout, with the language before the suffix.
        engine: see :func:`load_engine`.
        kind: of all files; None to go by their suffixes.
        wrap, hidden_sheets: see :func:`translate_file`.
        force: overwrite translations that were changed by hand, or not made by this function.
        strict: write no translation whose structure differs from that of its source.
        progress: counts bytes of input.

    Returns:
        What was done, what could not be read, and which translations differ in structure from their sources.

    Raises:
        InputError: a path does not exist, a folder has no file that can be translated, or a file is a bitext.
        OutputError: a translation exists that this function did not write as it stands.
    """
    from toolkit.files import check_output_folder
    from toolkit.pipeline import batch
    from toolkit.pipeline.pages import ReadOptions

    options = ReadOptions(wrap, hidden_sheets)
    folder = Path(out)
    closed: dict[Path, BitextError] = {}
    found = files_to_translate(paths, kind, folder, closed)
    check_output_folder(folder)
    report = batch.translate_files(found, engine, folder, force, progress, kind, options, strict)
    report.failed |= closed
    return report


def files_to_translate(
    paths: StrPath | Iterable[StrPath],
    kind: str | None = None,
    out: Path | None = None,
    closed: dict[Path, BitextError] | None = None,
) -> list[tuple[Path, Path]]:
    """The files that paths stand for, each with its path below the one given; none of those in the output folder.

    Args:
        paths: files and folders.
        kind: of all files; None to go by their suffixes.
        out: folder of the output.
        closed: gets the folders that cannot be read, if others can; None to raise that.

    Raises:
        InputError: a path does not exist, a folder has no file that can be translated, a file is a bitext, or there is
            no such kind.
    """
    from toolkit.files import text_files
    from toolkit.markup import suffixes

    found = text_files(paths_of(paths), suffixes(walked=True), out, closed)
    _refuse_bitext([path for path, _ in found], kind)
    return found


def files_left_out(paths: StrPath | Iterable[StrPath]) -> list[Path]:
    """The files in folders that are not translated, for they are of other kinds; hidden ones are no matter."""
    from toolkit.files import other_files
    from toolkit.markup import suffixes

    return other_files(paths_of(paths), suffixes(walked=True))


def told_counts(counts: Counter[str]) -> str:
    """What became of the segments of a job, in one line; see :meth:`toolkit.TranslatedFile.counts`."""
    from toolkit.pipeline.counting import told

    return told(counts)


def check_kind(path: StrPath, kind: str | None = None) -> str:
    """The kind of a file, by its suffix or as given.

    Raises:
        InputError: the kind does not exist, or the file is of no kind that can be translated.
    """
    from toolkit.markup import kind_of

    return kind_of(Path(path), kind)


def check_translation_name(path: StrPath, out: StrPath, kind: str | None = None) -> None:
    """Refuse a name for a translation that says that it is what it cannot be, such as ``.pdf``.

    Raises:
        InputError: the translation of such a file is of another kind.
    """
    from toolkit.markup import translated_suffix

    own, becomes = Path(path).suffix.lower(), translated_suffix(Path(path), kind)
    if Path(out).suffix.lower() == own != becomes.lower():
        raise InputError(f"{out}: the translation of a {own} file is {becomes}; name it so")


def is_text_kind(kind: str) -> bool:
    """Whether files of a kind are text, which a terminal can show."""
    from toolkit.markup import is_binary

    return not is_binary(kind)


def _refuse_bitext(paths: Iterable[Path], kind: str | None) -> None:
    from toolkit.formats import is_unit_file
    from toolkit.markup import kind_of, suffixes
    from toolkit.markup.registry import TEXT

    kind_of(Path(), kind or TEXT)
    for path in paths:
        if kind is None and path.suffix.lower() not in suffixes() and is_unit_file(path):
            raise InputError(f"{path}: its name is that of a bitext; add --units, or --as text to translate its lines")
