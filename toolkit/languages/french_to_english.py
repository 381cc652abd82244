"""What French writes in figures and signs as English does not, given to the model in English.

There are too many centuries, hours and regnal numbers for a model to have seen each, and rules know them all: of twenty
centuries in Roman numerals package 0.8 took half for others.
"""

from __future__ import annotations

import re

from toolkit.languages.bylines import MONTHS
from toolkit.languages.french_amounts import give_amounts
from toolkit.languages.french_clock import give_clock
from toolkit.languages.french_dates import give_dates
from toolkit.languages.french_labels import give_labels
from toolkit.languages.french_letters import give_letter
from toolkit.languages.french_signs import plain_sign
from toolkit.languages.french_speakers import give_speakers
from toolkit.languages.french_times import give_times, in_full
from toolkit.languages.roman import FIRST_CENTURY, ROMAN_ORDINAL, roman, roman_ordinals
from toolkit.text.casing import cased_like

_DIGIT = re.compile(r"\d")
_ORDINAL = re.compile(
    r"(?<![\w.,/-])(?:(\d{1,3})(?:e|è|ème|eme|ième)s?|(1)(?:re|ère|er)s?|(2)nde?s?)(?![\w'/-])"
    rf"(?! (?:{'|'.join(MONTHS)})\b)"
)
_LARGE_ORDINAL = re.compile(
    r"(?<![\w.,/-])(?<!\d[ \u00a0\u202f])(\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d{4,})(?:e|è|ème|eme|ième)s?(?![\w'/-])"
)
_ENGLISH_ORDINAL = re.compile(r"(?<![\w.,])(\d+(?:[, ]\d+)*)(?:st|nd|rd|th)(?!\w)")
_ERA = re.compile(r"(?<!\w)(av(?:ant|\.)|ap(?:rès|r?\.)) J\. ?-? ?C\.?(?!\w)", re.IGNORECASE)
_NUMBER = re.compile(r"(?<!\w)[Nn][°º] ?(?=\d|\[\d+\])")
_EACH = re.compile(r"(?<=[\w€$£])( ?/ ?)pers(?:\.|onnes?)?(?!\w)", re.IGNORECASE)
_CENTURY = re.compile(r"(?<=[IVX]e )s\.(?! ?$)|(?<=[IVX]e )s(?=\.$)")
_NUMBER_OF = re.compile(r"(?<!\w)[Nn][°º] (?=[a-zà-ÿ])")
# A page of so many, in figures or as the fields of a footer, for which marks stand.
_FIGURE = r"(?:\d+|\{\w+\}|\[\d+\]|%(?:\d+\$)?[sdiu])"
_COUNTED = {
    "page": "page", "pages": "pages", "étape": "step", "feuille": "sheet", "feuillet": "sheet", "diapositive": "slide",
    "partie": "part", "volet": "part",
}  # fmt: skip
_OF_SO_MANY = re.compile(rf"(?<!\w)((?:{'|'.join(_COUNTED)}) {_FIGURE}) sur (?={_FIGURE}(?!\w))", re.IGNORECASE)
_ONE_OF_SO_MANY = re.compile(rf"({'|'.join(_COUNTED)}) ({_FIGURE}) sur ({_FIGURE})", re.IGNORECASE)
# One of so many: a train, a pupil.
_RATIO = re.compile(
    r"(?<![\w.,])(\d{1,3} (?!heures |jours |mois |hours |mètres )[a-zà-ÿ]{4,}) sur (?=\d{1,3}(?![\w/]|[.,]\d| ?[%€]))"
)
# Of a play.
_PARTS = re.compile(r"(?<!\w)(?:([Aa])cte|([Ss])cène) (?=(?:[IVX]+|\d+|\[\d+\])(?!\w))")
# Belgian and Swiss numbers, as the French of France has them.
_TENS = {
    "septante": ("soixante", 10), "huitante": ("quatre-vingt", 0), "octante": ("quatre-vingt", 0),
    "nonante": ("quatre-vingt", 10),
}  # fmt: skip
_ONES = "dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf".split()
_DIGITS = {word: n for n, word in enumerate("un deux trois quatre cinq six sept huit neuf".split(), start=1)}
_SWISS = re.compile(rf"(?<![\w-])({'|'.join(_TENS)})(?:(?:-|[- ]et[- ])({'|'.join(_DIGITS)}))?(?![\w-])", re.IGNORECASE)

