"""Acronyms that lost a letter or won one on the way; translated ones (*ONU*: UN, *RVB*: RGB) differ in more."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.lexical.counterparts import is_known
from toolkit.units import TranslationUnit

_ACRONYM = re.compile(r"(?<![\w.-])[A-Z]{2,}(?![\w.-]|&)")
_LEAST, _MOST = 3, 8
# What others are shortened to: the United States, and the number of a user, group or process.
_SHORTER = frozenset({"ID", "US"})


def changed_acronyms(unit: TranslationUnit) -> Iterator[tuple[str, str]]:
    """Acronyms of the source that the target lacks, each with the one that stands there with a letter less or more."""
    if unit.source.isupper() or unit.target.isupper():
        return
    source, target = (set(_ACRONYM.findall(side)) for side in (unit.source, unit.target))
    one, other = unit.languages
    for acronym in sorted(source - target):
        if not _LEAST <= len(acronym) <= _MOST or acronym in unit.target:
            continue
        for found in sorted(target - source - _SHORTER):
            words = _is_word(acronym, one) and _is_word(found, other)
            if not words and _is_a_letter_off(acronym, found):
                yield acronym, found
                break


def _is_word(text: str, language: str) -> bool:
    """Whether it may be a word that only stands in capitals (*FATAL*, *COMMAND*); two letters are none."""
    return len(text) >= _LEAST and is_known(text.lower(), language)


def _is_a_letter_off(one: str, other: str) -> bool:
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return len(longer) == len(shorter) + 1 and any(
        longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer))
    )
