"""Whole corpora: reading many files as one stream, splitting, sampling, sorting, comparing, counting."""

from toolkit.corpora.difference import Difference, compare_corpora
from toolkit.corpora.sampling import sample_count, sample_share, split_corpus
from toolkit.corpora.sorting import KEYS, sort_units
from toolkit.corpora.statistics import CorpusStatistics, histogram_text
from toolkit.corpora.stream import read_all, read_units, unit_files

__all__ = [
    "KEYS",
    "CorpusStatistics",
    "Difference",
    "compare_corpora",
    "histogram_text",
    "read_all",
    "read_units",
    "sample_count",
    "sample_share",
    "sort_units",
    "split_corpus",
    "unit_files",
]
