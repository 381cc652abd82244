"""Which of a model's hypotheses is taken: the one that has lost and invented least, not the likeliest."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from toolkit.checks.faithfulness import losses
from toolkit.checks.form import doubled_words
from toolkit.languages.conventions import Conventions
from toolkit.languages.pair import LanguagePair
from toolkit.lexical.word_model import WEIGHT, words_of
from toolkit.text.casing import capitalised
from toolkit.text.protected import show
from toolkit.text.repetition import is_looping, stutter_length
from toolkit.translation.base import Hypothesis, Resources
from toolkit.translation.echoes import echoes, without
from toolkit.translation.jobs import Job, Piece
from toolkit.units import TranslationUnit

# A word that stands alone and was copied accounts for itself; it may by so many nats more than a translation.
_COPIED = 2.0

# Words that say something, and the probability from which another may stand for one of them.
_LONG, _POSSIBLE = 4, 0.01
# Of so many words at most each must have its counterpart, of at least that probability.
_FEW, _ONE_WORD, _LEAST = 5, re.compile(r"[^\W\d_]{4,}"), 0.002


class Choice:
    """Chooses among hypotheses.

    Args:
        pair: of languages; numbers, months and names are compared where the checks know how.
        resources: of the model; its known words tell what was made up, its word model what a hypothesis accounts for.
        conventions: of the pair.
    """

    def __init__(self, pair: LanguagePair, resources: Resources, conventions: Conventions) -> None:
        self._pair = pair
        self._resources = resources
        self._conventions = conventions

    def rank(self, source: str, hypotheses: Sequence[Hypothesis]) -> list[Hypothesis]:
        """By the scores of the model and of the word-to-word model together; as they come where either is missing."""
        model = self._resources.word_model
        if model is None or len(hypotheses) < 2 or any(h.score is None for h in hypotheses):
            return list(hypotheses)
        told = model.scores(source, [h.text for h in hypotheses])
        values = [(h.score or 0.0) * (h.length + 1) + WEIGHT * t for h, t in zip(hypotheses, told, strict=True)]
        order = sorted(range(len(hypotheses)), key=lambda i: -values[i])
        return [hypotheses[i] for i in order]

    def best(self, piece: Piece, ranked: Sequence[Hypothesis]) -> Hypothesis:
        """The first of the ranked hypotheses with the fewest faults."""
        best = ranked[0]
        if len(ranked) == 1:
            return best
        least = self.faults(piece, best.text)
        for other in ranked[1:]:
            if not least:
                break
            if other.text and not is_looping(other.text, piece.source):
                faults = self.faults(piece, other.text)
                if faults < least:
                    best, least = other, faults
        return best

    def faults(self, piece: Piece, text: str) -> int:
        """Facts that a hypothesis has lost or added, words that it made up, given terms that it lost."""
        if text not in piece.faults:
            piece.faults[text] = self._faults(piece, text)
        return piece.faults[text]

    def _faults(self, piece: Piece, text: str) -> int:
        restored = self._conventions.after(text, piece.source, "straight")
        lost = losses(piece.source, restored, self._pair)
        known = self._resources.known_words
        invented = len(known.invented(restored, piece.source)) if known else 0
        unreadable = text.count("\ufffd")
        # Of a quotation that is one no more, or ends nowhere, nobody knows who said it.
        quotes = text.count('"') != piece.source.count('"')
        # A bracket that nobody wrote is half of a mark.
        # Some sources have one too many.
        signs = "[()" if piece.source.count("(") == piece.source.count(")") else "["
        brackets = sum(text.count(sign) != piece.source.count(sign) for sign in signs)
        # Not echoes: to leave them out is a surer mend than another hypothesis.
        doubled = len(doubled_words(self._unit(piece.source, restored)))
        given = len(piece.lost_terms(text)) + piece.lost_marks(text)
        return lost + invented + unreadable + quotes + brackets + doubled + given

    def without_doubles(self, piece: Piece) -> str:
        """The text of a piece, each word that stands twice in a row or is said again but once."""
        text = without(piece.text, self._echoes(piece.source, piece.text))
        for match in reversed(doubled_words(self._unit(piece.source, text))):
            text = text[: match.end(1)] + text[match.end() :]
        return text

    def _echoes(self, source: str, text: str) -> list[re.Match[str]]:
        model = self._resources.word_model
        return echoes(source, text, model, self._pair.primary[1]) if model else []

    def _unit(self, source: str, target: str) -> TranslationUnit:
        return TranslationUnit("", source, target, *self._pair)

    def total_faults(self, job: Job) -> int:
        """Of the whole segment."""
        return sum(self.faults(piece, piece.text) for leaf in job.leaves() for piece in leaf.pieces)

    def is_mended(self, new: Job, old: Job, find: Callable[[Job], Collection[str]]) -> bool:
        """Whether a job made anew has all that must stay, and fewer faults, or as many and nothing that is found."""
        faults, before = self.total_faults(new), self.total_faults(old)
        return new.is_whole() and (faults < before or (faults == before and not find(new)))

    def leaves_out(self, new: Job, old: Job) -> bool:
        """Whether a job made anew leaves out words of the source that the other says, and as many as it wins."""
        one, other = self._accounted(new), self._accounted(old)
        return bool(other - one) and len(other - one) >= len(one - other)

    def says_another(self, text: str, made: str) -> bool:
        """Whether one of a few words has no counterpart in what stands for them (*« vide »*: “play”)."""
        model = self._resources.word_model
        if model is None or len(words_of(text)) > _FEW:
            return False
        # With a capital they may be names, which :mod:`toolkit.translation.lost_names` looks for.
        found = [m for m in _ONE_WORD.finditer(text) if m[0].islower() or (m.start() == 0 and m[0][1:].islower())]
        words = [match[0].lower() for match in found]
        if not words:
            return False
        told = model.best(words, set(words_of(made)))
        return any(p < _LEAST and not model.stands_for_itself(word) for word, p in zip(words, told, strict=True))

    def _accounted(self, job: Job) -> set[str]:
        """Words of a segment that are likely to be said in its translation."""
        model = self._resources.word_model
        if model is None:
            return set()
        found = set()
        for leaf in (leaf for leaf in job.leaves() if leaf.pieces):
            words = sorted({w for w in words_of(leaf.folded) if len(w) >= _LONG and not model.stands_for_itself(w)})
            made = set(words_of(show(" ".join(piece.text for piece in leaf.pieces), leaf.marked)))
            found |= {w for w, p in zip(words, model.best(words, made), strict=True) if p >= _POSSIBLE}
        return found

    def least_looping(self, piece: Piece, hypotheses: Sequence[Hypothesis]) -> Hypothesis | None:
        """One free of loops if there is one, else the one that stutters least, the best among equals; None where that
        is no better than what the piece has."""
        ranked = [
            (is_looping(h.text, piece.source), stutter_length(h.text, piece.source), number)
            for number, h in enumerate(hypotheses)
            if h.text
        ]
        if ranked and min(ranked)[:2] < (True, stutter_length(piece.text, piece.source)):
            return hypotheses[min(ranked)[2]]
        return None

    def choose_beginning(self, job: Job) -> None:
        """Take a heading's translation from a small first letter if that accounts for it at least as well."""
        model = self._resources.word_model
        if job.small is None or model is None:
            return
        [piece], text = job.pieces, capitalised(job.small.text)
        if text.lower() == piece.source.lower():
            return  # a name
        both = [piece.text, text]
        told = model.scores(piece.source, both)
        ranks = [(self.faults(piece, t), -score) for t, score in zip(both, told, strict=True)]
        copied = piece.text == piece.source and " " not in piece.source and told[1] > told[0] - _COPIED
        if text and (copied or ranks[1] <= ranks[0]):
            piece.take(Hypothesis(text, job.small.score, job.small.length))
            piece.retried = job.small.retried
