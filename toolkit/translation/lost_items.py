"""Items of a list in a sentence that a model has left out: the items are translated one by one."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from toolkit.languages.lists import given_names, proper_words
from toolkit.lexical.word_model import WordModel, words_of
from toolkit.text.protected import find
from toolkit.translation.jobs import Job
from toolkit.translation.preparation import Preparation
from toolkit.translation.repairs import Repair

# Of so many items and more it is a list, and its items have so many words at most.
_LEAST, _LONGEST = 3, 3
# Not the comma before the last of them, which many languages do not have.
_COMMA = re.compile(r"\s*[,;](?!\d)\s*+(?!(?:and|or|et|ou)\b)")
_AND, _TWO = re.compile(r"\s(?:and|or|et|ou)\s"), 2
_WORD = re.compile(r"[^\W\d_]+")
# An item that may be missed, and the probability from which another word may stand for it.
_ONE_WORD, _POSSIBLE = re.compile(r"[^\W\d_]{4,}"), 0.002
_HEAD = re.compile(r".*:\s")
_SENTENCE = re.compile(r"[.!?…:\"()]\s|\s-\s|[«»“”]")
_STOP = re.compile(r"[.!?…]\s*\Z")
_AND_SO_ON = re.compile(r"(?<!\w)etc\.\s*\Z")


class LostItems(Repair):
    """Lists of short items, alone or behind a colon, of which a translation has fewer.

    Args:
        preparation: of the segments.
        word_model: tells which word stands for an item.
    """

    def __init__(self, preparation: Preparation, word_model: WordModel) -> None:
        self._preparation = preparation
        self._model = word_model

    def find(self, job: Job) -> Collection[str]:
        """Items of a segment whose translation has fewer commas, or no word for one of them."""
        if job.frame or len(job.pieces) != 1 or not job.is_whole():
            return []
        items = items_of_list(job.segment)
        if not items:
            return []
        before, after = (len(_COMMA.findall(text)) for text in (job.bare, job.pieces[0].text))
        words = [job.segment[a:b] for a, b in items]
        names = all(word[:1].isupper() for word in words[1:])
        return words if after < before or any(self._is_missing(w, job.pieces[0].text, names) for w in words) else []

    def _is_missing(self, item: str, made: str, names: bool) -> bool:
        """Whether an item is one word for which there is none in a translation."""
        word = item.lower()
        if not _ONE_WORD.fullmatch(item) or not item[1:].islower() or self._model.stands_for_itself(word):
            return False
        # Names stay; but what has a capital where the others have small letters is the first word, or one of its names.
        if item in made and (names or word in given_names("fr") or word in proper_words("fr")):
            return False
        return self._model.best([word], set(words_of(made)) - {word})[0] < _POSSIBLE

    def prepare(self, job: Job, lost: Collection[str], made: Mapping[str, str]) -> Job:
        """A job with a text for each item."""
        return self._preparation.parts(job.segment, items_of_list(job.segment))

    def better(self, new: Job, old: Job) -> bool:
        """Where nothing that must stay is lost."""
        return new.is_whole()


def items_of_list(text: str) -> list[tuple[int, int]]:
    """Offsets of the items of a list, and of what leads to it; nothing for a sentence.

    >>> text = "Ingrédients : farine, œufs, sucre"
    >>> [text[a:b] for a, b in items_of_list(text)]
    ['Ingrédients :', 'farine', 'œufs', 'sucre']
    >>> text = "Texte gras, {0}, barré, lien."
    >>> [text[a:b] for a, b in items_of_list(text)]
    ['Texte gras', 'barré', 'lien']
    """
    head = _HEAD.match(text)
    start = head.end() if head else 0
    end = len(text.rstrip(" .!;\u00a0\u202f"))
    if _SENTENCE.search(text, start, end):
        return []
    edges = [start, *(edge for m in _COMMA.finditer(text, start, end) for edge in m.span()), end]
    items = list(zip(edges[::2], edges[1::2], strict=True))
    # An item without a word is a figure, or the placeholder of code: it is one of the list, and stays.
    worded = [(a, b) for a, b in items if _WORD.search(text[a:b])]
    # The last may be two: "cerises et abricots".
    last = _AND.split(text[slice(*items[-1])])
    parts = [*(text[a:b] for a, b in worded if b < items[-1][1]), *(last if len(last) == _TWO else [""])]
    words = [len(_WORD.findall(text[a:b])) for a, b in worded]
    if len(worded) < _LEAST or max(words) > _LONGEST or any(a == b for a, b in items):
        return []
    # What ends as a sentence is one if its parts are not alike: "Plusieurs sont, dit-on, morts de coups."
    alike = len(worded) < len(items) or len(set(words)) == 1 or {len(_WORD.findall(part)) for part in parts} == {1}
    if not (head or alike) and _STOP.search(text) and not _AND_SO_ON.search(text):
        return []
    # The commas of a placeholder or of a function part no items.
    if any(span.start < edge < span.end for span in find(text) for edge in edges):
        return []
    lead = [(0, len(head[0].rstrip()))] if head and _WORD.search(head[0]) else []
    return lead + worded
