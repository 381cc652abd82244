"""Lines of Markdown that are no sentence: links in a row, and items with an icon each."""

from __future__ import annotations

import re
from itertools import pairwise

# A link, by its address or its label; a picture; a picture in a link, as badges are.
_TARGET = r"\](?:\([^()\n]*\)|\[[^\[\]\n]*\])"
_IMAGE = re.compile(rf"!\[[^\[\]\n]*{_TARGET}")
_LINK = re.compile(rf"(?<!!)\[(?:{_IMAGE.pattern}|[^\[\]\n])*{_TARGET}")
_SIGNS = re.compile(r"[ \t\u00a0]*(?:[|·•–—/›»>-]|&(?:gt|middot|bull|nbsp|raquo);)[ \t\u00a0]*")
# Where one is: what no link leads to.
_LAST = re.compile(rf"(?P<sign>{_SIGNS.pattern})(?P<here>[A-ZÀ-Þ][^.!?:;,\[\]\n]*)")
_LONGEST, _LONGEST_ITEM = 4, 8
_UNFINISHED = re.compile(r"(?:(?<!\w)[^\W\d_A-ZÀ-Þ]{1,4}|['’,(])\s*\Z")


def seams(text: str) -> list[tuple[int, int]]:
    """Offsets of what parts the items of a line; nothing where it is a text.

    >>> line = "[Accueil](a) | [Nous contacter](c)"
    >>> [line[a:b] for a, b in seams(line)]
    [' | ']

    Args:
        text: a line, of which an item is a text of its own.
    """
    return _between_links(text) or _before_icons(text)


def _between_links(text: str) -> list[tuple[int, int]]:
    links = [match.span() for match in _LINK.finditer(text)]
    if not links or text[: links[0][0]].strip():
        return []
    gaps = [(one[1], other[0]) for one, other in pairwise(links)]
    # Links with no sign between may be words of a name.
    if not all(_SIGNS.fullmatch(text, a, b) for a, b in gaps):
        return []
    if (rest := text[links[-1][1] :]).strip():
        last = _LAST.fullmatch(rest.rstrip())
        if last is None or len(last["here"].split()) > _LONGEST:
            return []
        gaps.append((links[-1][1], links[-1][1] + last.end("sign")))
    return gaps


def _before_icons(text: str) -> list[tuple[int, int]]:
    icons = [match.start() for match in _IMAGE.finditer(text)]
    if len(icons) < 2 or text[: icons[0]].strip() or _LINK.search(text):
        return []
    items = [_IMAGE.sub("", text[a:b]).strip() for a, b in pairwise([*icons, len(text)])]
    short = all(item[:1].isupper() and len(item.split()) <= _LONGEST_ITEM for item in items)
    if not short or any(_UNFINISHED.search(item) for item in items[:-1]):
        return []
    return [(start, start) for start in icons[1:]]
