"""Abbreviations in capitals and what they are in the other language (*IRM*, MRI), learnt by counting.

They cannot be worked out from their letters, and each is too rare for a small model; but a sentence and its translation
have so few words in capitals that counting tells them surely.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable

_ACRONYM = re.compile(r"(?<![\w&-])[A-ZÀ-ÖØ-Þ]{2,6}(?![\w&-])")
# More of them in a sentence are a heading in capitals.
_MOST = 6
_LEAST, _LEAST_SHARE = 4, 0.7
# CRM is one thing to a parliament and another to its trade, and the other is CRM in both languages.
_AMBIGUOUS = 0.25


class Acronyms:
    """Counts what stands in capitals on both sides of sentence pairs."""

    def __init__(self) -> None:
        self._times: Counter[str] = Counter()
        self._other_times: Counter[str] = Counter()
        self._together: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def add(self, source: str, target: str) -> None:
        """Count a pair."""
        others = set(_ACRONYM.findall(target))
        self._other_times.update(others)
        found = set(_ACRONYM.findall(source))
        if not found or len(found) > _MOST or source.isupper():
            return
        for acronym in found:
            self._times[acronym] += 1
            # What stands on both sides is translated already.
            self._together[acronym].update([acronym] if acronym in others else others - found)

    def learnt(self, is_wanted: Callable[[str], bool]) -> dict[str, str]:
        """Translations.

        Args:
            is_wanted: asked for each source abbreviation.

        Returns:
            Target by source abbreviation, both in capitals, where the two are together four times and in seven of ten
            sentences of the source abbreviation; not where it is one of the target language as well.
        """
        result = {}
        for acronym, times in self._times.items():
            alone = self._other_times[acronym] - self._together[acronym][acronym]
            ambiguous = alone > _AMBIGUOUS * times
            if times < _LEAST or ambiguous or not self._together[acronym]:
                continue
            [(other, count)] = self._together[acronym].most_common(1)
            if other != acronym and count >= max(_LEAST, _LEAST_SHARE * times) and is_wanted(acronym):
                result[acronym] = other
        return result
