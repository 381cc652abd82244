"""Translations that are longer than their file allows give way to shorter ones, where the model has some."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from toolkit.pipeline.render import RenderedParagraph
from toolkit.translation.base import Engine, with_alternatives

#: Whether a text is short enough for its place; None where there is no limit.
Fits = Callable[[str], bool] | None
_OTHERS = 8
# What no shorter translation may lack.
_KEPT = re.compile(r"\d+|[{}%<>$]")


def choose_fitting(parts: Iterable[tuple[RenderedParagraph, Fits]], engine: Engine) -> int:
    """Take another translation of what is too long, if the model has one that fits and has lost nothing that is seen.

    Args:
        parts: translated texts, each with what tells whether it fits.
        engine: that has translated them.

    Returns:
        How many texts got another translation.
    """
    over = [(p, fits) for p, fits in parts if fits and len(p.segments) == len(p.translations) == 1 and not fits(p.text)]
    other = with_alternatives(engine, _OTHERS) if over else None
    if other is None:
        return 0
    made = other.translate([part.segments[0].text for part, _ in over])
    changed = 0
    for (part, fits), translation in zip(over, made, strict=True):
        found = _first_fitting(part.translations[0].text, translation.alternatives or (), fits)
        if found:
            part.translations = [replace(translation, text=found, alternatives=None)]
            part.join()
            changed += 1
    return changed


def _first_fitting(text: str, others: Sequence[str], fits: Fits) -> str:
    wanted = sorted(_KEPT.findall(text))
    return next((o for o in others if fits and o.strip() and fits(o) and sorted(_KEPT.findall(o)) == wanted), "")
