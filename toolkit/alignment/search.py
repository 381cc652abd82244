"""The best sequence of beads within a band.

A run of skipped sentences costs much to begin and little to go on (affine gaps: Gotoh, "An improved algorithm for
matching biological sequences", J. Mol. Biol. 162, 1982), so that missing chapters are not filled with large beads. The
whole table of a block of rows is one gather, one addition and one maximum.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from toolkit.alignment.clauses import Links
from toolkit.alignment.worth import FORBIDDEN, Types, Worths

# From how many confident pairs on they tell how literal a translation is.
_FEW = 20
# Beyond what any translation calls for: two copies of a text are as like as can be.
_MOST_BEAD_COST = 0.1


@dataclass(slots=True, frozen=True)
class Costs:
    """What the search is tuned by, beside worth; chosen on two novels, Text+Berg dev and noisy dev (docs/alignment.md).

    Attributes:
        gap: of beginning a run of skipped sentences.
        fit: of skipping a sentence, times its best cosine to any within the band.
        size: of each sentence past the first pair.
        crossed: of a bead of several sentences on both sides.
        literal, free: where the confident pairs of the first pass are liker than ``free`` on average, the translation
            is literal and a weak bead suspicious: each bead costs the excess times ``literal``.
        cut: of a bead that cuts all links of its clauses.
        linked: of skipping a sentence all of whose clauses are linked.
    """

    gap: float = 0.13
    fit: float = 0.042
    size: float = -0.012
    crossed: float = 0.028
    literal: float = 2.0
    free: float = 0.68
    cut: float = 0.0
    linked: float = 0.0

    def of_beads(self, types: Types, likeness: float) -> Any:
        """What a bead of each type costs, (types,), in texts of some :func:`likeness`."""
        literal = min(_MOST_BEAD_COST, self.literal * max(0.0, likeness - self.free))
        shape = [self.size * (n + m - 2) + self.crossed * (min(n, m) > 1) for n, m in types]
        return np.array(shape, np.float32) + np.float32(literal)


#: Costs without and with links of clauses.
ROUGH = Costs()
FINAL = Costs(gap=0.05, fit=0.055, size=-0.01, crossed=0.07, literal=3.5, free=0.675, cut=0.655, linked=0.1)


def likeness(source: Any, target: Any, chain: list[tuple[int, int]]) -> float:
    """Mean cosine of confident pairs of two texts' unit vectors (N, D) and (M, D); 0 if there are few."""
    if len(chain) < _FEW:
        return 0.0
    pairs = np.array(chain)
    return float(np.einsum("nd,nd->n", source[pairs[:, 0]], target[pairs[:, 1]]).mean())


@dataclass(slots=True, frozen=True)
class Step:
    """A bead on the best path: first sentences, sizes, worth, share of links that it cuts.

    A skipped sentence is a step with n or m 0.
    """

    source: int
    target: int
    n: int
    m: int
    worth: float
    cut: float


def search(worths: Worths, fits: tuple[Any, Any], costs: Costs, likeness: float, links: Links | None = None) -> Table:
    """Find the best paths through a band.

    Args:
        worths: of the beads in the band.
        fits: see :meth:`Worths.fits`.
        costs: of everything else.
        likeness: of the texts, see :func:`likeness`.
        links: of clauses, if they are known.
    """
    table = Table.empty(worths, fits, costs, likeness, links)
    low, high, starts = worths.low, worths.high, table.starts
    table.best[0] = 0.0
    _gaps(table, 0)
    first = 1
    while first < len(low):
        last, left, worth = worths.block(first)
        gains = worth - table.bead_costs
        if links is not None:
            cut = links.cut(worths.types, np.arange(first, last + 1), np.arange(left, left + worth.shape[2]))
            gains -= costs.cut * cut
        origins = table.origins(first, last)
        for number, row in enumerate(range(first, last + 1)):
            size = high[row] - low[row] + 1
            offset = low[row] - left
            candidates = table.best[origins[number, :, :size]] + gains[:, number, offset : offset + size]
            best = candidates.argmax(axis=0)
            cells = slice(starts[row], starts[row] + size)
            positions = np.arange(size)
            table.best[cells] = candidates[best, positions]
            table.bead[cells] = best
            table.values[cells] = worth[best, number, offset + positions]
            if links is not None:
                table.cuts[cells] = cut[best, number, offset + positions]
            _gaps(table, row)
        first = last + 1
    return table


