"""A clause of one side that the other has left out.

Free translation moves words about, but seldom leaves out all of a clause while it keeps the rest. A clause is reported
where none of its longer words have a counterpart, where most words beside it have one, and where the lengths of the two
texts fit better without it. All figures were chosen on wmt-news-2008-2012: of its human translations one of 7,000 is
flagged that nothing else flags.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.checks.content import english_word
from toolkit.checks.spans import Said, Span
from toolkit.languages.lengths import typical_ratio
from toolkit.lexical.counterparts import LANGUAGES, beginning, known_words
from toolkit.text.word_gate import WORD
from toolkit.units import TranslationUnit

# Shorter words are mostly grammar, and stand beside anything.
_SHORTEST = 4
# Shorter ones are no counterpart of a word, but in doubt they speak for a clause of few words.
_COUNTERPART = 3
# Longer words of a clause, and beside it.
_FEWEST, _BESIDE = 3, 3
# Share of the words beside it that have a counterpart; of a clause of few words more must have one.
_REST, _MANY, _REST_OF_FEW = 0.6, 4, 0.85
# The other side is shorter than usual.
_SHORT = 0.95
_END = re.compile(r"[,;:.!?)–—-](?:\s+|$)|[(]")
# A clause of so many longer words has more characters.
_CHARACTERS = 14
_ACRONYM_BEFORE = re.compile(r"[A-Z]{2,}\d*\W{0,3}$")


def check(unit: TranslationUnit) -> Iterator[Said]:
    pair = unit.languages
    if set(pair) != set(LANGUAGES):
        return
    if span := _unmatched(unit.source, unit.target, pair):
        yield Said(f"the clause '{_short(unit.source, span)}' of the source has no counterpart in the target", span)
    elif span := _unmatched(unit.target, unit.source, (pair[1], pair[0])):
        yield Said(f"the clause '{_short(unit.target, span)}' is only in the target", target=span)


def _short(text: str, span: Span) -> str:
    words = text[slice(*span)].split()
    return " ".join(words if len(words) <= 6 else [*words[:5], "…"])


def _unmatched(text: str, other: str, languages: tuple[str, str]) -> Span | None:
    """Where a text has a clause that the other lacks; the first one."""
    whole = len(other) / max(1.0, typical_ratio(languages) * len(text))
    if not 0 < whole <= _SHORT:
        return None
    # Without a longer clause the other side would be too long rather.
    longest = (1 - whole**2) * len(text)
    if longest < _CHARACTERS:
        return None
    clauses = [(start, end) for start, end in _clauses(text) if _CHARACTERS <= end - start <= longest]
    clauses = [span for span in clauses if _longer_words(text[slice(*span)]) >= _FEWEST]
    if not clauses:
        return None
    words = [(m.start(), m[0].lower()) for m in WORD.finditer(text) if len(m[0]) >= _SHORTEST]
    known = known_words(languages[0])
    others = {word.lower() for word in WORD.findall(other)}
    sought = {word for _, word in words}
    covered = _covered(sought, {word for word in others if len(word) >= _COUNTERPART}, languages)
    for start, end in clauses:
        inside = [word for place, word in words if start <= place < end and word in known]
        if len(inside) < _FEWEST or not covered.isdisjoint(inside) or _ACRONYM_BEFORE.search(text[:start]):
            continue
        if len(inside) < _MANY and _covered(set(inside), others, languages):
            continue
        beside = [word for place, word in words if not start <= place < end and word in known]
        least = _REST if len(inside) >= _MANY else _REST_OF_FEW
        if len(beside) >= _BESIDE and sum(word in covered for word in beside) >= least * len(beside):
            return start, end
    return None


def _clauses(text: str) -> list[Span]:
    """The parts of a text between its marks; none of a text without any."""
    found, position = [], 0
    for match in _END.finditer(text):
        found.append((position, match.start()))
        position = match.end()
    return [*found, (position, len(text.rstrip()))] if found else []


def _longer_words(text: str) -> int:
    return sum(len(word) >= _SHORTEST for word in WORD.findall(text))


def _covered(words: set[str], others: set[str], languages: tuple[str, str]) -> set[str]:
    """Those of some words of one language that have a counterpart among words of the other."""
    turned = languages != LANGUAGES
    french, english = (others, words) if turned else (words, others)
    alike: dict[str, set[str]] = {}
    for word in french:
        if start := beginning(word):
            alike.setdefault(start, set()).add(word)
    covered = set()
    for word in english:
        stands, start, _ = english_word(word)
        found = (french & stands) | alike.get(start or "", set()) | ({word} & french)
        if found:
            covered |= {word} if turned else found
    return covered
