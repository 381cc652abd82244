"""Reports of findings by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from toolkit.registry import Registry, Row
from toolkit.units import Finding, TranslationUnit
from toolkit.wording import counted


@dataclass(slots=True, frozen=True)
class FoundUnit:
    """A unit in which checks found something.

    Attributes:
        path: of its file, as the user gave it, with slashes.
        unit: itself.
        findings: with their severities and, where they are known, places.
        dismissed: findings that a person let be.
    """

    path: str
    unit: TranslationUnit
    findings: list[Finding]
    dismissed: list[Finding] = field(default_factory=list)


@dataclass(slots=True)
class Summary:
    """What a run of checks came to.

    Attributes:
        units: that were checked, by file.
        found: findings by check.
        with_findings: units with at least one.
        dismissed: findings that were left out.
        what: of each check, one line.
    """

    units: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    with_findings: int = 0
    dismissed: int = 0
    what: dict[str, str] = field(default_factory=dict)

    def line(self) -> str:
        """The counts in one line."""
        found = ", ".join(f"{name} {count}" for name, count in self.found.most_common())
        units = counted(self.units.total(), "unit")
        told = f"{self.with_findings} of {units} with findings" + (f": {found}" if found else "")
        return told + (f"; {self.dismissed} dismissed" if self.dismissed else "")


@dataclass(slots=True, frozen=True)
class FindingReport:
    """A kind of report.

    Attributes:
        name: as a user types it.
        what: one line for help.
        where: ``module:function``; the function takes found units and a :class:`Summary` and returns bytes.
    """

    name: str
    what: str
    where: str

    def make(self, found: Sequence[FoundUnit], summary: Summary) -> bytes:
        """The report.

        Raises:
            MissingExtraError: a package that it needs is not installed.
        """
        make: Callable[[Sequence[FoundUnit], Summary], bytes] = Row(self.name, "", self.where).load()
        return make(found, summary)


def _fit(name: str, found: Any) -> FindingReport:
    if not isinstance(found, FindingReport):
        raise TypeError("a report of findings is an instance of toolkit.reports.findings.FindingReport")
    return replace(found, name=name)


FINDING_REPORTS: Registry[FindingReport] = Registry(
    "report of findings",
    "bitext.finding_reports",
    [
        Row(one.name, one.what, value=one)
        for one in (
            FindingReport("sarif", "SARIF 2.1 (OASIS), for code scanning", "toolkit.reports.findings.sarif:make"),
            FindingReport("junit", "JUnit XML, for test reports", "toolkit.reports.findings.junit:make"),
            FindingReport("github", "annotations of GitHub Actions", "toolkit.reports.findings.github:make"),
            FindingReport("markdown", "a table for a pull request", "toolkit.reports.findings.markdown:make"),
            FindingReport("xlsx", "a sheet for a reviewer", "toolkit.reports.findings.review:make"),
        )
    ],
    _fit,
)
