"""Inline codes of TMX, XLIFF 1.2 and XLIFF 2 in the words of each other, with their ids, order and native code."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from toolkit.formats.inline import text_of
from toolkit.formats.inline_model import TMX_TYPES, XLIFF_2_TYPES, Code, Item, Kind, read_items
from toolkit.text.xml_tokens import Token, read_tokens

TMX, XLIFF_1, XLIFF_2 = "tmx", "xliff", "xliff2"
_NAMES = {
    TMX: frozenset("bpt ept it ph ut hi sub".split()),
    XLIFF_1: frozenset("g x bx ex bpt ept ph it sub mrk".split()),
    XLIFF_2: frozenset("cp ph pc sc ec mrk sm em".split()),
}
_OF_TMX = frozenset("i x type pos assoc datatype".split())
# What only the others say.
_FOREIGN = {
    XLIFF_1: frozenset("i x type equiv disp dataRef dataRefStart data dataStart startRef isolated".split()),
    XLIFF_2: frozenset("i x ctype rid equiv-text mid mtype pos dataRef dataRefStart dataRefEnd".split()),
}
_NO_ID = frozenset("sub cp em ec sm".split())
_NAME = re.compile(r"[A-Za-z0-9_][\w.-]*", re.ASCII)
_SUBTYPE = re.compile(r"[A-Za-z0-9_.-]+", re.ASCII)


def converted(markup: str, text: str, form: str) -> str | None:
    """The kept markup of a segment as a format has it.

    >>> converted('Un <g id="1" ctype="bold">mot</g>', "Un mot", TMX)
    'Un <bpt i="1" x="1" type="bold"/>mot<ept i="1"/>'

    Args:
        markup: of any of the three formats.
        text: of the segment.
        form: ``tmx``, ``xliff`` or ``xliff2``.

    Returns:
        The markup, as it is where the format has it so; None where it is not that of the text any more, or has what the
        format has not. For XLIFF 2, native code stands in the attributes ``data``, ``dataStart`` and ``dataEnd``, see
        :func:`with_references`.
    """
    if not _is_balanced(markup) or text_of(markup) != text:
        return None
    if _is_in(markup, form):
        return markup
    items = read_items(markup)
    if items is None or (form == XLIFF_2 and any(isinstance(i, Code) and "<" in (i.native or "") for i in items)):
        return None
    made = "".join(_WRITERS[form](items))
    return made if text_of(made) == text else None


def _is_balanced(markup: str) -> bool:
    """Whether all elements close in their turn: kept markup may come from anywhere."""
    inside: list[str] = []
    for token in read_tokens(markup):
        if token.opens:
            inside.append(token.name)
        elif token.closing and (not inside or inside.pop() != token.name):
            return False
    return not inside


def _is_in(markup: str, form: str) -> bool:
    """Whether all tags are a format's own."""
    return all(_is_tag_of(token, form) for token in read_tokens(markup) if token.name)


def _is_tag_of(token: Token, form: str) -> bool:
    if token.name not in _NAMES[form]:
        return False
    if token.closing:
        return True
    names = token.attributes.keys()
    if form == TMX:
        return names <= _OF_TMX and (token.name not in ("bpt", "ept") or "i" in names)
    needed = {"mid", "mtype"} if form == XLIFF_1 and token.name == "mrk" else {"id"}
    if not (needed & names) and token.name not in _NO_ID:
        return False
    return not names & (_FOREIGN[form] - needed) and not (form == XLIFF_2 and token.name == "ph" and not token.empty)


def _start(name: str, **attributes: str) -> str:
    """A start tag; attributes without a value are left out."""
    written = "".join(f' {key.replace("_", "-")}="{html.escape(value)}"' for key, value in attributes.items() if value)
    return f"<{name}{written}>"


def _tag(name: str, content: str | None, **attributes: str) -> str:
    """An element; without content it is empty."""
    start = _start(name, **attributes)
    return f"{start}{content}</{name}>" if content else f"{start[:-1]}/>"


def _shown(code: Code) -> str:
    """What stands for native code where a format wants it: what is shown to a person, if it is not known."""
    return code.native if code.native is not None else html.escape(code.label, quote=False)


def _tmx(items: Sequence[Item]) -> Iterator[str]:
    numbers: dict[int, str] = {}
    for place, item in enumerate(items):
        if isinstance(item, str):
            yield item
            continue
        kind, content = item.kind, _shown(item)
        about = {"x": item.id, "type": TMX_TYPES.get(item.type, item.type.removeprefix("x-"))}
        if kind is Kind.SPAN:
            yield _start("hi", **about)
        elif kind is Kind.SPAN_END:
            yield "</hi>"
        elif kind is Kind.OPEN:
            numbers[item.partner] = str(len(numbers) + 1)
            yield _tag("bpt", content, i=numbers[item.partner], **about)
        elif kind is Kind.CLOSE:
            yield _tag("ept", content, i=numbers[place])
        elif kind is Kind.ALONE:
            yield _tag("ph", content, **about)
        else:
            yield _tag("it", content, pos="begin" if kind is Kind.BEGIN else "end", **about)


