"""Which of the target words that a source word meets explains it best: a second opinion on co-occurrence.

Counting alone takes *igniters* for *fusée* where a law names rocket igniters a hundred times. Expectation maximisation
lets the target words of each sentence compete for the source word, as in IBM Model 1 (Brown, Della Pietra, Della Pietra
and Mercer, Computational Linguistics 19(2), 1993), by the product of both directions' probabilities, so that neither
rare nor common words win by that alone (after Liang, Taskar and Klein, "Alignment by Agreement", HLT-NAACL 2006).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

#: Sentences of a word that are looked at; more tell nothing new.
_SENTENCES = 200
_ROUNDS = 6
# Added to the count of a target word: one that stands once in all bitext explains what stands there beside it too well.
_SMOOTHING = 30.0
# Words that are always together are told apart by their letters: Addis Abeba, Addis Ababa.
_ALIKE, _BONUS = 0.6, 5.0
_CANDIDATE = 0.05
# What is put in the place of another word explains so much of the source word, the other hardly anything.
_LEAST, _MOST, _LEAST_SENTENCES = 0.4, 0.1, 10
# A word that is so much commoner than the source word stands there for another reason (*Mrs*, for *Rachida*).
_OFTENER = 100
# Sentences of a source word in which its translation stands beside it.
_BESIDE = 0.5


def better(
    found: Mapping[int, int],
    sentences: tuple[Any, Any],
    others: tuple[Any, Any],
    words: tuple[Sequence[str], Sequence[str]],
) -> dict[int, int]:
    """Target words for those source words whose translation, found by counting, only stands beside the right one.

    Args:
        found: target word by source word, both as numbers.
        sentences, others, words: see :func:`shares`.

    Returns:
        Numbers of other target words by source word. Words that look like their translation keep it.
    """
    import numpy as np

    wanted = np.zeros(len(words[0]), bool)
    wanted[[*found]] = True
    times, frequency = (
        np.bincount(flat, minlength=len(w)) for flat, w in zip((sentences[0], others[0]), words, strict=True)
    )
    wanted &= times >= _LEAST_SENTENCES
    result = {}
    for word, explained in shares(sentences, others, wanted, words).items():
        best = max(explained, key=lambda other: (explained[other], other))
        sure = explained[best] >= _LEAST and explained.get(found[word], 0.0) <= _MOST
        sure &= frequency[best] <= _OFTENER * times[word]
        if sure and not _alike(words[0][word], words[1][found[word]]):
            result[word] = best
    return result


def stands_beside(
    found: Mapping[int, int], sentences: tuple[Any, Any], numbers: Mapping[str, int], words: Sequence[str]
) -> list[int]:
    """Source words whose translation stands in the source as well, beside them: *Rachida*, for *Dati*.

    Args:
        found: target word by source word, both as numbers.
        sentences: numbers of the different words of each source sentence, one after another, and where each sentence
            ends.
        numbers: of source words.
        words: target words by number.
    """
    import numpy as np

    flat, ends = sentences
    same = {word: numbers[words[other]] for word, other in found.items() if words[other] in numbers}
    if not same:
        return []
    width = int(flat.max()) + 1
    twin = np.full(width, -1, np.int64)
    twin[[*same]] = [*same.values()]
    places = np.flatnonzero((twin[flat] >= 0) | np.isin(flat, [*same.values()]))
    sentence, word = np.searchsorted(ends, places, "right"), flat[places]
    keys = sentence * width + word
    asked = twin[word] >= 0
    both = np.isin(sentence[asked] * width + twin[word[asked]], keys)
    together, times = (np.bincount(word[asked], weights, width) for weights in (both, None))
    return [word for word in same if together[word] >= _BESIDE * times[word]]


def shares(
    sentences: tuple[Any, Any],
    others: tuple[Any, Any],
    wanted: Any,
    words: tuple[Sequence[str], Sequence[str]],
) -> dict[int, dict[int, float]]:
    """How much of each wanted source word the target words explain.

    Args:
        sentences: numbers of the different words of each source sentence, one after another, and where each sentence
            ends.
        others: the same of the target sentences.
        wanted: for each number of a source word whether it is asked for.
        words: of source and target, by number.

    Returns:
        By source word the shares of target words, 0 to 1, from a twentieth on.
    """
    import numpy as np

    left, right = sentences[0], others[0]
    left_ends, right_ends = (np.concatenate([[0], ends]) for ends in (sentences[1], others[1]))
    places = np.flatnonzero(wanted[left])
    order = places[np.argsort(left[places], kind="stable")]
    sources = left[order]
    # The first sentences of each word.
    rank = np.arange(len(sources)) - np.searchsorted(sources, sources)
    order, sources = order[rank < _SENTENCES], sources[rank < _SENTENCES]
    sentence = np.searchsorted(left_ends, order, "right") - 1
    at, token = _inside(right_ends, sentence)
    if not len(at):
        return {}
    free = ~_copied((left, left_ends), sentence, sentence[token], right[at], words)
    targets, token = right[at][free], token[free]
    width = len(words[1])
    pairs, link = np.unique(sources[token].astype(np.int64) * width + targets, return_inverse=True)
    owner, target = pairs // width, pairs % width
    times = np.bincount(sources, minlength=len(words[0]))
    frequency = np.bincount(right, minlength=width) + _SMOOTHING
    counts: Any = np.bincount(link, minlength=len(pairs))
    bonus = np.ones(len(pairs))
    for number in range(_ROUNDS):
        weight = bonus * counts / frequency[target] * counts / times[owner]
        parts = weight[link]
        parts /= np.bincount(token, parts, len(sources))[token]
        counts = np.bincount(link, parts, len(pairs))
        if number == 1:
            for place in np.flatnonzero(counts >= _CANDIDATE * times[owner]).tolist():
                one, other = words[0][owner[place]], words[1][target[place]]
                if _alike(one, other):
                    bonus[place] = _BONUS
    result: dict[int, dict[int, float]] = {}
    for place in np.flatnonzero(counts >= _CANDIDATE * times[owner]).tolist():
        share = float(counts[place] / times[owner[place]])
        result.setdefault(int(owner[place]), {})[int(target[place])] = share
    return result


def _copied(
    source: tuple[Any, Any], sentences: Any, sentence_of: Any, targets: Any, words: tuple[Sequence[str], Sequence[str]]
) -> Any:
    """For each target word whether it stands on the source side as well: it is explained by itself.

    Args:
        source: words of the source sentences, and where each sentence begins.
        sentences: numbers of those that are looked at.
        sentence_of: number of the sentence of each target word.
        targets: numbers of the target words.
        words: of source and target, by number.
    """
    import numpy as np

    left, ends = source
    numbers = {word: number for number, word in enumerate(words[1])}
    same = np.array([numbers.get(word, -1) for word in words[0]], np.int64)
    width = len(words[1])
    used = np.unique(sentences)
    at, place = _inside(ends, used)
    copied = same[left[at]]
    copies = np.unique(used[place[copied >= 0]] * width + copied[copied >= 0])
    keys = sentence_of * width + targets
    found = np.minimum(np.searchsorted(copies, keys), len(copies) - 1)
    return copies[found] == keys if len(copies) else np.zeros(len(keys), bool)


def _inside(ends: Any, sentences: Any) -> tuple[Any, Any]:
    """Places of the words of some sentences, and for each the place of its sentence among these."""
    import numpy as np

    lengths = ends[sentences + 1] - ends[sentences]
    places = np.repeat(ends[sentences] - (np.cumsum(lengths) - lengths), lengths) + np.arange(int(lengths.sum()))
    return places, np.repeat(np.arange(len(sentences)), lengths)


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other).ratio() >= _ALIKE
