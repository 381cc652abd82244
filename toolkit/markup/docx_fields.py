"""Fields of Word (ECMA-376 part 1, 17.16): which of them are text, which are data, and where each begins and ends.

A complex field is a run of marks: ``begin``, its instruction, ``separate``, its result, ``end``; fields stand in
instructions and results of others, and a field may go on over several paragraphs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from toolkit.markup.inline import Item, Kind, flat, source

# Their result is text of the document's language, around which the field stays.
_TEXT = frozenset("HYPERLINK TOC INDEX TOA FORMTEXT INCLUDETEXT QUOTE".split())
# A word of the sentence, whose result has words of the document's language for all that.
_WORDED = frozenset("REF STYLEREF DATE TIME CREATEDATE SAVEDATE PRINTDATE".split())
# Nobody sees them in the text.
_UNSEEN = frozenset("XE TC TA RD SET ASK PRIVATE ADVANCE NEXT NEXTIF SKIPIF BIDIOUTLINE".split())

#: Keys of items that are a mark of a field.
BEGIN, SEPARATE, END, INSTRUCTION = "begin", "separate", "end", "instruction"
MARKS = frozenset({BEGIN, SEPARATE, END, INSTRUCTION})


def make_field(name: str, opening: str, result: list[Item], closing: str, inside: Callable[[list[Item]], str]) -> Item:
    """A whole field.

    Args:
        name: the first word of its instruction.
        opening: code up to its result.
        result: what it shows.
        closing: code behind it.
        inside: makes code of a result that is translated by itself.
    """
    name = name.upper()
    shown = "".join(item.text for item in flat(result))
    # A field of a form that nobody has filled in shows blanks, and no text is made of blanks alone.
    if name in _TEXT and (shown.strip() or not shown):
        return Item(Kind.SPAN, opening, items=result, close=closing)
    code = inside(result) if name in _WORDED else source(result)
    return Item(Kind.POINT if name in _UNSEEN else Kind.FIXED, opening + code + closing, shown)


def first_word(instruction: str) -> str:
    """The name of a field by its instruction; bookmarks alone are references, too."""
    return (instruction.split() or [""])[0]


class Fields:
    """Puts the marks of fields together; remembers which fields go on in the next paragraph."""

    def __init__(self) -> None:
        # For each field that has not ended yet, whether its instruction goes on.
        self._open: list[bool] = []

    def paired(self, items: Sequence[Item], inside: Callable[[list[Item]], str]) -> list[Item]:
        """The items of a paragraph with whole fields; what has no other half here becomes code that never moves.

        Args:
            items: those whose key is a mark of a field are put together.
            inside: makes code of a result that is translated by itself.
        """
        return self._settled(_paired(items, inside))

    def _settled(self, items: Sequence[Item]) -> list[Item]:
        settled: list[Item] = []
        for item in items:
            mark = item.key if item.kind is Kind.POINT and item.key in MARKS else ""
            if mark == BEGIN:
                self._open.append(True)
            elif mark == SEPARATE and self._open:
                self._open[-1] = False
            elif mark == END and self._open:
                self._open.pop()
            elif item.kind is Kind.SPAN:
                item.items = self._settled(item.items)
                settled.append(item)
                continue
            elif not mark and (True not in self._open or item.kind is Kind.TEXT):
                # Instructions have no text of their own: a field that has some there has lost its marks.
                settled.append(item)
                continue
            # A mark without its other half, or a part of an instruction.
            settled.append(Item(Kind.CUT, item.code))
        return settled


def _paired(items: Sequence[Item], inside: Callable[[list[Item]], str]) -> list[Item]:
    pieces: list[Item] = []
    begun: list[int] = []
    for item in items:
        if item.kind is Kind.SPAN:
            item.items = _paired(item.items, inside)
        if item.kind is Kind.POINT and item.key == END and begun:
            start = begun.pop()
            field = pieces[start:]
            parted = [n for n, piece in enumerate(field) if piece.kind is Kind.POINT and piece.key == SEPARATE]
            split = parted[0] + 1 if parted else len(field)
            instruction = "".join(piece.text for piece in field[:split] if piece.key == INSTRUCTION)
            opening, result = source(field[:split]), field[split:]
            pieces[start:] = [make_field(first_word(instruction), opening, result, item.code, inside)]
            continue
        if item.kind is Kind.POINT and item.key == BEGIN:
            begun.append(len(pieces))
        pieces.append(item)
    return pieces
