"""Which word of a source stands for which word of its translation: a guess without any model of attention.

A word-to-word model (IBM Model 1) times a preference for the diagonal, as in Dyer, Chahuneau and Smith, "A Simple,
Fast, and Effective Reparameterization of IBM Model 2", NAACL 2013, times the share that words have in what the others
want of them (both directions agree: Liang, Taskar and Klein, "Alignment by Agreement", NAACL 2006). Words that look
alike count as translations too, so that packages without such a model get links as well.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from toolkit.lexical.word_model import WordModel
from toolkit.text.protected import Span, find

# An apostrophe parts words, as in the word-to-word model; what a mark stands for is one.
_WORD = re.compile(r"\[\d+\]|\w+")
# A placeholder is one word.
_PLACEHOLDERS = frozenset({"template", "placeholder"})
# Steepness of the diagonal; what words far from it keep, where they are known to translate each other; what two words
# are worth that only their place speaks for. Chosen on four catalogues, flat around (bench/catalogues.py has others).
_STEEPNESS, _FAR, _PLACE = 8.0, 0.02, 0.01
# Behind an apostrophe, what is no word: don't, we're, I'll, they've, he'd, I'm; aujourd'hui.
_ENDINGS = frozenset("t re ll ve d m hui".split())
# Words that share so much of a beginning are cognates more often than not; what that is worth.
_ALIKE, _COGNATE = 0.6, 0.2


@dataclass(slots=True, frozen=True)
class Word:
    """A word and its offsets in a text."""

    text: str
    start: int
    end: int


def find_words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Words of a part of a text, in small letters, with offsets in the whole text."""
    end = len(text) if end is None else end
    words: list[Word] = []
    for span in [*_placeholders(text), Span(end, end, "")]:
        if start <= span.start and span.end <= end:
            words += (Word(m.group().lower(), *m.span()) for m in _WORD.finditer(text, start, span.start))
            if span.kind:
                words.append(Word(text[span.start : span.end].lower(), span.start, span.end))
            start = span.end
    return words


# A text is asked for sentence by sentence.
@functools.lru_cache(maxsize=16)
def _placeholders(text: str) -> tuple[Span, ...]:
    return tuple(find(text, kinds=_PLACEHOLDERS))


def word_links(source: Sequence[Word], target: Sequence[Word], channel: WordModel | None) -> list[list[float]]:
    """For each target word the probabilities of the source words that it may stand for.

    Args:
        source, target: words of a sentence and of its translation.
        channel: probabilities of source words given a target word, or None.

    Returns:
        A row a target word, each of as many numbers as there are source words, with the sum 1.
    """
    words = [word.text for word in source]
    worth = []
    for place, word in enumerate(target):
        told = channel.row(word.text, words) if channel else [0.0] * len(words)
        row = []
        for other, (text, probability) in enumerate(zip(words, told, strict=True)):
            far = abs((place + 0.5) / len(target) - (other + 0.5) / len(source))
            near = math.exp(-_STEEPNESS * far)
            row.append(max(probability, _likeness(word.text, text)) * (near + _FAR) + _PLACE * near)
        worth.append(row)
    wanted = [sum(column) for column in zip(*worth, strict=True)]
    links = []
    for row in worth:
        agreed = [value * value / of_all for value, of_all in zip(row, wanted, strict=True)]
        total = sum(agreed)
        links.append([value / total for value in agreed])
    return links


def with_whole_words(
    text: str, words: Sequence[Word], links: Sequence[list[float]]
) -> tuple[list[Word], list[list[float]]]:
    """Words and their links, where the parts of a word that an apostrophe holds together are one: *don't*.

    What an apostrophe binds to a name (*Paul's*), or to the word behind it (*l'heure*), is a word of its own.

    Args:
        text: in which the words stand.
        words: of it.
        links: a row for each.
    """
    whole: list[Word] = []
    rows: list[list[float]] = []
    for word, row in zip(words, links, strict=True):
        last = whole[-1] if whole else None
        if last and word.text in _ENDINGS and word.start - last.end == 1 and text[last.end] in "'’":
            whole[-1] = Word(text[last.start : word.end].lower(), last.start, word.end)
            rows[-1] = [(one + other) / 2 for one, other in zip(rows[-1], row, strict=True)]
        else:
            whole.append(word)
            rows.append(row)
    return whole, rows


def _likeness(one: str, other: str) -> float:
    if one == other:
        return 0.3
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return _COGNATE if shared >= 3 and shared >= _ALIKE * max(len(one), len(other)) else 0.0
