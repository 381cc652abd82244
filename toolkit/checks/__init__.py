"""Sixth stage: checks that look at a unit and give reasons; they never change or delete anything."""

from toolkit.checks.registry import (
    CHECKS,
    CONSISTENCY,
    GROUPS,
    ON_DEMAND,
    SEVERITIES,
    TERMS,
    Check,
    Checker,
    check_names,
    check_unit,
    severity_of,
)
from toolkit.checks.spans import Said

__all__ = [
    "CHECKS",
    "CONSISTENCY",
    "GROUPS",
    "ON_DEMAND",
    "SEVERITIES",
    "TERMS",
    "Check",
    "Checker",
    "Said",
    "check_names",
    "check_unit",
    "severity_of",
]
