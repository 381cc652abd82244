"""Filters for corpora: each scores a unit, says whether that is good enough, and why not."""

from toolkit.filters.base import Filter
from toolkit.filters.cleaner import Cleaner
from toolkit.filters.registry import PROFILES, filter_names, make_filters, read_profile
from toolkit.filters.verdicts import Journal, Verdict

__all__ = ["PROFILES", "Cleaner", "Filter", "Journal", "Verdict", "filter_names", "make_filters", "read_profile"]
