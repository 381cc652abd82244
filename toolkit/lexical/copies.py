"""Source words that a model copies although it should not, and what a dictionary has for them.

A small model copies what it does not know, which is right for names and for words that it is given in the target
language (:mod:`toolkit.lexical.lexicon`). A word that only the source language has is a fault: *Le vieux phare est
ouvert*, "The old phare is open". Such a sentence is translated again with the dictionary's word in it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Mapping

from toolkit.files import sha256_bytes
from toolkit.languages.lists import copied_words
from toolkit.lexical.lexicon import read_words
from toolkit.packages.archive import PackageInfo
from toolkit.text.casing import capitalised

#: File of a package, lines of source word and target word.
FILE = "copies.tsv"
# What names are followed by as well, verbs above all.
_VERBS = "a|à|ait?|avait|dit|est|et|était|fait|fut|ne|ont|ou|peut|qui|se|va"
_BEGINNING = re.compile(rf"([A-ZÀ-Þ][a-zà-ÿ]{{3,}})(?:, | (?!(?:{_VERBS}) |[ns]')[a-zà-ÿ0-9])")
_LETTERS = re.compile(r"[^\W\d_]+")


class SourceWords:
    """Words that the target language does not have.

    Args:
        words: target words by source words, in small letters.
        also: likewise words that the target language has too, but not for these; they count only where they are copied.

    Example:
        >>> words = SourceWords({"phare": "lighthouse"})
        >>> words.copied("Le vieux phare est ouvert.", "The old phare is open.")
        {'phare': 'lighthouse'}
    """

    def __init__(self, words: Mapping[str, str], also: Mapping[str, str] | None = None) -> None:
        self._words = words
        self._all = {**also, **words} if also else words

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __contains__(self, word: object) -> bool:
        return word in self._words

    def word_for(self, word: str) -> str:
        """What a word in small letters is in the target language; empty if it is not among them."""
        return self._words.get(word, "")

    @functools.cached_property
    def digest(self) -> str:
        """Tells this list from others in a signature."""
        return sha256_bytes("".join(f"{s}\t{t}\n" for s, t in sorted(self._all.items())).encode())[:8]

    def copied(self, source: str, hypothesis: str, given: str = "") -> dict[str, str]:
        """Those of the words that both texts have, with what they are in the target language.

        With a capital in the source they are taken for names, but for a first word that more follows: *Dimanche, …*

        Args:
            source: what the model read.
            hypothesis: its translation.
            given: words that it should copy.
        """
        found = _LETTERS.findall(hypothesis.lower())
        candidates = [w for w in found if w in self._all]
        if not candidates:
            return {}
        there = set(_LETTERS.findall(source)).difference(_LETTERS.findall(given))
        result = {word: self._all[word] for word in candidates if word in there}
        first = _BEGINNING.match(source)
        if first and (word := first[1].lower()) in candidates and word in self._words:
            result[first[1]] = capitalised(self._words[word])
        return result


@functools.cache
def _reader(source: str, target: str) -> Callable[[str], SourceWords]:
    """Reads the list of a package for a pair; the same one each time, since packages remember what was read by it."""
    return lambda text: SourceWords(read_words(text), copied_words(source, target))


def package_source_words(package: PackageInfo) -> SourceWords | None:
    """The list of a package, and that of words of both its languages; None if it has none.

    Raises:
        PackageError: it cannot be read, or is damaged.
    """
    return package.parse(FILE, _reader(package.from_code, package.to_code), "not a list of words")
