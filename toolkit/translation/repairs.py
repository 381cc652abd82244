"""What a translation has lost is translated again, with a mark in its place or in sight.

A repair looks at each job after it was through the model, makes a new job where something was lost, and says which of
the two is better. They run one after another, each over what the one before has left.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Container
from typing import Protocol

from toolkit.checks import numbers
from toolkit.checks.names import lost_names
from toolkit.languages.conventions import Conventions
from toolkit.languages.english_numbers import LARGEST, in_words
from toolkit.languages.lists import given_names, proper_words
from toolkit.languages.number_words import numbers_in_words, numbers_said
from toolkit.languages.pair import LanguagePair
from toolkit.languages.signs import STAND_FOR
from toolkit.lexical.copies import SourceWords
from toolkit.lexical.word_model import WordModel
from toolkit.text.addresses import ADDRESS
from toolkit.text.protected import show
from toolkit.text.typography import fold
from toolkit.translation.choice import Choice
from toolkit.translation.jobs import Job, Piece
from toolkit.translation.preparation import Care, Preparation
from toolkit.units import TranslationUnit

_WORD = re.compile(r"[^\W\d_]+")
# Signs between words, and the words that a language may say instead.
_LONE_SIGN = re.compile(
    r"(?<![^\s\"'(\[])(?:[&*+=<>|~^#/@§%]|[<>=!]=|[-=]+>|<-+|\|\||&&|\*\*|\.\.|::)(?![^\s\"')\].,;:])"
)
# Of a class, a hall or a person; Roman numbers; initials with points. "A" and "Y" are words, and so is what stands
# before an apostrophe.
_LONE_LETTER = re.compile(
    r"(?<![\w'.&/-])(?:(?:[B-HJ-XZ]|(?<=Mme )Y|(?<=M\. )Y|[IVX]{2,5})"
    r"(?![\w'&/-]|\.(?!\s*\Z)|\s*[=+<>])|(?:[A-Z]\.){2,}(?!-))(?!\w)(?!\s*=)"
)
# A person: given name or initials, and a surname in capitals.
_PERSON = re.compile(
    r"(?<![\w'-])((?:[A-ZÀ-Þ][a-zà-ÿ]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)*|(?:[A-ZÀ-Þ]\.-?)+)(?: d[eu])?) ?"
    r"((?:[A-ZÀ-Þ]{2,}(?:-[A-ZÀ-Þ]{2,})*)(?: [A-ZÀ-Þ]{2,}(?:-[A-ZÀ-Þ]{2,})*)?)(?![\w'-])"
)
_NAME_ALONE = re.compile(
    r"((?:M|Dr|Me)\. |(?:Mme|Mlle|Monsieur|Madame) )?"
    r"([A-ZÀ-Þ][\w'’-]*[a-zà-ÿ](?: (?:d[eu]|de la|von|van|(?:d')?[A-ZÀ-Þ][\w'-]*[a-zà-ÿ])){0,3})"
)
# Units whose signs are the same in English, and how the words for them begin.
_UNITS = {
    "cl": "centil", "dl": "decil", "ml": "millil", "mL": "millil", "mg": "millig", "g": "gram", "kg": "kilo",
    "km": "kilom", "cm": "centim", "mm": "millim", "m": "met", "m²": "square", "m2": "square", "ha": "hect",
    "W": "watt", "kW": "kilow", "kWh": "kilow", "V": "volt", "mV": "milliv", "A": "amp", "mA": "milli",
    "Hz": "hertz", "kHz": "kilo", "MHz": "mega", "GHz": "giga", "Pa": "pasc", "hPa": "hecto", "bar": "bar",
    "dB": "deci",
}  # fmt: skip
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_MEASURE = re.compile(rf"(?<![\w.,])(\d+(?:(?: \d{{3}})+(?!\d))?(?:[.,]\d+)? ({_UNIT}))(?![\w'/²])")
_FIGURE = re.compile(
    r"(?<![\w.,:$£€])[$£€]?\d+(?:(?: \d{3})+(?!\d))?(?:[.,:]\d+)*(?:k|m|bn)?(?: ?[€£$%])?(?![\w€£$%]|[.,:/]\d)"
)
_OF_NAMES = frozenset("d da de des du l la le les st van von".split())
_SMALL_WORDS = frozenset(
    "a as aime dit doit es est et fait ne ni ou où pas peut plus que qui sait se si sont tu va veut y".split()
)
_CURRENCIES = "€$£"


class Repair(Protocol):
    """One kind of loss and its mend."""

    def find(self, job: Job) -> Collection[str]:
        """What was lost; nothing where all is well."""
        ...

    def prepare(self, job: Job, lost: Collection[str]) -> Job:
        """A job for the same segment that cannot lose it so easily."""
        ...

    def better(self, new: Job, old: Job) -> bool:
        """Whether the new job's translation is to be taken."""
        ...


