"""Jobs on whole files of units: changed in place where the format allows it, audited, then written."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.api.common import Progress, StrPath, paths_of
from toolkit.api.unit_outputs import check_unit_output, is_several_files, names_languages, refuse_sources
from toolkit.formats import WriteReport
from toolkit.formats.formulas import FormulaGuard
from toolkit.formats.selection import named, reading_notes
from toolkit.languages.pair import LanguagePair, pair_or_default
from toolkit.units import TranslationUnit

__all__ = [
    "FormulaGuard",
    "JobReport",
    "UnitFiles",
    "annotate_unit_files",
    "check_unit_output",
    "is_several_files",
    "named",
    "names_languages",
    "read_file",
    "reading_notes",
    "refuse_sources",
    "translate_unit_files",
    "write_units",
]

# Units that are looked at for their languages.
_LOOK = 100

if TYPE_CHECKING:
    from toolkit.formats import Format
    from toolkit.formats.editing import Editor
    from toolkit.translation import Engine


@dataclass(slots=True)
class JobReport(WriteReport):
    """What became of a file of units.

    Attributes:
        treated: units that the job was for: those translated, or all that were checked.
        differences: how the file written differs from its source where it must not, a sentence each.
        written: whether there is a file; a strict job writes none that differs.
        edited: whether it is the source file with changes; else it was made anew.
    """

    treated: int = 0
    differences: list[str] = field(default_factory=list)
    written: bool = True
    edited: bool = False

    @property
    def passed(self) -> bool:
        """Whether there was something to do, and all of it is in the file."""
        return bool(self.units and self.treated and self.written and not self.left_out and not self.differences)


@dataclass(slots=True, frozen=True)
class UnitFiles:
    """Files of units that a job reads.

    Attributes:
        paths: files, corpus folders, folders of such files, or patterns.
        source, target: wanted languages, see :class:`toolkit.formats.selection.Selection`.
        format: name, where a suffix does not tell.
    """

    paths: tuple[Path, ...]
    source: str | None = None
    target: str | None = None
    format: str | None = None

    @classmethod
    def of(
        cls,
        paths: StrPath | Iterable[StrPath],
        source: str | None = None,
        target: str | None = None,
        format: str | None = None,
    ) -> UnitFiles:
        """The files of one path or several."""
        return cls(tuple(paths_of(paths)), source, target, format)

    def files(self) -> list[Path]:
        """Each file.

        Raises:
            InputError: no such file, or none in a folder.
        """
        from toolkit.corpora import unit_files

        return unit_files(self.paths, self.format)

    def read(self) -> Iterator[TranslationUnit]:
        """Units of all files, one after the other.

        Raises:
            InputError: a file cannot be read, or no file has a unit in the wanted languages.
        """
        from toolkit.corpora import read_all

        return read_all(self.files(), self.source, self.target, self.format)

    def placed(self) -> Iterator[tuple[Path, TranslationUnit]]:
        """Units of all files, each with its file.

        Raises:
            InputError: a file cannot be read.
        """
        from toolkit.corpora import read_units

        files = self.files()
        for path in files:
            for unit in read_units(path, len(files) > 1, self.source, self.target, self.format):
                yield path, unit

    def languages(self) -> LanguagePair:
        """Those that are asked for, or else those of the first unit, or else those of the embedded package."""
        first = next(read_file(self.files()[0], self.format, self.source, self.target)(), None)
        return pair_or_default(
            self.source or (first.source_language if first else None),
            self.target or (first.target_language if first else None),
        )

    def unnamed(self) -> tuple[str, str] | None:
        """The languages that the texts look to be in, where neither the first file nor anybody tells them.

        Returns:
            Codes, each empty where the texts are too short to tell; None where the languages are known.

        Raises:
            InputError: the file cannot be read.
        """
        from toolkit.text.identify import identify_any

        path = self.files()[0]
        # What can be read only once is left to the job.
        if (self.source and self.target) or not path.is_file():
            return None
        first = list(islice(read_file(path, self.format, self.source, self.target)(), _LOOK))
        if not first or any(unit.source_language or unit.target_language for unit in first):
            return None
        source = identify_any("\n".join(u.source for u in first))
        target = identify_any("\n".join(u.target for u in first))
        # The same for both is no pair: there are too few words, or units that were not translated.
        return ("", "") if source == target else (source, target)

    def refuse(self, *outputs: Path | None) -> None:
        """Refuse to write over an input.

        Raises:
            OutputError: an output is one, or a Moses pair would be written over one.
        """
        refuse_sources(outputs, self.files())

    def editor(self, out: Path, output: str | None = None) -> Editor | None:
        """The one file as it can be changed in place; None where there are several or the output has another format.

        Args:
            out: that is going to be written.
            output: its format, where the suffix does not tell.

        Raises:
            InputError: the file cannot be read, or holds other languages only.
        """
        from toolkit.formats import format_of
        from toolkit.formats.editing import open_editor

        files = self.files()
        if len(files) != 1:
            return None
        form, wanted = format_of(files[0], self.format), format_of(out, output)
        same = form.name == wanted.name or {form.name, wanted.name} <= {"xliff", "xliff2"}
        if not same or not (form.edits or self._is_own_table(form)):
            return None
        return open_editor(form, files[0], self.source, self.target)

    def _is_own_table(self, form: Format) -> bool:
        """Whether the one file is a table with columns of its own, which are to stay."""
        from toolkit.formats.table_edit import TABLES, has_own_columns

        [path] = self.files()
        # What can be read only once is not looked into.
        return form.name in TABLES and path.is_file() and has_own_columns(form.module, path, (self.source, self.target))


def read_file(
    path: Path, format: str | None = None, source: str | None = None, target: str | None = None
) -> Callable[[], Iterator[TranslationUnit]]:
    """Look a file's format up now, and return a function that reads its units.

    Args:
        path: of one file, or of the source side of a Moses pair.
        format: name, where the suffix does not tell.
        source, target: wanted languages.

    Raises:
        InputError: unknown format.
    """
    from toolkit.formats import format_of

    form = format_of(path, format)
    return lambda: form.read(path, source, target)


def write_units(
    units: Iterable[TranslationUnit],
    out: Path,
    *,
    force: bool = False,
    output: str | None = None,
    languages: tuple[str | None, str | None] = (None, None),
) -> WriteReport:
    """Write units to a new file, or to the files of a format that makes several.

    Raises:
        InputError: unknown format.
        OutputError: a file is there already and ``force`` is false, or it cannot be written.
    """
    from toolkit.files import check_output_file
    from toolkit.formats import format_of

    def check(place: Path) -> None:
        check_output_file(place, force, "another name")

    check_unit_output(out, force, output, languages)
    return format_of(out, output).write(units, out, *languages, check)


def translate_unit_files(
    inputs: UnitFiles,
    out: Path,
    engine: Engine,
    *,
    missing: bool = False,
    strict: bool = False,
    force: bool = False,
    progress: Progress | None = None,
) -> JobReport:
    """Translate the source of each unit; a file of the output's format is changed in place, all else of it stays.

    Args:
        inputs: to read.
        out: file to write; its suffix gives the format.
        engine: see :func:`toolkit.load_engine`.
        missing: leave units that have a target as they are.
        strict: write nothing if an audit finds differences; only a file that is changed in place is audited as a whole.
        force: overwrite.
        progress: counts units.

    Raises:
        InputError: an input cannot be read, or holds units of other languages only.
        OutputError: the output exists already, or cannot be written.
    """
    from toolkit.checks.placeholders import read_placeholders
    from toolkit.pipeline.units import translate_units

    inputs.refuse(out)
    check_unit_output(out, force, None, (inputs.source, inputs.target))
    report = JobReport()

    def count(treated: int) -> None:
        report.treated += treated

    editor = inputs.editor(out)
    if editor is None:
        units = _counted(translate_units(inputs.read(), engine, missing, count), progress)
        return _made(report, write_units(units, out, force=force, languages=(inputs.source, inputs.target)))
    before = [list(unit.findings) for unit in editor.units]
    translated = _counted(translate_units(editor.units, engine, missing, count), progress)
    for unit, known in zip(translated, before, strict=True):
        # A check's notes are written where they are asked for (check --out); old ones go with the old target.
        unit.findings = known if unit.findings == known else []
    return _save(editor, inputs, out, report, strict, read_placeholders)


def annotate_unit_files(
    inputs: UnitFiles,
    out: Path,
    look: Callable[[TranslationUnit], object],
    *,
    strict: bool = False,
    force: bool = False,
    output: str | None = None,
    progress: Progress | None = None,
    keep_states: bool = False,
) -> JobReport:
    """Write units with what a check puts into their findings; a file of the output's format is changed in place.

    Args:
        inputs: to read.
        out: file to write.
        look: called with each unit, such as :meth:`toolkit.checks.Checker.check_again`.
        strict, force, progress: see :func:`translate_unit_files`.
        output: format, where the suffix does not tell.
        keep_states: targets that change are mended ones, whose states stay.

    Raises:
        InputError: an input cannot be read.
        OutputError: the output exists already, or cannot be written.
    """
    inputs.refuse(out)
    check_unit_output(out, force, output, (inputs.source, inputs.target))
    report = JobReport()
    editor = inputs.editor(out, output)
    if editor is not None:
        editor.keep_states = keep_states

    def looked(units: Iterable[TranslationUnit]) -> Iterator[TranslationUnit]:
        for unit in _counted(units, progress):
            look(unit)
            report.treated += 1
            yield unit

    if editor is None:
        return _made(report, write_units(looked(inputs.read()), out, force=force, output=output))
    for _ in looked(editor.units):
        pass
    return _save(editor, inputs, out, report, strict, None)


def _counted(units: Iterable[TranslationUnit], progress: Progress | None) -> Iterator[TranslationUnit]:
    for unit in units:
        yield unit
        if progress:
            progress(1)


def _made(report: JobReport, found: WriteReport) -> JobReport:
    report.units, report.left_out, report.changed = found.units, found.left_out, found.changed
    report.notes = found.notes
    return report


def _save(
    editor: Editor,
    inputs: UnitFiles,
    out: Path,
    report: JobReport,
    strict: bool,
    placeholders: Callable[[str], object] | None,
) -> JobReport:
    """Write a file that was changed in place, and compare it with its source."""
    from toolkit.formats.audit import audit_units

    [path] = inputs.files()

    def differences(made: Path) -> list[str]:
        return audit_units(path, made, inputs.source, inputs.target, placeholders)  # type: ignore[arg-type]

    report.edited = True
    if strict:
        with tempfile.TemporaryDirectory(prefix="bitext-strict-") as folder:
            trial = Path(folder) / out.name
            _made(report, editor.save(trial))
            report.differences = differences(trial)
        if report.differences:
            report.written = False
            return report
    _made(report, editor.save(out))
    if not strict and out.is_file():
        report.differences = differences(out)
    return report
