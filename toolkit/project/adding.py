"""What comes into a project: texts, which are translated; files of units; pairs of texts, which are aligned."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from toolkit.errors import InputError
from toolkit.files import read_bytes
from toolkit.languages.tags import same_language
from toolkit.markup import kind_of
from toolkit.pipeline.aligning import AlignOptions, align_files
from toolkit.pipeline.batch import Reading
from toolkit.pipeline.pages import translate_manuscripts
from toolkit.project.editing import Look
from toolkit.project.model import Kind, Row, State
from toolkit.project.store import Project
from toolkit.translation.base import Engine, mean_score
from toolkit.units import Origin, TranslationUnit

#: A file is kept whole in the project, to be written again with its new targets.
LARGEST = 100 << 20


def add_text(
    project: Project, path: Path, engine: Engine, look: Look, progress: Callable[[int], None] | None = None
) -> int:
    """Translate a document and put its sentences into the project; returns the key of the document.

    Raises:
        InputError: the file is missing, too large, damaged, of no known kind, or has no text.
        OutputError: the project cannot be written.
    """
    content = _content(path)
    manuscript = Reading(engine).read(content, path)
    [(rendered, _)] = translate_manuscripts([manuscript], engine, progress)
    rows: list[Row] = []
    for number, part in enumerate(rendered.paragraphs):
        for segment, translation in zip(part.segments, part.translations, strict=True):
            unit = _unit(project, f"{path.stem}-{len(rows) + 1:04d}", segment.text, translation.text)
            unit.document, unit.paragraph, unit.kind = path.name, number, part.paragraph.kind.value
            score = mean_score([translation])
            if score is not None:
                unit.scores["model"] = score
            if translation.memory:
                unit.scores["memory"] = translation.memory
            rows.append(_row(unit, (segment.text,), (translation.text,) if translation.text else (), look))
    if not rows:
        raise InputError(f"{path}: no text in this file; nothing to do")
    return project.add_document(path.name, Kind.TEXT, content, rows)


def add_units(project: Project, path: Path, units: Iterable[TranslationUnit], look: Look) -> int:
    """Put the units of a file into the project; returns the key of the document.

    Raises:
        InputError: a unit is in other languages, or there is none.
        OutputError: the project cannot be written.
    """
    content = _content(path) if path.is_file() else b""
    rows = list(_rows(project, path, units, look))
    if not rows:
        raise InputError(f"{path}: no units in this file; nothing to do")
    return project.add_document(path.name, Kind.BITEXT, content, rows)


def _rows(project: Project, path: Path, units: Iterable[TranslationUnit], look: Look) -> Iterator[Row]:
    for unit in units:
        unit.source_language = unit.source_language or project.pair.source
        unit.target_language = unit.target_language or project.pair.target
        codes = (unit.source_language, unit.target_language)
        if not all(same_language(code, own) for code, own in zip(codes, project.pair, strict=True)):
            raise InputError(
                f"{path}: unit {unit.id} is {codes[0]}–{codes[1]}, the project {project.pair}; choose the languages "
                "with --from and --to, or make another project"
            )
        unit.document = unit.document or path.name
        yield _row(unit, (unit.source,) if unit.source else (), (unit.target,) if unit.target else (), look)


def add_pair(project: Project, source: Path, target: Path, look: Look, aligner: str = "auto") -> tuple[int, list[str]]:
    """Align two texts and put the beads into the project; returns the key of the document, and warnings.

    Raises:
        InputError: a text cannot be read, or is empty.
        OutputError: the project cannot be written.
    """
    options = AlignOptions(project.pair.source, project.pair.target, aligner)
    aligned = align_files(source, target, options)
    rows = []
    for bead, unit in zip(aligned.beads, aligned.units(source.stem, options, empty=True), strict=True):
        if not (bead.source and bead.target):
            unit.scores = {}
        texts = tuple(aligned.source[n] for n in bead.source), tuple(aligned.target[n] for n in bead.target)
        if bead.source:
            unit.paragraph = aligned.paragraphs[bead.source[0]]
        unit.source_segments = unit.target_segments = ()
        rows.append(_row(unit, *texts, look))
    name = f"{source.name} · {target.name}"
    return project.add_document(name, Kind.ALIGNED, b"", rows), aligned.warnings


def _content(path: Path) -> bytes:
    if path.is_file() and path.stat().st_size > LARGEST:
        raise InputError(f"{path}: larger than {LARGEST >> 20} MB; split it first (bitext split)")
    return read_bytes(path)


def _unit(project: Project, id: str, source: str, target: str) -> TranslationUnit:
    return TranslationUnit(id, source, target, project.pair.source, project.pair.target)


def _row(unit: TranslationUnit, source: tuple[str, ...], target: tuple[str, ...], look: Look) -> Row:
    findings = look(unit) if source and target else []
    unit.findings = []
    machine = unit.target if unit.origin is Origin.MACHINE else ""
    return Row(0, 0, 0.0, unit, source, target, State.OPEN, 1, machine, findings=findings)


def is_text(path: Path) -> bool:
    """Whether a file is a document to translate; else it holds units.

    Raises:
        InputError: it is of no known kind.
    """
    from toolkit.formats import is_unit_file

    if is_unit_file(path) and path.suffix.lower() not in (".txt",):
        return False
    kind_of(path)
    return True