class LostTerms:
    """Given terms: they get marks, which models copy."""

    def __init__(self, preparation: Preparation) -> None:
        self._preparation = preparation

    def find(self, job: Job) -> Collection[str]:
        """Terms that are not in the translation."""
        return job.lost_terms()

    def prepare(self, job: Job, lost: Collection[str]) -> Job:
        """With marks for these terms."""
        return self._preparation.job(job.segment, Care(lost=lost))

    def better(self, new: Job, old: Job) -> bool:
        """Where all terms and marks have come through."""
        return new.is_whole() and not new.lost_terms()


class LostNames:
    """Names that are the same in the target language: they get marks.

    Args:
        preparation: of the segments.
        choice: counts what is lost.
        word_model: tells which words stand for themselves.
        words: of the source language that are no names.
    """

    def __init__(
        self, preparation: Preparation, choice: Choice, word_model: WordModel, words: Container[str] = ()
    ) -> None:
        self._preparation = preparation
        self._choice = choice
        self._model = word_model
        self._words = words

    def _is_word(self, word: str) -> bool:
        return word not in _OF_NAMES and (word in self._words or word in _SMALL_WORDS)

    def find(self, job: Job) -> Collection[str]:
        """Names that the target lacks and that no other word stands for."""
        if not job.is_whole():
            return []
        leaves = [leaf for leaf in job.leaves() if not leaf.shouted]
        pieces = [piece for leaf in leaves for piece in leaf.pieces]
        lost = [name for piece in pieces for name in lost_names(piece.source, piece.text)]
        lost = [name for name in lost if self._model.stands_for_itself(name.lower())]
        texts = [
            (leaf.bare, show(" ".join(p.text for p in leaf.pieces), leaf.marked)) for leaf in leaves if leaf.pieces
        ]
        return lost + [
            name
            for source, made in texts
            for name in _persons(fold(source), self._model.stands_for_itself, self._is_word)
            if not _has_name(made, name, fold(source))
        ]

    def prepare(self, job: Job, lost: Collection[str]) -> Job:
        """With marks for these names, and for the terms that had marks."""
        terms = {term for leaf in job.leaves() for term in leaf.marked.values()}
        return self._preparation.job(job.segment, Care(lost=terms, names=lost))

    def better(self, new: Job, old: Job) -> bool:
        """Where less is lost than before."""
        faults, before = self._choice.total_faults(new), self._choice.total_faults(old)
        return new.is_whole() and (faults < before or (faults == before and not self.find(new)))


def _persons(text: str, stands_for_itself: Callable[[str], bool], is_word: Callable[[str], bool]) -> list[str]:
    """People with surnames in capitals, and names that are all of a text, which models turn round or shorten."""
    found = [
        m[0]
        for m in _PERSON.finditer(text)
        # Somebody may shout a verb.
        if ("." in m[1] or _is_given(m[1].split(" ")[0])) and not any(map(is_word, m[2].lower().split(" ")))
    ]
    alone = _NAME_ALONE.fullmatch(text.strip())
    if alone:
        title, name = alone.groups()
        first = re.split(r"[ '’]", name)[0]
        place = first == name and first.lower() in proper_words("fr") and stands_for_itself(first.lower())
        if title or place or (first != name and _is_given(first)):
            found.append(name)
    return found


def _is_given(word: str) -> bool:
    return any(part.lower() in given_names("fr") for part in word.split("-"))


def _has_name(text: str, name: str, source: str) -> bool:
    """Whether a translation has a name whole, and its last word no more often than the source."""
    last = name.split()[-1]
    return name in text and text.count(last) <= source.count(last)


#: Numbers in words are written anew for it.
KNOWN_WORDS = ("fr", "en")
#: Pairs whose figures are read well enough to repair them.
FIGURES = (KNOWN_WORDS, ("en", "fr"))


