"""A person at work on a project: what they are shown beside a unit, and what their decisions do.

Beside ``project.sqlite`` a project's folder may hold files that other commands use too: ``glossary.tsv`` (or another
suffix), ``memory.sqlite``, ``bitext-dismissed.tsv`` and ``bitext-checks.toml``.
"""

from __future__ import annotations

import difflib
import re
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from toolkit.checks import Checker
from toolkit.checks.checklists import read_checklist
from toolkit.checks.dismissals import FILE_NAME as DISMISSED
from toolkit.checks.dismissals import Dismissals
from toolkit.checks.spans import located
from toolkit.errors import InputError
from toolkit.memory import Match, Memory, add_to_memory, build_memory
from toolkit.project import editing
from toolkit.project.editing import Edit
from toolkit.project.model import Row, State
from toolkit.project.store import Project, keep_version, update
from toolkit.terms import TermFinder
from toolkit.terms import read_glossary as read_terms
from toolkit.units import Finding, TranslationUnit

MEMORY = "memory.sqlite"
GLOSSARY = "glossary"
CHECKLIST = "bitext-checks.toml"
#: Least score of a match of the memory that is shown.
LIKE = 0.6
# It compares units with one another, and finds nothing in one alone.
_ACROSS = ("consistency",)
_WORD = re.compile(r"\w+|\s+|[^\w\s]")
_MATCHES = 3


@dataclass(slots=True, frozen=True)
class Suggestion:
    """A unit of the memory that fits.

    Attributes:
        match: the unit.
        difference: pieces of its source and of that under work: ``=`` in both, ``-`` only in the memory's, ``+`` only
            in the other.
    """

    match: Match
    difference: list[tuple[str, str]]


class Workbench:
    """Everything beside the texts of a project: checks, terms, memory, dismissals.

    Args:
        project: that is worked on.

    Raises:
        InputError: a file of the folder cannot be read.
    """

    def __init__(self, project: Project) -> None:
        self.project = project
        self._lock = threading.Lock()
        folder, pair = project.folder, project.pair
        self.memory = folder / MEMORY
        found = sorted(folder.glob(f"{GLOSSARY}.*"))
        self.terms = read_terms(found[0], pair.source, pair.target) if found else []
        self._targets = {term.source: term.targets for term in self.terms}
        self._finder = TermFinder(self._targets, inflected=True)
        lists = [read_checklist(folder / CHECKLIST)] if (folder / CHECKLIST).is_file() else []
        self._checker = Checker((), _ACROSS, self.terms or None, (pair.source, pair.target), (), lists)
        place = folder / DISMISSED
        self._dismissals = Dismissals.read(place) if place.is_file() else Dismissals()

    def look(self, unit: TranslationUnit) -> list[Finding]:
        """What checks find in a unit, less what was dismissed, with the places of the words."""
        if not unit.source.strip() or not unit.target.strip():
            return []
        with self._lock:
            found = self._checker.check(unit)
            return [located(unit, f) for f in found if not self._dismissals.covers(unit, f)]

    def save(self, edits: Iterable[Edit], person: str, action: str = "edit") -> list[Row]:
        """Save changes, and remember what was accepted; see :func:`toolkit.project.editing.save`."""
        rows = editing.save(self.project, edits, person, self.look, action)
        for row in rows:
            if row.state is State.ACCEPTED and row.source and row.target:
                self._remember(row.unit)
        return rows

    def _remember(self, unit: TranslationUnit) -> None:
        with self._lock:
            if self.memory.is_file():
                add_to_memory(unit, self.memory)
            else:
                build_memory([unit], self.memory)

    def suggestions(self, unit: TranslationUnit) -> list[Suggestion]:
        """Units of the memory whose source is like that of a unit, the best first."""
        if not self.memory.is_file():
            return []
        memory = Memory(self.memory, unit.source_language, unit.target_language)
        try:
            matches = memory.matches(unit.source, LIKE, _MATCHES)
        finally:
            memory.close()
        return [Suggestion(match, difference(match.source, unit.source)) for match in matches]

    def terms_in(self, text: str) -> list[tuple[int, int, str, tuple[str, ...]]]:
        """Terms of the glossary in a source: start, end, the term, its translations."""
        return [(start, end, term, tuple(self._targets[term])) for start, end, term in self._finder.find(text)]

    def dismiss(self, number: int, check: str, reason: str, person: str) -> Row:
        """Let the findings of a check about a unit be, for good; returns the unit without them.

        Raises:
            InputError: no such unit, no such finding, or no reason.
            OutputError: the list of dismissals cannot be written.
        """
        rows = self.project.get([number])
        if not rows or not any(finding.check == check for finding in rows[0].findings):
            raise InputError("this finding is there no more")
        if not reason.strip():
            raise InputError("say why; the reason is kept with the dismissal")
        [row] = rows
        with self._lock:
            place = self.project.folder / DISMISSED
            # Another process, such as ``bitext dismiss``, may have written it.
            self._dismissals = Dismissals.read(place) if place.is_file() else Dismissals()
            self._dismissals.add(row.unit, check, reason, person)
            self._dismissals.write(place)
        with self.project.changing() as connection:
            [row] = self.project.get([number])
            row.findings = self.look(row.unit)
            update(connection, row)
            keep_version(connection, row, f"dismissed {check}", person)
        return row


def difference(one: str, other: str) -> list[tuple[str, str]]:
    """The pieces of two texts, by words: ``=`` what both have, ``-`` what only the first has, ``+`` only the second.

    The method is that of :mod:`difflib` (Ratcliff and Obershelp).
    """
    left, right = _WORD.findall(one), _WORD.findall(other)
    pieces = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(("=", "".join(left[a:b])))
            continue
        pieces += [(sign, "".join(part)) for sign, part in (("-", left[a:b]), ("+", right[c:d])) if part]
    return pieces


def put_beside(project: Project, glossary: Path | None, memory: Iterable[TranslationUnit] | None) -> None:
    """Copy a glossary, and put units as a memory, into the folder of a project.

    Raises:
        InputError: the glossary cannot be read.
        OutputError: they cannot be written.
    """
    from toolkit.files import read_bytes, write_bytes

    if glossary is not None:
        read_terms(glossary, project.pair.source, project.pair.target)
        write_bytes(project.folder / f"{GLOSSARY}{''.join(glossary.suffixes) or '.tsv'}", read_bytes(glossary))
    if memory is not None:
        build_memory(memory, project.folder / MEMORY)
