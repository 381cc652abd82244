"""Scoring systems on one test set: totals with intervals, tests against a baseline, and where they differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from toolkit.errors import InputError
from toolkit.evaluation.comet import CometScorer
from toolkit.evaluation.guards import Doubt, guard
from toolkit.evaluation.meaning import MeaningScorer
from toolkit.evaluation.metrics import MeanStatistics, Statistics
from toolkit.evaluation.registry import METRICS, less_is_better
from toolkit.evaluation.resampling import (
    RESAMPLES,
    TRIALS,
    approximate_randomisation,
    bootstrap_scores,
    interval,
    paired_bootstrap,
    seed,
)
from toolkit.evaluation.testset import Side, TestSet, with_references
from toolkit.languages.lengths import count_words
from toolkit.registry import unknown
from toolkit.units import primary_language

#: Upper ends of the length buckets, in words of the first reference.
BUCKETS = (10, 20, 30, 50)
TESTS = ("bootstrap", "randomisation", "none")


@dataclass(slots=True)
class MetricResult:
    """One system in one metric.

    Attributes:
        score: of the corpus.
        signature: of the metric.
        low, high, mean, half: 95 % interval, mean and half width of the bootstrap; None when not asked for.
        difference: to the baseline; None for the baseline.
        p_value: of the difference.
        segments: score of each segment by itself.
        documents: score by document id.
        lengths: (bucket, segments in it, score).
    """

    score: float
    signature: str
    low: float | None = None
    high: float | None = None
    mean: float | None = None
    half: float | None = None
    difference: float | None = None
    p_value: float | None = None
    segments: list[float] = field(default_factory=list)
    documents: dict[str, float] = field(default_factory=dict)
    lengths: list[tuple[str, int, float]] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready figures, without segments."""
        out: dict[str, Any] = {"score": round(self.score, 4), "signature": self.signature}
        for name in ("low", "high", "mean", "half", "difference"):
            value = getattr(self, name)
            if value is not None:
                out[name] = round(value, 4)
        if self.p_value is not None:
            out["p_value"] = round(self.p_value, 6)
        if self.documents:
            out["documents"] = {n: round(v, 4) for n, v in self.documents.items()}
        if self.lengths:
            out["lengths"] = [{"words": b, "segments": n, "score": round(v, 4)} for b, n, v in self.lengths]
        return out


@dataclass(slots=True)
class SystemResult:
    """One system: its output, its figures by metric, and what the guards say."""

    name: str
    hypotheses: list[str]
    metrics: dict[str, MetricResult]
    doubts: list[Doubt]


@dataclass(slots=True)
class Comparison:
    """Systems on one test set; the first is the baseline of the tests."""

    testset: TestSet
    systems: list[SystemResult]
    test: str


def compare(
    systems: Sequence[Side],
    testset: TestSet,
    metrics: Sequence[str],
    resamples: int = RESAMPLES,
    test: str = "bootstrap",
    trials: int = TRIALS,
    comet: Path | None = None,
) -> Comparison:
    """Score systems and test each against the first.

    Args:
        systems: outputs, each as long as the references.
        testset: references, and sources where a metric or guard wants them.
        metrics: names of :data:`toolkit.METRICS`.
        resamples: of the bootstrap; 0 for no intervals.
        test: one of :data:`TESTS`.
        trials: of the randomisation.
        comet: checkpoint for the metric of that name.

    Raises:
        InputError: unequal lengths, an unknown metric or test, ``meaning`` or ``comet`` without sources.
        MissingExtraError: what a wanted metric needs is not installed.
    """
    if test not in TESTS:
        raise InputError(unknown("test", test, TESTS))
    if not metrics:
        raise InputError(f"no metric given; choose from: {', '.join(METRICS)}")
    names = [s.name for s in systems]
    doubled = next((n for n in names if names.count(n) > 1), None)
    if doubled:
        raise InputError(f"two systems are named '{doubled}'; rename a file")
    doubts = {s.name: guard(s, testset) for s in systems}
    systems, testset = with_references(systems, testset)
    results = [SystemResult(s.name, s.segments, {}, doubts[s.name]) for s in systems]
    for metric in metrics:
        statistics = _all_statistics(metric, systems, testset, comet)
        settings: dict[str, object] = {"seed": seed(), "bs": resamples} if resamples else {}
        if test == "randomisation" and len(systems) > 1:
            settings |= {"seed": seed(), "ar": trials}
        base_draws = None
        for number, (result, numbers) in enumerate(zip(results, statistics, strict=True)):
            figures = MetricResult(numbers.score(), numbers.signature(**settings), segments=numbers.segment_scores())
            draws = None
            if resamples:
                draws = bootstrap_scores(numbers, resamples)
                bounds = interval(draws)
                figures.low, figures.high = bounds.low, bounds.high
                figures.mean, figures.half = bounds.mean, bounds.half
            if number == 0:
                base_draws = draws
            else:
                figures.difference = figures.score - statistics[0].score()
                if test == "bootstrap" and draws is not None:
                    figures.p_value = paired_bootstrap(base_draws, draws, figures.difference)
                elif test == "randomisation":
                    figures.p_value = approximate_randomisation(statistics[0], numbers, trials)
            _break_down(figures, numbers, testset)
            result.metrics[metric] = figures
    return Comparison(testset, results, test if len(systems) > 1 else "none")


