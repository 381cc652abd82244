"""A target much longer or shorter than it should be beside its source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.checks.placeholders import plain
from toolkit.checks.spans import Said
from toolkit.languages.lengths import TYPICAL, characters_off, typical_ratio
from toolkit.languages.number_words import numbers_said
from toolkit.units import TranslationUnit
from toolkit.wording import counted

# Chosen on wmt-news-2008-2012: flags .4 % of its segments, and 84 % of those that have lost their second half.
_SLACK, _MOST = 15, 1.6
_LARGE = 100
# A sentence less is a choice of style, unless the target is also shorter than usual by a quarter.
_SENTENCES = 0.75
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{2}[.!?])[\"”»)]?\s+(?=[\"“«(]?\s?[^\W\d_])")
# Less before a stop is an abbreviation, which counts for the target alone: in doubt nothing is said.
_SURE_END = re.compile(_SENTENCE_END.pattern.replace("{2}", "{3}"))
# For the pairs of the table: their scripts and grammars differ more (bench/languages.py).
_MOST_ELSEWHERE = 1.8
# "The SNCF, the French national railway company," and the like.
_EXPLAINED = re.compile(
    r"\b(?P<acronym>[A-Z]{2,}\d*)(?P<what>, [^,.;]{5,90},| \([^)]{5,90}\)| [–—-] [^–—]{5,90} [–—-])"
)


_SUM = re.compile(r"[€$£¥](?=\s?\d)|(?<=\d)\s?[€$£¥%]|(?<=\d)(?:bn|mn?|tn|k)\b")
_SAID = " million"


def check(unit: TranslationUnit) -> Iterator[str | Said]:
    source, target = plain(unit.source).strip(), plain(unit.target).strip()
    most = _MOST if unit.languages in TYPICAL else _MOST_ELSEWHERE
    times = characters_off(len(source), len(target), unit.languages, _SLACK)
    if times > most:
        # An acronym may be explained to readers who do not know it.
        source, target = _without_explanations(source, target), _without_explanations(target, source)
        # A year takes four figures, or a line of words.
        source, target = _in_figures(source, unit.languages[0]), _in_figures(target, unit.languages[1])
        # So do a sign and letters behind a sum: $1.5bn.
        source, target = _SUM.sub(_SAID, source), _SUM.sub(_SAID, target)
        times = characters_off(len(source), len(target), unit.languages, _SLACK)
    if times > most:
        word = "long" if len(target) > len(source) * typical_ratio(unit.languages) else "short"
        sizes = f"{counted(len(target), 'character')} to {len(source)}"
        yield f"the target is {times:.1f} times too {word} beside the source ({sizes})"
    elif unit.languages in TYPICAL and len(target) < _SENTENCES * typical_ratio(unit.languages) * len(source):
        sentences = _sentences(source, _SURE_END), _sentences(target, _SENTENCE_END)
        if sentences[0] > sentences[1]:
            reason = f"the target has {sentences[1]} of {sentences[0]} sentences and is short beside the source"
            yield Said(reason, severity="warning")


def _in_figures(text: str, language: str) -> str:
    """A text with figures for its larger numbers in words."""
    for number in reversed(numbers_said(text, language)):
        alone = number.end - number.start == len(text.strip())
        if (number.value > _LARGE or alone) and not number.ordinal:
            text = f"{text[: number.start]}{number.value}{text[number.end :]}"
    return text


def _sentences(text: str, end: re.Pattern[str]) -> int:
    return sum(text[m.end() :].lstrip('"“«( \u00a0\u202f')[:1].isupper() for m in end.finditer(text)) + 1


def _without_explanations(text: str, other: str) -> str:
    def shorter(match: re.Match[str]) -> str:
        known = re.search(rf"\b{match['acronym']}\b", other) and match["what"] not in other
        return match["acronym"] if known else match.group()

    return _EXPLAINED.sub(shorter, text)
