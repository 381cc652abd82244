"""A target much longer or shorter than it should be beside its source."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks.placeholders import plain
from toolkit.text.lengths import TYPICAL, characters_off, typical_ratio
from toolkit.units import TranslationUnit

# Chosen on wmt-news-2008-2012: flags .4 % of its segments, and 84 % of those that have lost their second half.
_SLACK, _MOST = 15, 1.6
# For the pairs of the table: their scripts and grammars differ more (bench/languages.py).
_MOST_ELSEWHERE = 1.8


def check(unit: TranslationUnit) -> Iterator[str]:
    source, target = len(plain(unit.source).strip()), len(plain(unit.target).strip())
    times = characters_off(source, target, unit.languages, _SLACK)
    if times > (_MOST if unit.languages in TYPICAL else _MOST_ELSEWHERE):
        word = "long" if target > source * typical_ratio(unit.languages) else "short"
        yield f"the target is {times:.1f} times too {word} beside the source ({target} characters to {source})"
