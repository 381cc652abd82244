"""How much of what must survive a translation was lost: one number, for choosing among hypotheses."""

from __future__ import annotations

from toolkit.checks import dates, names, numbers
from toolkit.units import TranslationUnit


def losses(source: str, target: str) -> int:
    """Numbers, months and names of a French text that its English translation lacks or has added."""
    unit = TranslationUnit("", source, target, "fr", "en")
    return sum(len(list(check(unit))) for check in (numbers.check, dates.check, names.check))
