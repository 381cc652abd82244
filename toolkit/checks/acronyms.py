"""Acronyms that lost a letter or won one on the way; translated ones (*ONU*: UN, *RVB*: RGB) differ in more."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.lexical.counterparts import LANGUAGES, word_model

# A stop ends the sentence, or belongs to a name (CACHEDIR.TAG, U.S.).
_ACRONYM = re.compile(r"[A-Z](?<![\w.][A-Z])(?<!\w&[A-Z])[A-Z]+(?![\w&]|\.\w|[.-][a-z])")
_LEAST, _MOST = 3, 8
# What others are shortened to: the United States, and the number of a user, group or process.
_SHORTER = {"ID": frozenset({"UID", "GID", "PID", "SID"}), "US": frozenset({"USA"})}
_POSSIBLE = 0.01


def changed_acronyms(source: str, target: str, languages: tuple[str, str]) -> Iterator[tuple[str, str]]:
    """Acronyms of a source that its target lacks, each with the one that stands there with a letter less or more."""
    if source.isupper() or target.isupper():
        return
    ours, theirs = (set(_ACRONYM.findall(side)) for side in (source, target))
    lost, new = ours - theirs, theirs - ours
    for acronym in sorted(lost) if new else ():
        # Not the plural of it, or a name that begins with it.
        if not _LEAST <= len(acronym) <= _MOST or re.search(rf"{acronym}(?![A-Z])", target):
            continue
        for found in sorted(new):
            if (
                _is_a_letter_off(acronym, found)
                and acronym not in _SHORTER.get(found, ())
                and not _is_translation(acronym.lower(), found.lower(), languages)
            ):
                yield acronym, found
                break


def _is_translation(word: str, other: str, languages: tuple[str, str]) -> bool:
    """Whether one may stand for the other, as words that only stand in capitals (*FATALE*: FATAL) do."""
    if set(languages) != set(LANGUAGES):
        return False
    french, english = (word, other) if languages == LANGUAGES else (other, word)
    return word_model().row(english, [french])[0] >= _POSSIBLE


def _is_a_letter_off(one: str, other: str) -> bool:
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return len(longer) == len(shorter) + 1 and any(
        longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer))
    )
