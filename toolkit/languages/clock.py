"""Times of day, as languages write them, in one form: ``15 Uhr 30``, ``3:30 p.m.`` and 下午三点半 are ``15:30``.

The marks are those of Unicode CLDR and of the languages' style guides.
"""

from __future__ import annotations

import functools
import re

from toolkit.languages.cjk_numerals import CJK, NUMERALS, value_of

_HOUR, _MINUTE = r"(?P<hour>[01]?\d|2[0-4])", r"(?P<minute>[0-5]\d)"
_TIME = rf"(?<![\d.,:/-]){_HOUR}(?:[.:]{_MINUTE})?(?![.,:]?\d)"
# What stands before a time of day, and behind it: one of both must.
_BEFORE = {
    "da": r"kl\.?\s|klokken\s",
    "fi": r"kello\s|klo\s",
    "it": r"\b(?:al|dal)?le ore\s|\bore\s|\b(?:d?alle|le)\s(?=\d{1,2}[.:]\d\d)",
    "is": r"kl\.?\s|klukkan\s",
    "nb": r"kl\.?\s|klokken\s",
    "no": r"kl\.?\s|klokken\s",
    "pl": r"\bgodz\.\s|\bgodzini?e\s",
    "sv": r"kl\.?\s|klockan\s",
    "tr": r"\bsaat\s",
}
_BEHIND = {
    "ca": r"\s?(?:h|hores)\b",
    "cs": r"\s?(?:hodin|hod\.)",
    "de": r"\s?Uhr\b(?:\s(?P<more>[0-5]\d)(?!\d))?",
    "en": r"(?=\s?[ap]\.?m\b)",
    "es": r"\s?(?:h|horas|hs)\b(?:\s?(?P<more>[0-5]\d)(?!\d))?",
    "fr": r"\s?(?:h|heures?)(?![^\W\d_])(?:\s?(?P<more>[0-5]\d)(?!\d))?",
    "it": r"\s?(?:h|in punto)\b",
    "nl": r"\s?uur\b",
    "pt": r"\s?(?:h|horas)(?![^\W\d_])(?:\s?(?P<more>[0-5]\d)(?!\d))?",
    "sk": r"\s?(?:hodín|hod\.)",
    "th": r"\s?(?:น\.|นาฬิกา(?:\s?(?P<more>[0-5]\d)\s?นาที)?)",
    # A number with a comma has decimals, and a time has an ending: 17.30'a.
    "tr": r"(?<=\.\d\d)['’](?:[dt][ae]n?|y?[ae])\b",
}
_AFTERNOON = {
    "de": r"nachmittags|abends|am (?:Nachmittag|Abend)",
    "en": r"p\.?m\b\.?|in the (?:afternoon|evening)",
    "es": r"p\.\s?m\.|de la (?:tarde|noche)",
    "fr": r"de l.après-midi|du soir|p\.?m\b",
    "it": r"del pomeriggio|di sera",
    "nl": r"'s (?:middags|avonds)",
    "pt": r"da (?:tarde|noite)",
}
_MORNING = {"en": r"a\.?m\b\.?|in the morning", "es": r"a\.\s?m\.|de la mañana", "fr": r"du matin|a\.?m\b"}
_CJK_BEFORE = r"(?P<morning>上午|早上|凌晨|午前|오전)?(?P<afternoon>下午|晚上|午後|午后|오후)?\s?"
_CJK_NUMBER = rf"\d{{1,2}}|[{NUMERALS}]{{1,3}}"
_CJK = re.compile(
    rf"{_CJK_BEFORE}(?<![\d.第{NUMERALS}])(?P<hour>{_CJK_NUMBER})\s?(?:[点點]|[时時시](?![间間간]))[钟鐘]?"
    rf"(?:\s?(?P<minute>{_CJK_NUMBER})\s?[分분]|(?P<half>半|반))?"
)


def clock_times(text: str, language: str) -> str:
    """A text with its times of day as hours and minutes of 24 hours; unchanged in languages that are not known.

    Args:
        text: any.
        language: primary code.

    >>> clock_times("Um 15 Uhr 30 oder 3 Uhr nachmittags", "de")
    'Um 15:30 oder 15:00'
    >>> clock_times("会议下午三点半开始", "zh")
    '会议15:30开始'
    """
    if language in CJK:
        return _CJK.sub(_cjk_time, text)
    patterns = _patterns(language)
    if patterns is None or not any(map(str.isdigit, text)):
        return text
    for pattern in patterns:
        text = pattern.sub(_time, text)
    return text


@functools.cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...] | None:
    half = "".join(
        rf"(?:\s?(?P<{name}>{table[language]}))?"
        for name, table in (("afternoon", _AFTERNOON), ("morning", _MORNING))
        if language in table
    )
    found = []
    if language in _BEHIND:
        found.append(rf"{_TIME}{_BEHIND[language]}{half}")
    if language in _BEFORE:
        found.append(rf"(?<=\b)(?:{_BEFORE[language]}){_TIME}{half}")
        found.append(rf"(?<=\d:\d\d[–-]){_HOUR}(?:[.:]{_MINUTE})?(?![.,:]?\d){half}")
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in found) or None


def _time(match: re.Match[str]) -> str:
    groups = match.groupdict()
    minute = groups.get("more") or match["minute"] or "00"
    return _shown(int(match["hour"]), int(minute), bool(groups.get("afternoon")), bool(groups.get("morning")))


def _cjk_time(match: re.Match[str]) -> str:
    hour = value_of(match["hour"])
    minute = 30 if match["half"] else value_of(match["minute"]) if match["minute"] else 0
    if hour > 24 or minute > 59:
        return match[0]
    return _shown(hour, minute, bool(match["afternoon"]), bool(match["morning"]))


def _shown(hour: int, minute: int, afternoon: bool, morning: bool) -> str:
    if afternoon and hour < 12:
        hour += 12
    elif morning and hour == 12:
        hour = 0
    return f"{hour}:{minute:02}"
