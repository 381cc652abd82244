"""How many of a glossary's terms of several words a translation has, without the glossary and with it.

    python bench/terminology.py [--model embedded] [FOLDER]

The glossary has phrases of two or three words of the references for phrases of the sources, one a sentence, found by
the package's word-to-word model (:func:`toolkit.training.phrases.phrases_of`).
"""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path

from material import SHARED, need

from toolkit.evaluation import score
from toolkit.lexical.word_model import package_word_model
from toolkit.packages.store import find_package
from toolkit.text.typography import fold
from toolkit.training.phrases import common_words, phrases_of
from toolkit.translation import translator_of

sys.path.insert(0, str(Path(__file__).parent))
from evaluate_model import SETS, read_set


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=SHARED / "evaluation")
    parser.add_argument("--model", default="embedded")
    options = parser.parse_args()
    need(options.folder)
    package = find_package("fr", "en", options.model)
    channel = package_word_model(package)
    if channel is None:
        parser.error(f"{package.name} has no word-to-word model to find terms with")
    for name in SETS:
        generator = random.Random(1)
        pairs = [(fold(s), fold(r)) for s, r in zip(*read_set(options.folder, name), strict=True)]
        common = common_words(target for _, target in pairs)
        terms: dict[str, str] = {}
        asked = []
        for source, target in pairs:
            if found := phrases_of((source, target), channel, common):
                (start, end), term = generator.choice(found)
                if terms.setdefault(source[start:end], term) == term:
                    asked.append((source, term.lower(), target))
        sources = [source for source, _, _ in asked]
        references = [reference for _, _, reference in asked]
        print(f"{name}: {len(asked)} terms")
        for title, engine in (("without", translator_of(package)), ("with", translator_of(package, terms=terms))):
            texts = [fold(result.text) for result in engine.translate(sources)]
            share = sum(term in text.lower() for text, (_, term, _) in zip(texts, asked, strict=True)) / len(asked)
            [bleu] = score(texts, [references], ["bleu"])
            print(f"  {title:8s} the glossary  {share:6.1%} of the terms  bleu {bleu.value:.2f}")
        print(engine.signature)


if __name__ == "__main__":
    main()
