"""Runs of Word in another language than their document: a quoted title, a term of the trade; they stay as they are.

Word notes a language for every run, and is often wrong: what was pasted or typed on another keyboard keeps the language
that Word took it for. So the words have to be of that language as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from toolkit.errors import InputError
from toolkit.languages.habits import BINDERS
from toolkit.markup.inline import Item, Kind, source, split_blanks

_LANGUAGE = re.compile(r"<(?:\w+:)?lang\s[^<>]*?\bval\s*=\s*[\"']([A-Za-z]{2,3})(?=[-_\"'])")
_SURE = 0.99


def language_of(style: str) -> str:
    """The primary language that a format names; empty where it names none.

    Example:
        >>> language_of('<w:rPr><w:b/><w:lang w:val="en-US"/></w:rPr>'), language_of("<w:rPr><w:b/></w:rPr>")
        ('en', '')
    """
    match = _LANGUAGE.search(style)
    return match[1].lower() if match else ""


@dataclass(slots=True, frozen=True)
class Languages:
    """Those of a document.

    Attributes:
        source: that it is translated from.
        default: that its text has where nothing names one; empty where no style says it.
    """

    source: str
    default: str = ""

    def settled(self, items: Sequence[Item], write: Callable[[str, str], str]) -> list[Item]:
        """Items where texts of another language are words that are never translated.

        Args:
            items: of a paragraph.
            write: text with a style as code.
        """
        made: list[Item] = []
        number = 0
        while number < len(items):
            first, last = items[number], number + 1
            while last < len(items) and self._may_differ(first) and _goes_on(first, items[last]):
                last += 1
            group = list(items[number:last])
            number = last
            if self._may_differ(first) and self._is_foreign("".join(item.text for item in group), first.language):
                pieces = [piece for item in group for piece in split_blanks(item, write)]
                words = [place for place, piece in enumerate(pieces) if piece.text.strip()]
                inner = pieces[words[0] : words[-1] + 1]
                kept = Item(Kind.FIXED, source(inner), "".join(item.text for item in inner))
                group = [*pieces[: words[0]], kept, *pieces[words[-1] + 1 :]]
            made += group
        return made

    def _may_differ(self, item: Item) -> bool:
        return item.kind is Kind.TEXT and item.language not in ("", self.source, self.default)

    def _is_foreign(self, text: str, language: str) -> bool:
        # Imported late: the classifier is heavy, and few documents ask it.
        from toolkit.text.identify import identify

        own = set(BINDERS.get(self.source, "").split()) - set(BINDERS.get(language, "").split())
        if own & set(re.findall(r"\w+'?", text.lower().replace("’", "'"))):
            return False
        try:
            guess = identify(text, (self.source, language))
        except InputError:
            return False
        return guess.language == language and guess.probability >= _SURE


def _goes_on(one: Item, other: Item) -> bool:
    return other.kind is Kind.TEXT and other.language == one.language
