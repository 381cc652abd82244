"""Filters for corpora: each scores a unit, says whether that is good enough, and why not."""

from toolkit.filters.base import Filter
from toolkit.filters.cleaner import Cleaner
from toolkit.filters.registry import FILTERS, PROFILES, make_filters, read_profile
from toolkit.filters.verdicts import Journal, Verdict

__all__ = ["FILTERS", "PROFILES", "Cleaner", "Filter", "Journal", "Verdict", "make_filters", "read_profile"]
