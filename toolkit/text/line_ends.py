"""Words that were divided at the end of a line: whether a hyphen there is the typesetter's or the word's own."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

_HYPHEN = re.compile(r"[^\W\d_][-\u2010\u00ad]\Z")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
# Words that French joins by a hyphen that is no division.
_JOINED = frozenset(
    "je tu il elle on nous vous ils elles ce moi toi lui leur leurs y en même mêmes ci là à t être dire".split()
)
# Behind a hyphen that stands for the rest of a word to come: "micro- et macroéconomie".
_BETWEEN = frozenset("et ou puis and or und oder bzw y o e ed en of".split())


def is_divided(before: str, after: str) -> bool:
    """Whether a line ends within a word that the next line goes on with.

    Example:
        >>> is_divided("Le gouver-", "nement a décidé"), is_divided("micro-", "et macroéconomie")
        (True, False)
    """
    word = _WORD.match(after)
    return bool(_HYPHEN.search(before)) and after[:1].islower() and word is not None and word[0] not in _BETWEEN


def words_within(lines: Iterable[str]) -> set[str]:
    """Words that stand within lines, in small letters; they say how a divided word is written.

    Example:
        >>> sorted(words_within(["Un porte-avions fran-"]))
        ['porte-avions', 'un']
    """
    return {word.lower() for line in lines for word in _WORD.findall(line)[:-1]}


def rejoined(lines: Sequence[str], words: Collection[str], typeset: bool = True) -> str:
    """Lines of a paragraph as one text; words that were divided are whole again.

    Args:
        lines: at least one, without newlines.
        words: those that stand within lines of the same text (:func:`words_within`).
        typeset: words are divided at the ends of lines here, not only compounds at their hyphens.

    Example:
        >>> rejoined(["Le gouver-", "nement a"], set()), rejoined(["Il est peut-", "être là"], set())
        ('Le gouvernement a', 'Il est peut-être là')
    """
    heads = [_head(one, other, words, typeset) for one, other in pairwise(lines)]
    return "".join([*heads, lines[-1]])


def _head(before: str, after: str, words: Collection[str], typeset: bool) -> str:
    """A line as it stands before the next one of its paragraph."""
    if not _HYPHEN.search(before):
        return f"{before} "
    word = _WORD.match(after)
    if word is not None and word[0] in _BETWEEN:
        return f"{before} "
    if word is None or not after[:1].islower():
        return before
    if before.endswith("\u00ad"):
        return before[:-1]
    part, rest = _WORD.findall(before)[-1].lower(), word[0].lower()
    whole, parted = part + rest, f"{part}-{rest}"
    known = parted in words and whole not in words
    compound = rest.split("-")[0] in _JOINED and whole not in words
    return before if known or compound or not typeset else before[:-1]
