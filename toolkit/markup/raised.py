"""Raised and lowered parts of words: notes, ordinals, abbreviations, exponents, chemical formulas."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from toolkit.markup.model import BlockBuilder

#: Endings that French, English, Spanish and Italian raise: 1er, 2e, Mme, Mlle, Dr, no, 1st. The word is read with them.
ENDINGS = frozenset(
    "e è er ers ère ere res re eme ème ième emes èmes nd nde nds ndes d de me mes lle lles r rs o os a as st th rd t "
    "te gr ie ve".split()
)
_NUMBER_SIGN = frozenset(["no", "nos"])
# What has exponents: a variable, a number, a unit of length or time.
_BASE = re.compile(r"(?:.*[^\w])?(?:[A-Za-z]|\d[\d.,]*|[dcmkhµn]m|dam|ms|\))", re.DOTALL)
# What has indices: symbols of elements and variables.
_INDEXED = re.compile(r"(?:.*[^\w])?(?:[A-Za-zα-ωΑ-Ω]{1,3}|(?:[A-Z][a-z]?\d*)+|\d+|[)\]])", re.DOTALL)
_HEAD = re.compile(r"[0-9A-Za-z]+")


@dataclass(slots=True, frozen=True)
class Raised:
    """A raised or lowered text.

    Attributes:
        text: what people read.
        code: as it is written, with its markup.
        opening, closing: markup before and behind it.
        lowered: it is lowered.
        linked: it is a link.
        plain: there is no markup in it.
    """

    text: str
    code: str
    opening: str
    closing: str
    lowered: bool = False
    linked: bool = False
    plain: bool = True


def add(builder: BlockBuilder, raised: Raised, write: Callable[[str], str]) -> bool:
    """Add a raised text to a block as what it is for the word before it.

    Args:
        builder: of the block, with the word.
        raised: the text.
        write: the code of a text.

    Returns:
        Whether it was added; if not, it is markup as any other.
    """
    text = raised.text
    word = builder.text[-80:].rpartition(" ")[2]
    letters = any(map(str.isalpha, text))
    if raised.lowered:
        if not raised.plain or not text:
            return False
        return _add_compound(builder, raised.code, write) if _INDEXED.fullmatch(word) or not letters else False
    if not letters:
        if raised.plain and not raised.linked and text and _BASE.fullmatch(word):
            return _add_compound(builder, raised.code, write)
        # The number of a note goes with the word before it and is no part of the sentence.
        builder.empty(raised.code)
        return True
    if raised.linked or not raised.plain or not word:
        return False
    if text.lower() in ENDINGS:
        _add_ending(builder, raised, word)
        return True
    if _BASE.fullmatch(word) and len(text) <= 3:
        return _add_compound(builder, raised.code, write)
    if len(text) <= 3 and text.isupper():
        builder.empty(raised.code)  # of a trade mark
        return True
    return False


def head_of_compound(builder: BlockBuilder, text: str) -> str:
    """What a text begins with that goes on with the formula before it: the ``O`` of H2O."""
    head = _HEAD.match(text) if builder.ends_compound else None
    return head.group() if head else ""


def _add_compound(builder: BlockBuilder, code: str, write: Callable[[str], str]) -> bool:
    word = builder.take_word()
    if word or not builder.continue_fixed(code):
        builder.fixed(write(word) + code)
    builder.ends_compound = True
    return True


def _add_ending(builder: BlockBuilder, raised: Raised, word: str) -> None:
    before = re.search(r"\w*\Z", word)
    if before and (before.group() + raised.text).lower() in _NUMBER_SIGN:
        builder.add("°")
    else:
        builder.part(raised.opening, raised.text, raised.closing)
