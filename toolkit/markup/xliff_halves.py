"""Halves of pairs whose other half is in another segment: one covers what comes behind it, or what came before."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence

from toolkit.text.xml_tokens import Token

#: Elements that are around text.
AROUND = frozenset("g hi mrk pc".split())
#: Codes that begin something, with those that end it.
BEGINS = {"bpt": "ept", "bx": "ex", "sc": "ec", "sm": "em"}
ENDS = frozenset(BEGINS.values())


# What covers no text, or has its content with it.
_CODES = frozenset(["x", "ph", "it", "ut", "cp", "fixed", *BEGINS, *ENDS])
_HALF_TAG = re.compile(r"\s*<(?P<end>/?)(?P<name>[a-zA-Z][\w:-]*)(?:\s[^<>]*)?(?<!/)>\s*")
_ALONE = frozenset("area base br col embed hr img input link meta param source track wbr".split())
# XLIFF says open and close, TMX begin and end.
_POSITION = re.compile(r"<[^<>]*?\spos\s*=\s*[\"'](open|close|begin|end)\b")


def lone_halves(parts: Sequence[Token], pairs: Mapping[int, int]) -> tuple[list[int], list[int]]:
    """Numbers of the codes that begin what goes on to the end of a text, and of those that end what began before it.

    Words of theirs are around such a code as around a pair, and it goes where these go. One within a pair stands for
    itself, and so does one that would cross another.

    Args:
        parts: of a text, with names less prefixes.
        pairs: numbers of what begins with those of what ends it.
    """
    begun: list[int] = []
    ended: list[int] = []
    inside = -1
    halves = {*pairs, *pairs.values()}
    for number, part in enumerate(parts):
        if number in pairs:
            inside = max(inside, pairs[number])
        if number <= inside or number in halves:
            continue
        half = _POSITION.match(part.code) if part.name == "it" else None
        opens = half is not None and half[1] in ("open", "begin")
        if part.name in BEGINS or opens:
            begun.append(number)
        elif (part.name in ENDS or half is not None) and not begun:
            ended.append(number)
    return begun, ended


def pairs_of(parts: Sequence[Token]) -> dict[int, int]:
    """Numbers of what begins with those of what ends it, where nothing crosses."""
    waiting: list[int] = []
    pairs = {}
    shown: list[tuple[str, int]] = []
    for number, part in enumerate(parts):
        if tag := _shown_tag(part):
            # A lone code is half of a pair where it shows half of one of HTML: nothing crosses what is around it.
            opened = [n for name, n in shown if name == tag[1]]
            if not tag[0]:
                shown.append((tag[1], number))
            elif opened and not any(n > opened[-1] for n in waiting):
                pairs[opened[-1]] = number
                shown = [(name, n) for name, n in shown if n < opened[-1]]
            continue
        around = _is_around(part)
        if (around and not part.closing and not part.empty) or part.name in BEGINS:
            waiting.append(number)
        elif (around and part.closing) or part.name in ENDS:
            begun = [n for n in waiting if _belong(parts[n], part)]
            if begun:
                # Codes that were begun in between end elsewhere, elements cannot.
                between = [n for n in waiting if n > begun[-1]]
                if not _is_element(part) and any(_is_element(parts[n]) for n in between):
                    continue
                waiting = [n for n in waiting if n < begun[-1]]
                pairs[begun[-1]] = number
                shown = [(name, n) for name, n in shown if not begun[-1] < n]
    return pairs


def _shown_tag(part: Token) -> tuple[bool, str] | None:
    """Whether the tag that a lone code shows closes, and its name; None for any other code, and for tags alone."""
    if part.name not in ("x", "ph"):
        return None
    inside = html.unescape(re.sub("<[^<>]*>", "", part.code))
    attributes = part.attributes
    tag = _HALF_TAG.fullmatch(inside or attributes.get("equiv-text", "") or attributes.get("disp", ""))
    return None if tag is None or tag["name"].lower() in _ALONE else (bool(tag["end"]), tag["name"].lower())


def _is_element(part: Token) -> bool:
    """Whether a tag is that of an element around text: one of the standards, or any other, such as a stray ``sub``."""
    return bool(part.name) and part.name not in _CODES and not part.name.startswith("text:")


def _is_around(part: Token) -> bool:
    return _is_element(part) or (part.name.startswith("text:") and not part.name.startswith("text:empty:"))


def _belong(one: Token, other: Token) -> bool:
    if _is_around(other):
        return one.name == other.name
    return BEGINS.get(one.name) == other.name and _key(one) == _key(other)


def _key(token: Token) -> str:
    attributes = token.attributes
    return next((attributes[k] for k in ("startRef", "rid", "id", "i") if k in attributes), "")
