"""A person who is a woman on one side and a man on the other, by the pronouns.

French *elle* and *il* are things as well, and *il* nobody at all (*il faut*), so only a short text counts, in which one
side speaks of her alone and the other of him alone.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

from toolkit.languages.words import words_of
from toolkit.text.word_gate import WordPattern
from toolkit.units import TranslationUnit


@functools.cache
def _patterns(language: str) -> tuple[WordPattern, WordPattern, WordPattern] | None:
    table = words_of(language)
    if table is None:
        return None
    she, he, anyone = (
        WordPattern(rf"(?<![^\W\d_])(?:{words})(?![^\W\d_])") for words in (table.she, table.he, table.anyone)
    )
    return she, he, anyone


def check(unit: TranslationUnit) -> Iterator[str]:
    ours, theirs = (_patterns(language) for language in unit.languages)
    if ours is None or theirs is None:
        return
    source, target = _person(unit.source, ours), _person(unit.target, theirs)
    if source and target and source[0] != target[0]:
        yield f"'{source[1]}' of the source is '{target[1]}' in the target"


def _person(text: str, patterns: tuple[WordPattern, WordPattern, WordPattern]) -> tuple[bool, str] | None:
    """Whether a text speaks of a woman or of a man, and the word; None of both or of anyone else."""
    she, he, anyone = patterns
    women, men = she.search(text), he.search(text)
    if bool(women) == bool(men) or anyone.search(text):
        return None
    match = women or men
    return (bool(women), match.group()) if match else None
