"""Addresses of pages and of mail, accounts, paths of files."""

from __future__ import annotations

import re

#: An address of mail; it begins at the beginning of a run of letters, or long runs would take long.
MAIL = r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
#: An address, with the punctuation of the sentence behind it; see :func:`without_ends`.
ADDRESS = re.compile(
    r"(?:(?i:https?|ftp|file)://|(?i:www)\.)[^\s<>\"«»“”]+"
    rf"|{MAIL}"
    # A site without more; other endings are French words too often, and web text loses the spaces behind its stops.
    r"|(?<![\w@.-])(?:[\w-]+\.)+(?:com|org|net|fr|gov|edu)\b(?:/[^\s<>\"«»“”]*)?"
    r"|(?<![\w@/.&])[@#][^\W\d]\w*"
    # Not behind a unit: 50 €/jour/personne.
    r"|(?<![^\s(\[\"'«“=:])(?:(?:~|\.\.?)/[\w.+-]+(?:/[\w.+-]*)*|/[\w.+-]+(?:/[\w.+-]*)+)"
    # A path of Windows.
    r"|(?<!\w)[A-Za-z]:\\(?:[^\s\\/:*?\"<>|]+\\)*[^\s\\/:*?\"<>|]*"
)
_ENDS = ".,;:!?'’…"
_BRACKETS = {")": "(", "]": "[", "}": "{"}


def without_ends(found: str) -> str:
    """What was found less the punctuation and the brackets of the sentence around it."""
    found = found.rstrip(_ENDS)
    while found and found[-1] in _BRACKETS and found.count(found[-1]) > found.count(_BRACKETS[found[-1]]):
        found = found[:-1].rstrip(_ENDS)
    return found
