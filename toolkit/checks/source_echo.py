"""A source that came back untranslated."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.checks.placeholders import plain
from toolkit.checks.urls import ADDRESS
from toolkit.units import TranslationUnit

_WORD = re.compile(r"[^\W\d_]+")
_RUN = 5


def check(unit: TranslationUnit) -> Iterator[str]:
    source, target = (
        [w.lower() for w in _WORD.findall(ADDRESS.sub(" ", plain(text)))] for text in (unit.source, unit.target)
    )
    if len(source) >= 3 and source == target:
        yield "the target repeats the source"
        return
    runs = {tuple(source[i : i + _RUN]) for i in range(len(source) - _RUN + 1)}
    for i in range(len(target) - _RUN + 1):
        run = tuple(target[i : i + _RUN])
        # Names are the same in both languages; five small words in a row are not.
        if run in runs and sum(word in unit.target for word in run) == _RUN:
            yield f"untranslated words: '{' '.join(run)}'"
            return