class LostFigures:
    """Numbers, sums and numbers in words that do not agree: they get marks, which stand for them in English.

    Args:
        preparation: of the segments.
        choice: counts what is lost.
        conventions: of the pair; they write the figures.
        pair: of languages.
    """

    def __init__(self, preparation: Preparation, choice: Choice, conventions: Conventions, pair: LanguagePair) -> None:
        self._preparation = preparation
        self._choice = choice
        self._conventions = conventions
        self._pair = pair

    def find(self, job: Job) -> Collection[str]:
        """Figures of the pieces whose numbers or currencies are not those of the source, and words of numbers."""
        if not job.is_whole():
            return []
        return [f for leaf in job.leaves() for piece in leaf.pieces for f in self._lost(piece)]

    def prepare(self, job: Job, lost: Collection[str]) -> Job:
        """With marks for these figures, and for what had marks."""
        marked = {what for leaf in job.leaves() for what in leaf.marked.values()}
        words = {figure: self._written(figure) for figure in lost}
        return self._preparation.job(job.segment, Care(lost=marked, names=marked, words=words, mark_words=True))

    def better(self, new: Job, old: Job) -> bool:
        """Where all marks came through and less is lost than before."""
        faults, before = self._choice.total_faults(new), self._choice.total_faults(old)
        return new.is_whole() and (faults < before or (faults == before and not self.find(new)))

    def _lost(self, piece: Piece) -> list[str]:
        made = self._conventions.after(piece.text, piece.source, "straight")
        unit = TranslationUnit("", piece.source, made, *self._pair)
        others = [sign for sign in _CURRENCIES if piece.source.count(sign) != made.count(sign)]
        figures = _FIGURE.findall(piece.source)
        fewer = any(_count(f, made) < figures.count(f) for f in set(figures) if figures.count(f) > 1)
        if not (others or fewer or any(numbers.check(unit))):
            figures = []
        figures += [measure for measure, sign in _MEASURE.findall(piece.source) if not _is_measured(sign, made)]
        if self._pair.primary != KNOWN_WORDS:
            return figures
        return figures + [words for words, value in _in_words(piece.source) if not self._says(made, value)]

    def _says(self, text: str, value: int) -> bool:
        target = self._pair.primary[1]
        return value in numbers_in_words(text, target) or str(value) in numbers.read_numbers(text, target)

    def _written(self, figure: str) -> str:
        if figure[:1].isalpha():
            return in_words(numbers_said(figure, self._pair.primary[0])[0].value)
        # What has its sign in front was given so.
        given = figure[:1] in _CURRENCIES
        return figure if given else self._conventions.after(figure, figure, "straight")


def _count(figure: str, text: str) -> int:
    """How often the digits of a figure stand in a text, in groups of whatever kind."""
    digits = re.sub(r"\D", "", figure)
    return len(re.findall(rf"(?<!\d){'[., ]?'.join(digits)}(?!\d)", text))


def _is_measured(sign: str, text: str) -> bool:
    """Whether a text has the sign of a unit, or a word for it."""
    word = _UNITS[sign]
    return re.search(rf"(?<![^\W\d_]){sign}(?!\w)", text) is not None or word in text.lower()


def _in_words(text: str) -> list[tuple[str, int]]:
    """Numbers of a French text that are said in two words or more."""
    found = [(text[n.start : n.end], n.value) for n in numbers_said(text, "fr") if not n.ordinal]
    return [(words, value) for words, value in found if 20 < value <= LARGEST and len(_WORD.findall(words)) > 1]


class LostSigns:
    """Signs, letters and initials between words, such as ``&``, ``B`` and ``R.A.A.``: they get marks."""

    def __init__(self, preparation: Preparation, choice: Choice) -> None:
        self._preparation = preparation
        self._choice = choice

    def find(self, job: Job) -> Collection[str]:
        """Signs that the translation has less often, and no word for them."""
        if not job.is_whole():
            return []
        return sorted({sign for leaf in job.leaves() for piece in leaf.pieces for sign in self._lost(piece)})

    def prepare(self, job: Job, lost: Collection[str]) -> Job:
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

    @staticmethod
    def _lost(piece: Piece) -> list[str]:
        signs = _LONE_SIGN.findall(piece.source)
        lost = [s for s in set(signs) if piece.text.count(s) < signs.count(s) and not _is_said(s, piece.text)]
        letters = _LONE_LETTER.findall(piece.source)
        return lost + [x for x in set(letters) if len(_alone(x).findall(piece.text)) < letters.count(x)]


def _alone(letters: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(letters)}(?!\w)")


def _once(text: str, mark: str, sign: str) -> str:
    """A text without the sign that a model has put beside the mark for it."""
    own = rf"(?<!\S){re.escape(sign)}(?!\S)"
    return re.sub(rf"{own} (?={re.escape(mark)})|(?<={re.escape(mark)}) {own}", "", text)


def _is_said(sign: str, text: str) -> bool:
    said = STAND_FOR.get(sign)
    return said is not None and said.search(text) is not None


class CopiedWords:
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

    def prepare(self, job: Job, lost: Collection[str]) -> Job:
        """With the dictionary's words for these, and with marks for what had marks."""
        marked = {what for leaf in job.leaves() for what in leaf.marked.values()}
        return self._preparation.job(
            job.segment, Care(lost=marked, names=marked, words=self._copied(job), mark_words=self._mark)
        )

    def better(self, new: Job, old: Job) -> bool:
        """Where the words came through and nothing else was lost for them."""
        return new.is_whole() and self._choice.total_faults(new) <= self._choice.total_faults(old)

    def _copied(self, job: Job) -> dict[str, str]:
        pieces = [piece for leaf in job.leaves() for piece in leaf.pieces]
        return {w: target for p in pieces for w, target in p.copied(p.text, self._words).items()}


class LostAddresses:
    """Addresses whose mark is lost: the model gets to see them."""

    def __init__(self, preparation: Preparation) -> None:
        self._preparation = preparation

    def find(self, job: Job) -> Collection[str]:
        """Addresses, if a mark is lost."""
        return [] if job.is_whole() else [w for leaf in job.leaves() for w in leaf.kept.values() if ADDRESS.match(w)]

    def prepare(self, job: Job, lost: Collection[str]) -> Job:
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
