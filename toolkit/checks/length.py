"""A target much longer or shorter than it should be beside its source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.checks.placeholders import plain
from toolkit.languages.lengths import TYPICAL, characters_off, typical_ratio
from toolkit.units import TranslationUnit

# Chosen on wmt-news-2008-2012: flags .4 % of its segments, and 84 % of those that have lost their second half.
_SLACK, _MOST = 15, 1.6
# For the pairs of the table: their scripts and grammars differ more (bench/languages.py).
_MOST_ELSEWHERE = 1.8
# "The SNCF, the French national railway company," and the like.
_EXPLAINED = re.compile(
    r"\b(?P<acronym>[A-Z]{2,}\d*)(?P<what>, [^,.;]{5,90},| \([^)]{5,90}\)| [–—-] [^–—]{5,90} [–—-])"
)


def check(unit: TranslationUnit) -> Iterator[str]:
    source, target = plain(unit.source).strip(), plain(unit.target).strip()
    most = _MOST if unit.languages in TYPICAL else _MOST_ELSEWHERE
    times = characters_off(len(source), len(target), unit.languages, _SLACK)
    if times > most:
        # An acronym may be explained to readers who do not know it.
        source, target = _without_explanations(source, target), _without_explanations(target, source)
        times = characters_off(len(source), len(target), unit.languages, _SLACK)
    if times > most:
        word = "long" if len(target) > len(source) * typical_ratio(unit.languages) else "short"
        sizes = f"{len(target)} characters to {len(source)}"
        yield f"the target is {times:.1f} times too {word} beside the source ({sizes})"


def _without_explanations(text: str, other: str) -> str:
    def shorter(match: re.Match[str]) -> str:
        known = re.search(rf"\b{match['acronym']}\b", other) and match["what"] not in other
        return match["acronym"] if known else match.group()

    return _EXPLAINED.sub(shorter, text)
