"""Typography: variants are folded before a model; :mod:`toolkit.languages` restores conventions behind it.

Web text mixes curly and straight quotes, non-breaking and plain spaces, guillemets and dashes; a model meets each
variant as another token. The packaged model folds the same characters in its SentencePiece normaliser; the folding
here adds what needs context, and gives any other Argos package the same plain input.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

#: Changes whenever the same text could come out otherwise; part of every signature.
VERSION = "text-12"

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
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
        "\ufb05": "st",
        "\ufb06": "st",
        "\u0153": "oe",
        "\u0152": "Oe",
        "\u2010": "-",
        "\u2011": "-",
        "\u2013": "-",
        "\u2014": "-",
    }
)
# None of them is a character of ASCII.
_FOLDABLE = re.compile(f"[{''.join(map(chr, FOLDED))}]")
# A quotation, and one within it.
_WITHIN, _INNER = re.compile(r"«[^«»]*»"), re.compile(r"“\s?([^“”]*?)\s?”")
_GUILLEMET = re.compile(r"«\s?|\s?»")
# Guillemets as they are typed; without blanks they are the fields of a letter.
_TYPED = re.compile(r"<<\s+(?=[^<>]{1,300}\s>>)|(?<=\S)\s+>>")
_ELISION = re.compile(r"\b([cdjlmnstCDJLMNST]|[Qq]u|[Jj]usqu|[Ll]orsqu|[Pp]uisqu)' +(?=\w)")
_CURLY = re.compile("[’‘“”«»]")
_STRAIGHT = str.maketrans("’“”", '\'""')

_OPENED = re.compile(r"(?<![^\s(\[])\"(?=\w)")
#: Spaces between groups of digits, for a class of a regular expression.
GROUP_SPACES = r" \u00a0\u2007\u2009\u202f"


def fold(text: str) -> str:
    """Return a segment as plain as the model likes it: NFC, straight quotes, plain spaces and dashes.

    ``2024—un`` becomes ``2024 - un``; ``l’ homme`` becomes ``l'homme``; runs of whitespace become one space.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        if text.count("«") > 1:
            text = _inner_guillemets(text)
        if "“" in text and "«" in text:
            text = _WITHIN.sub(_inner_quotes, text)
        if _FOLDABLE.search(text):
            text = re.sub(r"(?<=[\w\"”»])—(?=[\w\"“«])", " - ", text).translate(FOLDED)
        if "«" in text or "»" in text:
            text = _GUILLEMET.sub('"', text)
    if "<< " in text:
        text = _TYPED.sub('"', text)
    if "' " in text:
        text = _ELISION.sub(r"\1'", text)
    return " ".join(text.split())


def _inner_guillemets(text: str) -> str:
    """A text whose guillemets within guillemets are curly quotes, if all of them open and close."""
    depth, made = 0, []
    for character in text:
        depth += character == "«"
        inner = {"«": "“", "»": "”"}.get(character) if depth > 1 else None
        made.append(inner or character)
        depth -= character == "»"
        if depth < 0:
            return text
    return "".join(made) if depth == 0 else text


def _inner_quotes(match: re.Match[str]) -> str:
    return _INNER.sub(r"'\1'", match[0])


def part_quotes(text: str) -> str:
    """A folded segment with a space behind each double quote that opens before a word.

    A SentencePiece vocabulary knows words by the space before them; right behind a quote it can only spell them.
    """
    return _OPENED.sub('" ', text)


def quote_style(texts: Iterable[str]) -> str:
    """``curly`` when any of the texts uses typographic quotes or apostrophes, else ``straight``."""
    return "curly" if any(_CURLY.search(text) for text in texts) else "straight"


def straight(text: str) -> str:
    """The text with curly quotes and apostrophes made straight; nothing else is changed."""
    return text.translate(_STRAIGHT)
