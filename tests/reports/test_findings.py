"""Reports of findings for programs and reviewers."""

from __future__ import annotations

import io
import json
import xml.etree.ElementTree as ET

import jsonschema
import pytest

from toolkit.api.bitexts import make_checker
from toolkit.api.checking import CheckRun, Gate
from toolkit.checks.dismissals import Dismissals
from toolkit.checks.spans import located
from toolkit.errors import InputError
from toolkit.reports.findings import FINDING_REPORTS
from toolkit.units import Finding, TranslationUnit

#: What the standard asks of a log with one run (OASIS, SARIF 2.1.0, 3.13 to 3.30), as far as we write it.
SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "required": ["tool", "results"],
                "properties": {
                    "tool": {"properties": {"driver": {"required": ["name", "rules"]}}, "required": ["driver"]},
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "results": {
                        "items": {
                            "required": ["message", "ruleId", "locations"],
                            "properties": {
                                "level": {"enum": ["none", "note", "warning", "error"]},
                                "message": {"required": ["text"]},
                                "suppressions": {"items": {"properties": {"kind": {"enum": ["inSource", "external"]}}}},
                            },
                        }
                    },
                },
            },
        },
    },
}
TEXTS = [
    ("Bonjour ! Il a 12 chats.", "Hello ! He has 13 cats."),
    ("Tout va bien.", "All is well."),
    ("Il y a 5 | 6 <b>*x*</b>\x01", "=There are 7: 50%, a|b @you #1 `c`\x01\n"),
]


@pytest.fixture
def run() -> CheckRun:
    run = CheckRun(make_checker(), keep=True)
    for number, (source, target) in enumerate(TEXTS, 1):
        unit = TranslationUnit(f"u{number}", source, target, "fr", "en", line=number + 1)
        run.add("dir with space/a,b.tsv", unit)
    return run


def test_sarif_says_where_and_how_bad(run: CheckRun) -> None:
    log = json.loads(run.report("sarif"))
    jsonschema.validate(log, SARIF)
    [job] = log["runs"]
    first = job["results"][0]
    assert first["ruleId"] == "numbers" and first["level"] == "error"
    assert job["tool"]["driver"]["rules"][first["ruleIndex"]]["id"] == "numbers"
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "dir%20with%20space/a%2Cb.tsv" and place["region"]["startLine"] == 2
    assert first["properties"]["sourceSpan"] == [15, 17]
    assert len(job["results"]) == run.summary.found.total()


def test_sarif_keeps_what_was_dismissed_as_suppressed() -> None:
    unit = TranslationUnit("u1", *TEXTS[0], "fr", "en")
    known = Dismissals()
    known.add(unit, "numbers", "right", "ada")
    run = CheckRun(make_checker(), known, keep=True)
    run.add("a.tsv", unit)
    results = json.loads(run.report("sarif"))["runs"][0]["results"]
    assert {r["ruleId"]: "suppressions" in r for r in results} == {"numbers": True, "spacing": False}
    assert [f.check for f in unit.findings] == ["spacing"] and run.summary.dismissed == 2
    assert b"numbers" not in run.report("junit") and b"numbers" not in run.report("github")


def test_junit_counts_units_and_fails_those_with_findings(run: CheckRun) -> None:
    root = ET.fromstring(run.report("junit"))
    assert (root.get("tests"), root.get("failures")) == ("3", "2")
    case = root.find(".//testcase")
    assert case is not None and case.get("line") == "2"
    assert {f.get("type") for f in case} == {"error: numbers", "note: spacing"}


def test_annotations_of_github_are_a_line_each(run: CheckRun) -> None:
    lines = run.report("github").decode().splitlines()
    assert len(lines) == run.summary.found.total()
    assert lines[0].startswith("::error file=dir with space/a%2Cb.tsv,line=2,title=bitext numbers::number 12")
    levels = [line.split(" ")[0] for line in lines]
    assert levels == sorted(levels, key=["::error", "::warning", "::notice"].index)


