"""Numbers that are names, such as those of versions, and got a comma for a point: *OpenGL 2,0*, *802,1x*, *2.15,3*.

A number that counts changes its point with the language; one that belongs to a name does not. It stands behind the name
on both sides, has a letter at an end, or has more than one point. Into languages that write a point, a number that the
source writes with one keeps it too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.languages.digits import POINT_LANGUAGES
from toolkit.languages.tags import primary_language
from toolkit.units import TranslationUnit

_MARK = re.compile(r"[.,](?<=\d[.,])(?=\d)")
_NUMBER = re.compile(
    r"(?<![\d.,])(?P<number>\d++(?:[.,]\d++)++)(?P<tail>[a-zA-Z](?!\w))?(?!\w)(?!\s?[%‰€$£¥])(?!\s(?:mi|bi|tri)ll)"
)
# A name has a capital, or stands right before its number.
_NAME = re.compile(r"(?P<near>[A-Za-z]{1,20})$|(?<!\w)(?P<name>[^\W\d_]{0,20}[A-Z][\w+]{0,20})[ \u00a0\u202f]$")
_LONGEST_NAME = 45
_GROUPS = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")


# Behind these 2.10 is not 2.1.
_VERSION = re.compile(
    r"\b(?:v\.?|version|release|rev\.?|révision)\s?(?P<number>\d+(?:\.\d+)+)(?![\w.]*\d)", re.IGNORECASE
)


def check(unit: TranslationUnit) -> Iterator[str]:
    if not (_MARK.search(unit.source) and _MARK.search(unit.target)):
        return
    yield from _versions(unit)
    source, target = _read(unit.source), _read(unit.target)
    same = primary_language(unit.target_language) in POINT_LANGUAGES
    for key, (name, number) in source.items():
        if "," in number or _GROUPS.fullmatch(number) or key not in target:
            continue
        other, found = target[key]
        # The order of words differs: the number may stand behind another part of the name.
        named = (name and name in unit.target) or (other and other in unit.source)
        if found != number and (same or named or key[1] or number.count(".") > 1):
            yield f"number {number} of the source is {found} in the target"


def _versions(unit: TranslationUnit) -> Iterator[str]:
    """The one version of both sides, where its parts are the same figures in another order, or it lost a final zero."""
    ours, theirs = ([m["number"] for m in _VERSION.finditer(text)] for text in (unit.source, unit.target))
    if len(ours) != 1 or len(theirs) != 1 or ours == theirs:
        return
    [one], [other] = ours, theirs
    if one.rstrip("0") == other.rstrip("0") or sorted(one.split(".")) == sorted(other.split(".")):
        yield f"version {one} of the source is {other} in the target"


def _read(text: str) -> dict[tuple[str, str], tuple[str, str]]:
    """Numbers with a point or comma and the name before them, by their digits and the letter behind them."""
    found = {}
    for match in _NUMBER.finditer(text):
        name = _NAME.search(text, max(0, match.start() - _LONGEST_NAME), match.start())
        key = _MARK.sub(" ", match["number"]), match["tail"] or ""
        found[key] = (name["near"] or name["name"]) if name else "", match["number"]
    return found
