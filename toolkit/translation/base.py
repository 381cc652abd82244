"""The two seams of translation: a model, low, that turns texts into hypotheses, and an engine, high, for everybody.

A model knows nothing of typography, glossaries, addresses or long sentences;
:class:`toolkit.translation.translator.Translator` makes an engine of any model.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol, runtime_checkable

from toolkit.languages.pair import LanguagePair
from toolkit.lexical.copies import SourceWords
from toolkit.lexical.known_words import KnownWords
from toolkit.lexical.word_model import WordModel

#: As argostranslate; on our weights half a point of BLEU above 2, at two thirds of its speed (docs/translation.md).
DEFAULT_BEAM = 4
#: For what is made once and read often.
CORPUS_BEAM = 8
#: Whether others translate at the same time as this thread and keep the cores at work: then a model need not part a
#: small job among all of them, which costs a tenth of its time.
BESIDE_OTHERS: ContextVar[bool] = ContextVar("beside others", default=False)


@dataclass(slots=True, frozen=True)
class Hypothesis:
    """A translation that a model gives for a text.

    Attributes:
        text: detokenised.
        score: mean log-probability of its tokens in nats; None where the model does not tell.
        length: in tokens, 0 where the model does not tell.
    """

    text: str
    score: float | None = None
    length: int = 0


@dataclass(slots=True, frozen=True)
class Translation:
    """The translation of one segment.

    Attributes:
        text: translation with the typography of its language.
        score: mean log-probability of its tokens in nats, 0 for a segment that was copied or translated by rule, None
            where the model does not tell.
        retried: the first translation repeated itself and this one was made under a repetition constraint.
        pieces: into how many pieces the segment was cut for the model; 0 when the model had no part in it.
        memory: score of the match of a translation memory that it was taken from; 0 for none.
        source_id: the unit of the memory.
        alternatives: other translations, the best first, where an engine was asked to keep some; else None.
    """

    text: str
    score: float | None
    retried: bool = False
    pieces: int = 1
    memory: float = 0.0
    source_id: str = ""
    alternatives: tuple[str, ...] | None = None


@dataclass(slots=True, frozen=True)
class Resources:
    """What a model brings beside its weights.

    Attributes:
        lexicon: target words by source words that it should be given.
        known_words: of its target language.
        source_words: that its target language does not have.
        word_model: probabilities of source words given a target word.
    """

    lexicon: Mapping[str, str] = field(default_factory=dict)
    known_words: KnownWords | None = None
    source_words: SourceWords | None = None
    word_model: WordModel | None = None


class Model(Protocol):
    """A translation model: text in, hypotheses out.

    Attributes:
        pair: its languages.
        limit: tokens of the longest text that it takes.
        alternatives: how many hypotheses it gives for a text; 1 for a model without a beam.
        scores: whether its hypotheses have scores.

    One with an attribute ``begins_at_once = True`` works on texts from the call of :meth:`hypotheses` on, not from when
    the first hypotheses are asked for. It gets what is to be translated again while it has work.
    """

    pair: LanguagePair
    limit: int
    alternatives: int
    scores: bool

    @property
    def resources(self) -> Resources:
        """Lexicon, word list and word model that come with it."""
        ...

    @property
    def signature(self) -> str:
        """All of the model that its output depends on, in one line."""
        ...

    @property
    def facts(self) -> Mapping[str, str]:
        """What a manifest says of the model: its name, digest, version, as far as there are any."""
        ...

    def count(self, text: str) -> int:
        """Number of tokens of a text."""
        ...

    def spells(self, character: str) -> bool:
        """Whether a character can come through the model."""
        ...

    def hypotheses(
        self, texts: Sequence[str], number: int = 1, avoid_repeats: int = 0
    ) -> Iterator[tuple[int, list[Hypothesis]]]:
        """Translate texts, each within the limit.

        Args:
            texts: any number; the model cuts them into batches.
            number: of hypotheses wanted for each, the best first; a model may give fewer, never none.
            avoid_repeats: 0, or how strictly (1, 2) what repeats itself is to be avoided; a model may pass it over.

        Yields:
            Numbers of texts and their hypotheses, in any order, each once.
        """
        ...


@runtime_checkable
class PrefixModel(Model, Protocol):
    """A model that can also complete a translation of which somebody wrote the beginning."""

    def completions(
        self, texts: Sequence[str], prefixes: Sequence[str], number: int = 1
    ) -> Iterator[tuple[int, list[Hypothesis]]]:
        """Translate texts from given beginnings onwards.

        Args:
            texts: any number, each within the limit.
            prefixes: the beginning of each translation; ends best with a whole word, and may be empty.
            number: of hypotheses wanted for each, the best first; a model may give fewer, never none.

        Yields:
            Numbers of texts and whole translations, in any order, each once. A translation begins with its prefix as
            it was given, without space at its end; score and length are those of the rest.
        """
        ...


class Ability(StrEnum):
    """What some models can do and others cannot."""

    ALTERNATIVES = "alternatives"
    SCORES = "scores"
    PREFIX = "prefix"


def abilities_of(model: Model) -> frozenset[Ability]:
    """What a model can do beside its best translation of a text."""
    able = {
        Ability.ALTERNATIVES: model.alternatives > 1,
        # A plug-in that was written before there was the attribute says nothing.
        Ability.SCORES: getattr(model, "scores", False),
        Ability.PREFIX: isinstance(model, PrefixModel),
    }
    return frozenset(ability for ability, has in able.items() if has)


class Engine(Protocol):
    """Translates segments.

    Attributes:
        pair: its languages.
    """

    pair: LanguagePair

    @property
    def signature(self) -> str:
        """All that the output depends on, in one line."""
        ...

    def translate(
        self, segments: Sequence[str], *, style: str | None = None, progress: Callable[[int], None] | None = None
    ) -> list[Translation]:
        """Translate segments.

        Args:
            segments: sentences in the source language.
            style: ``curly`` or ``straight`` quotes in the output; None to follow the source.
            progress: called with the number of segments finished since the last call.

        Returns:
            One translation for each segment, in order.
        """
        ...


def is_shareable(engine: object) -> bool:
    """Whether several threads may call an engine, or a model, at the same time.

    It says so itself by an attribute ``shareable``; one that says nothing is called from one thread only.
    """
    return getattr(engine, "shareable", False) is True


def without_alternatives(engine: Engine) -> Engine:
    """The same engine without other translations of each segment, which take time to make; itself if it has no such."""
    make: Callable[[], Engine] | None = getattr(engine, "without_alternatives", None)
    return make() if make else engine


def with_alternatives(engine: Engine, number: int) -> Engine | None:
    """The same engine, which keeps so many other translations of each segment; None if it cannot."""
    make: Callable[[int], Engine] | None = getattr(engine, "with_alternatives", None)
    return make(number) if make else None


def translate_each(
    engine: Engine, segments: Sequence[str], style: str | None = None
) -> Iterator[tuple[int, Translation]]:
    """Yield (number of a segment, translation) as an engine finishes them, with one that does so at all.

    An engine that translates some segments again has a method ``translate_each`` which yields the others before.
    """
    each: Callable[..., Iterator[tuple[int, Translation]]] | None = getattr(engine, "translate_each", None)
    return each(segments, style=style) if each else enumerate(engine.translate(segments, style=style))


def facts_of(engine: Engine) -> Mapping[str, str]:
    """What an engine tells a manifest of its model."""
    facts: Mapping[str, str] = getattr(engine, "facts", {})
    return facts


def mean_score(translations: Sequence[Translation]) -> float | None:
    """Mean of the scores that a model gave for some segments, rounded to 4 digits; None where it gave none for one."""
    scores = [t.score for t in translations if t.pieces]
    known = [score for score in scores if score is not None]
    return round(sum(known) / len(known), 4) if known and len(known) == len(scores) else None


def word_model_of(engine: Engine) -> WordModel | None:
    """The word-to-word model of an engine, if it brings one."""
    resources: Resources | None = getattr(engine, "resources", None)
    return resources.word_model if resources else None
