from __future__ import annotations

import pytest

from toolkit.documents import parse_document
from toolkit.errors import InputError
from toolkit.evaluation import evaluate_reference
from toolkit.evaluation.titles import CLOSE, DIFFERS, FAR, calibration, percentiles
from toolkit.pipeline.titles import check_references

ENGLISH = "Why North Korea’s Military Partnership With Russia Is Here to Stay"
FRENCH = "Pourquoi le partenariat militaire entre la Corée du Nord et la Russie est là pour rester"


@pytest.mark.parametrize(
    ("hypothesis", "verdict"),
    [
        ("Why North Korea’s military partnership with Russia is here to stay", CLOSE),
        ("Why is the army partnership between North Korea and Russia lasting?", DIFFERS),
        ("The cat drinks the milk.", FAR),
    ],
)
def test_verdicts(hypothesis: str, verdict: str) -> None:
    record = evaluate_reference(FRENCH, hypothesis, ENGLISH, "by hand")
    assert record.verdict == verdict
    assert record.verdict_reason.startswith("the same but for capitals; ") == (hypothesis.lower() == ENGLISH.lower())
    assert [s.metric for s in record.scores] == ["chrf", "chrf++", "bleu", "ter", "meaning"]


def test_the_calibration_is_ordered_and_tells_pairs_apart() -> None:
    table = calibration()
    assert table.segments == 1000
    for metric in ("chrf", "chrf++", "bleu", "ter", "meaning"):
        sign = -1 if metric == "ter" else 1
        for values in (table.translated[metric], table.unrelated[metric]):
            assert len(values) == 101
            assert values == sorted(values, key=lambda v: sign * v)
        assert sign * table.translated[metric][50] > sign * table.unrelated[metric][50]
    # A good package translates more than one short sentence in a hundred as the person did.
    assert (
        table.better_than("ter", 0) == sum(v > 0 for v in table.translated["ter"]) >= 98
        and table.better_than("ter", 1000) == 0
    )
    assert table.better_than("chrf", 100) == 100 and table.better_than("chrf", 0) == 0


def test_percentiles() -> None:
    assert percentiles([3, 1, 2])[::50] == [1, 2, 3]
    with pytest.raises(InputError):
        percentiles([])


def test_documents_with_and_without_a_human_title(engine) -> None:
    body = "Le président a parlé de la guerre pendant une heure devant les députés de la nation."
    with_title = parse_document(f"{ENGLISH}\n\n{FRENCH}\n\n{body}\n", "with")
    without = parse_document(f"{FRENCH}\n\n{body}\n", "without")
    [(document, [record])] = check_references([with_title, without], engine).items()
    assert document == "with"
    assert (record.source, record.reference, record.kind) == (FRENCH, ENGLISH, "title")
    assert "beside it" in record.found_by
    assert record.hypothesis != ENGLISH
