"""Numbers of other scripts in the digits and separators that the number readers know.

Chinese, Japanese and Korean count in ten thousands and hundred millions, and number their months; a comparison with a
language that counts in thousands and names them needs both sides written out.
"""

from __future__ import annotations

import re
from decimal import Decimal

from toolkit.languages.clock import clock_times
from toolkit.languages.words import TABLES

#: Languages that write a decimal point and group by commas, as English does.
POINT_LANGUAGES = frozenset(
    "en zh yue ja ko th he iw hi bn mr ne ta te kn ml gu pa ur si my km lo am ms tl fil sw mt cy ga".split()
)
_MYRIADS = frozenset({"zh", "yue", "ja", "ko"})
_UNITS = {
    **dict.fromkeys("千천", 1_000),
    **dict.fromkeys("万萬만", 10_000),
    **dict.fromkeys(("百万", "百萬", "백만"), 1_000_000),
    **dict.fromkeys(("千万", "千萬", "천만"), 10_000_000),
    **dict.fromkeys("億亿억", 100_000_000),
    **dict.fromkeys(("十億", "十亿", "십억"), 1_000_000_000),
    **dict.fromkeys("兆조", 1_000_000_000_000),
    **dict.fromkeys(("万亿", "萬億"), 1_000_000_000_000),
}
_NUMBER = r"\d+(?:\.\d+)?"
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_MYRIAD = re.compile(rf"(?<!\d)(?:{_NUMBER}\s?(?:{_UNIT})\s?)+(?:\d{{1,4}}(?![\d.]))?")
_MYRIAD_PART = re.compile(rf"({_NUMBER})\s?({_UNIT})?")
_MAGNITUDES = {
    "en": {"thousand": 10**3, "k": 10**3, "million": 10**6, "m": 10**6, "mn": 10**6, "billion": 10**9, "bn": 10**9}
    | {"b": 10**9, "trillion": 10**12, "tn": 10**12},
    "fr": {"mille": 10**3, "million": 10**6, "millions": 10**6, "milliard": 10**9, "milliards": 10**9},
}
# A month, but no number of months: 10月, 10월.
_MONTH = re.compile(r"(?<!\d)\d{1,2}\s?[月월](?![間间]|의간)")
_OTHER_DIGIT = re.compile(r"\d(?<![0-9])")
_OTHER_SIGN = re.compile(r"[٬٫，．：](?<=\d.)(?=\d)")
_ARABIC_SIGNS = str.maketrans({"٬": "", "٫": ",", "，": ",", "．": ".", "％": "%", "：": ":"})


def plain_digits(text: str, language: str) -> str:
    """A text with ASCII digits; groups are joined where the language parts them by commas.

    Args:
        text: any.
        language: primary code.
    """
    if not text.isascii():
        text = _OTHER_DIGIT.sub(lambda m: str(int(m.group())), text)
        text = _OTHER_SIGN.sub(lambda m: m.group().translate(_ARABIC_SIGNS), text)
    if language in POINT_LANGUAGES and language != "en":
        # Indian languages group by two above the thousands: 1,00,000.
        text = re.sub(r"(?<![\d.,])\d{1,3}(?:,\d{2,3})*,\d{3}(?!\d)", lambda m: m.group().replace(",", ""), text)
    return text


def comparable_numbers(source: str, target: str, languages: tuple[str, str]) -> tuple[str, str]:
    """Both sides of a unit with their numbers written so that they can be compared.

    Args:
        source, target: texts.
        languages: primary codes.
    """
    texts = [plain_digits(text, code) for text, code in zip((source, target), languages, strict=True)]
    # The readers of amounts know the times of the languages with a table.
    texts = [text if code in TABLES else clock_times(text, code) for text, code in zip(texts, languages, strict=True)]
    if (languages[0] in _MYRIADS) != (languages[1] in _MYRIADS):
        texts = [_written_out(text, code) for text, code in zip(texts, languages, strict=True)]
    return texts[0], texts[1]


def _written_out(text: str, language: str) -> str:
    if language in _MYRIADS:
        return _MONTH.sub(" ", _MYRIAD.sub(_sum_myriads, text))
    words = _MAGNITUDES.get(language)
    if not words:
        return text
    pattern = re.compile(rf"(?<![\w.,])(\d+(?:[.,]\d+)*)[ \u00a0\u202f-]?({'|'.join(words)})\b", re.IGNORECASE)
    return pattern.sub(lambda m: _times(m.group(1), words[m.group(2).lower()], language), text)


def _sum_myriads(match: re.Match[str]) -> str:
    total = Decimal(0)
    for number, unit in _MYRIAD_PART.findall(match.group()):
        total += Decimal(number) * _UNITS.get(unit, 1)
    return _shown(total)


def _times(number: str, factor: int, language: str) -> str:
    plain = number.replace(",", "") if language == "en" else number.replace(",", ".")
    return _shown(Decimal(plain) * factor) if plain.count(".") <= 1 else number


def _shown(number: Decimal) -> str:
    return str(int(number)) if number == int(number) else str(number.normalize())
