"""Spans of days, parts of months and years, and what comes every so often in French texts, given in English.

A model of this size leaves a day of *du mardi au samedi* out, reads *Début 2024* as a name and *un jeudi sur deux* as a
fraction.
"""

from __future__ import annotations

import re

from toolkit.languages.bylines import MONTHS
from toolkit.text.casing import cased_like

#: English by French day, in their order.
DAYS = dict(
    zip(
        "lundi mardi mercredi jeudi vendredi samedi dimanche".split(),
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
        strict=True,
    )
)
_DAY, _MONTH = "|".join(DAYS), "|".join(MONTHS)
_YEAR = r"(?:1[5-9]|20)\d\d(?!\d|[.,:/-]\d|[ \u00a0]?[%€$£°])"
_DAY_TO_DAY = re.compile(rf"(?<!\w)(du) ({_DAY}) au ({_DAY})(?! \d)(?!\w)", re.IGNORECASE)
_MIDDLE = re.compile(rf"(?<!\w)(?:(à la |la )?mi-({_MONTH}|{_YEAR}))(?!\w)", re.IGNORECASE)
# Behind these "in" would be one word too many; "from" and "to" are the model's.
_BARE = ("depuis", "dès", "jusqu'à", "vers", "pour", "avant", "après", "d'ici", "de", "à", "et", "ou")
# With an article the model knows them: "à la fin mars", "au début de mai".
_EDGE = re.compile(
    rf"(?<!\w)(?P<before>(?P<word>{'|'.join(_BARE)}|en) )?"
    r"(?<!la )(?<!le )(?<!du )(?<!au )(?<!une )(?<!un )(?<!sa )(?<!cette )(?<!sans )(?<![\w'])(?P<edge>début|fin)"
    rf"(?: du mois de?| d| de)?[ '](?P<when>(?:{_MONTH})(?: {_YEAR})?|{_YEAR})(?!\w)",
    re.IGNORECASE,
)
_EDGES = {"début": "early", "fin": "late"}
_SPANS = {
    "jour": "day", "soir": "evening", "matin": "morning", "nuit": "night", "semaine": "week", "week-end": "weekend",
    "mois": "month", "an": "year", "année": "year", **DAYS,
}  # fmt: skip
_EVERY_OTHER = re.compile(rf"(?<!\w)une? ({'|'.join(_SPANS)}) sur deux(?!\w)", re.IGNORECASE)
# A price, an age, a year, an hour.
_FROM = re.compile(r"(?<!\w)[Dd]ès (?=[€$£]?\d)(?!\d{1,2} ?h(?!\w))")
_HOURS = r"24 ?h(?:eures)? ?(?:/|sur) ?24(?: ?h)?"
_WEEK = r"j(?:ours)? ?(?:/|sur) ?7(?: ?j)?"
_ALWAYS = re.compile(
    rf"(?<![\w/])(?:{_HOURS}(?P<both>,? (?:et|-)? ?7 ?{_WEEK})?"
    rf"|(?P<days>[5-7]) ?{_WEEK}(?P<hours>,? (?:et|-)? ?{_HOURS})?)(?![\w/])",
    re.IGNORECASE,
)

#: What :func:`give_dates` gives and a translation must have.
GIVEN_DATES = re.compile(
    rf"(?<!\w)(?:every other [a-z]+|from (?:{'|'.join(DAYS.values())}) to (?:{'|'.join(DAYS.values())})|24/7|"
    rf"(?:early |late |mid-)(?:{'|'.join(MONTHS.values())}|\d{{4}}))(?!\w)",
    re.IGNORECASE,
)


def give_dates(text: str) -> str:
    """A folded French segment with its spans of days, parts of months and years and repetitions in English.

    >>> give_dates("Ouvert du mardi au samedi, fermé à la mi-août et un jeudi sur deux.")
    'Ouvert from Tuesday to Saturday, fermé in mid-August et every other Thursday.'
    >>> give_dates("Début 2024, l'usine fermera."), give_dates("Depuis fin mars, 24h/24.")
    ("In early 2024, l'usine fermera.", 'Depuis late March, 24 hours a day.')
    """
    # Most texts have none of this.
    low = text.lower()
    if " au " in low:
        text = _DAY_TO_DAY.sub(_days, text)
    if "mi-" in low:
        text = _MIDDLE.sub(_middle, text)
    if "fin " in low or "début " in low:
        text = _EDGE.sub(_edge, text)
    if " deux" in low:
        text = _EVERY_OTHER.sub(lambda m: cased_like(f"every other {_SPANS[m[1].lower()]}", m[0]), text)
    if "dès " in low:
        text = _FROM.sub(lambda m: cased_like("from ", m[0]), text)
    return _ALWAYS.sub(_always, text) if "7" in low or "24" in low else text


def _days(match: re.Match[str]) -> str:
    return cased_like(f"from {DAYS[match[2].lower()]} to {DAYS[match[3].lower()]}", match[0])


def _middle(match: re.Match[str]) -> str:
    at = "in " if (match[1] or "").lower().startswith("à") else ""
    return cased_like(f"{at}mid-{MONTHS.get(match[2].lower(), match[2])}", match[0])


def _edge(match: re.Match[str]) -> str:
    month, _, year = match["when"].partition(" ")
    when = " ".join(filter(None, (MONTHS.get(month.lower(), month), year)))
    word = (match["word"] or "").lower()
    part = f"{_EDGES[match['edge'].lower()]} {when}"
    if word in _BARE:
        return match["before"] + part
    return cased_like(f"in {part}", match[0])


def _always(match: re.Match[str]) -> str:
    if match["both"] or (match["hours"] and match["days"] == "7"):
        return "24/7"
    if match["days"]:
        return f"{match['days']} days a week" + (", 24 hours a day" if match["hours"] else "")
    return "24 hours a day"
