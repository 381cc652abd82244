"""Findings that a person has looked at and let be, in a text file that two people can change and git can merge.

A line is a dismissal: what it is about (a digest of check, languages, source and target), the check, the day, the
person, the reason, and the beginnings of source and target for readers. Lines are sorted by the digest, so that two
branches that add some rarely touch. As the digest is of the unit's texts, a dismissal holds wherever the unit stands,
and ends when either text changes.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import InputError
from toolkit.files import read_text, write_text
from toolkit.units import Finding, TranslationUnit

#: Looked for in the working folder.
FILE_NAME = "bitext-dismissed.tsv"
_HEAD = "# Findings that bitext check leaves out (docs/checks.md): digest, check, day, person, reason, source, target"
_COLUMNS = 7
_SHOWN = 60


@dataclass(slots=True, frozen=True)
class Dismissal:
    """A finding that is let be.

    Attributes:
        key: digest of check, languages, source and target.
        check: whose findings it is about.
        day: ISO date.
        person: who says so.
        reason: why.
        source, target: beginnings of the texts, for readers.
    """

    key: str
    check: str
    day: str
    person: str
    reason: str
    source: str
    target: str


def key_of(unit: TranslationUnit, check: str) -> str:
    """Digest by which a dismissal is found: 16 hexadecimal digits of SHA-256."""
    parts = (check, *unit.languages, unit.source, unit.target)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


class Dismissals:
    """The dismissals of a project.

    >>> from toolkit import Finding, TranslationUnit
    >>> unit = TranslationUnit("1", "Il a 12 chats.", "He has a dozen cats.", "fr", "en")
    >>> known = Dismissals()
    >>> known.add(unit, "numbers", "said in words", "ada")
    True
    >>> known.covers(unit, Finding("numbers", "number 12 of the source is missing in the target"))
    True

    Args:
        rows: that there are.
    """

    def __init__(self, rows: Iterable[Dismissal] = ()) -> None:
        self._rows = {row.key: row for row in rows}
        self.used: set[str] = set()

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Dismissal]:
        return iter(sorted(self._rows.values(), key=lambda row: row.key))

    @classmethod
    def read(cls, path: Path) -> Dismissals:
        """Those of a file.

        Raises:
            InputError: the file is missing, or a line of it is no dismissal.
        """
        rows = []
        for number, line in enumerate(read_text(path).splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            cells = line.split("\t")
            if line.startswith(("<<<<<<<", "=======", ">>>>>>>")):
                raise InputError(f"{path}, line {number}: a conflict of git; keep the lines of both sides")
            if len(cells) != _COLUMNS or len(cells[0]) != 16:
                raise InputError(f"{path}, line {number}: not a dismissal; delete the line, or restore it")
            rows.append(Dismissal(*cells))
        return cls(rows)

    def write(self, path: Path) -> None:
        """Write the file anew, sorted."""
        lines = ["\t".join((r.key, r.check, r.day, r.person, r.reason, r.source, r.target)) for r in self]
        write_text(path, "\n".join([_HEAD, *lines]) + "\n")

    def covers(self, unit: TranslationUnit, finding: Finding) -> bool:
        """Whether a finding was dismissed; it counts as seen then, see :meth:`prune`."""
        if not self._rows:
            return False
        key = key_of(unit, finding.check)
        if key not in self._rows:
            return False
        self.used.add(key)
        return True

    def add(self, unit: TranslationUnit, check: str, reason: str, person: str) -> bool:
        """Dismiss the findings of a check about a unit; false if that was done before."""
        key = key_of(unit, check)
        if key in self._rows:
            return False
        day = datetime.date.today().isoformat()
        texts = (_cell(text)[:_SHOWN] for text in (unit.source, unit.target))
        self._rows[key] = Dismissal(key, check, day, _cell(person), _cell(reason), *texts)
        return True

    def keep(self, unit: TranslationUnit) -> None:
        """Count all dismissals of a unit as seen, by its texts: no check can say of it what it says with languages."""
        texts = tuple(_cell(text)[:_SHOWN] for text in (unit.source, unit.target))
        self.used.update(row.key for row in self if (row.source, row.target) == texts)

    def prune(self, checks: Collection[str]) -> list[Dismissal]:
        """Take out those of some checks that no finding asked for since the file was read, and return them."""
        gone = [row for row in self if row.key not in self.used and row.check in checks]
        for row in gone:
            del self._rows[row.key]
        return gone


def _cell(text: str) -> str:
    return " ".join(text.split())
