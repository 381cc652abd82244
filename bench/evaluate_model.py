"""BLEU and chrF of a package on the test sets, with signatures and speed.

    python bench/evaluate_model.py [--model embedded] [--beams 2 4] [--lines 3000] [--no-lexicon] [--no-rerank] [FOLDER]

Whole lines are split into sentences as `bitext translate` does; output has straight quotes, as the references do.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

from material import SHARED, need

from toolkit.documents import Document, Paragraph
from toolkit.evaluation import score
from toolkit.lexical.known_words import KnownWords, package_known_words
from toolkit.packages.store import find_package
from toolkit.pipeline.render import RenderedDocument, translate_document
from toolkit.text.typography import straight
from toolkit.translation import Translator, translator_of

SETS = ("newstest2013", "flores101-dev")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=SHARED / "evaluation")
    parser.add_argument("--model", default="embedded")
    parser.add_argument("--beams", type=int, nargs="+", default=[2, 4])
    parser.add_argument("--lines", type=int, default=10_000)
    parser.add_argument("--no-lexicon", action="store_true", help="leave the package's lexicon of rare words out")
    parser.add_argument("--no-rerank", action="store_true", help="take the likeliest hypothesis of the beam")
    options = parser.parse_args()
    need(options.folder)
    for beam in options.beams:
        package = find_package("fr", "en", options.model)
        lexicon = not options.no_lexicon
        engine = translator_of(package, beam=beam, lexicon=lexicon, rerank=not options.no_rerank)
        known = package_known_words(package)
        for name in SETS:
            source, reference = (side[: options.lines] for side in read_set(options.folder, name))
            start = time.perf_counter()
            rendered = rendered_lines(name, source, engine)
            spent = time.perf_counter() - start
            hypothesis = [straight(p.text) for p in rendered.paragraphs]
            figures = score(hypothesis, [reference], ["bleu", "chrf"])
            retried = sum(t.retried for p in rendered.paragraphs for t in p.translations)
            print(
                f"{name:14s} beam {beam}  "
                + "  ".join(f"{f.metric} {f.value:5.2f}" for f in figures)
                + f"  {len(source) / spent:6.1f} lines/s  {retried} retried"
                + (f"  {invented(known, source, hypothesis)} words invented" if known else "")
            )
    for figure in figures:
        print(f"{figure.metric}: {figure.signature}")
    print(engine.signature)


def read_set(folder: Path, name: str) -> tuple[list[str], list[str]]:
    """Source and reference lines of a test set."""
    source, reference = ((folder / f"{name}.{c}").read_text(encoding="utf-8").splitlines() for c in ("fr", "en"))
    return source, reference


def rendered_lines(name: str, source: Sequence[str], engine: Translator) -> RenderedDocument:
    """Lines translated as `bitext translate` does."""
    [rendered] = translate_document([Document(name, "fr", [Paragraph(line.strip()) for line in source])], engine)
    return rendered


def invented(known: KnownWords, source: list[str], hypothesis: list[str]) -> int:
    return sum(len(known.invented(h, s)) for s, h in zip(source, hypothesis, strict=True))


if __name__ == "__main__":
    main()
