"""Words with a raised or lowered part (notes, exponents), amounts that stand alone, descriptions in pictures."""

from __future__ import annotations

import html
import re

from toolkit.markup.html_tokens import Token
from toolkit.markup.model import BlockBuilder, Page, escape_text

# Endings that French, English, Spanish and Italian raise: 1er, 2e, Mme, Mlle, Dr, no, 1st. The word is read with them.
_ENDINGS = frozenset(
    "e è er ers ère ere res re eme ème ième emes èmes nd nde nds ndes d de me mes lle lles r rs o os a as st th rd t "
    "te gr ie ve".split()
)
_NUMBER_SIGN = frozenset(["no", "nos"])
# What has exponents: a variable, a number, a unit of length or time.
_BASE = re.compile(r"(?:.*[^\w])?(?:[A-Za-z]|\d[\d.,]*|[dcmkhµn]m|dam|ms|\))", re.DOTALL)
# What has indices: symbols of elements and variables.
_INDEXED = re.compile(r"(?:.*[^\w])?(?:[A-Za-zα-ωΑ-Ω]{1,3}|(?:[A-Z][a-z]?\d*)+|\d+|[)\]])", re.DOTALL)
_HEAD = re.compile(r"[0-9A-Za-z]+")

_GROUPED = r"\d{1,3}(?:[ \u00a0\u202f\u2009.]\d{3})+|\d+"
_CURRENCY = "[€$£¥]"
#: A number that languages write in their own way, alone or as a price or percentage.
_AMOUNT = re.compile(rf"\s*[-+−±~≈]?\s?(?:{_CURRENCY}\s?)?(?:{_GROUPED})(?:[,.]\d+)?\s?(?:{_CURRENCY}|%|‰)?\s*")

# What a picture says to those who hear it.
_DESCRIPTION = re.compile(
    r"(?P<start><(?P<name>title|desc)\b[^<>]*(?<!/)>\s*)(?P<text>[^<>{}\s][^<>{}]*?)(?P<end>\s*</(?P=name)\s*>)",
    re.IGNORECASE,
)


def with_descriptions(page: Page, code: str) -> str:
    """The code of a picture with holes for its titles and descriptions; what is drawn in it stays."""

    def hole(match: re.Match[str]) -> str:
        builder = BlockBuilder()
        builder.add(html.unescape(match["text"]))
        block = builder.block(match["text"], escape_text)
        return match["start"] + page.hole(block) + match["end"] if block.has_words() else match.group()

    return _DESCRIPTION.sub(hole, code)


def is_amount(text: str) -> bool:
    """Whether a text is nothing but one amount; years, telephone numbers, dates and lists are none."""
    return bool(re.search(r"[\s.,€$£¥%‰]", text.strip())) and _AMOUNT.fullmatch(text) is not None


def written_amount(code: str, from_code: str, to_code: str) -> str:
    """The code of a number as another language writes it; empty where there is none, or where letters belong to it."""
    source = html.unescape(code)
    if not any(map(str.isdigit, source)) or any(map(str.isalpha, source)):
        return ""
    from toolkit.languages.conventions import conventions_of
    from toolkit.languages.pair import LanguagePair

    return escape_text(conventions_of(LanguagePair(from_code, to_code)).after(source, source, "straight"))


def add_raised(builder: BlockBuilder, tokens: list[Token]) -> bool:
    """Add a ``sup`` or ``sub`` element to a block as what it is for the word before it.

    Args:
        builder: of the block, with the word.
        tokens: the element.

    Returns:
        Whether it was added; if not, it is markup as any other.
    """
    code = "".join(token.code for token in tokens)
    text = html.unescape("".join(token.code for token in tokens if token.kind == "text")).strip()
    word = builder.text[-80:].rpartition(" ")[2]
    linked = any(token.name == "a" for token in tokens)
    plain = all(token.kind in ("text", "fixed") for token in tokens[1:-1])
    letters = any(map(str.isalpha, text))
    if tokens[0].name == "sub":
        if not plain or not text:
            return False
        return _add_compound(builder, code) if _INDEXED.fullmatch(word) or not letters else False
    if not letters:
        if plain and not linked and text and _BASE.fullmatch(word):
            return _add_compound(builder, code)
        # The number of a note goes with the word before it and is no part of the sentence.
        builder.empty(code)
        return True
    if linked or not plain or not word:
        return False
    if text.lower() in _ENDINGS:
        _add_ending(builder, tokens, text, word)
        return True
    if _BASE.fullmatch(word) and len(text) <= 3:
        return _add_compound(builder, code)
    if len(text) <= 3 and text.isupper():
        builder.empty(code)  # of a trade mark
        return True
    return False


def add_text(builder: BlockBuilder, code: str) -> None:
    """Add the code of a text, the rest of a formula to the formula."""
    head = _HEAD.match(code)
    if head and builder.ends_compound and builder.continue_fixed(head.group()):
        code = code[head.end() :]
    text = html.unescape(code)
    if text[:1].isspace() and text[:1] != "\u00a0" and builder.begins_with_mark():
        builder.empty(" ")
    builder.add(text)


def _add_compound(builder: BlockBuilder, code: str) -> bool:
    word = builder.take_word()
    if word or not builder.continue_fixed(code):
        builder.fixed(escape_text(word) + code)
    builder.ends_compound = True
    return True


def _add_ending(builder: BlockBuilder, tokens: list[Token], text: str, word: str) -> None:
    before = re.search(r"\w*\Z", word)
    if before and (before.group() + text).lower() in _NUMBER_SIGN:
        builder.add("°")
    else:
        builder.part(tokens[0].code, text, tokens[-1].code)