@dataclass(slots=True)
class Table:
    """Best paths from the beginning of a band to each of its C cells, row by row.

    Attributes:
        worths: of the beads.
        gap: what it costs to begin a run of skipped sentences.
        skip_source, skip_target: what it costs to skip each sentence within a run, (N,) and (M,).
        bead_costs: what a bead of each type costs, (types, 1, 1).
        starts: first cell of each row, and C.
        best: worth of the best path to each cell, (C + 1,); the one more stands for every cell that cannot be.
        run: worth of the best path that ends in a run of skips, (C,).
        bead: number of the type of the best bead that ends there, (C,).
        step: how the best run of skips comes there: 0 begins there, 1 skips a source sentence, 2 a target sentence.
        skipping: whether the best path comes by skips, (C,).
        values, cuts: worth of the best bead and share of links that it cuts, (C,).
        slope: cost of skipping all target sentences before each column, (M + 1,).
    """

    worths: Worths
    gap: float
    skip_source: Any
    skip_target: Any
    bead_costs: Any
    starts: Any
    best: Any
    run: Any
    bead: Any
    step: Any
    skipping: Any
    values: Any
    cuts: Any
    slope: Any

    @classmethod
    def empty(cls, worths: Worths, fits: tuple[Any, Any], costs: Costs, likeness: float, links: Links | None) -> Table:
        """With all costs and no path yet; see :func:`search`."""
        starts = np.concatenate(([0], np.cumsum(worths.high - worths.low + 1)))
        total = int(starts[-1])
        skips = [costs.fit * fits[0], costs.fit * fits[1]]
        if links is not None:
            linked = links.linked(worths.source.lengths, worths.target.lengths)
            skips = [skip + costs.linked * share for skip, share in zip(skips, linked, strict=True)]
        return cls(
            worths=worths,
            gap=costs.gap,
            skip_source=skips[0],
            skip_target=skips[1],
            bead_costs=costs.of_beads(worths.types, likeness)[:, None, None],
            starts=starts,
            best=np.full(total + 1, FORBIDDEN, np.float64),
            run=np.full(total, FORBIDDEN, np.float64),
            bead=np.full(total, -1, np.int8),
            step=np.zeros(total, np.int8),
            skipping=np.zeros(total, np.bool_),
            values=np.zeros(total, np.float32),
            cuts=np.zeros(total, np.float32),
            slope=np.concatenate(([0.0], np.cumsum(skips[1], dtype=np.float64))),
        )

    def origins(self, first: int, last: int) -> Any:
        """Cells where the beads begin that end in some rows, (rows, types, columns from each row's first on)."""
        low, high, starts = self.worths.low, self.worths.high, self.starts
        types = np.array(self.worths.types)
        row = np.arange(first, last + 1)
        column = low[row][:, None] + np.arange((high[row] - low[row]).max() + 1)
        before_row = row[:, None] - types[:, 0]
        before_column = column[:, None, :] - types[:, 1][None, :, None]
        safe = np.maximum(before_row, 0)
        inside = (before_row >= 0)[:, :, None] & (before_column >= low[safe][:, :, None])
        inside &= before_column <= high[safe][:, :, None]
        return np.where(inside, (starts[safe] - low[safe])[:, :, None] + before_column, len(self.run))

    def path(self) -> list[Step]:
        """The best path from corner to corner: steps in order that use every sentence once."""
        worths, starts, low = self.worths, self.starts, self.worths.low
        steps = []
        row, column = len(low) - 1, int(worths.high[-1])
        cell = starts[row] + column - low[row]
        skipping = bool(self.skipping[cell])
        while row or column:
            cell = starts[row] + column - low[row]
            if skipping and self.step[cell] == 0:
                skipping = False
            if skipping:
                row, column = (row - 1, column) if self.step[cell] == 1 else (row, column - 1)
                steps.append(Step(row, column, int(self.step[cell] == 1), int(self.step[cell] == 2), 0.0, 0.0))
            else:
                n, m = worths.types[self.bead[cell]]
                row, column = row - n, column - m
                steps.append(Step(row, column, n, m, float(self.values[cell]), float(self.cuts[cell])))
                skipping = bool(self.skipping[starts[row] + column - low[row]])
        return steps[::-1]


def _gaps(table: Table, row: int) -> None:
    """Let runs of skips come to the cells of a row, whose best beads stand in the table."""
    low, high, starts, slope = table.worths.low, table.worths.high, table.starts, table.slope
    first, last = int(low[row]), int(high[row])
    cells = slice(int(starts[row]), int(starts[row + 1]))
    value = table.best[cells] - table.gap
    step = table.step[cells]
    if row:
        above = table.run[int(starts[row - 1]) : int(starts[row])]
        end = int(high[row - 1]) + 1
        down = np.full(len(value), FORBIDDEN, np.float64)
        down[: max(0, end - first)] = (
            above[first - int(low[row - 1]) :][: last - first + 1] - table.skip_source[row - 1]
        )
        step[down > value] = 1
        value = np.maximum(value, down)
    # A running maximum lets target sentences be skipped: less what they cost, all columns are alike.
    along = np.maximum.accumulate(value + slope[first : last + 1]) - slope[first : last + 1]
    further = along > value + 1e-9
    step[further] = 2
    value = np.where(further, along, value)
    table.skipping[cells] = value > table.best[cells]
    table.best[cells] = np.maximum(table.best[cells], value)
    table.run[cells] = value
