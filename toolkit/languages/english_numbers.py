"""English numbers in words."""

from __future__ import annotations

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_LARGE = ((10**9, "billion"), (10**6, "million"), (10**3, "thousand"), (100, "hundred"))
#: Above it numbers have no words here.
LARGEST = 10**12 - 1


def in_words(number: int) -> str:
    """A number as British English says it.

    >>> in_words(1_532), in_words(97), in_words(100_000)
    ('one thousand five hundred and thirty-two', 'ninety-seven', 'one hundred thousand')

    Args:
        number: from 0 to :data:`LARGEST`.

    Raises:
        ValueError: it is out of this range.
    """
    if not 0 <= number <= LARGEST:
        raise ValueError(f"{number} is not between 0 and {LARGEST}")
    if number < 20:
        return _SMALL[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens - 2] + (f"-{_SMALL[ones]}" if ones else "")
    unit, name = next((unit, name) for unit, name in _LARGE if number >= unit)
    count, rest = divmod(number, unit)
    words = f"{in_words(count)} {name}"
    return f"{words}{' and' if rest < 100 else ''} {in_words(rest)}" if rest else words
