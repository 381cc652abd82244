"""Sums of money, and measures of French texts that models misread, given in the signs of English or in full."""

from __future__ import annotations

import re

from toolkit.languages.abbreviations import final_stop
from toolkit.languages.english_numbers import in_words
from toolkit.languages.number_words import numbers_said
from toolkit.text.casing import cased_like

_DIGIT = re.compile(r"\d")
_SUM = r"\d+(?:(?: \d{3})+(?!\d))?(?:[.,]\d+)?"
# Dollars of a country.
_DOLLARS = re.compile(rf"(?<![\w.,])({_SUM}) ?(?:\$ ?(US|CA|CAN|AU|NZ|HK)|(US|CA|AU|NZ|HK) ?\$)(?!\w)")
_DOLLAR_BEHIND = re.compile(rf"(?<![\w.,$])({_SUM}) ?\$(?![\w$€])")
# As Belgium and Germany group a sum, and as English does; three digits behind one point may be decimals elsewhere.
_POINTS = re.compile(
    r"(?<![\w.,])(\d{1,3}(?:\.\d{3})+)(?=(?:,\d+)? ?(?:[€$£]|(?:euros?|francs?|dollars?|livres?|F|CHF|EUR|USD|FCFA)\b))"
)
_COMMAS = re.compile(r"(?<![\w.,€$£])(?<![€$£] )(\d{1,3}(?:(?:,\d{3})+\.\d+|(?:,\d{3}){2,}))(?![\w]|[.,]\d)")
# Thousands, millions and billions of a currency, of one sum or of two.
_MULTIPLES = {"k": "k", "K": "k", "M": "m", "m": "m", "Md": "bn", "Mds": "bn", "Mrd": "bn"}
_MULTIPLE = re.compile(rf"(?<![\w.,])(?:({_SUM})(-| à | ou ))?({_SUM}) ?(k|K|M|Mds?|Mrd) ?([€$£])(?![\w€$£])")
# Without and with taxes.
_TAXES = {"HT": "excluding tax", "TTC": "including tax"}
_TAXED = re.compile(r"(?:(?<=[€$£])|(?<=euros)|(?<=EUR)|(?<=CHF)) (\(?)(HT|TTC)(?!\w)")
_PER_DAY = re.compile(r"(?<=[a-zµ€$£]/)j(?!\w)|(?<=[a-zµ€$£] / )j(?!\w)|(?<=\d/)j(?!\w)")
_MINUTES = re.compile(r"(?<![\w.,])(\d+) ?mn(?!\w)")
_FRANCS = re.compile(rf"(?<![\w.,])({_SUM}) ?(?:F|francs?) ?CFA(?!\w)")
_CENTS = re.compile(r"(?<![\w.,])(\d+) euros? (\d\d)(?! ?(?:centimes?|cents?|h|min|%|euros?|ans?|€|000))(?!\w|[,.]\d)")
_CENTS_BEHIND = re.compile(r"(?<![\w.,])(\d+) ?€ ?(\d\d)(?!\w|[,.]\d| ?[€%])")
_THOUSANDS = re.compile(r"(?<![\w.,])(\d+(?:,\d)?) k(?= [a-zà-ÿ])")
_MEASURES = {
    "c. à s.": "tablespoon", "càs": "tablespoon", "c.à.s.": "tablespoon", "c. à c.": "teaspoon", "càc": "teaspoon",
    "c.à.c.": "teaspoon", "L": "litre", "l": "litre", "cp": "tablet", "comprimé": "tablet", "comprimés": "tablet",
}  # fmt: skip
_SIGN = "|".join(map(re.escape, sorted(_MEASURES, key=len, reverse=True)))
_MEASURE = re.compile(rf"(?<![\w.,])(?<![Tt]aille )(\d+(?:,\d+)?) ({_SIGN})(?![\w'])")
_SPOON = re.compile(
    r"(?<!\w)(?:(\d+(?:[,/]\d+)?) )?(?:cuill(?:è|e)re(s?)|cuill?\.|c\.) ?à (soupe|café|thé|table)(?!\w)"
)
_SPOONS = {"soupe": "tablespoon", "table": "tablespoon", "café": "teaspoon", "thé": "teaspoon"}
#: Measures of the kitchen and of medicine, as they are given in English.
SPOONS = re.compile(r"(?<!\w)(?:table|tea)spoons?(?!\w)|(?<=\d )tablets?(?!\w)")
# Said of nobody, and the degree may be taken out; and what stands before a number is no name.
_WEATHER = re.compile(
    r"(?<!\w)([Ii])l (fait|faisait) (?=[-−+]?\d+(?:,\d+)? ?(?:°|à (?!\d)|en |au |dehors|ici|aujourd|[.!]?$))"
)
_ERROR = re.compile(r"(?<!\w)([Ee])rreur (?=\d)")
_BYTES = re.compile(r"(?<![\w.,])(\d+(?:,\d+)?) ?([KkMGTP])o(?!\w)")
# Contracts write a number twice: 2 (deux).
_TWICE = re.compile(r"(?<![\w.,])(\d{1,3}) \(([a-zà-ÿ]+(?:[- ][a-zà-ÿ]+){0,4})\)")
_FULL = {
    "c.-à-d.": "c'est-à-dire", "c.à.d.": "c'est-à-dire", "càd": "c'est-à-dire", "p. ex.": "par exemple",
    "auj.": "aujourd'hui", "qqn": "quelqu'un", "qqch": "quelque chose", "pdt": "pendant", "rdv": "rendez-vous",
    "RDV": "rendez-vous", "nb": "nombre", "qté": "quantité", "Qté": "Quantité",
    "resp.": "respectivement",
    "tél.": "téléphone", "Tél.": "Téléphone", "tél": "téléphone", "Tél": "Téléphone", "TÉL.": "Téléphone",
    "svp": "s'il vous plaît", "s.v.p.": "s'il vous plaît",
}  # fmt: skip
_SHORT = re.compile(rf"(?<![\w.])({'|'.join(map(re.escape, sorted(_FULL, key=len, reverse=True)))})(?!\w)")
_ALCOHOL = re.compile(r"(?<=\d) ?% vol(?:\.(?!\s*$)|(?!\w))")
_BEHIND_NUMBER = {"pers": "personne", "ét": "étage", "pces": "pièce"}
_COUNTED = re.compile(r"(?<![\w.,])(\d+(?:e|er|ère)?) (pers|ét|pces)\.?(?![\w'])")
_BEFORE_NUMBER = {"vol": "volume", "bât": "bâtiment", "env": "environ", "chap": "chapitre"}
_COUNTING = re.compile(r"(?<![\w.])(vol|bât|env|chap)\. (?=\d|[A-Z](?!\w))", re.IGNORECASE)
_NUMBERED = re.compile(r"(?<!\w)(al|let)\. (?=\d|[a-z](?!\w))")


