"""What a word with hyphens is called where one word found for it is only a part of that (*Nouvelle-Calédonie*).

Counting finds *Caledonia*, as *New* goes with many things. The word is grown by what stands beside it where the source
word does (*New Caledonia*, *Papua New Guinea*, *Trinidad and Tobago*), as long as both ends have capitals.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

# Sentences of a word that are looked at.
_SENTENCES = 200
# Sentences with the word found that must agree on what is beside it; few, as saints are *Saint* to some and *St* to
# others.
_SHARE, _LEAST = 0.45, 4
# *Valentine's* is two words to the counter, which has not kept what is between them.
_SHORTEST = 2


def grown(
    found: Mapping[int, int], sentences: tuple[Any, Any], text: Any, words: tuple[Sequence[str], Sequence[str]]
) -> dict[int, list[int]]:
    """Target names of several words, for those source words whose translation is mostly a part of one.

    Args:
        found: target word by source word, both as numbers; of words with hyphens.
        sentences: numbers of the different words of each source sentence, one after another, and where each sentence
            ends.
        text: target words as they stand, twice the number and one more with a capital; -1 after a sentence.
        words: of source and target, by number.

    Returns:
        Target words in a row, numbered as in ``text``, by source word; with no more parts than that has.
    """
    import numpy as np

    left, ends = sentences
    begins = np.concatenate([[0], np.flatnonzero(text == -1) + 1])
    places = np.flatnonzero(np.isin(left, [*found]))
    lines: dict[int, list[list[int]]] = {}
    for word, sentence in zip(left[places].tolist(), np.searchsorted(ends, places, "right").tolist(), strict=True):
        kept = lines.setdefault(word, [])
        if len(kept) < _SENTENCES:
            kept.append(text[begins[sentence] : begins[sentence + 1] - 1].tolist())
    result = {}
    for word, other in found.items():
        row = _grow(2 * other + 1, lines.get(word, []), words[1], words[0][word].count("-") + 1)
        if len(row) > 1:
            result[word] = row
    return result


def _grow(token: int, lines: Sequence[Sequence[int]], words: Sequence[str], most: int) -> list[int]:
    """The longest row with the token in it, capitals at both ends, that many of the lines that have the token have.

    The token alone if it is of something that has more parts than that.
    """
    spans = [(line, place, place) for line in lines for place in [_place(line, token)] if place >= 0]
    least = max(_LEAST, _SHARE * len(spans))
    row, best = [token], [token]
    while True:
        after = Counter(line[end + 1] for line, _, end in spans if end + 1 < len(line))
        before = Counter(line[start - 1] for line, start, _ in spans if start)
        counted = [(count, side, near) for side, beside in enumerate((after, before)) for near, count in beside.items()]
        counted = [c for c in counted if c[0] >= least and len(words[c[2] >> 1]) >= _SHORTEST]
        if not counted:
            return best
        _, side, near = max(counted)
        if sum(words[t >> 1].count("-") + 1 for t in row) >= most:
            return [token] if near & 1 else best
        spans = [
            (line, start - side, end + 1 - side)
            for line, start, end in spans
            if (start and line[start - 1] == near if side else line[end + 1 : end + 2] == [near])
        ]
        row = [near, *row] if side else [*row, near]
        if row[0] & row[-1] & 1:
            best = row


def _place(line: Sequence[int], token: int) -> int:
    return line.index(token) if token in line else -1
