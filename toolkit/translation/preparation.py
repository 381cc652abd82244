"""How a segment becomes what a model reads: folded, with marks for what it must copy, given words, cut to length."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from toolkit.languages.conventions import Conventions
from toolkit.languages.habits import BINDERS, SMALL_IN_TITLES
from toolkit.languages.lists import given_names, proper_words
from toolkit.lexical.lexicon import Lexicon, gap
from toolkit.text import casing, protected, typography
from toolkit.text.chunks import split_long
from toolkit.text.items import has_separator, items_of
from toolkit.text.messages import texts_of
from toolkit.text.protected import Span
from toolkit.translation.asides import take_out
from toolkit.translation.base import Model
from toolkit.translation.jobs import Care, Job, Piece

_PLAIN = Care()
# A few words that more is to follow: models say them twice.
_HALF, _FEW = re.compile(r"\s*([^\s.,;:!?][^.,;:!?]*?)(\s*[,:;&|+/=-]\s*)"), 3


class Preparation:
    """Makes jobs of segments.

    Args:
        model: whose limit and tokens count.
        conventions: of its languages.
        lexicon: words and terms that the model is given.
        headings: translate headings from a small first letter too.
    """

    def __init__(self, model: Model, conventions: Conventions, lexicon: Lexicon, headings: bool) -> None:
        self._model = model
        self._conventions = conventions
        self._lexicon = lexicon
        self._headings = headings

    def _heading(self, text: str) -> str | None:
        """A heading whose words begin with capitals, as a sentence."""
        small = BINDERS.get(self._model.pair.primary[0], "").split()
        return casing.lowered_title(text, self._is_common, self._is_given, small)

    def _is_common(self, word: str) -> bool:
        words, model = self._model.resources.source_words, self._model.resources.word_model
        known = (words is not None and word in words) or (model is not None and not model.stands_for_itself(word))
        return known and word not in proper_words(self._model.pair.primary[0])

    def _is_given(self, word: str) -> bool:
        return word in given_names(self._model.pair.primary[0])

    def spans(self, text: str) -> list[Span]:
        """What a segment holds that stays as it is."""
        return protected.find(text, self._model.pair.source, self._spells)

    def _spells(self, character: str) -> bool:
        # Half of a surrogate pair is no character; no model can be asked for it.
        if "\ud800" <= character <= "\udfff":
            return False
        # A ligature is taken apart before a model sees it.
        return self._model.spells(character) or all(map(self._model.spells, typography.fold(character) or "?"))

    def job(self, segment: str, care: Care = _PLAIN) -> Job:
        """Make a job of a segment, as it was given."""
        fixed = None if self._lexicon.has_term(segment) else self._conventions.fixed(segment, "")
        if fixed is not None:
            return Job(segment, fixed=fixed)
        if sum(map(str.isalpha, segment)) == 1:
            # One letter: of a size, a chapter, a list.
            return Job(segment)
        texts = self._texts(segment)
        if texts is not None:
            return self.parts(segment, texts, care)
        marker, rest = casing.split_marker(segment.strip())
        return self._one_text(Job(segment, marker), rest, self.spans(rest), care)

    def quoting(self, job: Job, quoted: Mapping[str, str]) -> Job:
        """Make a job anew with marks for what stands between marks of quotation or in brackets, beside those it has.

        Args:
            job: of the segment.
            quoted: translations of these texts, with their marks or brackets where those belong to what gets a mark.
        """
        marked = job.all_marked()
        care = replace(job.care, lost=marked - set(quoted.values()), names=marked, quoted=quoted)
        return self.job(job.segment, care)

    def parts(self, segment: str, texts: Sequence[tuple[int, int]], care: Care = _PLAIN) -> Job:
        """Make a job of texts in a segment, each to be translated by itself, in order.

        Args:
            segment: as it was given.
            texts: their offsets.
            care: with which each is prepared.
        """
        inner = [self.job(segment[a:b], care) for a, b in texts]
        return Job(segment, frame=_around(segment, texts), inner=inner, care=care)

    def cut(self, segment: str) -> Job:
        """A job whose pieces are what stands between protected spans, so that no model can lose one."""
        texts = self._texts(segment)
        if texts is not None:
            return Job(segment, frame=_around(segment, texts), inner=[self.cut(segment[a:b]) for a, b in texts])
        spans = self.spans(segment)
        marker, _ = casing.split_marker(segment)
        edges = [len(marker), *(edge for s in spans if not s.aside for edge in (s.start, s.end)), len(segment)]
        texts = [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if re.search(r"[^\W\d_]", segment[a:b])]
        inner = []
        for start, end in texts:
            beside = [replace(s, start=s.start - start, end=s.end - start) for s in spans if start <= s.start < end]
            inner.append(self._one_text(Job(segment[start:end]), segment[start:end], beside))
        return Job(segment, frame=_around(segment, texts), inner=inner, cut=True)

    def _texts(self, segment: str) -> list[tuple[int, int]] | None:
        """Branches of a message, or items of a list, which are translated each by itself."""
        texts = texts_of(segment)
        if texts is None and (half := _HALF.fullmatch(segment)) and len(half[1].split()) <= _FEW:
            free = all(span.end <= half.end(1) for span in self.spans(segment))
            return [half.span(1)] if free else None
        if texts is None and has_separator(segment):
            texts = items_of(segment, self.spans(segment), lambda text: self._conventions.fixed(text, "") is not None)
            # A letter alone says nothing that could be translated.
            texts = texts and [(a, b) for a, b in texts if sum(map(str.isalpha, segment[a:b])) > 1]
        return self._conventions.texts(segment) if texts is None else texts

    def _one_text(self, job: Job, text: str, spans: Sequence[Span], care: Care = _PLAIN) -> Job:
        job.care = care
        job.must = [text[s.start : s.end] for s in spans]
        hidden = [s for s in spans if not s.aside and not (care.in_sight and s.kind == "address")]
        bare, job.kept = protected.hide(text, hidden)
        bare, job.asides = take_out(bare, _moved(spans, hidden, list(job.kept)))
        job.bare = bare
        job.shouted = casing.is_shouted(bare)
        heading = None if job.shouted else self._heading(bare)
        if heading is not None:
            bare, job.titled = heading, SMALL_IN_TITLES.get(self._model.pair.primary[1])
        folded = self._conventions.before(typography.fold(casing.unshout(bare) if job.shouted else bare))
        job.folded = folded
        folded = _with_marks(job, folded)
        if not any(map(str.isalpha, folded)) and any(map(str.isalpha, bare)) and not (spans or job.marked):
            # Hours and days, which were in letters: "9 h - 12 h".
            job.fixed = job.marker + folded
        if any(map(str.isalpha, folded)) or job.marked:
            given = self._lexicon.given(folded)
            terms = [term for _, _, term in given if term not in care.lost and not protected.is_code(term)]
            terms += [] if care.mark_words else care.words.values()
            marked = {*care.lost, *(term for _, _, term in given if protected.is_code(term))}
            folded = self._lexicon.apply(folded, lambda t: job.mark(t, folded) if t in marked else t, given)
            # Behind the lexicon, which may have them as words of the source (*plates*, flat).
            if care.words and not care.mark_words:
                bare = folded
                folded = _any_of(care.words).sub(lambda m: gap(bare, m.start()) + care.words[m.group()], bare)
            parts = split_long(folded, self._model.limit, self._model.count)
            job.pieces = [Piece(part, [t for t in terms if t in part]) for part in parts]
            heading = casing.small_beginning(folded) if self._headings and len(parts) == 1 else None
            if heading:
                job.small = Piece(heading)
        return job


def _with_marks(job: Job, text: str) -> str:
    """A folded text with marks for what its care says."""
    words, quoted = job.care.words if job.care.mark_words else {}, job.care.quoted
    if words:
        plain = text
        text = _any_of(words).sub(lambda m: gap(plain, m.start()) + job.mark(words[m.group()], plain), plain)
    if quoted:
        text = _between_marks(quoted).sub(lambda m: job.mark(quoted[m.group()], text), text)
    if job.care.names:
        text = _any_of(job.care.names).sub(lambda m: job.mark(m.group(), text), text)
    return text


def _one_of(texts: Collection[str]) -> str:
    """A pattern of any of them, the longest first."""
    return "|".join(map(re.escape, sorted(texts, key=len, reverse=True)))


def _any_of(words: Collection[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_one_of(words)})(?!\w)")


def _between_marks(texts: Collection[str]) -> re.Pattern[str]:
    one_of = _one_of(texts)
    return re.compile(rf"(?<=[\"'])(?:{one_of})(?=[\"'])|(?<!\w)(?=[\"'(\[])(?:{one_of})(?!\w)")


def _around(segment: str, texts: Sequence[tuple[int, int]]) -> list[str]:
    edges = [0, *(edge for text in texts for edge in text), len(segment)]
    return [segment[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _moved(spans: Sequence[Span], hidden: Sequence[Span], marks: Sequence[str]) -> list[Span]:
    """Asides with their places among marks."""
    moved, shift = [], 0
    lengths = {span: len(mark) for span, mark in zip(hidden, marks, strict=True)}
    for span in spans:
        if span in lengths:
            shift += lengths[span] - (span.end - span.start)
        elif span.aside:
            moved.append(replace(span, start=span.start + shift, end=span.end + shift))
    return moved
