"""Numbers in Chinese characters, as Chinese, Japanese and Korean write them: 一千二百三十四."""

from __future__ import annotations

import re

#: Languages whose texts have them.
CJK = frozenset({"zh", "yue", "ja", "ko"})
_DIGITS = {c: n for n, signs in enumerate("〇零 一壹 二两兩貳 三參 四 五 六 七 八 九".split()) for c in signs}
_TENS = {"十": 10, "百": 100, "千": 1_000}
_MYRIADS = {"万": 10**4, "萬": 10**4, "億": 10**8, "亿": 10**8, "兆": 10**12}
#: The signs of such numbers, for a class of a pattern.
NUMERALS = "".join([*_DIGITS, *_TENS, *_MYRIADS])
_RUN = re.compile(rf"[{NUMERALS}]+")
# Longer runs are no numbers.
_LONGEST = 30


def value_of(numeral: str) -> int:
    """The value of a number in Chinese characters, or in ASCII digits.

    >>> value_of("一千二百三十四"), value_of("二〇二六"), value_of("十五")
    (1234, 2026, 15)
    """
    if numeral.isdigit() and numeral.isascii():
        return int(numeral)
    if not any(sign in _TENS or sign in _MYRIADS for sign in numeral):
        return int("".join(str(_DIGITS[sign]) for sign in numeral))
    total = section = digit = 0
    for sign in numeral:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        elif sign in _TENS:
            section, digit = section + (digit or 1) * _TENS[sign], 0
        else:
            total, section, digit = total + ((section + digit) or 1) * _MYRIADS[sign], 0, 0
    return total + section + digit


def numerals_in(text: str) -> set[int]:
    """Values of the numbers in Chinese characters of a text, and of the single signs of digits that stand in a row."""
    found: set[int] = set()
    for match in _RUN.finditer(text):
        run = match[0][:_LONGEST]
        found.add(value_of(run))
        if not any(sign in _TENS or sign in _MYRIADS for sign in run):
            found.update(_DIGITS[sign] for sign in run)
    return found
