"""A package with a list of source words that a translation must not copy, and what a dictionary has for them.

    python -m bench.copied_words MEAN.argosmodel \
        --dictionaries ../shared/lexicon/{wiktionary-2015,wiktionary-inflected,franceterme-recent}.tsv.xz \
        --training ../shared/training/*.tsv.xz --prose ../shared/training-mono-en/*.txt.xz \
        --out translate-fr_en-0_12.argosmodel --version 0.12

    python -m bench.copied_words toolkit/packages/data/translate-fr_en-0_12.argosmodel \
        --dictionaries … --training … --prose … --also toolkit/languages/data/copied_fr_en.tsv

The lexicon holds what a model knows too little of. This list is for words that it knows, but copies here or there. It
is asked only then (:mod:`toolkit.lexical.copies`), so it may be larger and have words that are frequent. Left out is
what prose of the target language has as well. The commonest sense of the training pairs is taken, or else the one that
``bench.dictionary_lexicon`` finds the likeliest.

``--also`` writes the words that such prose has as well (*bras*, *livres*, *gris*), but hardly any pair on both sides:
they are no words of the target language where they translate those of the source. The toolkit has that list itself.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Mapping, Sequence
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
from toolkit.lexical.copies import FILE, package_source_words
from toolkit.lexical.lexicon import WORD, Phrases, package_words
from toolkit.lexical.word_model import package_word_model
from toolkit.packages.archive import inspect_archive

# Shortest word; a shorter one is a word of both languages too often.
_SHORTEST = 4
# What prose of the target language has so often, in a million words, is a word of it.
_OF_BOTH = 0.5
# Read by hand.
_WRONG = frozenset("banda commune communes gros pires planter transformer".split())
# With --also: pairs that have a word, share of them that have it on both sides, other pairs that have it in the target,
# and how likely its translation must be.
_SEEN, _COPIED, _OTHERS, _SURE = 5, 0.02, 0.05, 0.05
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
    parser.add_argument("--out", type=Path)
    parser.add_argument("--version", default="")
    parser.add_argument("--also", type=Path, help="write words of both languages instead")
    options = parser.parse_args()
    if not (options.out or options.also):
        parser.error("--out or --also is missing")
    package = inspect_archive(options.package)
    had = package_source_words(package) if options.also else None
    known = {*package_words(package), *(had or ())}
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
    related = Related(channel.to_text() if channel else "")
    if options.also:
        dictionary = _of_source_alone(dictionary, options.training)
        found = words(dictionary, usual, prose, related, _ALWAYS)
        sure = {w: t for w, t in found.items() if w in usual or related(w, t) >= _SURE}
        found = {word: target for word, target in sure.items() if word not in _WRONG}
        options.also.write_text("".join(f"{s}\t{t}\n" for s, t in sorted(found.items())), encoding="utf-8")
        print(f"{options.also}: {len(found)} words")
        return
    found = words(dictionary, usual, prose, related)
    text = "".join(f"{source}\t{target}\n" for source, target in sorted(found.items()))
    files = {FILE: text} | ({"README.md": read_text(options.card)} if options.card else {})
    rewrite(package, files, options.out, options.version)
    print(f"{options.out}: {len(found)} words")


def _of_source_alone(dictionary: Dictionary, paths: Sequence[Path]) -> Dictionary:
    """Those that hardly any pair has on both sides, nor other pairs in the target."""
    source, target, both = Counter[str](), Counter[str](), Counter[str]()
    for path in paths:
        for _, line in text_lines(path):
            one, _, other = line.partition("\t")
            ours, theirs = (dictionary.keys() & WORD.findall(side) for side in (one, other.partition("\t")[0]))
            source.update(ours)
            target.update(theirs)
            both.update(ours & theirs)
    return {
        word: senses
        for word, senses in dictionary.items()
        if source[word] >= _SEEN and both[word] <= _COPIED * source[word] and target[word] <= _OTHERS * source[word]
    }


def words(
    dictionary: Dictionary, usual: Mapping[str, str], prose: Prose, related: Related, of_both: float = _OF_BOTH
) -> dict[str, str]:
    """The target word of every source word that the target language does not have."""
    heads = Counter(target.lower() for senses in dictionary.values() for target in senses)
    least = of_both * sum(prose.seen.values()) / 1_000_000
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
