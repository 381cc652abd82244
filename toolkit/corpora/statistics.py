"""Counts of a corpus in one pass and little memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from toolkit.files import text_digest
from toolkit.languages.lengths import count_words
from toolkit.units import Origin, TranslationUnit

_BINS = 10
_LENGTHS = (0, 5, 10, 20, 30, 50, 100, 200)


@dataclass(slots=True)
class _Score:
    count: int = 0
    total: float = 0.0
    low: float = float("inf")
    high: float = float("-inf")
    bins: Counter[int] = field(default_factory=Counter)

    def add(self, value: float) -> None:
        self.count += 1
        self.total += value
        self.low, self.high = min(self.low, value), max(self.high, value)
        # Tenths: scores are probabilities, or log-probabilities of a few nats.
        self.bins[int(value * _BINS // 1)] += 1


@dataclass(slots=True)
class CorpusStatistics:
    """Feed it units with :meth:`add`, then read :meth:`to_dict`.

    Distinct sources are counted exactly, at 8 bytes and some for each.
    """

    units: int = 0
    empty: int = 0
    human: int = 0
    found: int = 0
    words: list[int] = field(default_factory=lambda: [0, 0])
    characters: list[int] = field(default_factory=lambda: [0, 0])
    lengths: list[Counter[int]] = field(default_factory=lambda: [Counter(), Counter()])
    languages: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    checks: Counter[str] = field(default_factory=Counter)
    documents: set[str] = field(default_factory=set)
    scores: dict[str, _Score] = field(default_factory=dict)
    _sources: set[bytes] = field(default_factory=set)

    def add(self, unit: TranslationUnit) -> None:
        """Count a unit."""
        self.units += 1
        self.empty += not (unit.source.strip() and unit.target.strip())
        self.human += unit.origin is Origin.HUMAN
        self.found += bool(unit.findings)
        for side, text in enumerate((unit.source, unit.target)):
            count = count_words(text)
            self.words[side] += count
            self.characters[side] += len(text)
            self.lengths[side][max(n for n in _LENGTHS if n <= count)] += 1
        self.languages[f"{unit.source_language or 'und'}-{unit.target_language or 'und'}"] += 1
        self.kinds[unit.kind] += 1
        self.checks.update(dict.fromkeys((f.check for f in unit.findings), 1))
        if unit.document:
            self.documents.add(unit.document)
        for name, value in unit.scores.items():
            self.scores.setdefault(name, _Score()).add(value)
        self._sources.add(text_digest(unit.source))

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready figures; tokens are words, see :func:`toolkit.languages.lengths.count_words`."""
        sides = [
            {
                "tokens": self.words[side],
                "characters": self.characters[side],
                "mean_tokens": round(self.words[side] / max(1, self.units), 2),
                "lengths": [
                    {"from": low, "to": high, "units": self.lengths[side][low]}
                    for low, high in zip(_LENGTHS, (*_LENGTHS[1:], None), strict=True)
                ],
            }
            for side in (0, 1)
        ]
        return {
            "units": self.units,
            "distinct_sources": len(self._sources),
            "documents": len(self.documents),
            "with_an_empty_side": self.empty,
            "of_human_origin": self.human,
            "with_findings": self.found,
            "languages": dict(self.languages.most_common()),
            "kinds": dict(self.kinds.most_common()),
            "findings": dict(self.checks.most_common()),
            "source": sides[0],
            "target": sides[1],
            "scores": {
                name: {
                    "units": s.count,
                    "mean": round(s.total / s.count, 4),
                    "lowest": s.low,
                    "highest": s.high,
                    "histogram": [
                        {"from": n / _BINS, "to": (n + 1) / _BINS, "units": s.bins[n]} for n in sorted(s.bins)
                    ],
                }
                for name, s in sorted(self.scores.items())
            },
        }


def histogram_text(rows: Sequence[tuple[str, int]], width: int = 40) -> list[str]:
    """Lines with a bar for each (label, count)."""
    most = max((count for _, count in rows), default=0) or 1
    labels = max((len(label) for label, _ in rows), default=0)
    counts = max((len(str(count)) for _, count in rows), default=0)
    return [
        f"{label:>{labels}}  {count:>{counts}}  {'#' * round(width * count / most)}".rstrip() for label, count in rows
    ]
