"""Changes of single units: a new target, a state, a comment; always against the revision that the person saw."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from toolkit.checks.placeholders import read_placeholders
from toolkit.errors import InputError
from toolkit.formats.editing import TRANSLATE
from toolkit.formats.inline import retexted, text_of
from toolkit.formats.tmx_inline import TARGET_INLINE
from toolkit.pipeline.characters import refuse_halves
from toolkit.project.codes import moved_codes
from toolkit.project.model import Conflict, Kind, Row, State
from toolkit.project.store import Project, keep_version, update
from toolkit.segmentation import split_sentences
from toolkit.text.controls import without_controls
from toolkit.units import Finding, Origin, TranslationUnit

#: Findings of a unit.
Look = Callable[[TranslationUnit], list[Finding]]


@dataclass(slots=True, frozen=True)
class Edit:
    """A change of a unit.

    Attributes:
        number: of the unit.
        revision: that the person saw.
        target: new text; None to leave it.
        state: new one; None for :attr:`State.EDITED` where the text changes.
        codes: where in the target its inline codes stand, in their order; None to leave them.
    """

    number: int
    revision: int
    target: str | None = None
    state: State | None = None
    codes: tuple[int, ...] | None = None


def save(project: Project, edits: Iterable[Edit], person: str, look: Look, action: str = "edit") -> list[Row]:
    """Save changes: all of them, or none.

    Args:
        project: of the units.
        edits: at most one for each unit.
        person: who made them.
        look: what checks find in a unit.
        action: for the history, such as ``edit`` or ``undo``.

    Returns:
        The units as they are now.

    Raises:
        Conflict: somebody else has changed one of them since.
        InputError: an accepted target lacks a placeholder of its source, or is empty.
        OutputError: the project cannot be written.
    """
    wanted = {edit.number: edit for edit in edits}
    aligned = {d.number for d in project.documents() if d.kind is Kind.ALIGNED}
    with project.changing() as connection:
        rows = project.current({edit.number: edit.revision for edit in wanted.values()})
        for row in rows:
            if row.revision == 1:
                keep_version(connection, row, "added", "")
            _change(row, wanted[row.number], row.document in aligned)
            row.findings = look(row.unit)
            row.revision += 1
            update(connection, row)
            keep_version(connection, row, action, person)
    return rows


def _change(row: Row, edit: Edit, aligned: bool) -> None:
    target = None if edit.target is None else as_written(edit.target, row.unit.source)
    changed = target is not None and target != row.unit.target
    if (changed or edit.codes is not None) and is_locked(row):
        raise InputError('the file says translate="no" of this unit; it stays as it is')
    if changed:
        _keep_codes(row.unit, target or "")
        row.target = sentences_of(target or "", row.unit.target_language)
        row.unit.target = target or ""
        # What a machine said of its own words says nothing of a person's.
        row.unit.scores.pop("model", None)
    if edit.codes is not None:
        row.unit.properties[TARGET_INLINE] = moved_codes(row.unit, edit.codes)
    row.state = edit.state or (State.EDITED if changed or edit.codes is not None else row.state)
    if row.state is not State.OPEN:
        row.unit.origin = Origin.HUMAN
    if edit.state is State.ACCEPTED and row.source and not (aligned or is_locked(row) or row.unit.target.strip()):
        raise InputError("the target is empty; write one, or leave the unit as edited")
    if edit.state is State.ACCEPTED and row.source and row.target:
        lost = lost_placeholders(row.unit)
        if lost:
            raise InputError(
                f"the target lacks {', '.join(lost)} of the source; put it in, or leave the unit as edited"
            )


def is_locked(row: Row) -> bool:
    """Whether the file of a unit says that it is not to be translated."""
    return row.unit.properties.get(TRANSLATE) == "no"


def _keep_codes(unit: TranslationUnit, target: str) -> None:
    """Let inline codes that somebody has put in their places stay there, if the change goes over none of them."""
    code = unit.properties.get(TARGET_INLINE)
    if code is None or text_of(code) != unit.target:
        return
    before = unit.target
    start = next((n for n, (a, b) in enumerate(zip(before, target, strict=False)) if a != b), None)
    start = min(len(before), len(target)) if start is None else start
    end = 0
    while end < min(len(before), len(target)) - start and before[-1 - end] == target[-1 - end]:
        end += 1
    kept = retexted(code, [(start, len(before) - end, target[start : len(target) - end])])
    if kept is not None:
        unit.properties[TARGET_INLINE] = kept


def as_written(target: str, source: str) -> str:
    """A target as it is kept: without control characters, and in one line where its source is.

    Raises:
        InputError: it has half of a character.
    """
    refuse_halves([target])
    target = without_controls(target)
    if "\n" in source or "\n" not in target:
        return target
    return " ".join(line.strip() for line in target.splitlines() if line.strip())


def lost_placeholders(unit: TranslationUnit) -> list[str]:
    """Placeholders of the source that the target does not have as often."""
    return list((read_placeholders(unit.source) - read_placeholders(unit.target)).elements())


def sentences_of(text: str, language: str) -> tuple[str, ...]:
    """The sentences of a text, such that joining them gives it back; else the text as a whole."""
    from toolkit.languages.tags import sentence_gap

    if not text:
        return ()
    parts = tuple(segment.text for segment in split_sentences(text, language))
    return parts if sentence_gap(language).join(parts) == text else (text,)


def comment(project: Project, number: int, text: str, person: str, seen: str | None = None) -> Row:
    """Set the comment of a unit; comments of two people do not undo one another's targets, so no revision is asked.

    Args:
        project: of the unit.
        number: of the unit.
        text: the new comment; empty to take it away.
        person: who wrote it.
        seen: the comment that the person saw; None to replace any.

    Raises:
        Conflict: somebody else has changed the comment since it was seen.
        InputError: no such unit.
        OutputError: the project cannot be written.
    """
    with project.changing() as connection:
        rows = project.get([number])
        if not rows:
            raise InputError(f"no unit {number}")
        [row] = rows
        if seen is not None and row.comment != seen.strip():
            raise Conflict(rows)
        row.comment = text.strip()
        update(connection, row)
        keep_version(connection, replace(row), "comment", person)
    return row
