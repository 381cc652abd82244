"""First pass: a monotone chain of confident one-to-one pairs, and the band around it that the second pass searches.

Nearest neighbours are looked for in blocks, in a window around the diagonal that widens with the difference in length,
and scored by margin (Artetxe and Schwenk, "Margin-based Parallel Corpus Mining with Multilingual Sentence
Embeddings", ACL 2019), here the difference of a pair's cosine and the mean of its sentences' best cosines. The chain
is the heaviest increasing subsequence of the pairs.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np

_NEAREST = 4
_MARGIN = 0.06
_BLOCK = 512
_WINDOW = 2_000
_RECTANGLE = 250_000


def find_chain(source: Any, target: Any) -> list[tuple[int, int]]:
    """Find confident pairs in order.

    Args:
        source: unit vectors (N, D).
        target: unit vectors (M, D).

    Returns:
        (source sentence, target sentence), both strictly increasing.
    """
    rows, columns = len(source), len(target)
    forward, row_mean = _nearest(source, target)
    backward, column_mean = _nearest(target, source)
    pairs = {(i, j): s for i, j, s in forward}
    pairs |= {(i, j): s for j, i, s in backward}
    weighted = [
        (i, j, weight) for (i, j), s in pairs.items() if (weight := s - 0.5 * (row_mean[i] + column_mean[j])) > _MARGIN
    ]
    # A larger target first among equal sources, so that no two pairs of one source can follow each other.
    weighted.sort(key=lambda p: (p[0], -p[1]))
    return heaviest_increasing(weighted, columns) if rows and columns else []


def find_band(chain: list[tuple[int, int]], rows: int, columns: int, radius: int) -> tuple[Any, Any]:
    """Columns that each row of the grid may use.

    Args:
        chain: pairs from :func:`find_chain`.
        rows: source sentences; the grid has one row more.
        columns: target sentences.
        radius: columns on each side of the path.

    Returns:
        First and last column for each of the rows 0 to ``rows``, both inclusive and neither ever falling.
    """
    low = np.full(rows + 1, columns, np.int64)
    high = np.zeros(rows + 1, np.int64)
    corners = [(0, 0)]
    for i, j in chain:
        corners += [(i, j), (i + 1, j + 1)]
    corners.append((rows, columns))
    for (top, left), (bottom, right) in pairwise(corners):
        height, width = bottom - top, right - left
        span = np.arange(top, bottom + 1)
        if height * width <= _RECTANGLE:
            first, last = np.full(height + 1, left), np.full(height + 1, right)
        else:
            line = left + (span - top) * width // max(1, height)
            first, last = line - abs(width - height) - 50, line + abs(width - height) + 50
        low[span] = np.minimum(low[span], np.clip(first, left, right))
        high[span] = np.maximum(high[span], np.clip(last, left, right))
    return close_band(np.maximum(low - radius, 0), np.minimum(high + radius, columns), columns)


def close_band(low: Any, high: Any, columns: int) -> tuple[Any, Any]:
    """Widen a band until it holds both corners of the grid and neither of its sides ever falls."""
    low[0], high[-1] = 0, columns
    return np.minimum.accumulate(low[::-1])[::-1], np.maximum.accumulate(high)


def _nearest(queries: Any, keys: Any) -> tuple[list[tuple[int, int, float]], Any]:
    """(query, key, cosine) of the nearest keys of each query, and the mean of these cosines for each query."""
    count, size = len(queries), len(keys)
    nearest = min(_NEAREST, size)
    reach = _WINDOW + abs(count - size)
    found: list[tuple[int, int, float]] = []
    means = np.zeros(count, np.float32)
    for start in range(0, count, _BLOCK):
        block = queries[start : start + _BLOCK]
        first = max(0, start * size // count - reach)
        last = min(size, (start + len(block)) * size // count + reach)
        similarity = block @ keys[first:last].T
        best = np.argpartition(-similarity, nearest - 1, axis=1)[:, :nearest]
        values = np.take_along_axis(similarity, best, axis=1)
        means[start : start + len(block)] = values.mean(axis=1)
        offsets = np.arange(len(block))[:, None] + start
        found += zip(
            np.broadcast_to(offsets, best.shape).ravel().tolist(),
            (best + first).ravel().tolist(),
            values.ravel().tolist(),
            strict=True,
        )
    return found, means


def heaviest_increasing(pairs: list[tuple[int, int, float]], columns: int) -> list[tuple[int, int]]:
    """Heaviest chain of pairs both of whose sides rise.

    Args:
        pairs: source, target, weight; by rising source and among equal ones falling target.
        columns: of the target.
    """
    # A Fenwick tree holds the best chain that ends up to a column.
    weight = [0.0] * (columns + 1)
    end = [-1] * (columns + 1)
    previous = [-1] * len(pairs)
    best, best_end = 0.0, -1
    for number, (_, column, gain) in enumerate(pairs):
        total, before = 0.0, -1
        node = column
        while node > 0:
            if weight[node] > total:
                total, before = weight[node], end[node]
            node &= node - 1
        previous[number] = before
        total += gain
        if total > best:
            best, best_end = total, number
        node = column + 1
        while node <= columns:
            if total > weight[node]:
                weight[node], end[node] = total, number
            node += node & -node
    chain = []
    while best_end >= 0:
        chain.append((pairs[best_end][0], pairs[best_end][1]))
        best_end = previous[best_end]
    return chain[::-1]
