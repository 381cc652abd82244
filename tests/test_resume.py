from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import OutputError
from toolkit.files import sha256_bytes
from toolkit.resume import Receipts, RecordLog, made_of


def receipts(folder: Path) -> Receipts:
    return Receipts(folder / ".receipts.jsonl")


def test_done_means_the_same_content_settings_and_version(tmp_path: Path, monkeypatch) -> None:
    place = tmp_path / "a.txt"
    wanted = made_of([sha256_bytes(b"in")], "beam:4")
    receipts(tmp_path).write(place, b"out", wanted)
    assert receipts(tmp_path).is_done(place, made_of([sha256_bytes(b"in")], "beam:4"))
    assert not receipts(tmp_path).is_done(place, made_of([sha256_bytes(b"other")], "beam:4"))
    assert not receipts(tmp_path).is_done(place, made_of([sha256_bytes(b"in")], "beam:1"))
    monkeypatch.setattr("toolkit.resume.__version__", "99")
    assert not receipts(tmp_path).is_done(place, made_of([sha256_bytes(b"in")], "beam:4"))
    place.write_bytes(b"edited")
    assert not receipts(tmp_path).is_done(place, wanted)


def test_a_kill_between_receipt_and_file_leaves_the_old_file_known(tmp_path: Path) -> None:
    """Otherwise a translation that was about to be made anew counts as the user's own, and is refused for ever."""
    place = tmp_path / "a.txt"
    receipts(tmp_path).write(place, b"old", "x")
    receipts(tmp_path).note(place, sha256_bytes(b"new"), "y")  # killed here
    later = receipts(tmp_path)
    assert not later.is_done(place, "y")
    later.write(place, b"new", "y")
    assert receipts(tmp_path).is_done(place, "y")


def test_what_is_not_on_record_is_not_overwritten(tmp_path: Path) -> None:
    place = tmp_path / "a.txt"
    place.write_bytes(b"mine")
    with pytest.raises(OutputError, match="exists already"):
        receipts(tmp_path).write(place, b"out", "x")
    assert place.read_bytes() == b"mine"
    receipts(tmp_path).write(place, b"mine", "x")  # the very same content: nothing is lost
    place.write_bytes(b"edited")
    with pytest.raises(OutputError, match="exists already"):
        receipts(tmp_path).check(place)
    receipts(tmp_path).write(place, b"out", "x", force=True)
    assert place.read_bytes() == b"out"
    (tmp_path / "folder").mkdir()
    with pytest.raises(OutputError, match="a folder"):
        receipts(tmp_path).check(tmp_path / "folder", force=True)


@given(st.binary(max_size=200), st.integers(0, 400))
def test_a_damaged_record_is_never_believed(tmp_path_factory, noise: bytes, cut: int) -> None:
    folder = tmp_path_factory.mktemp("r")
    receipts(folder).write(folder / "a.txt", b"out", "x")
    record = folder / ".receipts.jsonl"
    data = record.read_bytes()
    record.write_bytes(data[: cut % (len(data) + 1)] + noise)
    again = receipts(folder)
    whole = any(data.strip() == line.strip() for line in record.read_bytes().split(b"\n"))
    assert again.is_done(folder / "a.txt", "x") == whole
    again.note(folder / "b.txt", "0", "y")
    again.close()
    assert json.loads(record.read_bytes().split(b"\n")[-2]) == {"file": "b.txt", "sha256": "0", "made_of": "y"}


@pytest.mark.parametrize("line", ["[1]", "null", '"x"', '{"file": 1, "sha256": [], "made_of": 2}', "{}"])
def test_records_of_another_shape_are_skipped(tmp_path: Path, line: str) -> None:
    (tmp_path / ".receipts.jsonl").write_text(line + "\n")
    receipts(tmp_path)


def test_a_log_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot be written"):
        RecordLog(tmp_path / "file" / "log").append({})
