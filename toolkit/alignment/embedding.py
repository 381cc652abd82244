"""The default aligner: sentence embeddings, two passes, a probability for each bead."""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from toolkit.alignment.beads import Bead
from toolkit.alignment.encoders import SpanEncoder, UseEncoder

if TYPE_CHECKING:
    from toolkit.alignment.search import Step

#: Columns on each side of the first pass's path that the second pass looks at.
RADIUS = 7
_BLOCK = 4_096
#: Logistic model of the probability that a bead is right, fitted on the tuning texts (bench/calibrate_alignment.py):
#: intercept, worth, cosine, is 1-1, is 1-2 or 2-1, worth of the worse neighbour, mean worth of both neighbours.
_PROBABILITY = (-2.533, 7.788, -0.251, 2.054, 1.481, 2.806, -2.663)


class EmbeddingAligner:
    """Align by the multilingual sentence encoder, or by any other.

    Args:
        encoder: see :class:`toolkit.alignment.encoders.SpanEncoder`; None for the packaged one.

    Raises:
        MissingExtraError: the packaged encoder is not installed.
    """

    def __init__(self, encoder: SpanEncoder | None = None) -> None:
        self._encoder = encoder or default_encoder()

    @property
    def signature(self) -> str:
        return f"aligner:embedding-2|encoder:{self._encoder.name}"

    def align(self, source: Sequence[str], target: Sequence[str]) -> list[Bead]:
        """Align two texts.

        Args:
            source: sentences in order.
            target: sentences in order.

        Returns:
            Beads in order that hold every sentence once; the score of a bead is the probability that it is right,
            calibrated on novels and news (docs/alignment.md).
        """
        if not source or not target:
            return [Bead((i,), ()) for i in range(len(source))] + [Bead((), (j,)) for j in range(len(target))]
        steps = self.steps(source, target)
        beads = []
        for number, step in enumerate(steps):
            sides = tuple(range(step.source, step.source + step.n)), tuple(range(step.target, step.target + step.m))
            score = _probability(bead_features(steps, number)) if step.n and step.m else 0.0
            beads.append(Bead(*sides, score))
        return beads

    def steps(self, source: Sequence[str], target: Sequence[str]) -> list[Step]:
        """The best path as the search gives it, for two texts that are not empty; see :meth:`align`."""
        from toolkit.alignment.anchoring import find_band, find_chain
        from toolkit.alignment.search import LengthModel, Weights, search

        left, right = self._spans(source), self._spans(target)
        chain = find_chain(left.singles, right.singles)
        low, high = find_band(chain, len(source), len(target), RADIUS)
        lengths = LengthModel.learn(left.lengths, right.lengths, chain)
        weights = Weights()
        cost = weights.bead_cost(left.singles, right.singles, chain)
        return search(left, right, low, high, lengths, weights, cost)

    def _spans(self, texts: Sequence[str]) -> Any:
        import numpy as np

        from toolkit.alignment.search import Spans

        sums, weights = self._encoder.sums(texts)
        # Differences of running totals need the longer floats: over a long book the short ones lose their last digits.
        totals = np.concatenate([np.zeros((1, sums.shape[1])), np.cumsum(sums, axis=0, dtype=np.float64)])
        counts = np.concatenate([[0.0], np.cumsum(weights, dtype=np.float64)])

        def runs(size: int, first: int, last: int) -> Any:
            begin, end = slice(first, last + 1), slice(first + size, last + size + 1)
            spans = (totals[end] - totals[begin]).astype(np.float32)
            return self._encoder.finish(spans, (counts[end] - counts[begin]).astype(np.float32))

        singles = np.concatenate(
            [self._encoder.finish(sums[n : n + _BLOCK], weights[n : n + _BLOCK]) for n in range(0, len(texts), _BLOCK)]
        )
        return Spans(singles, runs, np.concatenate([[0], np.cumsum([len(t) for t in texts])]))


@functools.cache
def default_encoder() -> UseEncoder:
    """The packaged encoder, loaded once.

    Raises:
        MissingExtraError: it is not installed.
    """
    return UseEncoder()


def bead_features(steps: Sequence[Step], number: int) -> tuple[float, ...]:
    """What the probability of a step's bead is computed from; a step at an end is its own neighbour there."""
    step = steps[number]
    before = steps[number - 1].worth if number else step.worth
    behind = steps[number + 1].worth if number + 1 < len(steps) else step.worth
    sentences = step.n + step.m
    return (
        1.0,
        step.worth,
        step.cosine,
        float(sentences == 2),
        float(sentences == 3),
        min(before, behind),
        (before + behind) / 2,
    )


def _probability(features: tuple[float, ...]) -> float:
    logit = sum(w * x for w, x in zip(_PROBABILITY, features, strict=True))
    # Rounded to what is known of it, and so that the last bits of another processor do not show.
    return round(1 / (1 + math.exp(-logit)), 3)
