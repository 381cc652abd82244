"""Quotations that are not as many as in the source: each is translated by itself, and a mark stands for its words.

Small models drop the marks of a second quotation, or of one within another, and then nobody knows what was quoted.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from toolkit.lexical.known_words import KnownWords
from toolkit.lexical.word_model import WordModel
from toolkit.text.protected import show
from toolkit.translation.choice import Choice
from toolkit.translation.jobs import Job, sentence_part
from toolkit.translation.preparation import Preparation
from toolkit.translation.repairs import Repair

# An apostrophe between letters closes no quotation.
_SINGLE = r"'((?:[^'\s]|(?<=\w)'(?=\w))(?:[^']|(?<=\w)'(?=\w))*?)'(?!\w)"
_QUOTATION = re.compile(rf"(?<!\w)(?:\"\s?([^\"]+?)\s?\"|{_SINGLE})(?!\w)")
_WITHIN = re.compile(rf"(?<!\w){_SINGLE}")
_LETTER, _MARK, _CODE_WORD = re.compile(r"[^\W\d_]"), re.compile(r"\[\d+\]"), re.compile(r"[a-z][a-z-]+")


class LostQuotations(Repair):
    """Quotations that were lost, halved or changed although they are no words of the source language.

    Args:
        preparation: of the segments.
        choice: counts what is lost.
        word_model: tells which words stand for themselves.
        known_words: of the target language.
        whole: the marks of quotation belong to what gets a mark, for a model that drops one of them.
    """

    def __init__(
        self,
        preparation: Preparation,
        choice: Choice,
        word_model: WordModel,
        known_words: KnownWords | None,
        whole: bool = False,
    ) -> None:
        self._preparation = preparation
        self._choice = choice
        self._model = word_model
        self._known = known_words
        self._whole = whole

    def find(self, job: Job) -> Collection[str]:
        """What is quoted in texts whose translation has other quotations."""
        if not job.is_whole():
            return []
        return [inside for leaf in job.leaves() if leaf.pieces and not leaf.shouted for inside in self._lost(leaf)]

    def asks_for(self, lost: Collection[str]) -> list[str]:
        """What is quoted and is no value of a program."""
        return [text for text in dict.fromkeys(lost) if not self._is_foreign(text)]

    def prepare(self, job: Job, lost: Collection[str], made: Mapping[str, str]) -> Job:
        """With marks for what is quoted, beside the marks that it has."""
        others = self.asks_for(lost)
        bad = {text for text in others if " " not in text and self._invented(made[text], text)}
        quoted = {text: text if text not in others or text in bad else sentence_part(text, made[text]) for text in lost}
        if self._whole:
            quoted = {f"{mark}{text}{mark}": f"{mark}{made}{mark}" for text, made in quoted.items() for mark in "\"'"}
        return self._preparation.quoting(job, quoted)

    def better(self, new: Job, old: Job) -> bool:
        """Where all marks came through and less is lost than before."""
        return self._choice.is_mended(new, old, self.find)

    def _lost(self, job: Job) -> list[str]:
        source, made = job.folded, show(" ".join(piece.text for piece in job.pieces), job.marked)
        if '"' not in source and "'" not in source:
            return []
        quoted = list(_quotations(source))
        if not quoted or source.count('"') % 2:
            return []
        now = list(_quotations(made))
        as_many = source.count('"') == made.count('"') and len(quoted) == len(now)
        as_many = as_many and len(_WITHIN.findall(source)) == len(_WITHIN.findall(made))
        kept = all(text in now for text in quoted if self._is_foreign(text))
        kept = kept and not any(map(self._choice.says_another, quoted, now))
        given = [text.strip("\"'") for text in job.marked.values() if text in job.care.quoted.values()]
        kept = kept and all(text in now for text in given)
        if as_many and kept and not any(self._invented(text, source) for text in now):
            return []
        return [text for text in quoted if _LETTER.search(text) and not _MARK.search(text)]

    def _invented(self, text: str, source: str) -> bool:
        return self._known is not None and bool(self._known.invented(text, source))

    def _is_foreign(self, text: str) -> bool:
        """Whether it is a small word that stands for itself and is one of the target language: a value of a program."""
        if not _CODE_WORD.fullmatch(text) or not self._model.stands_for_itself(text):
            return False
        return not self._invented(text, "")


def _quotations(text: str) -> Iterator[str]:
    return (match[1] or match[2] for match in _QUOTATION.finditer(text))
