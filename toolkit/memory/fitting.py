"""Fuzzy matches whose numbers or placeholders are others: they are put right, or are no matches.

A translation of "5 files" for "7 files" is a false statement that reads well. Translators' tools replace such numbers
and tags in what a memory gives ("fuzzy match repair"); what cannot be replaced surely is not used here.
"""

from __future__ import annotations

import re
from dataclasses import replace

from toolkit.memory.store import Match
from toolkit.text.protected import find

_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d+)*")
_PLAIN = re.compile(r"\d+")


def fitted(match: Match, segment: str) -> Match | None:
    """A match as it can be taken for a segment without a person looking at it; None if it cannot.

    Args:
        match: of a memory.
        segment: that it was found for.

    Example:
        >>> from toolkit.units import Origin
        >>> match = Match("Il y a 5 chats.", "There are 5 cats.", 0.8, "u1", "", Origin.HUMAN)
        >>> fitted(match, "Il y a 7 chats.").target
        'There are 7 cats.'
    """
    ours, theirs = facts(segment), facts(match.source)
    if ours == theirs:
        return match
    if len(ours) != len(theirs):
        return None
    target = match.target
    changes = {old: new for old, new in zip(theirs, ours, strict=True) if old != new}
    there = facts(target)
    for old, new in changes.items():
        plain = _PLAIN.fullmatch(old), _PLAIN.fullmatch(new)
        if theirs.count(old) > 1 or there.count(old) != 1 or bool(plain[0]) != bool(plain[1]):
            return None
        # One of a thing has other words than many; other numbers are written in another way there.
        if (plain[0] and "1" in (old, new)) or (not plain[0] and old[:1].isdigit()):
            return None
    for place, old in reversed(_places(target)):
        target = target[:place] + changes.get(old, old) + target[place + len(old) :]
    return replace(match, target=target)


def facts(text: str) -> list[str]:
    """The protected spans and the numbers of a text, in order."""
    return [what for _, what in _places(text)]


def _places(text: str) -> list[tuple[int, str]]:
    spans = [span for span in find(text) if span.kind not in ("emoji", "rule", "emphasis")]
    found = [(span.start, text[span.start : span.end]) for span in spans]
    inside = bytearray(len(text))
    for span in spans:
        inside[span.start : span.end] = b"\1" * (span.end - span.start)
    found += [(m.start(), m.group()) for m in _NUMBER.finditer(text) if not any(inside[m.start() : m.end()])]
    return sorted(found)
