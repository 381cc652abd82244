"""A project that keeps its checks switched on: gates, dismissals, reports, mends, CI."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT

HEAD = "id\tsource\ttarget\tsource_language\ttarget_language\n"
ROWS = [("a", "Bonjour ! Il a 12 chats.", "Hello ! He has 13 cats."), ("b", "Ça va ?", "All right ?")]


@pytest.fixture
def delivery(tmp_path: Path) -> Path:
    path = tmp_path / "in.tsv"
    path.write_text(HEAD + "".join(f"{i}\t{s}\t{t}\tfr\ten\n" for i, s, t in ROWS), encoding="utf-8")
    return path


def test_severities_and_budgets_decide(bitext, delivery: Path) -> None:
    assert bitext("check", "in.tsv", "-q").returncode == 1
    only = bitext("check", "in.tsv", "-q", "--only", "spacing", "--fail-on", "warning")
    assert only.returncode == 0 and b"spacing 2" in only.stdout
    over = bitext("check", "in.tsv", "-q", "--allow", "spacing=1", "--allow", "numbers=9")
    assert over.returncode == 1 and over.stderr == b"over the limit: spacing 2\n"
    assert bitext("check", "in.tsv", "-q", "--allow", "spacing=2", "--allow", "numbers=9").returncode == 0


def test_a_dismissal_lasts_until_the_text_changes(bitext, delivery: Path, tmp_path: Path) -> None:
    done = bitext("dismiss", "in.tsv", "--unit", "a", "--only", "numbers", "--reason", "13 is right", "--by", "ada")
    assert done.returncode == 0
    line = (tmp_path / "bitext-dismissed.tsv").read_text(encoding="utf-8").splitlines()[1].split("\t")
    assert line[1] == "numbers" and line[3:5] == ["ada", "13 is right"]
    shown = bitext("check", "in.tsv", "-q").stdout.decode()
    assert "numbers" not in shown and shown.endswith("spacing 2; 2 dismissed\n")
    rows = delivery.read_text(encoding="utf-8").splitlines()
    delivery.write_text("\n".join([rows[0], rows[2], rows[1].replace("a\t", "z\t", 1)]) + "\n", encoding="utf-8")
    assert b"numbers" not in bitext("check", "in.tsv", "-q").stdout
    delivery.write_text(delivery.read_text(encoding="utf-8").replace("13", "14"), encoding="utf-8")
    assert b"numbers 2" in bitext("check", "in.tsv", "-q").stdout
    pruned = bitext("dismiss", "in.tsv", "--prune")
    assert b"1 dismissal taken out" in pruned.stderr


def test_a_dismissal_needs_a_reason_and_a_unit_that_is_there(bitext, delivery: Path) -> None:
    for options in (["--unit", "a"], ["--unit", "x", "-r", "why"], ["-r", "why"]):
        result = bitext("dismiss", "in.tsv", *options)
        assert result.returncode == 2 and result.stderr
    assert not (delivery.parent / "bitext-dismissed.tsv").exists()


def test_findings_have_lines_severities_and_places(bitext, delivery: Path) -> None:
    records = [json.loads(line) for line in bitext("check", "in.tsv", "--json", "-q").stdout.splitlines()]
    assert [r["line"] for r in records] == [2, 3]
    by_check = {f["check"]: f for f in records[0]["findings"]}
    assert by_check["numbers"]["severity"] == "error"
    start, end = by_check["spacing"]["target_span"]
    assert records[0]["target"][start:end] == " "


def test_fix_shows_first_and_writes_where_it_is_told(bitext, delivery: Path, tmp_path: Path) -> None:
    before = delivery.read_bytes()
    shown = bitext("fix", "in.tsv").stdout.decode().splitlines()
    assert shown[:3] == ["unit a: a space before '!'", "- Hello{␣}! He has 13 cats.", "+ Hello! He has 13 cats."]
    assert shown[-1] == "2 units to mend; add --out FILE to write them" and delivery.read_bytes() == before
    assert bitext("fix", "in.tsv", "-o", "out.tsv", "-q").returncode == 0
    assert "Hello! He has 13 cats." in (tmp_path / "out.tsv").read_text(encoding="utf-8")
    assert bitext("fix", "in.tsv", "-o", "in.tsv", "-q", "-f").returncode == 2 and delivery.read_bytes() == before


def test_fix_keeps_a_file_and_its_codes(bitext, tmp_path: Path) -> None:
    xliff = (
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">\n'
        '<file original="a" source-language="fr" target-language="en" datatype="plaintext"><body>\n'
        '<trans-unit id="1"><source>Oui <x id="9"/> !</source><target>Yes <x id="9"/>ok ?</target></trans-unit>\n'
        '<trans-unit id="2" approved="yes"><source>Non !</source><target state="final">No !</target></trans-unit>\n'
        "</body></file></xliff>\n"
    )
    (tmp_path / "a.xlf").write_text(xliff, encoding="utf-8")
    result = bitext("fix", "a.xlf", "-o", "b.xlf", "-q")
    assert result.returncode == 0 and b"1 unit stays as it is: locked" in result.stderr
    assert (tmp_path / "b.xlf").read_text(encoding="utf-8") == xliff.replace("ok ?", "ok?")


def test_a_checklist_of_the_project_is_used_and_told(bitext, delivery: Path, tmp_path: Path) -> None:
    (tmp_path / "bitext-checks.toml").write_text("[[rule]]\nname = 'hi'\ntarget = 'hello'\nreplace = 'hi'\n")
    result = bitext("check", "in.tsv", "-q", "--only", "hi")
    assert result.stderr == b"checklist: bitext-checks.toml\n" and b"[hi]" in result.stdout
    assert b"[hi]" not in bitext("check", "in.tsv", "-q", "--checklist", "none").stdout
    fixed = bitext("fix", "in.tsv", "--checklist", "bitext-checks.toml").stdout.decode()
    assert "+ H{i}! He has" in fixed


def test_a_reviewers_sheet_comes_back(bitext, delivery: Path, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    assert bitext("check", "in.tsv", "-q", "--only", "numbers", "--xlsx", "r.xlsx").returncode == 1
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    sheet, names = book.active, [cell.value for cell in book.active[1]]
    sheet.cell(2, names.index("new target") + 1).value = "Hello! He has 12 cats."
    sheet.cell(3, names.index("decision") + 1).value = "dismiss"
    book.save(tmp_path / "r.xlsx")
    assert b"1 dismissal taken" in bitext("dismiss", "in.tsv", "--review", "r.xlsx").stderr
    assert b"; 2 dismissed" in bitext("check", "in.tsv", "-q").stdout
    assert bitext("fix", "in.tsv", "--review", "r.xlsx", "-o", "out.tsv", "-q").returncode == 0
    assert "Hello! He has 12 cats." in (tmp_path / "out.tsv").read_text(encoding="utf-8")
    late = bitext("fix", "out.tsv", "--review", "r.xlsx")
    assert late.returncode == 1 and b"1 new target of the review fits no unit" in late.stderr


def _script() -> str:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    return str(action["runs"]["steps"][-1]["run"])


def test_the_github_action_annotates_summarises_and_fails(delivery: Path, tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "RUNNER_TEMP": str(tmp_path),
        "GITHUB_STEP_SUMMARY": str(summary),
        "FILES": "in.tsv",
        "FROM": "",
        "TO": "",
        "FAIL_ON": "error",
        "OPTIONS": "--skip spacing",
        "SARIF": "bitext.sarif",
    }

    def run(**changes: str) -> subprocess.CompletedProcess[str]:
        given = environment | changes
        return subprocess.run(
            ["bash", "-eo", "pipefail", "-c", _script()], cwd=tmp_path, env=given, capture_output=True, text=True
        )

    result = run()
    assert result.returncode == 1
    assert result.stdout.splitlines()[0].startswith("::error file=in.tsv,line=2,title=bitext numbers::number 12")
    assert "numbers 2" in summary.read_text(encoding="utf-8")
    assert json.loads((tmp_path / "bitext.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert run(OPTIONS="--only spacing").returncode == 0


def test_pre_commit_hooks_call_commands_that_exist(bitext, delivery: Path) -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    [check] = [hook for hook in hooks if hook["id"] == "bitext-check"]
    command, *arguments = check["entry"].split()
    assert command == "bitext" and bitext(*arguments, "in.tsv").returncode == 1
    assert all(bitext(*hook["entry"].split()[1:], "--help").returncode == 0 for hook in hooks)
