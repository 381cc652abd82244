"""A package with more words in its lexicon, out of dictionaries: those that its model does not know.

    python -m bench.dictionary_lexicon translate-fr_en-0_10.argosmodel \
        --dictionaries ../shared/lexicon/{wiktionary-2015,wiktionary-inflected,cldr-names,franceterme-recent}.tsv.xz \
        --training ../shared/training/*.tsv.xz --prose ../shared/training-mono-en/*.txt.xz \
        --glossary bench/fr-en-glossary.tsv --out translate-fr_en-0_11.argosmodel --version 0.11

Dictionaries are lines of source, target and part of speech; they give many senses and do not say which is meant.

- **Rare words**: the model knows nothing of what the training pairs have ten times or less. The sense is chosen by the
  package's word-to-word model, which knows related words (*réévalueraient*: how words that begin like it are
  translated), by likeness, and by how often the target stands in prose.
- **Words that the model fails on**, of those seen up to `--often` times: short training pairs whose target has one of
  the senses are translated; where half of the translations or more have no form of it, the commonest sense of the pairs
  is taken.
- **Phrases** of two to four words that no pair has, and those that the model fails on wherever it meets them (*porte
  d'entrée*, front door).
- **Capitals**: corpora of names and titles teach *vallées*, Valleys; a dictionary that has the word in small letters
  corrects it.
"""

from __future__ import annotations

import argparse
import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from bench.repack import rewrite
from toolkit.files import read_text, text_lines
from toolkit.lexical.known_words import FILE as WORDS
from toolkit.lexical.lexicon import FILE, WORD, Lexicon, Phrases, package_words
from toolkit.lexical.word_model import package_word_model
from toolkit.packages.archive import PackageInfo, inspect_archive
from toolkit.terms import preferred, read_glossary
from toolkit.text.typography import fold, part_quotes

#: Parts of speech by target word, by source word.
Dictionary = dict[str, dict[str, set[str]]]
# Letters that related words begin with.
_STEM = 5
# Occurrences of a rare word.
_RARE = 10
# Parts of speech of phrases whose words hardly change, how such a phrase never begins, and its shortest.
_PHRASES, _ARTICLE = {"n", "adj", "adv", ""}, re.compile(r"(de|du|la|le|les|un|une|à|en|l|d)\b")
_SHORTEST_PHRASE = 7
# A target must stand so often in the prose, that of a verb form no pair has more often.
_LEAST_PROSE, _LEAST_PROSE_VERB = 3, 50
# A target word that the source side has so often is read as a source word.
_COMMON = 200
# What the prose has so often is a word or name of the target language too, and may stand in the source as such.
_OF_BOTH = 10
_THIRD_PERSON = ("a", "e", "ent", "ait", "aient", "ant", "er", "ir", "é", "és", "ée", "ées", "ront", "ez")
# Examples of a word: kept, of one file, translated, and their longest.
_KEPT, _OF_FILE, _TRANSLATED, _LONGEST = 60, 20, 2, 18
_LEAST_SHARE = 0.3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=Path)
    parser.add_argument("--dictionaries", type=Path, nargs="+", required=True)
    parser.add_argument("--training", type=Path, nargs="+", required=True, help="TSV of pairs")
    parser.add_argument("--prose", type=Path, nargs="+", required=True, help="text of the target language")
    parser.add_argument("--glossary", type=Path, help="rows of it stay as they are")
    parser.add_argument("--often", type=int, default=200, help="most occurrences of words that the model is asked")
    parser.add_argument("--card", type=Path, help="text for the package's README.md")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--version", required=True)
    options = parser.parse_args()
    package = inspect_archive(options.package)
    known = package_words(package)
    dictionary = read_dictionaries(options.dictionaries)
    wanted = {w for w in dictionary if w not in known and w.islower()}
    training = Training(wanted, Phrases(w for w in wanted if not WORD.fullmatch(w)), dictionary)
    for path in options.training:
        training.read(path)
    prose = Prose()
    prose.read(line for path in options.prose for _, line in text_lines(path))
    channel = package_word_model(package)
    related = Related(channel.to_text() if channel else "")
    rare = rare_words(dictionary, known, training.seen, prose, related)
    print(f"{len(rare)} rare words", flush=True)
    asked = {w: examples for w, examples in training.usual(options.often).items() if w not in rare}
    needed = failed(asked, package, Lexicon(known))
    needed = {w: t for w, t in needed.items() if prose.writes(t) and not misread(t, training.seen, prose, related)}
    print(f"{len(needed)} of {len(asked)} words and phrases that the model fails on", flush=True)
    hand = preferred(read_glossary(options.glossary, package.from_code, package.to_code)) if options.glossary else {}
    small = small_letters({w: t for w, t in known.items() if w not in {fold(h) for h in hand}}, dictionary)
    print(f"{len(small)} words with other capitals", flush=True)
    lexicon = dict(sorted({**rare, **needed, **known, **small}.items()))
    files = {FILE: "".join(f"{s}\t{t}\n" for s, t in lexicon.items()), WORDS: known_words(package, lexicon)}
    if options.card:
        files["README.md"] = read_text(options.card)
    rewrite(package, files, options.out, options.version)
    print(f"{options.out}: {len(lexicon)} rows, {len(known)} before")


