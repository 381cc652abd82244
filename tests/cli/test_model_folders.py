"""Folders of models on the command line."""

from __future__ import annotations

import json
from pathlib import Path

from tests.translation.test_folders import opus


def test_the_command_line_takes_a_folder(bitext, tmp_path: Path) -> None:
    folder = opus(tmp_path / "opus-mt-fr-en")
    (folder / "README.md").write_text("---\nlicense: cc-by-4.0\n---\n")
    done = bitext("translate", "La porte en bleu.", "--model", str(folder), "--quiet")
    assert (done.returncode, done.stdout) == (0, b"La porte en bleu.\n"), done.stderr
    told = bitext("models", "info", str(folder))
    assert json.loads(told.stdout)["licence"] == "cc-by-4.0"
