"""Web and mail addresses that differ."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from toolkit.filters.base import Filter
from toolkit.text.addresses import MAIL
from toolkit.units import TranslationUnit

# Texts without blanks go on right behind an address: their letters and marks are none of it.
_NO_PART = r"\s<>\"'»”)\]、。，：；！？（）「」『』【】\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
_ADDRESS = re.compile(rf"(?:https?://|www\.)[^{_NO_PART}]+|{MAIL}", re.IGNORECASE)


@dataclass(slots=True)
class Addresses(Filter):
    """Score: addresses that only one side has.

    Attributes:
        maximum: of the score.
    """

    name = "addresses"
    maximum: int = 0

    def score(self, unit: TranslationUnit) -> float:
        """Number of addresses without a counterpart; an address in another language of a site counts as the same."""
        one, two = (Counter(self._site(m) for m in _ADDRESS.findall(t)) for t in (unit.source, unit.target))
        return float(max(sum((one - two).values()), sum((two - one).values())))

    @staticmethod
    def _site(address: str) -> str:
        return re.sub(r"^(?:https?://)?(?:www\.)?", "", address.lower()).split("/")[0].rstrip(".,;:!?")

    def reason(self, unit: TranslationUnit, score: float) -> str:
        """How many."""
        return f"{score:.0f} addresses are on one side only"
