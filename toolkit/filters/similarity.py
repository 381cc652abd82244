"""Sides that do not mean the same, by the aligner's encoder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from toolkit.filters.base import Filter
from toolkit.units import TranslationUnit


@dataclass(slots=True)
class Similarity(Filter):
    """Score: cosine of both sides in the multilingual Universal Sentence Encoder, -1 to 1.

    The slowest of the filters, 80 to 150 units a second and core.

    Attributes:
        minimum: of the score.
    """

    name = "similarity"
    minimum: float = 0.35
    _encoder: Any = field(default=None, repr=False)

    def scores(self, units: Sequence[TranslationUnit]) -> list[float]:
        """Cosines; 0 where a side is blank.

        Raises:
            MissingExtraError: the encoder is not installed.
        """
        from toolkit.evaluation.meaning import MeaningScorer

        scorer = MeaningScorer(self._loaded())
        found = scorer.segment_scores([u.source for u in units], [u.target for u in units])
        return [value / 100 for value in found]

    def _loaded(self) -> Any:
        if self._encoder is None:
            from toolkit.encoders import default_encoder

            self._encoder = default_encoder()
        return self._encoder

    def score(self, unit: TranslationUnit) -> float:
        """Cosine."""
        return self.scores([unit])[0]

    def reason(self, unit: TranslationUnit, score: float) -> str:
        """The cosine."""
        return f"the sides mean different things (cosine {score:.2f})"
