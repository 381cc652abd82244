"""Lexical anchors: words that look alike in two languages, and numbers.

Cognates by common prefix: Simard, Foster and Isabelle, "Using Cognates to Align Sentences in Bilingual Corpora",
TMI 1992. Only evidence of correspondence: no meaning is looked at.
"""

from __future__ import annotations

import functools
import re
import unicodedata

_WORD = re.compile(r"\d+(?:[.,\u00a0\u2007\u2009\u202f ]\d+)*|[^\W\d_]+")
_PREFIX = 4
# Frequent false friends and function words of four letters and more say nothing.
_STOP = frozenset(
    "avec dans pour plus sont être cette comme mais leur leurs elle elles nous vous ainsi entre "
    "that this with from have been will would they their there which were what when more than into about".split()
)
# How French writes sounds of other alphabets, and how English does; the longest stand first.
_SOUNDS = {
    "dj": "j",
    "tch": "ch",
    "ch": "sh",
    "iou": "yu",
    "ou": "u",
    "j": "zh",
    "ine": "in",
    "ii": "y",
    "gue": "ge",
    "gui": "gi",
}
_SOUND = re.compile("|".join(f"{sound}$" if sound == "ine" else sound for sound in _SOUNDS))
_SPELLING = str.maketrans({"k": "c", "w": "v", "y": "i", "j": "i", "z": "s", "q": "c"})


@functools.lru_cache(maxsize=8_192)
def fold_word(word: str) -> str:
    """Lower case without accents, with letters that French and English use for one sound made equal."""
    folded = without_accents(word.lower().replace("œ", "oe").replace("æ", "ae")).translate(_SPELLING)
    return folded.replace("ph", "f").replace("th", "t")


def english_spelling(name: str) -> str:
    """A name of another alphabet, in small letters and as French writes its sounds, as English writes them.

    >>> english_spelling("loujkov"), english_spelling("poutine")
    ('luzhkov', 'putin')
    """
    return _SOUND.sub(lambda m: _SOUNDS[m[0]], name)


def without_accents(text: str) -> str:
    """The letters of a text without the marks on them."""
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def anchors(text: str) -> list[str]:
    """Keys of the words and numbers of a text that may have a counterpart of the same look, in order.

    A word of four letters or more gives its first four letters, folded; a number gives its digits.
    """
    keys = []
    for word in _WORD.findall(text):
        if word[0].isdigit():
            keys.append(re.sub(r"\D", "", word))
        elif len(word) >= _PREFIX and word.lower() not in _STOP:
            keys.append(fold_word(word)[:_PREFIX])
    return keys


def anchor_similarity(first: list[str], second: list[str]) -> float:
    """Dice coefficient of two lists of anchors as multisets, 0 to 1; 0 when either is empty."""
    if not first or not second:
        return 0.0
    remaining: dict[str, int] = {}
    for key in second:
        remaining[key] = remaining.get(key, 0) + 1
    common = 0
    for key in first:
        if remaining.get(key, 0) > 0:
            remaining[key] -= 1
            common += 1
    return 2 * common / (len(first) + len(second))
