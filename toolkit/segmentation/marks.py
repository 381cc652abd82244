"""Marks that end sentences, in every script, by the properties of Unicode.

Terminators are those of the property Sentence_Break (Unicode Standard Annex 29, "Unicode Text Segmentation"), as the
library ``regex`` has them. What that leaves out, or what people type in place of a mark that their keyboard lacks, is
added by language.
"""

from __future__ import annotations

import functools

import regex

# Marks of no script in particular: what follows them decides. The Burmese ၊ parts clauses, as a comma does.
_SHARED = ".!?…‼‽⁇⁈⁉\ufe52\u2024"
_CLAUSE = "\u104a"
#: Terminators that belong to a script: they end a sentence with or without a space behind them.
OWN = rf"[\p{{SB=STerm}}--[{_SHARED}{_CLAUSE}]]"
# What some languages have besides, each before a space: the Greek question mark and ano teleia, the colon that
# Armenians type for their full stop, the Tibetan shad.
_BESIDES = {"el": ";\u037e·\u0387", "hy": ":", "bo": "།༎", "dz": "།༎"}
# The Arabic semicolon parts sentences that French or English would end with a stop.
_ARABIC = "؛"
# Two word spaces or two colons, typed for the Ethiopic full stop.
_ETHIOPIC = "፡፡|(?<=[\u1200-\u137f])::"
#: Languages with quotation marks turned round beside those of French: »Komm!«
TURNED = frozenset("de da sl hr cs sk sr bs hu pl".split())
_CLOSE = r"(?:[\"'’”“‘»«›‹)\]}」』）》〉】〕］］｝]|\s?[»」』])*+"


@functools.lru_cache(maxsize=64)
def candidates(language: str) -> regex.Pattern[str]:
    """Pattern of places where a sentence may end: groups ``mark``, ``close`` (closing quotes and brackets) and ``gap``
    (white space, may be empty). No group gives back a mark that it took.

    Args:
        language: primary code, in small letters.
    """
    besides = _ARABIC + _BESIDES.get(language, "")
    close = _CLOSE.replace("»」", "」") if language in TURNED else _CLOSE
    run = rf"(?:[{_SHARED}{besides}．]|{OWN}|{_ETHIOPIC})++"
    # Begins only where a run of marks does, and gives none back: a long run takes time in proportion to its length.
    start = rf"(?<![{_SHARED}{besides}．\p{{SB=STerm}}])"
    return regex.compile(rf"(?V1){start}(?P<mark>{run}(?:\s?[!?]+)*+)(?P<close>{close})(?P<gap>\s*+)")


@functools.cache
def _own() -> regex.Pattern[str]:
    return regex.compile(rf"(?V1){OWN}|．|{_ETHIOPIC}")


def closing(close: str, before: str, behind: str) -> int:
    """How many of the marks right behind a terminator close its sentence; the others open the next one.

    Args:
        close: quotation marks and brackets behind the terminator.
        before: the text up to it.
        behind: the text behind them.
    """
    if not behind or behind[0].isspace():
        return len(close)
    for place, character in enumerate(close):
        # Without a space behind them these open, and a straight one does where as many opened as closed before.
        if character in "“‘«‹" or (character == '"' and before.count('"') % 2 == 0):
            return place
    return len(close)


def is_own(mark: str) -> bool:
    """Whether a run of marks has one that belongs to a script and needs no space behind it."""
    return not mark.isascii() and _own().search(mark) is not None
