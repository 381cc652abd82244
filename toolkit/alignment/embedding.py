"""The default aligner: sentence embeddings, three passes, a probability for each bead.

The first pass finds confident pairs, the second a rough path of beads along them. The third finds the path anew, with
the clauses of the sentences aligned along the rough one (:mod:`toolkit.alignment.clauses`).
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from toolkit.alignment.beads import Bead
from toolkit.alignment.encoders import SpanEncoder, UseEncoder

if TYPE_CHECKING:
    from toolkit.alignment.search import Step
    from toolkit.alignment.worth import LengthModel, Spans

#: Columns on each side of the first pass's path that the second pass looks at.
RADIUS = 7
_BLOCK = 4_096
# Beads of the rough path whose clauses are aligned at once.
_STRETCH = 2_000
#: Logistic model of the probability that a bead is right, fitted on the tuning texts (bench/calibrate_alignment.py):
#: intercept, worth, is 1-1, is 1-2 or 2-1, worth of the worse neighbour, mean worth of both neighbours, share of links
#: that it cuts.
_PROBABILITY = (-1.277, 7.646, 2.108, 1.613, 1.764, -3.406, -11.6)


@dataclass(slots=True, frozen=True)
class _Clauses:
    """Clauses of N successive sentences.

    Attributes:
        sums, weights, lengths: of the P clauses, (P, D), (P,) and (P,).
        ends: clauses before each sentence and at the end, (N + 1,).
    """

    sums: Any
    weights: Any
    lengths: Any
    ends: Any

    def stretch(self, first: int, end: int) -> _Clauses:
        """Those of the sentences from a first to before an end."""
        ends = self.ends[first : end + 1]
        inside = slice(int(ends[0]), int(ends[-1]))
        return _Clauses(self.sums[inside], self.weights[inside], self.lengths[inside], ends - ends[0])


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
        return f"aligner:embedding-3|encoder:{self._encoder.name}"

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
            # Rounded to what is known of it, and so that the last bits of another processor do not show.
            score = round(_probability(steps, number), 3) if step.n and step.m else 0.0
            beads.append(Bead(*sides, score))
        return beads

    def steps(self, source: Sequence[str], target: Sequence[str]) -> list[Step]:
        """The best path as the last search gives it, for two texts that are not empty; see :meth:`align`."""
        from toolkit.alignment.anchoring import find_band, find_chain
        from toolkit.alignment.clauses import Links
        from toolkit.alignment.search import FINAL, ROUGH, likeness, search
        from toolkit.alignment.worth import LengthModel, Worths

        (left, left_clauses), (right, right_clauses) = self._encoded(source), self._encoded(target)
        chain = find_chain(left.singles, right.singles)
        lengths = LengthModel.learn(left.lengths, right.lengths, chain)
        worths = Worths(left, right, *find_band(chain, len(source), len(target), RADIUS), lengths)
        fits, like = worths.fits(), likeness(left.singles, right.singles, chain)
        rough = search(worths, fits, ROUGH, like)
        # A stretch at a time, so that the clauses of a long book need not all be worked on at once.
        found: list[tuple[int, int, float]] = []
        for stretch in _stretches(rough):
            found += self._clause_links(left_clauses, right_clauses, stretch, lengths, like)
        return search(worths, fits, FINAL, like, Links.of(found, len(source), len(target)))

    def _clause_links(
        self, left: _Clauses, right: _Clauses, stretch: list[Step], lengths: LengthModel, like: float
    ) -> list[tuple[int, int, float]]:
        """Align the clauses along a stretch of the rough path: source sentence, target sentence, mass."""
        import numpy as np

        from toolkit.alignment.clauses import CLAUSE_TYPES, clause_band
        from toolkit.alignment.search import ROUGH, search
        from toolkit.alignment.worth import Worths

        first, last = stretch[0], stretch[-1]
        one_side = left.stretch(first.source, last.source + last.n)
        other_side = right.stretch(first.target, last.target + last.m)
        if not len(one_side.lengths) or not len(other_side.lengths):
            return []
        band = clause_band(stretch, one_side.ends, other_side.ends)
        spans = [self._spans(side.sums, side.weights, side.lengths) for side in (one_side, other_side)]
        worths = Worths(spans[0], spans[1], *band, lengths, CLAUSE_TYPES)
        sizes = [np.maximum(1.0, side.lengths) for side in (one_side, other_side)]
        owners = [
            np.repeat(np.arange(len(side.ends) - 1) + begin, np.diff(side.ends))
            for side, begin in ((one_side, first.source), (other_side, first.target))
        ]
        found = []
        for step in search(worths, worths.fits(), ROUGH, like):
            if not step.n or not step.m:
                continue
            one, other = slice(step.source, step.source + step.n), slice(step.target, step.target + step.m)
            total, other_total = sizes[0][one].sum(), sizes[1][other].sum()
            for i, size in zip(owners[0][one].tolist(), sizes[0][one].tolist(), strict=True):
                for j, other_size in zip(owners[1][other].tolist(), sizes[1][other].tolist(), strict=True):
                    share = size / total * other_size / other_total
                    found.append((i, j, share * (total + other_total) / 2))
        return found

    def _encoded(self, texts: Sequence[str]) -> tuple[Spans, _Clauses]:
        import numpy as np

        from toolkit.alignment.clauses import split_clauses

        parts = [split_clauses(text) for text in texts]
        sums, weights, part_sums, part_weights = self._encoder.sums_with_parts(parts)
        part_lengths = np.array([len(part) for clauses in parts for part in clauses])
        ends = np.concatenate([[0], np.cumsum([len(clauses) for clauses in parts])])
        spans = self._spans(sums, weights, np.array([len(text) for text in texts]))
        return spans, _Clauses(part_sums, part_weights, part_lengths, ends)

    def _spans(self, sums: Any, weights: Any, lengths: Any) -> Spans:
        import numpy as np

        from toolkit.alignment.worth import Spans

        def runs(size: int, starts: Any) -> Any:
            spans, counts = sums[starts], weights[starts]
            for further in range(1, size):
                spans += sums[starts + further]
                counts = counts + weights[starts + further]
            return self._encoder.finish(spans, counts)

        count = len(lengths)
        singles = np.concatenate(
            [self._encoder.finish(sums[n : n + _BLOCK], weights[n : n + _BLOCK]) for n in range(0, count, _BLOCK)]
        )
        return Spans(singles, runs, np.concatenate([[0], np.cumsum(lengths)]))


def _stretches(steps: list[Step]) -> Iterator[list[Step]]:
    """Cut a path after beads with two sides."""
    stretch: list[Step] = []
    for step in steps:
        stretch.append(step)
        if len(stretch) >= _STRETCH and step.n and step.m:
            yield stretch
            stretch = []
    if stretch:
        yield stretch


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
        float(sentences == 2),
        float(sentences == 3),
        min(before, behind),
        (before + behind) / 2,
        step.cut,
    )


def _probability(steps: Sequence[Step], number: int) -> float:
    logit = sum(w * x for w, x in zip(_PROBABILITY, bead_features(steps, number), strict=True))
    return 1 / (1 + math.exp(-logit))
