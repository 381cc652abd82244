from __future__ import annotations

import subprocess
import sys

import pytest

from toolkit.errors import InputError
from toolkit.evaluation import METRICS, evaluate_reference, score

HYPOTHESES = ["Why the military partnership is here to stay.", "Russia needs soldiers.", "The war goes on, he says."]
REFERENCES = ["Why the military partnership will last.", "Russia needs more soldiers.", "The war is going on, he said."]


def test_equal_to_sacrebleu_command(tmp_path) -> None:
    (tmp_path / "ref").write_text("\n".join(REFERENCES) + "\n")
    (tmp_path / "hyp").write_text("\n".join(HYPOTHESES) + "\n")
    for metric, options in (("bleu", []), ("chrf", []), ("chrf++", ["--chrf-word-order", "2"]), ("ter", [])):
        name = "chrf" if metric == "chrf++" else metric
        command = [sys.executable, "-m", "sacrebleu", str(tmp_path / "ref"), "-i", str(tmp_path / "hyp"), "-m", name]
        result = subprocess.run([*command, "-b", "-w", "6", *options], capture_output=True, text=True, check=True)
        [ours] = score(HYPOTHESES, [REFERENCES], [metric])
        assert f"{ours.value:.6f}" == result.stdout.strip()


def test_signatures_tell_the_metrics_apart() -> None:
    scores = score(HYPOTHESES, [REFERENCES])
    assert [s.metric for s in scores] == list(METRICS)
    assert len({s.signature for s in scores}) == len(METRICS)
    assert all("version:" in s.signature for s in scores)


def test_unequal_lengths() -> None:
    with pytest.raises(InputError, match="reference 1 has 3 segments, the hypothesis 2"):
        score(HYPOTHESES[:2], [REFERENCES])
    with pytest.raises(InputError, match="unknown metric 'x'; choose from: chrf"):
        score(HYPOTHESES, [REFERENCES], ["x"])


def test_a_title_record() -> None:
    record = evaluate_reference("Pourquoi", REFERENCES[0], REFERENCES[0], "by hand")
    found = {s.metric: s.score for s in record.scores if s.metric != "meaning"}
    assert found == {"chrf": 100, "chrf++": 100, "bleu": 100, "ter": 0}
    assert record.found_by == "by hand"
