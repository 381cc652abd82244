"""Numbers that are not the same on both sides, read by each language's own conventions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from toolkit.languages.number_words import decades, numbers_in_words
from toolkit.text.digits import comparable_numbers
from toolkit.text.typography import GROUP_SPACES
from toolkit.units import TranslationUnit

_SPACE = f"[{GROUP_SPACES}]"
_DECIMAL_COMMA = re.compile(rf"(?<![\w.,])\d{{1,3}}(?:{_SPACE}\d{{3}})+(?:,\d+)?(?!\d)|\d+(?:[.,:]\d+)*")
_DECIMAL_POINT = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:[.,:]\d+)*")
_POINT_LANGUAGES = frozenset({"en"})
_SPACE_IN_NUMBER = re.compile(rf"(?<=\d){_SPACE}(?=\d{{3}}(?!\d))")
_COMMA_FOR_POINT = re.compile(r"(?<=\d),(?=\d(?:\d?|\d{3,})(?!\d))")


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
        return [str(int(part)) for part in re.split(r"[.,]", number)]
    whole, _, fraction = number.partition(".")
    return [str(int(whole)) + (f".{fraction}" if fraction else "")]


def _readings(text: str, language: str) -> list[Counter[str]]:
    """A text's numbers, and once more with English figures by French rules where they can be nothing else (``3,5``,
    ``59 000``)."""
    found = [read_numbers(text, language)]
    if language in _POINT_LANGUAGES:
        otherwise = _COMMA_FOR_POINT.sub(".", _SPACE_IN_NUMBER.sub("", text))
        if otherwise != text:
            found.append(read_numbers(otherwise, language))
    return found


def _written_out(text: str, language: str) -> set[str]:
    """Numbers in words, and decades."""
    return {str(number) for number in numbers_in_words(text, language) | decades(text, language)}


def check(unit: TranslationUnit) -> Iterator[str]:
    one, other = unit.languages
    left, right = comparable_numbers(unit.source, unit.target, unit.languages)
    differences = [
        ((source - target).keys(), (target - source).keys())
        for source in _readings(left, one)
        for target in _readings(right, other)
    ]
    missing, added = min(differences, key=lambda pair: len(pair[0]) + len(pair[1]))
    if not missing and not added:
        return
    for number in sorted(missing - _written_out(unit.target, other)):
        yield f"number {number} of the source is missing in the target"
    for number in sorted(added - _written_out(unit.source, one)):
        yield f"number {number} is only in the target"
