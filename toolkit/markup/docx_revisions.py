"""Tracked changes of Word: insertions, deletions and moves, so that the text is sound accepted and rejected.

The sentence that is translated is the accepted one; an insertion goes around the words that it is translated by. The
rejected sentence is translated too, and each deletion takes from it the words that its own are translated by: a deleted
word out of its sentence could mean anything. A change inside of a word is one of the whole word, as another form of a
word is often another word in the other language; where there was only an insertion or only a deletion, the other one is
written beside it, by the same author.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from toolkit.markup.inline import Item, Kind, flat, source, take_before, take_behind, whole_words, word_goes_on
from toolkit.markup.model import Block, BlockBuilder, Page, escape_text, loose_block

#: Keys of items: what stands in the text when all changes are accepted, and what when all are rejected.
INSERTED, DELETED = "inserted", "deleted"
_PLACE = re.compile("\5([0-9]+)\5")
# So many words have a translation of their own; links of single words would seldom find all of it.
_LONG = 3
_ID = re.compile(r"(:id\s*=\s*[\"'])([^\"']*)")
_REVISION = re.compile(r"(</?(?:[\w.-]+:)?)(ins|moveTo|del|moveFrom)\b")


@dataclass(slots=True)
class RevisedPage(Page):
    """A page with tracked changes.

    Attributes:
        deleted: texts of deletions, each with blanks around it, by number.
    """

    deleted: list[str] = field(default_factory=list)

    def place(self, text: str) -> str:
        """Code that stands for the translation of a deleted text."""
        self.deleted.append(text)
        return f"\5{len(self.deleted) - 1}\5"

    def fill(self, blocks: Sequence[Block | None]) -> str:
        told: dict[int, str] = {}
        for block in blocks:
            for mark in block.marks if block else []:
                if place := _PLACE.fullmatch(mark.opening):
                    told[int(place[1])] = block.text[mark.start : mark.end].strip() if block else ""

        def text(match: re.Match[str]) -> str:
            number = int(match[1])
            old = self.deleted[number]
            core = old.strip()
            before, _, after = old.partition(core) if core else (old, "", "")
            return escape_text(before + (told.get(number) or core) + after)

        return _PLACE.sub(text, Page.fill(self, blocks))


class Revisions:
    """Makes the changes of a paragraph ready for its translation.

    Args:
        page: gets the rejected sentences.
        first_id: for revisions that are written anew.
        prefix: that the file has for Word's own elements, with its colon.
    """

    def __init__(self, page: RevisedPage, first_id: int, prefix: str) -> None:
        self._page, self._id, self._w = page, first_id, prefix

    def settled(self, items: Sequence[Item]) -> list[Item]:
        """The items of a paragraph as they are when accepted; what was deleted is code that goes with its neighbour."""
        if not any(item.key == DELETED or item.key == INSERTED for item in _spans(items)):
            return list(items)
        widened = self._widened(items)
        settled = self._closed(widened)
        self._reject(widened)
        return settled

    def _widened(self, items: Sequence[Item]) -> list[Item]:
        """Items whose changes are of whole words."""
        made: list[Item] = []
        rest = deque(items)
        while rest:
            item = rest.popleft()
            if item.key not in (INSERTED, DELETED):
                made.append(replace(item, items=self._widened(item.items)) if item.kind is Kind.SPAN else item)
                continue
            changes = [item]
            while rest and rest[0].key in (INSERTED, DELETED):
                changes.append(rest.popleft())
            texts = (_text(changes, INSERTED), _text(changes, DELETED))
            before, after = (made[-1].text if made else ""), (rest[0].text if rest else "")
            # A text without the change goes on with what follows it.
            left = take_before(made, self._write) if any((text or after)[:1].isalnum() for text in texts) else []
            right = take_behind(rest, self._write) if any((text or before)[-1:].isalnum() for text in texts) else []
            begun, going = word_goes_on(reversed(made), -1), word_goes_on(rest, 0)
            # A word that goes on behind the end of a range: nothing of it moves.
            if not left and begun and any(text[:1].isalnum() if text else going for text in texts):
                made.append(Item(Kind.CUT, ""))
            if not right and going and any(text[-1:].isalnum() if text else begun for text in texts):
                rest.appendleft(Item(Kind.CUT, ""))
            changes = self._wider(changes, left, right) if left or right else changes
            for one, other in pairwise(item for item in changes if item.key == DELETED):
                other.items = whole_words([one], other.items, self._write)
            made += changes
        return made

    def _write(self, text: str, style: str) -> str:
        return self._run(text, style).code

    def _run(self, text: str, style: str, tag: str = "t") -> Item:
        code = self._marked_run(escape_text(text), style, tag) if text else ""
        return Item(Kind.TEXT, code, text, style)

    def _marked_run(self, code: str, style: str, tag: str) -> str:
        return f'<{self._w}r>{style}<{self._w}{tag} xml:space="preserve">{code}</{self._w}{tag}></{self._w}r>'

    def _wider(self, changes: Sequence[Item], left: list[Item], right: list[Item]) -> list[Item]:
        wider = list(changes)
        for key in (DELETED, INSERTED):
            numbers = [number for number, item in enumerate(wider) if item.key == key]
            if not numbers:
                # Beside an insertion, a deletion of the word as it was before, and the other way round.
                other = self._counterpart(wider[0], key)
                wider.insert(0 if key == DELETED else len(wider), other)
                numbers = [0 if key == DELETED else len(wider) - 1]
            first, last = wider[numbers[0]], wider[numbers[-1]]
            wider[numbers[0]] = replace(first, items=[*left, *first.items])
            last = wider[numbers[-1]]
            wider[numbers[-1]] = replace(last, items=[*last.items, *right])
        return wider

    def _counterpart(self, item: Item, key: str) -> Item:
        name = "del" if key == DELETED else "ins"
        self._id += 1
        start = _ID.sub(rf"\g<1>{self._id}", _REVISION.sub(rf"\g<1>{name}", item.code, count=1))
        return Item(Kind.SPAN, start, close=_REVISION.sub(rf"\g<1>{name}", item.close), key=key)

    def _closed(self, items: Sequence[Item], inserted: bool = False) -> list[Item]:
        """Items where deletions are code, beside the insertion that stands for them."""
        made: list[Item] = []
        for item in items:
            if item.key == DELETED:
                item.text = "".join(part.text for part in flat(item.items))
                item = Item(Kind.POINT, item.code + self._deleted(item, inserted) + item.close, key=DELETED)
            elif item.key == INSERTED and _is_sign(item):
                # It has no translation of its own, and stays beside its word.
                item = Item(Kind.POINT, item.code + source(item.items) + item.close)
            elif item.kind is Kind.SPAN:
                item = replace(item, items=self._closed(item.items, inserted or item.key == INSERTED))
            last = made[-1] if made else None
            if last and last.key == DELETED and item.key == INSERTED:
                made[-1] = replace(item, code=last.code + item.code)
            elif last and last.key == INSERTED and item.key == DELETED and "\5" not in last.code:
                made[-1] = replace(last, close=last.close + item.code)
            else:
                made.append(item)
        return made

    def _deleted(self, deletion: Item, inserted: bool) -> str:
        """The content of a deletion, with a place for the translation of its text in its first run."""
        tag = "t" if re.match(r"<(?:[\w.-]+:)?moveFrom\b", deletion.code) else "delText"
        texts = [item for item in deletion.items if item.kind is Kind.TEXT]
        place = ""
        if not inserted and any(map(str.isalpha, deletion.text)):
            place = self._told(deletion)
        code = []
        for item in deletion.items:
            if item.kind is not Kind.TEXT:
                code.append(item.code)
            elif not place:
                code.append(self._run(item.text, item.style, tag).code)
            elif item is texts[0]:
                style = max(texts, key=lambda text: len(text.text)).style
                code.append(self._marked_run(place, style, tag))
        return "".join(code)

    def _told(self, deletion: Item) -> str:
        """A place for the translation of a deletion: by itself where it is long, else in its sentence."""
        core = deletion.text.strip()
        if len(re.findall(r"\w+", core)) < _LONG:
            place = self._page.place(deletion.text)
            deletion.key = f"{DELETED} {place}"
            return place
        before, _, after = deletion.text.partition(core)
        return escape_text(before) + self._page.hole(loose_block(core)) + escape_text(after)

    def _reject(self, items: Sequence[Item]) -> None:
        """Give the page the rejected sentences that hold a deletion."""
        builder, waiting, last, gone = BlockBuilder(), False, "", False
        for item in [*_rejected(items), Item(Kind.CUT, "")]:
            if item.kind in (Kind.CUT, Kind.BREAK):
                if waiting:
                    block = builder.block("", escape_text)
                    block.attribute = True
                    self._page.inner.append(block)
                builder, waiting, last, gone = BlockBuilder(), False, "", False
                continue
            if not item.text or item.kind is Kind.POINT:
                continue
            if last[-1:].isalnum() and item.text[0].isalnum() and (gone or item.key.startswith(DELETED)):
                # What is left of a word that a change shares with what is no neighbour.
                builder.add(" ")
            last, gone = item.text, item.key.startswith(DELETED)
            if "\5" in item.key:
                waiting = True
                builder.open(item.key.removeprefix(f"{DELETED} "))
                builder.add(item.text)
                builder.close("")
            else:
                builder.add(item.text)


def _spans(items: Sequence[Item]) -> Iterator[Item]:
    for item in items:
        if item.kind is Kind.SPAN:
            yield item
            yield from _spans(item.items)


def _rejected(items: Sequence[Item]) -> Iterator[Item]:
    """What stands in the text when all changes are rejected."""
    for item in items:
        if item.key.startswith(DELETED) or item.kind is not Kind.SPAN:
            yield item
        elif item.key != INSERTED:
            yield from _rejected(item.items)


def _is_sign(item: Item) -> bool:
    text = "".join(part.text for part in flat(item.items))
    return bool(text.strip()) and not any(map(str.isalnum, text))


def _text(items: Sequence[Item], key: str) -> str:
    return "".join(part.text for item in items if item.key == key for part in flat(item.items))
