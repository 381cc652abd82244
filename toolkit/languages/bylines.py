"""Bylines: fixed wording that is translated by rule, since models garble names."""

from __future__ import annotations

import re

#: English by French month, in their order.
MONTHS = dict(
    zip(
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
        "January February March April May June July August September October November December".split(),
        strict=True,
    )
)
_DATE = re.compile(rf"\b(?:le )?(\d{{1,2}})(?:er)? ({'|'.join(MONTHS)}) (\d{{4}})", re.IGNORECASE)
_TIME = re.compile(r"\b(\d{1,2}) ?h ?(\d{2})\b")
_OPENINGS = (
    (re.compile(r"^par (?=[A-ZÀ-Þ])", re.IGNORECASE), "By "),
    (re.compile(r"^publiée? le ", re.IGNORECASE), "Published on "),
    (re.compile(r"^mise? à jour le ", re.IGNORECASE), "Updated on "),
)


def translate_byline(text: str) -> str | None:
    """A French byline in English: names as they are, date and opening by rule; None when words are left over.

    ``Par Jeanne Morel - 19 septembre 2025 20 h 29`` becomes ``By Jeanne Morel - 19 September 2025 20:29``.
    """
    result = text
    for pattern, english in _OPENINGS:
        result = pattern.sub(english, result)
    result = _DATE.sub(lambda m: f"{int(m[1])} {MONTHS[m[2].lower()]} {m[3]}", result)
    result = _TIME.sub(r"\1:\2", result)
    result = re.sub(r"(?<=\d) à (?=\d)", " at ", result)
    result = re.sub(r"(?<=\w) et (?=[A-ZÀ-Þ])", " and ", result)
    rest = re.findall(r"\b[a-zà-ÿ]\w+", result)
    return result if set(rest) <= {"on", "at", "and", "de", "du", "von", "van"} else None