def read_dictionaries(paths: Iterable[Path]) -> Dictionary:
    """Words, in small letters, and names, as they are written, with their senses."""
    found: Dictionary = defaultdict(dict)
    for path in paths:
        for _, line in text_lines(path):
            source, target, kind = (fold(part) for part in line.split("\t"))
            name = kind == "prop" or source[:1].isupper()
            single = WORD.fullmatch(source) and len(source) > 3
            phrase = is_phrase(source, kind)
            if not WORD.match(source) or not WORD.match(target) or not (single or name or phrase):
                continue
            if not name and (
                len(target.split()) > (3 if phrase else 2) or (target[:1].isupper() and kind not in ("n", "adj"))
            ):
                continue
            key = source if name and not single else source.lower()
            found[key].setdefault(target, set()).add("prop" if name else kind)
    return found


def is_phrase(source: str, kind: str) -> bool:
    """Whether a dictionary's head is a phrase that may be looked for as it stands."""
    words = len(WORD.findall(source))
    if not 2 <= words <= 4 or len(source) < _SHORTEST_PHRASE or not source.islower() or kind not in _PHRASES:
        return False
    return kind != "n" or not _ARTICLE.match(source)


@dataclass(slots=True)
class Prose:
    """What prose of the target language has.

    Attributes:
        seen: number of occurrences of every word, in small letters.
        capital: of those with a first capital.
    """

    seen: Counter[str] = field(default_factory=Counter)
    capital: Counter[str] = field(default_factory=Counter)

    def read(self, lines: Iterable[str]) -> None:
        """Count the words of some lines."""
        for line in lines:
            words = WORD.findall(fold(line))
            self.seen.update(word.lower() for word in words)
            self.capital.update(word.lower() for word in words if word[0].isupper())

    def writes(self, target: str) -> bool:
        """Whether a target with a first capital is one, and not the beginning of a definition (*Extremely rare*)."""
        words = target.split()
        if not target[0].isupper() or self._share(words[0]) >= 0.5:
            return True
        # New Ireland, but not From Amsterdam.
        return len(words) > 1 and target.istitle() and self._share(words[0]) >= 0.1 and self._share(words[-1]) >= 0.5

    def _share(self, word: str) -> float:
        return self.capital[word.lower()] / max(1, self.seen[word.lower()])


def frequency(text: str, words: Mapping[str, int]) -> int:
    """How often the rarest word of a text occurs."""
    return min((words.get(w, 0) for w in WORD.findall(text.lower())), default=0)


@dataclass(slots=True)
class Example:
    """A training pair with a word."""

    words: int
    source: str
    senses: list[str]


