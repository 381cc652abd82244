"""Equal sources that are translated in two ways, and equal targets of two sources, over all units that are checked.

Only units of one pair of languages are compared. Case, blanks and typography do not make another text. Segments of one
or two words are passed over: a label may well be another word elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.files import text_digest
from toolkit.text.typography import fold
from toolkit.units import TranslationUnit

_FEWEST_WORDS = 3


class ConsistencyCheck:
    """The check ``consistency``; memory grows by about 400 bytes a unit."""

    def __init__(self) -> None:
        self._first: dict[bytes, tuple[bytes, str]] = {}
        self._number = 0

    def __call__(self, unit: TranslationUnit) -> Iterator[str]:
        self._number += 1
        name = unit.id or f"number {self._number}"
        source, target = (" ".join(fold(text).lower().split()) for text in (unit.source, unit.target))
        for mine, other, found in (
            (source, target, "the same source has another target in unit"),
            (target, source, "the same target stands for another source in unit"),
        ):
            if len(mine.split()) < _FEWEST_WORDS:
                continue
            side = text_digest(other)
            # The side goes into the key: a text may be a source here and a target there; so do the languages.
            pair = f"{unit.source_language}\t{unit.target_language}".lower()
            first, where = self._first.setdefault(text_digest(f"{found}\t{pair}\t{mine}"), (side, name))
            if first != side:
                yield f"{found} {where}"
