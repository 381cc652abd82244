"""An engine that asks a memory first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import replace

from toolkit.memory.fitting import fitted
from toolkit.memory.store import Match, Memory
from toolkit.translation.base import (
    Engine,
    Resources,
    Translation,
    facts_of,
    is_shareable,
    translate_each,
    without_alternatives,
)


class MemoryEngine:
    """Takes matches from a memory and gives the rest to an engine.

    Args:
        engine: for segments without a match.
        memory: of the engine's languages.
        fuzzy: least score of a match, 0 to 1; None for exact ones only. A fuzzy match is somebody's translation of
            *another* sentence: its translations carry the score and should be looked at by a person. Numbers and
            placeholders that differ are put right where that is sure; else the engine translates.

    Attributes:
        exact_matches, fuzzy_matches: how many were taken.
    """

    def __init__(self, engine: Engine, memory: Memory, fuzzy: float | None = None) -> None:
        self._engine = engine
        self._memory = memory
        self._fuzzy = fuzzy
        self.pair = engine.pair
        self.shareable = is_shareable(engine)
        self.exact_matches = self.fuzzy_matches = 0

    @property
    def signature(self) -> str:
        """Of the engine, the memory and the threshold."""
        parts = [self._engine.signature, self._memory.signature]
        return "|".join(parts if self._fuzzy is None else [*parts, f"fuzzy:{self._fuzzy:g}"])

    @property
    def resources(self) -> Resources:
        """Of the engine."""
        return getattr(self._engine, "resources", None) or Resources()

    @property
    def facts(self) -> Mapping[str, str]:
        """Of the engine."""
        return facts_of(self._engine)

    def without_alternatives(self) -> MemoryEngine:
        """One that keeps no other translations."""
        other = copy(self)
        other._engine = without_alternatives(self._engine)
        return other

    def translate(
        self, segments: Sequence[str], *, style: str | None = None, progress: Callable[[int], None] | None = None
    ) -> list[Translation]:
        """Translate segments; what the memory gave names its score in ``memory`` and its unit in ``source_id``."""
        found = self._found(segments)
        if progress and found:
            progress(len(found))
        rest = [s for n, s in enumerate(segments) if n not in found]
        made = iter(self._engine.translate(rest, style=style, progress=progress) if rest else ())
        return [found[n] if n in found else next(made) for n in range(len(segments))]

    def translate_each(self, segments: Sequence[str], *, style: str | None = None) -> Iterator[tuple[int, Translation]]:
        """Yield (number of a segment, translation), first of those that the memory has."""
        found = self._found(segments)
        yield from found.items()
        rest = [n for n in range(len(segments)) if n not in found]
        if rest:
            for place, made in translate_each(self._engine, [segments[n] for n in rest], style):
                yield rest[place], made

    def _found(self, segments: Sequence[str]) -> dict[int, Translation]:
        """Translations of the memory, by the number of their segment."""
        found = {}
        for number, segment in enumerate(segments):
            match = self._look_up(segment)
            if match is None:
                continue
            if match.score == 1:
                self.exact_matches += 1
            else:
                self.fuzzy_matches += 1
            identity = f"{match.document}:{match.id}" if match.document else match.id
            translation = Translation(match.target, 0.0, pieces=0)
            found[number] = replace(translation, memory=round(match.score, 4), source_id=identity)
        return found

    def _look_up(self, segment: str) -> Match | None:
        if not any(map(str.isalpha, segment)):
            return None
        if self._fuzzy is None:
            return self._memory.exact(segment)
        match = self._memory.fuzzy(segment, self._fuzzy)
        return match if match is None or match.score == 1 else fitted(match, segment)
