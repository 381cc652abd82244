"""Pairs in which a phrase of the source is given in the target language, so that a model learns to leave it as it is.

A model that has only met single words given takes two for words of the source, and turns them round as that language
would (*machine translation*: the translation machine). Phrases are spans of two or three words on one side that stand
for a span on the other and for nothing else there (phrase pairs consistent with a word alignment: Och, Tillmann and
Ney, "Improved Alignment Models for Statistical Machine Translation", EMNLP 1999; giving them: Song et al.,
"Code-Switching for Enhancing NMT with Pre-Specified Translation", NAACL 2019).
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence

from toolkit.lexical.lexicon import gap
from toolkit.lexical.word_model import WordModel

Pair = tuple[str, str]
_WORD = re.compile(r"[^\W\d_]+")
# Probability of a source word given a target word that makes them each other's translation.
_SURE = 0.15
# The commonest target words are in what a sentence says, not in what it calls things.
_COMMON = 300
# Shorter words at the ends are articles and the like, longer spans on the source side are alignments gone wrong.
_SHORTEST, _LONGEST = 4, 5


def give_phrases(pairs: Sequence[Pair], channel: WordModel, share: float, seed: int) -> list[Pair]:
    """Pairs of which some have a phrase of the target in the place of its source phrase.

    Args:
        pairs: of the mixture.
        channel: which source words a target word stands for.
        share: of the pairs in which a phrase is looked for.
        seed: of the choice.
    """
    generator = random.Random(seed)
    common = common_words(target for _, target in pairs)
    result = []
    for pair in pairs:
        if generator.random() < share and (found := phrases_of(pair, channel, common)):
            (start, end), phrase = generator.choice(found)
            source = pair[0]
            pair = f"{source[:start]}{gap(source, start)}{phrase}{source[end:]}", pair[1]
        result.append(pair)
    return result


def common_words(targets: Iterable[str]) -> set[str]:
    """The commonest words of the target language, in small letters, which are in no phrase that names something."""
    times = Counter(word for target in targets for word in _WORD.findall(target.lower()))
    return {word for word, _ in times.most_common(_COMMON)}


def phrases_of(pair: Pair, channel: WordModel, common: Container[str] = ()) -> list[tuple[tuple[int, int], str]]:
    """Where a source phrase begins and ends, and the target phrase that stands for it, for all that are sure.

    Args:
        pair: source and target.
        channel: which source words a target word stands for.
        common: target words, in small letters, that no phrase is to have.
    """
    here, there = (list(_WORD.finditer(text)) for text in pair)
    words = [match.group().lower() for match in here]
    if not words:
        return []
    links = [_link(channel.row(match.group().lower(), words)) for match in there]
    result = []
    for first in range(len(there)):
        for last in range(first + 1, min(first + 3, len(there))):
            inside = links[first : last + 1]
            places = [place for place in inside if place >= 0]
            ends = (there[first].group(), there[last].group())
            if min(inside[0], inside[-1]) < 0 or min(map(len, ends)) < _SHORTEST or len({*places}) < 2:
                continue
            low, high = min(places), max(places)
            outside = links[:first] + links[last + 1 :]
            texts = pair[0][here[low].start() : here[high].end()], pair[1][there[first].start() : there[last].end()]
            telling = not any(match.group().lower() in common for match in there[first : last + 1])
            whole = telling and not any(mark in text for text in texts for mark in ',;:.()"«»')
            if whole and high - low < _LONGEST and not any(low <= place <= high for place in outside):
                result.append(((here[low].start(), here[high].end()), texts[1]))
    return result


def _link(row: Sequence[float]) -> int:
    best = max(range(len(row)), key=row.__getitem__)
    return best if row[best] >= _SURE else -1
