"""What inline codes of TMX, XLIFF 1.2 and XLIFF 2 have in common: pairs, lone codes, halves of pairs, and spans.

Facts: "TMX 1.4b Specification" (2005), "XLIFF Version 1.2" (2008), "XLIFF Version 2.1" (2018).
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from toolkit.text.xml_tokens import Token, read_tokens


class Kind(Enum):
    """What a code is."""

    OPEN = auto()
    CLOSE = auto()
    ALONE = auto()
    #: Halves of pairs whose other half is not in the segment.
    BEGIN = auto()
    END = auto()
    #: Marked text: not a code, and no format has less than a span.
    SPAN = auto()
    SPAN_END = auto()


@dataclass(slots=True)
class Code:
    """An inline code of any format.

    Attributes:
        kind: of it.
        id: as its format has it; empty where there is none.
        native: code of the original file, as XML; None where the format does not hold it. It may have ``sub`` in it.
        label: what a person reads in its place.
        type: such as ``bold``, in the words of XLIFF 1.2.
        partner: place of the other half of a pair; -1 without one.
        nested: a pair that closes in its turn.
    """

    kind: Kind
    id: str = ""
    native: str | None = None
    label: str = ""
    type: str = ""
    partner: int = -1
    nested: bool = True


Item = str | Code

_NATIVE = frozenset("bpt ept it ph ut".split())
_SPANS = frozenset("hi mrk".split())
_HALVES = frozenset("bpt bx sc ept ex ec".split())
_ALONE = frozenset("ph x ut".split())
#: Our names of types that another format calls otherwise.
TMX_TYPES = {"underlined": "ulined", "fn": "fnote"}
XLIFF_2_TYPES = {
    "bold": ("fmt", "xlf:b"),
    "italic": ("fmt", "xlf:i"),
    "underlined": ("fmt", "xlf:u"),
    "lb": ("fmt", "xlf:lb"),
    "pb": ("fmt", "xlf:pb"),
    "x-var": ("ui", "xlf:var"),
    "link": ("link", ""),
    "image": ("image", ""),
}
_FROM_TMX = {other: name for name, other in TMX_TYPES.items()} | {"var": "x-var"}
_FROM_XLIFF_2 = {both: name for name, both in XLIFF_2_TYPES.items()}
#: Types of XLIFF 1.2 without ``x-``.
_STANDARD = frozenset("bold italic underlined link image lb pb fn".split())
#: Of marked text, what XLIFF 1.2 names without ``x-``.
_MARKED = frozenset("abbreviation acronym datetime formula name phrase protected symbol synonym term".split())
_LABELS = ("equiv-text", "equiv", "disp", "equivStart", "dispStart")


def read_items(markup: str) -> list[Item] | None:
    """Text, as XML, and codes of the kept markup of a segment.

    Returns:
        None for markup that no other format has: native code with codes of its own, spans that overlap (``sm``).
    """
    items: list[Item] = []
    keys: dict[int, tuple[str, ...]] = {}
    around: list[tuple[int, str]] = []
    tokens = read_tokens(markup)
    for token in tokens:
        if not token.name:
            items.append(token.code)
            continue
        if token.closing:
            _close(items, *around.pop())
            continue
        native = None
        if token.name in _NATIVE:
            native = "" if token.empty else _native(tokens)
            if native is None:
                return None
        code = _code(token, native)
        if code is None:
            return None
        items.append(code)
        if token.name in _HALVES:
            keys[len(items) - 1] = _keys(token)
        elif code.kind in (Kind.SPAN, Kind.OPEN):
            around.append((len(items) - 1, token.attributes.get("dataEnd", "")))
            if token.empty:
                _close(items, *around.pop())
    _join(items, keys)
    _mark_nested(items)
    return items


def _close(items: list[Item], place: int, native: str) -> None:
    """The end of an element around text."""
    begun = items[place]
    assert isinstance(begun, Code)
    kind = Kind.SPAN_END if begun.kind is Kind.SPAN else Kind.CLOSE
    items.append(Code(kind, begun.id, html.escape(native, quote=False) or None, "", begun.type, place))
    begun.partner = len(items) - 1


def _native(tokens: Iterator[Token]) -> str | None:
    """The content of an element of native code; ``sub`` stays, without what it says of itself."""
    parts: list[str] = []
    depth = 0
    for token in tokens:
        if token.name and token.name != "sub":
            return "".join(parts) if token.closing and not depth else None
        depth += token.opens - token.closing if token.name else 0
        parts.append((f"<{'/' * token.closing}sub{'/' * token.empty}>") if token.name else token.code)
    return None


def _code(token: Token, native: str | None) -> Code | None:
    name, attributes = token.name, token.attributes
    made = Code(Kind.ALONE, attributes.get("id") or attributes.get("x") or attributes.get("mid") or "", native)
    made.label = next((attributes[k] for k in _LABELS if attributes.get(k)), "")
    made.type = _type(name, attributes)
    if made.native in (None, ""):
        data = attributes.get("data") or attributes.get("dataStart") or ""
        made.native = html.escape(data, quote=False) or None
    if name in _SPANS:
        made.kind, made.native = Kind.SPAN, None
    elif name in ("g", "pc"):
        made.kind = Kind.OPEN
    elif name == "it":
        made.kind = Kind.BEGIN if attributes.get("pos") in ("begin", "open") else Kind.END
    elif name in _HALVES:
        made.kind = Kind.END if name[0] == "e" else Kind.BEGIN
    elif name not in _ALONE:
        return None
    return made


def _type(name: str, attributes: Mapping[str, str]) -> str:
    """The type of a code in the words of XLIFF 1.2."""
    if name == "mrk" and attributes.get("translate") == "no":
        return "protected"
    if "ctype" in attributes or "mtype" in attributes:
        return attributes.get("ctype") or attributes.get("mtype", "")
    found = attributes.get("type", "")
    if not found or name == "mrk":
        return "" if found == "generic" else found.replace("x:", "x-", 1)
    both = (found, attributes.get("subType", ""))
    if both in _FROM_XLIFF_2:
        return _FROM_XLIFF_2[both]
    if found == "other" and both[1].startswith("x:"):
        found = both[1][2:]
    found = _FROM_TMX.get(found, found)
    return found if found in (_MARKED if name == "hi" else _STANDARD) or found.startswith("x-") else f"x-{found}"


def _keys(token: Token) -> tuple[str, ...]:
    """By what the two halves of a pair know each other, the surest first."""
    attributes = token.attributes
    names = ("i", "rid", "id") if token.name in ("bpt", "ept", "bx", "ex") else ("startRef", "id")
    return tuple(attributes[name] for name in names if attributes.get(name))


def _join(items: list[Item], keys: Mapping[int, tuple[str, ...]]) -> None:
    """Find the pairs whose halves are tags of their own."""
    waiting: list[int] = []
    for place, known in keys.items():
        code = items[place]
        assert isinstance(code, Code)
        if code.kind is Kind.BEGIN:
            waiting.append(place)
            continue
        fitting = (p for key in known[:1] for p in reversed(waiting) if key in keys[p])
        other = next(fitting, None)
        begun = items[other] if other is not None else None
        if other is not None and isinstance(begun, Code):
            waiting.remove(other)
            begun.kind, code.kind, begun.partner, code.partner = Kind.OPEN, Kind.CLOSE, place, other
            code.id, code.type = begun.id, begun.type


def _mark_nested(items: list[Item]) -> None:
    """Find the pairs that do not close in their turn, and the halves without the other one."""
    inside: list[int] = []
    for place, item in enumerate(items):
        if not isinstance(item, Code):
            continue
        if item.kind in (Kind.OPEN, Kind.SPAN):
            inside.append(place)
        elif item.kind in (Kind.CLOSE, Kind.SPAN_END):
            # A span is an element in all formats: what is open in it and closes behind it is no element.
            crossed = [p for p in inside if p > item.partner] if item.kind is Kind.SPAN_END else []
            on_top = inside[-1] == item.partner if item.partner in inside else False
            for other in [*crossed, *([] if on_top or item.kind is Kind.SPAN_END else [item.partner])]:
                _set_overlapping(items, other)
            inside = [p for p in inside if p != item.partner and p not in crossed]


def _set_overlapping(items: list[Item], place: int) -> None:
    code = items[place]
    assert isinstance(code, Code)
    code.nested = False
    partner = items[code.partner]
    if isinstance(partner, Code):
        partner.nested = False
