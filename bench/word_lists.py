"""Make the word lists of ``toolkit/languages/data`` from the bitext in ``../shared/training``.

    python bench/word_lists.py

- ``proper_fr.txt``, ``proper_en.txt``: words of the embedded package's word-to-word model that are names: in prose they
  mostly have a capital within a sentence. Other words of the model are none though they may have one (*État*).
- ``names_fr_en.tsv``: names, and phrases with a capital, that look otherwise in English (*Cervin*: Matterhorn).
- ``also_en.txt``: words in texts in French that are English as well, so that one of them in a translation into English
  is no word of the source that was left there; ``also_fr.txt`` the other way round.
"""

from __future__ import annotations

import lzma
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

from toolkit.lexical.counterparts import LANGUAGES, Counterparts, word_model

ROOT = Path(__file__).parent.parent
TRAINING, LEXICON = ROOT.parent / "shared/training", ROOT.parent / "shared/lexicon"
DATA = ROOT / "toolkit/languages/data"
PROSE = (
    "wmt-news-2008-2012 europarl-v7 hansard-36 un-documents news-commentary-5k ted-talks-5k pawsx-wikipedia "
    "web-giga-fren xr-climate-news fr-diplomacy-sites canada-laws xnli-genres tatoeba covid-health-canada"
).split()
NAMES = "wiktionary-2015", "cldr-names", "countries"
# What a dictionary says of a name instead of translating it.
_GLOSS = re.compile(r"\b(?:surname|given name|person|people|synonym|department|city|town|river|France|French)\b")
# Memories of programs repeat their names; the rest would drown in parliaments.
_LINES = 80_000
_WORD = re.compile(r"[^\W\d_]+")
_CAPITAL = re.compile(r"(?<=[\w,)»”’'\"] )([A-ZÀ-Þ][\w-]*\w)|(?<=[ldnsLDNS][’'])([A-ZÀ-Þ][\w-]*\w)")
# Small letters as a share of capitals, at least so many times, and so many times whatever the share (parlement).
_SHARE, _LEAST, _OFTEN = 0.125, 3, 60
_OTHER_SHARE, _OTHERS = 0.003, 3


def lines(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of some files, French and English."""
    for name in names:
        with lzma.open(TRAINING / f"{name}.tsv.xz", "rt", encoding="utf-8") as file:
            for line in islice(file, _LINES):
                french, _, english = line.rstrip("\n").partition("\t")
                yield french, english.split("\t")[0]


def main() -> None:
    small, capital = (Counter(), Counter()), (Counter(), Counter())
    for pair in lines(PROSE):
        for side, text in enumerate(pair):
            small[side].update(w for w in _WORD.findall(text) if w.islower())
            if not text.isupper():
                capital[side].update((a or b).lower() for a, b in _CAPITAL.findall(text))
    for side, language in enumerate(LANGUAGES):
        _write(f"proper_{language}.txt", filter(_is_name(small[side], capital[side]), _vocabulary(language)))
    # Loans are the rarer ones: all texts count.
    small = (Counter(), Counter())
    for pair in lines(path.name.split(".")[0] for path in sorted(TRAINING.glob("*.tsv.xz"))):
        for side, text in enumerate(pair):
            small[side].update(w for w in _WORD.findall(text) if w.islower())
    for language, ours, theirs in (("fr", *small), ("en", *reversed(small))):
        also = (w for w, n in theirs.items() if len(w) > 3 and ours[w] >= max(_OTHERS, _OTHER_SHARE * n))
        _write(f"also_{language}.txt", also)
    _write("names_fr_en.tsv", names())


def _vocabulary(language: str) -> Iterator[str]:
    model = word_model()
    words = model.sources if language == LANGUAGES[0] else model.targets
    return (word for word in words if len(word) > 2 and word.isalpha())


def _is_name(small: Counter[str], capital: Counter[str]) -> Callable[[str], bool]:
    """Whether a word is a name, by its counts; so is what prose does not have: most names of programs."""

    def decide(word: str) -> bool:
        times = small[word]
        return times < min(_OFTEN, max(_LEAST, _SHARE * capital[word])) and (capital[word] > 0 or times == 0)

    return decide


def names() -> Iterator[str]:
    """Rows of the table of names."""
    rows: dict[str, dict[str, None]] = {}
    for source in NAMES:
        with lzma.open(LEXICON / f"{source}.tsv.xz", "rt", encoding="utf-8") as file:
            for line in file:
                french, english, *_ = line.rstrip("\n").split("\t")
                if _differs(french, english):
                    rows.setdefault(french, {})[english] = None
    return (f"{french}\t{'|'.join(english)}" for french, english in rows.items())


def _differs(french: str, english: str) -> bool:
    words = [w for w in _WORD.findall(french) if w[0].isupper()]
    if not words or _GLOSS.search(english) or "|" in english or len(english.split()) > 5:
        return False
    counterparts = Counterparts(english)
    return not all(counterparts.has_alike(word) or word.lower() in english.lower().split() for word in words)


def _write(name: str, words: Iterable[str]) -> None:
    found = sorted(set(words))
    (DATA / name).write_text("".join(f"{word}\n" for word in found), encoding="utf-8")
    print(name, len(found))


if __name__ == "__main__":
    main()
