"""The front door to projects: documents under work, with their versions, checks and memory."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.api.books import BOOK_SUFFIXES, write_book
from toolkit.api.common import Languages, Progress, StrPath, check_output
from toolkit.errors import InputError
from toolkit.languages.pair import DEFAULT_PAIR, LanguagePair
from toolkit.project import Conflict, DocumentRow, Kind, Project, Row, State
from toolkit.project.beads import BeadEditor
from toolkit.project.editing import Edit
from toolkit.project.workbench import Workbench

if TYPE_CHECKING:
    from toolkit.formats import WriteReport
    from toolkit.lexical.word_model import WordModel
    from toolkit.translation import Engine
    from toolkit.units import TranslationUnit

__all__ = [
    "BeadEditor",
    "Conflict",
    "DocumentRow",
    "Edit",
    "Kind",
    "Project",
    "Row",
    "State",
    "Workbench",
    "add_file",
    "add_pair",
    "create_project",
    "export_project",
    "open_project",
]


def create_project(
    folder: StrPath,
    pair: Languages = DEFAULT_PAIR,
    *,
    name: str = "",
    glossary: StrPath | None = None,
    memory: StrPath | None = None,
) -> Project:
    """Make a project in a folder.

    >>> from toolkit.api.projects import create_project
    >>> create_project("work", "fr-en").documents()
    []

    Args:
        folder: of the project; it may exist.
        pair: of its languages.
        name: for people.
        glossary: file of terms; the folder gets a copy.
        memory: file of units; the folder gets a translation memory of them.

    Raises:
        InputError: the glossary or the memory cannot be read.
        OutputError: there is a project already, or it cannot be written.
    """
    from toolkit import project
    from toolkit.api.bitexts import read
    from toolkit.project.workbench import put_beside

    languages = LanguagePair.parse(pair)
    made = project.create_project(Path(folder), languages, name)
    units = None if memory is None else read(memory, languages)
    put_beside(made, None if glossary is None else Path(glossary), units)
    return made


def open_project(folder: StrPath) -> Project:
    """Open a project.

    Raises:
        InputError: there is none in the folder, or it is damaged.
    """
    from toolkit import project

    return project.open_project(Path(folder))


def add_file(
    bench: Workbench, path: StrPath, engine: Callable[[], Engine], *, progress: Progress | None = None
) -> DocumentRow:
    """Put a file into a project: a document is translated, and of a bitext or a corpus folder what has no target yet.

    Args:
        bench: of the project.
        path: of the file.
        engine: called if the file must be translated.
        progress: counts segments that are translated.

    Raises:
        InputError: the file cannot be read.
        OutputError: the project cannot be written.
    """
    from toolkit.project.adding import add_text, add_units, is_text

    place, project = Path(path), bench.project
    if not place.is_dir() and is_text(place):
        number = add_text(project, place, engine(), bench.look, progress)
    else:
        number = add_units(project, place, _filled(_units_of(place, project.pair), engine), bench.look)
    return _numbered(project, number)


def _numbered(project: Project, number: int) -> DocumentRow:
    return next(row for row in project.documents() if row.number == number)


def _units_of(path: Path, pair: LanguagePair) -> Iterable[TranslationUnit]:
    """The units of a file; those without a target too, where they can be written back."""
    from toolkit.api.bitexts import read
    from toolkit.formats import format_of
    from toolkit.formats.editing import open_editor

    if path.is_file() and (form := format_of(path)).edits:
        return open_editor(form, path, *pair).units
    return read(path, pair)


def _filled(units: Iterable[TranslationUnit], engine: Callable[[], Engine]) -> list[TranslationUnit]:
    """Units with the machine's translation where they have none."""
    from toolkit.formats.editing import TRANSLATE
    from toolkit.pipeline.units import translate_units

    found = list(units)
    if all(u.target.strip() or not u.source.strip() or u.properties.get(TRANSLATE) == "no" for u in found):
        return found
    return list(translate_units(found, engine(), missing_only=True))


def add_pair(bench: Workbench, source: StrPath, target: StrPath) -> tuple[DocumentRow, list[str]]:
    """Align a text and its translation and put the beads into a project; returns the document, and warnings.

    Raises:
        InputError: a text cannot be read.
        OutputError: the project cannot be written.
    """
    from toolkit.project import adding

    number, warnings = adding.add_pair(bench.project, Path(source), Path(target), bench.look)
    return _numbered(bench.project, number), warnings


def document_of(project: Project, name: str) -> DocumentRow:
    """The document of a name, or of the beginning of one.

    Raises:
        InputError: there is none, or there are several.
    """
    found = [row for row in project.documents() if row.name == name]
    found = found or [row for row in project.documents() if row.name.startswith(name)]
    if len(found) != 1:
        names = ", ".join(row.name for row in project.documents()) or "none yet"
        raise InputError(f"{'no' if not found else 'more than one'} document '{name}'; the project has: {names}")
    return found[0]


