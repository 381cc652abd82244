"""A lexicon of words that are too rare for a small model, learnt from all the bitext there is.

A model sees a fraction of its corpora, and of rare words too little to learn them; counting is cheap and sees all. For
each rare source word the target word with the highest Dice coefficient over sentence pairs is taken (Smadja, McKeown
and Hatzivassiloglou, "Translating Collocations for Bilingual Lexicons", Computational Linguistics 22(1), 1996). How it
is used: :mod:`toolkit.translation.lexicon`.
"""

from __future__ import annotations

import random
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from toolkit.translation.lexicon import WORD, Lexicon

_CHUNK = 100_000
# The commonest target words go with everything, and with nothing in particular.
_COMMON = 120
# Shorter ones are abbreviations of many things.
_SHORTEST = 4


@dataclass(slots=True)
class _Side:
    """Words of one side as numbers, sentence after sentence."""

    numbers: dict[str, int] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    flat: array[int] = field(default_factory=lambda: array("i"))
    ends: array[int] = field(default_factory=lambda: array("q"))
    inside: array[int] = field(default_factory=lambda: array("i"))
    capital: array[int] = field(default_factory=lambda: array("i"))
    #: Forms with capitals after the first letter (``EU``, ``McDonald``) and how often each stands.
    mixed: dict[int, Counter[str]] = field(default_factory=dict)

    def add(self, text: str) -> None:
        found = set()
        for place, word in enumerate(WORD.findall(text)):
            small = word.lower()
            number = self.numbers.get(small)
            if number is None:
                number = self.numbers[small] = len(self.words)
                self.words.append(small)
                self.inside.append(0)
                self.capital.append(0)
            if place:  # the first word of a sentence tells nothing of its capital
                self.inside[number] += 1
                self.capital[number] += word[0].isupper()
                if word[1:] != small[1:]:
                    self.mixed.setdefault(number, Counter())[word] += 1
            found.add(number)
        self.flat.extend(sorted(found))
        self.ends.append(len(self.flat))

    def form(self, number: int) -> str:
        """The word as it is mostly written."""
        word = self.words[number]
        for mixed, count in self.mixed.get(number, Counter()).most_common(1):
            if 2 * count > self.inside[number]:
                return mixed
        return word.capitalize() if 2 * self.capital[number] > self.inside[number] else word


def learn_lexicon(
    pairs: Iterable[tuple[str, str]],
    known: Iterable[str],
    most_known: int = 240,
    least: int = 4,
    dice: float = 0.25,
    share: float = 0.35,
) -> dict[str, str]:
    """Learn translations of rare words.

    Args:
        pairs: all source and target sentences.
        known: source sentences that the model is trained on.
        most_known: words that occur in more of these are left to the model.
        least: sentence pairs in which two words must meet.
        dice: least Dice coefficient of two words.
        share: least share of the source word's sentences in which the target word occurs.

    Returns:
        Target word, as it is mostly written, by source word in small letters; sorted.
    """
    import numpy as np

    source, target = _Side(), _Side()
    for one, other in pairs:
        source.add(one)
        target.add(other)
    frequency = np.zeros(len(source.words), np.int64)
    for sentence in known:
        for number in {source.numbers.get(w.lower(), -1) for w in WORD.findall(sentence)}:
            if number >= 0:
                frequency[number] += 1
    left, right = np.asarray(source.flat), np.asarray(target.flat)
    left_count = np.bincount(left, minlength=len(source.words))
    right_count = np.bincount(right, minlength=len(target.words))
    long_enough = np.array([len(word) >= _SHORTEST for word in source.words], bool)
    wanted = (frequency <= most_known) & (left_count >= least) & long_enough
    useful = right_count >= least
    useful[np.argsort(-right_count)[:_COMMON]] = False
    keys, counts = _count_together(source, target, wanted, useful)
    first, second = keys // len(target.words), keys % len(target.words)
    keep = counts >= least
    first, second, counts = first[keep], second[keep], counts[keep]
    likeness = 2 * counts / (left_count[first] + right_count[second])
    keep = (likeness >= dice) & (counts >= share * left_count[first])
    # A word that also stands as it is on the other side, such as a name, is not to be translated by its neighbour.
    itself = np.array([target.numbers.get(word, -1) for word in source.words], np.int64)
    keep &= ~np.isin(first, first[keep & (second == itself[first])])
    order = np.lexsort((second[keep], -likeness[keep], first[keep]))
    first, second = first[keep][order], second[keep][order]
    best = np.concatenate([[True], first[1:] != first[:-1]]) if len(first) else np.zeros(0, bool)
    found = {source.words[f]: target.form(e) for f, e in zip(first[best].tolist(), second[best].tolist(), strict=True)}
    return dict(sorted(found.items()))


def give_words(
    pairs: Sequence[tuple[str, str]], lexicon: Mapping[str, str], share: float, seed: int
) -> list[tuple[str, str]]:
    """Pairs as the model will meet them: words of the lexicon stand in the source in the target language.

    Only words whose translation stands in the target are given, so that the model learns to use what it is given.

    Args:
        pairs: of the mixture.
        lexicon: of :func:`learn_lexicon`.
        share: of the pairs with such words in which they are given; the others teach the words themselves.
        seed: of the choice.
    """
    generator = random.Random(seed)
    result = []
    for source, target in pairs:
        known = {w: lexicon[w] for w in map(str.lower, WORD.findall(source)) if w in lexicon}
        if known and generator.random() < share:
            there = set(WORD.findall(target.lower()))
            source = Lexicon({w: t for w, t in known.items() if t.lower() in there}).apply(source)
        result.append((source, target))
    return result


def _count_together(source: _Side, target: _Side, wanted: Any, useful: Any) -> tuple[Any, Any]:
    """In how many sentence pairs each wanted source word meets each useful target word: keys and counts."""
    import numpy as np

    left, right = np.asarray(source.flat), np.asarray(target.flat)
    left_ends = np.concatenate([[0], np.asarray(source.ends)])
    right_ends = np.concatenate([[0], np.asarray(target.ends)])
    keys: Any = np.zeros(0, np.int64)
    counts: Any = np.zeros(0, np.int64)
    waiting: list[Any] = []
    size = 0
    for begin in range(0, len(left_ends) - 1, _CHUNK):
        end = min(begin + _CHUNK, len(left_ends) - 1)
        words = left[left_ends[begin] : left_ends[end]]
        sentence = np.repeat(np.arange(begin, end), np.diff(left_ends[begin : end + 1]))
        words, sentence = words[wanted[words]], sentence[wanted[words]]
        lengths = right_ends[sentence + 1] - right_ends[sentence]
        starts = np.repeat(right_ends[sentence] - np.concatenate([[0], np.cumsum(lengths)[:-1]]), lengths)
        others = right[starts + np.arange(int(lengths.sum()))] if len(words) else np.zeros(0, np.int32)
        repeated = np.repeat(words.astype(np.int64), lengths)
        kept = useful[others]
        waiting.append(repeated[kept] * len(target.words) + others[kept])
        size += int(kept.sum())
        if size > 30_000_000 or end == len(left_ends) - 1:
            new_keys, new_counts = np.unique(np.concatenate(waiting), return_counts=True)
            merged, place = np.unique(np.concatenate([keys, new_keys]), return_inverse=True)
            counts = np.bincount(place, np.concatenate([counts, new_counts]), len(merged)).astype(np.int64)
            keys, waiting, size = merged, [], 0
    return keys, counts
