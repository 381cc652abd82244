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


def search(
    worths: Worths, fits: tuple[Any, Any], costs: Costs, likeness: float, links: Links | None = None
) -> list[Step]:
    """Find the best path through a band.

    Args:
        worths: of the beads in the band.
        fits: see :meth:`Worths.fits`.
        costs: of everything else.
        likeness: of the texts, see :func:`likeness`.
        links: of clauses, if they are known.

    Returns:
        Steps in order that use every sentence once.
    """
    low, high = worths.low, worths.high
    rows = len(low) - 1
    starts = np.concatenate(([0], np.cumsum(high - low + 1)))
    total = starts[-1]
    # One more cell at the end stands for every forbidden one.
    table = np.full(total + 1, FORBIDDEN, np.float64)
    paths = _Paths(np.full(total, -1, np.int8), np.zeros(total, np.int8), np.zeros(total, np.bool_), starts, low)
    values, cuts = np.zeros(total, np.float32), np.zeros(total, np.float32)
    skip_source, skip_target = costs.fit * fits[0], costs.fit * fits[1]
    if links is not None:
        linked = links.linked(worths.source.lengths, worths.target.lengths)
        skip_source, skip_target = skip_source + costs.linked * linked[0], skip_target + costs.linked * linked[1]
    slope = np.concatenate(([0.0], np.cumsum(skip_target, dtype=np.float64)))
    types = np.array(worths.types)
    bead_costs = costs.of_beads(worths.types, likeness)[:, None, None]
    table[0] = 0.0
    above = _gaps(paths, 0, table, None, 0.0, slope, high, costs.gap)
    first = 1
    while first <= rows:
        last, left, worth = worths.block(first)
        gains = worth - bead_costs
        if links is not None:
            cut = links.cut(worths.types, np.arange(first, last + 1), np.arange(left, left + worth.shape[2]))
            gains -= costs.cut * cut
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
            gain = gains[:, number, offset : offset + size]
            candidates = table[index[number, :, :size]] + gain
            best = candidates.argmax(axis=0)
            cells = slice(starts[r], starts[r] + size)
            positions = np.arange(size)
            table[cells] = candidates[best, positions]
            paths.bead[cells] = best
            values[cells] = worth[best, number, offset + positions]
            if links is not None:
                cuts[cells] = cut[best, number, offset + positions]
            above = _gaps(paths, int(r), table, above, skip_source[r - 1], slope, high, costs.gap)
        first = last + 1
    return _trace(paths, worths.types, values, cuts, rows, int(high[-1]))


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
        down = np.full(len(value), FORBIDDEN, np.float64)
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


def _trace(paths: _Paths, types: Types, values: Any, cuts: Any, rows: int, columns: int) -> list[Step]:
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
            n, m = types[paths.bead[cell]]
            row, column = row - n, column - m
            steps.append(Step(row, column, n, m, float(values[cell]), float(cuts[cell])))
            skipping = bool(paths.skipping[paths.starts[row] + column - paths.low[row]])
    return steps[::-1]
