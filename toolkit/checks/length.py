"""A target much longer or shorter than it should be beside its source."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks.placeholders import plain
from toolkit.text.lengths import TYPICAL, times_off
from toolkit.units import TranslationUnit

# Chosen on wmt-news-2008-2012: flags .4 % of its segments, and 84 % of those that have lost their second half.
_SLACK, _MOST = 15, 1.6


def check(unit: TranslationUnit) -> Iterator[str]:
    source, target = len(plain(unit.source).strip()), len(plain(unit.target).strip())
    wanted = source * TYPICAL.get(unit.languages, 1.0)
    times = times_off(wanted, target, _SLACK)
    if times > _MOST:
        word = "long" if target > wanted else "short"
        yield f"the target is {times:.1f} times too {word} beside the source ({target} characters to {source})"
