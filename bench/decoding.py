"""What beam, length penalty, retries and reranking do to quality and speed, one at a time, on FLORES dev.

    python bench/decoding.py [--model embedded] [--lines 997] [../shared/evaluation]

The defaults of the engine were chosen by this table; newstest2013 is left for reporting. Speed is that of the whole
pipeline on all cores; each setting runs once.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import Any

from material import SHARED, need

from toolkit.documents import Document, Paragraph
from toolkit.evaluation import score
from toolkit.packages.store import find_package
from toolkit.pipeline.render import translate_document
from toolkit.text.typography import straight
from toolkit.translation import translator_of

SETTINGS: tuple[dict[str, Any], ...] = (
    {"beam": 1},
    {"beam": 2},
    {"beam": 3},
    {"beam": 4},
    {"beam": 6},
    {"beam": 8},
    {"beam": 12},
    {"beam": 2, "length_penalty": 0.5},
    {"beam": 2, "length_penalty": 1.5},
    {"beam": 4, "length_penalty": 0.5},
    {"beam": 4, "length_penalty": 0.8},
    {"beam": 4, "length_penalty": 1.5},
    {"beam": 2, "retry": False},
    {"beam": 4, "retry": False},
    {"beam": 2, "rerank": False},
    {"beam": 4, "rerank": False},
    {"beam": 8, "rerank": False},
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=SHARED / "evaluation")
    parser.add_argument("--model", default="embedded")
    parser.add_argument("--lines", type=int, default=997)
    options = parser.parse_args()
    need(options.folder)
    sides = [(options.folder / f"flores101-dev.{c}").read_text(encoding="utf-8").splitlines() for c in ("fr", "en")]
    source, reference = (side[: options.lines] for side in sides)
    document = Document("flores", "fr", [Paragraph(line.strip()) for line in source])
    package = find_package("fr", "en", options.model)
    print("| setting | BLEU | chrF | length ratio | lines/s |\n|---|---:|---:|---:|---:|")
    translate_document([Document("warm", "fr", document.paragraphs[:50])], translator_of(package))
    for settings in SETTINGS:
        engine = translator_of(package, **settings)
        start = time.perf_counter()
        [rendered] = translate_document([document], engine)
        spent = time.perf_counter() - start
        output = [straight(p.text) for p in rendered.paragraphs]
        bleu, chrf = score(output, [reference], ["bleu", "chrf"])
        ratio = sum(map(len, output)) / sum(map(len, reference))
        name = ", ".join(f"{key.replace('_', ' ')} {value}" for key, value in settings.items())
        print(f"| {name} | {bleu.value:.2f} | {chrf.value:.2f} | {ratio:.3f} | {len(source) / spent:.0f} |", flush=True)
    print(engine.signature)


if __name__ == "__main__":
    main()
