"""Two names that changed places: *Dupont a accusé Martin* and *Martin accused Dupont*.

Only where nothing else explains it: the two are all names of a short text, one of them begins it, and neither side is
in the passive or joins them (*par*, *and*).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from toolkit.languages.words import words_of
from toolkit.lexical.counterparts import beginning
from toolkit.text.cognates import fold_word
from toolkit.units import TranslationUnit

_NAME = re.compile(r"[A-ZÀ-Þ][\w’'-]*\w")
_BEGINNING = re.compile(r"^[\W_]*(?:(?:[Ll]es?|[Ll]a|[Tt]he|L['’])\s?)?([A-ZÀ-Þ][\w-]*\w)")
_MOST_WORDS = 14


def check(unit: TranslationUnit) -> Iterator[str]:
    if len(unit.source.split()) > _MOST_WORDS or len(unit.target.split()) > _MOST_WORDS:
        return
    names = _two_names(unit.source, unit.languages[0])
    if len(names) != 2:
        return
    others = _two_names(unit.target, unit.languages[1])
    if others and _alike(names[0], others[1]) and _alike(names[1], others[0]) and not _alike(*names):
        yield f"'{names[0]}' and '{names[1]}' changed places"


def _alike(one: str, other: str) -> bool:
    """Whether two words are one name, but for its ending."""
    return fold_word(one) == fold_word(other) or beginning(one) == beginning(other) is not None


def _two_names(text: str, language: str) -> list[str]:
    """The names of a text that begins with one of two, and has a verb between them and no passive; else none."""
    between = _between(language)
    beginning = _BEGINNING.match(text)
    if between is None or beginning is None:
        return []
    names = list(_NAME.finditer(text, beginning.start(1)))
    if len(names) != 2:
        return []
    middle = text[names[0].end() : names[1].start()]
    # A verb is a word between them, and grammar alone is none.
    if not re.search(r"[^\W\d_]{2,}", middle) or between.search(middle) or re.search(r"[,;:()«»“”\"]", middle):
        return []
    return [match.group() for match in names]


@functools.cache
def _between(language: str) -> re.Pattern[str] | None:
    table = words_of(language)
    return re.compile(rf"(?<![^\W_])(?:{table.by})(?![^\W_])", re.IGNORECASE) if table else None
