"""Lists of words of single languages and pairs, from ``data``; ``bench/word_lists.py`` says how they were made.

Names that look otherwise in another language come from Wiktionary (CC BY-SA 3.0), CLDR (Unicode licence) and
mledoze/countries (ODbL).
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path

from toolkit.text.cognates import fold_word
from toolkit.text.typography import fold

_DATA = Path(__file__).parent / "data"


@functools.cache
def proper_words(language: str) -> frozenset[str]:
    """Words of the embedded package's word-to-word model, in small letters, that are names; none of other languages."""
    return _words(f"proper_{language}.txt")


_CALENDAR = frozenset(
    "january february april june july august september october november december monday tuesday wednesday thursday "
    "friday saturday sunday".split()
)
# Shorter names are words as well: may, nice.
_SHORT = 4


def keeps_capital(word: str) -> bool:
    """Whether English writes a word with a capital wherever it stands: a name, a day, a month, a language.

    >>> [word for word in ("monday", "spanish", "nice", "cats") if keeps_capital(word)]
    ['monday', 'spanish']
    """
    return word in _CALENDAR or (len(word) > _SHORT and word in proper_words("en"))


@functools.cache
def given_names(language: str) -> frozenset[str]:
    """Given names that are common among speakers of a language, in small letters; written for this project."""
    return _words(f"given_{language}.txt")


@functools.cache
def articled_names(language: str) -> tuple[str, ...]:
    """Names with an article, which is part of them in other languages too: towns, newspapers, people; written for this
    project."""
    path = _DATA / f"articled_{language}.txt"
    return tuple(path.read_text(encoding="utf-8").splitlines()) if path.is_file() else ()


@functools.cache
def copied_words(source: str, target: str) -> Mapping[str, str]:
    """Words that both languages have, but none of them for the other (*bras*, *livres*), and what they are in the
    target language; by ``bench/copied_words.py``."""
    path = _DATA / f"copied_{source}_{target}.tsv"
    rows = path.read_text(encoding="utf-8").splitlines() if path.is_file() else ()
    return dict(row.split("\t") for row in rows)


@functools.cache
def expressions(source: str, target: str) -> Mapping[str, str]:
    """Expressions whose words do not say what they mean (*jeter l'éponge*), folded, and what they are in the target
    language; written for this project. Those that end in *de* and *que* are there for the next word's vowel too.

    >>> expressions("fr", "en")["jeter l'éponge"], expressions("fr", "en")["aux confins d'"]
    ('throw in the towel', 'on the borders of')
    """
    path = _DATA / f"expressions_{source}_{target}.tsv"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else ()
    rows = {fold(line.split("\t")[0]): line.split("\t")[1] for line in lines if not line.startswith("#")}
    return {f"{row[:-1]}'": meaning for row, meaning in rows.items() if row.endswith((" de", " que"))} | rows


@functools.cache
def also_words(language: str) -> frozenset[str]:
    """Words of a language, in small letters and of four letters and more, that texts in another have too."""
    return _words(f"also_{language}.txt")


@functools.cache
def shared_words(one: str, other: str) -> frozenset[str]:
    """Words in small letters of both languages, of four letters and more; empty where that is not known."""
    return also_words(one) & also_words(other)


@functools.cache
def known_names(source: str, target: str) -> Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """Names that look otherwise in another language, by each of their words: the whole name and what it may become.

    All in small letters, folded as by :func:`toolkit.text.cognates.fold_word`.
    """
    rows: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for turned in (False, True):
        one, other = (target, source) if turned else (source, target)
        path = _DATA / f"names_{one}_{other}.tsv"
        for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else ():
            name, _, others = line.partition("\t")
            pairs = [(other, (name,)) for other in others.split("|")] if turned else [(name, tuple(others.split("|")))]
            for key, values in pairs:
                folded = fold_phrase(key), tuple(map(fold_phrase, values))
                for word in set(folded[0].split()):
                    rows.setdefault(word, []).append(folded)
    return {word: tuple(found) for word, found in rows.items()}


def fold_phrase(text: str) -> str:
    """Words of a text folded, with a space between them."""
    return " ".join(fold_word(word) for word in text.replace("-", " ").replace("’", " ").replace("'", " ").split())


def _words(name: str) -> frozenset[str]:
    path = _DATA / name
    return frozenset(path.read_text(encoding="utf-8").split()) if path.is_file() else frozenset()
