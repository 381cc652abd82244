"""What becomes of a segment on its way through a model."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from toolkit.languages.conventions import Conventions
from toolkit.languages.lists import keeps_capital
from toolkit.lexical.copies import SourceWords
from toolkit.lexical.word_model import WordModel
from toolkit.text import protected
from toolkit.text.casing import begins_small, capitalised, titled, with_mixed_case
from toolkit.text.chunks import join_translations
from toolkit.text.items import in_columns
from toolkit.translation.asides import Aside, put_back
from toolkit.translation.base import Hypothesis, Translation

# Half a mark before a mark.
_STRAY = re.compile(r"\[+(?=\[\d+\])")
# A sign of money before a mark, and behind it once more.
_BEFORE_MARK = re.compile(r"([$€£]) ?(\[\d+\])([ \u00a0\u202f]?\1)?")
# Blanks behind an opening bracket and before a closing one: "( NATO)".
_IN_BRACKETS = re.compile(r"(?<=[(\[])[ ]+(?=\w)|(?<=\w)[ ]+(?=[)\]])")
# A blank before a sign that parts the texts of a frame.
_PARTING = re.compile(r"\A[ \u00a0\u202f](?:[;:,](?=[ \u00a0\u202f]))|\A[ \u00a0\u202f]+[;:,][ \u00a0\u202f]*\Z")


@dataclass(frozen=True, slots=True)
class Care:
    """What a segment is prepared with when a translation of it has lost something.

    Attributes:
        in_sight: let the model see addresses.
        lost: given terms that it gets marks for.
        names: of the segment, likewise.
        words: target words by source words that it is given in addition.
        mark_words: it gets marks for these.
        quoted: translations of what stands between quotation marks or in brackets; it gets marks for these.
    """

    in_sight: bool = False
    lost: Collection[str] = ()
    names: Collection[str] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    mark_words: bool = False
    quoted: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Piece:
    """What the model gets at once: the folded source, the terms in it that are given in the target language, and what
    was taken of its hypotheses and what was not; and how many faults those have that were looked through."""

    source: str
    terms: list[str] = field(default_factory=list)
    text: str = ""
    score: float | None = 0.0
    length: int = 0
    retried: bool = False
    others: list[Hypothesis] = field(default_factory=list)
    faults: dict[str, int] = field(default_factory=dict)

    def lost_marks(self, text: str) -> int:
        """How many marks of the source a hypothesis has not once."""
        return sum(text.count(mark) != 1 for mark in protected.marks_of(self.source))

    def lost_terms(self, text: str) -> list[str]:
        """Those of the given terms that a hypothesis does not have."""
        return [term for term in self.terms if term.lower() not in text.lower()]

    def copied(self, text: str, words: SourceWords) -> dict[str, str]:
        """Source words that a hypothesis should not have, except in given terms; see :meth:`SourceWords.copied`."""
        return words.copied(self.source, text, " ".join(self.terms))

    def take(self, hypothesis: Hypothesis) -> None:
        """Make a hypothesis the translation."""
        self.text, self.score, self.length = hypothesis.text, hypothesis.score, hypothesis.length


@dataclass(slots=True)
class Job:
    """A segment and its pieces, or several texts in a frame.

    Attributes:
        segment: as it was given.
        marker: a bullet or dash that goes before the translation.
        shouted: it was in capitals and the translation gets them back.
        titled: words that stay small where the translation is a heading with capitals; None for all others.
        pieces: none if there is nothing to translate.
        small: the same with a small first letter, of a heading.
        kept: what the marks in the pieces stand for, see :mod:`toolkit.text.protected`.
        marked: terms that marks in the pieces stand for, as the model has lost them once.
        bare: the segment as the model reads it, with marks and without asides, before anything is folded.
        asides: what goes back into the translation.
        must: all that has to stand in the translation, in order.
        frame: what stands before, between and behind the texts of inner jobs; empty for one text.
        inner: jobs of these texts.
        cut: they are parts of one sentence.
        fixed: the translation, where a rule knows it.
        folded: ``bare`` as plain as the model likes it, before it is given any word.
        care: with which it was prepared.
    """

    segment: str
    marker: str = ""
    shouted: bool = False
    titled: Collection[str] | None = None
    pieces: list[Piece] = field(default_factory=list)
    small: Piece | None = None
    kept: dict[str, str] = field(default_factory=dict)
    marked: dict[str, str] = field(default_factory=dict)
    bare: str = ""
    asides: list[Aside] = field(default_factory=list)
    must: list[str] = field(default_factory=list)
    frame: list[str] = field(default_factory=list)
    inner: list[Job] = field(default_factory=list)
    cut: bool = False
    fixed: str | None = None
    folded: str = ""
    care: Care = field(default_factory=Care)

    def leaves(self) -> list[Job]:
        """The job, or those in its frame."""
        return [leaf for job in self.inner for leaf in job.leaves()] if self.frame else [self]

    def all_pieces(self) -> list[Piece]:
        """Those that the model is to translate."""
        if self.frame:
            return [piece for leaf in self.leaves() for piece in leaf.all_pieces()]
        return [*self.pieces, self.small] if self.small else self.pieces

    def mark(self, term: str, text: str) -> str:
        """Put a mark in the place of a term of a text."""
        mark = protected.new_mark(text + self.segment, {**self.kept, **self.marked})
        self.marked[mark] = term
        return mark

    def all_marked(self) -> set[str]:
        """What the marks of all its texts stand for."""
        return {what for leaf in self.leaves() for what in leaf.marked.values()}

    def is_whole(self) -> bool:
        """Whether nothing that had to stay was lost."""
        if self.frame:
            return all(job.is_whole() for job in self.inner)
        text = " ".join(p.text for p in self.pieces)
        return not self.pieces or protected.is_whole(text, self.kept | self.marked)

    def lost_terms(self) -> list[str]:
        """Given terms that are not in the translation."""
        return [term for piece in self.all_pieces() for term in piece.lost_terms(piece.text) if piece is not self.small]

    def finish(self, style: str, conventions: Conventions, model: WordModel | None) -> Translation:
        """The translation of the segment.

        Args:
            style: of quotes.
            conventions: of the pair of languages.
            model: tells where asides go; None if there is none.
        """
        if self.frame:
            return self._finish_frame(style, conventions, model)
        if self.fixed is not None:
            return Translation(edged(self.segment, self.fixed), 0.0, pieces=0)
        if not self.pieces:
            return Translation(self.segment, 0.0, pieces=0)
        text = join_translations([(p.source, p.text) for p in self.pieces])
        text = protected.clean(text, self.bare, self.kept | self.marked)
        if "[[" in text and "[[" not in self.bare:
            text = _STRAY.sub("", text)
        if not _IN_BRACKETS.search(self.bare):
            text = _IN_BRACKETS.sub("", text)
        text = _BEFORE_MARK.sub(self._behind, text)
        text = with_mixed_case(conventions.after(text, self.segment, style), self.segment)
        text = text if self.titled is None else titled(text, self.titled)
        marked = {mark: self._styled(term, style, conventions) for mark, term in self.marked.items()}
        if (first := text[: text.find("]") + 1]) in marked and self.segment.lstrip()[:1].isupper():
            marked[first] = capitalised(marked[first])
        text = put_back(self.bare, text.upper() if self.shouted else text, self.asides, model)
        text = protected.show(text, self.kept | marked)
        if text.endswith("..") and text[-3:-2] != "." and not self.segment.rstrip().endswith(".."):
            # What a mark stood for had the stop of the sentence with it.
            text = text[:-1]
        return Translation(
            self.marker + text,
            self._score(),
            any(p.retried for p in self.pieces),
            len(self.pieces),
        )

    def _styled(self, term: str, style: str, conventions: Conventions) -> str:
        """What a mark stands for, as it goes into the translation; what was translated has straight quotes."""
        translated = term not in self.care.quoted and term in self.care.quoted.values()
        if term[0] in "\"'" or translated:
            return conventions.after(term, term, style)
        return term.upper() if self.shouted else term

    def _behind(self, match: re.Match[str]) -> str:
        """A sign of money behind a placeholder, where it was: ``${p}`` would be another one."""
        sign, mark, again = match.groups()
        moved = self.kept.get(mark, "")[:1] in tuple("{%<\\") and match[0] not in self.bare
        return mark + (again or sign) if moved else match[0]

    def keeps(self, text: str) -> bool:
        """Whether a translation has all that must stand in it, as often as the segment."""
        must = {what for leaf in self.leaves() for what in leaf.must}
        return all(text.count(what) == self.segment.count(what) for what in must)

    def _finish_frame(self, style: str, conventions: Conventions, model: WordModel | None) -> Translation:
        parts = [job.finish(style, conventions, model) for job in self.inner]
        texts = [
            (sentence_part if self.cut or begins_small(job.segment) else edged)(job.segment, part.text)
            for job, part in zip(self.inner, parts, strict=True)
        ]
        frame = self.frame if self.cut else in_columns(self.frame, [job.segment for job in self.inner], texts)
        # The first character stands for the text before it.
        frame = [_PARTING.sub(lambda m: conventions.after(f"x{m[0]}", f"x{m[0]}", style)[1:], x) for x in frame]
        whole = "".join(x for pair in zip(frame, [*texts, ""], strict=True) for x in pair)
        return joined(whole, parts)

    def _score(self) -> float | None:
        scores = [p.score for p in self.pieces if p.score is not None]
        if len(scores) < len(self.pieces):
            return None
        tokens = [max(1, p.length) for p in self.pieces]
        return sum(score * length for score, length in zip(scores, tokens, strict=True)) / sum(tokens)


def joined(text: str, parts: Sequence[Translation]) -> Translation:
    """The translation of a segment that was made of those of its parts."""
    made = [part for part in parts if part.pieces]
    scores = [part.score for part in made if part.score is not None]
    score = None if len(scores) < len(made) else sum(scores) / max(1, len(scores))
    return Translation(text, score, any(p.retried for p in made), sum(p.pieces for p in made))


def edged(source: str, target: str) -> str:
    """A translation with the white space around its source."""
    text = source.strip()
    start = source.index(text)
    return source[:start] + target.strip() + source[start + len(text) :]


def sentence_part(source: str, target: str) -> str:
    """The translation of a part of a sentence without the capital and the stop that a model gives it as a whole one.

    Names, and words that English makes of them (*Spanish*), keep their capitals.
    """
    one, other = source.strip(), target.strip()
    if not one or not other:
        return target
    if not one.endswith((".", "!", "?", "…")) and other.endswith(".") and not other.endswith(".."):
        other = other[:-1]
    # Behind a placeholder a text begins anew.
    shared = re.match(r"[^\w\s]\S*\s+", other)
    head = shared[0] if shared and one.startswith(shared[0]) else ""
    one, other = one.removeprefix(head), other.removeprefix(head)
    first = re.match(r"[^\W\d_]+", other)
    named = first and keeps_capital(first[0].lower())
    if first and not named and one[:1].islower() and first[0][1:].islower() and first[0] not in one:
        other = other[0].lower() + other[1:]
    return edged(source, head + other)
