"""Cells that a spreadsheet would run: texts that begin like formulas.

A cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a carriage return is taken for a formula by Excel,
LibreOffice and others, whoever wrote it (OWASP, "CSV Injection"). An apostrophe before it makes it text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from toolkit.units import TranslationUnit

_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_FIELDS = ("id", "document", "kind", "source_language", "target_language", "source", "target")


class FormulaGuard:
    """Puts an apostrophe before texts that begin like formulas.

    Attributes:
        count: texts that got one.
    """

    def __init__(self) -> None:
        self.count = 0

    def guarded(self, units: Iterable[TranslationUnit]) -> Iterator[TranslationUnit]:
        """The units, one by one; those without such a text are the same objects."""
        for unit in units:
            texts = {name: getattr(unit, name) for name in _FIELDS}
            changed: dict[str, Any] = {n: self._quoted(t) for n, t in texts.items() if self._is_formula(t)}
            if any(map(self._is_formula, unit.properties.values())):
                changed["properties"] = {
                    name: self._quoted(text) if self._is_formula(text) else text
                    for name, text in unit.properties.items()
                }
            yield replace(unit, **changed) if changed else unit

    @staticmethod
    def _is_formula(text: str) -> bool:
        return text.startswith(_BEGINNINGS)

    def _quoted(self, text: str) -> str:
        self.count += 1
        return f"'{text}"
