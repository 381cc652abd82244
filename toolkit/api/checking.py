"""The front door to runs of checks: dismissals, gates, reports and mends."""

from __future__ import annotations

import getpass
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.api.common import Progress, StrPath
from toolkit.checks import CHECKS, GROUPS, SEVERITIES, severity_of
from toolkit.checks.dismissals import FILE_NAME as DISMISSED_NAME
from toolkit.checks.dismissals import Dismissals
from toolkit.checks.spans import located
from toolkit.errors import InputError
from toolkit.reports.findings import FINDING_REPORTS, FoundUnit, Summary
from toolkit.units import Finding, TranslationUnit

if TYPE_CHECKING:
    from toolkit.api.unit_files import JobReport, UnitFiles
    from toolkit.checks import Checker
    from toolkit.checks.mending import Fixer as Fixer

__all__ = [
    "DISMISSED_NAME",
    "FINDING_REPORTS",
    "GROUPS",
    "SEVERITIES",
    "CheckRun",
    "Fixed",
    "FoundUnit",
    "Gate",
    "Summary",
    "apply_review",
    "dismiss",
    "find_checklist",
    "find_dismissals",
    "fix_unit_files",
    "fixed_units",
    "fixer_of",
    "prune",
    "severity_of",
]


def find_checklist() -> Path | None:
    """The ``bitext-checks.toml`` of the project around the working folder; None if there is none."""
    from toolkit.checks import checklists

    found = checklists.find_checklist(Path.cwd())
    return found.relative_to(Path.cwd()) if found and found.parent == Path.cwd() else found


def find_dismissals(path: StrPath | None = None) -> tuple[Path, Dismissals]:
    """The dismissals of a file, or of ``bitext-dismissed.tsv`` in the working folder, and where they are kept.

    Raises:
        InputError: a named file is missing, or one holds a line that is no dismissal.
    """
    place = Path(path) if path is not None else Path(DISMISSED_NAME)
    return place, Dismissals.read(place) if path is not None or place.is_file() else Dismissals()


@dataclass(slots=True, frozen=True)
class Gate:
    """When a run of checks fails.

    Attributes:
        least: severity from which findings count.
        budgets: findings of a check or group that are let through.
    """

    least: str = "note"
    budgets: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, least: str, budgets: Iterable[str] = ()) -> Gate:
        """Of a severity, and texts such as ``names=10``.

        Raises:
            InputError: no such severity, or no check and number.
        """
        if least not in SEVERITIES:
            raise InputError(f"no severity '{least}'; choose from: {', '.join(SEVERITIES)}")
        allowed = {}
        for text in budgets:
            name, equals, number = text.partition("=")
            if not equals or not number.isdigit():
                raise InputError(f"'{text}' is no budget; write a check and a number, such as names=10")
            if name not in GROUPS and name not in CHECKS and "/" not in name:
                CHECKS.check(name)
            allowed[name] = int(number)
        return cls(least, allowed)

    def failures(self, run: CheckRun) -> dict[str, int]:
        """Checks with more findings than they may have, and how many those are."""
        counted = {
            name: count
            for (name, severity), count in run.by_severity.items()
            if SEVERITIES.index(severity) <= SEVERITIES.index(self.least)
        }
        for group, names in GROUPS.items():
            if group in self.budgets and sum(counted.get(n, 0) for n in names) <= self.budgets[group]:
                counted = {n: c for n, c in counted.items() if n not in names}
        return {name: count for name, count in counted.items() if count > self.budgets.get(name, 0)}


class CheckRun:
    """Checks units one after the other, leaves out what was dismissed, and counts.

    >>> run = CheckRun(bitext.make_checker())
    >>> for unit in bitext.read("delivery.tsv", "fr-en"):
    ...     _ = run.add("delivery.tsv", unit)
    >>> run.summary.line()
    '1 of 1 units with findings: numbers 1'

    Args:
        checker: see :func:`toolkit.make_checker`.
        dismissals: that are left out.
        keep: keep the units with findings, for reports.

    Attributes:
        summary: counts.
        by_severity: findings by check and severity.
        found: units with findings, if they are kept.
        nameless: units that do not say their languages.
    """

    def __init__(self, checker: Checker, dismissals: Dismissals | None = None, keep: bool = False) -> None:
        self._checker = checker
        self._dismissals = Dismissals() if dismissals is None else dismissals
        self._keep = keep
        self.summary = Summary(what={row.name: row.what for row in CHECKS.own})
        self.by_severity: Counter[tuple[str, str]] = Counter()
        self.found: list[FoundUnit] = []
        self.nameless = 0

    def add(self, path: StrPath, unit: TranslationUnit) -> list[Finding]:
        """Check a unit; what was found and not dismissed is in its findings, and is returned with places."""
        shown = Path(path).as_posix()
        self.summary.units[shown] += 1
        self.nameless += not all(unit.languages)
        made = self._checker.check_again(unit)
        gone = [f for f in made if self._dismissals.covers(unit, f)]
        if gone:
            unit.findings = [f for f in unit.findings if f not in gone]
        left = [located(unit, f) for f in made if f not in gone]
        self.summary.dismissed += len(gone)
        self.summary.with_findings += bool(left)
        for finding in left:
            self.summary.found[finding.check] += 1
            self.by_severity[finding.check, severity_of(finding)] += 1
        if self._keep and (left or gone):
            self.found.append(FoundUnit(shown, unit, left, [located(unit, f) for f in gone]))
        return left

    def report(self, name: str) -> bytes:
        """The bytes of a report, of :data:`FINDING_REPORTS`.

        Raises:
            InputError: no such report.
            MissingExtraError: it needs a package that is not installed.
        """
        return FINDING_REPORTS[name].make(self.found, self.summary)


