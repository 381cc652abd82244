"""Checks by name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from toolkit.errors import BitextError, InputError, PluginError
from toolkit.registry import Registry, Row
from toolkit.units import Finding, TranslationUnit

if TYPE_CHECKING:
    from toolkit.terms import Term

#: A check yields one reason for each thing that it finds.
Check = Callable[[TranslationUnit], Iterable[str]]

#: That of a glossary, and the one that compares units.
TERMS, CONSISTENCY = "terms", "consistency"


#: Those that run only when they are named: they cost more trust than they win.
ON_DEMAND = frozenset({"final-mark"})


def _fit(name: str, found: Any) -> Any:
    if not callable(found):
        raise TypeError("a check is a function of a unit, or a class whose instances are called with units")
    return found


#: In the order in which they run: functions of a unit, and classes that are made anew for each bitext.
CHECKS: Registry[Any] = Registry(
    "check",
    "bitext.checks",
    [
        Row("empty", "a side without text", "toolkit.checks.empty:check"),
        Row("characters", "damaged and invisible characters", "toolkit.checks.characters:check"),
        Row("echo", "source text that came back untranslated", "toolkit.checks.source_echo:check"),
        Row("untranslated", "source words that were left in the target", "toolkit.checks.source_echo:check_words"),
        Row("language", "a side in another language than it should be", "toolkit.checks.language:check"),
        Row("repetition", "a target that repeats itself", "toolkit.checks.repetition:check"),
        Row("length", "a target that is too long or too short", "toolkit.checks.length:check"),
        Row("content", "a target that says something else", "toolkit.checks.content:check"),
        Row("numbers", "numbers in digits that differ", "toolkit.checks.numbers:check"),
        Row("number-words", "numbers in words that differ", "toolkit.checks.number_said:check"),
        Row("dates", "months and days that differ", "toolkit.checks.dates:check"),
        Row("weekdays", "days of the week that differ", "toolkit.checks.dates:check_weekdays"),
        Row("units", "amounts in another unit of measure", "toolkit.checks.quantities:check"),
        Row("figures", "percentages, currencies and magnitudes that differ", "toolkit.checks.figures:check"),
        Row("names", "names and acronyms that the target lacks", "toolkit.checks.names:check"),
        Row("name-order", "two names that changed places", "toolkit.checks.name_order:check"),
        Row("negation", "a negation lost or added", "toolkit.checks.negation:check"),
        Row("opposites", "a word whose opposite stands in the target", "toolkit.checks.opposites:check"),
        Row("gender", "a woman who became a man, or the other way round", "toolkit.checks.gender:check"),
        Row(
            "question",
            "a question that became a statement, or the other way round",
            "toolkit.checks.sentence_kind:check",
        ),
        Row("urls", "web and mail addresses that differ", "toolkit.checks.urls:check"),
        Row("placeholders", "placeholders, formulas and tags that differ", "toolkit.checks.placeholders:check"),
        Row("symbols", "emoji, signs and braces lost or added", "toolkit.checks.symbols:check"),
        Row("brackets", "brackets that are not paired", "toolkit.checks.form:check_brackets"),
        Row("quotes", "quotation marks that are not paired", "toolkit.checks.form:check_quotes"),
        Row("spaces", "doubled spaces, and spaces at the ends", "toolkit.checks.form:check_spaces"),
        Row("doubled", "a word twice in a row", "toolkit.checks.form:check_doubled"),
        Row("final-mark", "a final mark that differs", "toolkit.checks.form:check_final_mark"),
        Row("capital", "a sentence that begins with a small letter", "toolkit.checks.form:check_capital"),
        Row("words", "made-up English words of a machine", "toolkit.checks.words:check"),
        Row(TERMS, "terms of a glossary that the target lacks", "toolkit.checks.terms:TermCheck"),
        Row(CONSISTENCY, "equal sources with different targets", "toolkit.checks.consistency:ConsistencyCheck"),
    ],
    _fit,
)


def check_names() -> list[str]:
    """Names of our checks that look at a unit alone, in the order in which they run."""
    return [row.name for row in CHECKS.own if row.name not in (TERMS, CONSISTENCY)]


def usual_checks() -> list[str]:
    """Names of those of :func:`check_names` that run when none are named."""
    return [name for name in check_names() if name not in ON_DEMAND]


def check_unit(unit: TranslationUnit, checks: Iterable[str] | None = None) -> list[Finding]:
    """Run checks on a unit.

    Args:
        unit: looked at only.
        checks: names; None for those of :func:`usual_checks`.

    Returns:
        Findings in the order of the checks. An empty target gives that one finding alone.

    Raises:
        InputError: no check of a given name, or one that looks at more than a unit.
    """
    chosen = {name: CHECKS[name] for name in (usual_checks() if checks is None else checks)}
    for name, check in chosen.items():
        if isinstance(check, type):
            raise InputError(f"the check '{name}' looks at a whole bitext, not at one unit; use a Checker")
    return _findings(unit, chosen)


class Checker:
    """Checks the units of a bitext one after the other, by themselves and against each other.

    Args:
        only: names of checks; none for all but those of :data:`ON_DEMAND`.
        skip: those left out.
        terms: of a glossary, for the check ``terms``.
        languages: of the glossary; None for those of any unit.

    Raises:
        InputError: no check of a given name, or ``terms`` without a glossary.
        PluginError: a named plug-in cannot be loaded, or a plug-in failed.
    """

    def __init__(
        self,
        only: Collection[str] = (),
        skip: Collection[str] = (),
        terms: Collection[Term] | None = None,
        languages: tuple[str, str] | None = None,
    ) -> None:
        if TERMS in only and terms is None:
            raise InputError(f"the check '{TERMS}' needs a glossary; add --glossary FILE")
        for name in skip:
            CHECKS.check(name)
        chosen = {name: CHECKS[name] for name in only}
        if not only:
            chosen = {name: check for name, check in CHECKS.usable() if name not in ON_DEMAND}
        self._checks: dict[str, Check] = {}
        for name, check in chosen.items():
            if name not in skip:
                given = (terms or (), languages) if name == TERMS else ()
                self._checks[name] = check(*given) if isinstance(check, type) else check

    def check(self, unit: TranslationUnit) -> list[Finding]:
        """Findings about a unit, as :func:`check_unit` gives them."""
        return _findings(unit, self._checks)

    def check_again(self, unit: TranslationUnit) -> list[Finding]:
        """Put findings into a unit, in the place of those that the same checks left there before, and return them."""
        found = self.check(unit)
        unit.findings = [f for f in unit.findings if f.check not in self._checks] + found
        return found


def _findings(unit: TranslationUnit, checks: Mapping[str, Check]) -> list[Finding]:
    findings = []
    for name, check in checks.items():
        try:
            findings += [Finding(name, reason) for reason in check(unit)]
        except Exception as error:
            if isinstance(error, BitextError) or not CHECKS.is_plugin(name):
                raise
            what = f"{type(error).__name__}: {error}"
            raise PluginError(f"check '{name}' failed on unit {unit.id} ({what}); add --skip {name}") from error
        if name == "empty" and findings:
            break
    return findings
