"""Counts in messages, said as a person says them."""

from __future__ import annotations


def counted(number: int, one: str, more: str = "") -> str:
    """A number with what is counted, in the singular or the plural.

    >>> counted(1, "unit"), counted(0, "unit"), counted(2, "text fits", "texts fit")
    ('1 unit', '0 units', '2 texts fit')

    Args:
        number: how many.
        one: a thing, with all that depends on the number.
        more: several of them; without it the thing gets an *s*.
    """
    return f"{number} {one if number == 1 else more or f'{one}s'}"
