from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest

from tests.evaluation.texts import GOOD, REFERENCES, SOURCES, WORSE
from toolkit.errors import InputError
from toolkit.evaluation.comparison import compare
from toolkit.evaluation.gate import check_drop, check_floors, parse_floor
from toolkit.evaluation.results import read_results, to_dict
from toolkit.evaluation.summaries import junit, markdown
from toolkit.evaluation.testset import Side, TestSet

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "evaluation.schema.json").read_text())


def evaluated(hypotheses, name="system", metrics=("chrf", "ter")):
    return compare([Side(name, hypotheses)], TestSet([REFERENCES], SOURCES), metrics, resamples=50)


def test_floors() -> None:
    floors = [parse_floor("chrf=50", ("chrf", "ter")), parse_floor("ter=20", ("chrf", "ter"))]
    good, bad = check_floors("s", {"chrf": 50.0, "ter": 30.0}, floors)
    assert good.passed and not bad.passed
    assert (bad.name, bad.reason) == ("s ter <= 20", "ter of s is 30.00")
    [missing] = check_floors("s", {}, floors[:1])
    assert not missing.passed
    for wrong in ("chrf", "chrf=x", "rouge=5"):
        with pytest.raises(InputError, match="--fail-under"):
            parse_floor(wrong, ("chrf",))


def test_drop_against_a_baseline(tmp_path) -> None:
    stored = tmp_path / "base.json"
    stored.write_text(json.dumps(to_dict(evaluated(GOOD), segments=True)))
    baseline = read_results(stored)
    assert all(c.passed for c in check_drop(evaluated(GOOD), baseline, 0, False))
    fallen = check_drop(evaluated(WORSE), baseline, 0.5, True)
    assert [c.passed for c in fallen] == [False, False]
    assert "p = 0.0" in fallen[0].reason
    assert all(c.passed for c in check_drop(evaluated(WORSE), baseline, 90, False))
    one_worse = [*GOOD[:-1], "no"]
    assert [c.passed for c in check_drop(evaluated(one_worse), baseline, 0, False)] == [False, False]
    assert [c.passed for c in check_drop(evaluated(one_worse), baseline, 0, True)] == [True, True]


def test_what_cannot_be_compared(tmp_path) -> None:
    baseline = to_dict(evaluated(GOOD))
    other = compare([Side("system", GOOD)], TestSet([WORSE]), ["chrf"], resamples=0)
    with pytest.raises(InputError, match="other references"):
        check_drop(other, baseline, 0, False)
    with pytest.raises(InputError, match="no bleu"):
        check_drop(evaluated(GOOD, metrics=("bleu",)), baseline, 0, False)
    with pytest.raises(InputError, match="holds no segments"):
        check_drop(evaluated(WORSE), baseline, 0, True)
    baseline["systems"][0]["metrics"]["chrf"]["signature"] = "nrefs:1|version:1.0"
    with pytest.raises(InputError, match="cannot be compared"):
        check_drop(evaluated(GOOD), baseline, 0, False)
    bad = tmp_path / "bad.json"
    for text in ("{}", "[]", "no", '{"schema": 99}'):
        bad.write_text(text)
        with pytest.raises(InputError, match=r"bad\.json"):
            read_results(bad)


def test_json_keeps_its_schema() -> None:
    two = compare(
        [Side("good", GOOD), Side("worse", WORSE)],
        TestSet([REFERENCES], SOURCES, ["d"] * len(SOURCES), names=["ref"]),
        ["chrf", "bleu", "meaning"],
        resamples=50,
    )
    from toolkit.evaluation import evaluate_reference

    titles = {"d": [evaluate_reference("Bonjour", "Hello", "Hello", "by hand")]}
    checks = check_floors("good", {"chrf": 1.0}, [("chrf", 50.0)])
    for record in (to_dict(two, titles, checks, segments=True), to_dict(evaluated(GOOD)), to_dict(None, titles)):
        jsonschema.validate(record, SCHEMA)
        json.dumps(record, allow_nan=False)


def test_junit_and_markdown_hold_any_text() -> None:
    checks = check_floors('a<b>"&\x00|', {"chrf": 1.0}, [("chrf", 50.0), ("chrf", 0.0)])
    suites = ElementTree.fromstring(junit(checks))
    [suite] = suites
    assert (suite.get("tests"), suite.get("failures")) == ("2", "1")
    assert [case.find("failure") is None for case in suite] == [False, True]
    assert len(ElementTree.fromstring(junit([]))[0]) == 1
    from toolkit.evaluation import evaluate_reference

    nasty = "a | b\n<script>*x*`"
    titles = {"d": [evaluate_reference(nasty, nasty, nasty, "by hand")]}
    text = markdown(evaluated(GOOD), titles, checks)
    rows = [line for line in text.splitlines() if line.startswith("| source")]
    assert rows == ["| source | a \\| b \\<script\\>\\*x\\*\\` |"]
    assert "**Gate: failed**" in text and "| system | chrf | ter |" in text


@pytest.mark.parametrize("score", ["abc", None, True, float("nan")])
def test_a_score_that_is_no_number_is_no_gate_that_failed(score: object) -> None:
    baseline = to_dict(evaluated(GOOD))
    baseline["systems"][0]["metrics"]["chrf"]["score"] = score
    with pytest.raises(InputError, match="the chrf of 'system' is no number; score it again"):
        check_drop(evaluated(GOOD), baseline, 0, False)


def test_a_drop_is_a_number() -> None:
    with pytest.raises(InputError, match="--max-drop: nan is no number of points"):
        check_drop(evaluated(GOOD), to_dict(evaluated(GOOD)), float("nan"), False)
