"""The plug-in of docs/plugins.md, installed beside the toolkit and used from the command line."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "plugins.md").read_text(encoding="utf-8")


def block(name: str) -> str:
    found = re.search(rf"<!-- {name} -->\n```\w+\n(.*?)```", PAGE, re.DOTALL)
    assert found
    return found[1]


def install(site: Path, name: str, groups: dict[str, dict[str, str]]) -> None:
    """What an installer leaves of a distribution."""
    info = site / f"{name.replace('-', '_')}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    lines = [f"[{group}]\n" + "".join(f"{k} = {v}\n" for k, v in rows.items()) for group, rows in groups.items()]
    (info / "entry_points.txt").write_text("\n".join(lines))


@pytest.fixture
def run(tmp_path: Path):
    """Run bitext in a folder of its own, with what lies in ``site`` installed."""
    site = tmp_path / "site"
    project = tomllib.loads(block("project"))["project"]
    install(site, project["name"], project["entry-points"])
    (site / "house_rules.py").write_text(block("module"), encoding="utf-8")

    def command(*arguments: str) -> subprocess.CompletedProcess[str]:
        paths = os.pathsep.join([str(site), str(ROOT)])
        return subprocess.run(
            [sys.executable, "-m", "toolkit", *arguments],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": paths},
            capture_output=True,
            text=True,
        )

    (tmp_path / "in.pipes").write_text("Oui. | YES.\nNon. | No!!\nMerci. | Thanks.\n")
    return command


def test_a_check_of_a_plug_in(run, tmp_path: Path) -> None:
    made = run("check", "in.pipes", "--only", "shouting", "--quiet")
    assert made.returncode == 1
    assert made.stdout.splitlines()[0] == "in.pipes: unit 1: [shouting] the target is in capitals"
    assert "shouting 1" in run("check", "in.pipes", "--quiet").stdout
    assert "consistency, shouting" in " ".join(run("check", "--help").stdout.split())
    wrong = run("check", "in.pipes", "--only", "shoutin")
    assert wrong.returncode == 2
    assert wrong.stderr.startswith("bitext: unknown check 'shoutin'; did you mean 'shouting'? choose from: empty, ")


def test_a_format_of_a_plug_in(run, tmp_path: Path) -> None:
    made = run("convert", "in.pipes", "out.tmx", "--quiet")
    assert made.returncode == 0, made.stderr
    made = run("convert", "out.tmx", "again.pipes.gz", "--quiet")
    assert made.returncode == 0, made.stderr
    assert "origin not carried by pipes" in made.stderr or "id not carried by pipes" in made.stderr
    made = run("convert", "again.pipes.gz", "-", "--format", "pipes", "--read-as", "pipes", "--quiet")
    assert made.stdout == (tmp_path / "in.pipes").read_text()


def test_a_filter_of_a_plug_in(run, tmp_path: Path) -> None:
    (tmp_path / "house.toml").write_text("[exclamations]\n")
    made = run("clean", "in.pipes", "-o", "out.pipes", "--config", "house.toml", "--rejects", "r.tsv", "--quiet")
    assert made.returncode == 0, made.stderr
    assert (tmp_path / "out.pipes").read_text() == "Oui. | YES.\nMerci. | Thanks.\n"
    assert "2 exclamation marks in the target" in (tmp_path / "r.tsv").read_text()
    (tmp_path / "house.toml").write_text("[exclamations]\nmaximun = 2\n")
    made = run("clean", "in.pipes", "-o", "o.pipes", "--config", "house.toml")
    assert "unknown setting of filter exclamations 'maximun'; did you mean 'maximum'?" in made.stderr


def test_an_engine_of_a_plug_in_gets_the_care_that_ours_gets(run, tmp_path: Path) -> None:
    (tmp_path / "words.tsv").write_text("Le\tThe\nchat\tcat\ndort\tsleeps\n")
    (tmp_path / "a.txt").write_text("Le chat dort : http://a.example/dort\n\nLe chien\n")
    made = run("translate", "a.txt", "--model", "dictionary:words.tsv", "--quiet")
    assert made.returncode == 0, made.stderr
    assert made.stdout == "The cat sleeps: http://a.example/dort\n\nThe chien\n"


def test_a_metric_of_a_plug_in(run, tmp_path: Path) -> None:
    (tmp_path / "hyp.txt").write_text("a cat\na dog\n")
    (tmp_path / "ref.txt").write_text("a cat\na bird\n")
    made = run(
        "evaluate", "--hyp", "hyp.txt", "--ref", "ref.txt", "--metrics", "words", "--json", "--fail-under", "words=80"
    )
    assert made.returncode == 1, made.stderr
    found = json.loads(made.stdout)["systems"][0]["metrics"]["words"]
    assert (found["score"], found["signature"].split("|")[0]) == (75.0, "words")


def test_a_layout_of_test_sets_of_a_plug_in(run, tmp_path: Path) -> None:
    made = run("export-testset", "in.pipes", "--pseudo", "--format", "columns", "--out", "set")
    assert made.returncode == 0, made.stderr
    assert (tmp_path / "set" / "bitext.fr-en.columns").read_text() == (tmp_path / "in.pipes").read_text()
    assert "sacrebleu, wmt-xml, mtme, columns" in " ".join(run("export-testset", "--help").stdout.split())
    wrong = run("export-testset", "in.pipes", "--pseudo", "--format", "column", "--out", "other")
    assert (wrong.returncode, wrong.stderr) == (
        2,
        "bitext: unknown test set layout 'column'; did you mean 'columns'? choose from: sacrebleu, wmt-xml, mtme, columns\n",
    )


def test_a_broken_plug_in_leaves_the_others_alone(run, tmp_path: Path) -> None:
    rows = {"broken": "no_such_module:check", "empty": "house_rules:shouting"}
    install(tmp_path / "site", "broken-rules", {"bitext.checks": rows})
    made = run("check", "in.pipes", "--quiet")
    assert made.returncode == 1 and "shouting 1" in made.stdout
    assert sorted(made.stderr.splitlines()) == [
        "bitext: warning: check 'broken' of broken-rules 1.0 cannot be loaded (no_such_module:check: No module named "
        "'no_such_module'); update or uninstall that distribution",
        "bitext: warning: check 'empty' of broken-rules 1.0 is ignored: the name is taken",
    ]
    made = run("check", "in.pipes", "--only", "broken", "--quiet")
    assert made.returncode == 2
    assert "bitext: check 'broken' of broken-rules 1.0 cannot be loaded" in made.stderr


def test_a_check_that_fails_is_named_with_its_unit(run, tmp_path: Path) -> None:
    (tmp_path / "site" / "fails.py").write_text("def check(unit):\n    return [1 / 0]\n")
    install(tmp_path / "site", "fails", {"bitext.checks": {"fails": "fails:check"}})
    made = run("check", "in.pipes", "--quiet")
    assert made.returncode == 2
    assert (
        made.stderr
        == "bitext: check 'fails' failed on unit 1 (ZeroDivisionError: division by zero); add --skip fails\n"
    )
    assert run("check", "in.pipes", "--skip", "fails", "--quiet").returncode == 1


def test_any_other_plug_in_that_fails_is_named_with_the_place(run, tmp_path: Path) -> None:
    (tmp_path / "words.tsv").write_text("no tabs here\n")
    (tmp_path / "a.txt").write_text("Le chat\n")
    made = run("translate", "a.txt", "--model", "dictionary:words.tsv", "--quiet")
    assert made.returncode == 2
    assert made.stderr.startswith("bitext: house-rules 1.0 failed (house_rules.py, line ")
    assert made.stderr.count("\n") == 1