def export_project(
    project: Project,
    out: StrPath,
    *,
    document: str | None = None,
    accepted: bool = False,
    training: bool = False,
    force: bool = False,
) -> WriteReport:
    """Write what a project holds; the suffix tells what.

    A document that is written with its own suffix keeps all of its format and gets the new targets. Other suffixes of
    units (``.tmx``, ``.xlf``, ``.tsv``, ``.jsonl`` …) give units with their provenance; ``.html``, ``.epub`` and
    ``.docx`` of units a bilingual book; ``.gold`` the beads of an aligned pair, as ``bitext score-alignment`` reads
    them.

    Args:
        project: to read.
        out: to write.
        document: name of one, or its beginning; None for all.
        accepted: only accepted units.
        training: what ``bitext train`` learns from: accepted units, each pair of texts once, without those that are the
            same text in both languages; always a file of units. The notes of the report count what was left out.
        force: overwrite.

    Raises:
        InputError: no such document, nothing to write, or a document cannot be written so.
        OutputError: the file exists already, or cannot be written.
    """
    from toolkit.api.bitexts import write
    from toolkit.formats import WriteReport, is_unit_file
    from toolkit.project import exporting

    place = Path(out)
    check_output(place, force)
    documents = project.documents()
    chosen = document_of(project, document) if document else documents[0] if len(documents) == 1 else None
    if training:
        return _write_training(project, chosen, place, force)
    if place.suffix.lower() == ".gold":
        return _write_gold(project, chosen, place)
    if chosen is not None and _own_format(project, chosen, place) and not accepted:
        return _write_in_place(project, chosen, place)
    states = (State.ACCEPTED,) if accepted else ()
    units = list(exporting.units(project, chosen.number if chosen else None, states))
    if not units:
        raise InputError("no units to write; accept some, or leave --accepted out")
    if place.suffix.lower() in BOOK_SUFFIXES:
        write_book(units, place, project.name)
        return WriteReport(len(units))
    if not is_unit_file(place):
        many = chosen is None and len(documents) > 1
        raise InputError(
            f"{place}: units are written as .tmx, .xlf, .tsv, .jsonl and the like, a book as .html or .epub"
            + ("; a document in its own format needs --document NAME" if many else "")
        )
    return write(units, place, project.pair, force=force)


def _write_training(project: Project, document: DocumentRow | None, out: Path, force: bool) -> WriteReport:
    from toolkit.api.bitexts import write
    from toolkit.formats import is_unit_file
    from toolkit.project import exporting

    if not is_unit_file(out):
        raise InputError(f"{out}: training reads units; write .tmx, .tsv, .jsonl or the like")
    units, notes = exporting.teaching(project, document.number if document else None)
    if not units:
        raise InputError("no unit is accepted yet that could teach something; accept some first")
    report = write(units, out, project.pair, force=force)
    report.notes.update(notes)
    return report


def _own_format(project: Project, document: DocumentRow, out: Path) -> bool:
    name, content = project.content(document.number)
    return bool(content) and Path(name).suffix.lower() == out.suffix.lower()


def _write_gold(project: Project, document: DocumentRow | None, out: Path) -> WriteReport:
    from toolkit.files import write_text
    from toolkit.formats import WriteReport
    from toolkit.project import exporting

    if document is None:
        raise InputError("name the document whose beads are wanted: --document NAME")
    lines = exporting.gold(project, document.number)
    write_text(out, "".join(f"{line}\n" for line in lines))
    return WriteReport(len(lines))


def _write_in_place(project: Project, document: DocumentRow, out: Path) -> WriteReport:
    from toolkit.files import write_bytes
    from toolkit.formats import WriteReport
    from toolkit.project import exporting

    if document.kind is Kind.TEXT:
        _, data, empty = exporting.document(project, document.number, _word_model(project))
        write_bytes(out, data)
        report = WriteReport(document.units)
        if empty:
            report.notes["sentences without a target left as they are"] = empty
        return report
    return _write_units_in_place(project, document, out)


def _word_model(project: Project) -> WordModel | None:
    """What finds the words that inline markup belongs to, if a model of the pair brings it."""
    from toolkit.api.translating import load_engine
    from toolkit.errors import BitextError
    from toolkit.translation.base import word_model_of

    try:
        return word_model_of(load_engine(project.pair))
    except BitextError:  # no model: the places of markup are found by the places of words
        return None


def _write_units_in_place(project: Project, document: DocumentRow, out: Path) -> WriteReport:
    """Write a file of units with the targets that people changed; all else stays as its file has it."""
    from toolkit.api.unit_files import UnitFiles, annotate_unit_files
    from toolkit.formats.tmx_inline import TARGET_INLINE
    from toolkit.project.exporting import with_codes

    name, content = project.content(document.number)
    rows: Iterator[Row] = project.rows(document.number)
    channel = _word_model(project)
    bare: list[str] = []

    def look(unit: TranslationUnit) -> None:
        row = next(rows, None)
        if row is None or row.unit.source != unit.source:
            raise InputError(f"{name}: its units were merged or split, which its format has no place for; write a .tmx")
        filled = row.unit.target and not unit.target
        code = row.unit.properties.get(TARGET_INLINE)
        moved = code is not None and code != unit.properties.get(TARGET_INLINE)
        if (filled or row.state is not State.OPEN) and (moved or row.unit.target != unit.target):
            unit.target, unit.origin = row.unit.target, row.unit.origin
            if code is not None:
                unit.properties[TARGET_INLINE] = code
            bare.extend([unit.id] * (not with_codes(unit, channel)))

    with tempfile.TemporaryDirectory(prefix="bitext-project-") as folder:
        original = Path(folder) / name
        original.write_bytes(content)
        report = annotate_unit_files(UnitFiles.of(original, *project.pair), out, look, force=True)
    if bare:
        report.notes["units whose inline codes stand behind the text, for their words were not found"] = len(bare)
    return report
