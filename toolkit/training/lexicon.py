"""A lexicon of words that are too rare for a small model, learnt from all the bitext there is.

A model sees a fraction of its corpora, and of rare words too little to learn them; counting is cheap and sees all. For
each rare source word the target word with the highest Dice coefficient over sentence pairs is taken (Smadja, McKeown
and Hatzivassiloglou, "Translating Collocations for Bilingual Lexicons", Computational Linguistics 22(1), 1996), unless
another explains it better (:mod:`toolkit.training.rivals`), for one with a hyphen also two words in a row
(*nord-coréen*, North Korean), or the name that it is a part of (:mod:`toolkit.training.compounds`). How it is used:
:mod:`toolkit.lexical.lexicon`.
"""

from __future__ import annotations

import random
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from toolkit.lexical.lexicon import WORD, Lexicon, Phrases, names_of
from toolkit.training.acronyms import Acronyms
from toolkit.training.compounds import grown
from toolkit.training.rivals import better, stands_beside

_CHUNK = 100_000
# The commonest target words go with everything, and with nothing in particular.
_COMMON = 120
# Shorter ones are abbreviations of many things.
_SHORTEST = 4
# Of two words in a row, for a word with a hyphen: there are more of them to be met by chance.
_LEAST_ROW, _LEAST_ROW_DICE, _LEAST_ROW_SHARE = 10, 0.1, 0.4
# Where neither of the two words was found alone.
_SURE_ROW_SHARE = 0.5


