"""Titles of people before their names: models make a man of *Mme Dubois*."""

from __future__ import annotations

import re

_NAME = r"(?:(?:de la|de|du|des|von|van|della|d['’]) ?)?([A-ZÀ-Þ][\w'’-]+)"
_FRENCH = re.compile(rf"(?<![\w.])(M\.|Mr|Monsieur|Mme|Mlle|Madame|Mademoiselle) (?:[A-ZÀ-Þ][\w'’.-]*\.? )?{_NAME}")
_ENGLISH = re.compile(rf"(?<!\w)(Mr|Mrs|Ms|Miss)(\.?) (?=(?:[A-ZÀ-Þ][\w'’.-]*\.? )?{_NAME})")
_WOMEN = frozenset({"Mme", "Mlle", "Madame", "Mademoiselle"})


def with_titles(text: str, source: str) -> str:
    """A translation whose titles before names are for a man or a woman as in its source.

    >>> with_titles("Mr. Dubois and Mr. Martin came.", "Mme Dubois et M. Martin sont venus.")
    'Ms. Dubois and Mr. Martin came.'
    >>> with_titles("Mr de Sévigné wrote.", "Mme de Sévigné a écrit.")
    'Ms de Sévigné wrote.'

    Args:
        text: in English.
        source: in French.
    """
    if "M" not in source or not _ENGLISH.search(text):
        return text
    women: dict[str, bool | None] = {}
    for title, name in _FRENCH.findall(source):
        woman = title in _WOMEN
        women[name] = woman if women.get(name, woman) == woman else None

    def mended(match: re.Match[str]) -> str:
        woman = women.get(match[3])
        if woman is None or woman == (match[1] != "Mr"):
            return match[0]
        return f"{'Ms' if woman else 'Mr'}{match[2]} "

    return _ENGLISH.sub(mended, text)
