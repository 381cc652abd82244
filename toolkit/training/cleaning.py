"""Pairs as they go into training, and which of them are like the domain."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from toolkit.text.typography import fold

# What transcripts put before a sentence: the speaker's language, a bullet, a stray stop.
_LEAD = re.compile(r"^[\s.\-–]*\([A-Z]{2}\)\s*|^[-–—•·]\s+|^\.\s+")


def tidy(text: str) -> str:
    """A side of a pair as it goes into training: folded typography, no leading marks."""
    return fold(_LEAD.sub("", text))


class DomainScore:
    """How much a pair reads like the domain: mean log-ratio of word frequencies in the domain and elsewhere.

    After Moore and Lewis, "Intelligent Selection of Language Model Training Data", ACL 2010, with unigrams of both
    sides in place of language models.
    """

    _WORD = re.compile(r"\w+")

    def __init__(self, domain: Iterable[tuple[str, str]], other: Iterable[tuple[str, str]]) -> None:
        import math

        inside, outside = self._count(domain), self._count(other)
        total_in, total_out = sum(inside.values()) + 1e4, sum(outside.values()) + 1e4
        self._ratio = {
            word: math.log((inside[word] + 0.5) / total_in) - math.log((outside[word] + 0.5) / total_out)
            for word in inside.keys() | outside.keys()
            if inside[word] + outside[word] >= 3
        }

    def __call__(self, pair: tuple[str, str]) -> float:
        """Score a pair; higher is more like the domain."""
        words = self._words(pair)
        return sum(self._ratio.get(word, -0.3) for word in words) / (len(words) + 3)

    def _count(self, pairs: Iterable[tuple[str, str]]) -> Counter[tuple[int, str]]:
        counts: Counter[tuple[int, str]] = Counter()
        for pair in pairs:
            counts.update(self._words(pair))
        return counts

    def _words(self, pair: tuple[str, str]) -> list[tuple[int, str]]:
        return [(side, word) for side, text in enumerate(pair) for word in self._WORD.findall(text.lower())]
