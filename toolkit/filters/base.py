"""What a filter is."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import ClassVar

from toolkit.units import TranslationUnit


class Filter(ABC):
    """Scores units and accepts or rejects by the score.

    Subclasses are dataclasses; their fields are the settings that a configuration file may give. Those named
    ``minimum`` and ``maximum`` bound the score.

    Attributes:
        name: in the registry and in configuration files.
        stateful: whether a unit's score depends on the units before it; such filters run last, in one process.
    """

    name: ClassVar[str]
    stateful: ClassVar[bool] = False

    @abstractmethod
    def score(self, unit: TranslationUnit) -> float:
        """A number for a unit; what it means is said by each filter."""

    def accept(self, score: float) -> bool:
        """Whether a unit of this score may stay: within ``minimum`` and ``maximum``, where a filter has them."""
        least: float = getattr(self, "minimum", -math.inf)
        most: float = getattr(self, "maximum", math.inf)
        return least <= score <= most

    @abstractmethod
    def reason(self, unit: TranslationUnit, score: float) -> str:
        """Why a unit of this score goes, one sentence."""

    def scores(self, units: Sequence[TranslationUnit]) -> list[float]:
        """Scores of many units; filters that gain from batches override it."""
        return [self.score(unit) for unit in units]
