from __future__ import annotations

import os
from pathlib import Path, PurePath

import pytest

from toolkit.errors import BitextError, InputError
from toolkit.files import files_below, readable_name, text_files


def test_names_that_are_not_text_can_be_read_and_told_apart() -> None:
    names = [PurePath(os.fsdecode(name)) for name in (b"caf\xe9/a.txt", b"caf\xe8/a.txt", "café/a.txt".encode())]
    assert [readable_name(name) for name in names] == ["caf%E9/a.txt", "caf%E8/a.txt", "café/a.txt"]


def test_hidden_files_are_skipped(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.txt", ".git/d.txt", ".e.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert files_below(tmp_path) == [tmp_path / "a" / "c.txt", tmp_path / "b.txt"]


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_cannot_be_read_is_not_skipped(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "closed").mkdir(mode=0)
    with pytest.raises(InputError, match=r"closed: this folder cannot be read"):
        text_files([tmp_path])


def refuse(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Make a folder one that cannot be read, for root too."""
    listed = os.scandir

    def scandir(path: str | Path) -> object:
        if Path(path) == folder:
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)


def test_a_folder_that_cannot_be_read_does_not_hide_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("b.txt", "closed/c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    refuse(monkeypatch, tmp_path / "closed")
    closed: dict[Path, BitextError] = {}
    assert text_files([tmp_path], closed=closed) == [(tmp_path / "b.txt", Path("b.txt"))]
    assert [str(error) for error in closed.values()] == [
        f"{tmp_path / 'closed'}: this folder cannot be read (Permission denied)"
    ]
    with pytest.raises(InputError, match=r"closed: this folder cannot be read"):
        text_files([tmp_path])
    with pytest.raises(InputError, match=r"closed: this folder cannot be read"):
        text_files([tmp_path / "closed"], closed=closed)