@dataclass(slots=True)
class _Side:
    """Words of one side as numbers, sentence after sentence."""

    numbers: dict[str, int] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    flat: array[int] = field(default_factory=lambda: array("i"))
    #: The same as they stand, repeated ones too: twice the number, and one more with a capital; -1 after a sentence.
    #: Only of a target; two words in a row are looked for on no other side.
    text: array[int] | None = None
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
            if self.text is not None:
                self.text.append(2 * number + word[0].isupper())
        if self.text is not None:
            self.text.append(-1)
        self.flat.extend(sorted(found))
        self.ends.append(len(self.flat))

    def form(self, number: int, capital: bool | None = None) -> str:
        """The word as it is mostly written, or mostly with or without a capital."""
        word = self.words[number]
        if capital is False:
            return word
        for mixed, count in self.mixed.get(number, Counter()).most_common(1):
            if 2 * count > self.inside[number]:
                return mixed
        return word.capitalize() if capital or 2 * self.capital[number] > self.inside[number] else word


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
        Target word, or several for a word with a hyphen, as mostly written, by source word in small letters, or in
        capitals for an abbreviation that is translated in capitals alone; sorted.
    """
    import numpy as np

    source, target, acronyms = _read(pairs)
    frequency = _frequencies(source, known)
    left_count, right_count = (np.bincount(np.asarray(s.flat), minlength=len(s.words)) for s in (source, target))
    long_enough = np.array([len(word) >= _SHORTEST for word in source.words], bool)
    wanted = (frequency <= most_known) & (left_count >= least) & long_enough
    useful = right_count >= least
    useful[np.argsort(-right_count)[:_COMMON]] = False
    first, second, counts = _met(source, target, wanted, useful, least)
    likeness = 2 * counts / (left_count[first] + right_count[second])
    keep = (likeness >= dice) & (counts >= share * left_count[first])
    # A word that also stands as it is on the other side, such as a name, is not to be translated by its neighbour.
    itself = np.array([target.numbers.get(word, -1) for word in source.words], np.int64)
    names = first[keep & (second == itself[first])]
    keep &= ~np.isin(first, names)
    chosen = {int(first[i]): (float(likeness[i]), int(second[i])) for i in _best(first, likeness, keep)}
    here, there = ((np.asarray(side.flat), np.asarray(side.ends)) for side in (source, target))
    hyphened = wanted & np.array(["-" in word for word in source.words], bool)
    hyphened[names] = False
    best = {f: s for f, (_, s) in chosen.items()}
    best |= better(best, here, there, (source.words, target.words))
    for f in stands_beside(best, here, source.numbers, target.words):
        del best[f]
    found = {f: (chosen[f][0], target.form(s)) for f, s in best.items()}
    _add_rows(found, source, target, (hyphened, useful, left_count), max(least, _LEAST_ROW))
    parts = {f: s for f, s in best.items() if hyphened[f] and found[f][1] == target.form(s)}
    for f, tokens in grown(parts, here, np.asarray(target.text), (source.words, target.words)).items():
        found[f] = found[f][0], " ".join(target.form(token >> 1, bool(token & 1)) for token in tokens)
    learnt = {source.words[f]: form for f, (_, form) in found.items()}

    _add_acronyms(learnt, acronyms, source, frequency, most_known)
    return dict(sorted(learnt.items()))


def _read(pairs: Iterable[tuple[str, str]]) -> tuple[_Side, _Side, Acronyms]:
    """Both sides of a corpus as numbers of words, and the abbreviations of both."""
    source, target, acronyms = _Side(), _Side(text=array("i")), Acronyms()
    for one, other in pairs:
        source.add(one)
        target.add(other)
        acronyms.add(one, other)
    return source, target, acronyms


def _met(source: _Side, target: _Side, wanted: Any, useful: Any, least: int) -> tuple[Any, Any, Any]:
    """Source and target words that meet in so many sentences, and in how many."""
    keys, counts = _count_together(source, target, wanted, useful)
    keep = counts >= least
    return keys[keep] // len(target.words), keys[keep] % len(target.words), counts[keep]


def _frequencies(source: _Side, sentences: Iterable[str]) -> Any:
    """In how many sentences each source word occurs."""
    import numpy as np

    frequency = np.zeros(len(source.words), np.int64)
    for sentence in sentences:
        for number in {source.numbers.get(w.lower(), -1) for w in WORD.findall(sentence)}:
            if number >= 0:
                frequency[number] += 1
    return frequency


def _add_rows(
    found: dict[int, tuple[float, str]], source: _Side, target: _Side, counted: tuple[Any, Any, Any], least: int
) -> None:
    """Put two target words in the place of one where a word with a hyphen is translated by both.

    Args:
        found: likeness and form by number of the source word; changed in place.
        source, target: sides of the corpus.
        counted: which source words have hyphens, which target words are useful, how often each source word occurs.
        least: sentences in which they must meet.
    """
    hyphened, useful, left_count = counted
    first, row, counts, rows = _count_rows(source, target, hyphened, useful, least)
    likeness = 2 * counts / (left_count[first] + rows.totals[row])
    part = counts / left_count[first]
    # Each form of an adjective (nord-coréen, -coréenne, …) has a part of what its one translation has, so that the Dice
    # coefficient is low; what is mostly there is it all the same. Against one word that was found, two have to be as
    # much alike, or nearly, as the second is left out here and there.
    for i in _best(first, part**2 * likeness, (likeness >= _LEAST_ROW_DICE) & (part >= _LEAST_ROW_SHARE)):
        before, word = found.get(int(first[i]), (0.0, ""))
        both = rows.form(int(row[i]), target)
        sure = part[i] >= _SURE_ROW_SHARE or word.lower() in both.lower().split()
        if sure and "-" not in word and likeness[i] >= 0.9 * before:
            found[int(first[i])] = float(likeness[i]), both


def _add_acronyms(learnt: dict[str, str], acronyms: Acronyms, source: _Side, frequency: Any, most_known: int) -> None:
    """Add abbreviations that are rare enough to a lexicon, in place."""

    def is_wanted(acronym: str) -> bool:
        number = source.numbers[acronym.lower()]
        mostly = 2 * source.mixed.get(number, Counter())[acronym] > source.inside[number]
        return mostly and bool(frequency[number] <= most_known)

    for acronym, other in acronyms.learnt(is_wanted).items():
        # Papers write some of them as a word, Otan.
        small = acronym.lower()
        learnt[small if learnt.pop(small, "").lower() == other.lower() else acronym] = other


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
    if not lexicon:
        return list(pairs)
    generator = random.Random(seed)
    names = names_of(lexicon)
    phrases = Phrases(names)
    result = []
    for source, target in pairs:
        known = {key: lexicon[key] for word in WORD.findall(source) for key in (word, word.lower()) if key in lexicon}
        known |= {name: names[name] for _, name in phrases.find(source)}
        if known and generator.random() < share:
            there = set(WORD.findall(target.lower()))
            source = Lexicon({w: t for w, t in known.items() if there.issuperset(t.lower().split())}).apply(source)
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


def _best(first: Any, score: Any, keep: Any) -> list[int]:
    """For each number of the first array the place with the highest score, the first among equals, of those to keep."""
    import numpy as np

    places = np.flatnonzero(keep)
    places = places[np.lexsort((places, -score[places], first[places]))]
    _, begins = np.unique(first[places], return_index=True)
    best: list[int] = places[begins].tolist()
    return best


@dataclass(slots=True)
class _Rows:
    """Two target words in a row: arrays of one length."""

    words: Any
    #: How often they stand there, and how often the first and the second have a capital.
    totals: Any
    capitals: tuple[Any, Any]

    def form(self, row: int, target: _Side) -> str:
        """As they are mostly written."""
        both = zip(divmod(int(self.words[row]), len(target.words)), self.capitals, strict=True)
        return " ".join(target.form(word, bool(2 * capitals[row] > self.totals[row])) for word, capitals in both)


def _count_rows(source: _Side, target: _Side, wanted: Any, useful: Any, least: int) -> tuple[Any, Any, Any, _Rows]:
    """Wanted source words, numbers of rows of useful target words, how often they meet, and the rows."""
    import numpy as np

    text = np.asarray(target.text)
    begins = np.concatenate([[0], np.flatnonzero(text == -1) + 1])
    left, left_ends = np.asarray(source.flat), np.concatenate([[0], np.asarray(source.ends)])
    places = np.flatnonzero(wanted[left])
    words = left[places].astype(np.int64)
    sentence = np.searchsorted(left_ends, places, "right") - 1
    lengths = np.maximum(begins[sentence + 1] - begins[sentence] - 2, 0)
    shift = begins[sentence] - (np.cumsum(lengths) - lengths)
    at = np.repeat(shift, lengths) + np.arange(int(lengths.sum()))
    words, one, other = np.repeat(words, lengths), text[at] >> 1, text[at + 1] >> 1
    kept = useful[one] & useful[other]
    width = len(target.words)
    keys, counts = np.unique((words[kept] * width + one[kept]) * width + other[kept], return_counts=True)
    keys, counts = keys[counts >= least], counts[counts >= least]
    candidates, row = np.unique(keys % (width * width), return_inverse=True)
    totals, first_capitals, second_capitals = np.zeros((3, len(candidates)), np.int64)
    for begin in range(0, len(text) - 1 if len(candidates) else 0, 100 * _CHUNK):
        part = text[begin : begin + 100 * _CHUNK + 1].astype(np.int64)
        seen = np.where((part[:-1] >= 0) & (part[1:] >= 0), (part[:-1] >> 1) * width + (part[1:] >> 1), -1)
        found = np.minimum(np.searchsorted(candidates, seen), len(candidates) - 1)
        there = candidates[found] == seen
        for sums, weights in ((totals, None), (first_capitals, part[:-1] & 1), (second_capitals, part[1:] & 1)):
            chosen = None if weights is None else weights[there]
            sums += np.bincount(found[there], chosen, len(candidates)).astype(np.int64)
    return keys // (width * width), row, counts, _Rows(candidates, totals, (first_capitals, second_capitals))