# Of several marks the model gets one; the others come back behind it.
_MARKS = re.compile(r"(?<=\w) ?[?!](?: ?[?!])+$")
# Forms for both sexes, with points, dots or brackets.
# A share of what a program puts in: 100 % de {0}; and how much of a job is done.
_SHARE = re.compile(r"(?<=%) (?:de|des|du) (?=\[\d+\]|[{%$<])")
_DONE = re.compile(r"(?:(?<=%)|(?<=\]\[\d\])) (?:faite?s?|effectuée?s?|achevée?s?)(?=\s*(?:[.,;:!?…)]|\Z))")
_ENDINGS = "ne|e|elle|le|ve|se|ère|r?ice|trice|euse|esse|ine"
_BOTH = re.compile(
    rf"(?<=[a-zà-ÿ]{{3}})(?:[.-](?:ne|e|se|ère|r?ice|trice|euse|esse)[.·•⋅-]s|[·•⋅](?:{_ENDINGS})(?:[.·•⋅-]s|s)"
    r"|\((?:ne|e|se)\)s|\((?:ne|e)s\))(?!\w)"
)
_BOTH_ONE = re.compile(rf"(?<=[a-zà-ÿ]{{3}})(?:[·•⋅](?:{_ENDINGS})|\((?:ne|e|se)\))(?![\w·•⋅])")


def give(text: str) -> str:
    """A folded French segment with its ordinals, eras, numbers of numbered things and times of day in English.

    ``au XVIe siècle`` becomes ``au 16th siècle``, ``44 av. J.-C.`` ``44 BC``, ``n° 5`` ``No. 5``, ``à 14 h 30``
    ``à 14:30``, ``page 2 sur 9`` ``page 2 of 9``, ``le 3 000e client`` ``le 3000th client``, ``300 k€`` ``€300k``.
    """
    text = _BOTH_ONE.sub("", _BOTH.sub("s", _MARKS.sub(lambda m: " ?" if "?" in m[0] else " !", text)))
    text = give_letter(plain_sign(text))
    text = give_amounts(give_dates(in_full(give_clock(give_speakers(give_labels(text))))))
    text = _DONE.sub(" done", _SHARE.sub(" of ", text))
    text = _SWISS.sub(_of_france, text)
    if _DIGIT.search(text):
        text = _RATIO.sub(r"\1 in ", text)
    text = _PARTS.sub(lambda m: f"{m[1]}ct " if m[1] else f"{m[2]}cene ", text)
    text = _CENTURY.sub("siècle", text)
    text = ROMAN_ORDINAL.sub(lambda m: ordinal(roman(m[1])), text)
    text = FIRST_CENTURY.sub("1st", text)
    if _DIGIT.search(text):
        text = _LARGE_ORDINAL.sub(lambda m: ordinal(int(re.sub(r"\D", "", m[1]))), text)
        text = _ORDINAL.sub(lambda m: ordinal(int(m[1] or m[2] or m[3])), text)
        text = _OF_SO_MANY.sub(r"\1 of ", text)
        text = _NUMBER.sub("No. ", text)
    text = _EACH.sub(r"\1person", _ERA.sub(_era, text))
    text = _NUMBER_OF.sub(lambda m: cased_like("numéro ", m[0]), text)
    return give_times(text)


def one_of_so_many(text: str) -> str | None:
    """``Page 2 sur 9``, the whole of a text, in English; None for all others."""
    match = _ONE_OF_SO_MANY.fullmatch(" ".join(text.split()))
    if match is None:
        return None
    word = _COUNTED[match[1].lower()]
    return f"{cased_like(word, match[1])} {match[2]} of {match[3]}"


def with_large_ordinals(text: str, source: str) -> str:
    """A translation whose ordinals above 999 are those of its source: models lose some of their zeros.

    Only where as many are wrong as are missing.

    Args:
        text: in English.
        source: in French.
    """
    figures = _DIGIT.search(source)
    wanted = [int(re.sub(r"\D", "", m[1])) for m in _LARGE_ORDINAL.finditer(source)] if figures else []
    if not wanted:
        return text
    known = {*wanted, *(int(m[1] or m[2] or m[3]) for m in _ORDINAL.finditer(source)), *roman_ordinals(source)}
    found = [(m, int(re.sub(r"\D", "", m[1]))) for m in _ENGLISH_ORDINAL.finditer(text)]
    wrong = [m for m, number in found if number not in known]
    missing = [number for number in wanted if number not in {number for _, number in found}]
    if len(wrong) == len(missing):
        for match, number in reversed(list(zip(wrong, missing, strict=True))):
            text = f"{text[: match.start()]}{number:,}{ordinal(number)[len(str(number)) :]}{text[match.end() :]}"
    return text


def ordinal(number: int) -> str:
    """In English: ``1st``, ``12th``."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _of_france(match: re.Match[str]) -> str:
    """``nonante-deux`` as ``quatre-vingt-douze``, ``septante et un`` as ``soixante et onze``."""
    tens, add = _TENS[match[1].lower()]
    ones = _DIGITS[match[2].lower()] if match[2] else 0
    said = _ONES[ones] if add else (match[2] or "")
    link = " et " if (tens, ones) == ("soixante", 1) else "-"
    # "Quatre-vingts" alone ends in an s.
    number = f"{tens}{link}{said}" if said else f"{tens}s"
    return cased_like(number, match[0])


def _era(match: re.Match[str]) -> str:
    # The stop of "J.-C." may be that of the sentence.
    ends = match[0].endswith(".") and match.end() == len(match.string)
    return ("BC" if match[1].lower().startswith("av") else "AD") + ("." if ends else "")
