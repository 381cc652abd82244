"""Hard boundaries: points that an alignment must go through, such as the beginnings of paragraphs or chapters."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from toolkit.alignment.beads import Aligner, Bead
from toolkit.alignment.copies import align_copies
from toolkit.errors import InputError
from toolkit.files import read_text
from toolkit.wording import counted

Anchor = tuple[int, int]


def align_between(
    aligner: Aligner, source: Sequence[str], target: Sequence[str], anchors: Sequence[Anchor], ratio: float = 1.0
) -> list[Bead]:
    """Align the stretches between anchors, each by itself.

    Args:
        aligner: any.
        source, target: sentences.
        anchors: (source number, target number) from 0 of sentences that begin together; no bead crosses one.
        ratio: characters of the target that are usual for one of the source.

    Raises:
        InputError: anchors that lie outside the texts or go back.
    """
    corners = [(0, 0), *anchors, (len(source), len(target))]
    beads = []
    for (i, j), (k, n) in pairwise(corners):
        if k < i or n < j or k > len(source) or n > len(target):
            raise InputError(
                f"anchor {k} {n}: outside the texts ({len(source)}, {len(target)} sentences) or before "
                "the anchor above it"
            )
        if (i, j) == (k, n):
            continue
        for bead in align_copies(aligner, source[i:k], target[j:n], ratio):
            beads.append(Bead(tuple(a + i for a in bead.source), tuple(b + j for b in bead.target), bead.score))
    return beads


def paragraph_anchors(source: Sequence[int], target: Sequence[int]) -> list[Anchor]:
    """Anchors at the beginnings of paragraphs.

    Args:
        source, target: number of sentences of each paragraph.

    Raises:
        InputError: unequal numbers of paragraphs.
    """
    if len(source) != len(target):
        raise InputError(
            f"{counted(len(source), 'paragraph')} in the source, {len(target)} in the target; "
            "boundaries need equally many: use --boundaries none"
        )
    anchors, at = [], [0, 0]
    for left, right in zip(source[:-1], target[:-1], strict=True):
        at = [at[0] + left, at[1] + right]
        anchors.append((at[0], at[1]))
    return anchors


def read_anchors(path: Path) -> list[Anchor]:
    """Read anchors: two numbers a line, from 0; ``#`` begins a remark.

    Raises:
        InputError: a line that is not two numbers.
    """
    anchors = []
    for number, line in enumerate(read_text(path).splitlines(), 1):
        cells = line.partition("#")[0].split()
        if not cells:
            continue
        if len(cells) != 2 or not all(c.isdecimal() for c in cells):
            raise InputError(f"{path}, line {number}: not an anchor; give two sentence numbers from 0, such as '12 14'")
        anchors.append((int(cells[0]), int(cells[1])))
    return anchors
