"""A target that says something else than its source: few words of either have a counterpart in the other.

The share of words with a counterpart tells translations from other texts (coverage features of word-aligned bitext:
Munteanu and Marcu, "Improving Machine Translation Performance by Exploiting Non-Parallel Corpora", Computational
Linguistics 31:4, 2005). Free translations have few as well, so a finding is a reason to look.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Callable, Iterator

from toolkit.checks.placeholders import plain
from toolkit.languages.lengths import characters_off
from toolkit.lexical.counterparts import LANGUAGES, beginning, word_model
from toolkit.text.word_gate import words_in
from toolkit.units import TranslationUnit

# Shorter words are mostly grammar, and stand beside anything.
_SHORTEST = 4
_PROBABILITY = 0.01
#: Texts of a lower :func:`likeness` say something else.
LEAST = 0.4
# A finding is seen by a person, so that more speaks for it or against it: what stands in both texts as it is, and how
# far their lengths are off. Chosen on wmt-news-2008-2012, as the figures of other checks.
_LEAST, _FEWEST = 0.27, 8
_SLACK, _LENGTH = 5, 0.3
# Begins with its characters, not with a look around, which is much faster to search for.
_SAME = re.compile(r"[\dA-Z](?:(?<=\d)\d*|(?<=\b[A-Z])[A-Z]{1,2}\b)")
#: They may find no counterparts by chance.
FIRST_WORDS = 6


def check(unit: TranslationUnit) -> Iterator[str]:
    if set(unit.languages) != set(LANGUAGES):
        return
    # Numbers and acronyms count as words; what the lengths speak against it is more to be found.
    ours, theirs = set(_SAME.findall(unit.source)), set(_SAME.findall(unit.target))
    same, others = 2 * len(ours & theirs), len(ours) + len(theirs)
    least = _LEAST + _LENGTH * math.log(characters_off(len(unit.source), len(unit.target), unit.languages, _SLACK))

    def enough(most: int) -> float:
        """How many words must have a counterpart, if so many are known."""
        return least * max(0, most + others - FIRST_WORDS) - same

    found, known = coverage_of(unit, enough)
    if known >= _FEWEST and likeness(found + same, known + others) < least:
        yield f"only {found} of {known} longer words of source and target have a counterpart in the other"


def likeness(found: int, known: int) -> float:
    """How far two texts say the same, from 0, by the figures of :func:`coverage_of`; infinite for a few words."""
    return found / (known - FIRST_WORDS) if known > FIRST_WORDS else math.inf


def coverage_of(unit: TranslationUnit, enough: Callable[[int], float] | None = None) -> tuple[int, int]:
    """:func:`coverage` of a unit, without its placeholders; zeros where the model does not know a language of it."""
    if set(unit.languages) != set(LANGUAGES):
        return 0, 0
    turned = unit.languages != LANGUAGES
    french, english = (unit.target, unit.source) if turned else (unit.source, unit.target)
    return coverage(plain(french), plain(english), enough)


def coverage(french: str, english: str, enough: Callable[[int], float] | None = None) -> tuple[int, int]:
    """How many longer words of both texts have a counterpart in the other, and of how many this can be known.

    Args:
        french, english: a text and its translation, either way round.
        enough: how many found are enough if so many words are known at most; no more are counted then.

    Returns:
        Two counts. Words that the embedded package's word-to-word model does not have count only where a word of the
        other text begins alike.
    """
    sources = {w for w in words_in(french) if len(w) >= _SHORTEST}
    alike: dict[str, set[str]] = {}
    for word in sources:
        if start := beginning(word):
            alike.setdefault(start, set()).add(word)
    covered: set[str] = set()
    found = known = 0
    words = words_in(english)
    wanted = math.inf if enough is None else enough(len(sources) + sum(len(w) >= _SHORTEST for w in words))
    for word in words:
        stands, start, in_model = english_word(word)
        has_pair = False
        if not sources.isdisjoint(stands):
            covered |= sources & stands
            has_pair = True
        if start in alike:
            covered |= alike[start]
            has_pair = True
        # A name stands for itself.
        if word in sources:
            covered.add(word)
            has_pair = True
        if (has_pair or in_model) and len(word) >= _SHORTEST:
            found, known = found + has_pair, known + 1
            if found + len(covered) >= wanted:
                return found + len(covered), known + len(covered)
    covered_or_known = covered | word_model().sources & sources
    return found + len(covered), known + len(covered_or_known)


@functools.lru_cache(maxsize=65_536)
def english_word(word: str) -> tuple[frozenset[str], str | None, bool]:
    """Of an English word: the French words that it may stand for, its beginning, and whether the model has it."""
    model = word_model()
    return model.standing_for(word, _PROBABILITY), beginning(word), word in model
