"""Corpora without scores or findings, and texts with signs that nobody types or sees."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest

from tests.conftest import ROOT, one_line
from toolkit.formats import jsonl
from toolkit.reports import read_content, render_page
from toolkit.reports.terminal import display_width, printable
from toolkit.units import Finding, Origin, TranslationUnit


def corpus(folder, *units: TranslationUnit):
    with (folder / "c.jsonl").open("wb") as file:
        jsonl.write(units, file)
    return folder / "c.jsonl"


def unit(**more) -> TranslationUnit:
    return TranslationUnit("1", "Le cœur de l’Ukraine", "The heart of Ukraine", "fr", "en", **more)


def test_nothing_stands_on_the_page_that_the_corpus_does_not_have(tmp_path) -> None:
    page = render_page(read_content(corpus(tmp_path, unit())))
    body = page.split("<body>")[1].split("<script>")[0]
    for absent in ("Alignment at most", "Confidence at most", "by-finding", "Provenance", "lowest alignment", "median"):
        assert absent not in body
    assert "by-text" in body


def test_each_part_stands_there_where_it_has_something(tmp_path) -> None:
    scored = unit(scores={"alignment": 0.9}, findings=[Finding("numbers", "x")])
    body = render_page(read_content(corpus(tmp_path, scored))).split("<body>")[1].split("<script>")[0]
    assert "Alignment at most" in body and "by-finding" in body and "lowest alignment" in body
    assert "Confidence at most" not in body and "median confidence" not in body


@pytest.mark.skipif(shutil.which("node") is None, reason="needs node")
def test_the_search_folds_what_nobody_types() -> None:
    script = (ROOT / "toolkit" / "reports" / "data" / "report.js").read_text(encoding="utf-8")
    start = script.index("const LETTERS")
    function = script[start : script.index("\n  }", script.index("function fold(")) + 4]
    typed = ["l'ukraine", "coeur", "coree", "10 000", "etc...", '"oui"', "cooperation", "की"]
    written = ["L’Ukraine", "Cœur", "CORÉE", "10\u202f000", "Etc…", "«Oui»", "coopé\u00adration", "का"]
    call = f"{function}; console.log(JSON.stringify(process.argv.slice(1).map((word) => fold(word).made)))"
    run = subprocess.run(["node", "-e", call, *typed, *written], capture_output=True, check=True)
    folded = json.loads(run.stdout)
    assert folded[:7] == folded[8:15]
    assert folded[7] != folded[15]  # a vowel sign is a letter


def test_signs_that_take_no_room() -> None:
    assert printable("La coopé\u00adration") == "La coopération"
    assert printable("👩\u200d👩\u200d👧 می\u200cخواهم") == "👩\u200d👩\u200d👧 می\u200cخواهم"
    assert printable("a\u202eb\u2066c\ufeff") == "abc"
    assert printable("a\x1b[31m\tb\x85", "?") == "a?[31m?b?"
    assert display_width("می\u200cخواهم") == len("میخواهم")


def test_show_breaks_no_word_at_a_soft_hyphen(inside, tmp_path) -> None:
    soft = TranslationUnit("1", "La coopé\u00adration 👩\u200d👩\u200d👧", "Coop\u00aderation", "fr", "en")
    text = inside("show", corpus(tmp_path, soft), "--width", 60).stdout.decode()
    assert "La coopération" in text and "👩\u200d👩\u200d👧" in text and "Cooperation" in text


def test_show_says_that_there_are_no_findings(inside, tmp_path) -> None:
    result = inside("show", corpus(tmp_path, unit()), "--findings")
    assert (result.returncode, result.stdout) == (0, b"c.jsonl: no unit with findings\n")


def test_a_format_that_the_name_does_not_tell_can_be_given(inside, tmp_path) -> None:
    corpus(tmp_path, unit(origin=Origin.HUMAN)).rename(tmp_path / "c.data")
    for command in (("report", "--out", "r.html"), ("show",), ("export-testset", "--out", "t", "--format", "mtme")):
        refused = inside(command[0], "c.data", *command[1:])
        assert refused.returncode == 2 and "cannot tell the format" in one_line(refused.stderr)
        assert inside(command[0], "c.data", *command[1:], "--read-as", "jsonl").returncode == 0


def test_a_report_is_not_written_over_its_corpus(inside, tmp_path) -> None:
    path = corpus(tmp_path, unit())
    before = path.read_bytes()
    result = inside("report", path, "--out", tmp_path / "." / "c.jsonl", "--force")
    assert result.returncode == 2 and "is an input as well" in one_line(result.stderr)
    assert path.read_bytes() == before


def test_findings_are_not_written_over_an_input(inside, tmp_path) -> None:
    path = corpus(tmp_path, unit())
    (tmp_path / "g.tsv").write_text("source\ttarget\ncœur\theart\n", encoding="utf-8")
    for out in ("c.jsonl", "g.tsv"):
        before = (tmp_path / out).read_bytes()
        result = inside("check", path, "--glossary", "g.tsv", "-o", out, "--force")
        assert result.returncode == 2 and "is an input as well" in one_line(result.stderr)
        assert (tmp_path / out).read_bytes() == before
