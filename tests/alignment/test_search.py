from __future__ import annotations

import functools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.alignment.clauses import Links
from toolkit.alignment.search import FINAL, likeness, search
from toolkit.alignment.worth import LengthModel, Spans, Worths


def spans(vectors: np.ndarray, lengths: list[int]) -> Spans:
    def runs(size: int, starts: np.ndarray) -> np.ndarray:
        return unit(np.stack([vectors[s : s + size].sum(axis=0) for s in starts]))

    return Spans(vectors, runs, np.concatenate([[0], np.cumsum(lengths)]))


def unit(vectors: np.ndarray) -> np.ndarray:
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 6), st.integers(1, 6), st.integers(0, 10_000), st.integers(1, 7))
def test_no_path_is_better(rows: int, columns: int, seed: int, radius: int) -> None:
    generator = np.random.default_rng(seed)
    source = spans(unit(generator.standard_normal((rows, 4))), generator.integers(5, 80, rows).tolist())
    target = spans(unit(generator.standard_normal((columns, 4))), generator.integers(5, 80, columns).tolist())
    line = np.arange(rows + 1) * columns // rows
    low, high = np.maximum(line - radius, 0), np.minimum(line + radius, columns)
    worths = Worths(source, target, low, high, LengthModel(1.0, 1.7))
    links = Links.of(
        [(i, j, float(generator.random()) * 40) for i in range(rows) for j in range(columns)], rows, columns
    )
    fits = worths.fits()
    table = search(worths, fits, FINAL, 0.7, links)
    steps = table.path()

    assert [i for s in steps for i in range(s.source, s.source + s.n)] == list(range(rows))
    assert [j for s in steps for j in range(s.target, s.target + s.m)] == list(range(columns))

    costs = dict(zip(worths.types, FINAL.of_beads(worths.types, 0.7).tolist(), strict=True))
    _, left, block = worths.block(1)
    cut = links.cut(worths.types, np.arange(1, rows + 1), np.arange(left, left + block.shape[2]))

    def gain(row: int, column: int, number: int) -> float:
        kind = worths.types[number]
        return float(
            block[number, row - 1, column - left] - costs[kind] - FINAL.cut * cut[number, row - 1, column - left]
        )

    linked = links.linked(source.lengths, target.lengths)
    assert all(((side >= 0) & (side <= 1)).all() for side in linked)
    skips = [(FINAL.fit * fit + FINAL.linked * share).tolist() for fit, share in zip(fits, linked, strict=True)]

    @functools.cache
    def best(row: int, column: int, skipping: bool) -> float:
        if not low[row] <= column <= high[row]:
            return -np.inf
        found = [0.0] if row == column == 0 else []
        for number, (n, m) in enumerate(worths.types):
            if row >= n and column >= m:
                before = max(best(row - n, column - m, False), best(row - n, column - m, True))
                found.append(before + gain(row, column, number))
        if not skipping:
            return max(found, default=-np.inf)
        found = [best(row, column, False) - FINAL.gap]
        if row:
            found.append(best(row - 1, column, True) - skips[0][row - 1])
        if column:
            found.append(best(row, column - 1, True) - skips[1][column - 1])
        return max(found)

    value, skipping = 0.0, False
    for step in steps:
        if step.n and step.m:
            number = worths.types.index((step.n, step.m))
            value += gain(step.source + step.n, step.target + step.m, number)
            skipping = False
        else:
            value -= 0 if skipping else FINAL.gap
            skipping = True
            value -= skips[0][step.source] if step.n else skips[1][step.target]
    assert value == pytest.approx(max(best(rows, columns, False), best(rows, columns, True)), abs=1e-4)


def test_likeness_wants_many_pairs() -> None:
    vectors = unit(np.random.default_rng(0).standard_normal((30, 4)))
    assert likeness(vectors, vectors, [(i, i) for i in range(19)]) == 0
    assert likeness(vectors, vectors, [(i, i) for i in range(20)]) == pytest.approx(1)


def test_blocks_that_find_no_room_are_made_anew(monkeypatch) -> None:
    vectors = unit(np.random.default_rng(0).standard_normal((120, 8)))
    text = spans(vectors, [10] * 120)
    band = np.maximum(np.arange(121) - 7, 0), np.minimum(np.arange(121) + 7, 120)

    def path() -> list[tuple[int, int]]:
        worths = Worths(text, text, *band, LengthModel(1.0, 1.7))
        return [(s.n, s.m) for _ in range(2) for s in search(worths, worths.fits(), FINAL, 1.0).path()]

    kept = path()
    monkeypatch.setattr("toolkit.alignment.worth._KEPT_BYTES", 1)
    assert path() == kept == [(1, 1)] * 240
