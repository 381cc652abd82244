"""A human title in the target language against the machine's translation of the title beside it."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from toolkit.errors import InputError, MissingExtraError
from toolkit.evaluation.meaning import NAME as MEANING
from toolkit.evaluation.meaning import MeaningScorer
from toolkit.evaluation.metrics import score
from toolkit.evaluation.registry import less_is_better
from toolkit.files import read_text

NOTE = (
    "A title is also written anew, not only translated: a low score can come from the author's freedom as well as from "
    "the machine. One short segment says little about a system; chrF is the least unsteady of these metrics on it."
)
#: File of a corpus folder that holds the checks.
RECORDS = "evaluation.json"
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


def evaluate_reference(source: str, hypothesis: str, reference: str, reason: str) -> dict[str, Any]:
    """Score one translation against the human text found in the same document.

    Args:
        source: segment in the source language.
        hypothesis: its machine translation, made without sight of the reference.
        reference: the human text.
        reason: how the pair was found.

    Returns:
        JSON-ready record of the texts, the scores with signatures and their place in the calibration, the verdict with
        its reason, and a note on what they can tell.
    """
    table = calibration()
    scores = [s.to_dict() for s in score([hypothesis], [[reference]])]
    try:
        scorer = MeaningScorer()
        [value] = scorer.segment_scores([source], [hypothesis])
        scores.append({"metric": MEANING, "score": round(value, 2), "signature": scorer.signature})
    except MissingExtraError:
        pass  # the score is an extra opinion; without its encoder the others stand
    for record in scores:
        record["better_than_translated"] = table.better_than(record["metric"], record["score"])
        record["better_than_unrelated"] = table.better_than(record["metric"], record["score"], unrelated=True)
    chrf = scores[0]
    # Titles in English have capitals that no sentence has; they are no other words.
    same = hypothesis.casefold() == reference.casefold()
    verdict = CLOSE if same else table.verdict(chrf["score"])
    return {
        "source": source,
        "hypothesis": hypothesis,
        "reference": reference,
        "found_by": reason,
        "scores": scores,
        "verdict": verdict,
        "verdict_reason": (
            ("the same but for capitals; " if same and hypothesis != reference else "")
            + f"chrF {chrf['score']:.1f} is above {chrf['better_than_translated']} % of {table.segments} sentences as "
            f"long as titles, translated by the calibration's package, and above "
            f"{chrf['better_than_unrelated']} % of unrelated pairs"
        ),
        "calibration": table.signature,
        "note": NOTE,
    }


def read_records(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Title checks that ``build`` left in a corpus folder, by document id; none where there is no such file.

    Raises:
        InputError: the file is not what ``build`` writes.
    """
    path = folder / RECORDS
    if not path.is_file():
        return {}
    try:
        documents: dict[str, list[dict[str, Any]]] = json.loads(read_text(path))["documents"]
        for record in (r for records in documents.values() for r in records):
            for name in ("source", "hypothesis", "reference", "found_by", "scores"):
                record[name]
        return documents
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise InputError(f"{path}: not the evaluation that 'bitext build' writes; build the corpus again") from None


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