def dismiss(
    inputs: UnitFiles,
    checker: Checker,
    dismissals: Dismissals,
    reason: str,
    *,
    units: Collection[str] = (),
    person: str | None = None,
) -> list[tuple[Path, str, Finding]]:
    """Dismiss what checks find in files, and return it: file, id of the unit, finding.

    Args:
        inputs: to check.
        checker: of the checks whose findings are dismissed.
        dismissals: that grow.
        reason: why; for those who read it later.
        units: ids; none for all.
        person: who; None for the user of the system.

    Raises:
        InputError: a file cannot be read, no reason, or an id that no unit has.
    """
    if not reason.strip():
        raise InputError("a dismissal needs a reason; add --reason TEXT")
    by = person or getpass.getuser()
    found, seen = [], set()
    for path, unit in inputs.placed():
        if units and unit.id not in units:
            continue
        seen.add(unit.id)
        done = set()
        for finding in checker.check(unit):
            if finding.check in done or dismissals.add(unit, finding.check, reason, by):
                done.add(finding.check)
                found.append((path, unit.id, finding))
    unknown = sorted(set(units) - seen)
    if unknown:
        raise InputError(f"no unit '{unknown[0]}' in these files; bitext check shows the ids")
    return found


def prune(inputs: UnitFiles, checker: Checker, dismissals: Dismissals) -> int:
    """Take out dismissals that nothing in the files needs any more, and return how many.

    Those of checks that the checker does not run stay, and those of units that do not name their languages. Give all
    files of a project, or those of the others go.

    Raises:
        InputError: a file cannot be read.
    """
    for _, unit in inputs.placed():
        if not all(unit.languages):
            dismissals.keep(unit)
        for finding in checker.check(unit):
            dismissals.covers(unit, finding)
    return len(dismissals.prune(checker.names))


def apply_review(
    path: StrPath, inputs: UnitFiles, dismissals: Dismissals, person: str | None = None
) -> tuple[int, int]:
    """Take the dismissals of a reviewer's sheet; returns how many there were, and how many fit no unit any more.

    Raises:
        InputError: not a sheet of ours, or a file cannot be read.
        MissingExtraError: openpyxl is not installed.
    """
    from toolkit.checks.dismissals import key_of
    from toolkit.reports.findings.review import DISMISS, read_review

    wanted = {row.key: row for row in read_review(Path(path)) if row.decision == DISMISS}
    checks = {row.check for row in wanted.values()}
    by, done = person or getpass.getuser(), set()
    for _, unit in inputs.placed():
        for check in checks:
            row = wanted.get(key_of(unit, check))
            if row is not None:
                dismissals.add(unit, check, row.comment or "dismissed in a review", by)
                done.add(row.key)
    return len(done), len(wanted) - len(done)


@dataclass(slots=True, frozen=True)
class Fixed:
    """A unit that was mended.

    Attributes:
        unit: with its new target.
        before: its old target.
        reasons: what was mended.
    """

    unit: TranslationUnit
    before: str
    reasons: list[str]


def fixer_of(
    only: Collection[str] = (),
    also: Collection[str] = (),
    checklists: Collection[StrPath] = (),
    review: StrPath | None = None,
) -> Fixer:
    """What mends units, for :func:`fix_unit_files`.

    Args:
        only: names of mends; none for those that are safe in any style.
        also: names of mends that run beside those.
        checklists: files or names of ready ones; their rules with ``replace`` run.
        review: sheet of a reviewer, whose new targets are taken.

    Raises:
        InputError: no mend of a name, or a file cannot be read.
    """
    from toolkit.checks.checklists import read_checklist
    from toolkit.checks.mending import Fixer
    from toolkit.reports.findings.review import FIX, read_review

    rows = read_review(Path(review)) if review is not None else []
    targets = {(row.check, row.key): row.target for row in rows if row.decision == FIX}
    return Fixer(only, also, [read_checklist(one) for one in checklists], targets)


def fixed_units(inputs: UnitFiles, fixer: Fixer) -> Iterator[Fixed]:
    """The units that :func:`fix_unit_files` would change; nothing is written.

    Raises:
        InputError: an input cannot be read.
    """
    for unit in inputs.read():
        if (one := _fixed(fixer, unit)) is not None:
            yield one


def _fixed(fixer: Fixer, unit: TranslationUnit) -> Fixed | None:
    before = unit.target
    reasons = fixer.fix(unit)
    return Fixed(unit, before, reasons) if reasons else None


def fix_unit_files(
    inputs: UnitFiles,
    out: StrPath,
    fixer: Fixer,
    *,
    strict: bool = False,
    force: bool = False,
    progress: Progress | None = None,
) -> tuple[JobReport, list[Fixed]]:
    """Write units with what is certain mended; a file of the output's format is changed in place.

    Args:
        inputs: to read.
        out: file to write.
        fixer: see :class:`toolkit.checks.mending.Fixer`.
        strict, force, progress: see :func:`toolkit.api.unit_files.translate_unit_files`.

    Raises:
        InputError: an input cannot be read.
        OutputError: the output exists already, or cannot be written.
    """
    from toolkit.api.unit_files import annotate_unit_files

    done: list[Fixed] = []

    def mend(unit: TranslationUnit) -> None:
        if (one := _fixed(fixer, unit)) is not None:
            done.append(one)

    report = annotate_unit_files(
        inputs, Path(out), mend, strict=strict, force=force, progress=progress, keep_states=True
    )
    return report, done
