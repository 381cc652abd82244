"""Checks by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from toolkit.checks import dates, empty, figures, language, length, names, numbers, repetition, source_echo, urls, words
from toolkit.errors import InputError
from toolkit.units import Finding, TranslationUnit

#: A check yields one reason for each thing that it finds.
Check = Callable[[TranslationUnit], Iterator[str]]

_CHECKS: dict[str, Check] = {
    "empty": empty.check,
    "echo": source_echo.check,
    "language": language.check,
    "repetition": repetition.check,
    "length": length.check,
    "numbers": numbers.check,
    "dates": dates.check,
    "figures": figures.check,
    "names": names.check,
    "urls": urls.check,
    "words": words.check,
}


def check_names() -> list[str]:
    """Names of all checks, in the order in which they run."""
    return list(_CHECKS)


def check_unit(unit: TranslationUnit, checks: Iterable[str] | None = None) -> list[Finding]:
    """Run checks on a unit.

    Args:
        unit: looked at only.
        checks: names; None for all.

    Returns:
        Findings in the order of the checks. An empty target gives that one finding alone.

    Raises:
        InputError: no check of a given name.
    """
    findings = []
    for name in check_names() if checks is None else checks:
        if name not in _CHECKS:
            raise InputError(f"no check '{name}'; there is {', '.join(check_names())}")
        findings += [Finding(name, reason) for reason in _CHECKS[name](unit)]
        if name == "empty" and findings:
            break
    return findings
