from __future__ import annotations

import sys
import types

import pytest

from tests.evaluation.texts import GOOD, REFERENCES, SOURCES, WORSE
from toolkit.errors import InputError, MissingExtraError
from toolkit.evaluation.comparison import compare, most_changed, worst
from toolkit.evaluation.meaning import MeaningScorer
from toolkit.evaluation.testset import Side, TestSet, fit, read_side


@pytest.fixture
def testset() -> TestSet:
    documents = ["one"] * 60 + ["two"] * 60
    return TestSet([REFERENCES], SOURCES, documents, "fr", "en", ["ref"])


def test_compare(testset: TestSet) -> None:
    found = compare([Side("good", GOOD), Side("worse", WORSE)], testset, ["chrf", "ter"], resamples=100)
    good, worse = found.systems
    for metric, sign in (("chrf", 1), ("ter", -1)):
        assert sign * good.metrics[metric].score > sign * worse.metrics[metric].score
        figure = worse.metrics[metric]
        assert figure.low < figure.score < figure.high
        assert figure.difference == figure.score - good.metrics[metric].score
        assert figure.p_value < 0.05
        assert "bs:100|seed:12345" in figure.signature
    figures = good.metrics["chrf"]
    assert list(figures.documents) == ["one", "two"]
    assert sum(count for _, count, _ in figures.lengths) == len(REFERENCES)
    assert len(figures.segments) == len(REFERENCES)


def test_parts_are_scored_as_if_they_were_alone(testset: TestSet) -> None:
    whole = compare([Side("good", GOOD)], testset, ["bleu", "chrf"], resamples=0).systems[0]
    half = TestSet([REFERENCES[:60]], SOURCES[:60], None, "fr", "en")
    alone = compare([Side("good", GOOD[:60])], half, ["bleu", "chrf"], resamples=0).systems[0]
    for metric in ("bleu", "chrf"):
        assert whole.metrics[metric].documents["one"] == pytest.approx(alone.metrics[metric].score)


def test_worst_and_most_changed(testset: TestSet) -> None:
    broken = [*GOOD[:50], "zzz", *GOOD[51:]]
    found = compare([Side("good", GOOD), Side("broken", broken)], testset, ["ter"], resamples=0)
    assert worst(found.systems[1], "ter", 1) == [50]
    assert most_changed(*found.systems, "ter", 5) == [50]


def test_randomisation_and_wrong_names(testset: TestSet) -> None:
    systems = [Side("good", GOOD), Side("worse", WORSE)]
    found = compare(systems, testset, ["chrf"], 0, "randomisation", trials=200)
    assert found.systems[1].metrics["chrf"].p_value < 0.05
    assert "ar:200" in found.systems[1].metrics["chrf"].signature
    with pytest.raises(InputError, match="unknown test 'x'"):
        compare(systems, testset, ["chrf"], test="x")
    with pytest.raises(InputError, match="two systems are named 'good'"):
        compare([systems[0], systems[0]], testset, ["chrf"])
    with pytest.raises(InputError, match="give --src"):
        compare(systems, TestSet([REFERENCES]), ["meaning"])


def test_meaning_prefers_the_right_sentence(testset: TestSet) -> None:
    scorer = MeaningScorer()
    right = scorer.segment_scores(SOURCES[:20], GOOD[:20])
    wrong = scorer.segment_scores(SOURCES[:20], GOOD[60:80])
    assert all(a > b for a, b in zip(right, wrong, strict=True))
    assert scorer.segment_scores(["Bonjour"], [" "]) == [0.0]
    found = compare([Side("good", GOOD)], testset, ["meaning"], resamples=50)
    assert "use-multilingual-3" in found.systems[0].metrics["meaning"].signature


def test_comet_needs_its_checkpoint_and_its_package(testset: TestSet, tmp_path, monkeypatch) -> None:
    with pytest.raises(InputError, match="--comet-model"):
        compare([Side("good", GOOD)], testset, ["comet"])
    with pytest.raises(InputError, match="no such checkpoint"):
        compare([Side("good", GOOD)], testset, ["comet"], comet=tmp_path / "none.ckpt")
    checkpoint = tmp_path / "model.ckpt"
    checkpoint.write_bytes(b"weights")
    monkeypatch.setitem(sys.modules, "comet", None)
    with pytest.raises(MissingExtraError, match=r"bitext-toolkit\[comet\]"):
        compare([Side("good", GOOD)], testset, ["comet"], comet=checkpoint)

    class Model:
        def predict(self, data, **options):
            assert set(data[0]) == {"src", "mt", "ref"} and options["gpus"] == 0
            return types.SimpleNamespace(scores=[0.5] * len(data))

    package = types.ModuleType("comet")
    package.load_from_checkpoint = lambda path, local_files_only: Model()
    monkeypatch.setitem(sys.modules, "comet", package)
    found = compare([Side("good", GOOD)], testset, ["comet"], resamples=0, comet=checkpoint)
    assert found.systems[0].metrics["comet"].score == 50


def test_reading_sides(tmp_path) -> None:
    plain = tmp_path / "a.txt"
    plain.write_text("one \n\nthree\u2028still three\n", encoding="utf-8")
    assert read_side(plain).segments == ["one", "", "three\u2028still three"]
    table = tmp_path / "a.tsv"
    table.write_text("source\ttarget\nun\tone\ndeux\ttwo\n")
    assert (read_side(table).segments, read_side(table, "source").segments) == (["one", "two"], ["un", "deux"])
    (tmp_path / "empty.txt").write_text("\n\n")
    for bad in (tmp_path / "empty.txt", tmp_path / "missing.txt", tmp_path):
        with pytest.raises(InputError):
            read_side(bad)


def test_units_are_joined_by_their_sources() -> None:
    reference = Side("ref", ["one", "two", "again"], ["un", "deux", "un"])
    hypothesis = Side("hyp", ["TWO", "ONE", "AGAIN", "extra"], ["deux", "un", "un", "trois"])
    assert fit(hypothesis, reference).segments == ["ONE", "TWO", "AGAIN"]
    with pytest.raises(InputError, match="no unit with the source of unit 1"):
        fit(Side("hyp", ["two"], ["deux"]), reference)