def sacrebleu_statistics(metric: str, systems: Sequence[Side], testset: TestSet, comet: Path | None) -> list[Any]:
    """Of a metric of sacreBLEU."""
    language = primary_language(testset.target_language)
    return [Statistics(metric, s.segments, testset.references, language) for s in systems]


def meaning_statistics(metric: str, systems: Sequence[Side], testset: TestSet, comet: Path | None) -> list[Any]:
    """Of the meaning score."""
    scorer, sources = MeaningScorer(), testset.sources or ()
    return [MeanStatistics(metric, scorer.segment_scores(sources, s.segments), scorer.signature) for s in systems]


def comet_statistics(metric: str, systems: Sequence[Side], testset: TestSet, comet: Path | None) -> list[Any]:
    """Of COMET."""
    if comet is None:
        raise InputError("the metric 'comet' needs a checkpoint on this machine; give --comet-model FILE")
    scorer, sources, signature = CometScorer(comet), testset.sources or (), "|ref:1"
    scored = [scorer.segment_scores(sources, s.segments, testset.references[0]) for s in systems]
    return [MeanStatistics(metric, scores, scorer.signature + signature) for scores in scored]


def _all_statistics(metric: str, systems: Sequence[Side], testset: TestSet, comet: Path | None) -> list[Any]:
    chosen = METRICS[metric]
    if chosen.sources and testset.sources is None:
        raise InputError(f"the metric '{metric}' looks at the source; give --src")
    return chosen.statistics(systems, testset, comet)


def _break_down(figures: MetricResult, numbers: Any, testset: TestSet) -> None:
    if testset.documents is not None:
        rows: dict[str, list[int]] = {}
        for number, document in enumerate(testset.documents):
            rows.setdefault(document, []).append(number)
        figures.documents = {name: numbers.score(chosen) for name, chosen in rows.items()}
    lengths = [count_words(r) for r in testset.references[0]]
    lower = 0
    for upper in (*BUCKETS, None):
        chosen = [n for n, words in enumerate(lengths) if words > lower and (upper is None or words <= upper)]
        if chosen:
            name = f"{lower + 1}-{upper}" if upper else f"over {lower}"
            figures.lengths.append((name, len(chosen), numbers.score(chosen)))
        lower = upper or lower


def worst(result: SystemResult, metric: str, count: int) -> list[int]:
    """Numbers of the segments with the worst score of their own, worst first."""
    scores = result.metrics[metric].segments
    sign = -1 if less_is_better(metric) else 1
    return sorted(range(len(scores)), key=lambda n: (sign * scores[n], n))[:count]


def most_changed(baseline: SystemResult, result: SystemResult, metric: str, count: int) -> list[int]:
    """Numbers of the segments whose score differs most from the baseline's, largest change first."""
    before, after = baseline.metrics[metric].segments, result.metrics[metric].segments
    changed = [n for n in range(len(after)) if before[n] != after[n]]
    return sorted(changed, key=lambda n: (-abs(after[n] - before[n]), n))[:count]
