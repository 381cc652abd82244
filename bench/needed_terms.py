"""Which terms of a glossary a package needs: what it says in two plain sentences, without the glossary and with it.

    python bench/needed_terms.py GLOSSARY.tsv [--model embedded] [--no-lexicon] [--needed NEEDED.tsv]

Terms that it has right without are needless; those that it has in neither sentence with the glossary are printed with
both translations. `--needed` writes the glossary without the needless ones.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from toolkit.packages.store import find_package
from toolkit.terms import preferred, read_glossary
from toolkit.translation import translator_of

FRAMES = (
    "Hier, nous avons encore parlé de {} au cours de la réunion.",
    "Selon le journal, {} reste un sujet important cette année.",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("glossary", type=Path)
    parser.add_argument("--model", default="embedded")
    parser.add_argument("--no-lexicon", action="store_true", help="leave the package's lexicon of rare words out")
    parser.add_argument("--needed", type=Path)
    options = parser.parse_args()
    terms = preferred(read_glossary(options.glossary, "fr", "en"))
    package = find_package("fr", "en", options.model)
    sources = [frame.format(term) for term in terms for frame in FRAMES]
    texts = []
    for glossary in (None, terms):
        engine = translator_of(package, terms=glossary, lexicon=not options.no_lexicon)
        texts.append([result.text for result in engine.translate(sources)])
    needless, mended = set(), 0
    for number, (term, target) in enumerate(terms.items()):
        places = range(len(FRAMES) * number, len(FRAMES) * (number + 1))
        without, given = (all(target.lower() in side[i].lower() for i in places) for side in texts)
        if without:
            needless.add(term)
        elif given:
            mended += 1
        else:
            print(term, target, *(texts[side][places[0]] for side in (0, 1)), sep="\t")
    print(f"{len(terms)} terms: {len(needless)} needless, {mended} mended, {len(terms) - len(needless) - mended} not")
    if options.needed:
        lines = options.glossary.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if line.split("\t")[0].strip() not in needless]
        options.needed.write_text("".join(kept), encoding="utf-8")


if __name__ == "__main__":
    main()
