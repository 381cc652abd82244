"""Second pass: the best sequence of beads within a band.

A bead is worth its cosine, less the mean cosine of each side to the sentences beside the other side, times a factor
for the ratio of lengths (after Liu and Zhu, "Bertalign: Improved Word Embedding-based Sentence Alignment for
Chinese-English Parallel Corpora of Literary Texts", DSH 2023, and Thompson and Koehn, "Vecalign", EMNLP 2019). A run
of skipped sentences costs much to begin and little to go on (affine gaps: Gotoh, "An improved algorithm for matching
biological sequences", J. Mol. Biol. 162, 1982), so that missing chapters are not filled with large beads. The whole
table of a block of rows is one gather, one addition and one maximum.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

#: Bead types with both sides filled, source sentences first.
TYPES = (
    (1, 1),
    *((1, m) for m in range(2, 7)),
    *((n, 1) for n in range(2, 7)),
    *((2, m) for m in range(2, 6)),
    *((n, 2) for n in range(3, 6)),
    (3, 3),
)
LONGEST = 6
_BLOCK = 48
_FORBIDDEN = np.float32(-1e9)
# Deviation of French and English news, and from how many pairs on it is learnt instead.
_DEVIATION = 1.7
_FEW = 20
# Beyond what any translation calls for: two copies of a text are as like as can be.
_MOST_BEAD_COST = 0.1


@dataclass(slots=True, frozen=True)
class Weights:
    """What the search is tuned by; chosen on two novels, Text+Berg dev and noisy dev (docs/alignment.md).

    Attributes:
        neighbour: of the likeness to sentences beside a bead.
        length: of a surprising difference of lengths.
        gap: cost of beginning a run of skipped sentences.
        fit: cost of skipping a sentence, times its best cosine to any within the band.
        size: cost of each sentence past the first pair.
        crossed: cost of a bead of several sentences on both sides.
        literal, free: where the confident pairs of the first pass are liker than ``free`` on average, the translation
            is literal and a weak bead suspicious: each bead costs the excess times ``literal``.
    """

    neighbour: float = 0.65
    length: float = 0.09
    gap: float = 0.13
    fit: float = 0.042
    size: float = -0.012
    crossed: float = 0.028
    literal: float = 2.0
    free: float = 0.68

    def bead_cost(self, source: Any, target: Any, chain: list[tuple[int, int]]) -> float:
        """What each bead costs, by the cosines of confident pairs of two texts' unit vectors (N, D) and (M, D)."""
        if len(chain) < _FEW:
            return 0.0
        pairs = np.array(chain)
        cosines = np.einsum("nd,nd->n", source[pairs[:, 0]], target[pairs[:, 1]])
        return min(_MOST_BEAD_COST, self.literal * max(0.0, float(cosines.mean()) - self.free))


@dataclass(slots=True)
class Spans:
    """Embeddings of all runs of 1 to :data:`LONGEST` sentences of a text.

    Attributes:
        singles: unit vectors (N, D) of the sentences.
        runs: gives the unit vectors of the runs of a size that start at the sentences from a first to a last; made
            when they are wanted, for those of a long book fill the memory.
        lengths: cumulative characters, (N + 1,).
    """

    singles: Any
    runs: Callable[[int, int, int], Any]
    lengths: Any


@dataclass(slots=True, frozen=True)
class LengthModel:
    """How lengths in characters go together in a pair of texts.

    Gale and Church, "A Program for Aligning Sentences in Bilingual Corpora", Computational Linguistics 19(1), 1993:
    the difference in length is normal with a variance in proportion to the length. Here both are learnt from the pairs
    of the first pass, so that a free literary translation is judged more gently than a technical one.

    Attributes:
        ratio: target characters for each source character.
        deviation: standard deviation of the difference for a pair of one character.
    """

    ratio: float
    deviation: float

    @classmethod
    def learn(cls, source: Any, target: Any, chain: list[tuple[int, int]]) -> LengthModel:
        """Learn from cumulative lengths (N + 1,), (M + 1,) and confident one-to-one pairs."""
        if len(chain) < _FEW:
            return cls(float(target[-1]) / max(1.0, float(source[-1])), _DEVIATION)
        pairs = np.array(chain)
        left = (source[pairs[:, 0] + 1] - source[pairs[:, 0]]).astype(float)
        right = (target[pairs[:, 1] + 1] - target[pairs[:, 1]]).astype(float)
        ratio = float(right.sum() / max(1.0, left.sum()))
        scaled = (right - left * ratio) / np.sqrt(np.maximum(1.0, (left * ratio + right) / 2))
        # The median absolute deviation is not moved by the pairs that are wrong.
        deviation = 1.4826 * float(np.median(np.abs(scaled)))
        return cls(ratio, min(max(deviation, _DEVIATION / 3), _DEVIATION * 2))

    def surprise(self, source: Any, target: Any) -> Any:
        """Squared standard score of the difference in length, at most 9."""
        scaled = source * self.ratio
        mean = np.maximum(1.0, (scaled + target) / 2)
        return np.minimum(((target - scaled) / self.deviation) ** 2 / mean, 9.0)


