"""Equal sources that are translated in two ways, and equal targets of two sources, over all units that are checked.

Only units of one pair of languages are compared. Case, blanks and typography do not make another text. Segments of one
or two words are passed over: a label may well be another word elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.text.typography import fold
from toolkit.units import TranslationUnit

_FEWEST_WORDS = 3


class ConsistencyCheck:
    """The check ``consistency``; memory grows by about 400 bytes a unit."""

    def __init__(self) -> None:
        self._first: dict[int, tuple[int, str]] = {}
        self._number = 0

    def __call__(self, unit: TranslationUnit) -> Iterator[str]:
        self._number += 1
        name = unit.id or f"number {self._number}"
        source, target = (fold(text).lower() for text in (unit.source, unit.target))
        if max(source.count(" "), target.count(" ")) + 1 < _FEWEST_WORDS:
            return
        # Of 64 bits; a digest that is the same in every process takes three times as long.
        digests = hash(source), hash(target)
        # The side goes into the key: a text may be a source here and a target there; so do the languages.
        pair = f"{unit.source_language}\t{unit.target_language}".lower()
        for mine, place, found in (
            (source, 0, "the same source has another target in unit"),
            (target, 1, "the same target stands for another source in unit"),
        ):
            if mine.count(" ") + 1 < _FEWEST_WORDS:
                continue
            side = digests[1 - place]
            first, where = self._first.setdefault(hash((place, digests[place], pair)), (side, name))
            if first != side:
                yield f"{found} {where}"
