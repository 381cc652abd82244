"""A human title in the target language against the machine's translation of the title beside it."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from toolkit.corpora.title_checks import TitleCheck, TitleScore
from toolkit.errors import InputError, MissingExtraError
from toolkit.evaluation.meaning import NAME as MEANING
from toolkit.evaluation.meaning import MeaningScorer
from toolkit.evaluation.metrics import score
from toolkit.evaluation.registry import less_is_better

NOTE = (
    "A title is also written anew, not only translated: a low score can come from the author's freedom as well as from "
    "the machine. One short segment says little about a system; chrF is the least unsteady of these metrics on it."
)
CLOSE, DIFFERS, FAR = "close", "differs", "far"
#: Percentiles of the calibration between which a score is neither close nor far.
UPPER_QUARTER, UNRELATED = 75, 99


@dataclass(slots=True, frozen=True)
class Calibration:
    """What the metrics give on single sentences of the length of titles.

    Attributes:
        signature: of the package that translated, and of the sentences.
        segments: how many sentences.
        translated: metric to its percentiles 0 to 100, worst first, hypotheses against their own references.
        unrelated: the same against the references of other sentences of like length.
    """

    signature: str
    segments: int
    translated: dict[str, list[float]]
    unrelated: dict[str, list[float]]

    def better_than(self, metric: str, value: float, unrelated: bool = False) -> int:
        """Percentage of the calibration sentences that score worse."""
        table = (self.unrelated if unrelated else self.translated)[metric]
        if less_is_better(metric):
            return min(100, bisect_left([-v for v in table], -value))
        return min(100, bisect_left(table, value))

    def verdict(self, value: float) -> str:
        """Word for a chrF score.

        ``far``: among the scores that unrelated sentences reach (up to their 99th percentile); ``close``: in the upper
        quarter of sentences translated by the calibration's package; ``differs``: between them.
        """
        if value <= self.unrelated["chrf"][UNRELATED]:
            return FAR
        return CLOSE if value >= self.translated["chrf"][UPPER_QUARTER] else DIFFERS


@cache
def calibration() -> Calibration:
    """The table in the package, made by ``bench/calibrate_titles.py``."""
    text = resources.files("toolkit.evaluation").joinpath("data/titles.json").read_text(encoding="utf-8")
    return Calibration(**json.loads(text))


def evaluate_reference(source: str, hypothesis: str, reference: str, found_by: str, kind: str = "title") -> TitleCheck:
    """Score one translation against the human text found in the same document.

    Args:
        source: segment in the source language.
        hypothesis: its machine translation, made without sight of the reference.
        reference: the human text.
        found_by: how the pair was found.
        kind: of the paragraph.

    Returns:
        The texts, the scores with signatures and their place in the calibration, the verdict with its reason, and a
        note on what they can tell.
    """
    table = calibration()
    scores = [_placed(table, s.metric, s.value, s.signature) for s in score([hypothesis], [[reference]])]
    try:
        scorer = MeaningScorer()
        [value] = scorer.segment_scores([source], [hypothesis])
        scores.append(_placed(table, MEANING, value, scorer.signature))
    except MissingExtraError:
        pass  # the score is an extra opinion; without its encoder the others stand
    chrf = scores[0]
    # Titles in English have capitals that no sentence has; they are no other words.
    same = hypothesis.casefold() == reference.casefold()
    reason = (
        f"chrF {chrf.score:.1f} is above {chrf.better_than_translated} % of {table.segments} sentences as long as "
        f"titles, translated by the calibration's package, and above {chrf.better_than_unrelated} % of unrelated pairs"
    )
    return TitleCheck(
        source,
        hypothesis,
        reference,
        found_by,
        tuple(scores),
        CLOSE if same else table.verdict(chrf.score),
        ("the same but for capitals; " if same and hypothesis != reference else "") + reason,
        table.signature,
        NOTE,
        kind,
    )


def _placed(table: Calibration, metric: str, value: float, signature: str) -> TitleScore:
    rounded = round(value, 2)
    return TitleScore(
        metric,
        rounded,
        signature,
        table.better_than(metric, rounded),
        table.better_than(metric, rounded, unrelated=True),
    )


def evaluate_again(old: TitleCheck) -> TitleCheck:
    """Score a check that was stored: the table of the calibration may be newer than the corpus."""
    return evaluate_reference(old.source, old.hypothesis, old.reference, old.found_by, old.kind)


def percentiles(values: Sequence[float]) -> list[float]:
    """Percentiles 0 to 100 of some scores, two decimals.

    Raises:
        InputError: no values.
    """
    if not values:
        raise InputError("no values to take percentiles of")
    ordered = sorted(values)
    last = len(ordered) - 1
    return [round(ordered[round(p * last / 100)], 2) for p in range(101)]
