"""Which beads of a path have rivals: beads of other paths that are hardly worse than the best one.

The best path through a bead is the best to where it begins, the bead, and the best from where it ends (forward and
backward search, as in Viterbi's algorithm). Where no other bead comes close, nothing needs a second look.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from toolkit.alignment.search import Step, Table
from toolkit.alignment.worth import BLOCK, FORBIDDEN


def contested(table: Table, path: Sequence[Step], within: float) -> list[bool]:
    """Tell the steps of the best path that another path disputes.

    Args:
        table: of all best paths.
        path: the best one from corner to corner.
        within: how much worse a path may be to count.

    Returns:
        For each step whether one of its sentences is in a bead of another path; true for every skipped sentence, and
        for a bead that is not worth ``within`` more than skipping both its sides.
    """
    source, target = _rival_sentences(table, path, within)
    costs = dict(zip(table.worths.types, table.bead_costs.ravel().tolist(), strict=True))
    found = []
    for step in path:
        rows, columns = slice(step.source, step.source + step.n), slice(step.target, step.target + step.m)
        weak = not step.n or not step.m
        if not weak:
            skipped = table.gap + table.skip_source[rows].sum() + table.skip_target[columns].sum()
            weak = step.worth - costs[step.n, step.m] + skipped < within
        found.append(bool(weak or source[rows].any() or target[columns].any()))
    return found


def _rival_sentences(table: Table, path: Sequence[Step], within: float) -> tuple[Any, Any]:
    """Sentences of both sides that are in beads of other paths, (N,) and (M,)."""
    worths, starts, low, high = table.worths, table.starts, table.worths.low, table.worths.high
    rows, columns = len(low) - 1, int(high[-1])
    source, target = np.zeros(rows, np.bool_), np.zeros(columns, np.bool_)
    types = np.array(worths.types)
    chosen = {(s.source + s.n, s.target + s.m, s.n, s.m) for s in path}
    # From each cell to the end; filled from behind, as the beads that end in a row are met.
    rest = np.full(len(table.best), FORBIDDEN, np.float64)
    rest[-2] = 0.0
    least = table.best[-2] - within
    run = None
    for first in reversed(range(1, rows + 1, BLOCK)):
        last, left, worth = worths.block(first)
        gains = worth - table.bead_costs
        origins = table.origins(first, last)
        for number, row in reversed(list(enumerate(range(first, last + 1)))):
            cells = slice(int(starts[row]), int(starts[row + 1]))
            run = _gaps_back(table, row, rest[cells], run)
            rest[cells] = np.maximum(rest[cells], run - table.gap)
            size = cells.stop - cells.start
            offset = low[row] - left
            origin = origins[number, :, :size]
            behind = gains[:, number, offset : offset + size] + rest[cells]
            for kind, place in np.argwhere(table.best[origin] + behind >= least).tolist():
                n, m = types[kind].tolist()
                column = int(low[row]) + place
                if (row, column, n, m) not in chosen:
                    source[row - n : row], target[column - m : column] = True, True
            np.maximum.at(rest, origin, behind)
    return source, target


def _gaps_back(table: Table, row: int, beads: Any, below: Any) -> Any:
    """Worth of the best way from the cells of a row to the end that goes on with a run of skips or ends it there.

    Args:
        beads: worth of the best way that goes on with a bead.
        below: what this gave for the row after; None in the last one.
    """
    low, high = table.worths.low, table.worths.high
    first, last = int(low[row]), int(high[row])
    value = beads.copy()
    if below is not None:
        begin = int(low[row + 1])
        down = below[: max(0, last - begin + 1)] - table.skip_source[row]
        value[begin - first :] = np.maximum(value[begin - first :], down)
    slope = table.slope[first : last + 1]
    return np.maximum.accumulate((value - slope)[::-1])[::-1] + slope
