"""Times of day in French words, given to the model in figures: ``à sept heures et demie`` becomes ``à 7:30``."""

from __future__ import annotations

import re

from toolkit.languages.number_words import numbers_said

_MAY_BE = re.compile(r"heure|midi|minuit|\dh|\d h")
_NUMBER = r"[a-zà-ÿ]+(?:(?:-| et )[a-zà-ÿ]+)*?"
_SAID = re.compile(
    rf"(?<!\w)(?P<at>il est|il était|à|vers|dès|avant|après|depuis|jusqu'à) "
    rf"(?:(?P<hour>{_NUMBER}|\d{{1,2}}) ?h(?:eures?)?|(?P<noon>midi|minuit)) "
    rf"(?P<rest>et demie?|et quart|moins le quart|(?P<less>moins )?(?P<minutes>[a-zà-ÿ]+(?:-[a-zà-ÿ]+| et une?)*))"
    r"(?![\w-])(?! d(?:e |'))",
    re.IGNORECASE,
)
# What may stand behind minutes; else they are a number of something: "à sept heures deux hommes".
_BEHIND = re.compile(
    r" ?(?:$|[.,;:!?)\"]|-|(?:et|ou|du|de|à|au|pour|avec|dans|sur|par|pile|précises?|environ|puis|ce)\b)"
)
_PARTS = {"et demi": 30, "et demie": 30, "et quart": 15, "moins le quart": -15}


def give_clock(text: str) -> str:
    """A folded French segment whose times of day with minutes in words are in figures.

    >>> give_clock("Il part à huit heures moins le quart, rentre à midi vingt.")
    'Il part à 7:45, rentre à 12:20.'
    >>> give_clock("Il est 8 h moins le quart.")
    'Il est 7:45.'
    >>> give_clock("Il part à huit heures et dort.")
    'Il part à huit heures et dort.'
    """
    if not _MAY_BE.search(text):
        return text
    return _SAID.sub(_figures, text)


def _figures(match: re.Match[str]) -> str:
    hour = {"midi": 12, "minuit": 0}.get((match["noon"] or "").lower())
    hour = hour if hour is not None else _value(match["hour"])
    minutes = _PARTS.get(match["rest"].lower())
    words = ""
    if minutes is None:
        # The sentence may go on behind the minutes.
        words, minutes = _leading(match["minutes"])
        behind = match.string[match.start("minutes") + len(words) :]
        if not _BEHIND.match(behind):
            return match[0]
        if minutes is not None and match["less"]:
            minutes = -minutes
    if hour is None or minutes is None or hour > 24 or not -30 <= minutes < 60:
        return match[0]
    rest = match["minutes"][len(words) :] if words else ""
    total = (hour * 60 + minutes) % (24 * 60)
    return f"{match['at']} {total // 60}:{total % 60:02}{rest}"


def _value(words: str | None) -> int | None:
    if words and words.isdigit():
        return int(words)
    said = numbers_said(words, "fr") if words else ()
    return said[0].value if len(said) == 1 and (said[0].start, said[0].end) == (0, len(words or "")) else None


def _leading(words: str) -> tuple[str, int | None]:
    """The number with which words begin, as words and as a value."""
    said = numbers_said(words, "fr")
    if not said or said[0].start or said[0].ordinal or words[said[0].end : said[0].end + 1] == "-":
        return "", None
    return words[: said[0].end], said[0].value
