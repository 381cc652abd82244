"""Human translations that stand inside a document: an English title over its French one."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.documents.model import Document, Kind
from toolkit.text.cognates import anchor_similarity, anchors
from toolkit.text.identify import third_language

_LENGTH_RATIO = 2.2
_SIMILARITY = 0.2
# Characters from which a text says that it is in a third language; shorter ones may be a name.
_TELLING = 20


@dataclass(slots=True, frozen=True)
class ReferencePair:
    """Two neighbouring paragraphs of one document, of which one is a person's translation of the other.

    Attributes:
        source: number of the paragraph in the source language.
        target: number of the paragraph in the target language.
        reason: how the pair was found, for a person.
    """

    source: int
    target: int
    reason: str


def find_reference_pairs(document: Document, source_language: str, target_language: str) -> list[ReferencePair]:
    """Pair each paragraph in the target language with a neighbour in the source language that it translates.

    Two paragraphs are a pair when they are neighbours of the same kind, neither is 2.2 times as long as the other, and
    at least a fifth of their words and numbers look alike; and neither is surely in a third language. The languages
    must have been identified before.
    """
    paragraphs = document.paragraphs
    languages = source_language, target_language
    keys = {n: anchors(p.text) for n, p in enumerate(paragraphs)}
    candidates = []
    for number, paragraph in enumerate(paragraphs):
        if paragraph.language != target_language or paragraph.kind is Kind.FURNITURE:
            continue
        for neighbour in (number - 1, number + 1):
            if not 0 <= neighbour < len(paragraphs):
                continue
            other = paragraphs[neighbour]
            if other.language != source_language or other.kind is not paragraph.kind:
                continue
            if any(len(p.text) >= _TELLING and third_language(p.text, languages) for p in (paragraph, other)):
                continue
            ratio = len(other.text) / len(paragraph.text)
            similarity = anchor_similarity(keys[neighbour], keys[number])
            if 1 / _LENGTH_RATIO <= ratio <= _LENGTH_RATIO and similarity >= _SIMILARITY:
                candidates.append((similarity, -abs(neighbour - number), neighbour, number))
    pairs = []
    used: set[int] = set()
    for similarity, _, source, target in sorted(candidates, reverse=True):
        if source in used or target in used:
            continue
        used |= {source, target}
        kind = paragraphs[target].kind.value
        reason = (
            f"paragraph {target + 1} is {target_language}, paragraph {source + 1} beside it is {source_language}, both "
            f"are of kind {kind}, and {similarity:.0%} of their words and numbers look alike"
        )
        pairs.append(ReferencePair(source, target, reason))
    return sorted(pairs, key=lambda pair: pair.source)
