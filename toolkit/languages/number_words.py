"""Numbers that are written in words, in French and English, and decades."""

from __future__ import annotations

import re

from toolkit.languages.french_to_english import roman_ordinals

_UNITS = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen",
    "fr": "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
}
_TENS = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "fr": "vingt trente quarante cinquante soixante septante huitante nonante",
}
_ALSO = {
    "en": {"first": 1, "second": 2, "third": 3, "once": 1, "twice": 2, "dozen": 12},
    "fr": {"une": 1, "premier": 1, "première": 1, "vingts": 20, "octante": 80}
    | dict(
        zip(
            "dizaine douzaine quinzaine vingtaine trentaine quarantaine cinquantaine soixantaine centaine".split(),
            (10, 12, 15, 20, 30, 40, 50, 60, 100),
            strict=True,
        )
    ),
}
_HUNDREDS = {"hundred", "cent", "cents"}
_THOUSANDS = {"thousand", "mille", "milles"}
_BETWEEN = {"and", "et"}
_VALUES = {
    language: {word: n for n, word in enumerate(_UNITS[language].split())}
    | {word: 10 * n for n, word in enumerate(_TENS[language].split(), 2)}
    | _ALSO[language]
    for language in _UNITS
}
_WORD = re.compile(r"[^\W\d_]+|\S")
_DECADES = {
    "en": re.compile(r"\b(?:19)?([1-9]0)[’']?s\b|\b(twen|thir|for|fif|six|seven|eigh|nine)ties\b"),
    "fr": re.compile(r"\bannées (?:19)?([1-9]0)\b|\bannées (?:mil neuf cent )?([^\W\d_]+)"),
}


def numbers_in_words(text: str, language: str) -> set[int]:
    """Values of the numbers that are written in words, and of the words that they are made of; none of other languages.

    French ordinals of centuries in Roman figures count as words.
    """
    known = _VALUES.get(language)
    if known is None:
        return set()
    found: set[int] = set(roman_ordinals(text)) if language == "fr" else set()
    total = current = 0
    for word in [*_WORD.findall(text.lower()), "."]:
        value = known.get(word)
        if value is not None:
            found.add(value)
            # Eighty is four twenties in French.
            current += 76 if value == 20 and current % 100 == 4 and language == "fr" else value
        elif word in _HUNDREDS:
            current = 100 * max(1, current)
        elif word in _THOUSANDS:
            total, current = total + 1000 * max(1, current), 0
        elif word != "-" and word not in _BETWEEN:
            total = current = 0
        if total or current:
            found.add(total + current)
    return found


def decades(text: str, language: str) -> set[int]:
    """Decades of the twentieth century that a text names, as 80 and as 1980."""
    found = set()
    for match in _DECADES[language].finditer(text.lower()) if language in _DECADES else ():
        digits, word = match.groups()
        value = int(digits) if digits else _VALUES[language].get(f"{word}ty" if language == "en" else word, 0)
        if value and value % 10 == 0:
            found |= {value, 1900 + value}
    return found
