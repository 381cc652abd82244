from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.conftest import ROOT, SHARED, one_line
from tests.evaluation.texts import GOOD, REFERENCES, SOURCES, WORSE


@pytest.fixture
def files(tmp_path):
    for name, lines in (("src", SOURCES), ("refs.en", REFERENCES), ("good", GOOD), ("worse", WORSE)):
        (tmp_path / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


def test_table(bitext, files) -> None:
    result = bitext("evaluate", "--hyp", "good", "--hyp", "worse", "--ref", "refs.en", "--src", "src", "--detail",
                    "--worst", 1, "--changed", 1, "--resamples", 100)  # fmt: skip
    text = result.stdout.decode()
    assert result.returncode == 0 and not result.stderr
    assert "p: paired bootstrap against good" in text and "by length" in text and "most changed chrf" in text
    assert text.count("signature") == 0 and text.count("version:") == 4


def test_equal_to_sacrebleu_with_intervals(bitext, files) -> None:
    result = bitext("evaluate", "--hyp", "good", "--ref", "refs.en", "--metrics", "bleu,chrf,ter", "--json")
    ours = json.loads(result.stdout)["systems"][0]["metrics"]
    command = [
        sys.executable,
        "-m",
        "sacrebleu",
        "refs.en",
        "-i",
        "good",
        "-m",
        "bleu",
        "chrf",
        "ter",
        "-ci",
        "-w",
        "4",
    ]
    theirs = json.loads(subprocess.run(command, cwd=files, capture_output=True, check=True).stdout)
    assert len(theirs) == 3
    for record in theirs:
        name = {"BLEU": "bleu", "chrF2": "chrf", "TER": "ter"}[record["name"]]
        assert ours[name]["score"] == record["score"]
        assert ours[name]["signature"] == record["signature"]
        assert ours[name]["mean"] == pytest.approx(record["confidence_mean"], abs=2e-4)
        assert ours[name]["half"] == pytest.approx(record["confidence_var"], abs=2e-4)


def test_stdin(bitext, files) -> None:
    arguments = ("evaluate", "--ref", "refs.en", "--metrics", "chrf", "--resamples", 0, "--json")
    piped = bitext(*arguments, "--hyp", "-", stdin=(files / "good").read_bytes())
    named = bitext(*arguments, "--hyp", "good")
    assert json.loads(piped.stdout)["systems"][0]["metrics"] == json.loads(named.stdout)["systems"][0]["metrics"]
    assert bitext(*arguments, "--hyp", "-", "--hyp", "-", stdin=b"x").returncode == 2


def test_gate(bitext, files) -> None:
    arguments = ("evaluate", "--hyp", "worse", "--ref", "refs.en", "--metrics", "chrf", "--resamples", 50)
    passed = bitext(*arguments, "--fail-under", "chrf=20")
    assert passed.returncode == 0
    failed = bitext(*arguments, "--fail-under", "chrf=99", "--junit", "j.xml", "--markdown", "s.md")
    assert failed.returncode == 1
    assert "gate not passed: chrf of worse is" in one_line(failed.stderr)
    assert 'failures="1"' in (files / "j.xml").read_text() and "Gate: failed" in (files / "s.md").read_text()
    base = bitext("evaluate", "--hyp", "good", "--ref", "refs.en", "--metrics", "chrf", "--json", "--segments")
    (files / "base.json").write_bytes(base.stdout)
    dropped = bitext(*arguments, "--baseline", "base.json", "--max-drop", 0.5, "--significant")
    assert dropped.returncode == 1 and "drops <= 0.5" in one_line(dropped.stderr)


def test_warnings_go_to_stderr(bitext, files) -> None:
    (files / "low").write_text("\n".join(GOOD).lower())
    result = bitext("evaluate", "--hyp", "low", "--ref", "refs.en", "--metrics", "chrf", "--resamples", 0)
    assert result.returncode == 0
    assert b"warning: low: the hypotheses have hardly a capital" in result.stderr


def test_bad_usage(bitext, files) -> None:
    for arguments, words in (
        ((), "nothing to score"),
        (("--ref", "refs.en"), "no system"),
        (("--ref", "refs.en", "--hyp", "missing"), "no such file"),
        (
            ("--ref", "refs.en", "--hyp", "good", "--metrics", "rouge"),
            "unknown metric 'rouge'; choose from: chrf, chrf++, bleu, ter, meaning, comet",
        ),
        (("--ref", "refs.en", "--model", "embedded"), "--model translates the source"),
        (("--ref", "refs.en", "--hyp", "good", "--metrics", "comet", "--src", "src"), "--comet-model"),
        ((ROOT / "seeds", "--baseline", "x"), "--baseline compares systems"),
    ):
        result = bitext("evaluate", *arguments)
        assert result.returncode == 2 and words in one_line(result.stderr)


def test_corpus_folder(bitext) -> None:
    result = bitext("evaluate", ROOT / "corpus")
    assert result.returncode == 0
    assert "002_6fac84a18dbfc86e" in result.stdout.decode() and "verdict" in result.stdout.decode()
    gate = bitext("evaluate", ROOT / "corpus", "--fail-under", "chrf=99.5", "--json")
    assert gate.returncode == 1
    assert json.loads(gate.stdout)["gate"]["passed"] is False


def test_articles_without_a_human_title(bitext, tmp_path) -> None:
    (tmp_path / "a.txt").write_text("Un titre\n\nLe texte de l'article, qui n'a pas de titre anglais.\n")
    result = bitext("evaluate", "a.txt")
    assert result.returncode == 1 and b"No human text" in result.stdout
    assert "nothing was scored; --hyp and --ref score translations" in one_line(result.stderr)
    gated = bitext("evaluate", "a.txt", "--fail-under", "chrf=10")
    assert gated.returncode == 2 and "no human text found" in one_line(gated.stderr)


def test_a_model_is_scored(bitext, files) -> None:
    for name in ("src", "refs.en"):
        lines = (files / name).read_text().splitlines()[:12]
        (files / name).write_text("\n".join(lines) + "\n")
    result = bitext(
        "evaluate", "--src", "src", "--ref", "refs.en", "--model", "embedded", "--metrics", "chrf", "--json"
    )
    [system] = json.loads(result.stdout)["systems"]
    assert system["metrics"]["chrf"]["score"] > 30
    assert "few-segments" in {w["guard"] for w in system["warnings"]}


def test_export_testset(bitext, tmp_path) -> None:
    for layout in ("sacrebleu", "wmt-xml", "mtme"):
        result = bitext("export-testset", ROOT / "corpus", "--out", layout, "--format", layout)
        assert result.returncode == 0
        assert all((tmp_path / line).is_file() for line in result.stdout.decode().splitlines())
    again = bitext("export-testset", ROOT / "corpus", "--out", "mtme", "--format", "mtme")
    assert again.returncode == 2 and "not an empty folder" in one_line(again.stderr)


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared")
def test_equal_to_sacrebleu_on_newstest(bitext, tmp_path) -> None:
    reference = SHARED / "evaluation" / "newstest2013.en"
    lines = reference.read_text(encoding="utf-8").splitlines()
    (tmp_path / "sys.txt").write_text("\n".join(" ".join(line.split()[1:]) for line in lines) + "\n")
    result = bitext("evaluate", "--hyp", "sys.txt", "--ref", reference, "--json", "--resamples", 0)
    ours = json.loads(result.stdout)["systems"][0]["metrics"]
    options = ["-m", "bleu", "chrf", "ter", "-w", "4"]
    command = [sys.executable, "-m", "sacrebleu", str(reference), "-i", "sys.txt", *options]
    for record in json.loads(subprocess.run(command, cwd=tmp_path, capture_output=True, check=True).stdout):
        name = {"BLEU": "bleu", "chrF2": "chrf", "TER": "ter"}[record["name"]]
        assert (ours[name]["score"], ours[name]["signature"]) == (record["score"], record["signature"])
