"""Items of a list in a sentence that a model has left out: the items are translated one by one."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from toolkit.translation.choice import Choice
from toolkit.translation.jobs import Job
from toolkit.translation.preparation import Preparation
from toolkit.translation.repairs import Repair

# Of so many items and more it is a list, and its items have so many words at most.
_LEAST, _LONGEST = 3, 3
# Not the comma before the last of them, which many languages do not have.
_COMMA = re.compile(r"\s*[,;](?!\d)\s*+(?!(?:and|or|et|ou)\b)")
_WORD = re.compile(r"[^\W\d_]+")
_HEAD = re.compile(r".*:\s")
_SENTENCE = re.compile(r"[.!?…:\"()]\s|\s-\s|[«»“”]")
_STOP = re.compile(r"[.!?…]\s*\Z")
_AND_SO_ON = re.compile(r"(?<!\w)etc\.\s*\Z")


class LostItems(Repair):
    """Lists of short items, alone or behind a colon, of which a translation has fewer.

    Args:
        preparation: of the segments.
        choice: counts what is lost.
    """

    def __init__(self, preparation: Preparation, choice: Choice) -> None:
        self._preparation = preparation
        self._choice = choice

    def find(self, job: Job) -> Collection[str]:
        """Items of a segment whose translation has fewer commas."""
        if job.frame or len(job.pieces) != 1 or not job.is_whole():
            return []
        items = items_of_list(job.segment)
        if not items:
            return []
        before, after = (len(_COMMA.findall(text)) for text in (job.bare, job.pieces[0].text))
        return [job.segment[a:b] for a, b in items] if after < before else []

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
    words = [len(_WORD.findall(text[a:b])) for a, b in worded]
    if len(worded) < _LEAST or max(words) > _LONGEST or any(a == b for a, b in items):
        return []
    # What ends as a sentence is one if its parts are not alike: "Plusieurs sont, dit-on, morts de coups."
    alike = len(worded) < len(items) or len(set(words)) == 1
    if not (head or alike) and _STOP.search(text) and not _AND_SO_ON.search(text):
        return []
    lead = [(0, len(head[0].rstrip()))] if head and _WORD.search(head[0]) else []
    return lead + worded
