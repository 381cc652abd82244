"""What checks found, for programs and people: SARIF, JUnit, GitHub, Markdown and a sheet for a reviewer."""

from toolkit.reports.findings.registry import FINDING_REPORTS, FindingReport, FoundUnit, Summary

__all__ = ["FINDING_REPORTS", "FindingReport", "FoundUnit", "Summary"]
