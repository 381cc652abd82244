"""Texts of programs with tags of HTML that are no sentence: links in a row, items with an icon each."""

from __future__ import annotations

import re
from itertools import pairwise

_ICON = re.compile(r"<(?:(?P<name>i|span)\b[^<>]*></(?P=name)>|img\b[^<>]*>)\s*")
_LINK = re.compile(
    r"<a\b[^<>]*>(?P<text>[^<>]+)</a>|\[url(?:=[^\[\]\n]{1,200})?\](?P<forum>[^\[\]]+)\[/url\]", re.IGNORECASE
)
_SIGN = re.compile(r"\s*(?:[|·•–—/›»>-]|&(?:gt|middot|bull|raquo);)\s*")
_LONGEST = 8
_UNFINISHED = re.compile(r"(?:(?<!\w)[^\W\d_A-ZÀ-Þ]{1,4}|['’,(])\s*\Z")


def rows_of_tags(text: str) -> list[tuple[int, int]] | None:
    """Offsets of the items of such a row; None for any other text.

    >>> text = '<i class="a"></i> Mon compte <i class="b"></i> Panier'
    >>> [text[a:b] for a, b in rows_of_tags(text)]
    ['Mon compte', 'Panier']
    """
    if "<" not in text and "[/" not in text:
        return None
    return _links(text) or _icons(text)


def _links(text: str) -> list[tuple[int, int]] | None:
    links = list(_LINK.finditer(text))
    if len(links) < 2 or text[: links[0].start()].strip() or text[links[-1].end() :].strip():
        return None
    if not all(_SIGN.fullmatch(text, one.end(), other.start()) for one, other in pairwise(links)):
        return None
    return [link.span("text" if link["text"] else "forum") for link in links]


def _icons(text: str) -> list[tuple[int, int]] | None:
    icons = list(_ICON.finditer(text))
    if len(icons) < 2 or text[: icons[0].start()].strip():
        return None
    spans = [(one.end(), other) for one, other in zip(icons, [*(i.start() for i in icons[1:]), len(text)], strict=True)]
    items = [(a, a + len(text[a:b].rstrip())) for a, b in spans]
    shown = [text[a:b] for a, b in items]
    if not all(s[:1].isupper() and "<" not in s and len(s.split()) <= _LONGEST for s in shown):
        return None
    return None if any(_UNFINISHED.search(s) for s in shown[:-1]) else items
