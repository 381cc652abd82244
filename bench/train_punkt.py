"""Train the packaged Punkt parameters from ../shared/training.

python bench/train_punkt.py ../shared/training toolkit/segmentation/data
"""

from __future__ import annotations

import lzma
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from toolkit.segmentation.punkt import save_parameters, train_parameters

SENTENCES = {
    "wmt-news-2008-2012": 13_000,
    "europarl-v7": 45_000,
    "hansard-36": 30_000,
    "cds-canada-blog": 6_000,
    "debian-website": 8_000,
    "tatoeba": 8_000,
    "fr-diplomacy-sites": 500,
    "opensource-guide": 1_500,
}
PREFIX = 300_000


def sentences(folder: Path, column: int) -> Iterator[str]:
    generator = random.Random(0)
    for name, wanted in SENTENCES.items():
        with lzma.open(folder / f"{name}.tsv.xz", "rt", encoding="utf-8") as lines:
            head = [line.rstrip("\n").split("\t")[column] for line, _ in zip(lines, range(PREFIX), strict=False)]
        yield from (head if len(head) <= wanted else generator.sample(head, wanted))


if __name__ == "__main__":
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    for column, language in enumerate(("fr", "en")):
        parameters = train_parameters(sentences(source, column))
        save_parameters(parameters, target / f"{language}.punkt")
        print(language, len(parameters.abbrev_types), "abbreviations", len(parameters.ortho_context), "contexts")
