"""Words that a package knows in its target language, for telling those that its model has made up.

A small model that meets a word it has not learnt puts pieces together that look like one ("explosed", "thepartment").
The words of the bitext that it was trained on are too few to call every other word wrong, but of two hypotheses the one
with fewer unknown words is the better one nearly always.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable

from toolkit.files import sha256_bytes
from toolkit.packages.archive import PackageInfo
from toolkit.text.word_gate import lowered_words

#: File of a package, a word in small letters a line.
FILE = "words.txt"
_LETTERS = re.compile(r"[^\W\d_]+")


class KnownWords:
    """A set of words.

    Args:
        words: runs of letters in small letters.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)

    @functools.cached_property
    def digest(self) -> str:
        """Tells this list from others in a signature."""
        return sha256_bytes("\n".join(sorted(self._words)).encode())[:8]

    def __contains__(self, word: object) -> bool:
        """Whether a word in small letters is among them."""
        return word in self._words

    def invented(self, hypothesis: str, source: str) -> list[str]:
        """Words of a translation, in order, that are neither known nor in its source."""
        found = lowered_words(hypothesis) - self._words
        found = found - lowered_words(source) if found else found
        return [word for word in _LETTERS.findall(hypothesis.lower()) if word in found] if found else []


def count_words(texts: Iterable[str], least: int) -> list[str]:
    """Words that occur so often in some texts, sorted."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(_LETTERS.findall(text.lower()))
    return sorted(word for word, count in counts.items() if count >= least)


def _read(text: str) -> KnownWords:
    return KnownWords(text.split())


def package_known_words(package: PackageInfo) -> KnownWords | None:
    """The word list of a package; None if it has none.

    Raises:
        PackageError: it cannot be read, or is damaged.
    """
    return package.parse(FILE, _read, "not a list of words")
