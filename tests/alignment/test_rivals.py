from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.alignment.test_search import spans, unit
from toolkit.alignment.excerpt import Excerpt
from toolkit.alignment.rivals import contested
from toolkit.alignment.search import ROUGH, Step, search
from toolkit.alignment.worth import FEW_TYPES, LengthModel, Worths


def random_worths(rows: int, columns: int, seed: int) -> Worths:
    generator = np.random.default_rng(seed)
    source = spans(unit(generator.standard_normal((rows, 4))), generator.integers(5, 80, rows).tolist())
    target = spans(unit(generator.standard_normal((columns, 4))), generator.integers(5, 80, columns).tolist())
    band = np.zeros(rows + 1, np.int64), np.full(rows + 1, columns)
    return Worths(source, target, *band, LengthModel(1.0, 1.7), FEW_TYPES)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 3), st.integers(1, 4), st.integers(0, 10_000), st.sampled_from([0.02, 0.2, 0.5]))
def test_contested_is_what_another_good_path_does_otherwise(rows: int, columns: int, seed: int, within: float) -> None:
    worths = random_worths(rows, columns, seed)
    fits = worths.fits()
    table = search(worths, fits, ROUGH, 0.7)
    path = table.path()
    _, _, block = worths.block(1)
    gains = block - ROUGH.of_beads(FEW_TYPES, 0.7)[:, None, None]
    chosen = {(s.source, s.target, s.n, s.m) for s in path}

    def ways(row: int, column: int, skipping: bool) -> Iterator[tuple[float, tuple[tuple[int, int, int, int], ...]]]:
        if (row, column) == (rows, columns):
            yield 0.0, ()
        for number, (n, m) in enumerate(FEW_TYPES):
            if row + n <= rows and column + m <= columns:
                for value, beads in ways(row + n, column + m, False):
                    yield value + float(gains[number, row + n - 1, column + m]), ((row, column, n, m), *beads)
        opening = 0 if skipping else ROUGH.gap
        if row < rows:
            for value, beads in ways(row + 1, column, True):
                yield value - opening - ROUGH.fit * float(fits[0][row]), beads
        if column < columns:
            for value, beads in ways(row, column + 1, True):
                yield value - opening - ROUGH.fit * float(fits[1][column]), beads

    found = list(ways(0, 0, False))
    best = max(value for value, _ in found)
    good = {bead for value, beads in found if value >= best - within for bead in beads} - chosen
    source = {i for row, _, n, _ in good for i in range(row, row + n)}
    target = {j for _, column, _, m in good for j in range(column, column + m)}
    for step, disputed in zip(path, contested(table, path, within), strict=True):
        mine = (
            source & set(range(step.source, step.source + step.n)),
            target & set(range(step.target, step.target + step.m)),
        )
        if any(mine) or not step.n or not step.m:
            assert disputed
        elif disputed:  # nothing but skipping both sides can dispute it
            skipped = ROUGH.gap + ROUGH.fit * float(
                fits[0][step.source : step.source + step.n].sum() + fits[1][step.target : step.target + step.m].sum()
            )
            number = FEW_TYPES.index((step.n, step.m))
            assert gains[number, step.source + step.n - 1, step.target + step.m] + skipped < within


STEPS = st.lists(
    st.tuples(st.sampled_from([*FEW_TYPES, (1, 1), (1, 1), (1, 0), (0, 1)]), st.booleans()), min_size=1, max_size=30
)


def path_of(kinds: list[tuple[int, int]]) -> list[Step]:
    path, row, column = [], 0, 0
    for n, m in kinds:
        path.append(Step(row, column, n, m, 0.0, 0.0))
        row, column = row + n, column + m
    return path


@settings(max_examples=150, deadline=None)
@given(STEPS, st.integers(0, 4), st.integers(0, 10_000))
def test_places_are_aligned_apart_and_put_back(
    kinds: list[tuple[tuple[int, int], bool]], radius: int, seed: int
) -> None:
    path = path_of([kind for kind, _ in kinds])
    flags = [flag or not all(kind) for kind, flag in kinds]
    rows, columns = path[-1].source + path[-1].n, path[-1].target + path[-1].m
    places = Excerpt.of(path, flags)
    assert places.restore(places.path) == path
    assert len(places.kept) + len(places.path) == len(path)
    assert {(s.source, s.target) for s in places.kept}.isdisjoint(
        (s.source, s.target) for s, flag in zip(path, flags, strict=True) if flag
    )
    if not len(places.source) or not len(places.target):
        return
    inner = random_worths(len(places.source), len(places.target), seed)
    low, high = places.band(radius)
    assert (low <= high).all()
    for step in places.path:
        assert low[step.source] <= step.target <= high[step.source]
    worths = Worths(inner.source, inner.target, low, high, inner.lengths, walls=places.walls())
    steps = places.restore(search(worths, worths.fits(), ROUGH, 0.7).path())
    assert [i for s in steps for i in range(s.source, s.source + s.n)] == list(range(rows))
    assert [j for s in steps for j in range(s.target, s.target + s.m)] == list(range(columns))
    points = {(s.source, s.target) for s in steps} | {(rows, columns)}
    for (row, column), (whole_row, whole_column) in zip(places.corners[:-1], places.begins, strict=True):
        assert (int(whole_row), int(whole_column)) in points
        assert list(places.source[row : row + 1]) in ([whole_row], [])
        assert list(places.target[column : column + 1]) in ([whole_column], [])
    assert set(places.kept) <= set(steps)
