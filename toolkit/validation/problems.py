"""What validation says: problems, each of a rule of a format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

#: Rule to (severity, what it asks), by format; each format's module fills in its own.
RULES_OF: dict[str, Mapping[str, tuple[str, str]]] = {}


@dataclass(slots=True, frozen=True)
class Problem:
    """A rule that is not kept.

    Attributes:
        rule: name, of the rules of the format.
        line: from 1; 0 where the parser does not know.
        unit: number of the ``<tu>`` of TMX from 1, or id of the unit or concept of another format; 0 outside of units.
        message: what is wrong here.
        format: ``tmx``, ``xliff`` or ``tbx``.
        column: from 1; 0 where the parser does not know.
    """

    rule: str
    line: int
    unit: int | str
    message: str
    format: str = "tmx"
    column: int = 0

    @property
    def severity(self) -> str:
        """``error`` or ``warning``."""
        return RULES_OF[self.format][self.rule][0]

    @property
    def remedy(self) -> str:
        """What the rule asks."""
        return RULES_OF[self.format][self.rule][1]
