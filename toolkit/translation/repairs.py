"""What a translation has lost is translated again, with a mark in its place or in sight.

A repair looks at each job after it was through the model, makes a new job where something was lost, and says which of
the two is better. They run one after another, each over what the one before has left.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from toolkit.languages.conventions import Conventions
from toolkit.languages.signs import STAND_FOR
from toolkit.lexical.copies import SourceWords
from toolkit.text.addresses import ADDRESS
from toolkit.translation.choice import Choice
from toolkit.translation.jobs import Care, Job, Piece
from toolkit.translation.preparation import Preparation

# Signs between words, and the words that a language may say instead.
_LONE_SIGN = re.compile(
    r"(?<![^\s\"'(\[])(?:[&*+=<>|~^#/@§%]|[<>=!]=|[-=]+>|<-+|\|\||&&|\*\*|\.\.|::)(?![^\s\"')\].,;:])"
)
# Nouns before a variable.
_NAMED_VARIABLE = "|".join(
    f"(?<={noun} )"
    for noun in (
        "Soit angle coefficient colonne constante côté distance droite ensemble entier fonction indice lettre ligne "
        "longueur masse matrice nombre option paramètre plan point rayon rapport réel sommet suite temps "
        "touche variable vecteur"
    ).split()
)
# Of a class, a hall, a person or a variable; Roman numbers; initials with points. "A" and "Y" are words, and so is what
# stands before an apostrophe.
_LONE_LETTER = re.compile(
    r"(?<![\w'.&/-])(?:(?:[B-HJ-XZ]|(?<=Mme )Y|(?<=M\. )Y|[IVX]{2,5})"
    r"(?![\w'&/-]|\.(?!\s*\Z)|\s*[=+<>])|(?:[A-Z]\.){2,}(?!-)"
    # Variables; not the signs of units behind a number, and not words whose apostrophe is missing ("j sais pas").
    rf"|(?:(?:{_NAMED_VARIABLE})[djlmnst](?! [aeiouyhàâéèêîô])|[lmns](?= l(?:a|es?) ))(?![\w'&/-]|\.\w| ?\d)"
    # The sign of a unit behind a placeholder.
    r"|(?<=\d\] )(?:[hs]|ms)(?=\s*(?:[.,;:)!?]|\Z))"
    r"|(?<!\w\()(?<!\d )(?<!\])(?<!\] )(?:[befghikopqruvwxz])(?![\w'&/\[-]|\.\w| ?\d))(?!\w)(?!\s*=)"
)

# Names of programs and in them: TensorFlow, macOS, fileName; and how many letters of them tell them.
_MIXED, _ALIKE = re.compile(r"(?<![\w.-])[A-Za-z]*[a-z][A-Z][A-Za-z]*(?![\w-])"), 4


class Repair(Protocol):
    """One kind of loss and its mend."""

    def find(self, job: Job) -> Collection[str]:
        """What was lost; nothing where all is well."""
        ...

    def asks_for(self, lost: Collection[str]) -> Sequence[str]:
        """Texts whose translations are needed to prepare another job; those of all segments go in one batch."""
        return ()

    def prepare(self, job: Job, lost: Collection[str], made: Mapping[str, str]) -> Job:
        """A job for the same segment that cannot lose it so easily.

        Args:
            job: of the segment.
            lost: by it.
            made: translations of what :meth:`asks_for` names, and of other texts.
        """
        ...

    def better(self, new: Job, old: Job) -> bool:
        """Whether the new job's translation is to be taken."""
        ...


class LostTerms(Repair):
    """Given terms: they get marks, which models copy."""

    def __init__(self, preparation: Preparation) -> None:
        self._preparation = preparation

    def find(self, job: Job) -> Collection[str]:
        """Terms that are not in the translation."""
        return job.lost_terms()

    def prepare(self, job: Job, lost: Collection[str], made: Mapping[str, str]) -> Job:
        """With marks for these terms."""
        return self._preparation.job(job.segment, Care(lost=lost))

    def better(self, new: Job, old: Job) -> bool:
        """Where all terms and marks have come through."""
        return new.is_whole() and not new.lost_terms()


