"""Annotations of GitHub Actions ("Workflow commands for GitHub Actions"): a line of output each."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.checks import severity_of
from toolkit.reports.findings.registry import FoundUnit, Summary

_LEVELS = {"error": "error", "warning": "warning", "note": "notice"}


def make(found: Sequence[FoundUnit], summary: Summary) -> bytes:
    """GitHub shows ten of a level a step: the worst come first."""
    order = list(_LEVELS)
    rows = [(order.index(severity_of(f)), number, one, f) for number, one in enumerate(found) for f in one.findings]
    lines = []
    for level, _, one, finding in sorted(rows, key=lambda row: row[:2]):
        place = {"file": one.path, "line": str(one.unit.line)} if one.unit.line else {"file": one.path}
        place["title"] = f"bitext {finding.check}"
        told = ",".join(f"{key}={_property(value)}" for key, value in place.items())
        lines.append(f"::{_LEVELS[order[level]]} {told}::{_escaped(f'{finding.reason} (unit {one.unit.id})')}\n")
    return "".join(lines).encode("utf-8", "replace")


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