@dataclass(slots=True)
class Training:
    """What the training pairs have.

    Attributes:
        wanted: words that examples are kept of.
        phrases: those of them that are several words.
        dictionary: their senses.
        seen: number of occurrences of every source word.
        examples: by word.
    """

    wanted: set[str]
    phrases: Phrases
    dictionary: Dictionary
    seen: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[Example]] = field(default_factory=lambda: defaultdict(list))

    def read(self, path: Path) -> None:
        """Read a file of pairs."""
        of_file: Counter[str] = Counter()
        for _, line in text_lines(path):
            source, _, target = line.partition("\t")
            source = fold(source)
            words = WORD.findall(source.lower())
            self.seen.update(words)
            if len(words) > _LONGEST:
                continue
            there = f" {' '.join(WORD.findall(fold(target).lower()))} "
            found = [phrase for _, phrase in self.phrases.find(source)]
            self.seen.update(found)
            for word in self.wanted.intersection([*words, *found]):
                if of_file[word] < _OF_FILE and len(self.examples[word]) < _KEPT:
                    of_file[word] += 1
                    senses = [t for t in self.dictionary[word] if f" {' '.join(WORD.findall(t.lower()))} " in there]
                    self.examples[word].append(Example(len(words), source, senses))

    def usual(self, often: int) -> dict[str, tuple[str, list[str]]]:
        """Words that are not rare, with their commonest sense in these pairs and some short examples of it."""
        found = {}
        for word, examples in self.examples.items():
            senses = Counter(t for example in examples for t in example.senses)
            single = WORD.fullmatch(word)
            if not senses or (single and not _RARE < self.seen[word] <= often):
                continue
            sense, times = min(senses.items(), key=lambda item: (-item[1], item[0]))
            if times >= _LEAST_SHARE * len(examples) and sense.lower() != word:
                fitting = sorted((e.words, e.source) for e in examples if sense in e.senses)
                found[word] = sense, [s for words, s in fitting if words > 3 or not single][:_TRANSLATED]
        return found


def rare_words(
    dictionary: Dictionary, known: Mapping[str, str], seen: Counter[str], prose: Prose, related: Related
) -> dict[str, str]:
    """The likeliest sense of each word that training has hardly ever, and of each phrase that it never has."""
    heads = Counter(target.lower() for senses in dictionary.values() for target in senses)
    found = {}
    for word, senses in dictionary.items():
        phrase = word.islower() and not WORD.fullmatch(word)
        rare = not seen[word] if phrase else frequency(word, seen) <= _RARE
        if word in known or not rare or any(t.lower() == word.lower() for t in senses):
            continue
        likely = {}
        for target in senses:
            often = frequency(target, prose.seen)
            if often >= _LEAST_PROSE:
                likely[target] = score(word, target, related(word, target), often, heads[target.lower()]), target
        if not likely:
            continue
        best = max(likely, key=lambda target: likely[target])
        kinds = senses[best]
        if usable(word, best, kinds, seen, prose) and not misread(best, seen, prose, related):
            found[word] = best if phrase else plural(word, best, kinds, prose.seen)
    return found


def usable(word: str, target: str, kinds: set[str], seen: Counter[str], prose: Prose) -> bool:
    """Whether a row is right and of use, as far as its part of speech tells."""
    often = frequency(target, prose.seen)
    if prose.seen[word.lower()] >= _OF_BOTH or not prose.writes(target):
        return False
    if "prop" in kinds:
        # English prose writes the name as French does; or what is given is where the place lies, another name.
        return prose.seen[word.lower()] < max(1, often / 20) and likeness(word, target) >= 0.5
    if kinds == {"v"} and not seen[word]:
        return word.endswith(_THIRD_PERSON) and often >= _LEAST_PROSE_VERB
    return True


def misread(target: str, seen: Counter[str], prose: Prose, related: Related) -> bool:
    """Whether the model takes a target for a source word that means something else (*chats*, cats)."""
    return seen[target.lower()] >= max(_COMMON, prose.seen[target.lower()]) and related.misleads(target)


def plural(word: str, target: str, kinds: set[str], prose: Counter[str]) -> str:
    """Dictionaries give some plurals the singular of the other language."""
    both = f"{target}s"
    return (
        both if "n" in kinds and word.endswith("s") and not target.endswith("s") and frequency(both, prose) else target
    )


def score(source: str, target: str, related: float, often: int, heads: int) -> float:
    """How much speaks for a sense.

    Args:
        source, target: word and translation.
        related: of :class:`Related`.
        often: how often the prose has the target.
        heads: how many source words have it as a translation; of many, each is one of its rarer senses.
    """
    return min(related, 1.0) + 0.05 * math.log((1 + often) / heads) + 0.4 * likeness(source, target)


def likeness(one: str, other: str) -> float:
    """Share of the letters that two words have in common, in order."""
    return SequenceMatcher(None, plain(one), plain(other), autojunk=False).ratio()


