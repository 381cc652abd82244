"""What no translation changes: addresses of pages and of mail, names of accounts, paths of files.

A model translates them (*exemple.fr* becomes *example.fr*) or loses a letter. It gets a short mark in the place of each
and copies that, as the models of translators' tools copy placeholders.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection

#: An address of mail; it begins at the beginning of a run of letters, or long runs would take long.
MAIL = r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_VERBATIM = re.compile(
    r"(?:(?i:https?|ftp|file)://|(?i:www)\.)[^\s<>\"«»“”]+"
    rf"|{MAIL}"
    # A site without more; other endings are French words too often, and web text loses the spaces behind its stops.
    r"|(?<![\w@.-])(?:[\w-]+\.)+(?:com|org|net|fr|gov|edu)\b(?:/[^\s<>\"«»“”]*)?"
    r"|(?<![\w@/.&])[@#][^\W\d]\w*"
    # Not behind a unit: 50 €/jour/personne.
    r"|(?<![^\s(\[\"'«“=:])(?:(?:~|\.\.?)/[\w.+-]+(?:/[\w.+-]*)*|/[\w.+-]+(?:/[\w.+-]*)+)"
)
_ENDS = ".,;:!?'’…"
_BRACKETS = {")": "(", "]": "[", "}": "{"}


def find(text: str) -> list[str]:
    """What must stay as it is, in order, without the punctuation of the sentence around it."""
    return [text[start:end] for start, end in _places(text)]


def hide(text: str) -> tuple[str, dict[str, str]]:
    """Put a mark such as ``[1]`` in the place of each.

    Returns:
        The text with marks that it did not have, and by mark what it stands for.
    """
    kept: dict[str, str] = {}
    parts, position = [], 0
    for start, end in _places(text):
        mark = new_mark(text, kept)
        kept[mark] = text[start:end]
        parts += [text[position:start], mark]
        position = end
    return "".join([*parts, text[position:]]), kept


def new_mark(text: str, used: Collection[str]) -> str:
    """A mark that is not used yet, and that a text does not have."""
    # Those before are all used, or in the text.
    numbers = itertools.count(len(used) + 1)
    return next(mark for number in numbers if (mark := f"[{number}]") not in used and mark not in text)


def is_whole(text: str, kept: dict[str, str]) -> bool:
    """Whether each mark stands in a translation once."""
    return all(text.count(mark) == 1 for mark in kept)


def show(text: str, kept: dict[str, str]) -> str:
    """The text with what the marks stand for."""
    # All at once: what one stands for may look like another.
    return re.sub(r"\[\d+\]", lambda m: kept.get(m[0], m[0]), text) if kept else text


def _places(text: str) -> list[tuple[int, int]]:
    places = []
    for match in _VERBATIM.finditer(text):
        found = match.group().rstrip(_ENDS)
        while found and found[-1] in _BRACKETS and found.count(found[-1]) > found.count(_BRACKETS[found[-1]]):
            found = found[:-1].rstrip(_ENDS)
        if found:
            places.append((match.start(), match.start() + len(found)))
    return places
