"""Length-based alignment with lexical anchors; needs no model and covers any pair of alphabetic languages.

Gale and Church, "A Program for Aligning Sentences in Bilingual Corpora", Computational Linguistics 19(1), 1993: the
cost of a bead is the negative logarithm of the probability of its difference in length times the prior of its type.
Anchors (cognates and numbers, :mod:`toolkit.language.anchors`) lower the cost of beads whose words look alike.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from toolkit.alignment.beads import Bead
from toolkit.language.anchors import anchor_similarity, anchors

# Priors of bead types from the paper's table 5, its 1-0 and 2-1 figures shared out among the directions; 1-3 and 3-1
# get what the paper leaves to rarer types.
_PRIORS = {
    (1, 1): 0.89,
    (1, 0): 0.00495,
    (0, 1): 0.00495,
    (2, 1): 0.0445,
    (1, 2): 0.0445,
    (2, 2): 0.011,
    (3, 1): 0.002,
    (1, 3): 0.002,
}
_VARIANCE = 6.8
_ANCHOR_WEIGHT = 12.0
_BAND = 60
_NULL_COST = 14.0


class GaleChurchAligner:
    """Dynamic programme over lengths in characters, in a band around the diagonal."""

    @property
    def signature(self) -> str:
        return "aligner:gale-church+anchors-1"

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
        source_lengths = [len(s) for s in source]
        target_lengths = [len(t) for t in target]
        ratio = max(1, sum(target_lengths)) / max(1, sum(source_lengths))
        source_anchors = [anchors(s) for s in source]
        target_anchors = [anchors(t) for t in target]

        def bead_cost(i: int, j: int, n: int, m: int) -> tuple[float, float]:
            if not n or not m:
                return -math.log(_PRIORS[n, m]) + _NULL_COST, 0.0
            left, right = sum(source_lengths[i - n : i]), sum(target_lengths[j - m : j])
            length = _length_cost(left, right, ratio)
            joined = anchor_similarity(
                [a for s in source_anchors[i - n : i] for a in s], [a for t in target_anchors[j - m : j] for a in t]
            )
            return length - math.log(_PRIORS[n, m]) + _ANCHOR_WEIGHT * (1 - joined) * max(n, m), joined

        width = _BAND + abs(rows - columns)
        best: list[dict[int, tuple[float, int, int, float]]] = [{} for _ in range(rows + 1)]
        best[0][0] = (0.0, 0, 0, 0.0)
        for i in range(rows + 1):
            centre = i * columns // rows
            for j in range(max(0, centre - width), min(columns, centre + width) + 1):
                for n, m in _PRIORS:
                    if i < n or j < m or (j - m) not in best[i - n]:
                        continue
                    cost, similarity = bead_cost(i, j, n, m)
                    total = best[i - n][j - m][0] + cost
                    if j not in best[i] or total < best[i][j][0]:
                        best[i][j] = (total, n, m, similarity)
        beads = []
        i, j = rows, columns
        while i or j:
            _, n, m, similarity = best[i][j]
            score = _score(similarity, sum(source_lengths[i - n : i]), sum(target_lengths[j - m : j]), ratio)
            beads.append(Bead(tuple(range(i - n, i)), tuple(range(j - m, j)), score if n and m else 0.0))
            i, j = i - n, j - m
        return beads[::-1]


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
