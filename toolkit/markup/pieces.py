"""Strings of programs that hold code and tags beside their words: cut into items, and these composed into blocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from toolkit.markup.inline import Item, Kind, compose, source
from toolkit.markup.model import Block

# A comment, a whole tag, or one that goes on behind code: <a href="{ $address }">.
_TAG = re.compile(r"<!--.*?-->|<(/?)([A-Za-z][\w.:-]*)(?:\s[^<>]*|/)?>|</?[A-Za-z][^<>]*\Z", re.DOTALL)
_NAME = re.compile(r"<(/?)([A-Za-z][\w.:-]*)")
# What is in these is never language.
_CODE = frozenset("code kbd samp var tt pre script style".split())
_LINES = frozenset(["br"])


@dataclass(slots=True)
class _Tag:
    """A tag on its way to its other half."""

    item: Item
    name: str
    closes: bool
    alone: bool


def composed(
    items: Sequence[Item], write: Callable[[str, str], str], build: Callable[[list[Item]], Block]
) -> list[str | Block]:
    """Cut a string into blocks and the code between them; tags of HTML stay around their words.

    Args:
        items: of the string, flat; the code of a text without escapes is the text.
        write: text with a style as code.
        build: makes a block of items.

    Returns:
        Parts that are the code of the items where nobody changes them. What cannot be cut so stays code.
    """
    code = source(items)
    for nested in (with_tags(items), list(items)):
        parts = compose([_shown(_copy(item)) for item in nested], write, build)
        if "".join(part if isinstance(part, str) else part.code for part in parts) == code:
            return parts
    return [code]


def _copy(item: Item) -> Item:
    """An item that may be changed."""
    return replace(item, items=[_copy(inner) for inner in item.items])


def _shown(item: Item) -> Item:
    """An item whose code is a word for the sentence: a line that begins with it goes on with the line before."""
    return replace(item, text="x") if item.kind is Kind.FIXED else item


def with_tags(items: Sequence[Item]) -> list[Item]:
    """Items with spans in the place of pairs of tags, and points in the place of lone ones."""
    open_tags: list[tuple[_Tag, int]] = []
    made: list[Item] = []
    for piece in _tagged(items):
        if isinstance(piece, Item):
            made.append(piece)
            continue
        place = next((n for n in range(len(open_tags) - 1, -1, -1) if open_tags[n][0].name == piece.name), None)
        if not piece.closes or place is None:
            if not piece.closes and not piece.alone:
                open_tags.append((piece, len(made)))
            made.append(piece.item)
            continue
        tag, start = open_tags[place]
        del open_tags[place:]
        inner = made[start + 1 :]
        span = Item(Kind.SPAN, tag.item.code, close=piece.item.code, items=inner)
        made[start:] = [Item(Kind.FIXED, source([span])) if piece.name in _CODE else span]
    return made


def _tagged(items: Sequence[Item]) -> Iterator[Item | _Tag]:
    """Items and tags in order; a tag may have code inside."""
    begun = ""
    for number, item in enumerate(items):
        plain = item.kind is Kind.TEXT and item.code == item.text
        rest = item.text
        if begun:
            head, closing, rest = rest.partition(">") if plain else ("", "", "")
            if not closing:
                begun += item.code
                continue
            yield _tag(f"{begun}{head}>")
            begun = ""
        elif not plain:
            yield item
            continue
        position = 0
        for match in _TAG.finditer(rest):
            if match.group()[-1] != ">" and not _ends(items[number + 1 :]):
                continue
            if match.start() > position:
                yield _part(item, rest[position : match.start()])
            position = match.end()
            if match.group()[-1] == ">":
                yield _tag(match.group())
            else:
                begun = match.group()
        if rest[position:]:
            yield _part(item, rest[position:])


def _part(item: Item, text: str) -> Item:
    return replace(item, code=text, text=text)


def _ends(items: Iterable[Item]) -> bool:
    """Whether a tag that has begun ends in one of the items, before another one begins."""
    for item in items:
        if item.kind is Kind.TEXT and item.code == item.text and (sign := re.search("[<>]", item.text)):
            return sign.group() == ">"
    return False


def _tag(code: str) -> Item | _Tag:
    match = _NAME.match(code)
    if match is None:
        return Item(Kind.POINT, code)
    name = match[2].lower()
    if name in _LINES:
        return Item(Kind.BREAK, code)
    return _Tag(Item(Kind.POINT, code), name, bool(match[1]), code.endswith("/>"))
