"""Typography: French variants are folded before the model, English conventions restored behind it.

Web text mixes curly and straight quotes, non-breaking and plain spaces, guillemets and dashes; a model meets each
variant as another token. The packaged model folds the same characters in its SentencePiece normaliser; the folding
here adds what needs context, and gives any other Argos package the same plain input.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

#: Changes whenever the same text could come out otherwise; part of every signature.
VERSION = "fold-5"

#: Single characters and what they are folded to, by code point.
FOLDED = str.maketrans(
    {
        "\u2019": "'",
        "\u2018": "'",
        "\u02bc": "'",
        "\u00b4": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u201e": '"',
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\u00ad": None,
        "\ufeff": None,
        "\u200b": None,
        "\u2026": "...",
        "\u0153": "oe",
        "\u0152": "Oe",
        "\u2010": "-",
        "\u2011": "-",
        "\u2013": "-",
        "\u2014": "-",
    }
)
_GUILLEMET = re.compile(r"«\s?|\s?»")
_ELISION = re.compile(r"\b([cdjlmnstCDJLMNST]|[Qq]u|[Jj]usqu|[Ll]orsqu|[Pp]uisqu)' +(?=\w)")
_SPACE = re.compile(r"\s+")
_CURLY = re.compile("[’‘“”«»]")
_STRAIGHT = str.maketrans("’“”", '\'""')

# Single quotes around words, which an apostrophe inside a word is not.
_OPENING, _CLOSING = r"(?<![\w'])'(?=\w)", r"(?<=[\w.,;:!?%)])'(?![\w'])"
_SINGLE = re.compile(f"{_OPENING}([^'\"]*(?:(?<=\\w)'(?=\\w)[^'\"]*)*){_CLOSING}")
_OPENED = re.compile(r"(?<![^\s(\[])\"(?=\w)")
#: Spaces between groups of digits, for a class of a regular expression.
GROUP_SPACES = r" \u00a0\u2007\u2009\u202f"
_GROUPED = re.compile(rf"(?<![\d.,])\d{{1,3}}(?:[{GROUP_SPACES}]\d{{3}})+(?!\d)(?:,\d+)?")
_SIGN_BEHIND = re.compile(r"(?<![\w.,€£])(\d+(?:[.,]\d+)*)\s?([€£])(?![\w€£])")
_DECIMAL = re.compile(r"(?<![\d.,])\d+,\d+(?![\d,])")


def fold(text: str) -> str:
    """Return a segment as plain as the model likes it: NFC, straight quotes, plain spaces and dashes.

    ``2024—un`` becomes ``2024 - un``; ``l’ homme`` becomes ``l'homme``; runs of whitespace become one space.
    """
    text = unicodedata.normalize("NFC", text)
    text = re.sub(r"(?<=\w)—(?=\w)", " - ", text)
    text = _GUILLEMET.sub('"', text.translate(FOLDED))
    text = _ELISION.sub(r"\1'", text)
    return _SPACE.sub(" ", text).strip()


def part_quotes(text: str) -> str:
    """A folded segment with a space behind each double quote that opens before a word.

    A SentencePiece vocabulary knows words by the space before them; right behind a quote it can only spell them.
    """
    return _OPENED.sub('" ', text)


def quote_style(texts: Iterable[str]) -> str:
    """``curly`` when any of the texts uses typographic quotes or apostrophes, else ``straight``."""
    return "curly" if any(_CURLY.search(text) for text in texts) else "straight"


def restore(text: str, source: str, style: str = "straight") -> str:
    """Give a translation into English the conventions of English.

    Numbers that the source writes the French way (``6 700``, ``5,5``) get English separators, spaces before ``%`` and
    high punctuation go, ``€`` and ``£`` come before the number, what the source has in double quotes is not in single
    ones, quotes become curly if asked.

    Args:
        text: output of the model.
        source: segment that it translates, unfolded.
        style: ``curly`` or ``straight`` quotes and apostrophes.
    """
    text = _restore_quotes(_restore_numbers(text, source), source)
    text = re.sub(r"\s+([,;:!?])(?=\s|$|[\"'”’)])", r"\1", text)
    text = re.sub(r"(?<=\d)\s+%", "%", text)
    text = _SIGN_BEHIND.sub(r"\2\1", text)
    text = re.sub(r"\s+\.(?=\s|$)", ".", text)
    if style == "curly":
        text = _curl(text).replace("...", "…")
        text = re.sub(r"(?<=\w) - (?=\w)", " – ", text)
    return text


def straight(text: str) -> str:
    """The text with the curly marks that :func:`restore` writes made straight; nothing else is changed."""
    return text.translate(_STRAIGHT)


def _restore_quotes(text: str, source: str) -> str:
    """Parliaments quote with single marks, so models do, here and there; a text should have one kind."""
    marks = len(re.findall(_OPENING, text)) + len(re.findall(_CLOSING, text))
    # An odd mark may be the apostrophe of a plural.
    if not marks or marks % 2 or marks != 2 * len(_SINGLE.findall(text)):
        return text
    if fold(source).count('"') - text.count('"') < 2:
        return text
    # A quotation within a quotation stays one.
    return _SINGLE.sub(lambda m: m[0] if text[: m.start()].count('"') % 2 else f'"{m[1]}"', text)


def _restore_numbers(text: str, source: str) -> str:
    for number in set(_GROUPED.findall(source)):
        whole, _, fraction = number.partition(",")
        groups = re.split(r"\D", whole)
        english = ",".join(groups) + (f".{fraction}" if fraction else "")
        for written in (" ".join(groups), "".join(groups), ",".join(groups), ".".join(groups)):
            pattern = (
                rf"(?<![\d.,]){re.escape(written)}" + (rf"[.,]{fraction}" if fraction else "") + r"(?![\d]|[.,]\d)"
            )
            text = re.sub(pattern, english, text)
    for number in set(_DECIMAL.findall(source)):
        text = re.sub(rf"(?<![\d.,]){re.escape(number)}(?![\d]|,\d)", number.replace(",", "."), text)
    return text


def _curl(text: str) -> str:
    out = []
    opened = False
    for position, character in enumerate(text):
        before = text[position - 1] if position else " "
        after = text[position + 1] if position + 1 < len(text) else " "
        if character == '"':
            # A mark inside spaces on one side only shows its direction; else marks alternate.
            opening = not opened if before.isspace() == after.isspace() else before.isspace() or before in "([“‘"
            out.append("“" if opening else "”")
            opened = opening
        elif character == "'":
            opening = (before.isspace() or before in '(["“') and after.isalpha() and "'" in text[position + 1 :]
            out.append("‘" if opening and text.count("'") % 2 == 0 else "’")
        else:
            out.append(character)
    return "".join(out)
