"""Checks by name."""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from toolkit.checks.spans import Said
from toolkit.errors import BitextError, InputError, PluginError
from toolkit.formats.editing import TRANSLATE
from toolkit.registry import Registry, Row
from toolkit.units import Finding, TranslationUnit

if TYPE_CHECKING:
    from toolkit.checks.checklists import Checklist
    from toolkit.terms import Term

#: A check yields a reason for each thing that it finds, or with its place, a :class:`toolkit.checks.spans.Said`.
Check = Callable[[TranslationUnit], Iterable[str | Said]]

#: That of a glossary, and the one that compares units.
TERMS, CONSISTENCY = "terms", "consistency"


#: How bad findings are, from the worst.
SEVERITIES = ("error", "warning", "note")
#: Groups of checks that run only when they or their group are named: house styles differ, and they cost more trust
#: than they win where nobody asked for them.
GROUPS = {
    "form": frozenset("final-mark start-mark french-spacing quote-style apostrophes ellipsis lines".split()),
}
ON_DEMAND: frozenset[str] = frozenset().union(*GROUPS.values())
_ERRORS = frozenset(
    "empty characters echo language repetition content numbers figures placeholders urls terms length-limit".split()
)
_NOTES = frozenset("capital words consistency spaces spacing doubled quotes brackets".split()) | ON_DEMAND


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
        Row("clauses", "a clause left out or added", "toolkit.checks.clauses:check"),
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
        Row("brackets", "brackets that are not paired", "toolkit.checks.paired_marks:check_brackets"),
        Row("quotes", "quotation marks that are not paired", "toolkit.checks.paired_marks:check_quotes"),
        Row("spaces", "doubled spaces, and spaces at the ends", "toolkit.checks.form:check_spaces"),
        Row(
            "spacing",
            "spaces at marks of punctuation that the language does not write",
            "toolkit.checks.form:check_spacing",
        ),
        Row(
            "french-spacing",
            "spaces that French wants at marks and in numbers",
            "toolkit.checks.form:check_french_spacing",
        ),
        Row("quote-style", "quotation marks of another language", "toolkit.checks.form:check_quote_style"),
        Row("apostrophes", "straight apostrophes among curly ones", "toolkit.checks.form:check_apostrophes"),
        Row("ellipsis", "three dots where the source has their sign", "toolkit.checks.form:check_ellipsis"),
        Row("doubled", "a word twice in a row", "toolkit.checks.form:check_doubled"),
        Row("final-mark", "a final mark that differs", "toolkit.checks.form:check_final_mark"),
        Row(
            "start-mark",
            "a dash, bullet, bracket or dots at the beginning of one side only",
            "toolkit.checks.style:check_start_mark",
        ),
        Row("capitals", "one side in capitals, the other not", "toolkit.checks.style:check_capitals"),
        Row("camel-case", "names such as JavaScript that the target lacks", "toolkit.checks.style:check_camel_case"),
        Row("lines", "another number of lines", "toolkit.checks.style:check_lines"),
        Row("access-keys", "the sign of an access key lost or doubled", "toolkit.checks.style:check_access_keys"),
        Row("length-limit", "a target longer than its file allows", "toolkit.checks.style:check_length_limit"),
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


def severity_of(finding: Finding) -> str:
    """How bad a finding is, of :data:`SEVERITIES`: its own severity, or else that of its check.

    Plug-ins' checks and those of checklists that say nothing give warnings.
    """
    if finding.severity:
        return finding.severity
    return "error" if finding.check in _ERRORS else "note" if finding.check in _NOTES else "warning"


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
    chosen = _usual(CHECKS.version) if checks is None else {name: CHECKS[name] for name in checks}
    for name, check in chosen.items():
        if isinstance(check, type):
            raise InputError(f"the check '{name}' looks at a whole bitext, not at one unit; use a Checker")
    return _findings(unit, chosen)


@functools.lru_cache(maxsize=1)
def _usual(version: int) -> Mapping[str, Check]:
    """Those of :func:`usual_checks`, which a unit takes longer to look up than some of them take."""
    return {name: CHECKS[name] for name in usual_checks()}


class Checker:
    """Checks the units of a bitext one after the other, by themselves and against each other.

    Args:
        only: names of checks or groups; none for all but those of :data:`ON_DEMAND`.
        skip: those left out, likewise.
        also: those of :data:`ON_DEMAND` that run beside the others, likewise.
        terms: of a glossary, for the check ``terms``.
        languages: of the glossary; None for those of any unit.
        lists: of rules of one's own, each run under the names of its rules.

    Attributes:
        names: of the checks and rules that run.

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
        also: Collection[str] = (),
        lists: Sequence[Checklist] = (),
    ) -> None:
        ruled = {name for one in lists for name in one.names}
        only, skip, also = (_spelled_out(names, ruled) for names in (only, skip, also))
        if TERMS in only and terms is None:
            raise InputError(f"the check '{TERMS}' needs a glossary; add --glossary FILE")
        chosen = {name: CHECKS[name] for name in only if name not in ruled}
        if not only:
            chosen = {name: check for name, check in CHECKS.usable() if name not in ON_DEMAND}
        chosen |= {name: CHECKS[name] for name in also if name not in ruled}
        self._checks: dict[str, Check] = {}
        for name, check in chosen.items():
            if name not in skip:
                given = (terms or (), languages) if name == TERMS else ()
                self._checks[name] = check(*given) if isinstance(check, type) else check
        running = set(self._checks)
        for one in lists:
            kept = one.without({n for n in one.names if n in skip or (only and n not in only)})
            if kept.names:
                self._checks[f"{one.name} (checklist)"] = kept
                running |= kept.names
        self.names = frozenset(running)

    def check(self, unit: TranslationUnit) -> list[Finding]:
        """Findings about a unit, as :func:`check_unit` gives them."""
        return _findings(unit, self._checks)

    def check_again(self, unit: TranslationUnit) -> list[Finding]:
        """Put findings into a unit, in the place of those that the same checks left there before, and return them."""
        found = self.check(unit)
        unit.findings = [f for f in unit.findings if f.check not in self.names] + found
        return found


def _findings(unit: TranslationUnit, checks: Mapping[str, Check]) -> list[Finding]:
    # What is not to be translated has no target to look at.
    if unit.source.strip() and not unit.target.strip() and unit.properties.get(TRANSLATE) == "no":
        return []
    findings = []
    for name, check in checks.items():
        try:
            # Most checks say nothing, and a list for each takes its time.
            for said in check(unit):
                findings.append(_finding(name, said))
        except Exception as error:
            if isinstance(error, BitextError) or not CHECKS.is_plugin(name):
                raise
            what = f"{type(error).__name__}: {error}"
            raise PluginError(f"check '{name}' failed on unit {unit.id} ({what}); add --skip {name}") from error
        if name == "empty" and findings:
            break
    return findings


def _finding(name: str, said: str | Said) -> Finding:
    if isinstance(said, str):
        return Finding(name, said)
    return Finding(said.check or name, said.reason, said.severity, said.source, said.target)


def _spelled_out(names: Collection[str], ruled: Collection[str]) -> list[str]:
    """Names of checks and rules, groups taken apart.

    Raises:
        InputError: no check, group or rule of a name.
    """
    found = [one for name in names for one in (sorted(GROUPS[name]) if name in GROUPS else [name])]
    for name in found:
        if name not in ruled:
            CHECKS.check(name)
    return list(dict.fromkeys(found))
