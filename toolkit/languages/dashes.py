"""Dashes that a model writes as hyphens: in ranges of numbers, and between the parts of a sentence."""

from __future__ import annotations

import re

_RANGE = re.compile(r"(?<![\w-])(\d+)([–—])(\d+)(?![\w-])")
_SPACED = re.compile(r"(?<=\S)([ \u00a0\u202f])([–—]|--?)(?=[ \u00a0\u202f]\S)")


def restore_dashes(text: str, source: str) -> str:
    """A translation with the dashes of its source.

    Dashes between parts of a sentence come back where there are as many of them, and no hyphen of the source stands so;
    those of a range where its numbers stand in the translation.

    Args:
        text: output of a model.
        source: what it translates.

    Example:
        >>> restore_dashes("The price -- low - is good, pp. 12-15.", "Le prix — bas — est bon, pp. 12–15.")
        'The price — low — is good, pp. 12–15.'
    """
    if "–" not in source and "—" not in source:
        return text
    for first, dash, last in set(_RANGE.findall(source)):
        text = re.sub(rf"(?<![\w-]){first}\s?-\s?{last}(?![\w-])", f"{first}{dash}{last}", text)
    dashes = [match[2] for match in _SPACED.finditer(source)]
    if not dashes or {"-", "--"}.intersection(dashes) or len(dashes) != len(_SPACED.findall(text)):
        return text
    following = iter(dashes)
    return _SPACED.sub(lambda match: match[1] + next(following), text)
