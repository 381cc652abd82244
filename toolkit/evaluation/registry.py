"""Metrics and layouts of test sets by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.evaluation.testset import Side, TestSet
from toolkit.registry import Registry, Row

if TYPE_CHECKING:
    from toolkit.evaluation.export import ExportSet

#: Scores of segments from sources (None where there are none), hypotheses and references.
SegmentScorer = Callable[["Sequence[str] | None", Sequence[str], Sequence[Sequence[str]]], Sequence[float]]


@dataclass(slots=True, frozen=True)
class Metric:
    """How translations are scored.

    Attributes:
        name: as a user types it.
        where: ``module:function``; the function makes statistics for each system, see
            :mod:`toolkit.evaluation.comparison`.
        less_is_better: as in TER.
        sources: it looks at the source text.
        scorer: of a plug-in; the score of a corpus is the mean of its segments'.
        what: one line for help.
    """

    name: str
    where: str = ""
    less_is_better: bool = False
    sources: bool = False
    scorer: SegmentScorer | None = None
    what: str = ""

    def statistics(self, systems: Sequence[Side], testset: TestSet, comet: Path | None = None) -> list[Any]:
        """Statistics of each system; see :func:`toolkit.evaluation.comparison.compare` for the errors."""
        if self.scorer is not None:
            from toolkit.evaluation.metrics import MeanStatistics

            references = testset.references
            scored = (list(self.scorer(testset.sources, s.segments, references)) for s in systems)
            return [MeanStatistics(self.name, scores, f"{self.name}|refs:{len(references)}") for scores in scored]
        made: list[Any] = Row(self.name, "", self.where).load()(self.name, systems, testset, comet)
        return made


def _fit(name: str, found: Any) -> Metric:
    if isinstance(found, Metric):
        return found
    if not callable(found):
        raise TypeError("a metric is a function of sources, hypotheses and references: a score of each segment")
    less, sources = (bool(getattr(found, key, False)) for key in ("less_is_better", "sources"))
    what = (found.__doc__ or "").strip().partition("\n")[0]
    return Metric(name, less_is_better=less, sources=sources, scorer=found, what=what)


_BLEU = "toolkit.evaluation.comparison:sacrebleu_statistics"
METRICS: Registry[Metric] = Registry(
    "metric",
    "bitext.metrics",
    [
        Row(metric.name, metric.what, value=metric)
        for metric in (
            Metric("chrf", _BLEU, what="character n-grams"),
            Metric("chrf++", _BLEU, what="character and word n-grams"),
            Metric("bleu", _BLEU, what="word n-grams, for whole test sets"),
            Metric("ter", _BLEU, less_is_better=True, what="edits to reach the reference"),
            Metric(
                "meaning",
                "toolkit.evaluation.comparison:meaning_statistics",
                sources=True,
                what="likeness of source and hypothesis in a sentence encoder",
            ),
            Metric(
                "comet",
                "toolkit.evaluation.comparison:comet_statistics",
                sources=True,
                what="a COMET checkpoint on this machine",
            ),
        )
    ],
    _fit,
)


#: The files of a test set by their names.
TestSetLayout = Callable[["ExportSet"], dict[str, bytes]]


def _fit_layout(name: str, found: Any) -> TestSetLayout:
    if not callable(found):
        raise TypeError("a layout of test sets is a function of an ExportSet: the bytes of each file by its name")
    return found  # type: ignore[no-any-return]


TESTSETS: Registry[TestSetLayout] = Registry(
    "test set layout",
    "bitext.testsets",
    [
        Row("sacrebleu", "plain files as sacreBLEU names them", "toolkit.evaluation.export:sacrebleu_files"),
        Row("wmt-xml", "one XML file as WMT's", "toolkit.evaluation.export:wmt_xml_files"),
        Row("mtme", "folders of MT Metrics Eval", "toolkit.evaluation.export:mtme_files"),
    ],
    _fit_layout,
)


def less_is_better(metric: str) -> bool:
    """Whether a lower score of a metric is better.

    Raises:
        InputError: no such metric.
    """
    return METRICS[metric].less_is_better
