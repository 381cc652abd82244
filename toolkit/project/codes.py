"""The inline codes of a unit as a person sees them: chips between the words of its target."""

from __future__ import annotations

import html
from dataclasses import replace

from toolkit.formats.inline_model import Code, Kind, read_items
from toolkit.formats.tmx_inline import SOURCE_INLINE, TARGET_INLINE
from toolkit.lexical.word_model import WordModel
from toolkit.project.exporting import with_codes
from toolkit.units import TranslationUnit

_SHOWN = 24


def coded_target(unit: TranslationUnit, channel: WordModel | None = None) -> tuple[list[tuple[str, str]], bool]:
    """The target of a unit as its file will have it.

    Args:
        unit: as it is being edited.
        channel: a word-to-word model, which finds the words of codes; or None.

    Returns:
        Its pieces, each ``text`` or ``code`` and what is to be shown, none for a unit without codes; and whether all
        codes stand where their words are.
    """
    if SOURCE_INLINE not in unit.properties:
        return [], True
    copy = replace(unit, properties=dict(unit.properties))
    found = with_codes(copy, channel)
    items = read_items(copy.properties.get(TARGET_INLINE, ""))
    pieces: list[tuple[str, str]] = []
    for item in items or ():
        if isinstance(item, str):
            pieces.append(("text", html.unescape(item)))
        elif item.kind not in (Kind.SPAN, Kind.SPAN_END):
            pieces.append(("code", _label(item, items or [])))
    return (pieces if any(kind == "code" for kind, _ in pieces) else []), found


def _label(code: Code, items: list[str | Code]) -> str:
    """What a code is called: its own words, its native code, or its number; with a stroke where it ends a pair."""
    begun = items[code.partner] if code.kind in (Kind.CLOSE, Kind.END) and code.partner >= 0 else code
    own = begun if isinstance(begun, Code) else code
    name = own.label or " ".join(filter(None, (own.type, own.id)))
    shown = html.unescape(code.native or "") or (f"/{name}" if own is not code else name) or "code"
    return shown if len(shown) <= _SHOWN else f"{shown[: _SHOWN - 1]}…"
