"""Sixth stage: checks that look at a unit and give reasons; they never change or delete anything."""

from toolkit.checks.registry import CONSISTENCY, Checker, check_names, check_unit

__all__ = ["CONSISTENCY", "Checker", "check_names", "check_unit"]
