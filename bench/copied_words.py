"""A package with a list of source words that a translation must not copy, and what a dictionary has for them.

    python -m bench.copied_words MEAN.argosmodel \
        --dictionaries ../shared/lexicon/{wiktionary-2015,wiktionary-inflected,franceterme-recent}.tsv.xz \
        --training ../shared/training/*.tsv.xz --prose ../shared/training-mono-en/*.txt.xz \
        --out translate-fr_en-0_12.argosmodel --version 0.12

The lexicon holds what a model knows too little of. This list is for words that it knows, but copies here or there. It
is asked only then (:mod:`toolkit.lexical.copies`), so it may be larger and have words that are frequent. Left out is
what prose of the target language has as well. The commonest sense of the training pairs is taken, or else the one that
``bench.dictionary_lexicon`` finds the likeliest.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from bench.dictionary_lexicon import (
    Dictionary,
    Prose,
    Related,
    Training,
    frequency,
    plural,
    read_dictionaries,
    score,
)
from bench.repack import rewrite
from toolkit.files import read_text, text_lines
from toolkit.lexical.copies import FILE
from toolkit.lexical.lexicon import WORD, Phrases, package_words
from toolkit.lexical.word_model import package_word_model
from toolkit.packages.archive import inspect_archive

# Shortest word; a shorter one is a word of both languages too often.
_SHORTEST = 4
# What prose of the target language has so often, in a million words, is a word of it.
_OF_BOTH = 0.5
# A target must stand so often in the prose.
_LEAST_PROSE = 3
_ALWAYS = 10**9


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=Path)
    parser.add_argument("--dictionaries", type=Path, nargs="+", required=True)
    parser.add_argument("--training", type=Path, nargs="+", required=True, help="TSV of pairs")
    parser.add_argument("--prose", type=Path, nargs="+", required=True, help="text of the target language")
    parser.add_argument("--card", type=Path, help="text for the package's README.md")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--version", required=True)
    options = parser.parse_args()
    package = inspect_archive(options.package)
    known = package_words(package)
    dictionary = {
        word: senses
        for word, senses in read_dictionaries(options.dictionaries).items()
        if word.islower() and WORD.fullmatch(word) and len(word) >= _SHORTEST and word not in known
    }
    prose = Prose()
    prose.read(line for path in options.prose for _, line in text_lines(path))
    training = Training(set(dictionary), Phrases(()), dictionary)
    for path in options.training:
        training.read(path)
    channel = package_word_model(package)
    usual = {word: sense for word, (sense, _) in training.usual(_ALWAYS).items()}
    found = words(dictionary, usual, prose, Related(channel.to_text() if channel else ""))
    text = "".join(f"{source}\t{target}\n" for source, target in sorted(found.items()))
    files = {FILE: text} | ({"README.md": read_text(options.card)} if options.card else {})
    rewrite(package, files, options.out, options.version)
    print(f"{options.out}: {len(found)} words")


def words(dictionary: Dictionary, usual: Mapping[str, str], prose: Prose, related: Related) -> dict[str, str]:
    """The target word of every source word that the target language does not have."""
    heads = Counter(target.lower() for senses in dictionary.values() for target in senses)
    least = _OF_BOTH * sum(prose.seen.values()) / 1_000_000
    found = {}
    for word, senses in dictionary.items():
        if prose.seen[word] >= least or any(target.lower() == word for target in senses):
            continue
        likely = {
            target: score(word, target, related(word, target), often, heads[target.lower()])
            for target in senses
            if (often := frequency(target, prose.seen)) >= _LEAST_PROSE and prose.writes(target)
        }
        if word in usual and prose.writes(usual[word]):
            found[word] = usual[word]
        elif likely:
            best = max(likely, key=lambda target: (likely[target], target))
            found[word] = plural(word, best, senses[best], prose.seen)
    return found


if __name__ == "__main__":
    main()
