"""The default aligner: sentence embeddings, three passes, a probability for each bead.

The first pass finds confident pairs, the second a rough path of beads along them. The third finds the path anew, with
the clauses of the sentences aligned along the rough one (:mod:`toolkit.alignment.clauses`).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from toolkit.alignment.beads import Bead
from toolkit.encoders import SpanEncoder, default_encoder

if TYPE_CHECKING:
    from toolkit.alignment.search import Step
    from toolkit.alignment.worth import LengthModel, Spans

#: Columns on each side of the first pass's path that the second pass looks at.
RADIUS = 7
_BLOCK = 4_096
# Beads of the rough path whose clauses are aligned at once.
_STRETCH = 2_000
# How much worse than the best path another may be for its beads to be looked at again.
_RIVAL = 0.2
# Parts up to which a run gets the vector that the encoder's last layers make of it; of more, a sum is as good.
_EXACT = 3
#: Logistic model of the probability that a bead is right, fitted on the tuning texts (bench/calibrate_alignment.py):
#: intercept, worth, is 1-1, is 1-2 or 2-1, worth of the worse neighbour, mean worth of both neighbours, share of links
#: that it cuts.
_PROBABILITY = (-1.418, 7.556, 1.941, 1.657, 1.655, -3.0, -9.785)


@dataclass(slots=True, frozen=True)
class _Sums:
    """What the encoder gives for N successive sentences or clauses, before the vectors of their runs are made.

    Attributes:
        sums, weights: see :class:`toolkit.encoders.SpanEncoder`, (N, D) and (N,).
        lengths: in characters, (N,).
    """

    sums: Any
    weights: Any
    lengths: Any

    def __getitem__(self, chosen: Any) -> _Sums:
        return _Sums(self.sums[chosen], self.weights[chosen], self.lengths[chosen])


@dataclass(slots=True, frozen=True)
class _Text:
    """N sentences and their P clauses.

    Attributes:
        sentences, clauses: sums.
        ends: clauses before each sentence and at the end, (N + 1,).
    """

    sentences: _Sums
    clauses: _Sums
    ends: Any

    def __getitem__(self, chosen: Any) -> _Text:
        """Some sentences, by an array of their numbers."""
        import numpy as np

        counts = np.diff(self.ends)[chosen]
        ends = np.concatenate([[0], np.cumsum(counts)])
        clauses = np.repeat(self.ends[:-1][chosen] - ends[:-1], counts) + np.arange(ends[-1])
        return _Text(self.sentences[chosen], self.clauses[clauses], ends)


@dataclass(slots=True, frozen=True)
class _Rough:
    """What the second pass found.

    Attributes:
        path, contested: steps, and whether each needs a second look.
        singles, fits: vectors of the sentences and their best cosines, of both sides.
        lengths, like: of the pair of texts.
    """

    path: list[Step]
    contested: list[bool]
    singles: tuple[Any, Any]
    fits: tuple[Any, Any]
    lengths: LengthModel
    like: float


class EmbeddingAligner:
    """Align by the multilingual sentence encoder, or by any other.

    Args:
        encoder: see :class:`toolkit.encoders.SpanEncoder`; None for the packaged one.

    Raises:
        MissingExtraError: the packaged encoder is not installed.
    """

    def __init__(self, encoder: SpanEncoder | None = None) -> None:
        self._encoder = encoder or default_encoder()

    @property
    def signature(self) -> str:
        return f"aligner:embedding-4|encoder:{self._encoder.name}"

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
        from toolkit.alignment.clauses import Links
        from toolkit.alignment.excerpt import Excerpt
        from toolkit.alignment.search import FINAL, search
        from toolkit.alignment.worth import Worths

        left, right = self._encoded(source), self._encoded(target)
        rough = self._rough(left, right)
        places = Excerpt.of(rough.path, rough.contested)
        if not places.path:
            return rough.path
        # What is bound to the whole texts is let go.
        left, right = left[places.source], right[places.target]
        singles = rough.singles[0][places.source], rough.singles[1][places.target]
        fits = rough.fits[0][places.source], rough.fits[1][places.target]
        lengths, like = rough.lengths, rough.like
        del rough
        # A stretch at a time, so that the clauses of a long book need not all be worked on at once.
        found: list[tuple[int, int, float]] = []
        for stretch in _stretches(places.path):
            found += self._clause_links(left, right, stretch, lengths, like)
        links = Links.of(found, len(places.source), len(places.target))
        one, other = self._spans(left.sentences, _EXACT, singles[0]), self._spans(right.sentences, _EXACT, singles[1])
        worths = Worths(one, other, *places.band(RADIUS), lengths, walls=places.walls())
        return places.restore(search(worths, fits, FINAL, like, links).path())

    def _rough(self, left: _Text, right: _Text) -> _Rough:
        """First and second pass."""
        from toolkit.alignment.anchoring import find_band, find_chain
        from toolkit.alignment.rivals import contested
        from toolkit.alignment.search import ROUGH, likeness, search
        from toolkit.alignment.worth import FEW_TYPES, LengthModel, Worths

        one, other = self._spans(left.sentences, 1), self._spans(right.sentences, 1)
        chain = find_chain(one.singles, other.singles)
        lengths = LengthModel.learn(one.lengths, other.lengths, chain)
        band = find_band(chain, len(one.singles), len(other.singles), RADIUS)
        worths = Worths(one, other, *band, lengths, FEW_TYPES)
        fits, like = worths.fits(), likeness(one.singles, other.singles, chain)
        table = search(worths, fits, ROUGH, like)
        path = table.path()
        return _Rough(path, contested(table, path, _RIVAL), (one.singles, other.singles), fits, lengths, like)

    def _clause_links(
        self, left: _Text, right: _Text, stretch: list[Step], lengths: LengthModel, like: float
    ) -> list[tuple[int, int, float]]:
        """Align the clauses along a stretch of the rough path: source sentence, target sentence, mass."""
        import numpy as np

        from toolkit.alignment.clauses import CLAUSE_TYPES, clause_band
        from toolkit.alignment.search import ROUGH, search
        from toolkit.alignment.worth import Worths

        begins = stretch[0].source, stretch[0].target
        ends = stretch[-1].source + stretch[-1].n, stretch[-1].target + stretch[-1].m
        if begins[0] == ends[0] or begins[1] == ends[1]:
            return []
        borders = [text.ends[a : b + 1] for text, a, b in zip((left, right), begins, ends, strict=True)]
        sums = [text.clauses[edge[0] : edge[-1]] for text, edge in zip((left, right), borders, strict=True)]
        band = clause_band(stretch, *borders)
        spans = [self._spans(side, _EXACT) for side in sums]
        worths = Worths(spans[0], spans[1], *band, lengths, CLAUSE_TYPES)
        sizes = [np.maximum(1.0, side.lengths) for side in sums]
        owners = [np.repeat(np.arange(a, b), np.diff(e)) for a, b, e in zip(begins, ends, borders, strict=True)]
        found = []
        for step in search(worths, worths.fits(), ROUGH, like).path():
            if not step.n or not step.m:
                continue
            one, other = slice(step.source, step.source + step.n), slice(step.target, step.target + step.m)
            total, other_total = sizes[0][one].sum(), sizes[1][other].sum()
            for i, size in zip(owners[0][one].tolist(), sizes[0][one].tolist(), strict=True):
                for j, other_size in zip(owners[1][other].tolist(), sizes[1][other].tolist(), strict=True):
                    share = size / total * other_size / other_total
                    found.append((i, j, share * (total + other_total) / 2))
        return found

    def _encoded(self, texts: Sequence[str]) -> _Text:
        import numpy as np

        from toolkit.alignment.clauses import split_clauses

        parts = [split_clauses(text) for text in texts]
        sums, weights, part_sums, part_weights = self._encoder.sums_with_parts(parts)
        part_lengths = np.array([len(part) for clauses in parts for part in clauses])
        ends = np.concatenate([[0], np.cumsum([len(clauses) for clauses in parts])])
        sentences = _Sums(sums, weights, np.array([len(text) for text in texts]))
        return _Text(sentences, _Sums(part_sums, part_weights, part_lengths), ends)

    def _spans(self, text: _Sums, exact: int, singles: Any = None) -> Spans:
        """Vectors of runs.

        Args:
            text: sentences or clauses.
            exact: runs of up to so many get the encoder's vector, larger ones a sum of the vectors of their parts.
            singles: vectors of the parts, (N, D); made if they are not given.
        """
        import numpy as np

        from toolkit.alignment.worth import Spans

        def added(values: Any, size: int, starts: Any) -> Any:
            total = values[starts]
            for further in range(1, size):
                total = total + values[starts + further]
            return total

        def runs(size: int, starts: Any) -> Any:
            if size <= exact:
                return self._encoder.finish(added(text.sums, size, starts), added(text.weights, size, starts))
            # The encoder divides its sums by the root of the tokens, so they count with it.
            vectors = np.zeros((len(starts), singles.shape[1]), np.float32)
            for further in range(size):
                vectors += singles[starts + further] * np.sqrt(text.weights[starts + further])[:, None]
            return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)

        if singles is None:
            blocks = [slice(n, n + _BLOCK) for n in range(0, len(text.lengths), _BLOCK)]
            singles = np.concatenate([self._encoder.finish(text.sums[b], text.weights[b]) for b in blocks])
        return Spans(singles, runs, np.concatenate([[0], np.cumsum(text.lengths)]))


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
