"""Scoring an alignment against gold.

Rosen, "In Search of the Best Method for Sentence Alignment in Parallel Texts", Slovko 2005.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit.alignment.beads import Bead
from toolkit.errors import InputError
from toolkit.files import read_text

_LINE = re.compile(r"^\[([\d,\s]*)\]\s*:\s*\[([\d,\s]*)\]")


@dataclass(slots=True)
class AlignmentScore:
    """Counts that add up over documents, and the figures made of them, each 0 to 1."""

    predicted: int = 0
    gold: int = 0
    strict_hits: int = 0
    lax_hits: int = 0
    strict_found: int = 0
    lax_found: int = 0

    def __add__(self, other: AlignmentScore) -> AlignmentScore:
        return AlignmentScore(
            self.predicted + other.predicted,
            self.gold + other.gold,
            self.strict_hits + other.strict_hits,
            self.lax_hits + other.lax_hits,
            self.strict_found + other.strict_found,
            self.lax_found + other.lax_found,
        )

    def figures(self) -> dict[str, float]:
        """Precision, recall and F1, strict and lax."""
        result = {}
        for name, hits, found in (
            ("strict", self.strict_hits, self.strict_found),
            ("lax", self.lax_hits, self.lax_found),
        ):
            precision = hits / self.predicted if self.predicted else 0.0
            recall = found / self.gold if self.gold else 0.0
            total = precision + recall
            result[f"{name}_precision"] = precision
            result[f"{name}_recall"] = recall
            result[f"{name}_f1"] = 2 * precision * recall / total if total else 0.0
        return result


def score_alignment(gold: Iterable[Bead], predicted: Iterable[Bead]) -> AlignmentScore:
    """Compare beads with gold beads.

    A bead is a strict hit when the same bead is in the gold, and a lax hit when it is a strict one or shares a source
    and a target sentence with one gold bead. Precision is over all predicted beads, those with an empty side too;
    recall is over the gold beads with both sides filled.
    """
    wanted = [b for b in gold if b.source or b.target]
    given = [b for b in predicted if b.source or b.target]
    wanted_full = [b for b in wanted if b.source and b.target]
    given_full = [b for b in given if b.source and b.target]
    strict_hits, lax_hits = _hits(given, wanted)
    strict_found, lax_found = _hits(wanted_full, given_full)
    return AlignmentScore(len(given), len(wanted_full), strict_hits, lax_hits, strict_found, lax_found)


def _hits(beads: Sequence[Bead], others: Sequence[Bead]) -> tuple[int, int]:
    known = {(b.source, b.target) for b in others}
    links = {(i, j) for b in others for i in b.source for j in b.target}
    strict = lax = 0
    for bead in beads:
        if (bead.source, bead.target) in known:
            strict, lax = strict + 1, lax + 1
        elif any((i, j) in links for i in bead.source for j in bead.target):
            lax += 1
    return strict, lax


def read_beads(path: Path) -> list[Bead]:
    """Read beads, one ``[0, 1]:[0]`` a line, anything behind the second bracket ignored.

    Raises:
        InputError: a line of another form, named by its number.
    """
    return parse_beads(read_text(path), str(path))


def parse_beads(text: str, name: str) -> list[Bead]:
    """Read beads in a text, which messages call by a name; see :func:`read_beads`."""
    beads = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        match = _LINE.match(line.strip())
        if not match:
            raise InputError(f"{name}, line {number}: '{line[:40]}' is not a bead such as [0, 1]:[0]")
        source, target = (tuple(int(n) for n in re.findall(r"\d+", side)) for side in match.groups())
        beads.append(Bead(source, target))
    return beads
