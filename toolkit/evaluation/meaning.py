"""Meaning score: how near source and hypothesis lie in a multilingual sentence encoder. No reference is needed.

It is the cosine that the aligner works with (:mod:`toolkit.encoders`), times 100, the mean over segments. It
is no trained quality metric: it sees topics and content words, hardly grammar, word order or negation.
docs/evaluation.md prints how it correlates with chrF.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

NAME = "meaning"


class MeaningScorer:
    """Cosines of sources and hypotheses.

    Args:
        encoder: see :class:`toolkit.encoders.SpanEncoder`; None for the default.

    Raises:
        MissingExtraError: the default encoder is not installed.
    """

    def __init__(self, encoder: Any = None) -> None:
        from toolkit.encoders import default_encoder

        self._encoder = default_encoder() if encoder is None else encoder
        self._known: dict[str, Any] = {}

    @property
    def signature(self) -> str:
        """What the figures depend on."""
        return f"cosine*100|encoder:{self._encoder.name}"

    def segment_scores(self, sources: Sequence[str], hypotheses: Sequence[str]) -> list[float]:
        """Score of each segment, -100 to 100; 0 where a side is blank."""
        import numpy as np

        wanted = [t for t in dict.fromkeys([*sources, *hypotheses]) if t.strip() and t not in self._known]
        if wanted:
            vectors = self._encoder.finish(*self._encoder.sums(wanted))
            self._known.update(zip(wanted, vectors, strict=True))
        return [
            100 * float(np.dot(self._known[s], self._known[h])) if s.strip() and h.strip() else 0.0
            for s, h in zip(sources, hypotheses, strict=True)
        ]
