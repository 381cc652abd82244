"""Which source words a target word stands for, learnt from bitext by counting.

IBM Model 1 (Brown, Della Pietra, Della Pietra and Mercer, "The Mathematics of Statistical Machine Translation",
Computational Linguistics 19(2), 1993) in the direction from target to source. How it is used:
:mod:`toolkit.lexical.word_model`.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from toolkit.lexical.word_model import WordModel

#: Pairs with more words on a side are left out: links grow with the square of the length and tell less.
_LONGEST = 40
_CHUNK = 2_000_000
_EXACT_ROUNDS = 2


@dataclass(slots=True)
class _Side:
    """Words as numbers, sentence after sentence; number 0 is nothing."""

    numbers: dict[str, int] = field(default_factory=lambda: {"": 0})
    flat: array[int] = field(default_factory=lambda: array("i"))
    lengths: array[int] = field(default_factory=lambda: array("i"))

    def add(self, words: list[str]) -> None:
        self.flat.extend([self.numbers.setdefault(word, len(self.numbers)) for word in words])
        self.lengths.append(len(words))


@dataclass(slots=True)
class _Links:
    """Every target word of a pair with every source word: arrays of one length, those of a source word together."""

    target: Any
    source: Any
    #: Where the links of a source word begin, and how many there are.
    starts: Any
    counts: Any


def learn_channel(
    pairs: Iterable[tuple[list[str], list[str]]], least: int = 2, share: float = 0.03, rounds: int = 4
) -> WordModel:
    """Learn probabilities of source words given a target word.

    Args:
        pairs: words of source and target sentences.
        least: times that a word must occur, and expected times that two words must be each other's translation.
        share: least probability that is kept.
        rounds: of expectation maximisation, the first from uniform probabilities.

    Returns:
        The model; empty if there are no pairs.
    """
    import numpy as np

    source, target = _Side(), _Side()
    for one, other in pairs:
        if 0 < len(one) <= _LONGEST and 0 < len(other) <= _LONGEST:
            source.add(one)
            target.add(["", *other])
    if not source.lengths:
        return WordModel({})
    bitext = _Bitext(source, target, least)
    # Most pairs of words never will be translations, and counting each would take gigabytes: the first rounds hash
    # them, and the few that are likely then are counted exactly.
    bits = int(np.clip(np.ceil(np.log2(bitext.size + 1)) - 2, 12, 26))
    table, totals = np.ones(1 << bits, np.float32), np.ones(len(target.numbers))
    for number in range(rounds):
        new, new_totals = np.zeros_like(table), np.zeros_like(totals)
        for links in bitext.links():
            slots = _slots(links.target, links.source, bits)
            found = np.ones(len(slots)) if number == 0 else table[slots] / totals[links.target]
            _share_out(found, links)
            np.add.at(new, slots, found.astype(np.float32))
            new_totals += np.bincount(links.target, found, len(totals))
        table, totals = new, np.maximum(new_totals, 1e-9)
    width = len(source.numbers)
    kept = [np.zeros(0, np.int64)]
    for links in bitext.links():
        counts = table[_slots(links.target, links.source, bits)]
        likely = (counts >= least) & (counts / totals[links.target] >= share / 2)
        kept.append(np.unique(links.target[likely].astype(np.int64) * width + links.source[likely]))
    keys = np.unique(np.concatenate(kept))
    if not len(keys):
        return WordModel({})
    owners = keys // width
    guess = table[_slots(owners, keys % width, bits)] / totals[owners]
    expected = _count_exactly(bitext, keys, width, guess)
    probabilities = expected / np.maximum(np.bincount(owners, expected)[owners], 1e-9)
    keep = (expected >= least) & (probabilities >= share)
    source_words, target_words = list(source.numbers), list(target.numbers)
    rows: dict[str, dict[str, float]] = {}
    order = np.lexsort((-probabilities[keep], owners[keep]))
    for key, probability in zip(keys[keep][order].tolist(), probabilities[keep][order].tolist(), strict=True):
        rows.setdefault(target_words[key // width], {})[source_words[key % width]] = probability
    return WordModel(dict(sorted(rows.items())))


class _Bitext:
    """Sentence pairs as numbers, without the words that are too rare."""

    def __init__(self, source: _Side, target: _Side, least: int) -> None:
        import numpy as np

        self._words, self._ends = [], []
        for side in (source, target):
            flat, lengths = np.asarray(side.flat), np.asarray(side.lengths)
            common = np.bincount(flat) >= least
            common[0] = True
            sentence = np.repeat(np.arange(len(lengths)), lengths)[common[flat]]
            self._words.append(flat[common[flat]])
            self._ends.append(np.concatenate([[0], np.cumsum(np.bincount(sentence, minlength=len(lengths)))]))
        self._sizes = np.diff(self._ends[0]) * np.diff(self._ends[1])
        self.size = int(self._sizes.sum())

    def links(self) -> Iterator[_Links]:
        """All links, some millions at a time."""
        import numpy as np

        (source, target), (source_ends, target_ends) = self._words, self._ends
        before = np.cumsum(self._sizes) - self._sizes
        cuts = np.flatnonzero(np.diff(before // _CHUNK)) + 1
        for begin, end in zip([0, *cuts.tolist()], [*cuts.tolist(), len(before)], strict=True):
            lengths = np.diff(source_ends[begin : end + 1])
            sentence = np.repeat(np.arange(begin, end), lengths)
            counts = target_ends[sentence + 1] - target_ends[sentence]
            starts = np.cumsum(counts) - counts
            places = np.repeat(target_ends[sentence] - starts, counts) + np.arange(int(counts.sum()))
            words = source[source_ends[begin] : source_ends[end]]
            if len(words):
                yield _Links(target[places], np.repeat(words, counts), starts, counts)


def _slots(target: Any, source: Any, bits: int) -> Any:
    """Places of pairs of words in a table of 2 to the power of ``bits``."""
    import numpy as np

    mixed = target.astype(np.uint32) * np.uint32(0x9E3779B1)
    mixed ^= source.astype(np.uint32) * np.uint32(0x85EBCA77)
    mixed ^= mixed >> np.uint32(15)
    mixed *= np.uint32(0x2C1B3C6D)
    return (mixed >> np.uint32(32 - bits)).astype(np.int64)


def _share_out(found: Any, links: _Links) -> None:
    """Make the links of each source word sum to one, in place."""
    import numpy as np

    sums = np.add.reduceat(found, links.starts)
    found /= np.repeat(np.maximum(sums, 1e-30), links.counts)


def _count_exactly(bitext: _Bitext, keys: Any, width: int, probabilities: Any) -> Any:
    """Expected number of times that the words of each key are each other's translation."""
    import numpy as np

    owners = keys // width
    for _ in range(_EXACT_ROUNDS):
        counts = np.zeros(len(keys))
        for links in bitext.links():
            wanted = links.target.astype(np.int64) * width + links.source
            places = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
            found = np.where(keys[places] == wanted, probabilities[places], 0.0)
            _share_out(found, links)
            counts += np.bincount(places, found, len(keys))
        probabilities = counts / np.maximum(np.bincount(owners, counts)[owners], 1e-9)
    return counts
