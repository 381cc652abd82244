"""How much of what must survive a translation was lost: one number, for choosing among hypotheses."""

from __future__ import annotations

from toolkit.checks import dates, names, numbers
from toolkit.languages.pair import DEFAULT_PAIR, LanguagePair
from toolkit.units import TranslationUnit

#: Pairs whose numbers, months and names the checks know well enough to choose by them.
KNOWN = {DEFAULT_PAIR.primary}


def losses(source: str, target: str, pair: LanguagePair) -> int:
    """Numbers, months and names of a text that its translation lacks or has added; 0 for pairs of which we know too
    little."""
    if pair.primary not in KNOWN:
        return 0
    unit = TranslationUnit("", source, target, *pair)
    return sum(len(list(check(unit))) for check in (numbers.check, dates.check, names.check))