@dataclass(slots=True, frozen=True)
class Step:
    """A bead on the best path: sizes, first sentences, worth and plain cosine."""

    source: int
    target: int
    n: int
    m: int
    worth: float
    cosine: float


def search(
    source: Spans, target: Spans, low: Any, high: Any, lengths: LengthModel, weights: Weights, bead_cost: float = 0.0
) -> list[Step]:
    """Find the best path through a band.

    Args:
        source: spans of N sentences.
        target: spans of M sentences.
        low: first allowed column of each grid row, (N + 1,).
        high: last allowed column.
        lengths: of this pair of texts.
        weights: of the parts of a bead's worth.
        bead_cost: see :meth:`Weights.bead_cost`.

    Returns:
        Steps in order that use every sentence once; skips have n or m 0.
    """
    rows = len(low) - 1
    starts = np.concatenate(([0], np.cumsum(high - low + 1)))
    total = starts[-1]
    # One more cell at the end stands for every forbidden one.
    table = np.full(total + 1, _FORBIDDEN, np.float64)
    paths = _Paths(np.full(total, -1, np.int8), np.zeros(total, np.int8), np.zeros(total, np.bool_), starts, low)
    worths = np.zeros(total, np.float32)
    cosines = np.zeros(total, np.float32)
    skip_source, skip_target = _skip_costs(source, target, low, high, weights.fit)
    slope = np.concatenate(([0.0], np.cumsum(skip_target, dtype=np.float64)))
    types = np.array(TYPES)
    table[0] = 0.0
    above = _gaps(paths, 0, table, None, 0.0, slope, high, weights.gap)
    for first in range(1, rows + 1, _BLOCK):
        last = min(rows, first + _BLOCK - 1)
        left, right = int(low[first : last + 1].min()), int(high[first : last + 1].max())
        worth, cosine = _worths(source, target, first, last, left, right, lengths, weights)
        row = np.arange(first, last + 1)
        width = high[row] - low[row] + 1
        column = low[row][:, None] + np.arange(width.max())
        before_row = row[:, None] - types[:, 0]
        before_column = column[:, None, :] - types[:, 1][None, :, None]
        safe = np.maximum(before_row, 0)
        inside = (before_row >= 0)[:, :, None] & (before_column >= low[safe][:, :, None])
        inside &= before_column <= high[safe][:, :, None]
        index = np.where(inside, (starts[safe] - low[safe])[:, :, None] + before_column, total)
        for number, r in enumerate(row):
            size = width[number]
            offset = low[r] - left
            gains = worth[:, number, offset : offset + size] - bead_cost
            candidates = table[index[number, :, :size]] + gains
            best = candidates.argmax(axis=0)
            cells = slice(starts[r], starts[r] + size)
            positions = np.arange(size)
            table[cells] = candidates[best, positions]
            paths.bead[cells] = best
            worths[cells] = gains[best, positions] + bead_cost
            cosines[cells] = cosine[best, number, offset + positions]
            above = _gaps(paths, int(r), table, above, skip_source[r - 1], slope, high, weights.gap)
    return _trace(paths, worths, cosines, rows, int(high[-1]))


@dataclass(slots=True)
class _Paths:
    """How the best path comes to each cell of the band.

    Attributes:
        bead: number of the type of the bead that ends there.
        step: how the best run of skips comes there: 0 begins there, 1 skips a source sentence, 2 a target sentence.
        skipping: whether the best path comes by skips.
        starts, low: first cell and first column of each row.
    """

    bead: Any
    step: Any
    skipping: Any
    starts: Any
    low: Any


def _gaps(paths: _Paths, row: int, table: Any, above: Any, cost: float, slope: Any, high: Any, opening: float) -> Any:
    """Let runs of skips come to the cells of a row, whose best beads stand in the table.

    Args:
        above: worth of the best run of skips at each cell of the row before; None in the first row.
        cost: of the source sentence between the rows.
        slope: cost of the target sentences before each column.

    Returns:
        Worth of the best run of skips at each cell.
    """
    low, starts = paths.low, paths.starts
    first, last = int(low[row]), int(high[row])
    cells = slice(int(starts[row]), int(starts[row]) + last - first + 1)
    value = table[cells] - opening
    step = paths.step[cells]
    if above is not None:
        end = int(high[row - 1]) + 1
        down = np.full(len(value), _FORBIDDEN, np.float64)
        down[: max(0, end - first)] = above[first - int(low[row - 1]) :][: last - first + 1] - cost
        step[down > value] = 1
        value = np.maximum(value, down)
    # A running maximum lets target sentences be skipped: less what they cost, all columns are alike.
    along = np.maximum.accumulate(value + slope[first : last + 1]) - slope[first : last + 1]
    further = along > value + 1e-9
    step[further] = 2
    value = np.where(further, along, value)
    paths.skipping[cells] = value > table[cells]
    table[cells] = np.maximum(table[cells], value)
    return value