def test_markdown_shows_signs_as_text(run: CheckRun) -> None:
    from markdown_it import MarkdownIt

    text = run.report("markdown").decode()
    html = MarkdownIt("commonmark").enable("table").render(text)
    assert html.count("<tr>") == 3 and "<h3>dir with space/a,b.tsv</h3>" in html
    assert "*x*" in html and "<em>" not in html and "a|b @you #<b>1</b> `c`" in html
    assert "Il a <b>12</b> chats" in html


def test_a_sheet_comes_back_with_decisions(run: CheckRun, tmp_path) -> None:  # type: ignore[no-untyped-def]
    openpyxl = pytest.importorskip("openpyxl")
    from toolkit.reports.findings.review import read_review

    book = openpyxl.load_workbook(io.BytesIO(run.report("xlsx")))
    sheet = book.active
    head = [cell.value for cell in sheet[1]]
    assert sheet.max_row == run.summary.found.total() + 1
    last = sheet.cell(sheet.max_row, head.index("target") + 1)
    assert last.value.startswith("=There") and last.data_type != "f"
    sheet.cell(2, head.index("decision") + 1).value = "Dismiss"
    sheet.cell(2, head.index("comment") + 1).value = "fine"
    sheet.cell(3, head.index("new target") + 1).value = "Hello! He has 12 cats."
    book.save(tmp_path / "back.xlsx")
    rows = read_review(tmp_path / "back.xlsx")
    assert [(r.check, r.decision, r.comment, r.target) for r in rows] == [
        ("numbers", "dismiss", "fine", ""),
        ("numbers", "fix", "", "Hello! He has 12 cats."),
    ]
    sheet.cell(4, head.index("decision") + 1).value = "maybe"
    book.save(tmp_path / "bad.xlsx")
    with pytest.raises(InputError, match="row 4: decision 'maybe'"):
        read_review(tmp_path / "bad.xlsx")
    (tmp_path / "no.xlsx").write_text("x")
    with pytest.raises(InputError, match="no workbook"):
        read_review(tmp_path / "no.xlsx")


def test_every_report_of_a_run_without_findings_is_sound() -> None:
    run = CheckRun(make_checker(), keep=True)
    run.add("a.tsv", TranslationUnit("1", "Oui.", "Yes.", "fr", "en"))
    for name in FINDING_REPORTS:
        assert isinstance(run.report(name), bytes)
    jsonschema.validate(json.loads(run.report("sarif")), SARIF)


@pytest.mark.parametrize(
    ("least", "budgets", "failures"),
    [
        ("note", [], {"numbers": 7, "spacing": 1}),
        ("error", [], {"numbers": 7}),
        ("error", ["numbers=7"], {}),
        ("note", ["numbers=6", "spacing=1"], {"numbers": 7}),
    ],
)
def test_gates(run: CheckRun, least: str, budgets: list[str], failures: dict[str, int]) -> None:
    found = Gate.of(least, budgets).failures(run)
    assert {name: count for name, count in found.items() if name in ("numbers", "spacing")} == failures


@pytest.mark.parametrize(("least", "budget"), [("bad", []), ("note", ["numbers"]), ("note", ["nothing=1"])])
def test_a_gate_that_says_nothing_is_refused(least: str, budget: list[str]) -> None:
    with pytest.raises(InputError):
        Gate.of(least, budget)


@pytest.mark.parametrize(
    ("reason", "source", "target"),
    [
        ("number 12 of the source is missing in the target", "12", None),
        ("the name 'Kim' of the source is missing in the target", "Kim", None),
        ("placeholder or tag '{n}' is only in the target", None, "{n}"),
        ("the word 'the the' is doubled", None, "the the"),
        ("a sentence without a word of its own", None, None),
    ],
)
def test_places_are_found_by_the_words_of_a_reason(reason: str, source: str | None, target: str | None) -> None:
    unit = TranslationUnit("1", "Le 12, Kimono et Kim", "On the the 12th {n} Kim", "fr", "en")
    found = located(unit, Finding("x", reason))
    shown = [
        span and text[slice(*span)]
        for text, span in ((unit.source, found.source_span), (unit.target, found.target_span))
    ]
    assert shown == [source, target]
