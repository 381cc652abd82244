"""Years of the Buddhist calendar and of the eras of Japan as years of the common calendar.

Thailand, Laos and Cambodia count 543 years more; a Japanese era begins with its emperor.
"""

from __future__ import annotations

import re

from toolkit.languages.cjk_numerals import NUMERALS, value_of

_BUDDHIST = {
    "th": re.compile(r"(?<!\d)2[3-6]\d\d(?!\d)"),
    "lo": re.compile(r"(?<!\d)2[3-6]\d\d(?!\d)"),
    "km": re.compile(r"(?<!\d)2[3-6]\d\d(?!\d)"),
}
_BUDDHIST_YEARS = 543
# The year before the first of each.
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867}
_ERA = re.compile(rf"({'|'.join(_ERAS)})(元|\d{{1,2}}|[{NUMERALS}]{{1,4}})年")


def common_years(source: str, target: str, languages: tuple[str, str]) -> tuple[str, str]:
    """Both sides of a unit, with each year of another calendar as the year of ours that the other side has.

    A year that the other side does not have stays as it is, so that a wrong one is seen.

    Args:
        source, target: texts, with ASCII digits.
        languages: primary codes.

    >>> common_years("令和3年に完成", "Completed in 2021", ("ja", "en"))
    ('2021年に完成', 'Completed in 2021')
    >>> common_years("Completed in 2021", "สร้างเสร็จในปี พ.ศ. 2564", ("en", "th"))
    ('Completed in 2021', 'สร้างเสร็จในปี พ.ศ. 2021')
    """
    return _common(source, languages[0], target), _common(target, languages[1], source)


def _common(text: str, language: str, other: str) -> str:
    if language == "ja":
        return _ERA.sub(lambda m: _era_year(m, other), text)
    if pattern := _BUDDHIST.get(language):
        return pattern.sub(lambda m: _shown(int(m[0]) - _BUDDHIST_YEARS, m[0], other), text)
    return text


def _era_year(match: re.Match[str], other: str) -> str:
    number = 1 if match[2] == "元" else value_of(match[2])
    year = str(_ERAS[match[1]] + number)
    return f"{year}年" if year in other else match[0]


def _shown(year: int, digits: str, other: str) -> str:
    return str(year) if str(year) in other and digits not in other else digits
