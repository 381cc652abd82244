"""What the formats of runs mean for their words: raised and lowered parts, words that only their looks part."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from toolkit.markup.docx_runs import main_style
from toolkit.markup.inline import Item, Kind, add_items
from toolkit.markup.model import BlockBuilder
from toolkit.markup.raised import Raised, head_of_compound
from toolkit.markup.raised import add as add_raised

_POSITION = re.compile(r"<(?:\w+:)?vertAlign\s[^<>]*\"(superscript|subscript)\"")
_BASELINE = re.compile(r"<(?:\w+:)?rPr\s[^<>]*?\bbaseline=\"(-?)0*([1-9]\d*)")
_LOOK = re.compile(r"<(?:\w+:)?(b|i|u|d?strike|highlight|hlinkClick|rStyle)(?=[\s/>])([^<>]*)>")
_DRAWN = re.compile(r"\s(b|i|u|strike)=\"([^\"]*)\"")
_OFF = frozenset(["0", "false", "off", "none", "noStrike"])
_NAMED = frozenset(["hlinkClick", "rStyle"])
_GROUND = re.compile("\1([^\1]*)\1\\Z")


def position_of(style: str) -> str:
    """Whether a format of Word, Excel or DrawingML raises or lowers: ``superscript``, ``subscript`` or nothing.

    Example:
        >>> position_of('<a:rPr baseline="-25000"/>'), position_of("<w:rPr><w:b/></w:rPr>")
        ('subscript', '')
    """
    if match := _POSITION.search(style):
        return match[1]
    match = _BASELINE.search(style)
    return "" if match is None else "subscript" if match[1] else "superscript"


def raised_run(item: Item) -> str:
    """The position of a span that is a format and nothing else, see :func:`toolkit.markup.docx_runs.formatted`."""
    code = item.code
    return position_of(code) if code.startswith("\1") and code.endswith("\1") else ""


def add_runs(
    builder: BlockBuilder,
    items: Sequence[Item],
    ground: str,
    position: Callable[[Item], str],
    write: Callable[[str, str, Item | None], str],
) -> None:
    """Add items to a block, those that are raised as what they are for the word before them.

    Args:
        builder: of the block.
        items: with their formats as spans.
        ground: the format of text that has no other.
        position: of a span, see :func:`position_of`.
        write: code of a text with the ground, or in the span.
    """
    for item in items:
        going = head_of_compound(builder, item.text) if item.kind is Kind.TEXT else ""
        if going and builder.continue_fixed(write(going, ground, None)):
            builder.add(item.text.removeprefix(going))
        elif item.kind is not Kind.SPAN:
            add_items(builder, [item])
        elif not _add_raised(builder, item, ground, position(item), write):
            own = _GROUND.search(item.code)
            builder.open(item.code)
            add_runs(builder, item.items, own[1] if own else ground, position, write)
            builder.close(item.close)


def _add_raised(
    builder: BlockBuilder, item: Item, ground: str, position: str, write: Callable[[str, str, Item | None], str]
) -> bool:
    shown = "".join(part.text for part in item.items)
    if not position or not shown or any(part.kind is not Kind.TEXT for part in item.items):
        return False
    lowered, plain = position == "subscript", shown == shown.strip()
    raised = Raised(shown.strip(), write(shown, ground, item), item.code, item.close, lowered, plain=plain)
    return add_raised(builder, raised, lambda text: write(text, ground, None))


def parted(items: Sequence[Item]) -> list[Item]:
    """Items of a paragraph where words that only their looks part, such as a struck word and the one that replaces it,
    are two: in a sentence by a blank, else as texts of their own.

    Example:
        >>> words = [Item(Kind.TEXT, "", "un", "<w:strike/>"), Item(Kind.TEXT, "", "deux", "<w:b/>")]
        >>> [item.kind.value for item in parted(words)]
        ['text', 'cut', 'text']
    """
    ends: list[int] = []
    text = ""
    for item in items:
        # What has no text of its own parts words by itself, or is one.
        text += item.text if item.kind is Kind.TEXT else "\0" if item.kind in (Kind.CUT, Kind.BREAK) else "\1"
        ends.append(len(text))
    spans = list(pairwise([0, *ends]))
    looks = [_look(item.style) for item in items]
    made: list[Item] = []
    for number, item in enumerate(items):
        if number and _are_two(text, spans, looks, number):
            place = spans[number][0]
            whole = text[:place].rpartition("\0")[2] + text[place:].partition("\0")[0]
            alone = not re.search(r"\s", whole.strip())
            made.append(Item(Kind.CUT, "") if alone else Item(Kind.TEXT, "", " ", style=main_style(items)))
        made.append(item)
    return made


def _are_two(text: str, spans: Sequence[tuple[int, int]], looks: Sequence[frozenset[str]], number: int) -> bool:
    """Whether words end and begin at the start of an item: each has one look, and both have what the other has not."""
    place = spans[number][0]
    before, behind = looks[number - 1], looks[number]
    if before == behind or not (text[:place][-1:].isalnum() and text[place : place + 1].isalnum()):
        return False
    struck = before & {"strike", "dstrike"}
    if not (before - behind and (behind - before or (struck and not struck & behind))):
        return False
    start, end = place, place
    while start and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    begun = {look for look, (a, b) in zip(looks, spans, strict=True) if a < place and b > start}
    ended = {look for look, (a, b) in zip(looks, spans, strict=True) if a < end and b > place}
    return begun == {before} and ended == {behind}


def _look(style: str) -> frozenset[str]:
    """What people see of a format."""
    found = set()
    for name, rest in _LOOK.findall(style):
        value = re.search(r"val=\"([^\"]*)\"", rest)
        if value is None or value[1] not in _OFF:
            found.add(name + rest.strip(" /") if name in _NAMED else name)
    return frozenset(found | {name for name, value in _DRAWN.findall(style) if value not in _OFF})
