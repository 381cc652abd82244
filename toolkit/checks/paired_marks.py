"""Marks that come in pairs: brackets and double quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.checks.placeholders import plain
from toolkit.languages.habits import QUOTED_ONCE
from toolkit.languages.tags import primary_language
from toolkit.text.finders import SMILEY
from toolkit.units import TranslationUnit

_BRACKETS = (("(", ")"), ("[", "]"), ("{", "}"))
# Items of a list close what nobody opened: "a)" and "1)", at the beginning or behind a mark; behind what may stand
# within a sentence they are items only if the source has some.
_LABEL = r"(?:[^\W\d_]|\d{1,2}|[ivxlc]{1,5})$"
_ITEM = re.compile(rf"(?:^|\n\s*|[.;:!?•*]\s+){_LABEL}")
_ITEM_WITHIN = re.compile(rf"(?:[,–—(-]\s+|\b(?:and|or|et|ou|und|oder|y|o|e)\s+){_LABEL}")
_ITEM_LENGTH = 10
_MARK = re.compile('[«»“”„"]')
_INCHES = re.compile(r"(?<=\d)\"")
_WORD, _SENTENCE = re.compile(r"[^\W\d_]+"), 4
_BEFORE, _SENTENCE_ENDS = "([{-–—:/", ".!?…"


def check_brackets(unit: TranslationUnit) -> Iterator[str]:
    """Brackets that are opened and not closed, or the other way round, in another way than those of the source."""
    if not any(b in unit.target for pair in _BRACKETS for b in pair):
        return
    source, target = plain(unit.source), plain(unit.target)
    for opening, closing in _BRACKETS:
        # What looks like a face may be the end of an aside in French: "(valeur :)".
        if all(
            _differ(*sides, opening, closing) for sides in ((source, target), map(_without_faces, (source, target)))
        ):
            yield f"the brackets '{opening}{closing}' of the target are not paired"


def _without_faces(text: str) -> str:
    # An eight may be an amount: "for ages 3 to 8)".
    return SMILEY.sub(lambda match: match[0] if match[0][0] == "8" else "", text)


def _differ(source: str, target: str, opening: str, closing: str) -> bool:
    """Whether brackets of the target are not paired, and not as those of the source are not."""
    closed = _unpaired(source, opening, closing, False)[1]
    found = _unpaired(target, opening, closing, closed > 0)
    return any(found) and found != _unpaired(source, opening, closing, True)


def _unpaired(text: str, opening: str, closing: str, has_items: bool) -> tuple[int, int]:
    """How many are opened and not closed, and closed and not opened but by items of a list."""
    opened = closed = 0
    for place, sign in enumerate(text):
        if sign == opening:
            opened += 1
        elif sign == closing and opened:
            opened -= 1
        elif sign == closing:
            closed += closing != ")" or not _is_item(text[max(0, place - _ITEM_LENGTH) : place], has_items)
    return opened, closed


def _is_item(before: str, within: bool) -> bool:
    """Whether what stands before a bracket is the label of an item, one within a sentence or not."""
    return _ITEM.search(before) is not None or (within and _ITEM_WITHIN.search(before) is not None)


def check_quotes(unit: TranslationUnit) -> Iterator[str]:
    """Double quotation marks that are opened and not closed, where those of the source are paired."""
    if _are_odd(unit.target) and not _are_odd(unit.source) and not _goes_on(unit):
        yield "the quotation marks of the target are not paired"


def _are_odd(text: str) -> bool:
    """Whether the double marks are odd in number: of any kind, as straight ones pair with any other."""
    if not _MARK.search(text):
        return False
    text = plain(text)
    inches = len(_INCHES.findall(text))
    # The mark behind a digit is one of inches (5") or of a quotation ("5").
    return len(_MARK.findall(text)) % 2 == 1 and not inches % 2


def _goes_on(unit: TranslationUnit) -> bool:
    """Whether a quotation of several sentences may begin or end in another unit.

    The source tells it from a lost mark: it has no marks, or ends with its quotation, or is one as a whole.
    """
    if primary_language(unit.target_language) not in QUOTED_ONCE:
        return False
    source, target = plain(unit.source).strip(), plain(unit.target).strip()
    places = [match.start() for match in _MARK.finditer(source)]
    begins = not places or not _WORD.search(source, 0, places[0])
    ends = not places or not _WORD.search(source, places[-1])
    opens, place = _alone(target)
    if opens:
        return ends and target[-1] in _SENTENCE_ENDS and _has_words(target[place:])
    return begins and ends and _has_words(target[:place]) and not (places and _WORD.search(target, place))


def _has_words(text: str) -> bool:
    return len(_WORD.findall(text)) >= _SENTENCE


def _alone(text: str) -> tuple[bool, int]:
    """The mark without another one, of an odd number: whether it opens a quotation, and where it stands."""
    opened = -1
    for match in _MARK.finditer(text):
        place = match.start()
        if opened >= 0:
            opened = -1
        elif _opens(text, place):
            opened = place
        else:
            return False, place
    return True, opened


def _opens(text: str, place: int) -> bool:
    before, after = text[:place][-1:], text[place + 1 : place + 2]
    if text[place] in "«»„”":
        return text[place] in "«„"
    return (not before.strip() or before in _BEFORE) and bool(after.strip())
