"""Where in a unit the words stand that a finding is about."""

from __future__ import annotations

import re
from dataclasses import dataclass

from toolkit.units import Finding, TranslationUnit

Span = tuple[int, int]

_LOST = ("missing in the target", "no counterpart")
_QUOTED = re.compile(r"'([^']+(?:'[^\W\d_]+[^']*)*)'|(?<=\bnumber )(\S*\d\S*)")


@dataclass(slots=True, frozen=True)
class Said:
    """What a check has to say that knows more than the reason.

    Attributes:
        reason: one sentence for a person.
        source, target: offsets of the words at fault, start and end.
        severity: see :class:`toolkit.units.Finding`.
        check: another name than that of the check, such as that of a rule of a checklist.
    """

    reason: str
    source: Span | None = None
    target: Span | None = None
    severity: str = ""
    check: str = ""


def located(unit: TranslationUnit, finding: Finding) -> Finding:
    """A finding with the places of its words, as far as they can be known.

    Most checks quote the word at fault in their reason: it is looked for where the reason says that it stands, and on
    the other side if it is there too.

    >>> from toolkit import Finding, TranslationUnit
    >>> unit = TranslationUnit("1", "Il a 12 chats.", "He has cats.", "fr", "en")
    >>> located(unit, Finding("numbers", "number 12 of the source is missing in the target")).source_span
    (5, 7)
    """
    if finding.source_span or finding.target_span:
        return finding
    quoted = [one or other for one, other in _QUOTED.findall(finding.reason)]
    lost = any(words in finding.reason for words in _LOST)
    source = _first(unit.source, quoted) if "source" in finding.reason else None
    target = None if lost else _first(unit.target, quoted[::-1] if len(quoted) > 1 else quoted)
    return Finding(finding.check, finding.reason, finding.severity, source, target)


def _first(text: str, words: list[str]) -> Span | None:
    for word in words:
        inside = r"(?<!\w)" if word[:1].isalnum() else "", r"(?!\w)" if word[-1:].isalnum() else ""
        match = re.search(f"{inside[0]}{re.escape(word)}{inside[1]}", text, re.IGNORECASE)
        if match:
            return match.span()
    return None