def plain(text: str) -> str:
    """Small letters without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))


class Related:
    """How likely words that begin like a source word are to be translated by words that begin like a target word."""

    def __init__(self, channel: str) -> None:
        self._by_stem: dict[str, list[tuple[str, str, float]]] = defaultdict(list)
        for line in channel.splitlines():
            target, _, rest = line.partition("\t")
            parts = rest.split()
            for source, probability in zip(parts[::2], parts[1::2], strict=True):
                self._by_stem[source[:_STEM]].append((source, target, int(probability) / 1000))

    def misleads(self, target: str) -> bool:
        """Whether a target word is a source word too, mostly translated by another."""
        word = target.lower()
        rows = [(p, alike(other, word)) for source, other, p in self._by_stem.get(word[:_STEM], ()) if source == word]
        own, others = (max((p for p, same in rows if same is wanted), default=0.0) for wanted in (True, False))
        return others >= max(0.1, own)

    def __call__(self, source: str, target: str) -> float:
        last = target.lower().split()[-1]
        return sum(
            p
            for other, word, p in self._by_stem.get(source.lower()[:_STEM], ())
            if alike(source.lower(), other) and alike(last, word)
        )


def alike(one: str, other: str) -> bool:
    """Whether two words may be forms of one: they begin alike."""
    length = max(3, math.ceil(0.65 * max(len(one), len(other))))
    return one[:length] == other[:length]


def failed(asked: Mapping[str, tuple[str, list[str]]], package: PackageInfo, lexicon: Lexicon) -> dict[str, str]:
    """What the model translates by no form of its sense in half of the examples, a phrase in all, with that sense."""
    jobs = [(word, lexicon.apply(source)) for word, (_, sources) in asked.items() for source in sources]
    tried: Counter[str] = Counter()
    bad: Counter[str] = Counter()
    for (word, _), hypothesis in zip(jobs, translated([source for _, source in jobs], package), strict=True):
        tried[word] += 1
        bad[word] += not has(asked[word][0], hypothesis, not WORD.fullmatch(word))
    return {w: asked[w][0] for w in tried if (2 if WORD.fullmatch(w) else 1) * bad[w] >= tried[w]}


def has(sense: str, hypothesis: str, phrase: bool) -> bool:
    """Whether a form of the sense's last word, for a phrase forms of all its longer words, stand in a text."""
    words = WORD.findall(sense.lower())
    wanted = [w for w in words if len(w) > 3] if phrase else []
    there = WORD.findall(hypothesis.lower())
    return all(any(alike(t, w) or t[:4] == w[:4] for t in there) for w in wanted or words[-1:])


def translated(sources: Sequence[str], package: PackageInfo) -> list[str]:
    """Greedy translations by the bare model."""
    import ctranslate2
    from sentencepiece import SentencePieceProcessor

    pieces = SentencePieceProcessor(model_proto=package.read("sentencepiece.model"))
    model: Any = ctranslate2.Translator(str(package.path), files=package.model_files(), compute_type="int8")
    encoded = pieces.encode([part_quotes(source) for source in sources], out_type=str)
    settings = {"beam_size": 1, "max_batch_size": 2_000, "batch_type": "tokens", "max_decoding_length": 60}
    return [pieces.decode(r.hypotheses[0]) for r in model.translate_batch(encoded, **settings)]


def small_letters(known: Mapping[str, str], dictionary: Dictionary) -> dict[str, str]:
    """Rows with a capital for which the dictionary has the same word in small letters only, or only others."""
    found = {}
    for word, target in known.items():
        senses = dictionary.get(word, {})
        if not word.islower() or not target[:1].isupper() or not senses or any(t[:1].isupper() for t in senses):
            continue
        if target.lower() in senses:
            found[word] = target.lower()
    return found


def known_words(package: PackageInfo, lexicon: Mapping[str, str]) -> str:
    """The package's list of known words with those of a lexicon: what is given must not be taken for made up."""
    given = {word for target in lexicon.values() for word in re.findall(r"[^\W\d_]+", target.lower())}
    return "".join(f"{word}\n" for word in sorted(given.union(package.read(WORDS).decode().split())))


if __name__ == "__main__":
    main()