def give_amounts(text: str) -> str:
    """A folded French segment with its sums and shortened measures as models read them.

    >>> give_amounts("L'or à 1 954,30 $, 28-32 k€, 3 (trois) fichiers de 5 Mo")
    "L'or à $1,954.30, €28-32k, 3 (three) fichiers de 5 MB"
    """
    text = _SHORT.sub(lambda m: _FULL[m[1]], text)
    if _DIGIT.search(text):
        text = _with_figures(text)
    text = _SPOON.sub(_spoon, text)
    text = _NUMBERED.sub(lambda m: {"al": "alinéa ", "let": "lettre "}[m[1]], text)
    return _COUNTING.sub(lambda m: cased_like(_BEFORE_NUMBER[m[1].lower()], m[1]) + " ", text)


def _with_figures(text: str) -> str:
    """A text with what stands beside its figures as models read it."""
    text = _POINTS.sub(lambda m: m[1].replace(".", " "), text)
    text = _COMMAS.sub(lambda m: m[1].replace(",", " ").replace(".", ","), text)
    text = _MULTIPLE.sub(_multiple, text)
    text = _DOLLARS.sub(lambda m: f"{(m[2] or m[3])[:2]}${_english(m[1])}", text)
    text = _DOLLAR_BEHIND.sub(lambda m: f"${_english(m[1])}", text)
    text = _TAXED.sub(lambda m: f" {m[1]}{_TAXES[m[2]]}", text)
    text = _MINUTES.sub(r"\1 min", _PER_DAY.sub("day", text))
    text = _FRANCS.sub(lambda m: f"{_english(m[1])} CFA francs", text)
    text = _CENTS.sub(r"\1,\2 euros", text)
    text = _CENTS_BEHIND.sub(r"\1,\2 €", text)
    text = _THOUSANDS.sub(r"\1k", text)
    text = _BYTES.sub(lambda m: f"{m[1]} {m[2].upper()}B", text)
    text = _WEATHER.sub(lambda m: f"{m[1]}t {'is' if m[2] == 'fait' else 'was'} ", text)
    text = _ERROR.sub(lambda m: f"{m[1]}rror ", text)
    text = _MEASURE.sub(lambda m: f"{m[1]} {_plural(_MEASURES[m[2]], m[1])}", text)
    text = _ALCOHOL.sub("% ABV", text)
    text = _COUNTED.sub(lambda m: f"{m[1]} {_plural(_BEHIND_NUMBER[m[2]], m[1])}" + final_stop(m), text)
    return _TWICE.sub(_twice, text)


def _english(number: str) -> str:
    """A sum with English separators."""
    whole, comma, rest = number.replace(" ", ",").rpartition(",") if re.search(r",\d+\Z", number) else (number, "", "")
    return f"{whole}.{rest}" if comma else number.replace(" ", ",")


def _multiple(match: re.Match[str]) -> str:
    first, between, last, unit, sign = match.groups()
    unit = _MULTIPLES[unit]
    if not first:
        return f"{sign}{_english(last)}{unit}"
    if "-" in between:
        return f"{sign}{_english(first)}-{_english(last)}{unit}"
    return f"{sign}{_english(first)}{unit}{between}{sign}{_english(last)}{unit}"


def _spoon(match: re.Match[str]) -> str:
    number, plural, kind = match.groups("")
    if not number:
        return _SPOONS[kind] + plural
    return f"{number} {_plural(_SPOONS[kind], '1' if number.startswith(('0,', '1/')) else number)}"


def _plural(word: str, number: str) -> str:
    head, space, rest = word.partition(" ")
    return head + "s" * (number not in ("0", "1") and not number.endswith(("e", "r"))) + space + rest


def _twice(match: re.Match[str]) -> str:
    said = numbers_said(match[2], "fr")
    if len(said) == 1 and said[0].value == int(match[1]) and said[0].end - said[0].start == len(match[2]):
        return f"{match[1]} ({in_words(said[0].value)})"
    return match[0]
