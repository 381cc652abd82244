"""What stands in a paragraph of a word processor, as a tree: texts, places, ranges, and markup around them.

A paragraph is cut where nothing may move: at tabs, at line breaks that end a sentence or a line of its own, and at code
whose other half stands elsewhere, such as the beginning of a table of contents. Each piece between is a block.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from toolkit.markup.model import Block, BlockBuilder, says_something

# What numbers an item of a list by hand, before a tab.
_LABEL = re.compile(r"\(?(?:[a-zA-Z]|[ivxIVX]{1,4})[.)]")
# No-break spaces too: at the edge of a text they are on purpose, and no model gives them back.
_BLANK = " \t\r\n\f\u00a0\u202f"
_WORD_END, _WORD_START = re.compile(r"(?<!\w)\w+\Z"), re.compile(r"\w+")


class Kind(Enum):
    """What an item of a paragraph is to its sentence."""

    #: Text to translate.
    TEXT = "text"
    #: Something without text that has its place: an image, the mark of a note.
    POINT = "point"
    #: A line break; it parts sentences, or stands inside of one.
    BREAK = "break"
    #: A word of the sentence that is never translated: a field, an equation.
    FIXED = "fixed"
    #: The same, but what stands at an edge of the paragraph is no word: a symbol.
    SIGN = "sign"
    #: Code that never moves.
    CUT = "cut"
    #: One end of a range.
    EDGE = "edge"
    #: Markup around other items.
    SPAN = "span"


@dataclass(slots=True)
class Item:
    """A part of a paragraph.

    Attributes:
        kind: what it is to its sentence.
        code: as it is written; of a span, what stands before its items.
        text: what people read.
        style: of text, as code.
        close: of a span, what stands behind its items.
        items: of a span.
        key: of one end of a range, the same at both.
        language: that a text says to be in, where formats do not tell languages.
        raised: of a span that raises or lowers a part of a word: ``superscript``, ``subscript``; else nothing.
    """

    kind: Kind
    code: str
    text: str = ""
    style: str = ""
    close: str = ""
    items: list[Item] = field(default_factory=list)
    key: str = ""
    language: str = ""
    raised: str = ""


def source(items: Iterable[Item]) -> str:
    """Items as they are written."""
    return "".join(item.code + (source(item.items) + item.close if item.kind is Kind.SPAN else "") for item in items)


def flat(items: Iterable[Item]) -> Iterator[Item]:
    """All items but spans, in order."""
    for item in items:
        if item.kind is Kind.SPAN:
            yield from flat(item.items)
        else:
            yield item


def has_words(items: Iterable[Item]) -> bool:
    """Whether there is anything to translate."""
    parts = list(flat(items))
    text = "".join(item.text for item in parts if item.kind is Kind.TEXT)
    if any(item.kind in (Kind.FIXED, Kind.SIGN) for item in parts):
        return any(map(str.isalpha, text))
    return says_something(text)


def compose(
    items: Sequence[Item], write: Callable[[str, str], str], build: Callable[[list[Item]], Block]
) -> list[str | Block]:
    """Cut a paragraph into blocks and the code between them.

    Args:
        items: of the paragraph.
        write: text with a style as code.
        build: makes a block of items.
    """
    pieces = _with_whole_words(items, write)
    _settle_breaks(pieces)
    return _compose(pieces, write, build)


def _compose(
    items: Sequence[Item], write: Callable[[str, str], str], build: Callable[[list[Item]], Block]
) -> list[str | Block]:
    parts: list[str | Block] = []
    group: list[Item] = []

    def flush() -> None:
        before, core, after = _trimmed(group, write)
        parts.append(source(before))
        label = _LABEL.fullmatch(_shown(core))
        parts.append(build(core) if has_words(core) and not label else source(core))
        parts.append(source(after))
        group.clear()

    for item in items:
        if item.kind is Kind.CUT:
            flush()
            parts.append(item.code)
        elif item.kind is Kind.SPAN and any(inner.kind is Kind.CUT for inner in flat(item.items)):
            flush()
            parts += [item.code, *_compose(item.items, write, build), item.close]
        else:
            group.append(item)
    flush()
    return parts


def _with_whole_words(items: Sequence[Item], write: Callable[[str, str], str]) -> list[Item]:
    """Items where no span begins or ends inside of a word: it takes all of it.

    A part of a word has no translation of its own. Formats are no spans yet.
    """
    made: list[Item] = []
    rest = deque(items)
    while rest:
        item = rest.popleft()
        if item.kind is Kind.SPAN and not item.raised:
            inner = item.items
            shown = _shown(inner)
            if shown.strip() and not any(map(str.isalnum, shown)) and not item.key:
                # A link that is an arrow: nothing that a translation could be found for.
                made.append(Item(Kind.SIGN, item.code + source(inner) + item.close, shown))
                continue
            if shown[:1].isalnum():
                inner = whole_words(made, [*take_before(made, write), *inner], write)
            if shown[:1].isalnum() and not (made and made[-1].kind is Kind.SPAN) and word_goes_on(reversed(made), -1):
                made.append(Item(Kind.CUT, ""))
            if shown[-1:].isalnum():
                inner = [*inner, *take_behind(rest, write)]
                if not (rest and rest[0].kind is Kind.SPAN) and word_goes_on(rest, 0):
                    rest.appendleft(Item(Kind.CUT, ""))
            made.append(replace(item, items=_with_whole_words(inner, write)))
            continue
        made.append(item)
    return made


def whole_words(made: list[Item], inner: list[Item], write: Callable[[str, str], str]) -> list[Item]:
    """The items of a span where a word goes on from the span before: one of them gets it, or both stand alone."""
    last = made[-1] if made and made[-1].kind is Kind.SPAN else None
    if last is None or not _shown(last.items)[-1:].isalnum():
        return inner
    following = deque(inner)
    begun = take_behind(following, write)
    if begun and any(map(str.isalnum, _shown(following))):
        last.items += begun
        return list(following)
    begun = take_before(before := list(last.items), write)
    if begun and any(map(str.isalnum, _shown(before))):
        last.items = before
        if _shown(before)[-1:].isalnum():
            made.append(Item(Kind.CUT, ""))
        return [*begun, *inner]
    made.append(Item(Kind.CUT, ""))
    return inner


def word_goes_on(items: Iterable[Item], place: int) -> bool:
    """Whether a word goes on behind or before what has no text: an image inside of a word."""
    for item in items:
        text = _shown([item])
        if text or item.kind not in (Kind.POINT, Kind.EDGE, Kind.SPAN):
            return item.kind in (Kind.TEXT, Kind.SPAN) and text[place].isalnum()
    return False


def _shown(items: Iterable[Item]) -> str:
    return "".join(part.text for part in flat(items))


def take_before(items: list[Item], write: Callable[[str, str], str]) -> list[Item]:
    """Take the beginning of a word from the end of some items."""
    taken: list[Item] = []
    while items and items[-1].kind is Kind.TEXT and (word := _WORD_END.search(items[-1].text)):
        kept, moved = _parted(items.pop(), word.start(), write)
        taken.insert(0, moved)
        if kept.text:
            items.append(kept)
            break
    return taken


def take_behind(items: deque[Item], write: Callable[[str, str], str]) -> list[Item]:
    """Take the end of a word from the beginning of some items."""
    taken: list[Item] = []
    while items and items[0].kind is Kind.TEXT and (word := _WORD_START.match(items[0].text)):
        moved, kept = _parted(items.popleft(), word.end(), write)
        taken.append(moved)
        if kept.text:
            items.appendleft(kept)
            break
    return taken


def _parted(item: Item, place: int, write: Callable[[str, str], str]) -> tuple[Item, Item]:
    """Text as two items."""
    one, other = item.text[:place], item.text[place:]
    return replace(item, text=one, code=write(one, item.style)), replace(
        item, text=other, code=write(other, item.style)
    )


def _settle_breaks(items: Sequence[Item]) -> None:
    """Decide which line breaks stand inside a sentence: those that a small letter follows, and no stop precedes."""
    line = [item for item in flat(items) if item.kind is Kind.BREAK or item.text.strip()]
    for number, item in enumerate(line):
        if item.kind is Kind.BREAK:
            before = line[number - 1].text.rstrip() if number else ""
            after = line[number + 1].text.lstrip() if number + 1 < len(line) else ""
            if not (before and before[-1] not in ".!?…:;" and after[:1].islower()):
                item.kind = Kind.CUT


def _trimmed(group: Sequence[Item], write: Callable[[str, str], str]) -> tuple[list[Item], list[Item], list[Item]]:
    """What stands before the first word of a group, the words, and what stands behind the last."""
    items = [piece for item in group for piece in split_blanks(item, write)]
    filled = [number for number, item in enumerate(items) if _is_word(item)]
    if not filled:
        return items, [], []
    first, last = filled[0], filled[-1] + 1
    inside = Counter(item.key for item in flat(items[first:last]) if item.key)
    # A range with one end among the words has the other there too.
    first = next((n for n in range(first) if inside[items[n].key]), first)
    last = next((n + 1 for n in range(len(items) - 1, last - 1, -1) if inside[items[n].key]), last)
    return items[:first], items[first:last], items[last:]


def split_blanks(item: Item, write: Callable[[str, str], str]) -> list[Item]:
    """Text with the blanks at its edges as items of their own."""
    # A command that stands for a sign and its no-break space is one.
    plain = item.kind is Kind.TEXT and write(item.text, item.style) == item.code
    core = item.text.strip(_BLANK if plain else _BLANK.rstrip("\u00a0\u202f"))
    if item.kind is not Kind.TEXT or core in ("", item.text):
        return [item]
    start = item.text.index(core)
    pieces = (item.text[:start], core, item.text[start + len(core) :])
    return [replace(item, text=piece, code=write(piece, item.style)) for piece in pieces if piece]


def _is_word(item: Item) -> bool:
    if item.kind is Kind.SPAN:
        return any(map(_is_word, item.items))
    return item.kind is Kind.FIXED or (item.kind is Kind.TEXT and bool(item.text.strip(_BLANK)))


def add_items(builder: BlockBuilder, items: Iterable[Item]) -> None:
    """Add items to a block."""
    for item in items:
        if item.kind is Kind.SPAN:
            builder.open(item.code)
            add_items(builder, item.items)
            builder.close(item.close)
        elif item.kind is Kind.TEXT:
            builder.add(item.text)
        elif item.kind in (Kind.FIXED, Kind.SIGN):
            builder.fixed(item.code)
        elif item.kind is Kind.BREAK:
            builder.line_break(item.code)
        elif item.kind is Kind.EDGE:
            builder.edge(item.code, item.key)
        else:
            builder.empty(item.code)
