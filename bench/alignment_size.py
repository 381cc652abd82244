"""Seconds and memory of the aligner against the number of sentences, on made-up vectors.

    python bench/alignment_size.py [--sizes 1000 10000 100000]

A sentence of the target is that of the source with noise; one in twenty is left out on either side, one in ten is two
on the other. The vectors stand for an encoder's, whose own time and memory are left out. Each size runs in a process of
its own.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time

import numpy as np

from toolkit.alignment import Bead, score_alignment
from toolkit.alignment.embedding import EmbeddingAligner

DIMENSIONS = 512


class Given:
    """An encoder whose vectors are there already."""

    name = "given"

    def __init__(self, sums: dict[str, np.ndarray]) -> None:
        self._sums = sums

    def sums_with_parts(self, texts):
        found = self._sums[texts[0][0][0]]
        weights = np.ones(len(found), np.float32)
        return found, weights, found, weights

    def finish(self, sums, counts):
        return (sums / np.linalg.norm(sums, axis=1, keepdims=True)).astype(np.float32)


def measure(size: int) -> None:
    generator = np.random.default_rng(1)
    beads, rows, columns = [], [], []
    while len(rows) < size:
        # Neighbours share something, as sentences of a text do.
        vector = generator.standard_normal(DIMENSIONS, np.float32) + (rows[-1] * 0.3 if rows else 0)
        heard = vector + generator.standard_normal(DIMENSIONS, np.float32) * 0.7
        kind = generator.random()
        i, j = len(rows), len(columns)
        if kind < 0.05:
            rows.append(vector)
            beads.append(Bead((i,), ()))
        elif kind < 0.1:
            columns.append(heard)
            beads.append(Bead((), (j,)))
        elif kind < 0.2:
            rows.append(vector)
            part = generator.standard_normal(DIMENSIONS, np.float32)
            columns += [heard / 2 + part, heard / 2 - part]
            beads.append(Bead((i,), (j, j + 1)))
        else:
            rows.append(vector)
            columns.append(heard)
            beads.append(Bead((i,), (j,)))
    source, target = ["s" * 100] * len(rows), ["t" * 100] * len(columns)
    encoder = Given({"s": np.array(rows), "t": np.array(columns)})
    del rows, columns
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start = time.process_time()
    found = EmbeddingAligner(encoder).align(source, target)
    spent = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures = score_alignment(beads, found).figures()
    print(
        f"{len(source):7d} x {len(target):7d}  {spent:7.1f} CPU s  {peak:6.0f} MB at most ({before:.0f} of it made up)"
        f"  F1 {figures['strict_f1']:.3f}",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        measure(options.one)
        return
    for size in options.sizes:
        subprocess.run([sys.executable, __file__, "--one", str(size)], check=True)


if __name__ == "__main__":
    main()
