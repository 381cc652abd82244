"""Repetition loops: the commonest way in which a neural translation goes wrong without looking at its source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

# Syllables said twice in a row ("Pyongyangang"), or two letters three times.
_STUTTER = re.compile(r"([^\W\d_]{3,5})-?\1|([^\W\d_]{2})\2\2", re.IGNORECASE)
_WORD = re.compile(r"[\w-]+")
_PARTED = re.compile(r"(?<=\d)[.,/-](?=\d)")


def ngrams(words: Sequence[str], size: int) -> Iterator[tuple[str, ...]]:
    """Runs of as many words of a text, in order; none of a shorter text."""
    return zip(*(words[start:] for start in range(size)), strict=False)


def most_frequent(words: Sequence[str], size: int) -> int:
    """How often the most frequent run of as many words comes; 1 for a shorter text."""
    runs = list(ngrams(words, size))
    # Nearly all texts have all their runs once, which is seen faster than counted.
    return 1 if len(set(runs)) == len(runs) else max(Counter(runs).values())


def longest_loop(tokens: Sequence[str], longest_unit: int = 8) -> tuple[int, int]:
    """Find the n-gram that is repeated back to back over the most tokens.

    Args:
        tokens: tokens or words of one segment.
        longest_unit: length in tokens of the longest n-gram that is looked for.

    Returns:
        (tokens covered by the repetition, number of repeats); (0, 1) when nothing is repeated.
    """
    best = (0, 1)
    for size in _distances(tokens, min(longest_unit, len(tokens) // 2)):
        run = 0
        for position in range(size, len(tokens)):
            run = run + 1 if tokens[position] == tokens[position - size] else 0
            repeats = run // size + 1
            if repeats > 1 and repeats * size > best[0]:
                best = (repeats * size, repeats)
    return best


def _distances(tokens: Sequence[str], longest: int) -> list[int]:
    """How far apart, up to a distance, equal tokens stand."""
    last: dict[str, int] = {}
    found: set[int] = set()
    for place, token in enumerate(tokens):
        before = last.get(token)
        while before is not None and place - before <= longest:
            found.add(place - before)
            before = next((n for n in range(before - 1, max(-1, place - longest - 1), -1) if tokens[n] == token), None)
        last[token] = place
    return sorted(found)


def is_looping(hypothesis: str, source: str) -> bool:
    """Tell whether a translation repeats itself where its source does not.

    A word three times in a row, or any longer run of words twice that covers four words or more, counts, unless the
    source repeats as much; so does a word that stutters within itself and is not in the source.
    """
    return bool(stutters(hypothesis, source)) or repeats_words(hypothesis, source)


def repeats_words(hypothesis: str, source: str) -> bool:
    """The part of :func:`is_looping` that is about words in a row."""
    words = hypothesis.lower().split()
    # What counts has two words in a row twice.
    if len(set(pairwise(words))) >= len(words) - 1:
        return False
    covered, repeats = longest_loop(words)
    if repeats < 2:
        return False
    # A number may be parted otherwise: 04.91.00.00.00.
    source_covered = max(longest_loop(said.lower().split())[0] for said in (source, _PARTED.sub(" ", source)))
    return covered > source_covered and (repeats >= 3 or covered >= 4)


def stutters(hypothesis: str, source: str) -> list[str]:
    """Words of a translation, in small letters, that stutter (``Pyongyangang``) and are not in the source."""
    lowered = hypothesis.lower()
    # What has no space in it is seen once for all texts: the pattern refers back, which takes long.
    if not any(map(_may_stutter, {*lowered.split()} - _FINE)):
        return []
    known = set(_WORD.findall(source.lower()))
    return [word for word in _WORD.findall(lowered) if word not in known and _STUTTER.search(word)]


#: What was seen and does not stutter.
_FINE: set[str] = set()
_MOST_FINE = 8_192


def _may_stutter(part: str) -> bool:
    if _STUTTER.search(part):
        return True
    if len(_FINE) >= _MOST_FINE:
        _FINE.clear()
    _FINE.add(part)
    return False


def stutter_length(hypothesis: str, source: str) -> int:
    """Characters of the words that stutter."""
    return sum(map(len, stutters(hypothesis, source)))
