"""Times of day, durations, and shortened names of days and months of French texts, given to the model in full.

``18h`` alone was read as an ordinal, ``sept.`` as seven, ``lun.`` as nothing. Days and hours that stand for a span of
time (*lun.-ven. : 9 h - 12 h*) are given in English, since models leave one of the two out.
"""

from __future__ import annotations

import re

from toolkit.languages.abbreviations import final_stop
from toolkit.languages.bylines import MONTHS
from toolkit.languages.french_dates import DAYS as _DAYS
from toolkit.text.casing import cased_like

_DIGIT = re.compile(r"\d")
_MONTHS = {
    "janv": "janvier", "jan": "janvier", "févr": "février", "fév": "février", "fev": "février", "avr": "avril",
    "juill": "juillet", "juil": "juillet", "sept": "septembre", "oct": "octobre", "nov": "novembre",
    "déc": "décembre", "dec": "décembre",
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_SHORT_MONTH = re.compile(
    rf"(?<![\w.])(?:(?P<day>\d{{1,2}}(?:er)? )(?P<behind>{_MONTH})(?P<point>\.?)(?![\w'])"
    rf"|(?P<before>{_MONTH})\.?(?= (?:19|20)\d\d(?!\d))"
    r"|(?P<alone>janv|févr|avr|juill|juil|oct|nov|déc|sept(?=\.[-–, ]))\.(?!\w)(?! ?$))",
    re.IGNORECASE,
)
_SHORT_DAYS = {day[:3]: day for day in _DAYS}
_TWO_LETTERS = {day[:2].capitalize(): day for day in _DAYS}
_SHORT = "|".join(_SHORT_DAYS)
_DAY = rf"(?:{'|'.join(_DAYS)}|(?:{_SHORT})\.?)"
_DAY_RANGE = re.compile(rf"(?<![\w.])({_DAY}) ?[-/] ?({_DAY})(?![\w'])", re.IGNORECASE)
_TWO_LETTER_RANGE = re.compile(r"(?<![\w.])(Lu|Ma|Me|Je|Ve|Sa|Di) ?- ?(Lu|Ma|Me|Je|Ve|Sa|Di)(?![\w'.])")
# The sea and the game are words themselves.
_SHORT_DAY = re.compile(
    rf"(?<![\w.])(?:({_SHORT})\.(?= \d)|(lun|ven|sam)\.(?!\w)|(?<=, )({_SHORT})\.(?=,|$)|({_SHORT})\.(?=,)"
    rf"|(?<=les )({_SHORT})\.(?= et )|(?<=\. et )({_SHORT})\.)",
    re.IGNORECASE,
)
_NOON = {"midi": "12:00", "minuit": "24:00"}
_TO_NOON = re.compile(
    r"(?<!\w)(de|entre|dès) ([01]?\d|2[0-4]) ?h(?: ?([0-5]\d))? (à|et) (midi|minuit)(?!\w)", re.IGNORECASE
)
# Hours with one sign for both: 9-12 h.
_BOTH = re.compile(r"(?<![\w:.,/-])([01]?\d|2[0-4]) ?- ?([01]?\d|2[0-4]) ?[hH](?!\w)(?! ?\d)(?! de (?!l'))")
_HOUR = r"([01]?\d|2[0-4]) ?[hH](?: ?([0-5]\d)|(?! ?\d))(?!\w)"
#: What something takes, as it is given in English.
LASTING = re.compile(r"(?<![\w.,])(?:\d+ (?:to|or) )?\d+ (?:hours?|minutes?|seconds?)(?!\w)")
_NOT_LASTING = r"(?! de (?!l'))"
_LASTING = re.compile(
    r"(?<!\w)((?:pendant|durant|en|dur(?:e|é|ée|era|ait|er)|durée (?:de|d'environ|est de)|reposer|cuire|mijoter|"
    rf"attendre|patienter|toutes les) ){_HOUR}(?! (?:du|de l'))",
    re.IGNORECASE,
)
# From so many to so many hours: every 6 to 8 hours, 24 to 48 hours; else they are times.
_BETWEEN = r" ?(?P<or>(?<= )(?:à|ou)(?= )|-) ?"
_LASTING_RANGE = re.compile(
    r"(?<!\w)(?P<for>toutes les|pendant|durant|en|dur(?:e|é|ée|era|ait|er)(?: de)?|durée (?:de|d'environ|est de)|"
    r"sous|les|environ|après|reposer|cuire|mijoter|attendre|patienter) "
    rf"(?P<low>\d{{1,3}}){_BETWEEN}(?P<high>\d{{1,3}}) ?h(?!\w| ?\d)",
    re.IGNORECASE,
)
_MANY_HOURS = re.compile(
    rf"(?<![\w:.,/-])(?P<low>\d{{1,3}}){_BETWEEN}"
    r"(?P<high>2[5-9]|[3-9]\d|\d{3}|\d{1,2}(?= ?h de (?!l'))) ?h(?!\w| ?\d)",
    re.IGNORECASE,
)
_FROM_TO = re.compile(r"(?<![\w:.,/-])([01]?\d|2[0-4]) à ([01]?\d|2[0-4]) ?[hH](?!\w| ?\d)")
_RANGE = re.compile(rf"(?<![\w:.,]){_HOUR} ?(-|à|/) ?{_HOUR}{_NOT_LASTING}")
# Without these words it may be hours and minutes that something takes, as before "de" (à 2 h de Paris).
_TIMES = re.compile(
    rf"(?<!\w)(de|entre) {_HOUR} (à|et) {_HOUR}"
    rf"|(?<!\w)((?:il est|il était|l'heure est|à|a|dès|vers|avant|après|depuis|ce soir|ce matin|cet après-midi|demain|"
    rf"hier|aujourd'hui|midi|minuit|"
    rf"soir|matin|après-midi|{'|'.join(_DAYS)}|départ|arrivée|rdv|rendez-vous|réunion|ouverture|fermeture|début|"
    rf"séance),? ?:?) {_HOUR}{_NOT_LASTING}",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?<![\w:.,/])(0\d|1[3-9]|2[0-3]) ?h ?([0-5]\d)(?!\w)" + _NOT_LASTING)
# "11 heures 10", and what says which half of the day it is.
_SAID = re.compile(
    r"(?<!\w)((?:à|vers|dès|avant|après|de|jusqu'à) )([01]?\d|2[0-4]) heures ([0-5]\d)(?![\w%€$]| ?(?:min|%|€|\$))",
    re.IGNORECASE,
)
# No stretch of time: "à 20 heures de route".
_EVENING = re.compile(
    r"(?<!\w)((?:à|vers|dès|avant|après|jusqu'à) )(1[3-9]|2[0-4]) heures"
    r"(?!\w|[ ,]*(?:d'|\d|(?:de|du|des|par|plus)(?!\w)))",
    re.IGNORECASE,
)
_MIDNIGHT = re.compile(
    r"(?<!\w)((?:il est|il était|à|vers|dès|avant|après|depuis|jusqu'à) )0 ?h(?:eures?)?(?: ?([0-5]\d))?(?!\w)",
    re.IGNORECASE,
)
_IT_IS = re.compile(
    r"(?<!\w)(il (?:est|était) )([01]?\d|2[0-4]) heures?(?!\w)(?: ([0-5]\d))?"
    r"(?! ?[\d%€$]| d| et (?:demi|quart)| moins)",
    re.IGNORECASE,
)
_IT = re.compile(r"(?<!\w)([Ii])l (est|était) (?=\d{1,2}:\d\d)")
_HALF_DAY = re.compile(
    r"(?<![\w:.,/-])([01]?\d) ?h(?: ?([0-5]\d))?(?= (?:du|le) (?:matin|soir)(?!\w)| de l'après-midi)"
)
_BEFORE_NAME = re.compile(
    r"(?<![\w:.,/-])([01]?\d|2[0-3]) ?[hH] ?([0-5]\d)?(?= [A-ZÀ-Þ])"
    r"|(?<![\w:.,/-])([01]?\d|2[0-3])[hH]([0-5]\d)(?!\w)(?! de (?!l'))"
)
# Several of them are a timetable.
_WITH_MINUTES = re.compile(r"(?<![\w:.,/-])([01]?\d|2[0-3]) ?h ?([0-5]\d)(?!\w)(?! de (?!l'))")
# Behind a date or a number "à" is no "to".
_AT = re.compile(
    rf"((?<=[\d\]])(?<!:\d\d)|(?<!\w)(?:{'|'.join(MONTHS)}|(?<!du )(?:{'|'.join(_DAYS)})|demain|hier|aujourd'hui|"
    rf"(?:mis|publié|modifié|posté|actualisé|diffusé|enregistré|commencé|débuté|terminé)e?s?(?: à jour)?))"
    r" à (?=\d{1,2}:\d\d(?!\d))",
    re.IGNORECASE,
)
# Behind a verb; "vers" alone is "to" and the plural of a verse.
_AROUND = re.compile(r"(?<!\w)vers (?=\d{1,2}:\d\d(?!\d))", re.IGNORECASE)
_TIGHT = re.compile(r"(?<![\w:.,/x×*-])(1[3-9]|2[0-3])h(?![\w/])(?! (?:de (?!l')|d'|par|plus))")
_HOURS = re.compile(r"(?<![\w:.,/-])(\d{1,3}) ?h(?=[\s,;.!?)]|$)(?! ?\d)(?! (?:du|de l'))")
_SECONDS = re.compile(
    r"(?<![\w.,:])(?:(à) )?([01]?\d|2[0-4]) ?h ?([0-5]?\d) ?(?:min|mn|m|') ?"
    r"(?:([0-5]?\d) ?(?:s|sec|''|\"))?(?![\w'\"])",
    re.IGNORECASE,
)
_UNITS = {"s": "seconde", "sec": "seconde", "j": "jour", "sem": "semaine"}
_UNIT = re.compile(r"(?<![\w.,:])(\d+(?:,\d+)?) (s|sec|j|sem)(\.?)(?![\w'.])")


def in_full(text: str) -> str:
    """A folded French segment with its shortened days and months in full.

    >>> in_full("Le 3 sept. 2019, lun. 4 nov."), in_full("Ouvert lun.-ven., sauf sam.")
    ('Le 3 septembre 2019, lundi 4 novembre.', 'Ouvert Monday-Friday, sauf samedi.')
    """
    # Most texts have none of the signs without which there is nothing to find.
    if "." in text[:-1] or _DIGIT.search(text):
        text = _SHORT_MONTH.sub(lambda m: _month(m), text)
    if "-" in text or "/" in text:
        text = _DAY_RANGE.sub(lambda m: f"{_english_day(m[1])}-{_english_day(m[2])}", text)
        text = _TWO_LETTER_RANGE.sub(lambda m: "-".join(_DAYS[_TWO_LETTERS[day]] for day in m.groups()), text)
    return _SHORT_DAY.sub(_day, text) if "." in text else text


def give_times(text: str) -> str:
    """A folded French segment with its times of day as digits, and what something takes in words.

    >>> give_times("De 10h à 12 h 30, ce soir 18h"), give_times("Il a tenu 2 h 15 min 30 s")
    ('De 10:00 à 12:30, ce soir 18:00', 'Il a tenu 2 hours 15 minutes 30 seconds')
    """
    if not _DIGIT.search(text):
        return text
    text = _SECONDS.sub(_duration, text)
    text = _TO_NOON.sub(lambda m: f"{m[1]} {_time(m[2], m[3])} {m[4]} {_NOON[m[5].lower()]}", text)
    text = _LASTING_RANGE.sub(lambda m: f"{m['for']} {_hours(m)}", text)
    text = _FROM_TO.sub(r"\1:00 à \2:00", _MANY_HOURS.sub(_hours, text))
    text = _BOTH.sub(lambda m: f"{m[1]}:00-{m[2]}:00" if int(m[1]) < int(m[2]) else m[0], text)
    text = _RANGE.sub(lambda m: f"{_time(m[1], m[2])}{'-' if m[3] != 'à' else ' à '}{_time(m[4], m[5])}", text)
    text = _MIDNIGHT.sub(lambda m: f"{m[1]}0:{m[2] or '00'}", text)
    text = _IT_IS.sub(lambda m: m[1] + _time(m[2], m[3]), text)
    text = _SAID.sub(lambda m: m[1] + _time(m[2], m[3]), text)
    text = _EVENING.sub(lambda m: f"{m[1]}{m[2]}:00", text)
    text = _HALF_DAY.sub(lambda m: _time(m[1], m[2]), text)
    text = _LASTING.sub(lambda m: m[1] + _spelt(m[2], m[3] or "", ""), text)
    text = _TIMES.sub(_colon, text)
    text = _CLOCK.sub(lambda m: _time(m[1], m[2]), text)
    text = _BEFORE_NAME.sub(lambda m: _time(m[1] or m[3], m[2] or m[4]), text)
    if len(_WITH_MINUTES.findall(text)) > 1:
        text = _WITH_MINUTES.sub(lambda m: _time(m[1], m[2]), text)
    text = _IT.sub(lambda m: f"{m[1]}t {'is' if m[2] == 'est' else 'was'} ", text)
    text = _AROUND.sub(lambda m: cased_like("around ", m[0]), _AT.sub(r"\1 at ", text))
    text = _TIGHT.sub(lambda m: f"{m[1]}:00", text)
    text = _HOURS.sub(lambda m: _spelt(m[1], "", ""), text)
    return _UNIT.sub(_unit, text)


def _month(match: re.Match[str]) -> str:
    if short := match["before"] or match["alone"]:
        full = _MONTHS[short.lower()]
        return cased_like(full, short)
    return match["day"] + _MONTHS[match["behind"].lower()] + final_stop(match)


def _day(match: re.Match[str]) -> str:
    short = next(group for group in match.groups() if group)
    full = _SHORT_DAYS[short.lower()]
    return cased_like(full, short) + final_stop(match)


def _english_day(day: str) -> str:
    return _DAYS[next(full for full in _DAYS if full.startswith(day.lower().rstrip(".")))]


def _time(hour: str, minute: str | None) -> str:
    return f"{hour}:{minute or '00'}"


def _duration(match: re.Match[str]) -> str:
    at, hours, minutes, seconds = match.groups("")
    if not at:
        return _spelt(hours, minutes, seconds)
    return f"{at} {hours}:{minutes:0>2}" + (f":{seconds:0>2}" if seconds else "")


def _spelt(*numbers: str) -> str:
    """What hours, minutes and seconds take; none of them for those that are missing."""
    named = zip(numbers, ("hour", "minute", "second"), strict=True)
    return " ".join(f"{int(n)} {unit}{'s' * (int(n) > 1)}" for n, unit in named if n)


def _hours(match: re.Match[str]) -> str:
    return f"{match['low']} {'or' if match['or'].lower() == 'ou' else 'to'} {match['high']} hours"


def _colon(match: re.Match[str]) -> str:
    words = match.groups("")
    times = (words[:3], words[3:6]) if words[0] else (words[6:],)
    return " ".join(f"{word} {_time(hour, minute)}" for word, hour, minute in times)


def _unit(match: re.Match[str]) -> str:
    unit = _UNITS[match[2]]
    return f"{match[1]} {unit}{'s' * (match[1] not in ('0', '1'))}" + final_stop(match)
