"""Sixth stage: checks that look at a unit and give reasons; they never change or delete anything."""

from toolkit.checks.registry import CHECKS, CONSISTENCY, TERMS, Check, Checker, check_names, check_unit

__all__ = ["CHECKS", "CONSISTENCY", "TERMS", "Check", "Checker", "check_names", "check_unit"]
