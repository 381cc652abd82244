"""BLEU, chrF, chrF++ and TER, computed by sacreBLEU, each with its signature.

Post, "A Call for Clarity in Reporting BLEU Scores", WMT 2018.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from toolkit.errors import InputError

METRICS = ("chrf", "chrf++", "bleu", "ter")


@dataclass(slots=True, frozen=True)
class MetricScore:
    """A figure that can be compared with others of the same signature.

    Attributes:
        metric: one of :data:`METRICS`.
        value: 0 to 100, TER more; higher is better but for TER.
        signature: sacreBLEU's own.
    """

    metric: str
    value: float
    signature: str

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready values; the score with two decimals, as sacreBLEU prints it at most."""
        return {"metric": self.metric, "score": round(self.value, 2), "signature": self.signature}


def score(
    hypotheses: Sequence[str], references: Sequence[Sequence[str]], metrics: Sequence[str] = METRICS
) -> list[MetricScore]:
    """Score a system's output.

    Args:
        hypotheses: one segment each, detokenised.
        references: one or more translations of the whole, each as long as the hypotheses.
        metrics: names from :data:`METRICS`.

    Raises:
        InputError: unequal lengths or an unknown metric.
    """
    for number, reference in enumerate(references, 1):
        if len(reference) != len(hypotheses):
            raise InputError(f"reference {number} has {len(reference)} segments, the hypothesis {len(hypotheses)}")
    results = []
    for name in metrics:
        metric = _metric(name, single=len(hypotheses) == 1)
        result = metric.corpus_score(list(hypotheses), [list(r) for r in references])
        results.append(MetricScore(name, float(result.score), str(metric.get_signature())))
    return results


def _metric(name: str, single: bool) -> Any:
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF
    from sacrebleu.metrics.ter import TER

    if name == "bleu":
        # One short segment may have no 4-gram at all: sentence BLEU leaves such orders out.
        return BLEU(effective_order=single)
    if name == "chrf":
        return CHRF()
    if name == "chrf++":
        return CHRF(word_order=2)
    if name == "ter":
        return TER()
    raise InputError(f"no metric '{name}'; there is {', '.join(METRICS)}")
