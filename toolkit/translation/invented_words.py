"""Words that a model has made up: it gets the word that it meant, or the dictionary's for what it could not read.

A small model that does not know a word joins pieces: *emprisonnement* becomes "emprisonment", *couramment*
"couramously". The word-to-word model knows words that stand for what the translation does not account for; one that is
written nearly as the made-up word was meant. Else the sentence is translated again with the dictionary's word for the
source word that the made-up one looks like.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterator, Mapping
from difflib import SequenceMatcher

from toolkit.lexical.copies import SourceWords
from toolkit.lexical.known_words import KnownWords
from toolkit.lexical.word_model import WordModel, words_of
from toolkit.text.casing import capitalised
from toolkit.text.cognates import without_accents
from toolkit.text.word_gate import words_of_text
from toolkit.translation.choice import Choice
from toolkit.translation.jobs import Care, Job, Piece
from toolkit.translation.preparation import Preparation
from toolkit.translation.repairs import Repair

# Shorter words say little, or are parts of others.
_LONG = 4
# A source word of less is not accounted for; a target word of more may be what was meant.
_LOST, _MEANT = 0.01, 0.05
# How much of their letters two words share: one was meant by the other; one was read as the other.
_SPELT, _READ = 0.8, 0.65
# A target word that the word-to-word model is sure of; a source word that so many stand for is one of many senses.
_SURE, _SOME, _MANY = 0.1, 0.004, 30


class InventedWords(Repair):
    """Words that are neither known nor in the source.

    Args:
        preparation: of the segments.
        choice: counts what is lost.
        known: words of the target language.
        word_model: tells which words of the source are not accounted for, and what stands for them.
        words: a dictionary.
    """

    def __init__(
        self,
        preparation: Preparation,
        choice: Choice,
        known: KnownWords,
        word_model: WordModel,
        words: SourceWords | None,
    ) -> None:
        self._preparation = preparation
        self._choice = choice
        self._known = known
        self._model = word_model
        self._words = words

    def spelt(self, piece: Piece) -> str:
        """The text of a piece with each made-up word that is nearly one that must have been meant written as that."""
        text = piece.text
        invented = dict.fromkeys(self._known.invented(text, piece.source))
        if not invented:
            return text
        meant = self._given_words(piece)
        meant |= {w for source in self._lost(piece) for w in self._model.standing_in(source.lower(), _MEANT)}
        for word in invented:
            alike = [(ratio, other) for other in meant if (ratio := _likeness(word, other.lower(), _SPELT)) >= _SPELT]
            if alike:
                _, best = max(alike)
                again = re.compile(rf"(?<!\w){word}(?!\w)", re.IGNORECASE)
                text = again.sub(functools.partial(_written, best), text)
        return text

    def find(self, job: Job) -> Collection[str]:
        """Source words that stand behind made-up ones, and that a dictionary has."""
        return self._given(job) if job.is_whole() else {}

    def prepare(self, job: Job, lost: Collection[str], made: Mapping[str, str]) -> Job:
        """With the dictionary's words for these, and with marks for what had marks."""
        marked = job.all_marked()
        words = {**job.care.words, **self._given(job)}
        return self._preparation.job(job.segment, Care(lost=marked, names=marked, words=words))

    def better(self, new: Job, old: Job) -> bool:
        """Where fewer words are made up and nothing was lost for them."""
        fewer = self._choice.total_faults(new) < self._choice.total_faults(old)
        return new.is_whole() and fewer and not self._choice.leaves_out(new, old)

    def _given(self, job: Job) -> dict[str, str]:
        return dict(pair for leaf in job.leaves() for piece in leaf.pieces for pair in self._entries(piece))

    def _entries(self, piece: Piece) -> Iterator[tuple[str, str]]:
        made_up = dict.fromkeys(self._known.invented(piece.text, piece.source))
        lost = [(word, entry) for word in self._lost(piece) if (entry := self._entry(word))] if made_up else []
        for invented in made_up:
            alike = [pair for pair in lost if _likeness(invented, without_accents(pair[0].lower()), _READ) >= _READ]
            found = alike or (lost if len(lost) == 1 and len(lost[0][0]) > _LONG else ())
            yield from ((word, _cased(entry, word)) for word, entry in found)

    def _entry(self, word: str) -> str:
        word = word.lower()
        if len(self._model.standing_in(word, _SOME)) > _MANY:
            return ""
        if self._words is not None and (entry := self._words.word_for(word)):
            return entry
        found = self._model.standing_in(word, _SURE)
        return max(found, key=lambda other: (found[other], other), default="")

    def _given_words(self, piece: Piece) -> set[str]:
        """Words of the target language that the model was given, and that its translation does not have."""
        words = set(words_of(piece.source)).difference(words_of(piece.text))
        return {word for word in words if word in self._known and word not in self._model.sources}

    def _lost(self, piece: Piece) -> list[str]:
        """Words of the source, names and given words not among them, that the translation does not account for."""
        given = set(words_of_text(" ".join(piece.terms)))
        words = [
            word for word in dict.fromkeys(words_of_text(piece.source)) if len(word) >= _LONG and word not in given
        ]
        words = [word for word in words if word.islower() or piece.source.startswith(word)]
        told = self._model.best([word.lower() for word in words], set(words_of(piece.text)))
        return [word for word, p in zip(words, told, strict=True) if p < _LOST]


def _likeness(one: str, other: str, least: float) -> float:
    """The share of their letters that two words have in the same order; 0 where it is surely less than asked for."""
    # The letters that they share, in whatever order, are counted in a tenth of the time, and tell most words apart.
    both = len(one) + len(other)
    if 2 * min(len(one), len(other)) / both < least:
        return 0.0
    if 2 * sum(min(one.count(letter), other.count(letter)) for letter in {*one}) / both < least:
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _written(word: str, match: re.Match[str]) -> str:
    return _cased(word, match[0])


def _cased(word: str, like: str) -> str:
    if like.isupper() and len(like) > 1:
        return word.upper()
    return capitalised(word) if like[:1].isupper() else word
