"""Inline codes of XLIFF and TMX: the text between them, keeping them from file to file, and comparing both sides."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from toolkit.formats.tmx_inline import SOURCE_INLINE, TARGET_INLINE
from toolkit.formats.xml_text import escape
from toolkit.text.xml_tokens import Token, read_tokens
from toolkit.units import TranslationUnit

#: Elements whose content is native code or nothing: of TMX and XLIFF 1.2, then of XLIFF 2.
CODE = frozenset("bpt ept it ph ut x bx ex sc ec sm em cp".split())
#: Elements around text.
AROUND = frozenset("g hi mrk pc sub".split())
_ENDS = frozenset("ept ex ec em".split())


def _named(code: str) -> Iterator[Token]:
    for token in read_tokens(code):
        token.name = token.name.rpartition(":")[2]
        yield token


def text_of(code: str, plain: Callable[[str], str] = html.unescape) -> str:
    """Text of the code of a segment: native code is no text, nor is a ``sub`` in it; ``cp`` stands for its character.

    A ``sub`` is a text of its own, such as a footnote or the title of a link, and no word of the sentence around it.

    Args:
        code: content of a source, target or seg.
        plain: resolves references.
    """
    if "<" not in code:
        return plain(code)
    parts: list[str] = []
    inside: list[str] = []
    for token in _named(code):
        if not token.name:
            if any(name in CODE for name in inside):
                continue
            if token.code.startswith("<![CDATA["):
                parts.append(token.code[9:-3])
            elif not token.code.startswith("<"):
                parts.append(plain(token.code))
        elif token.closing:
            inside.pop()
        else:
            if token.name == "cp":
                parts.append(_character(token))
            if not token.empty:
                inside.append(token.name)
    return "".join(parts)


def _character(token: Token) -> str:
    try:
        return chr(int(token.attributes.get("hex", ""), 16))
    except (ValueError, OverflowError):
        return ""


def inline_markup(code: str, plain: Callable[[str], str] = html.unescape) -> str | None:
    """The code of a segment in a form that any file of its format can hold; None if it has no inline codes.

    Prefixes of namespaces and attributes of other namespaces go, and so do elements of other tools around text;
    references of the file's own are resolved.
    """
    if "<" not in code:
        return None
    parts: list[str] = []
    kept: list[bool] = []
    any_code = False
    for token in _named(code):
        if not token.name:
            if token.code.startswith("<![CDATA["):
                parts.append(escape(token.code[9:-3]))
            elif not token.code.startswith("<"):
                parts.append(escape(plain(token.code)))
            continue
        known = token.name in CODE or token.name in AROUND
        if token.name == "mrk" and token.attributes.get("mtype") == "seg":
            known = False
        if token.closing:
            if kept.pop():
                parts.append(f"</{token.name}>")
            continue
        if not token.empty:
            kept.append(known)
        if known:
            any_code = any_code or token.name != "cp"
            names = {k: v for k, v in token.attributes.items() if ":" not in k or k.startswith("xml:")}
            written = "".join(f' {k}="{html.escape(v)}"' for k, v in names.items())
            parts.append(f"<{token.name}{written}{'/' if token.empty else ''}>")
    return "".join(parts) if any_code else None


def inline_codes(unit: TranslationUnit) -> tuple[Counter[str], Counter[str]] | None:
    """The inline codes of both sides by kind and id, such as ``x COUNT``; None where the unit brought none along.

    Codes of XLIFF and TMX are kept in the properties ``source-inline`` and ``target-inline``; a side that has none of
    them has no inline codes. ``hi``, ``sub`` and annotations (``mrk``) are about the text, and not counted; nor are the
    two ends of a pair, only its beginning.
    """
    found = [unit.properties.get(key, "") for key in (SOURCE_INLINE, TARGET_INLINE)]
    if not any(found):
        return None
    return codes_of(found[0]), codes_of(found[1])


def codes_of(markup: str) -> Counter[str]:
    """The inline codes in the code of a segment by kind and id."""
    codes: Counter[str] = Counter()
    depth: list[str] = []
    for token in _named(markup):
        if not token.name:
            continue
        if token.closing:
            depth.pop()
            continue
        inside = any(name in CODE for name in depth)
        if not token.empty:
            depth.append(token.name)
        if inside or token.name in _ENDS or token.name in ("hi", "sub", "mrk", "sm", "cp"):
            continue
        attributes = token.attributes
        key = next((attributes[k] for k in ("x", "id", "i", "ts") if attributes.get(k)), "")
        shown = attributes.get("equiv-text") or attributes.get("equiv") or attributes.get("disp") or ""
        codes[" ".join(filter(None, (token.name, key, shown)))] += 1
    return codes


def codes_alone(markup: str) -> str:
    """The inline codes of a text without the text, in their order; annotations go with it."""
    parts: list[str] = []
    inside: list[str] = []
    for token in _named(markup):
        native = any(name in CODE for name in inside)
        if not token.name:
            parts.append(token.code if native else "")
            continue
        name = inside.pop() if token.closing else token.name
        if not token.closing and not token.empty:
            inside.append(name)
        parts.append(token.code if native or name in CODE - {"cp"} or name in ("g", "pc") else "")
    return "".join(parts)


def texts_inside(markup: str) -> int:
    """How many texts stand inside the inline codes of a segment (``sub``), such as notes, which are no part of its own.

    >>> texts_inside('Voir<ph id="1">&lt;fn&gt;<sub>Une note.</sub></ph>.')
    1
    """
    found = 0
    inside: list[str] = []
    for token in _named(markup) if "sub" in markup else ():
        if token.closing:
            inside.pop()
        elif token.opens and token.name:
            found += token.name == "sub" and any(name in CODE for name in inside)
            inside.append(token.name)
    return found


def atoms(markup: str) -> list[tuple[str, str]]:
    """A text with inline codes in its parts, in their order.

    Args:
        markup: text with codes.

    Returns:
        Pairs of ``text``, ``code``, ``open`` or ``close`` and the text, without references, or the XML of a code with
        all that is native in it; ``open`` and ``close`` are the tags of elements around text.
    """
    parts: list[tuple[str, str]] = []
    inside: list[str] = []
    for token in _named(markup):
        depth = len([name for name in inside if name in CODE])
        if token.closing:
            inside.pop()
        elif token.name and not token.empty:
            inside.append(token.name)
        if depth:
            parts[-1] = ("code", parts[-1][1] + token.code)
        elif token.name in CODE - {"cp"} or (token.name in AROUND and token.empty):
            parts.append(("code", token.code))
        elif token.name in AROUND:
            parts.append(("close" if token.closing else "open", token.code))
        else:
            plain = text_of(token.code)
            if parts and parts[-1][0] == "text":
                parts[-1] = ("text", parts[-1][1] + plain)
            elif plain:
                parts.append(("text", plain))
    return parts


def retexted(markup: str, edits: Iterable[tuple[int, int, str]]) -> str | None:
    """A text with inline codes after changes of its text.

    Args:
        markup: text with codes.
        edits: start and end in the text alone and what goes there, in order, none touching another.

    Returns:
        The new markup; None where a change would go over a code.
    """
    left = list(edits)
    parts: list[str] = []
    inside: list[str] = []
    position = 0
    for token in _named(markup):
        if token.name:
            if token.closing:
                inside.pop()
            elif not token.empty:
                inside.append(token.name)
            position += token.name == "cp"
        if token.name or token.code.startswith("<") or any(name in CODE for name in inside):
            parts.append(token.code)
            continue
        text = html.unescape(token.code)
        own = [e for e in left if position <= e[0] and e[1] <= position + len(text)]
        left = [e for e in left if e not in own]
        for start, end, new in reversed(own):
            text = text[: start - position] + new + text[end - position :]
        position += len(html.unescape(token.code))
        parts.append(escape(text) if own else token.code)
    return None if left else "".join(parts)
