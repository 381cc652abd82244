"""The inline codes of a unit as a person sees them: chips between the words of its target."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import replace

from toolkit.errors import InputError
from toolkit.formats.inline import atoms, text_of
from toolkit.formats.inline_model import Code, Kind, read_items
from toolkit.formats.tmx_inline import SOURCE_INLINE, TARGET_INLINE
from toolkit.formats.xml_text import escape
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


def moved_codes(unit: TranslationUnit, offsets: Sequence[int]) -> str:
    """The target of a unit with its inline codes where a person wants them.

    Args:
        unit: as it is.
        offsets: of the codes in the text, in the order in which :func:`coded_target` shows them.

    Raises:
        InputError: not one place for each code, one outside the text, or a pair would end before it begins.
    """
    copy = replace(unit, properties=dict(unit.properties))
    with_codes(copy)
    parts = atoms(copy.properties.get(TARGET_INLINE, ""))
    codes = [(kind, code) for kind, code in parts if kind != "text"]
    text = unit.target
    if copy.target != text or len(codes) != len(offsets) or not all(0 <= place <= len(text) for place in offsets):
        raise InputError("the codes of this unit cannot be moved; change the text first, or load it again")
    partners = _partners(copy.properties[TARGET_INLINE])
    made, at, order = "", 0, sorted(range(len(codes)), key=lambda n: offsets[n])
    opened: list[int] = []
    for n in order:
        made += escape(text[at : offsets[n]]) + codes[n][1]
        at = offsets[n]
        if codes[n][0] == "open" or partners.get(n, -1) > n:
            opened.append(n)
        elif n in partners and (not opened or opened.pop() != partners[n]):
            raise InputError("a pair of codes has to begin before it ends, and to end inside of the pair around it")
    made += escape(text[at:])
    if text_of(made) != text:
        raise InputError("the codes of this unit cannot be moved; its file has text inside of them")
    return made


def _partners(markup: str) -> dict[int, int]:
    """For each code of a pair the number of the other half."""
    items = read_items(markup) or []
    numbers = {place: n for n, place in enumerate(p for p, item in enumerate(items) if isinstance(item, Code))}
    return {
        n: numbers[item.partner]
        for place, n in numbers.items()
        if isinstance(item := items[place], Code) and item.partner >= 0
    }


def _label(code: Code, items: list[str | Code]) -> str:
    """What a code is called: its own words, its native code, or its number; with a stroke where it ends a pair."""
    begun = items[code.partner] if code.kind in (Kind.CLOSE, Kind.END) and code.partner >= 0 else code
    own = begun if isinstance(begun, Code) else code
    name = own.label or " ".join(filter(None, (own.type, own.id)))
    shown = html.unescape(code.native or "") or (f"/{name}" if own is not code else name) or "code"
    return shown if len(shown) <= _SHOWN else f"{shown[: _SHOWN - 1]}…"
