"""The text of a paragraph of Word, as it was translated, written as runs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from toolkit.markup.inline import Item, Kind, flat
from toolkit.markup.model import Block, Mark

#: Of a text in Word and Excel; the texts of slides need none.
KEEP = ' xml:space="preserve"'
_CHANGED = re.compile(r"<((?:\w+:)?rPrChange)[\s>].*?</\1>", re.DOTALL)
_TOKENS = re.compile("\1([^\1]*)\1|(\2)|\3([^\4]*)\4")
_HIDDEN = re.compile(r"<((?:\w+:)?(?:instrText|delText|delInstrText))[\s>].*?</\1>", re.DOTALL)
_INSERTION = re.compile(r"<(?:\w+:)?(?:ins|moveTo)(?:\s[^<>]*)?>$")
_DELETION = re.compile(r"<(?:\w+:)?(?:del|moveFrom)[\s>]")


@dataclass(slots=True)
class WordBlock(Block):
    """A block whose code is runs.

    Attributes:
        ground: the format of all text that has no other, as code.
        prefix: that the file has for Word's own elements, with its colon.
        keep: see :func:`text_run`.
    """

    ground: str = ""
    prefix: str = "w:"
    keep: str = KEEP

    def readable(self) -> str:
        visible = [replace(mark, opening=_HIDDEN.sub("", mark.opening)) for mark in self.marks]
        return Block.readable(Block(self.text, visible))

    def written(self) -> str:
        marks = _with_spaces(self.text, self.marks)
        return _runs(Block.written(Block(self.text, marks, escape=self.escape)), self.ground, self.prefix, self.keep)


def _with_spaces(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """Marks where those of pure insertions take a space along, so that no two are left when they are rejected."""
    spaced = list(marks)
    for number, mark in enumerate(marks):
        # One that stands for a deletion, which is written beside it, is no pure one.
        if (
            mark.start == mark.end
            or not _INSERTION.search(mark.opening)
            or _DELETION.search(mark.opening + mark.closing)
        ):
            continue
        others = [*spaced[:number], *spaced[number + 1 :]]
        before, after = text[: mark.start][-1:], text[mark.end : mark.end + 1]
        longer, earlier = replace(mark, end=mark.end + 1), replace(mark, start=mark.start - 1)
        if before in ("", " ") and after == " " and _fits(longer, mark.end, others):
            spaced[number] = longer
        elif before == " " and (not after or after in ",.;:!?…)»”") and _fits(earlier, earlier.start, others):
            spaced[number] = earlier
    return sorted(spaced, key=lambda mark: mark.start)


def _fits(mark: Mark, space: int, others: Iterable[Mark]) -> bool:
    """Whether a mark that takes the space at an offset along crosses no other."""
    for other in others:
        if other.start == other.end:
            fits = not space <= other.start <= space + 1
        elif other.depth < mark.depth and other.start < mark.end and mark.start < other.end:
            fits = other.start <= mark.start and mark.end <= other.end
        else:
            apart = other.end <= mark.start or mark.end <= other.start
            fits = apart or (mark.start <= other.start and other.end <= mark.end)
        if not fits:
            return False
    return True


def text_run(text: str, style: str, prefix: str, keep: str = KEEP) -> str:
    """The code of a run; nothing for no text.

    Args:
        text: as code.
        style: as code.
        prefix: of its elements.
        keep: attribute of the text that says that its spaces count.
    """
    return f"<{prefix}r>{style}<{prefix}t{keep}>{text}</{prefix}t></{prefix}r>" if text else ""


def main_style(texts: Iterable[Item]) -> str:
    """The style that most of some text has."""
    weight: Counter[str] = Counter()
    for item in texts:
        if item.kind is Kind.TEXT:
            weight[item.style] += len(item.text)
    return weight.most_common(1)[0][0] if weight else ""


def formatted(items: Sequence[Item], ground: str) -> list[Item]:
    """Items where texts of another format than the ground's are in spans, and spans know their own ground."""
    made: list[Item] = []
    number = 0
    while number < len(items):
        item = items[number]
        number += 1
        if item.kind is Kind.SPAN:
            own = main_style(flat(item.items)) if any(i.kind is Kind.TEXT for i in flat(item.items)) else ground
            begin, end = (f"\1{own}\1", "\2") if own != ground else ("", "")
            inner = formatted(item.items, own)
            made.append(replace(item, code=item.code + begin, items=inner, close=end + item.close))
        elif item.kind is Kind.TEXT and item.style != ground:
            run, last = [item], number
            while last < len(items) and _goes_on(items[last], item.style):
                last += 1
                if items[last - 1].kind is Kind.TEXT:
                    run, number = [*run, *items[number:last]], last
            made.append(Item(Kind.SPAN, f"\1{item.style}\1", items=run, close="\2"))
        else:
            made.append(item)
    return made


def _goes_on(item: Item, style: str) -> bool:
    """Whether a format may go on over an item."""
    return item.kind in (Kind.EDGE, Kind.POINT) or (item.kind is Kind.TEXT and item.style == style)


def _runs(code: str, ground: str, prefix: str, keep: str) -> str:
    """Code of a paragraph whose texts and formats are marked, as runs."""
    styles = [ground]
    written: list[str] = []
    waiting = ""
    used: set[str] = set()

    def flush() -> None:
        nonlocal waiting
        style = styles[-1] if styles[-1] not in used else _CHANGED.sub("", styles[-1])
        if waiting and "rPrChange" in style:
            used.add(style)
        written.append(text_run(waiting, style, prefix, keep))
        waiting = ""

    position = 0
    for match in [*_TOKENS.finditer(code), None]:
        between = code[position : match.start() if match else len(code)]
        position = match.end() if match else position
        if between.strip(" "):
            # Blanks that stay with other code are text too.
            waiting += " " * (len(between) - len(between.lstrip(" ")))
            flush()
            written.append(between.strip(" "))
            waiting = " " * (len(between) - len(between.rstrip(" ")))
        else:
            waiting += between
        if match is None or match[3] is None:
            flush()
            if match and match[2]:
                styles.pop()
            elif match:
                styles.append(match[1])
        else:
            waiting += match[3]
    return "".join(written)
