"""What all formats share: the fields of a unit that may get lost in one, and the report of writing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

#: Everything that a unit may hold besides its two texts.
FIELDS = frozenset("id document kind origin languages paragraph segments scores findings properties".split())


@dataclass(slots=True)
class WriteReport:
    """What became of units on their way into a file.

    Attributes:
        units: how many were written.
        left_out: how many were not, such as those with an empty side in TMX.
        changed: how many of them differ from the file that they come from, where it was changed in place.
        notes: what was changed in how many units or characters.
    """

    units: int = 0
    left_out: int = 0
    changed: int = 0
    notes: Counter[str] = field(default_factory=Counter)