def _xliff_1(items: Sequence[Item]) -> Iterator[str]:
    ids = _ids(items)
    for place, item in enumerate(items):
        if isinstance(item, str):
            yield item
            continue
        kind, code, number = item.kind, item.native, ids[place]
        ctype = "" if item.type.startswith("x-") and len(item.type) < 3 else item.type
        about = {"ctype": ctype, "equiv_text": item.label}
        other = items[item.partner] if item.partner >= 0 else None
        native = code is not None or (isinstance(other, Code) and other.native is not None)
        if kind is Kind.SPAN:
            yield _start("mrk", mid=item.id, mtype=item.type or "x-hi")
        elif kind is Kind.SPAN_END:
            yield "</mrk>"
        elif kind is Kind.ALONE:
            yield _tag("ph" if code is not None else "x", code, id=number, **about)
        elif kind in (Kind.BEGIN, Kind.END):
            yield _tag("it", code, id=number, pos="open" if kind is Kind.BEGIN else "close", **about)
        elif native or not item.nested:
            begin, end = ("bpt", "ept") if native else ("bx", "ex")
            more = about if kind is Kind.OPEN else {}
            yield _tag(begin if kind is Kind.OPEN else end, code, id=number, rid=number, **more)
        else:
            yield _start("g", id=number, **about) if kind is Kind.OPEN else "</g>"


def _xliff_2(items: Sequence[Item]) -> Iterator[str]:
    ids = _ids(items)
    for place, item in enumerate(items):
        if isinstance(item, str):
            yield item
            continue
        kind, number, data = item.kind, ids[place], html.unescape(item.native or "")
        about = _types_of_2(item.type)
        other = items[item.partner] if item.partner >= 0 else None
        ending = html.unescape((other.native if isinstance(other, Code) else "") or "")
        if kind is Kind.SPAN:
            if item.type == "protected":
                yield _start("mrk", id=number, translate="no")
            else:
                yield _start("mrk", id=number, type=_span_type_of_2(item.type))
        elif kind is Kind.SPAN_END:
            yield "</mrk>"
        elif kind is Kind.ALONE:
            yield _tag("ph", None, id=number, **about, equiv=item.label, data=data)
        elif kind is Kind.BEGIN:
            yield _tag("sc", None, id=number, **about, equiv=item.label, data=data, isolated="yes")
        elif kind is Kind.END:
            yield _tag("ec", None, id=number, **about, equiv=item.label, data=data, isolated="yes")
        elif item.nested and kind is Kind.OPEN:
            about |= {"equivStart": item.label, "dataStart": data, "dataEnd": ending}
            yield _start("pc", id=number, **about)
        elif item.nested:
            yield "</pc>"
        elif kind is Kind.OPEN:
            yield _tag("sc", None, id=number, **about, equiv=item.label, data=data)
        else:
            yield _tag("ec", None, startRef=number, data=data)


_WRITERS = {TMX: _tmx, XLIFF_1: _xliff_1, XLIFF_2: _xliff_2}


def _types_of_2(name: str) -> dict[str, str]:
    if not name:
        return {}
    kind, sub = XLIFF_2_TYPES.get(name, ("other", f"x:{name.removeprefix('x-')}"))
    if kind == "other" and not _SUBTYPE.fullmatch(sub[2:]):
        return {}
    return {"type": kind, "subType": sub}


def _span_type_of_2(name: str) -> str:
    if name in ("", "term", "comment"):
        return name or "generic"
    bare = name.removeprefix("x-")
    return f"x:{bare}" if _SUBTYPE.fullmatch(bare) else "generic"


def _ids(items: Sequence[Item]) -> dict[int, str]:
    """An id for each code, alike for both halves of a pair: its own, if it is a name that none before has."""
    own = {item.id for item in items if isinstance(item, Code)}
    found: dict[int, str] = {}
    for place, item in enumerate(items):
        if not isinstance(item, Code):
            continue
        if 0 <= item.partner < place:
            found[place] = found[item.partner]
            continue
        name, number = item.id, len(found) + 1
        if not _NAME.fullmatch(name) or name in found.values():
            stem = f"{name}_" if _NAME.fullmatch(name) else ""
            while (name := f"{stem}{number}") in own or name in found.values():
                number += 1
        found[place] = name
    return found


def with_references(markup: str, data: dict[str, str]) -> str:
    """Markup of XLIFF 2 with references in the place of native code.

    Args:
        markup: that :func:`converted` made.
        data: native code with an id for each; gets what is new.
    """
    return _changed(markup, "data", "dataRef", lambda native: data.setdefault(native, f"d{len(data) + 1}"))


def without_references(markup: str, data: Mapping[str, str]) -> str:
    """Markup of XLIFF 2 with native code in the place of references.

    Args:
        markup: as a file has it.
        data: native code by id.
    """
    return _changed(markup, "dataRef", "data", lambda name: data.get(name, ""))


def _changed(markup: str, old: str, new: str, value: Callable[[str], str]) -> str:
    names = {old + end: new + end for end in ("", "Start", "End")}
    parts = []
    for token in read_tokens(markup):
        code = token.code
        attributes = token.attributes if token.name and not token.closing and f" {old}" in code else {}
        if attributes.keys() & names.keys():
            attributes = {names.get(k, k): value(v) if k in names else v for k, v in attributes.items()}
            code = _start(token.name, **attributes)
            code = f"{code[:-1]}/>" if token.empty else code
        parts.append(code)
    return "".join(parts)
