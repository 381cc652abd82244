"""What becomes of a segment on its way through a model."""

from __future__ import annotations

from dataclasses import dataclass, field

from toolkit.languages.conventions import Conventions
from toolkit.text import protected
from toolkit.text.casing import capitalised
from toolkit.text.chunks import join_translations
from toolkit.translation.base import Hypothesis, Translation


@dataclass(slots=True)
class Piece:
    """What the model gets at once: the folded source, the terms in it that are given in the target language, and what
    was taken of its hypotheses."""

    source: str
    terms: list[str] = field(default_factory=list)
    text: str = ""
    score: float | None = 0.0
    length: int = 0
    retried: bool = False

    def lost_terms(self, text: str) -> list[str]:
        """Those of the given terms that a hypothesis does not have."""
        return [term for term in self.terms if term.lower() not in text.lower()]

    def take(self, hypothesis: Hypothesis) -> None:
        """Make a hypothesis the translation."""
        self.text, self.score, self.length = hypothesis.text, hypothesis.score, hypothesis.length


@dataclass(slots=True)
class Job:
    """A segment and its pieces.

    Attributes:
        segment: as it was given.
        marker: a bullet or dash that goes before the translation.
        shouted: it was in capitals and the translation gets them back.
        pieces: none if there is nothing to translate.
        small: the same with a small first letter, of a heading.
        kept: what the marks in the pieces stand for, see :mod:`toolkit.text.protected`.
        marked: terms that marks in the pieces stand for, as the model has lost them once.
    """

    segment: str
    marker: str
    shouted: bool
    pieces: list[Piece]
    small: Piece | None = None
    kept: dict[str, str] = field(default_factory=dict)
    marked: dict[str, str] = field(default_factory=dict)

    def all_pieces(self) -> list[Piece]:
        """Those that the model is to translate."""
        return [*self.pieces, self.small] if self.small else self.pieces

    def mark(self, term: str, text: str) -> str:
        """Put a mark in the place of a term of a text."""
        mark = protected.new_mark(text, self.marked)
        self.marked[mark] = term
        return mark

    def is_whole(self) -> bool:
        """Whether nothing that had to stay was lost."""
        return not self.pieces or protected.is_whole(" ".join(p.text for p in self.pieces), self.kept | self.marked)

    def lost_terms(self) -> list[str]:
        """Given terms that are not in the translation."""
        return [term for piece in self.pieces for term in piece.lost_terms(piece.text)]

    def finish(self, style: str, conventions: Conventions) -> Translation:
        """The translation of the segment.

        Args:
            style: of quotes.
            conventions: of the pair of languages.
        """
        if not self.pieces:
            return Translation(self.segment, 0.0, pieces=0)
        text = join_translations([(p.source, p.text) for p in self.pieces])
        text = conventions.after(text, self.segment, style)
        marked = {mark: term.upper() if self.shouted else term for mark, term in self.marked.items()}
        if (first := text[: text.find("]") + 1]) in marked and self.segment.lstrip()[:1].isupper():
            marked[first] = capitalised(marked[first])
        return Translation(
            self.marker + protected.show(text.upper() if self.shouted else text, self.kept | marked),
            self._score(),
            any(p.retried for p in self.pieces),
            len(self.pieces),
        )

    def _score(self) -> float | None:
        scores = [p.score for p in self.pieces]
        if None in scores:
            return None
        tokens = [max(1, p.length) for p in self.pieces]
        return sum(score * length for score, length in zip(scores, tokens, strict=True) if score) / sum(tokens)
