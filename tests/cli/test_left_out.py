"""What a command leaves out or undone it says, and it leaves nothing behind that stops the next run."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

import pytest

import toolkit as bitext_api
from toolkit.api.corpora import SplitPlan
from toolkit.errors import OutputError
from toolkit.formats.registry import Format
from toolkit.testing import unit


def test_a_named_pipe_in_a_folder_is_named(bitext, tmp_path: Path) -> None:
    folder = tmp_path / "in" / "sub"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text("Bonjour.\n")
    os.mkfifo(folder / "b.txt")
    os.mkfifo(folder / ".hidden.txt")
    result = bitext("translate", "in", "-o", "out")
    told = [line for line in result.stderr.decode().splitlines() if "named pipe" in line]
    assert result.returncode == 0 and len(told) == 1 and "in/sub/b.txt: a named pipe" in told[0]


@pytest.mark.skipif(importlib.util.find_spec("MeCab") is not None, reason="the tokeniser is there")
def test_usual_metrics_go_on_without_a_tokeniser(bitext, tmp_path: Path) -> None:
    (tmp_path / "h.ja").write_text("これは本です。\nあれは犬です。\n")
    (tmp_path / "r.ja").write_text("これは本だ。\nあれは犬だ。\n")
    files = "--hyp", "h.ja", "--ref", "r.ja", "--to", "ja"
    result = bitext("evaluate", *files)
    assert result.returncode == 0 and b"bleu is left out: BLEU of 'ja' needs" in result.stderr
    assert b"chrf" in result.stdout and b"bleu" not in result.stdout
    # Who asks for it gets an error.
    for asked in (("--metrics", "bleu,chrf"), ("--fail-under", "bleu=1")):
        assert bitext("evaluate", *files, *asked).returncode == 2


def test_a_split_that_cannot_be_finished_leaves_no_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write, full = Format.write, []

    def failing(self, units, path, *rest):
        if path.name == "train.jsonl" and full:
            raise OutputError(f"{path}: cannot be written (No space left on device)")
        return write(self, units, path, *rest)

    monkeypatch.setattr(Format, "write", failing)
    units = [unit(str(n), str(n)) for n in range(40)]
    full.append(True)
    with pytest.raises(OutputError):
        bitext_api.split(units, tmp_path, dev=0.3, test=0.3)
    assert list(tmp_path.iterdir()) == []
    full.clear()
    assert sum(bitext_api.split(units, tmp_path, dev=0.3, test=0.3).values()) == 40
    # What was there before the run stays.
    full.append(True)
    with pytest.raises(OutputError):
        list(SplitPlan.of(tmp_path, 0.3, 0.3, force=True).write(units))
    assert {p.name for p in tmp_path.iterdir()} == {"dev.jsonl", "test.jsonl", "train.jsonl"}
