"""Telephone numbers: the same one with and without the code of its country, in groups of any kind."""

from __future__ import annotations

import re

_CANDIDATE = re.compile(r"(?<![\w.,+(])(?:\+|\(\+?)?\d(?:[ \u00a0\u202f().\-/]{0,3}\d){7,14}(?!\w|,\d)")
_TRUNK = re.compile(r"\(0\)")
_AMERICAN = re.compile(r"\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}")
_NO_DIGIT = re.compile(r"\D")
# Of the number within a country, and of the country's code.
_LEAST, _LONGEST_CODE = 8, 3


def without_shared_telephones(source: str, target: str) -> tuple[str, str]:
    """Both texts with spaces in the place of telephone numbers that both have; what one of them has alone stays.

    ``+33 1 23 45 67 89``, ``+33 (0)1 23…``, ``0033 1 23…`` and ``01.23.45.67.89`` are one number.
    """
    ours, theirs = _telephones(source), _telephones(target)
    for span, number in ours:
        place = next((n for n, (_, other) in enumerate(theirs) if _is_same(number, other)), None)
        if place is not None:
            other_span, _ = theirs.pop(place)
            source, target = _blank(source, span), _blank(target, other_span)
    return source, target


def _telephones(text: str) -> list[tuple[tuple[int, int], tuple[bool, str]]]:
    """Places, whether the code of a country stands in front, and digits without the trunk's 0."""
    found = []
    for match in _CANDIDATE.finditer(text):
        written = match.group()
        digits = _NO_DIGIT.sub("", _TRUNK.sub("", written))
        abroad = "+" in written[:2] or digits.startswith("00")
        if abroad or digits.startswith("0") or _AMERICAN.fullmatch(written):
            own = digits.lstrip("0")
            if len(own) >= _LEAST:
                found.append((match.span(), (abroad, own)))
    return found


def _is_same(one: tuple[bool, str], other: tuple[bool, str]) -> bool:
    if one[0] == other[0]:
        return one[1] == other[1]
    abroad, home = (one[1], other[1]) if one[0] else (other[1], one[1])
    return abroad.endswith(home) and 1 <= len(abroad) - len(home) <= _LONGEST_CODE


def _blank(text: str, span: tuple[int, int]) -> str:
    return text[: span[0]] + " " * (span[1] - span[0]) + text[span[1] :]
