"""Fit the model that gives each bead its probability of being right.

    python bench/calibrate_alignment.py [../shared/alignment]

Texts: the tuning ones (Alice, Emma, Text+Berg dev, noisy dev L3 and L4), as they are and once more with 6 % of their
target sentences replaced by sentences of another text, since real corpora hold sentences that translate nothing. The
figures printed go into toolkit/alignment/embedding.py; reliability on texts held out: bench/alignment.py.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

import numpy as np
from alignment import TUNED, Document, read
from material import SHARED, need

from toolkit.alignment import Bead
from toolkit.alignment.embedding import EmbeddingAligner, bead_features

REPLACED = 0.06
SYNTHETIC_WEIGHT = 0.35


def spoil(document: Document, other: list[str], generator: random.Random) -> Document:
    """Replace target sentences of one-to-one beads; those beads are no longer gold."""
    source, target, gold = document
    target, kept = list(target), []
    for bead in gold:
        if len(bead.source) == len(bead.target) == 1 and generator.random() < REPLACED:
            target[bead.target[0]] = generator.choice(other)
        else:
            kept.append(bead)
    return source, target, kept


def examples(document: Document) -> tuple[list[tuple[float, ...]], list[bool]]:
    source, target, gold = document
    right = {(b.source, b.target) for b in gold}
    steps = EmbeddingAligner().steps(source, target)
    features, labels = [], []
    for number, step in enumerate(steps):
        if step.n and step.m:
            bead = Bead(
                tuple(range(step.source, step.source + step.n)), tuple(range(step.target, step.target + step.m))
            )
            features.append(bead_features(steps, number))
            labels.append((bead.source, bead.target) in right)
    return features, labels


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED / "alignment"
    need(folder)
    generator = random.Random(0)
    documents = [(path.parent.name, read(path)) for path in sorted(folder.glob("*/*.gold")) if path.stem in TUNED]
    rows, labels, weights = [], [], []
    for number, (kind, document) in enumerate(documents):
        other = documents[number - 1][1][1]
        for version in (document, spoil(document, other, generator)):
            features, right = examples(version)
            rows += features
            labels += right
            weights += [SYNTHETIC_WEIGHT if kind == "noisy-dev" else 1.0] * len(right)
    x, y, w = np.array(rows), np.array(labels, float), np.array(weights)
    theta = np.zeros(x.shape[1])
    ridge = 1e-2 * np.eye(len(theta))
    for _ in range(40):
        p = 1 / (1 + np.exp(-x @ theta))
        theta += np.linalg.solve((x * (w * p * (1 - p))[:, None]).T @ x + ridge, x.T @ (w * (y - p)) - 1e-2 * theta)
    print(len(y), "beads, right", round(float(y.mean()), 4))
    print(tuple(round(float(t), 3) for t in theta))


if __name__ == "__main__":
    main()
