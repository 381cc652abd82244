from __future__ import annotations

import csv
import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from toolkit.formats.formulas import FormulaGuard
from toolkit.units import TranslationUnit

BEGINNINGS = ("=", "+", "-", "@", "\t", "\r")


@given(st.lists(st.text(st.sampled_from("=+-@\t\ra' "), max_size=4), min_size=3, max_size=3))
def test_no_text_begins_like_a_formula(texts) -> None:
    unit = TranslationUnit(texts[0], texts[1], texts[2], "fr", "en", properties={"x": texts[0]})
    guard = FormulaGuard()
    [safe] = guard.guarded([unit])
    for before, after in zip(texts, (safe.id, safe.source, safe.target), strict=True):
        assert not after.startswith(BEGINNINGS)
        assert after in (before, f"'{before}")
    assert (guard.count == 0) == (safe == unit)


def test_convert(tmp_path: Path, bitext) -> None:
    units = [
        {
            "id": "=1",
            "source": "=cmd|' /C calc'!A0",
            "target": "@SUM(1)",
            "source_language": "fr",
            "target_language": "en",
        },
        {"id": "2", "source": "- un", "target": "fine", "source_language": "fr", "target_language": "en"},
    ]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(u) + "\n" for u in units))
    done = bitext("convert", "a.jsonl", "a.csv", "--no-formulas")
    assert done.returncode == 0 and b"4 texts begin like formulas" in done.stderr
    rows = list(csv.reader((tmp_path / "a.csv").open(encoding="utf-8")))
    assert not [cell for row in rows for cell in row if cell.startswith(BEGINNINGS)]
    assert bitext("convert", "a.jsonl", "b.csv").returncode == 0
    assert "=cmd" in (tmp_path / "b.csv").read_text()
    done = bitext("convert", "a.jsonl", "-", "--format", "tsv", "--no-formulas")
    assert b"'=cmd" in done.stdout
