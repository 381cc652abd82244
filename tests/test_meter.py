from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.corpora import read_all
from toolkit.formats import FORMATS, format_of
from toolkit.meter import Meter
from toolkit.units import TranslationUnit


@pytest.mark.parametrize("name", ["a.jsonl", "a.tsv.gz", "a.tmx.xz", "a.csv.bz2", "a.parquet"])
def test_bytes_read_grow_to_the_size_of_the_file(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    units = [
        TranslationUnit(str(n), f"phrase {n * n * 7919}", f"sentence {n * n * 104729}", "fr", "en")
        for n in range(60_000)
    ]
    format_of(path).write(units, path)
    other = tmp_path / "other.jsonl"
    FORMATS["jsonl"].write(units[:9], other)
    seen = []
    with Meter([path]).counting() as meter:
        assert meter.total == path.stat().st_size and meter.done == 0
        assert len(list(read_all([other]))) == 9
        assert meter.done == 0
        for number, _ in enumerate(read_all([path])):
            if number % 1_000 == 0:
                seen.append(meter.done)
        assert meter.done == meter.total
        assert len(list(read_all([path]))) == 60_000  # read again, it is not counted again
        assert meter.done == meter.total
    assert seen == sorted(seen)
    assert len(set(seen)) >= 3 and seen[0] < meter.total / 2


def test_a_file_that_is_left_early_takes_no_more_time(tmp_path: Path) -> None:
    paths = [tmp_path / "a.jsonl", tmp_path / "b.jsonl"]
    for path in paths:
        FORMATS["jsonl"].write([TranslationUnit("1", "a", "b", "fr", "en")] * 50_000, path)
    with Meter([*paths, tmp_path / "none.jsonl"]).counting() as meter:
        reader = read_all(paths[:1])
        next(reader)
        reader.close()
        assert meter.done == meter.total / 2
