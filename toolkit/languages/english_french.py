"""Conventions from English into French."""

from __future__ import annotations

import re

from toolkit.languages.abbreviations import final_stop
from toolkit.languages.french import French

_TIME = re.compile(r"(?<![\w:.,])(1[0-2]|0?[1-9])(?::([0-5]\d))? ?([ap])(?:\.\s?m\.?|m)(?!\w)", re.IGNORECASE)
_CLOCK_AT = re.compile(r"(?<!\w)at (?=\d{1,2} h(?!\w))")
# Thousands, millions and billions by their letters.
_LETTER_AMOUNT = re.compile(r"(?<![\w$€£])([$€£])(\d+(?:\.\d+)?)(k|[mM]|bn|b|B|[ -][mb]illion)(?:-dollar)?(?![\w-])")
# Dollars of a country.
_COUNTRIES = {
    "US": "américains", "CA": "canadiens", "CAN": "canadiens", "C": "canadiens", "AU": "australiens",
    "A": "australiens", "NZ": "néo-zélandais", "HK": "de Hong Kong", "S": "de Singapour",
}  # fmt: skip
_DOLLARS = re.compile(
    rf"(?<![\w$])({'|'.join(sorted(_COUNTRIES, key=len, reverse=True))})\$ ?(\d+(?:,\d{{3}})*(?:\.\d+)?)"
    r"(m|M|bn|[ -][mb]illion)?(?![\w-])"
)
_OF = {"$": "de dollars", "€": "d'euros", "£": "de livres"}
_NUMBER = re.compile(r"(?<!\w)(?:No\.|Nos\.) ?(?=\d)")
_DAYS = dict(zip("Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun".split(), (
    "lundi", "mardi", "mardi", "mercredi", "jeudi", "jeudi", "jeudi", "vendredi", "samedi", "dimanche",
), strict=True))  # fmt: skip
_DAY = "|".join(sorted(_DAYS, key=len, reverse=True))
_DAY_RANGE = re.compile(rf"(?<![\w.])({_DAY})\.? ?- ?({_DAY})(?:\.(?=[ ,;]|$)|(?!\w))")


class EnglishFrench(French):
    """Times of day of twelve hours, shortened days in a range and numbers of numbered things are given in French."""

    def before(self, text: str) -> str:
        """A folded English segment: ``at 3:45 p.m.`` becomes ``at 15 h 45``, ``No. 5`` becomes ``n° 5``.

        >>> EnglishFrench("en").before("Open Mon.-Fri., 9 a.m.-5:30 p.m.")
        'Open lundi-vendredi, 9 h-17 h 30.'
        """
        text = _DAY_RANGE.sub(lambda m: f"{_DAYS[m[1]]}-{_DAYS[m[2]]}", super().before(text))
        text = _LETTER_AMOUNT.sub(_amount, _DOLLARS.sub(_dollars, text))
        return _NUMBER.sub("n° ", _CLOCK_AT.sub("à ", _TIME.sub(_clock, text)))


def _clock(match: re.Match[str]) -> str:
    hour = int(match[1]) % 12 + 12 * (match[3].lower() == "p")
    return f"{hour} h" + (f" {match[2]}" if match[2] and match[2] != "00" else "") + final_stop(match)


def _amount(match: re.Match[str]) -> str:
    """``$5M`` as ``5 millions de dollars``, ``€1.2bn`` as ``1,2 milliard d'euros``, ``$300k`` as ``300 k$``."""
    sign, number, letter = match.groups()
    if letter == "k":
        return f"{number.replace('.', ',')} k{sign}"
    return f"{_multiple(number, letter)} {_OF[sign]}"


def _dollars(match: re.Match[str]) -> str:
    """``C$5,000`` as ``5,000 dollars canadiens``, whose number is written in French behind the model."""
    country, number, letter = match.groups()
    return f"{_multiple(number, letter) + ' de' if letter else number} dollars {_COUNTRIES[country]}"


def _multiple(number: str, letter: str) -> str:
    name = "million" if letter.strip(" -")[0] in "mM" else "milliard"
    return f"{number.replace('.', ',')} {name}{'s' if float(number.replace(',', '')) >= 2 else ''}"
