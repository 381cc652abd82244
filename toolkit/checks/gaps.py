"""What stands in a translation between the counterparts of the words beside a word of the source.

A free translation may say *he* or *the company* for a name; an error leaves a gap, or puts another name there. Where
the words to the left and right of the name are found, what the translation has between them tells which it is.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable

from toolkit.lexical.counterparts import word_model
from toolkit.text.cognates import fold_word
from toolkit.text.word_gate import WORD

# How far the words beside it may be, and how many words of the target may stand between their counterparts.
_REACH, _BETWEEN = 4, 5
# A word of that probability is the counterpart of another, and one of this may be.
_SURE, _MAYBE = 0.15, 0.02
_LONGER = 4


class Gap(enum.Enum):
    """What a target has in the place of a word."""

    UNKNOWN = "not to be told"
    NOTHING = "nothing"
    ANOTHER = "another name"


def gap_at(source: str, start: int, end: int, target: str, turned: bool) -> Gap:
    """What a target has in the place of a name.

    Args:
        source, target: texts.
        start, end: where the name stands in the source, in characters.
        turned: the source is English, the target French.
    """
    words = [m.group() for m in WORD.finditer(source, end)][:_REACH]
    before = [m.group() for m in WORD.finditer(source, 0, start)][-_REACH:]
    others = [m.group() for m in WORD.finditer(target)]
    left = _anchor(before[::-1], others, turned)
    right = _anchor(words, others, turned)
    if left is None or right is None:
        return Gap.UNKNOWN
    first, last = sorted((left[1], right[1]))
    between = others[first + 1 : last]
    if first == last or len(between) > _BETWEEN:
        return Gap.UNKNOWN
    window = [*before[-left[0] - 1 :], *words[: right[0] + 1]]
    unexplained = [word for word in between if not _is_explained(word, window, turned)]
    if not unexplained:
        return Gap.NOTHING
    return Gap.ANOTHER if len(unexplained) == 1 and unexplained[0][0].isupper() else Gap.UNKNOWN


def _anchor(words: list[str], others: list[str], turned: bool) -> tuple[int, int] | None:
    """The nearest of some words that has one counterpart in a text, and where that stands."""
    for place, word in enumerate(words):
        if len(word) < _LONGER:
            continue
        found = [n for n, other in enumerate(others) if _stands_for(word, [other], _SURE, turned)]
        if len(found) == 1:
            return place, found[0]
    return None


def _is_explained(other: str, words: Iterable[str], turned: bool) -> bool:
    return any(_stands_for(word, [other], _MAYBE, turned) for word in words)


def _stands_for(word: str, others: list[str], least: float, turned: bool) -> bool:
    small, folded = word.lower(), fold_word(word)
    if any(fold_word(other) == folded for other in others):
        return True
    if turned:
        return any(p >= least for p in word_model().row(small, [other.lower() for other in others]))
    return any(word_model().row(other.lower(), [small])[0] >= least for other in others)
