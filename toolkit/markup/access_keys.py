"""Access keys of menus and buttons: the sign in a label before the letter that a keyboard reaches it by.

Windows, Qt and .NET write ``&Fichier`` and ``A&ffichage``, GTK ``_Fichier``. No model has seen a word with such a sign
in it, so the sign is taken out, and stands before the first letter of the translation.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace

from toolkit.markup.model import Block, Mark

#: Signs by the programs that read them.
WINDOWS, GTK = "&", "_"
_ENTITY = re.compile(r"&#?\w+;")
_WORD_BEFORE, _WORD_BEHIND = re.compile(r"[^\W\d_]*\Z"), re.compile(r"[^\W\d_]+")
# What has one of these is an address, a formula or code.
_NO_LABEL = re.compile(r"[=/?@\\<>]")
# A word with a sign in it has so many letters, or it is an initialism: R&D.
_SHORTEST = 4
_MOST_WORDS = 8


def take_access_keys(blocks: Iterable[Block], signs: str = WINDOWS) -> None:
    """Make marks of the access keys in blocks; their texts lose the signs.

    Args:
        blocks: of a file with texts of programs.
        signs: that are looked for.
    """
    for block in blocks:
        for sign in signs:
            place = find_access_key(block.text, sign) if sign in block.text else None
            if place is not None and not any(m.fixed and m.start <= place < m.end for m in block.marks):
                _take(block, place, sign)


def find_access_key(text: str, sign: str = WINDOWS) -> int | None:
    """The offset of the sign of an access key; None where there is none, or more than one.

    Example:
        >>> [find_access_key(text) for text in ("&Fichier", "A&ffichage", "R&D", "Pain & beurre", "a=1&page=2")]
        [0, 1, None, None, None]
    """
    place = text.find(sign)
    if place < 0 or text.count(sign) > 1 or _ENTITY.match(text, place) or len(text.split()) > _MOST_WORDS:
        return None
    start = max(text.rfind(edge, 0, place) for edge in " \t>") + 1
    end = min(at for edge in " \t<" if (at := (text + edge).find(edge, place)) >= 0)
    before, behind = _WORD_BEFORE.search(text[start:place]), _WORD_BEHIND.match(text, place + 1)
    if before is None or behind is None or _NO_LABEL.search(text[start:end]):
        return None
    word = before.group() + behind.group()
    if not before.group():
        # What stands before it is no word, and no name of a variable: 1&page, _id.
        named = sign == GTK and word.islower() and word == text[place + 1 :]
        return None if named or text[place - 1 : place].isalnum() or len(word) == 1 else place
    if not behind.group().islower() or len(word) < _SHORTEST or (before.group().isupper() and len(before.group()) > 1):
        return None
    # A name with an underscore is one of code; a label has capitals or letters that code has not.
    if sign == GTK and word.isascii() and not (start == 0 and word[0].isupper()):
        return None
    return place


def _take(block: Block, place: int, sign: str) -> None:
    def moved(offset: int) -> int:
        return offset - (offset > place)

    marks = [replace(mark, start=moved(mark.start), end=moved(mark.end)) for mark in block.marks]
    depth = sum(mark.start <= place < mark.end for mark in block.marks)
    key = Mark(place, place, block.escape(sign), depth=depth, letter=True)
    at = bisect_right([mark.start for mark in marks], place)
    block.marks = [*marks[:at], key, *marks[at:]]
    block.text = block.text[:place] + block.text[place + 1 :]
