"""A human title in the target language against the machine's translation of the title beside it."""

from __future__ import annotations

from typing import Any

from toolkit.evaluation.metrics import score

NOTE = (
    "A title is also written anew, not only translated: a low score can come from the author's freedom as well as from "
    "the machine. One short segment says little about a system; chrF is the least unsteady of these metrics on it."
)


def evaluate_reference(source: str, hypothesis: str, reference: str, reason: str) -> dict[str, Any]:
    """Score one translation against the human text found in the same document.

    Args:
        source: segment in the source language.
        hypothesis: its machine translation, made without sight of the reference.
        reference: the human text.
        reason: how the pair was found.

    Returns:
        JSON-ready record of the texts, the scores with signatures and a note on what they can tell.
    """
    return {
        "source": source,
        "hypothesis": hypothesis,
        "reference": reference,
        "found_by": reason,
        "scores": [s.to_dict() for s in score([hypothesis], [[reference]])],
        "note": NOTE,
    }
