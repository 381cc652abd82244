"""Numbers that are not the same on both sides, read by each language's own conventions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from toolkit.translation.french import roman_ordinals
from toolkit.translation.typography import GROUP_SPACES
from toolkit.units import TranslationUnit

_SPACE = f"[{GROUP_SPACES}]"
_DECIMAL_COMMA = re.compile(rf"(?<![\w.,])\d{{1,3}}(?:{_SPACE}\d{{3}})+(?:,\d+)?(?!\d)|\d+(?:[.,:]\d+)*")
_DECIMAL_POINT = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:[.,:]\d+)*")
_POINT_LANGUAGES = frozenset({"en"})

_WORDS = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split(),
    "fr": "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze".split(),
}
_ABOUT = dict(
    zip(
        "dizaine douzaine quinzaine vingtaine trentaine quarantaine cinquantaine soixantaine centaine".split(),
        (10, 12, 15, 20, 30, 40, 50, 60, 100),
        strict=True,
    )
)
_ALSO = {"en": {"first": 1, "second": 2, "third": 3, "once": 1, "twice": 2}, "fr": {"une": 1, "premier": 1, **_ABOUT}}


def read_numbers(text: str, language: str) -> Counter[str]:
    """Numbers written in digits, in a form that does not depend on the language: ``6 700`` and ``6,700`` are equal.

    Times and version numbers give their parts, times on the hour (``20 h``, ``20:00``) the hour alone.
    """
    pattern = _DECIMAL_POINT if language in _POINT_LANGUAGES else _DECIMAL_COMMA
    found: Counter[str] = Counter()
    for match in pattern.finditer(text):
        if match.group() == "00":
            continue
        for number in _canonical(match.group(), language):
            found[number] += 1
    return found


def _canonical(number: str, language: str) -> list[str]:
    number = re.sub(_SPACE, "", number)
    if ":" in number:
        return [n for part in number.split(":") if part != "00" for n in _canonical(part, language)]
    if language in _POINT_LANGUAGES:
        if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", number):
            number = number.replace(",", "")
        separators = number.count(".")
    else:
        if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", number):
            number = number.replace(".", "")
        number = number.replace(",", ".")
        separators = number.count(".")
    if separators > 1 or "," in number:
        return re.split(r"[.,]", number)
    whole, _, fraction = number.partition(".")
    return [str(int(whole)) + (f".{fraction}" if fraction else "")]


def _spelt(text: str, language: str) -> set[str]:
    words = set(re.findall(r"[^\W\d_]+", text.lower()))
    values = {str(n) for n, word in enumerate(_WORDS.get(language, [])) if word in words}
    if language == "fr":
        values |= set(map(str, roman_ordinals(text)))
    return values | {str(n) for word, n in _ALSO.get(language, {}).items() if word in words}


def check(unit: TranslationUnit) -> Iterator[str]:
    one, other = unit.languages
    source, target = read_numbers(unit.source, one), read_numbers(unit.target, other)
    for number in sorted((source - target).keys() - _spelt(unit.target, other)):
        yield f"number {number} of the source is missing in the target"
    for number in sorted((target - source).keys() - _spelt(unit.source, one)):
        yield f"number {number} is only in the target"
