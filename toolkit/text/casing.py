"""Capitals where models have seen few of them and copy words: shouted segments, and headings of a few words."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

_LETTERS = re.compile(r"[^\W\d_]")
_BEGINNING = re.compile(r"[^\W\d_][^\W\d_A-ZÀ-Þ]")
_STOPS = (".", "!", "?", "…", ":", ";")
# Words of the longest heading whose beginning is looked at.
_HEADING = 12
# Bullets and dashes, and letters of a list, to which models add what they have not: (a).
_MARKER = re.compile(r"^(?:(?:[-–—•·*▪►→]+\s+)+|[a-zA-Z]\)\s+(?=\S))")


def begins_small(text: str) -> bool:
    """Whether the first letter of a text is a small one.

    >>> begins_small("{n} chats"), begins_small("12 Chats"), begins_small("12")
    (True, False, False)
    """
    first = _LETTERS.search(text)
    return first is not None and first[0].islower()


_MIXED = re.compile(r"(?<!\w)[A-Za-z]*[a-z][A-Z][A-Za-z]*(?!\w)")


def with_mixed_case(text: str, source: str) -> str:
    """A translation whose words with capitals inside are written as in the source.

    >>> with_mixed_case("1,013 hpa", "1 013 hPa")
    '1,013 hPa'
    """
    for word in set(_MIXED.findall(source)):
        if word not in text:
            text = re.sub(rf"(?<!\w){word}(?!\w)", word, text, flags=re.IGNORECASE)
    return text


# What is heard, in subtitles; one word of fewer letters may be an acronym.
_NOTE, _LONGEST_ACRONYM = re.compile(r"[(\[][^()\[\]]+[)\]]"), 8


def is_shouted(text: str) -> bool:
    """Tell whether a segment is a sentence in capitals, or a note in brackets, not an acronym or two."""
    if _NOTE.fullmatch(text) and text.isupper():
        return len(text.split()) > 1 or len(_LETTERS.findall(text)) > _LONGEST_ACRONYM
    return len(_LETTERS.findall(text)) >= 12 and len(text.split()) >= 3 and text.isupper()


def unshout(text: str) -> str:
    """Write a segment in capitals as a sentence; the translation gets its capitals back with ``str.upper``."""
    return text[:1] + text[1:].capitalize() if _NOTE.fullmatch(text) else text.capitalize()


# A word that has a capital in a title; how many of them must be words and no names, and how many for one without.
_LONG_WORD, _FEWEST, _MORE = re.compile(r"(?<![\w'’.-])[^\W\d_]{4,}(?!\w)"), 2, 5
_TITLE_WORD = re.compile(r"(?<![\w.])[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SHORTEST, _WITHIN = 4, re.compile(r"[\w,] \Z")
_ELIDED = re.compile(r"^([dlDL]['’])?(.+)$")


def lowered_title(
    text: str, is_word: Callable[[str], bool], is_given: Callable[[str], bool], small: Collection[str] = ()
) -> str | None:
    """A heading whose words begin with capitals, as a sentence; None for all other texts.

    Models take words with capitals for names, and copy them. The first word stays as it is.

    Args:
        text: one segment.
        is_word: tells of a word in small letters whether it is one of the language, and no name.
        is_given: tells whether a word in small letters is a given name; what follows is a name as well.
        small: words that are small in headings as well.

    Example:
        >>> lowered_title("Comment Réparer Votre Lave-Vaisselle", lambda w: w != "paris", lambda w: False)
        'Comment réparer votre lave-vaisselle'
    """
    if text.isupper() or text.endswith(_STOPS):
        return None
    parts, done, named, lowered = [], 0, False, 0
    first = _LETTERS.search(text)
    for match in _TITLE_WORD.finditer(text):
        elided, word = _ELIDED.match(match[0]).groups("")  # type: ignore[union-attr]
        plain = word.lower()
        if (
            first
            and match.start() > first.start()
            and word.istitle()
            and not named
            and all(map(is_word, plain.split("-")))
        ):
            parts += [text[done : match.start()], elided.lower() + plain]
            done = match.end()
            # Behind a colon or a mark of quotation a sentence begins.
            lowered += len(word) >= _SHORTEST and bool(_WITHIN.search(text, 0, match.start()))
        named = is_given(plain) or (named and word[:1].isupper())
    others = sum(word.islower() and word not in small for word in _LONG_WORD.findall(text))
    return "".join([*parts, text[done:]]) if lowered >= max(_FEWEST, _MORE * others) else None


def titled(text: str, small: Collection[str]) -> str:
    """A heading whose words begin with capitals, but for some small words within it.

    >>> titled("how to repair your dishwasher", {"to"})
    'How to Repair Your Dishwasher'
    """
    return _TITLE_WORD.sub(
        lambda m: m[0] if m.start() and m[0] in small else "-".join(map(capitalised, m[0].split("-"))), text
    )


def small_beginning(text: str) -> str | None:
    """A heading or label with a small first letter; None for all else, such as what ends in a stop.

    Models take the capital of a word that stands alone for that of a name.
    """
    if not text[:1].isupper() or not _BEGINNING.match(text) or text.endswith(_STOPS) or len(text.split()) > _HEADING:
        return None
    return text[0].lower() + text[1:]


def capitalised(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].title() + text[1:]


def cased_like(text: str, model: str) -> str:
    """The text with a capital first letter if the model has one.

    >>> cased_like("around", "Vers"), cased_like("around", "vers")
    ('Around', 'around')
    """
    return capitalised(text) if model[0].isupper() else text


def with_capital(text: str) -> str:
    """The text with its first letter, which marks may stand before, as a capital.

    >>> with_capital("“tags can be used”")
    '“Tags can be used”'
    """
    return _LETTERS.sub(lambda first: first[0].title(), text, count=1)


def split_marker(text: str) -> tuple[str, str]:
    """Split a bullet, a dialogue dash or the letter of an item, with the space behind it, off a segment.

    Returns:
        (marker or empty, rest); the marker belongs before the translation unchanged.
    """
    match = _MARKER.match(text)
    return (match.group(), text[match.end() :]) if match else ("", text)
