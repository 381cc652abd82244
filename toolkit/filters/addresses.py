"""Web and mail addresses that differ."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from toolkit.checks.measures import addresses, has_site_alone, site
from toolkit.filters.base import Filter
from toolkit.units import TranslationUnit
from toolkit.wording import counted


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
        # Companies are often named by a site alone, which a translation may shorten.
        one, two = (
            Counter(site(a) for a in addresses(text) if not has_site_alone(a)) for text in (unit.source, unit.target)
        )
        return float(max(sum((one - two).values()), sum((two - one).values())))

    def reason(self, unit: TranslationUnit, score: float) -> str:
        """How many."""
        return f"{counted(round(score), 'address is', 'addresses are')} on one side only"
