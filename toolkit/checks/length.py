"""A target much longer or shorter than its source."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.units import TranslationUnit

_SHORT = 25
_LOW, _HIGH = 0.5, 1.7


def check(unit: TranslationUnit) -> Iterator[str]:
    source, target = len(unit.source.strip()), len(unit.target.strip())
    if max(source, target) < _SHORT:
        return
    ratio = target / source if source else float("inf")
    if not _LOW <= ratio <= _HIGH:
        yield f"the target has {ratio:.2f} times the characters of the source ({target} to {source})"
