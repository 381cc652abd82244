"""Inline elements that touch: which of them part words that no blank parts, and what is struck out of a sentence.

Corrections are written so: ``un <del>grand</del><ins>petit</ins> chat``. What is struck out is no part of the sentence
that it stands in, and two elements that touch are two words more often than one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

_STRUCK = frozenset(["del", "s", "strike"])
_INSERTED = frozenset(["ins"])
# Without a class they are what word processors cut words into.
_CUTS = frozenset(["span", "font"])
_RAISED = frozenset(["sup", "sub"])
# A picture between letters stands between words.
_PICTURES = frozenset(["img", "input"])
# What is one thing for the reader. Styles of letters (``b``, ``i``) may begin or end within a word.
_WHOLE = frozenset(["mark", "a", "button", "label", "cite", "q", "abbr", "dfn"])
# So many letters struck out of a word, or put into it, are a part of it and no word.
_PART = 3
# No word that counts is longer.
_NEAR = 40
_STOPS = " \t\r\n\u00a0\u202f.,;:!?…"
_CLASS = re.compile(r"\bclass\s*=")
# What is to follow belongs to the sentence.
_LISTED = re.compile(r"(?:[,;:/|&+(]|(?<!\w)(?:et|ou|and|or|und|oder|y|o|e))\s*\Z")
_LAST_WORD, _FIRST_WORD = re.compile(r"[^\W\d_]+\Z"), re.compile(r"[^\W\d_]+")

# Words that want another behind them: an image there is one of the sentence.
_WANTING = re.compile(
    r"(?<![^\W_])(?:et|ou|ni|de|du|des|à|au|aux|le|la|les|un|une|sur|avec|par|pour|dans|and|or|of|to|the|a|an|with|by|in|on"
    r"|und|oder|mit|y|o|e|con)\s*\Z",
    re.IGNORECASE,
)


def lacks_word(before: str, behind: str) -> bool:
    """Whether a sentence lacks a word where a picture stands: what is before it wants one, and no word is behind it.

    Example:
        >>> lacks_word("Je mange et ", "."), lacks_word("Je mange ", "")
        (True, False)
    """
    return not any(map(str.isalnum, behind)) and _WANTING.search(before[-_NEAR:]) is not None


@dataclass(slots=True)
class Bit:
    """A part of a text with markup.

    Attributes:
        kind: ``text``, ``fixed`` (it is shown, and never translated), ``open``, ``close`` or ``other``.
        name: of an element, as HTML calls it.
        code: of its tag.
        text: what is read.
    """

    kind: str
    name: str = ""
    code: str = ""
    text: str = ""


class Bits:
    """The parts of a block.

    Args:
        bits: in order.
        pairs: numbers of the opening tags with those of their closing ones.
    """

    def __init__(self, bits: Sequence[Bit], pairs: Mapping[int, int]) -> None:
        self._bits, self._pairs = bits, pairs
        self._starts = {end: start for start, end in pairs.items()}
        self._shown = ["{}" if bit.kind == "fixed" else bit.text for bit in bits]
        # The last letters before each bit, and the first ones from it on.
        self._before = list(accumulate(self._shown, lambda left, text: (left + text)[-_NEAR:], initial=""))
        behind = accumulate(reversed(self._shown), lambda right, text: (text + right)[:_NEAR], initial="")
        self._behind = list(behind)[::-1]

    def is_changed(self, number: int) -> bool:
        """Whether a tag begins what is struck out or put in."""
        return self._bits[number].name in _STRUCK | _INSERTED

    def struck_out(self) -> dict[int, bool]:
        """Numbers of the opening tags of what is struck out of a sentence, with whether it is a word of its own.

        It is struck out where something is put in beside it, where it touches a word, where it ends the text and is no
        item of a list, and where there is nothing but styled text. Letters struck out of a word stay as they are. All
        other text in such an element may be meant as a part of the sentence.
        """
        struck = [(a, b) for a, b in sorted(self._pairs.items()) if self._bits[a].name in _STRUCK]
        if not struck or not any(map(str.isalpha, self._without(_STRUCK))):
            return {}
        styled_only = not self._without(None).strip()
        found: dict[int, bool] = {}
        done = -1
        for start, end in struck:
            text = "".join(self._shown[start + 1 : end])
            if start < done or not any(map(str.isalpha, text)):
                continue
            put_in = bool(self._neighbours(start, end) & _INSERTED)
            touches = self._touch(start) or self._touch(end + 1)
            if touches and len(text) <= _PART and not put_in:
                found[start] = False
            elif touches or put_in or styled_only or self._ends_sentence(start, end):
                found[start] = True
            else:
                continue
            done = end
        return found

    def _ends_sentence(self, start: int, end: int) -> bool:
        """Whether nothing comes behind it, and it is not the last item of a list."""
        return not self._behind[end + 1].strip(_STOPS) and not _LISTED.search(self._before[start])

    def seams(self) -> set[int]:
        """Numbers of the bits before which one word ends and another begins although no blank parts them.

        What is struck out of a sentence is no part of it, and needs none.
        """
        struck = self.struck_out()
        found = self._sides_of_wholes()
        for number in range(1, len(self._bits)):
            if number in found:
                continue
            if self._touch(number) and self._before[number][-1].isalpha() and self._behind[number][0].isalpha():
                one, other = self._starts.get(number - 1), self._pairs.get(number)
                if number in struck or one in struck:
                    continue
                if self._bits[number].name in _PICTURES and self._bits[number].kind == "other":
                    apart = True
                elif one is not None and other is not None:
                    apart = self._are_two(number, self._bits[one], self._bits[number])
                else:
                    apart = (other is not None and self._is_put_in(number, other)) or (
                        one is not None and self._is_put_in(one, number - 1)
                    )
                if apart:
                    found.add(number)
        return found

    def _sides_of_wholes(self) -> set[int]:
        """Numbers of the bits before which an element of several words ends or begins beside a word in plain text.

        Whoever writes no blank there writes none on the other side of that word either.
        """
        found = set()
        for start, end in self._pairs.items():
            inner = "".join(self._shown[start + 1 : end])
            if self._bits[start].name not in _WHOLE or len(inner.split()) < 2:
                continue
            for edge, text, word, other in ((start, start - 1, -1, start - 1), (end + 1, end + 1, 0, end + 2)):
                if self._has_word(text, word) and self._touch(edge):
                    found.add(edge)
                    if self._touch(other) and (other in self._pairs or other - 1 in self._starts):
                        found.add(other)
        return found

    def _has_word(self, number: int, place: int) -> bool:
        """Whether a bit is plain text whose first or last word is no mere ending of another."""
        if not 0 <= number < len(self._bits) or self._bits[number].kind != "text":
            return False
        words = self._shown[number].split()
        return bool(words) and len(words[place]) >= _PART

    def _are_two(self, number: int, first: Bit, second: Bit) -> bool:
        """Whether elements that touch are two words, and not one that was cut."""
        if first.code == second.code or {first.name, second.name} & _RAISED:
            return False
        if {first.name, second.name} <= _CUTS and not (_CLASS.search(first.code) and _CLASS.search(second.code)):
            return False
        last, following = _LAST_WORD.search(self._before[number]), _FIRST_WORD.match(self._behind[number])
        # A capital at the beginning of a text is often the larger for being one.
        return last is not None and following is not None and min(len(last.group()), len(following.group())) > 1

    def _is_put_in(self, start: int, end: int) -> bool:
        return self._bits[start].name in _INSERTED and len("".join(self._shown[start:end])) > _PART

    def _touch(self, number: int) -> bool:
        """Whether no blank and no sign parts what stands before a bit from what stands behind."""
        return self._before[number][-1:].isalnum() and self._behind[number][:1].isalnum()

    def _neighbours(self, start: int, end: int) -> set[str]:
        """Names of the elements beside an element, with at most a blank between."""
        before, behind = start - 1, end + 1
        while before >= 0 and self._is_blank(before):
            before -= 1
        while behind < len(self._bits) and self._is_blank(behind):
            behind += 1
        names = {self._bits[self._starts[before]].name} if before in self._starts else set()
        return names | ({self._bits[behind].name} if behind in self._pairs else set())

    def _is_blank(self, number: int) -> bool:
        return self._bits[number].kind == "text" and not self._shown[number].strip()

    def _without(self, names: frozenset[str] | None) -> str:
        """The text outside of all elements of some names, or of any."""
        texts, end = [], -1
        for number, text in enumerate(self._shown):
            if number > end:
                texts.append(text)
                if number in self._pairs and (names is None or self._bits[number].name in names):
                    end = self._pairs[number]
        return "".join(texts)
