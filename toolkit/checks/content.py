"""A target that says something else than its source: few words of either have a counterpart in the other.

The share of words with a counterpart tells translations from other texts (coverage features of word-aligned bitext:
Munteanu and Marcu, "Improving Machine Translation Performance by Exploiting Non-Parallel Corpora", Computational
Linguistics 31:4, 2005). Free translations have few as well, so a finding is a reason to look.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks.counterparts import LANGUAGES, beginning, word_model, words_in
from toolkit.checks.placeholders import plain
from toolkit.units import TranslationUnit

# Shorter words are mostly grammar, and stand beside anything.
_SHORTEST = 4
_PROBABILITY = 0.01
# Of the words above the first few, which may find nothing by chance.
_SHARE, _FIRST_WORDS = 0.4, 6


def check(unit: TranslationUnit) -> Iterator[str]:
    if set(unit.languages) != set(LANGUAGES):
        return
    turned = unit.languages != LANGUAGES
    french, english = (unit.target, unit.source) if turned else (unit.source, unit.target)
    found, known = coverage(plain(french), plain(english))
    if found <= _SHARE * (known - _FIRST_WORDS):
        yield f"only {found} of {known} longer words of source and target have a counterpart in the other"


def coverage(french: str, english: str) -> tuple[int, int]:
    """How many longer words of both texts have a counterpart in the other, and of how many this can be known.

    Args:
        french, english: a text and its translation, either way round.

    Returns:
        Two counts. Words that the embedded package's word-to-word model does not have count only where a word of the
        other text begins alike.
    """
    model = word_model()
    sources = [w for w in words_in(french) if len(w) >= _SHORTEST]
    beginnings = [beginning(w) for w in sources]
    covered = [False] * len(sources)
    found = known = 0
    for word in words_in(english):
        start = beginning(word)
        row = model.row(word, sources)
        pairs = [p >= _PROBABILITY or s == start is not None for p, s in zip(row, beginnings, strict=True)]
        covered = [a or b for a, b in zip(covered, pairs, strict=True)]
        if len(word) >= _SHORTEST and (any(pairs) or word in model):
            found, known = found + any(pairs), known + 1
    known += sum(c or w in model.sources for c, w in zip(covered, sources, strict=True))
    return found + sum(covered), known
