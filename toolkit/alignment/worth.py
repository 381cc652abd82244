"""What a bead is worth: how like its sides are, how unlike what lies beside it, and how well their lengths agree.

A bead is worth its cosine, less the mean cosine of each side to the sentences beside the other side, times a factor
for the ratio of lengths (after Liu and Zhu, "Bertalign: Improved Word Embedding-based Sentence Alignment for
Chinese-English Parallel Corpora of Literary Texts", DSH 2023, and Thompson and Koehn, "Vecalign", EMNLP 2019).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

Types = tuple[tuple[int, int], ...]
#: Bead types with both sides filled, source sentences first.
TYPES: Types = (
    (1, 1),
    *((1, m) for m in range(2, 7)),
    *((n, 1) for n in range(2, 7)),
    *((2, m) for m in range(2, 6)),
    *((n, 2) for n in range(3, 6)),
    (3, 3),
)
#: As many as tell where the larger ones might be called for.
FEW_TYPES: Types = tuple(kind for kind in TYPES if max(kind) <= 3)
#: Rows of the grid that are worked on at once.
BLOCK = 48
#: Worth of what cannot be.
FORBIDDEN = np.float32(-1e9)
# Of the likeness to sentences beside a bead, and of a surprising difference of lengths.
_NEIGHBOUR = 0.65
_LENGTH = 0.09
# Deviation of French and English news, and from how many pairs on it is learnt instead.
_DEVIATION = 1.7
_FEW = 20
# Blocks beyond this are made anew when they are wanted again.
_KEPT_BYTES = 2**29


@dataclass(slots=True)
class Spans:
    """Embeddings of runs of sentences of a text.

    Attributes:
        singles: unit vectors (N, D) of the sentences.
        runs: gives the unit vectors of the runs of a size that start at some sentences; made when they are wanted,
            for those of a long book fill the memory.
        lengths: cumulative characters, (N + 1,).
    """

    singles: Any
    runs: Callable[[int, Any], Any]
    lengths: Any

    def take(self, size: int, starts: Any) -> Any:
        """Vectors (K, D) of the runs of a size that start at K sentences; runs out of range give any vector."""
        count = len(self.singles) - size + 1
        if count <= 0:
            return np.zeros((len(starts), self.singles.shape[1]), np.float32)
        places = np.clip(starts, 0, count - 1)
        return self.singles[places] if size == 1 else self.runs(size, places)


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


@dataclass(slots=True)
class Worths:
    """Worth of each bead that ends in a band of the grid of two texts, made block by block and kept if there is room.

    Attributes:
        source, target: spans of N and M sentences.
        low, high: first and last allowed column of each grid row, (N + 1,), neither ever falling.
        lengths: of this pair of texts.
        types: kinds of beads.
        walls: first grid row and column that a bead may begin at which ends in each, (N + 1,) and (M + 1,); None for
            the beginning of the text.
    """

    source: Spans
    target: Spans
    low: Any
    high: Any
    lengths: LengthModel
    types: Types = TYPES
    walls: tuple[Any, Any] | None = None
    _blocks: dict[int, Any] = field(default_factory=dict)
    _bytes: int = 0

    @property
    def longest(self) -> int:
        """Sentences on a side of the largest bead."""
        return max(max(kind) for kind in self.types)

    def block(self, first: int) -> tuple[int, int, Any]:
        """Block of up to :data:`BLOCK` grid rows from ``first`` on: last row, first column, worth.

        The worth is of the beads that end at each cell, (types, rows, columns).
        """
        last = min(len(self.low) - 1, first + BLOCK - 1)
        left, right = int(self.low[first : last + 1].min()), int(self.high[first : last + 1].max())
        worth = self._blocks.get(first)
        if worth is None:
            worth = self._make(np.arange(first, last + 1), np.arange(left, right + 1))
            if self._bytes + worth.nbytes <= _KEPT_BYTES:
                self._blocks[first] = worth
                self._bytes += worth.nbytes
        return last, left, worth

    def fits(self) -> tuple[Any, Any]:
        """Best cosine, not below 0, of each sentence of both sides to any within the band: (N,) and (M,)."""
        left, right = self.source.singles, self.target.singles
        best_left = np.zeros(len(left), np.float32)
        best_right = np.zeros(len(right), np.float32)
        for first in range(0, len(left), BLOCK):
            last = min(len(left), first + BLOCK)
            begin, end = int(self.low[first]), int(self.high[last])
            if end > begin:
                similarity = left[first:last] @ right[begin:end].T
                best_left[first:last] = similarity.max(axis=1)
                best_right[begin:end] = np.maximum(best_right[begin:end], similarity.max(axis=0))
        return np.maximum(best_left, 0), np.maximum(best_right, 0)

    def _make(self, rows: Any, columns: Any) -> Any:
        source, target, longest = self.source, self.target, self.longest
        top, side = (self.walls[0][rows], self.walls[1][columns]) if self.walls else (0, 0)
        worth = np.full((len(self.types), len(rows), len(columns)), FORBIDDEN, np.float32)
        runs_source = {n: source.take(n, rows - n) for n in sorted({n for n, _ in self.types})}
        runs_target = {m: target.take(m, columns - m) for m in sorted({m for _, m in self.types})}
        around_source = _padded(source.singles, rows[0] - longest - 1, rows[-1] + 1)
        around_target = _padded(target.singles, columns[0] - longest - 1, columns[-1] + 1)
        beside_target = {n: _beside(run @ around_target.T) for n, run in runs_source.items()}
        beside_source = {m: _beside(run @ around_source.T) for m, run in runs_target.items()}
        # Column k of the padded singles is sentence left - longest - 1 + k: the sentence before a run of m that ends at
        # column c is c - m - 1, the one behind it is c.
        behind_column, behind_row = np.arange(len(columns)) + longest + 1, np.arange(len(rows)) + longest + 1
        for number, (n, m) in enumerate(self.types):
            row_ok, column_ok = rows - n >= top, columns - m >= side
            if not row_ok.any() or not column_ok.any():
                continue
            value = runs_source[n] @ runs_target[m].T
            near = beside_target[n][:, behind_column - m - 1] + beside_target[n][:, behind_column]
            near += (beside_source[m][:, behind_row - n - 1] + beside_source[m][:, behind_row]).T
            value -= _NEIGHBOUR / 4 * near
            source_length = source.lengths[rows] - source.lengths[np.maximum(rows - n, 0)]
            target_length = target.lengths[columns] - target.lengths[np.maximum(columns - m, 0)]
            value *= np.exp(-_LENGTH * self.lengths.surprise(source_length[:, None], target_length[None, :]))
            worth[number] = np.where(row_ok[:, None] & column_ok[None, :], value, FORBIDDEN)
        return worth


def _padded(vectors: Any, first: int, last: int) -> Any:
    """Rows ``first`` to ``last`` of an array, zeros where they are out of range."""
    index = np.arange(first, last + 1)
    inside = (index >= 0) & (index < len(vectors))
    return vectors[np.clip(index, 0, len(vectors) - 1)] * inside[:, None]


def _beside(similarity: Any) -> Any:
    # A neighbour that is less than unlike says nothing more: only likeness speaks against a bead.
    return np.maximum(similarity, 0)
