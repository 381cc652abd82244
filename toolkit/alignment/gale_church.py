"""Length-based alignment with lexical anchors; needs no model and covers any pair of languages.

Gale and Church, "A Program for Aligning Sentences in Bilingual Corpora", Computational Linguistics 19(1), 1993: the
cost of a bead is the negative logarithm of the probability of its difference in length times the prior of its type.
Anchors (cognates and numbers, :mod:`toolkit.text.cognates`) lower the cost of beads whose words look alike, and the
rare ones give a path beforehand, so that the programme need only look beside it.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import accumulate

from toolkit.alignment.beads import Bead
from toolkit.text.cognates import anchor_similarity, anchors

# Priors of bead types from the paper's table 5, its 2-1 figure shared out among the directions; 1-3 and 3-1 get what
# the paper leaves to rarer types.
_PRIORS = {(1, 1): 0.89, (2, 1): 0.0445, (1, 2): 0.0445, (2, 2): 0.011, (3, 1): 0.002, (1, 3): 0.002}
_COSTS = {kind: -math.log(prior) for kind, prior in _PRIORS.items()}
# Of the first and of each further sentence of a run of omissions: a missing chapter is one event. Chosen on the tuning
# texts of docs/alignment.md.
_FIRST_NULL = 17.0
_NEXT_NULL = 12.0
_VARIANCE = 6.8
_ANCHOR_WEIGHT = 12.0
# Columns on each side of the path of rare anchors.
_RADIUS = 12
# A rare anchor is in at most so many pairs of sentences.
_RARE = 64
# Sentences that a pair may lie off the diagonal, beside the difference in length.
_REACH = 400
# How much better than the next best a pair must be for both its sentences.
_LEAD = 1.5


class GaleChurchAligner:
    """Dynamic programme over lengths in characters, in a band along the sentences that share rare anchors."""

    @property
    def signature(self) -> str:
        return "aligner:gale-church+anchors-2"

    def align(self, source: Sequence[str], target: Sequence[str]) -> list[Bead]:
        """Align two texts.

        Args:
            source: sentences in order.
            target: sentences in order.

        Returns:
            Beads in order that hold every sentence once.
        """
        rows, columns = len(source), len(target)
        if not rows or not columns:
            return [Bead((i,), ()) for i in range(rows)] + [Bead((), (j,)) for j in range(columns)]
        return _Programme(source, target).beads()


class _Programme:
    """The dynamic programme over two texts."""

    def __init__(self, source: Sequence[str], target: Sequence[str]) -> None:
        self.source_ends = [0, *accumulate(map(len, source))]
        self.target_ends = [0, *accumulate(map(len, target))]
        self.ratio = max(1, self.target_ends[-1]) / max(1, self.source_ends[-1])
        self.source_anchors = [anchors(s) for s in source]
        self.target_anchors = [anchors(t) for t in target]
        # Cost, sizes and look-alikes of the bead that ends there; sizes are 0 where a run of omissions is better.
        self.best: list[dict[int, tuple[float, int, int, float]]] = [{} for _ in range(len(source) + 1)]
        # Cost and sizes of the last omission, and whether the run begins with it.
        self.runs: list[dict[int, tuple[float, int, int, bool]]] = [{} for _ in range(len(source) + 1)]

    def beads(self) -> list[Bead]:
        """Beads of the cheapest path."""
        from toolkit.alignment.anchoring import find_band

        rows, columns = len(self.source_anchors), len(self.target_anchors)
        low, high = find_band(_chain(self.source_anchors, self.target_anchors), rows, columns, _RADIUS)
        self.best[0][0] = (0.0, 0, 0, 0.0)
        for i in range(rows + 1):
            for j in range(int(low[i]), int(high[i]) + 1):
                found = self._best_bead(i, j)
                run = self._best_run(i, j)
                if run[0] < math.inf:
                    self.runs[i][j] = run
                if run[0] < found[0]:
                    found = (run[0], 0, 0, 0.0)
                if found[0] < math.inf:
                    self.best[i][j] = found
        return self._path(rows, columns)

    def _best_bead(self, i: int, j: int) -> tuple[float, int, int, float]:
        found = self.best[i].get(j, (math.inf, 0, 0, 0.0))
        for (n, m), prior in _COSTS.items():
            before = self.best[i - n].get(j - m) if i >= n and j >= m else None
            if before is None:
                continue
            cost = before[0] + prior + _length_cost(*self._lengths(i, j, n, m), self.ratio)
            if cost >= found[0]:
                continue
            similarity = anchor_similarity(
                [a for s in self.source_anchors[i - n : i] for a in s],
                [a for t in self.target_anchors[j - m : j] for a in t],
            )
            cost += _ANCHOR_WEIGHT * (1 - similarity) * max(n, m)
            if cost < found[0]:
                found = (cost, n, m, similarity)
        return found

    def _best_run(self, i: int, j: int) -> tuple[float, int, int, bool]:
        run = (math.inf, 0, 0, True)
        for n, m in ((1, 0), (0, 1)):
            if i >= n and j >= m:
                if (begun := self.best[i - n].get(j - m)) and begun[0] + _FIRST_NULL < run[0]:
                    run = (begun[0] + _FIRST_NULL, n, m, True)
                if (further := self.runs[i - n].get(j - m)) and further[0] + _NEXT_NULL < run[0]:
                    run = (further[0] + _NEXT_NULL, n, m, False)
        return run

    def _path(self, i: int, j: int) -> list[Bead]:
        beads = []
        omitting = False
        while i or j:
            _, n, m, similarity = self.best[i][j]
            score = 0.0
            if omitting or not n:
                _, n, m, begins = self.runs[i][j]
                omitting = not begins
            else:
                score = _score(similarity, *self._lengths(i, j, n, m), self.ratio)
            beads.append(Bead(tuple(range(i - n, i)), tuple(range(j - m, j)), score))
            i, j = i - n, j - m
        return beads[::-1]

    def _lengths(self, i: int, j: int, n: int, m: int) -> tuple[int, int]:
        """Characters of the bead of n and m sentences that ends there."""
        return self.source_ends[i] - self.source_ends[i - n], self.target_ends[j] - self.target_ends[j - m]


def _chain(source: list[list[str]], target: list[list[str]]) -> list[tuple[int, int]]:
    """Pairs of sentences in order that share rare anchors and no other sentence shares as much with."""
    from toolkit.alignment.anchoring import heaviest_increasing

    rows, columns = len(source), len(target)
    places: list[dict[str, list[int]]] = []
    for side in (source, target):
        found: dict[str, list[int]] = defaultdict(list)
        for number, keys in enumerate(side):
            for key in set(keys):
                found[key].append(number)
        places.append(found)
    scores: Counter[tuple[int, int]] = Counter()
    reach = _REACH + abs(rows - columns)
    for key, ones in places[0].items():
        others = places[1].get(key, [])
        if not others or len(ones) * len(others) > _RARE:
            continue
        weight = math.log(rows / len(ones)) + math.log(columns / len(others))
        for i in ones:
            for j in others:
                if abs(j - i * columns // rows) <= reach:
                    scores[i, j] += weight  # type: ignore[assignment]
    best: list[dict[int, list[float]]] = [defaultdict(list), defaultdict(list)]
    for (i, j), score in scores.items():
        best[0][i].append(score)
        best[1][j].append(score)
    second = [{k: sorted(v)[-2] if len(v) > 1 else 0.0 for k, v in side.items()} for side in best]
    pairs = [(i, j, s) for (i, j), s in scores.items() if s > _LEAD * max(second[0][i], second[1][j])]
    return heaviest_increasing(sorted(pairs, key=lambda p: (p[0], -p[1])), columns)


def _length_cost(left: int, right: int, ratio: float) -> float:
    mean = (left + right / ratio) / 2
    if not mean:
        return 0.0
    delta = (right - left * ratio) / math.sqrt(mean * _VARIANCE)
    tail = math.erfc(abs(delta) / math.sqrt(2))
    return -math.log(tail) if tail > 1e-30 else 69.0


def _score(similarity: float, left: int, right: int, ratio: float) -> float:
    # Not a probability: lengths and look-alikes only. The calibrated aligner has its own file.
    length = math.exp(-0.5 * _length_cost(left, right, ratio) / 3)
    return round(min(1.0, 0.5 * length + similarity), 4)
