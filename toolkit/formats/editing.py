"""Changing a file of units in place: only targets, states and findings change, all else stays byte for byte."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Protocol

from toolkit.files.memory import refuse_too_large
from toolkit.formats.base import WriteReport
from toolkit.formats.registry import Format
from toolkit.formats.tmx_inline import TARGET_INLINE
from toolkit.units import Finding, TranslationUnit

#: Property of a unit that must stay as it is: ``no``, as XLIFF has it.
TRANSLATE = "translate"
#: Property of a unit that a person approved: ``yes``.
APPROVED = "approved"


# Bytes of memory for each byte of a file that is changed in place; see ``python bench/documents.py --units``.
_TIMES = 45


class Editor(Protocol):
    """An open file whose units can be changed.

    Attributes:
        units: to be changed: targets, origins, findings and the property ``target-inline`` are written back.
        keep_states: changes are mends, and whoever translated and approved a unit has still done so.
        judges_all: a unit without a translation is not one that waits for its translator: filters look at it too.
    """

    units: list[TranslationUnit]
    keep_states: bool
    judges_all: bool

    def save(self, path: Path, units: Iterable[TranslationUnit] | None = None) -> WriteReport:
        """Write the file with what has changed.

        Args:
            path: to write.
            units: those of :attr:`units` that shall stay; None for all. What is part of a larger thing, such as a
                segment or a plural form, stays as long as another part of it does.

        Raises:
            OutputError: the path cannot be written.
        """
        ...


def open_editor(form: Format, path: Path, source_language: str | None, target_language: str | None) -> Editor:
    """Open a file of a format that can be changed in place.

    Args:
        form: whose ``edits`` is true.
        path: of the file.
        source_language, target_language: units of other languages stay as they are; None for all.

    Raises:
        InputError: the file cannot be read, holds other languages only, or does not fit into memory.
    """
    if path.is_file():
        refuse_too_large(str(path), path.stat().st_size, _TIMES)
    editor: Editor = import_module(form.module).edit(path, source_language, target_language)
    return editor


class Snapshot:
    """What units were before a job, to know what it changed."""

    def __init__(self, units: Iterable[TranslationUnit]) -> None:
        self._before = {id(unit): _state(unit) for unit in units}

    def target_changed(self, unit: TranslationUnit) -> bool:
        """Whether a unit has another target, or other inline codes in it."""
        return self._before[id(unit)][:2] != _state(unit)[:2]

    def findings_changed(self, unit: TranslationUnit) -> bool:
        """Whether checks found something else."""
        return self._before[id(unit)][2] != _state(unit)[2]


def _state(unit: TranslationUnit) -> tuple[str, str, list[Finding]]:
    return unit.target, unit.properties.get(TARGET_INLINE, ""), list(unit.findings)


def report_of(units: Iterable[TranslationUnit], snapshot: Snapshot, notes: Counter[str] | None = None) -> WriteReport:
    """Counts of units that were written back."""
    report = WriteReport()
    for unit in units:
        report.units += 1
        report.changed += snapshot.target_changed(unit) or snapshot.findings_changed(unit)
    report.notes.update(notes or {})
    return report
