"""How a segment becomes what a model reads: folded, with marks for what it must copy, given words, cut to length."""

from __future__ import annotations

import re
from collections.abc import Collection

from toolkit.languages.conventions import Conventions
from toolkit.lexical.lexicon import Lexicon
from toolkit.text import casing, protected, typography
from toolkit.text.chunks import split_long
from toolkit.translation.base import Model
from toolkit.translation.jobs import Job, Piece


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

    def job(self, segment: str, hide: bool = True, lost: Collection[str] = (), names: Collection[str] = ()) -> Job:
        """Make a job of a segment.

        Args:
            segment: as it was given.
            hide: whether the model gets marks in the place of addresses.
            lost: given terms that it gets marks for.
            names: of the segment, likewise.
        """
        marker, rest = casing.split_marker(segment.strip())
        rest, kept = protected.hide(rest) if hide else (rest, {})
        shouted = casing.is_shouted(rest)
        folded = self._conventions.before(typography.fold(casing.unshout(rest) if shouted else rest))
        job = Job(segment, marker, shouted, [], kept=kept)
        if names:
            one_of = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
            folded = re.sub(rf"(?<!\w)(?:{one_of})(?!\w)", lambda m: job.mark(m.group(), folded), folded)
        if any(map(str.isalpha, folded)):
            given = self._lexicon.given(folded)
            terms = [term for _, _, term in given if term not in lost]
            folded = self._lexicon.apply(folded, lambda term: job.mark(term, folded) if term in lost else term, given)
            parts = split_long(folded, self._model.limit, self._model.count)
            job.pieces = [Piece(part, [t for t in terms if t in part]) for part in parts]
            heading = casing.small_beginning(folded) if self._headings and len(parts) == 1 else None
            if heading:
                job.small = Piece(heading)
        return job
