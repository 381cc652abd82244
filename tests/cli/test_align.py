from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.alignment.test_aligners import ENGLISH, FRENCH
from tests.conftest import one_line


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    (tmp_path / "a.fr").write_text("\n".join(FRENCH) + "\n")
    (tmp_path / "a.en").write_text("\n".join(ENGLISH) + "\n")
    return tmp_path


def test_beads_as_gold_files_write_them(bitext, texts: Path) -> None:
    result = bitext("align", "a.fr", "a.en", "--split", "lines", "--format", "beads", "-o", "a.beads")
    assert result.returncode == 0, result.stderr
    lines = (texts / "a.beads").read_text().splitlines()
    assert [line.rsplit(":", 1)[0] for line in lines] == ["[0]:[0]", "[1]:[1]", "[2]:[2, 3]", "[3]:[4]", "[4]:[5]"]
    scored = bitext("score-alignment", "a.beads", "a.beads", "--json")
    assert json.loads(scored.stdout)["strict_f1"] == 1
    assert b"1.0000" in bitext("score-alignment", "a.beads", "a.beads").stdout


@pytest.mark.parametrize("form", ["tsv", "tmx", "jsonl"])
def test_units(bitext, texts: Path, form: str) -> None:
    result = bitext("align", "a.fr", "a.en", "--format", form)
    assert result.returncode == 0
    assert result.stdout.decode().count("Vladimir Poutine") == 1


def test_a_minimum_score_leaves_out_the_doubtful(bitext, texts: Path) -> None:
    (texts / "b.en").write_text("\n".join([*ENGLISH[:2], "Ten easy recipes for the summer.", *ENGLISH[4:]]) + "\n")
    everything = bitext("align", "a.fr", "b.en", "--split", "lines", "--format", "beads").stdout.splitlines()
    sure = bitext("align", "a.fr", "b.en", "--split", "lines", "--format", "beads", "--min-score", "0.8").stdout
    assert 0 < len(sure.splitlines()) < len(everything)
    assert all(float(line.rsplit(b":", 1)[1]) >= 0.8 for line in sure.splitlines())


def test_texts_that_are_no_translations_get_a_warning(bitext, texts: Path) -> None:
    (texts / "c.en").write_text(
        "Beat the eggs with sugar.\nAdd a cup of flour.\nBake for an hour.\nLet it cool.\nServe it with cream.\n"
    )
    result = bitext("align", "a.fr", "c.en", "--split", "lines")
    assert result.returncode == 0
    assert b"warning" in result.stderr


def test_bad_input(bitext, texts: Path) -> None:
    assert "the same text twice" in one_line(bitext("align", "a.fr", "a.fr").stderr)
    (texts / "empty").write_text("")
    assert "no text" in one_line(bitext("align", "a.fr", "empty").stderr)
    assert "is not a bead" in one_line(bitext("score-alignment", "a.fr", "a.fr").stderr)
    (texts / "mine").write_text("x")
    refused = bitext("align", "a.fr", "a.en", "-o", "mine")
    assert refused.returncode == 2 and "exists already" in one_line(refused.stderr)