class LostSigns(Repair):
    """Signs, letters and initials between words, as ``&``, ``B`` and ``R.A.A.``, and what was given: they get marks."""

    def __init__(self, preparation: Preparation, choice: Choice, conventions: Conventions) -> None:
        self._preparation = preparation
        self._choice = choice
        self._conventions = conventions

    def find(self, job: Job) -> Collection[str]:
        """Signs that the translation has less often, and no word for them."""
        if not job.is_whole():
            return []
        return sorted({sign for leaf in job.leaves() for piece in leaf.pieces for sign in self._lost(piece)})

    def prepare(self, job: Job, lost: Collection[str], made: Mapping[str, str]) -> Job:
        """With marks for these signs, and for the terms that had marks."""
        terms = {term for leaf in job.leaves() for term in leaf.marked.values() if not _LONE_SIGN.fullmatch(term)}
        return self._preparation.job(job.segment, Care(lost=terms, names=lost))

    def better(self, new: Job, old: Job) -> bool:
        """Where all marks came through and nothing else was lost for them."""
        for leaf in new.leaves():
            for mark, sign in leaf.marked.items():
                for piece in leaf.pieces if _LONE_SIGN.fullmatch(sign) else ():
                    piece.text = _once(piece.text, mark, sign)
        return new.is_whole() and self._choice.total_faults(new) <= self._choice.total_faults(old)

    def _lost(self, piece: Piece) -> list[str]:
        signs = _LONE_SIGN.findall(piece.source)
        lost = [s for s in set(signs) if piece.text.count(s) < signs.count(s) and not _is_said(s, piece.text)]
        lost += [given for given in self._conventions.given(piece.source) if given.lower() not in piece.text.lower()]
        lost += [word for word in _MIXED.findall(piece.source) if not _has_mixed(piece, word)]
        letters = _LONE_LETTER.findall(piece.source)
        return lost + [x for x in set(letters) if len(_alone(x).findall(piece.text)) < letters.count(x)]


def _has_mixed(piece: Piece, word: str) -> bool:
    """Whether a translation has a name with capitals inside, or a like one of two parts (*AutoTexte*: AutoText)."""
    others = set(_MIXED.findall(piece.text)).difference(_MIXED.findall(piece.source))
    if sum(map(str.isupper, word[1:])) > 1:
        others = set()
    return word.lower() in piece.text.lower() or any(other[:_ALIKE] == word[:_ALIKE] for other in others)


def _alone(letters: str) -> re.Pattern[str]:
    # Not those of "file(s)".
    return re.compile(rf"(?<!\w)(?<!\w\(){re.escape(letters)}(?!\w)")


def _once(text: str, mark: str, sign: str) -> str:
    """A text without the sign that a model has put beside the mark for it."""
    own = rf"(?<!\S){re.escape(sign)}(?!\S)"
    return re.sub(rf"{own} (?={re.escape(mark)})|(?<={re.escape(mark)}) {own}", "", text)


def _is_said(sign: str, text: str) -> bool:
    said = STAND_FOR.get(sign)
    return said is not None and said.search(text) is not None


class CopiedWords(Repair):
    """Words of the source that are no words of the target language: the model is given the dictionary's.

    Another hypothesis without such a word is no mend: mostly it has a wrong one in its place (*phare*: flag).

    Args:
        preparation: of the segments.
        choice: counts what is lost.
        words: that the target language does not have.
        mark: put marks in the places of these words, for a model that turns the given word into another.
    """

    def __init__(self, preparation: Preparation, choice: Choice, words: SourceWords, mark: bool = False) -> None:
        self._mark = mark
        self._preparation = preparation
        self._choice = choice
        self._words = words

    def find(self, job: Job) -> Collection[str]:
        """Source words that the translation has."""
        return self._copied(job) if job.is_whole() else []

    def prepare(self, job: Job, lost: Collection[str], made: Mapping[str, str]) -> Job:
        """With the dictionary's words for these, and with marks for what had marks."""
        marked = job.all_marked()
        return self._preparation.job(
            job.segment, Care(lost=marked, names=marked, words=self._copied(job), mark_words=self._mark)
        )

    def better(self, new: Job, old: Job) -> bool:
        """Where the words came through and nothing else was lost for them."""
        return new.is_whole() and self._choice.total_faults(new) <= self._choice.total_faults(old)

    def _copied(self, job: Job) -> dict[str, str]:
        pieces = [piece for leaf in job.leaves() for piece in leaf.pieces]
        return {w: target for p in pieces for w, target in p.copied(p.text, self._words).items()}


class LostAddresses(Repair):
    """Addresses whose mark is lost: the model gets to see them."""

    def __init__(self, preparation: Preparation) -> None:
        self._preparation = preparation

    def find(self, job: Job) -> Collection[str]:
        """Addresses, if a mark is lost."""
        return [] if job.is_whole() else [w for leaf in job.leaves() for w in leaf.kept.values() if ADDRESS.match(w)]

    def prepare(self, job: Job, lost: Collection[str], made: Mapping[str, str]) -> Job:
        """Without marks for addresses."""
        return self._preparation.job(job.segment, Care(in_sight=True))

    def better(self, new: Job, old: Job) -> bool:
        """Where all came through."""
        return new.is_whole() and all(
            sum(piece.text.count(what) for piece in leaf.pieces) == leaf.must.count(what)
            for leaf in new.leaves()
            for what in set(leaf.must)
            if ADDRESS.match(what)
        )
