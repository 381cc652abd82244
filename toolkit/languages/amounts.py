"""Amounts that fill a text: prices, percentages and numbers with decimals, alone or in a row."""

from __future__ import annotations

import re
from collections.abc import Callable

_CURRENCY = "[€$£¥₹₽₩]"
_GROUPS = "[ \u00a0\u202f\u2009.,']"
_NUMBER = rf"(?:\d{{1,3}}(?:{_GROUPS}\d{{3}})+(?![\d])(?:[.,]\d+)?|\d+(?:[.,]\d+)?)"
_SIGN = rf"(?:{_CURRENCY}|%|‰)"
_LEAD = r"(?:[-+−±~≈<>≤≥]\s?)"
_AMOUNT = rf"{_LEAD}?(?:{_CURRENCY}\s?)?{_NUMBER}(?:\s?{_SIGN})?"
_BETWEEN = r"(?:\s?[/–—|;•·×]\s?|\s?-\s?)"
_ROW = re.compile(rf"\s*{_AMOUNT}(?:{_BETWEEN}{_AMOUNT})*\s*")
_ONE = re.compile(rf"(?P<lead>{_LEAD}?)(?P<amount>(?:{_CURRENCY}\s?)?{_NUMBER}(?:\s?{_SIGN})?)")
_FRACTION = re.compile(r"(?<![\d.,])\d+,\d+(?![\d.,])|\d[ \u00a0\u202f\u2009.']\d{3},\d")


def is_row_of_amounts(text: str) -> bool:
    """Whether a text is nothing but amounts: with the sign of a currency, a percent sign or a decimal comma.

    Years, telephone numbers, codes, dates and whole numbers without a sign are none.

    Example:
        >>> [is_row_of_amounts(text) for text in ("12,50 €", "10 000–15 000 €", "3,5", "2024", "01 02 03 04 05")]
        [True, True, True, False, False]
    """
    return bool(re.search(_SIGN, text) or _FRACTION.search(text)) and _ROW.fullmatch(text) is not None


def write_amounts(text: str, write: Callable[[str], str]) -> str | None:
    """A text that is nothing but amounts as another language writes them; None for every other text.

    Args:
        text: of the source language.
        write: one amount as the other language writes it.

    Example:
        >>> write_amounts("12/15 €", lambda amount: amount.replace("15 €", "€15"))
        '€12/15'
    """
    if not is_row_of_amounts(text):
        return None
    found = list(_ONE.finditer(text))
    signs = [re.search(_SIGN, match["amount"]) for match in found]
    made = [_with_currency(match["amount"], write) for match in found]
    first, last = signs[0], signs[-1]
    # One sign says it of all: it goes before the first, or behind the last.
    if len(found) > 1 and last and not any(signs[:-1]) and made[-1].startswith(last.group()):
        made = [last.group() + made[0], *made[1:-1], made[-1].removeprefix(last.group())]
    elif len(found) > 1 and first and not any(signs[1:]) and made[0].endswith(first.group()):
        bare = made[0].removesuffix(first.group())
        kept = bare.rstrip()
        made = [kept, *made[1:-1], made[-1] + bare[len(kept) :] + first.group()]
    parts, position = [], 0
    for match, amount in zip(found, made, strict=True):
        parts += [text[position : match.start("amount")], amount]
        position = match.end()
    return "".join([*parts, text[position:]])


def _with_currency(amount: str, write: Callable[[str], str]) -> str:
    """An amount as another language writes it: what stands where is the same for all currencies."""
    signs = re.findall(_CURRENCY, amount)
    return write(amount.replace(signs[0], "€")).replace("€", signs[0]) if len(signs) == 1 else write(amount)
