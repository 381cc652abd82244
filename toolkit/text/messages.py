"""Strings that hold several texts: plural and select forms of ICU MessageFormat, cells between tabs, lines.

ICU User Guide, "Formatting Messages": ``{count, plural, one {# file} other {# files}}``. The frame stays as it is, the
texts are translated one by one.
"""

from __future__ import annotations

import re

_ARGUMENT = re.compile(r"\{\s*\w+\s*,\s*(?:plural|select|selectordinal)\s*,")
_SELECTOR = re.compile(r"\s*(?:offset:\d+\s*)?(?:=\d+|[\w-]+)\s*\{")
_BREAKS = re.compile(r"[\t\n\r\v\f]+")


def texts_of(string: str) -> list[tuple[int, int]] | None:
    """Where the texts of a string are, in order; None if it is one text as a whole.

    What stands around a plural or select form is a text as well, as are the parts between tabs and line breaks.
    """
    if _ARGUMENT.search(string):
        found = _parts(string, 0, len(string))
        if found is not None and any(_ARGUMENT.match(string, match.start()) for match in _ARGUMENT.finditer(string)):
            return found
    if _BREAKS.search(string.strip()):
        edges = [0, *(edge for match in _BREAKS.finditer(string) for edge in match.span()), len(string)]
        return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if string[a:b].strip()]
    return None


def _parts(string: str, start: int, end: int) -> list[tuple[int, int]] | None:
    """Texts of a part of a message; None if it is no sound message."""
    texts: list[tuple[int, int]] = []
    position = start
    while match := _ARGUMENT.search(string, position, end):
        if string[position : match.start()].strip():
            texts.append((position, match.start()))
        place = match.end()
        while selector := _SELECTOR.match(string, place, end):
            close = _closing(string, selector.end(), end)
            if close is None:
                return None
            inner = _parts(string, selector.end(), close)
            if inner is None:
                return None
            texts += inner
            place = close + 1
        stop = re.compile(r"\s*\}").match(string, place, end)
        if place == match.end() or stop is None:
            return None
        position = stop.end()
    if string[position:end].strip():
        texts.append((position, end))
    return texts


def _closing(string: str, start: int, end: int) -> int | None:
    """Offset of the brace that closes one opened before the start."""
    depth = 1
    for match in re.compile("[{}]").finditer(string, start, end):
        depth += 1 if match.group() == "{" else -1
        if not depth:
            return match.start()
    return None
