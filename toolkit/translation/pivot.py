"""Translating through a third language where no model translates directly."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import replace

from toolkit.languages.pair import LanguagePair
from toolkit.translation.base import Engine, Translation, facts_of, is_shareable, without_alternatives

#: Nearly all models translate from it or into it.
PIVOT = "en"


class PivotEngine:
    """Two engines, one after the other.

    Args:
        first: into the language between.
        second: from there.
    """

    def __init__(self, first: Engine, second: Engine) -> None:
        self._first, self._second = first, second
        self.pair = LanguagePair(first.pair.source, second.pair.target)
        self.shareable = is_shareable(first) and is_shareable(second)

    @property
    def signature(self) -> str:
        """Of both engines."""
        return f"pivot:{self._first.pair.target}|{self._first.signature}|then|{self._second.signature}"

    @property
    def facts(self) -> Mapping[str, str]:
        """Names, digests and versions of both models, and the language between."""
        first, second = facts_of(self._first), facts_of(self._second)
        both = {key: f"{first.get(key, '')} + {second.get(key, '')}" for key in {**first, **second}}
        return {**both, "from": self.pair.source, "to": self.pair.target, "through": self._first.pair.target}

    def without_alternatives(self) -> PivotEngine:
        """One that keeps no other translations."""
        other = copy(self)
        other._second = without_alternatives(self._second)
        return other

    def translate(
        self, segments: Sequence[str], *, style: str | None = None, progress: Callable[[int], None] | None = None
    ) -> list[Translation]:
        """Translate segments; a score is the sum of both, as probabilities multiply."""
        between = self._first.translate(segments, style=style)
        made = self._second.translate([one.text for one in between], style=style, progress=progress)
        return [_joined(one, other) for one, other in zip(between, made, strict=True)]


def identities(terms: Mapping[str, str]) -> dict[str, str]:
    """Terms of a user for the second engine: the first puts them into its text, and there they are to stay."""
    return {target: target for target in terms.values()}


def _joined(one: Translation, other: Translation) -> Translation:
    score = None if one.score is None or other.score is None else one.score + other.score
    return replace(other, score=score, retried=one.retried or other.retried, pieces=max(one.pieces, other.pieces))
