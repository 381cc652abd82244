"""Units that were there before, exactly or nearly."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any, ClassVar

import regex

from toolkit.errors import InputError, MissingExtraError
from toolkit.filters.base import Filter
from toolkit.languages.lengths import pieces
from toolkit.registry import unknown
from toolkit.text.word_gate import words_of_text
from toolkit.units import TranslationUnit

_SIDES = ("both", "source", "target", "either")
# Unlike that of re, its \w has the vowel signs of Indic scripts.
# Letters with their marks in one, but for small figures, which the two modules count otherwise.
_NOT_PLAIN = re.compile("[^\\x00-\u02ff]|[ªº²³¹¼½¾]")
_LETTERS = regex.compile(r"[\W\d_]+")


def _check_side(on: str, name: str) -> None:
    if on not in _SIDES:
        raise InputError(unknown(f"value for 'on' of filter {name}", on, _SIDES))


@dataclass(slots=True)
class Duplicates(Filter):
    """Score: 1 if the unit, or a side of it, was there before, else 0. Memory grows by about 60 bytes a unit.

    Attributes:
        on: ``both`` sides together, ``source``, ``target``, or ``either`` side.
        loose: letters only count, without case: digits, marks and blanks do not make another sentence.
    """

    name = "duplicates"
    stateful = True
    maximum: ClassVar[int] = 0
    on: str = "both"
    loose: bool = False
    _seen: set[bytes] = field(default_factory=set, repr=False)

    def __post_init__(self) -> None:
        _check_side(self.on, self.name)

    def score(self, unit: TranslationUnit) -> float:
        """1 or 0; remembers the unit."""
        source, target = self._key(unit.source), self._key(unit.target)
        keys = {
            "both": [source + b"\t" + target],
            "source": [b"s" + source],
            "target": [b"t" + target],
            "either": [b"s" + source, b"t" + target],
        }[self.on]
        found = 0.0
        for key in keys:
            digest = hashlib.blake2b(key, digest_size=8).digest()
            if digest in self._seen:
                found = 1.0
            self._seen.add(digest)
        return found

    def _key(self, text: str) -> bytes:
        if self.loose and not _NOT_PLAIN.search(text):
            return "".join(words_of_text(text)).lower().encode() or text.encode()
        if self.loose:
            text = _LETTERS.sub("", unicodedata.normalize("NFC", text).lower()) or text
        return text.encode("utf-8", "surrogatepass")

    def reason(self, unit: TranslationUnit, score: float) -> str:
        """Which sides."""
        return f"was there before ({self.on})"


@dataclass(slots=True)
class NearDuplicates(Filter):
    """Score: 1 if a unit before has nearly the same words, else 0.

    MinHash (Broder 1997) over runs of three words with locality-sensitive hashing, by the library datasketch (extra
    ``[dedup]``). Memory grows by about two kilobytes a unit.

    Attributes:
        on: ``source`` or ``target`` or ``both`` together.
        threshold: Jaccard similarity from which two units are near.
        permutations: hash functions; more are surer and slower.
    """

    name = "near-duplicates"
    stateful = True
    maximum: ClassVar[int] = 0
    on: str = "both"
    threshold: float = 0.8
    permutations: int = 64
    _index: Any = field(default=None, repr=False)
    _sketches: dict[int, Any] = field(default_factory=dict, repr=False)
    _count: int = field(default=0, repr=False)

    def __post_init__(self) -> None:
        _check_side(self.on, self.name)

    def score(self, unit: TranslationUnit) -> float:
        """1 or 0; remembers the unit.

        Raises:
            MissingExtraError: datasketch is not installed.
        """
        try:
            from datasketch import MinHash, MinHashLSH
        except ImportError:
            raise MissingExtraError(
                "near duplicates are found by datasketch; pip install 'bitext-toolkit[dedup]'"
            ) from None
        if self._index is None:
            self._index = MinHashLSH(threshold=self.threshold, num_perm=self.permutations)
        texts = {"source": [unit.source], "target": [unit.target]}.get(self.on, [unit.source, unit.target])
        shingles = set()
        for place, text in enumerate(texts):
            words = pieces(_LETTERS.sub(" ", text.lower()))
            grams = [" ".join(words[n : n + 3]) for n in range(max(1, len(words) - 2))]
            shingles |= {f"{place}{g}".encode() for g in grams}
        sketch = MinHash(num_perm=self.permutations, seed=1)
        sketch.update_batch(sorted(shingles))
        # The index gives candidates; its buckets also catch some that are less alike.
        if any(sketch.jaccard(self._sketches[key]) >= self.threshold for key in self._index.query(sketch)):
            return 1.0
        self._count += 1
        self._index.insert(self._count, sketch)
        self._sketches[self._count] = sketch
        return 0.0

    def reason(self, unit: TranslationUnit, score: float) -> str:
        """The threshold."""
        return f"nearly the same was there before ({self.on}, {self.threshold:.0%} of runs of three words)"
