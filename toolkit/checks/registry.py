"""Checks by name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from toolkit.checks import (
    content,
    dates,
    empty,
    figures,
    language,
    length,
    names,
    numbers,
    placeholders,
    repetition,
    source_echo,
    urls,
    words,
)
from toolkit.checks.consistency import ConsistencyCheck
from toolkit.checks.terms import TermCheck
from toolkit.errors import InputError
from toolkit.terms import Term
from toolkit.units import Finding, TranslationUnit

#: A check yields one reason for each thing that it finds.
Check = Callable[[TranslationUnit], Iterator[str]]

_CHECKS: dict[str, Check] = {
    "empty": empty.check,
    "echo": source_echo.check,
    "language": language.check,
    "repetition": repetition.check,
    "length": length.check,
    "content": content.check,
    "numbers": numbers.check,
    "dates": dates.check,
    "figures": figures.check,
    "names": names.check,
    "urls": urls.check,
    "placeholders": placeholders.check,
    "words": words.check,
}


#: That of a glossary, and the one that compares units.
TERMS, CONSISTENCY = "terms", "consistency"


def check_names() -> list[str]:
    """Names of the checks that look at a unit alone, in the order in which they run."""
    return list(_CHECKS)


def check_unit(unit: TranslationUnit, checks: Iterable[str] | None = None) -> list[Finding]:
    """Run checks on a unit.

    Args:
        unit: looked at only.
        checks: names; None for all of :func:`check_names`.

    Returns:
        Findings in the order of the checks. An empty target gives that one finding alone.

    Raises:
        InputError: no check of a given name.
    """
    return _findings(unit, _named(_CHECKS, check_names() if checks is None else checks))


class Checker:
    """Checks the units of a bitext one after the other, by themselves and against each other.

    Args:
        only: names of checks; none for all.
        skip: those left out.
        terms: of a glossary, for the check ``terms``.
        languages: of the glossary; None for those of any unit.

    Raises:
        InputError: no check of a given name, or ``terms`` without a glossary.
    """

    def __init__(
        self,
        only: Collection[str] = (),
        skip: Collection[str] = (),
        terms: Collection[Term] | None = None,
        languages: tuple[str, str] | None = None,
    ) -> None:
        if TERMS in only and terms is None:
            raise InputError(f"the check '{TERMS}' wants a glossary; add --glossary FILE")
        known = _CHECKS | {TERMS: TermCheck(terms or (), languages), CONSISTENCY: ConsistencyCheck()}
        skipped = _named(known, skip)
        self._checks = {name: check for name, check in _named(known, only or known).items() if name not in skipped}

    def check(self, unit: TranslationUnit) -> list[Finding]:
        """Findings about a unit, as :func:`check_unit` gives them."""
        return _findings(unit, self._checks)

    def check_again(self, unit: TranslationUnit) -> list[Finding]:
        """Put findings into a unit, in the place of those that the same checks left there before, and return them."""
        found = self.check(unit)
        unit.findings = [f for f in unit.findings if f.check not in self._checks] + found
        return found


def _named(known: Mapping[str, Check], names: Iterable[str]) -> dict[str, Check]:
    names = list(names)
    for name in names:
        if name not in known:
            raise InputError(f"no check '{name}'; there is {', '.join(known)}")
    return {name: known[name] for name in names}


def _findings(unit: TranslationUnit, checks: Mapping[str, Check]) -> list[Finding]:
    findings = []
    for name, check in checks.items():
        findings += [Finding(name, reason) for reason in check(unit)]
        if name == "empty" and findings:
            break
    return findings
