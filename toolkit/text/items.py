"""Lists in a line: paths of menus, bars of links, a headline and the name of its site, each item a text of its own."""

from __future__ import annotations

import re
from collections.abc import Collection

from toolkit.text.protected import Span

_SEPARATOR = re.compile(r"(?<=\S)[ \u00a0\u202f]+(?P<sign>[|¦·•‣›»>→]|::|//)[ \u00a0\u202f]+(?=\S)")
_WORD = re.compile(r"[^\W\d_]+")
# An arrow stands in sentences and formulas too; between short names it leads from one menu to the next.
_LONGEST_STEP = 5
_STEPS = frozenset(">→»›")
_OPENING = {"»": "«", "›": "‹"}


def has_separator(text: str) -> bool:
    """Whether a line may be such a list at all, which is quickly seen."""
    return _SEPARATOR.search(text) is not None


def items_of(text: str, spans: Collection[Span]) -> list[tuple[int, int]] | None:
    """Offsets of the items of a list in a line; None for any other text.

    >>> from toolkit.text.items import items_of
    >>> [ "Accueil | À propos"[a:b] for a, b in items_of("Accueil | À propos", ()) ]
    ['Accueil', 'À propos']

    Args:
        text: a segment.
        spans: that stay as they are; no item ends within one.
    """
    marks = [m for m in _SEPARATOR.finditer(text) if not any(s.start < m.end() and m.start() < s.end for s in spans)]
    # What closes a quotation separates nothing.
    marks = [m for m in marks if _OPENING.get(m["sign"], "") not in text[: m.start()] or m["sign"] not in _OPENING]
    if not marks or len({m["sign"] for m in marks}) > 1:
        return None
    edges = [0, *(edge for m in marks for edge in m.span()), len(text)]
    items = list(zip(edges[::2], edges[1::2], strict=True))
    longest = _LONGEST_STEP if marks[0]["sign"] in _STEPS else None
    return items if all(_is_item(text[a:b], longest) for a, b in items) else None


def _is_item(text: str, longest: int | None) -> bool:
    """Whether it can stand alone: it begins with a capital or with no letter at all."""
    first = text.lstrip()[:1]
    if first.isalpha() and not first.isupper() and first.lower() != first.upper():
        return False
    return longest is None or len(_WORD.findall(text)) <= longest
