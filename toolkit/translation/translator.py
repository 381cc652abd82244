"""An engine out of any model: all the care that we take of texts, in the order in which a segment meets it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Generator, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import replace
from typing import Any

from toolkit.checks.form import lacks_capital
from toolkit.languages.conventions import conventions_of
from toolkit.languages.lists import expressions
from toolkit.languages.pair import LanguagePair
from toolkit.lexical.counterparts import LANGUAGES
from toolkit.lexical.lexicon import Lexicon
from toolkit.lexical.word_model import WEIGHT
from toolkit.text import typography
from toolkit.text.casing import begins_small, with_capital
from toolkit.text.protected import Span
from toolkit.text.repetition import is_looping
from toolkit.translation.base import Hypothesis, Model, Translation, is_shareable
from toolkit.translation.choice import Choice
from toolkit.translation.invented_words import InventedWords
from toolkit.translation.jobs import Job, Piece, joined, sentence_part
from toolkit.translation.lost_brackets import LostBrackets
from toolkit.translation.lost_figures import FIGURES, LostFigures
from toolkit.translation.lost_items import LostItems
from toolkit.translation.lost_names import LostNames
from toolkit.translation.lost_quotations import LostQuotations
from toolkit.translation.messages import Message, message_of
from toolkit.translation.preparation import Preparation
from toolkit.translation.quotations import with_quotation
from toolkit.translation.repairs import CopiedWords, LostAddresses, LostSigns, LostTerms, Repair
from toolkit.translation.ways import Text, Wanted, Way, Ways
from toolkit.translation.word_order import in_order
from toolkit.units import TranslationUnit

# Hypotheses that are looked through for one that does not repeat itself, and how strictly they are asked for.
_RETRIES = 6
_STRICTNESS = (1, 2)


class Translator:
    """Translates segments with a model.

    Typography is folded before the model and restored behind it, what must stay is carried round it, terms of a
    glossary and rare words are given to it, long sentences are cut at their joints, what repeats itself or has lost a
    term, a name or an address is translated again, and of several hypotheses the one with the fewest faults is taken.

    Args:
        model: any; see :class:`toolkit.translation.base.Model`.
        terms: a user's glossary, source term to target term; see :class:`toolkit.lexical.lexicon.Lexicon`.
        lexicon: use the model's own lexicon of rare words, if it brings one, and beside it the expressions of its pair
            (:func:`toolkit.languages.lists.expressions`).
        retry: translate what repeats itself again under a constraint.
        rerank: take not the likeliest hypothesis but the one that has lost the fewest numbers and names (for pairs that
            the checks know) and given terms and has the fewest words that its model does not know
            (:mod:`toolkit.lexical.known_words`), among equals the one that the word-to-word model and the model
            together find best (:mod:`toolkit.lexical.word_model`).
        alternatives: how many other translations are kept of each segment, as far as the model gives them; none of a
            segment that was cut into pieces. They change nothing in the translation that is taken.
        pair: varieties of the languages of the model; None for those themselves.
    """

    def __init__(
        self,
        model: Model,
        terms: Mapping[str, str] | None = None,
        lexicon: bool = True,
        retry: bool = True,
        rerank: bool = True,
        alternatives: int = 0,
        pair: LanguagePair | None = None,
    ) -> None:
        self.model = model
        self.pair = pair or model.pair
        self.resources = model.resources
        self.facts = model.facts
        self.shareable = is_shareable(model)
        self._retry = retry
        self._alternatives = alternatives
        self._rerank = rerank and model.alternatives > 1
        self._conventions = conventions_of(self.pair)
        given = model.resources.lexicon if lexicon else {}
        if given:
            # Only a model with a lexicon has learnt to copy what it is given.
            given = {**given, **expressions(*model.pair.primary)}
        self._lexicon = Lexicon(given, terms, self._conventions.plural)
        word_model = model.resources.word_model if self._rerank else None
        self._choice = Choice(model.pair, model.resources, self._conventions)
        self._mends: list[Callable[[Piece], str]] = [self._choice.without_doubles]
        self._preparation = Preparation(model, self._conventions, self._lexicon, headings=word_model is not None)
        self._repairs: list[Repair] = [LostTerms(self._preparation)]
        if word_model and set(model.pair.primary) == set(LANGUAGES):
            no_names = model.resources.source_words or ()
            self._repairs.append(LostNames(self._preparation, self._choice, word_model, model.pair, no_names))
        if self._rerank and model.pair.primary in FIGURES:
            self._repairs.append(LostFigures(self._preparation, self._choice, self._conventions, model.pair))
        self._repairs += [
            LostSigns(self._preparation, self._choice, self._conventions),
            LostAddresses(self._preparation),
        ]
        if self._rerank and (words := model.resources.source_words):
            self._repairs += [CopiedWords(self._preparation, self._choice, words, mark) for mark in (False, True)]
        if word_model:
            known = model.resources.known_words
            if known:
                parts = (self._preparation, self._choice, known, word_model, model.resources.source_words)
                invented = InventedWords(*parts)
                self._mends.append(invented.spelt)
                self._repairs.append(invented)
            if model.pair.primary == ("fr", "en"):
                self._mends.append(lambda piece: in_order(piece.source, piece.text, word_model))
            self._repairs += [
                LostQuotations(self._preparation, self._choice, word_model, known, whole) for whole in (False, True)
            ]
            self._repairs.append(LostBrackets(self._preparation, self._choice, word_model))
            self._repairs.append(LostItems(self._preparation, word_model))

    @property
    def signature(self) -> str:
        """All that the output depends on, in one line."""
        known, word_model = self.resources.known_words, self.resources.word_model
        parts = [self.model.signature]
        if self._lexicon:
            parts.append(f"lex:{self._lexicon.digest}")
        if self.pair != self.model.pair:
            parts.append(f"pair:{self.pair}")
        parts.append(f"rerank:{self._rerank:d}")
        if self._rerank and known:
            parts.append(f"words:{known.digest}")
        if self._rerank and (words := self.resources.source_words):
            parts.append(f"copies:{words.digest}")
        if self._rerank and word_model:
            parts.append(f"chan:{word_model.digest}*{WEIGHT:g}")
        return "|".join([*parts, f"retry:{self._retry:d}", typography.VERSION])

    def without_alternatives(self) -> Translator:
        """One that shares all with this one and keeps no other translations."""
        return self.with_alternatives(0)

    def with_alternatives(self, number: int) -> Translator:
        """One that shares all with this one and keeps so many other translations of each segment."""
        other = copy(self)
        other._alternatives = number
        return other

    def translate(
        self,
        segments: Sequence[str],
        *,
        style: str | None = None,
        progress: Callable[[int], None] | None = None,
    ) -> list[Translation]:
        """Translate segments; equal ones are translated once.

        Args:
            segments: sentences in the source language, each without newline; blank ones come back as they are.
            style: ``curly`` or ``straight`` quotes in the output; None to follow the source.
            progress: called with the number of segments finished since the last call.

        Returns:
            One translation for each segment, in order.
        """
        counts = Counter(segments)
        finished = {}
        for text, made in self._each(counts, style or typography.quote_style(segments)):
            finished[text] = made
            if progress:
                progress(counts[text])
        return [finished[segment] for segment in segments]

    def translate_each(self, segments: Sequence[str], *, style: str | None = None) -> Iterator[tuple[int, Translation]]:
        """Yield (number of a segment, translation), first of those that are not translated again.

        Args:
            segments, style: as of :meth:`translate`, whose translations these are.
        """
        places: dict[str, list[int]] = {}
        for number, segment in enumerate(segments):
            places.setdefault(segment, []).append(number)
        for segment, made in self._each(places, style or typography.quote_style(segments)):
            yield from ((number, made) for number in places[segment])

    def _each(self, segments: Collection[str], style: str) -> Iterator[tuple[str, Translation]]:
        """Yield (segment, translation) of segments, no two of them equal."""
        ways = Ways(self.model, self._way)
        for text, made in ways.translations([Text(segment, style) for segment in segments]):
            yield text.text, made

    def _way(self, text: Text) -> Way:
        """The way of a text: through the model, and through it again for each repair that it needs, one after another.

        Where anything that must stay is lost in the end, or was changed, the model gets what stands around it.
        """
        segment, style = text.text, text.style
        message = message_of(segment) if text.message else None
        if message is not None and (whole := (yield from self._message(message, style))) is not None:
            return whole
        job = self._preparation.job(segment)
        yield from self._through(job)
        for repair in self._repairs:
            lost = repair.find(job)
            if lost:
                asked = list(dict.fromkeys(repair.asks_for(lost)))
                found = (yield [Text(one, "straight") for one in asked]) if asked else []
                made = {one: translation.text for one, translation in zip(asked, found, strict=True)}
                again = repair.prepare(job, lost, made)
                yield from self._through(again)
                job = again if repair.better(again, job) else job
        finished = self._finish(job, style)
        if job.keeps(finished.text):
            return finished
        cut = self._preparation.cut(segment)
        yield from self._through(cut)
        return self._finish(cut, style)

    def _message(self, message: Message, style: str) -> Generator[Sequence[Text], Any, Translation | None]:
        """The way of a message with forms, each branch within its sentence; None where that makes none."""
        texts = list(dict.fromkeys(message.texts()))
        found = (yield [Text(text, style, message=False) for text in texts]) if texts else []
        made = dict(zip(texts, found, strict=True))
        target = message.made({text: translation.text for text, translation in made.items()})
        return None if target is None else joined(target, [made[text] for text in message.texts()])

    def _through(self, job: Job) -> Generator[Wanted, list[list[Hypothesis]], None]:
        """The way of a job through the model; of what that gives the best is taken and mended."""
        pieces = job.all_pieces()
        if pieces:
            number = self.model.alternatives if self._rerank else 1
            found = yield Wanted([piece.source for piece in pieces], number)
            for piece, hypotheses in zip(pieces, found, strict=True):
                ranked = self._choice.rank(piece.source, hypotheses) if self._rerank else hypotheses
                piece.take(self._choice.best(piece, ranked) if self._rerank else hypotheses[0])
                if self._alternatives:
                    piece.others = ranked
            if self._retry:
                yield from self._retry_loops(pieces)
        # Loops, marks of quotation, beginnings of headings.
        if self._rerank and (word_model := self.resources.word_model) is not None:
            for piece in pieces:
                piece.text = with_quotation(piece.source, piece.text, word_model)
        for piece in pieces:
            for mend in self._mends:
                piece.text = mend(piece)
        if self._rerank:
            for leaf in job.leaves():
                self._choice.choose_beginning(leaf)

    def _retry_loops(self, pieces: Sequence[Piece]) -> Generator[Wanted, list[list[Hypothesis]], None]:
        for strictness in _STRICTNESS:
            looping = [p for p in pieces if is_looping(p.text, p.source)]
            if not looping:
                return
            found = yield Wanted([piece.source for piece in looping], _RETRIES, strictness)
            for piece, hypotheses in zip(looping, found, strict=True):
                ranked = self._choice.rank(piece.source, hypotheses) if self._rerank else hypotheses
                better = self._choice.least_looping(piece, ranked)
                if better:
                    piece.take(better)
                    piece.retried = True

    def _finish(self, job: Job, style: str) -> Translation:
        made = job.finish(style, self._conventions, self.resources.word_model)
        terms = {*(term for piece in job.all_pieces() for term in piece.terms), *job.all_marked()}
        if terms:
            made = replace(made, text=self._conventions.around(made.text, terms))
        if lacks_capital(TranslationUnit("", job.segment, made.text, *self.pair)):
            made = replace(made, text=with_capital(made.text))
        elif begins_small(job.segment) and self.pair.primary[1] == "en":
            # Labels, values and the ends of sentences get no capital and no stop that they have not.
            made = replace(made, text=sentence_part(job.segment, made.text))
        if not self._alternatives:
            return made
        return replace(made, alternatives=tuple(self._others(job, style, made.text))[: self._alternatives])

    def _others(self, job: Job, style: str, taken: str) -> list[str]:
        """What else a segment may be in the target language, all of it whole."""
        if job.frame or len(job.pieces) != 1:
            return []
        [piece] = job.pieces
        found = [taken]
        for hypothesis in piece.others:
            other = replace(job, pieces=[replace(piece, text=hypothesis.text)])
            text = other.finish(style, self._conventions, self.resources.word_model).text
            worse = is_looping(hypothesis.text, piece.source) or piece.lost_terms(hypothesis.text)
            if hypothesis.text and not worse and text not in found and job.keeps(text):
                found.append(text)
        return found[1:]

    def spans(self, segment: str) -> list[Span]:
        """What a segment holds that comes through unchanged, in order; see :mod:`toolkit.text.protected`."""
        return self._preparation.spans(segment)