def _skip_costs(source: Spans, target: Spans, low: Any, high: Any, fit: float) -> tuple[Any, Any]:
    """Cost of leaving out each sentence: the better it fits some sentence within the band, the more."""
    left, right = source.singles, target.singles
    best_left = np.zeros(len(left), np.float32)
    best_right = np.zeros(len(right), np.float32)
    for first in range(0, len(left), _BLOCK):
        last = min(len(left), first + _BLOCK)
        begin, end = int(low[first]), int(high[last])
        if end > begin:
            similarity = left[first:last] @ right[begin:end].T
            best_left[first:last] = similarity.max(axis=1)
            best_right[begin:end] = np.maximum(best_right[begin:end], similarity.max(axis=0))
    return fit * np.maximum(best_left, 0), fit * np.maximum(best_right, 0)


def _worths(
    source: Spans, target: Spans, first: int, last: int, left: int, right: int, lengths: LengthModel, weights: Weights
) -> tuple[Any, Any]:
    """Worth and cosine of each bead type that ends at each cell of a block, (types, rows, columns)."""
    rows, columns = np.arange(first, last + 1), np.arange(left, right + 1)
    shape = (len(TYPES), len(rows), len(columns))
    worth, cosine = np.full(shape, _FORBIDDEN, np.float32), np.zeros(shape, np.float32)
    sizes = range(1, LONGEST + 1)
    runs_source = {n: _take(source, n, rows - n) for n in sizes}
    runs_target = {m: _take(target, m, columns - m) for m in sizes}
    around_source = _padded(source.singles, first - LONGEST - 1, last + 1)
    around_target = _padded(target.singles, left - LONGEST - 1, right + 1)
    beside_target = {n: _beside(runs_source[n] @ around_target.T) for n in sizes}
    beside_source = {m: _beside(runs_target[m] @ around_source.T) for m in sizes}
    for number, (n, m) in enumerate(TYPES):
        row_ok, column_ok = rows >= n, columns >= m
        if not row_ok.any() or not column_ok.any():
            continue
        similarity = runs_source[n] @ runs_target[m].T
        # Column k of the padded singles is sentence left - LONGEST - 1 + k: the sentence before a run of m that ends
        # at column c is c - m - 1, the one behind it is c.
        behind = np.arange(len(columns)) + LONGEST + 1
        near_target = (beside_target[n][:, behind - m - 1] + beside_target[n][:, behind]) / 2
        behind = np.arange(len(rows)) + LONGEST + 1
        near_source = (beside_source[m][:, behind - n - 1] + beside_source[m][:, behind]).T / 2
        source_length = source.lengths[rows] - source.lengths[np.maximum(rows - n, 0)]
        target_length = target.lengths[columns] - target.lengths[np.maximum(columns - m, 0)]
        surprise = lengths.surprise(source_length[:, None], target_length[None, :])
        value = similarity - weights.neighbour * 0.5 * (near_target + near_source)
        value *= np.exp(-weights.length * surprise)
        value -= weights.size * (n + m - 2) + weights.crossed * (min(n, m) > 1)
        allowed = row_ok[:, None] & column_ok[None, :]
        worth[number] = np.where(allowed, value, _FORBIDDEN)
        cosine[number] = similarity
    return worth, cosine


def _take(spans: Spans, size: int, starts: Any) -> Any:
    """Vectors of the runs of a size that start at successive sentences; runs out of range give any vector."""
    count = len(spans.singles) - size + 1
    if count <= 0:
        return np.zeros((len(starts), spans.singles.shape[1]), np.float32)
    places = np.clip(starts, 0, count - 1)
    first, last = int(places[0]), int(places[-1])
    vectors = spans.singles[first : last + 1] if size == 1 else spans.runs(size, first, last)
    return vectors[places - first]


def _padded(vectors: Any, first: int, last: int) -> Any:
    """Rows ``first`` to ``last`` of an array, zeros where they are out of range."""
    index = np.arange(first, last + 1)
    inside = (index >= 0) & (index < len(vectors))
    return vectors[np.clip(index, 0, len(vectors) - 1)] * inside[:, None]


def _beside(similarity: Any) -> Any:
    # A neighbour that is less than unlike says nothing more: only likeness speaks against a bead.
    return np.maximum(similarity, 0)


def _trace(paths: _Paths, worths: Any, cosines: Any, rows: int, columns: int) -> list[Step]:
    steps = []
    row, column = rows, columns
    cell = paths.starts[row] + column - paths.low[row]
    skipping = bool(paths.skipping[cell])
    while row or column:
        cell = paths.starts[row] + column - paths.low[row]
        if skipping and paths.step[cell] == 0:
            skipping = False
        if skipping:
            row, column = (row - 1, column) if paths.step[cell] == 1 else (row, column - 1)
            steps.append(Step(row, column, int(paths.step[cell] == 1), int(paths.step[cell] == 2), 0.0, 0.0))
        else:
            n, m = TYPES[paths.bead[cell]]
            row, column = row - n, column - m
            steps.append(Step(row, column, n, m, float(worths[cell]), float(cosines[cell])))
            skipping = bool(paths.skipping[paths.starts[row] + column - paths.low[row]])
    return steps[::-1]
