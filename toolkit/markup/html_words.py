"""Words with a raised or lowered part (notes, exponents), amounts that stand alone, descriptions in pictures."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from toolkit.markup import raised
from toolkit.markup.html_tokens import Token
from toolkit.markup.model import BlockBuilder, Page, escape_text
from toolkit.markup.raised import Raised, head_of_compound
from toolkit.markup.touching import lacks_word

_GROUPED = r"\d{1,3}(?:[ \u00a0\u202f\u2009.]\d{3})+|\d+"
_CURRENCY = "[€$£¥]"
#: A number that languages write in their own way, alone or as a price or percentage.
_AMOUNT = re.compile(rf"\s*[-+−±~≈]?\s?(?:{_CURRENCY}\s?)?(?:{_GROUPED})(?:[,.]\d+)?\s?(?:{_CURRENCY}|%|‰)?\s*")

# What a picture says to those who hear it.
_DESCRIPTION = re.compile(
    r"(?P<start><(?P<name>title|desc)\b[^<>]*(?<!/)>\s*)(?P<text>[^<>{}\s][^<>{}]*?)(?P<end>\s*</(?P=name)\s*>)",
    re.IGNORECASE,
)

_HARD_BLANK = r"[ \t\r\n\f\u00a0\u202f]|&(?:nbsp|#160|#x0*a0|#8239|#x202f|ensp|emsp|thinsp);"
_HARD_BLANKS, _HARD_BLANK_LAST = (
    re.compile(p, re.IGNORECASE) for p in (rf"(?:{_HARD_BLANK})*", rf"(?:{_HARD_BLANK})\Z")
)
_TEXT_TAG = re.compile(r"<(?P<end>/)?text(?:\s[^<>]*)?(?<!/)>", re.IGNORECASE)


def with_descriptions(page: Page, code: str) -> str:
    """The code of a picture with holes for its titles and descriptions; what is drawn in it stays."""

    def hole(match: re.Match[str]) -> str:
        builder = BlockBuilder()
        builder.add(html.unescape(match["text"]))
        block = builder.block(match["text"], escape_text)
        return match["start"] + page.hole(block) + match["end"] if block.has_words() else match.group()

    return _DESCRIPTION.sub(hole, code)


def with_drawn_texts(code: str, hole: Callable[[str], str]) -> str:
    """The code of a picture with what is made of the texts that are drawn in it; a letter alone, as of an axis, stays.

    Args:
        code: of the picture.
        hole: makes code of the content of a ``text`` element.
    """
    parts, position, begun = [], 0, None
    for tag in _TEXT_TAG.finditer(code):
        if tag["end"] is None:
            begun = tag.end()
        elif begun is not None:
            inner = code[begun : tag.start()]
            worded = sum(map(str.isalpha, re.sub("<[^<>]*>", "", inner))) > 1
            parts += [code[position:begun], hole(inner) if worded else inner]
            position, begun = tag.start(), None
    return "".join([*parts, code[position:]])


def without_hard_blanks(run: list[Token], numbers: range, before: str, after: str) -> tuple[str, list[Token], str]:
    """What stands around a text, with the no-break blanks at its edges, and the run without them.

    Args:
        run: tokens.
        numbers: of those of the text.
        before, after: code around the text.
    """
    run = list(run)
    if numbers and run[numbers[0]].kind == "text":
        code = run[numbers[0]].code
        start = len(_HARD_BLANKS.match(code)[0])  # type: ignore[index]
        before, run[numbers[0]] = before + code[:start], replace(run[numbers[0]], code=code[start:])
    if numbers and run[numbers[-1]].kind == "text":
        code = run[numbers[-1]].code
        end = len(code)
        while blank := _HARD_BLANK_LAST.search(code, max(0, end - 8), end):
            end = blank.start()
        after, run[numbers[-1]] = code[end:] + after, replace(run[numbers[-1]], code=code[:end])
    return before, run, after


def is_missed(before: str, tokens: Sequence[Token]) -> bool:
    """Whether a sentence lacks a word where the picture stands that some tokens begin with.

    Args:
        before: what is before it.
        tokens: the picture and what is behind it.
    """
    if not tokens or tokens[0].name != "img":
        return False
    shown = ("x" if t.kind == "fixed" else html.unescape(t.code) for t in tokens[1:] if t.kind in ("text", "fixed"))
    return lacks_word(html.unescape(before), "".join(shown))


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
    return raised.add(
        builder,
        Raised(
            text,
            code,
            tokens[0].code,
            tokens[-1].code,
            lowered=tokens[0].name == "sub",
            linked=any(token.name == "a" for token in tokens),
            plain=all(token.kind in ("text", "fixed") for token in tokens[1:-1]),
        ),
        escape_text,
    )


def add_text(builder: BlockBuilder, code: str) -> None:
    """Add the code of a text, the rest of a formula to the formula."""
    head = head_of_compound(builder, code)
    if head and builder.continue_fixed(head):
        code = code[len(head) :]
    if (
        not builder.text
        and builder.begins_with_mark()
        and (blanks := _HARD_BLANKS.match(code))
        and blanks[0].strip(" \t\r\n\f")
    ):
        # Between an icon and its text, within the link that they are.
        builder.empty(blanks[0])
        code = code[blanks.end() :]
    text = html.unescape(code)
    if text[:1].isspace() and text[:1] != "\u00a0" and builder.begins_with_mark():
        builder.empty(" ")
    builder.add(text)
