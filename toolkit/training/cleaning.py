"""Which pairs are worth training on, and why the others are not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from toolkit.language import identify
from toolkit.translation.typography import fold

_LETTERS = re.compile(r"[\W\d_]+")
_NUMBER = re.compile(r"\d+")
# What transcripts put before a sentence: the speaker's language, a bullet, a stray stop.
_LEAD = re.compile(r"^[\s.\-–]*\([A-Z]{2}\)\s*|^[-–—•·]\s+|^\.\s+")
_SHORT = 6
_RATIO = (0.5, 2.2)
_LETTER_SHARE = 0.55


def tidy(text: str) -> str:
    """A side of a pair as it goes into training: folded typography, no leading marks."""
    return fold(_LEAD.sub("", text))


class Cleaner:
    """Keeps or rejects pairs one at a time and counts the reasons.

    Args:
        from_code: language of the source.
        to_code: language of the target.
        longest: words a side.

    Attributes:
        reasons: how many pairs were rejected for each reason.
    """

    def __init__(self, from_code: str, to_code: str, longest: int) -> None:
        self._languages = (from_code, to_code)
        self._longest = longest
        self._seen: set[int] = set()
        self.reasons: Counter[str] = Counter()

    def keep(self, source: str, target: str) -> bool:
        """Decide about a tidied pair; duplicates count across all files that the cleaner sees."""
        reason = self._fault(source, target)
        if reason:
            self.reasons[reason] += 1
        return not reason

    def _fault(self, source: str, target: str) -> str:
        words = len(source.split()), len(target.split())
        if not all(words):
            return "empty"
        if max(words) > self._longest:
            return "long"
        if source == target and words[0] > 2:
            return "identical"
        if sum(map(str.isalpha, source)) < _LETTER_SHARE * len(source):
            return "few letters"
        if max(words) > _SHORT:
            if not _RATIO[0] < len(source) / len(target) < _RATIO[1]:
                return "length ratio"
            numbers = len(_NUMBER.findall(source)), len(_NUMBER.findall(target))
            if not all(numbers) and max(numbers) > 1:
                return "numbers"
            for side, wanted in ((source, 0), (target, 1)):
                guess = identify(side, self._languages)
                if guess.language not in ("", self._languages[wanted]) and guess.probability > 0.99:
                    return "language"
        # Case, digits and punctuation do not make another sentence.
        key = hash(_LETTERS.sub("", source.lower()))
        if key in self._seen:
            return "near duplicate"
        self._seen.add(key)
        return ""


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
