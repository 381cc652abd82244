"""Brackets that are not those of the source: what stands in them is translated by itself, and a mark stands for it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from toolkit.lexical.word_model import WordModel
from toolkit.text.protected import show
from toolkit.translation.choice import Choice
from toolkit.translation.jobs import Job, sentence_part
from toolkit.translation.preparation import Preparation
from toolkit.translation.repairs import Repair

_BRACKETED = re.compile(r"(?<!\w)(?:\(([^()\n]*)\)|\[([^\[\]\n]*[^\W\d_][^\[\]\n]*)\])(?!\w)")
_LETTER, _MARK = re.compile(r"[^\W\d_]"), re.compile(r"\[\d+\]")
_SIGNS = "()[]"


class LostBrackets(Repair):
    """Brackets of which a translation has more or fewer than its source, or in which it says something else.

    Args:
        preparation: of the segments.
        choice: counts what is lost.
        word_model: tells which words stand for themselves.
    """

    def __init__(self, preparation: Preparation, choice: Choice, word_model: WordModel) -> None:
        self._preparation = preparation
        self._choice = choice
        self._model = word_model

    def find(self, job: Job) -> Collection[str]:
        """What stands in brackets, with them, in texts whose translation has other brackets."""
        if not job.is_whole():
            return []
        return [text for leaf in job.leaves() if leaf.pieces and not leaf.shouted for text in self._lost(leaf)]

    def asks_for(self, lost: Collection[str]) -> list[str]:
        """What stands in brackets and is no acronym."""
        inside = dict.fromkeys(text[1:-1] for text in lost)
        return [text for text in inside if not self._is_acronym(text)]

    def prepare(self, job: Job, lost: Collection[str], made: Mapping[str, str]) -> Job:
        """With marks for what stands in brackets, beside the marks that it has."""
        inside = {text: text[1:-1] for text in lost}
        said = {words: made[words] for words in self.asks_for(lost)}
        quoted = {
            text: f"{text[0]}{sentence_part(words, said.get(words, words))}{text[-1]}" for text, words in inside.items()
        }
        return self._preparation.quoting(job, quoted)

    def better(self, new: Job, old: Job) -> bool:
        """Where all marks came through, less is lost than before, and no words are lost for it."""
        return self._choice.is_mended(new, old, self.find) and not self._choice.leaves_out(new, old)

    def _lost(self, leaf: Job) -> list[str]:
        source, made = leaf.folded, show(" ".join(piece.text for piece in leaf.pieces), leaf.marked)
        if source.count("(") != source.count(")") or source.count("[") != source.count("]"):
            return []
        ours, theirs = ([match[0] for match in _BRACKETED.finditer(text)] for text in (source, made))
        as_many = all(source.count(sign) == made.count(sign) for sign in _SIGNS)
        pairs = [(one[1:-1], other[1:-1]) for one, other in zip(ours, theirs, strict=False)]
        if as_many and (len(ours) != len(theirs) or not any(self._choice.says_another(*pair) for pair in pairs)):
            return []
        return [text for text in ours if _LETTER.search(text) and not _MARK.search(text)]

    def _is_acronym(self, text: str) -> bool:
        """Whether it stays as it is; a model says its letters twice."""
        return text.isupper() and text.isalpha() and self._model.stands_for_itself(text.lower())
