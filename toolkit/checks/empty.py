"""A side without text."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.formats.editing import TRANSLATE
from toolkit.formats.tmx_inline import SOURCE_INLINE
from toolkit.units import TranslationUnit


def check(unit: TranslationUnit) -> Iterator[str]:
    if not f"{unit.source}{unit.target}".strip() and unit.properties.get(SOURCE_INLINE):
        # An image, say, is all of this text.
        return
    if not unit.source.strip():
        yield "the source is empty"
    if not unit.target.strip() and unit.properties.get(TRANSLATE) != "no":
        yield "the target is empty"
