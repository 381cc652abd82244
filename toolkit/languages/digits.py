"""Numbers of other scripts in the digits and separators that the number readers know.

Chinese, Japanese and Korean count in ten thousands and hundred millions, and number their months; the languages of
India count in hundred thousands and ten millions. A comparison with a language that counts in thousands needs both
sides written out.
"""

from __future__ import annotations

import functools
import re
from decimal import Decimal

from toolkit.languages.calendars import common_years
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
    | {"b": 10**9, "trillion": 10**12, "tn": 10**12, "lakh": 10**5, "lakhs": 10**5, "crore": 10**7, "crores": 10**7},
    "fr": {"mille": 10**3, "million": 10**6, "millions": 10**6, "milliard": 10**9, "milliards": 10**9},
    "de": {"tausend": 10**3, "million": 10**6, "millionen": 10**6, "mio.": 10**6}
    | {"milliarde": 10**9, "milliarden": 10**9, "mrd.": 10**9},
    "es": {"mil": 10**3, "millón": 10**6, "millones": 10**6},
    "it": {"mila": 10**3, "milione": 10**6, "milioni": 10**6, "miliardo": 10**9, "miliardi": 10**9},
    "nl": {"duizend": 10**3, "miljoen": 10**6, "miljard": 10**9},
    "pt": {"mil": 10**3, "milhão": 10**6, "milhões": 10**6, "bilhão": 10**9, "bilhões": 10**9},
    "hi": {"हजार": 10**3, "हज\u093cार": 10**3, "लाख": 10**5, "करोड": 10**7, "करोड\u093c": 10**7}
    | {"अरब": 10**9, "खरब": 10**11},
    "mr": {"हजार": 10**3, "लाख": 10**5, "कोटी": 10**7, "अब्ज": 10**9},
    "ne": {"हजार": 10**3, "लाख": 10**5, "करोड": 10**7, "अर्ब": 10**9},
    "bn": {"হাজার": 10**3, "লাখ": 10**5, "লক্ষ": 10**5, "কোটি": 10**7},
    "gu": {"હજાર": 10**3, "લાખ": 10**5, "કરોડ": 10**7},
    "pa": {"ਹਜ\u0a3cਾਰ": 10**3, "ਲੱਖ": 10**5, "ਕਰੋੜ": 10**7},
    "ta": {"ஆயிரம்": 10**3, "லட்சம்": 10**5, "கோடி": 10**7},
    "te": {"వేల": 10**3, "లక్షల": 10**5, "లక్ష": 10**5, "కోట్ల": 10**7, "కోటి": 10**7},
    "kn": {"ಸಾವಿರ": 10**3, "ಲಕ್ಷ": 10**5, "ಕೋಟಿ": 10**7},
    "ml": {"ആയിരം": 10**3, "ലക്ഷം": 10**5, "കോടി": 10**7},
    "ur": {"ہزار": 10**3, "لاکھ": 10**5, "کروڑ": 10**7, "ارب": 10**9},
}
# Letters with a point below are written in one character or in two.
_DOTTED = str.maketrans({"\u095b": "ज\u093c", "\u095c": "ड\u093c", "\u0a5b": "ਜ\u0a3c"})
# Languages of the table whose magnitudes are no powers of a thousand.
_INDIAN = frozenset("hi mr ne bn gu pa ta te kn ml ur".split())
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
    if _counting(languages[0]) != _counting(languages[1]):
        texts = [_written_out(text, code) for text, code in zip(texts, languages, strict=True)]
    return common_years(texts[0], texts[1], languages)


def _counting(language: str) -> str:
    return "myriads" if language in _MYRIADS else "lakhs" if language in _INDIAN else "thousands"


def _written_out(text: str, language: str) -> str:
    if language in _MYRIADS:
        return _MONTH.sub(" ", _MYRIAD.sub(_sum_myriads, text))
    pattern = _magnitudes(language)
    if not pattern:
        return text
    words, point = _MAGNITUDES[language], language in POINT_LANGUAGES
    text = text.translate(_DOTTED) if language in _INDIAN else text
    return pattern.sub(lambda m: _times(m.group(1), words[m.group(2).lower()], point), text)


@functools.cache
def _magnitudes(language: str) -> re.Pattern[str] | None:
    words = sorted(_MAGNITUDES.get(language, ()), key=len, reverse=True)
    if not words:
        return None
    # A vowel sign, which is no letter, may end a word.
    end = r"(?![\w\u0900-\u0dff])"
    return re.compile(
        rf"(?<![\w.,])(\d+(?:[.,]\d+)*)[ \u00a0\u202f-]?({'|'.join(map(re.escape, words))}){end}", re.IGNORECASE
    )


def _sum_myriads(match: re.Match[str]) -> str:
    total = Decimal(0)
    for number, unit in _MYRIAD_PART.findall(match.group()):
        total += Decimal(number) * _UNITS.get(unit, 1)
    return _shown(total)


def _times(number: str, factor: int, point: bool) -> str:
    plain = number.replace(",", "") if point else number.replace(",", ".")
    return _shown(Decimal(plain) * factor) if plain.count(".") <= 1 else number


def _shown(number: Decimal) -> str:
    return str(int(number)) if number == int(number) else str(number.normalize())
