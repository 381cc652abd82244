"""What bench/fuzz_tmx.py found, kept as it was: no reader may fail in another way than with an InputError."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT
from toolkit.errors import InputError
from toolkit.formats import FORMATS
from toolkit.validation import validate_tmx

FOUND = sorted((ROOT / "tests" / "data" / "fuzz").iterdir())


@pytest.mark.parametrize("suffix", [".tmx", ".xlf", ".tsv", ".csv", ".jsonl"])
@pytest.mark.parametrize("path", FOUND, ids=lambda p: p.stem)
def test_found_inputs(path: Path, suffix: str, tmp_path: Path) -> None:
    copy = tmp_path / f"x{suffix}"
    shutil.copyfile(path, copy)
    form = next(f for _, f in FORMATS.usable() if suffix in f.suffixes)
    try:
        units = list(form.read(copy))
        FORMATS["tmx"].write(units, tmp_path / "again.tmx")
        list(FORMATS["tmx"].read(tmp_path / "again.tmx"))
    except InputError:
        pass
    if suffix == ".tmx":
        assert all(problem.message for problem in validate_tmx(copy))
