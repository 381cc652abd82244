"""Roman numerals of French ordinals: centuries, republics, regiments."""

from __future__ import annotations

import re

_ROMAN = {"X": 10, "V": 5, "I": 1}
# Up to 39: with an L, "Le" would be the fiftieth.
_NUMERAL = r"(?=[IVX])(X{0,3}(?:IX|IV|V?I{0,3}))"
#: Group 1 is the numeral.
ROMAN_ORDINAL = re.compile(rf"(?<![\w']){_NUMERAL}(?:e|ème|ième)s?(?![\w'])")
#: A king is the first without an ordinal in English too, but not like that.
FIRST_CENTURY = re.compile(r"(?<![\w'-])I(?:er|re|ère)(?= (?:siècles?|millénaires?|s\.))")


def roman(numeral: str) -> int:
    """Value of a Roman numeral in capitals, up to 39."""
    values = [_ROMAN[letter] for letter in numeral]
    return sum(-v if v < max(values[place:]) else v for place, v in enumerate(values))


def roman_ordinals(text: str) -> list[int]:
    """Values of the ordinals in Roman numerals of a French text: centuries for the most part."""
    return [roman(m[1]) for m in ROMAN_ORDINAL.finditer(text)] + [1] * len(FIRST_CENTURY.findall(text))
