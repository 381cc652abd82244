"""Title checks: a human text found in a document, the machine's version of its source, and how the two compare."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any


@dataclass(slots=True, frozen=True)
class TitleScore:
    """One metric's score of a title.

    Attributes:
        metric: name.
        score: the human text being the reference.
        signature: of the metric.
        better_than_translated: percentage of the calibration's translated sentences that score worse.
        better_than_unrelated: the same of unrelated pairs.
    """

    metric: str
    score: float
    signature: str
    better_than_translated: int = 0
    better_than_unrelated: int = 0


@dataclass(slots=True, frozen=True)
class TitleCheck:
    """A machine translation measured against the human text that was found beside its source.

    Attributes:
        source: segment in the source language.
        hypothesis: its machine translation, made without sight of the reference.
        reference: the human text.
        found_by: how the pair was found.
        scores: by each metric.
        verdict: ``close``, ``differs`` or ``far``.
        verdict_reason: one sentence with the figures.
        calibration: signature of the table that the scores were compared with.
        note: what the scores can tell.
        kind: of the paragraph.
    """

    source: str
    hypothesis: str
    reference: str
    found_by: str
    scores: tuple[TitleScore, ...]
    verdict: str = ""
    verdict_reason: str = ""
    calibration: str = ""
    note: str = ""
    kind: str = "title"

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready values."""
        return asdict(self) | {"scores": [asdict(score) for score in self.scores]}

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> TitleCheck:
        """Read what :meth:`to_dict` made; names that this version does not know are passed over.

        Raises:
            KeyError, TypeError, ValueError: a part is missing, or is not of its type.
        """
        texts = {f.name: record[f.name] for f in fields(cls) if f.name in record and f.name != "scores"}
        if not all(isinstance(text, str) for text in texts.values()):
            raise TypeError("a part of a title check is no text")
        scores = tuple(
            TitleScore(
                str(score["metric"]),
                float(score["score"]),
                str(score["signature"]),
                int(score.get("better_than_translated", 0)),
                int(score.get("better_than_unrelated", 0)),
            )
            for score in record["scores"]
        )
        return cls(**texts, scores=scores)


#: Title checks by document id.
TitleChecks = dict[str, list[TitleCheck]]


def checks_to_dict(checks: Mapping[str, list[TitleCheck]]) -> dict[str, list[dict[str, Any]]]:
    """JSON-ready records of title checks by document id."""
    return {document: [check.to_dict() for check in found] for document, found in checks.items()}
