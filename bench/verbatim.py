"""Addresses, accounts and paths that come through a translation unchanged, with the model seeing them and with marks.

    python bench/verbatim.py [--lines 5000] [--model embedded] [FOLDER]

Sentences of the manual pages and of Apache's and aptitude's documentation: no training data of the embedded package.
"""

from __future__ import annotations

import argparse
import functools
import random
from pathlib import Path

from material import SHARED, need

from toolkit.evaluation import score
from toolkit.formats import format_of
from toolkit.packages.store import find_package
from toolkit.text import protected
from toolkit.translation import translator_of

FILES = ("debian-manpages", "debian-manpages-po", "debian-apache-doc", "debian-aptitude-doc")
_LONGEST = 250


def addresses(text: str) -> list[str]:
    """What the finder of addresses finds."""
    return [text[span.start : span.end] for span in protected.find(text) if span.kind == "address"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=SHARED / "training")
    parser.add_argument("--lines", type=int, default=5_000)
    parser.add_argument("--model", default="embedded")
    options = parser.parse_args()
    need(options.folder)
    pairs = []
    for name in FILES:
        path = options.folder / f"{name}.tsv.xz"
        for unit in format_of(path).read(path, "fr", "en"):
            found = addresses(unit.source)
            short = len(unit.source) < _LONGEST and 2 * sum(map(len, found)) < len(unit.source)
            if found and short and all(address in unit.target for address in found):
                pairs.append((unit.source, unit.target))
    random.Random(1).shuffle(pairs)
    pairs = pairs[: options.lines]
    sources = [source for source, _ in pairs]
    engine = translator_of(find_package("fr", "en", options.model))
    total = sum(len(addresses(source)) for source in sources)
    print(f"{len(pairs)} sentences with {total} addresses, accounts and paths")
    marked = engine.translate(sources, style="straight")
    engine._preparation.job = functools.partial(engine._preparation.job, in_sight=True)
    engine._cut_round_losses = lambda *_: None
    seen = engine.translate(sources, style="straight")
    for name, results in (("seen by the model", seen), ("with marks", marked)):
        kept = sum(a in r.text for s, r in zip(sources, results, strict=True) for a in addresses(s))
        figures = score([r.text for r in results], [[target for _, target in pairs]], ["bleu", "chrf"])
        print(f"{name:18s} kept {kept / total:.1%}  " + "  ".join(f"{f.metric} {f.value:.2f}" for f in figures))
    print(engine.signature)


if __name__ == "__main__":
    main()
