"""The contested places of two texts, put together as two shorter texts that are aligned anew.

Between two places stands a wall: the path goes through the point where they meet, and no bead reaches across.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from toolkit.alignment.clauses import clause_band
from toolkit.alignment.search import Step


@dataclass(slots=True, frozen=True)
class Excerpt:
    """Places of two texts.

    Attributes:
        source, target: sentences of the whole texts that are in the excerpt, (N,) and (M,).
        path: the path through the places, in sentences of the excerpt.
        kept: steps of the path between them, in sentences of the whole texts.
        corners: grid points of the excerpt where its places begin and the last one ends, (places + 1, 2).
        begins: grid points of the whole texts where the places begin, (places, 2).
    """

    source: Any
    target: Any
    path: list[Step]
    kept: list[Step]
    corners: Any
    begins: Any

    @classmethod
    def of(cls, path: Sequence[Step], contested: Sequence[bool]) -> Excerpt:
        """Take the contested steps of a path and the step on each side of them."""
        number = len(path)
        marked = np.array([False, *contested, False])
        taken = marked[:-2] | marked[1:-1] | marked[2:]
        corners, begins, inner, kept = [(0, 0)], [], [], []
        source: list[int] = []
        target: list[int] = []
        for index, step in enumerate(path):
            if not taken[index]:
                kept.append(step)
                continue
            if not index or not taken[index - 1]:
                begins.append((step.source, step.target))
            row, column = len(source), len(target)
            inner.append(replace(step, source=row, target=column))
            source += range(step.source, step.source + step.n)
            target += range(step.target, step.target + step.m)
            if index + 1 == number or not taken[index + 1]:
                corners.append((len(source), len(target)))
        ends = np.array(corners, np.int64).reshape(-1, 2)
        starts = np.array(begins, np.int64).reshape(-1, 2)
        return cls(np.array(source, np.int64), np.array(target, np.int64), inner, kept, ends, starts)

    def walls(self) -> tuple[Any, Any]:
        """First grid row and column that a bead may begin at which ends in each, (N + 1,) and (M + 1,)."""
        sides = []
        for side, count in enumerate((len(self.source), len(self.target))):
            ends = np.arange(count + 1)
            place = np.searchsorted(self.corners[1:, side], ends)
            sides.append(self.corners[place, side])
        return sides[0], sides[1]

    def band(self, radius: int) -> tuple[Any, Any]:
        """First and last column for each grid row: some columns on each side of the path, within the walls."""
        rows, columns = len(self.source), len(self.target)
        # A sentence is its only part here.
        low, high = clause_band(self.path, np.arange(rows + 1), np.arange(columns + 1), radius)
        for (top, left), (bottom, right) in zip(self.corners[:-1].tolist(), self.corners[1:].tolist(), strict=True):
            low[top : bottom + 1] = np.maximum(low[top : bottom + 1], left)
            high[top : bottom + 1] = np.minimum(high[top : bottom + 1], right)
        return low, high

    def restore(self, steps: Iterable[Step]) -> list[Step]:
        """The whole path with other steps through the places.

        Args:
            steps: in sentences of the excerpt, through every corner.

        Returns:
            In sentences of the whole texts.
        """
        moves = (self.begins - self.corners[:-1]).tolist()
        found = list(self.kept)
        for step in steps:
            side, sentence = (0, step.source) if step.n else (1, step.target)
            down, right = moves[int(np.searchsorted(self.corners[1:, side], sentence, side="right"))]
            found.append(replace(step, source=step.source + down, target=step.target + right))
        return sorted(found, key=lambda step: (step.source, step.target))
