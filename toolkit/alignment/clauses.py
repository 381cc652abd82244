"""Clauses against the borders of beads: a second look that tells on which side of a border a clause belongs.

Sentences of a translation begin and end elsewhere: half of one is often rendered in the next. The vector of the whole
sentence hardly shows it, those of its clauses do. So clauses are aligned like sentences, close to the rough path; what
they are linked to becomes mass between two sentences, and a bead is the worse the more of the mass of its sentences it
cuts off. Vectors of clauses cost nothing more: the encoder sums over tokens anyway.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from toolkit.alignment.anchoring import close_band
from toolkit.alignment.worth import Types

#: Beads of clauses; what is larger is found by the sentences.
CLAUSE_TYPES: Types = ((1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1), (2, 3), (3, 2), (1, 4), (4, 1))
# Less than a character is the noise of long sums.
_NO_MASS = 1e-3
# Characters below which a clause goes with the one before: a word alone says too little.
_LEAST = 16
# Sentences of the target on each side of the rough path in which the clauses of a sentence are looked for.
_REACH = 1
_CUT = re.compile(r"(?<=[;:,.!?…)\"'»”،؛؟])\s+|(?<!\s)\s++(?=[(—–\-«“\"'])|(?<=[、，；：。！？])")


def split_clauses(sentence: str) -> list[str]:
    """Cut a sentence at white space that stands beside punctuation.

    Returns:
        At least one part; joined by spaces they are the sentence again, but for the kind of white space.
    """
    parts: list[str] = []
    for part in _CUT.split(sentence):
        if parts and (len(parts[-1]) < _LEAST or not part.strip()):
            parts[-1] = f"{parts[-1]} {part}".rstrip()
        else:
            parts.append(part)
    if len(parts) > 1 and len(parts[-1]) < _LEAST:
        last = parts.pop()
        parts[-1] = f"{parts[-1]} {last}"
    return parts


def clause_band(steps: Sequence[Any], source: Any, target: Any, reach: int = _REACH) -> tuple[Any, Any]:
    """Band of the grid of clauses, or of other parts, along a path of sentences.

    Args:
        steps: of a stretch of N and M sentences of the path; see :class:`toolkit.alignment.search.Step`.
        source: clauses before each source sentence of the stretch and at its end, (N + 1,).
        target: as well, (M + 1,).
        reach: target sentences on each side of the path.

    Returns:
        First and last column for each row of the stretch's own grid, as
        :func:`toolkit.alignment.anchoring.find_band` gives them.
    """
    source, target = source - source[0], target - target[0]
    rows, columns = int(source[-1]), int(target[-1])
    low, high = np.full(rows + 1, columns, np.int64), np.zeros(rows + 1, np.int64)
    top, left = steps[0].source, steps[0].target
    for step in steps:
        row, column = step.source - top, step.target - left
        span = slice(source[row], source[row + step.n] + 1)
        low[span] = np.minimum(low[span], target[max(0, column - reach)])
        high[span] = np.maximum(high[span], target[min(len(target) - 1, column + step.m + reach)])
    return close_band(low, high, columns)


@dataclass(slots=True)
class Links:
    """Mass between sentences of two texts, in characters.

    Attributes:
        source, target, mass: sentences at the ends of each link and what it carries, (K,) each, sorted by source.
        source_total, target_total: cumulative mass of the sentences of each side, (N + 1,) and (M + 1,).
    """

    source: Any
    target: Any
    mass: Any
    source_total: Any
    target_total: Any

    @classmethod
    def of(cls, links: Sequence[tuple[int, int, float]], rows: int, columns: int) -> Links:
        """Gather links between N ``rows`` and M ``columns`` sentences."""
        ordered = sorted(links)
        source, target = (np.array([link[side] for link in ordered], np.int64) for side in (0, 1))
        mass = np.array([link[2] for link in ordered], np.float64)
        totals = (
            np.concatenate(([0.0], np.cumsum(np.bincount(ends, mass, count))))
            for ends, count in ((source, rows), (target, columns))
        )
        return cls(source, target, mass, *totals)

    def linked(self, source: Any, target: Any) -> tuple[Any, Any]:
        """Share of each sentence that is linked, at most 1, (N,) and (M,), by cumulative lengths (N + 1,), (M + 1,)."""
        totals = (self.source_total, source), (self.target_total, target)
        shares = [np.minimum(1.0, np.diff(mass) / np.maximum(1.0, np.diff(lengths))) for mass, lengths in totals]
        return shares[0], shares[1]

    def cut(self, types: Types, rows: Any, columns: Any) -> Any:
        """Share of the mass of a bead's sentences that goes out of the bead.

        Args:
            types: kinds of beads.
            rows, columns: successive grid rows and columns where they end.

        Returns:
            0 to 1, (types, rows, columns); 0 where there is no mass.
        """
        longest = max(max(kind) for kind in types)
        top, left = max(0, int(rows[0]) - longest), max(0, int(columns[0]) - longest)
        height, width = int(rows[-1]) - top, int(columns[-1]) - left
        begin, end = np.searchsorted(self.source, (top, top + height))
        near = slice(begin, end)
        inside = (self.target[near] >= left) & (self.target[near] < left + width)
        # Sums over the rectangle before each grid point, so that those of any bead take four of them.
        sums = np.zeros((height + 1, width + 1))
        ends = self.source[near][inside] - top + 1, self.target[near][inside] - left + 1
        np.add.at(sums, ends, self.mass[near][inside])
        sums = sums.cumsum(axis=0).cumsum(axis=1)
        result = np.zeros((len(types), len(rows), len(columns)), np.float32)
        for number, (n, m) in enumerate(types):
            upper, lower = np.maximum(rows - n, 0), rows
            before, behind = np.maximum(columns - m, 0), columns
            total = (self.source_total[lower] - self.source_total[upper])[:, None] + (
                self.target_total[behind] - self.target_total[before]
            )
            u, b = np.maximum(upper - top, 0)[:, None], np.maximum(before - left, 0)
            low, out = (lower - top)[:, None], behind - left
            within = sums[low, out] - sums[u, out] - sums[low, b] + sums[u, b]
            result[number] = np.where(total > _NO_MASS, (total - 2 * within) / np.maximum(total, _NO_MASS), 0)
        return result
