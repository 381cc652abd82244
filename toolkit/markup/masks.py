"""Masks: parts of a text that a parser must not look into, each as a run of one character that the text does not have.

A mask is as long as what it covers, so offsets in the masked text are those of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# Private use: neither letters nor signs nor space for any parser. There are more of them than a page has spans.
_CHARACTERS = (range(0xF0000, 0xFFFFE), range(0x100000, 0x10FFFE))
_RUN = re.compile("([\U000f0000-\U000ffffd\U00100000-\U0010fffd])\\1*")


@dataclass(slots=True, frozen=True)
class Span:
    """A part of a text that is kept as it is.

    Attributes:
        start, end: its offsets.
        role: ``shown`` for what stands for words, ``symbol`` for a sign that a sentence can do without, ``hidden`` for
            what readers do not see, ``open``, ``middle`` and ``close`` for the tags around and between other text.
        name: which tags belong together.
    """

    start: int
    end: int
    role: str
    name: str = ""


def without_overlaps(spans: Iterable[Span]) -> list[Span]:
    """Spans by their start, each that begins inside of another one left out."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if span.start < span.end and (not kept or span.start >= kept[-1].end):
            kept.append(span)
    return kept


class Masked:
    """A text some spans of which are masked.

    Args:
        code: the text.
        spans: of it; one that begins inside of another one is ignored.
        shadow: the text with some characters already changed, as long as ``code``.

    Attributes:
        code: the text.
        text: with masks.
    """

    def __init__(self, code: str, spans: Iterable[Span], shadow: str | None = None) -> None:
        self.code = code
        base = code if shadow is None else shadow
        used = set(_RUN.findall(base))
        free = (chr(point) for points in _CHARACTERS for point in points if chr(point) not in used)
        self._spans: dict[str, Span] = {}
        parts, position = [], 0
        for span, character in zip(without_overlaps(spans), free, strict=False):
            self._spans[character] = span
            parts += [base[position : span.start], character * (span.end - span.start)]
            position = span.end
        self.text = "".join([*parts, base[position:]])

    def split(self, text: str) -> Iterator[str | Span]:
        """The text between masks, and the spans that they stand for.

        Args:
            text: a part of the masked text, which a parser may have changed in other places.
        """
        position = 0
        for match in _RUN.finditer(text):
            if span := self._spans.get(match[1]):
                if match.start() > position:
                    yield text[position : match.start()]
                yield span
                position = match.end()
        if position < len(text):
            yield text[position:]

    def code_of(self, span: Span) -> str:
        """What a span is in the text."""
        return self.code[span.start : span.end]

    def restored(self, text: str) -> str:
        """A part of the masked text without masks."""
        return "".join(part if isinstance(part, str) else self.code_of(part) for part in self.split(text))
