"""Words that the model gets in the target language already: a package's lexicon of rare words, a user's glossary.

A model that has learnt to copy what it does not know copies a target word that stands in the source (Song et al.,
"Code-Switching for Enhancing NMT with Pre-Specified Translation", NAACL 2019), and puts the sentence around it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from toolkit.files import sha256_bytes
from toolkit.packages.archive import PackageInfo
from toolkit.terms.finder import TermFinder
from toolkit.text.casing import capitalised
from toolkit.text.cognates import without_accents
from toolkit.text.typography import fold

#: Runs of letters; what has a hyphen inside is one word.
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_WORD_GOES_ON = re.compile(r"-?\w")
# Beside an abbreviation that is a part of another.
_PART = re.compile(r"[\d_&]")
#: File of a package, lines of source word and target word.
FILE = "lexicon.tsv"
#: Where a term or name begins and ends in a text, and what it is to be in the target language.
Given = tuple[int, int, str]


class Phrases:
    """Finds phrases in texts, the longest first, case and spelling as given.

    Args:
        phrases: each begins with a letter, none twice.

    Raises:
        ValueError: one does not begin with a letter.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_word: dict[str, list[str]] = {}
        for phrase in phrases:
            word = WORD.match(phrase)
            if word is None:
                raise ValueError(f"{phrase!r} does not begin with a letter")
            self._by_word.setdefault(word.group(), []).append(phrase)
        for same in self._by_word.values():
            same.sort(key=lambda phrase: (-len(phrase), phrase))

    def find(self, text: str) -> Iterator[tuple[int, str]]:
        """Places and phrases, from left to right; none is inside another."""
        if not self._by_word:
            return
        end = 0
        for match in WORD.finditer(text):
            place = match.start()
            if place < end:
                continue
            for phrase in self._by_word.get(match.group(), ()):
                after = place + len(phrase)
                if text.startswith(phrase, place) and (phrase[-1] == "'" or not _WORD_GOES_ON.match(text, after)):
                    yield place, phrase
                    end = after
                    break


class Lexicon:
    """Replaces words before translation.

    Args:
        words: target words by source words in small letters, which are matched with any case, and by names, which may
            be several words, and abbreviations as they are written, which come before those.
        terms: a user's terms, which may be several words and come before the words; matched with any case, and in the
            plural where that of the target is known.
        plural: of a target term; None where it is not known.
    """

    def __init__(
        self,
        words: Mapping[str, str],
        terms: Mapping[str, str] | None = None,
        plural: Callable[[str], str | None] = lambda term: None,
    ) -> None:
        self._words = words
        self._names = names_of(words)
        self._phrases = Phrases(self._names)
        self._terms = {fold(source).lower(): target for source, target in (terms or {}).items()}
        self._plural = plural
        self._finder = TermFinder(self._terms, inflected=any(map(plural, self._terms.values())))

    @functools.cached_property
    def digest(self) -> str:
        """What tells this lexicon from others, for signatures."""
        everything = sorted([*self._words.items(), *((f"term {s}", t) for s, t in self._terms.items())])
        return sha256_bytes("".join(f"{s}\t{t}\n" for s, t in everything).encode())[:8]

    def __bool__(self) -> bool:
        return bool(self._words or self._terms)

    def has_term(self, text: str) -> bool:
        """Whether a user's glossary says how a whole text is translated."""
        return fold(text).lower() in self._terms

    def apply(self, text: str, put: Callable[[str], str] = str, given: Iterable[Given] | None = None) -> str:
        """The text with known terms and words in the target language.

        A capital at the beginning of the text stays one; elsewhere a word with a capital is taken for a name and left,
        unless its translation has a capital as well. Behind an apostrophe a space comes before what is given: a
        vocabulary knows words of the target language by it (``l'obus``: ``l' shell``).

        Args:
            text: a segment or a part of one.
            put: what is put for a translation of a term or of a name.
            given: of :meth:`given`, if that was asked already.
        """
        parts, end = [], 0
        first = WORD.search(text)
        for start, stop, target in self.given(text) if given is None else given:
            parts += [self._apply_words(text[end:start], first), gap(text, start), put(target), gap(text, stop)]
            end, first = stop, None
        return "".join([*parts, self._apply_words(text[end:], first)])

    def given(self, text: str) -> list[Given]:
        """The text's terms and, between them, names; other words may take another form in a translation."""
        found: list[Given] = []
        end = 0
        for start, stop, source in self._finder.find(text):
            found += self._names_in(text, end, start)
            term, end = self._target(source, text[start:stop]), stop
            found.append((start, end, capitalised(term) if start == 0 and text[0].isupper() else term))
        return [*found, *self._names_in(text, end, len(text))]

    def _target(self, source: str, written: str) -> str:
        """The target of a term as it is written in a text, in the plural if that is."""
        target = self._terms[source]
        plural = self._plural(target) if len(written) > len(source) or written.lower() != source else None
        return plural or target

    def _names_in(self, text: str, start: int, end: int) -> Iterator[Given]:
        for place, name in self._phrases.find(text[start:end]):
            yield start + place, start + place + len(name), self._names[name]

    def _apply_words(self, text: str, first: re.Match[str] | None) -> str:
        """The text with known words in the target language; ``first`` is the first word if a capital may begin it."""
        if not self._words:
            return text

        def replaced(match: re.Match[str]) -> str:
            word = match.group()
            acronym = self._acronym(text, match)
            found = acronym or self._words.get(word.lower())
            if found is None:
                return word
            if not acronym and word[0].isupper() and not found[0].isupper():
                if first is None or match.start() != first.start():
                    return word
                found = capitalised(found)
            return gap(text, match.start()) + found

        return WORD.sub(replaced, text)

    def _acronym(self, text: str, match: re.Match[str]) -> str | None:
        """The translation of an abbreviation, which is not a part of another (*CP6*)."""
        found = self._words.get(match.group()) if match.group().isupper() else None
        if found is None:
            return None
        beside = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
        return None if _PART.search(beside) else found


def gap(text: str, place: int) -> str:
    """What stands between what comes before the place and a word that is given there, or behind what is given."""
    return " " if text.endswith("'", 0, place) else ""


def names_of(words: Mapping[str, str]) -> dict[str, str]:
    """Those of a lexicon's rows that are for names or of several words, the latter with a first capital as well."""
    names: dict[str, str] = {}
    several: dict[str, str] = {}
    for source, target in words.items():
        # Most rows are single words in small letters, and there are many.
        if source.isalpha() and source.islower():
            continue
        first = WORD.match(source)
        if first and first.end() < len(source):
            several[source] = target
        elif first and not source.islower() and not source.isupper():
            names[source] = target
    # "A huis clos": French often leaves the accent of a capital out.
    begun = {capitalised(s): capitalised(t) for s, t in several.items()}
    bare = {without_accents(s[0]) + s[1:]: t for s, t in begun.items() if not s[0].isascii()}
    return bare | begun | several | names


def package_words(package: PackageInfo) -> dict[str, str]:
    """The lexicon of a package; empty if it has none.

    Raises:
        PackageError: it cannot be read, or is damaged.
    """
    return package.parse(FILE, read_words, "not a lexicon") or {}


def read_words(text: str) -> dict[str, str]:
    """Target words by source words, of a lexicon's text.

    Raises:
        ValueError: it is damaged.
    """
    rows = [line.split("\t") for line in text.splitlines()]
    if any(len(row) < 2 for row in rows):
        raise ValueError("a line without a tab")
    return {row[0]: row[1] for row in rows}
