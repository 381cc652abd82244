"""Figures that are not those of the source: the sentence is translated again with marks, which stand for them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from toolkit.checks import numbers
from toolkit.languages.conventions import Conventions
from toolkit.languages.english_numbers import LARGEST, in_words
from toolkit.languages.number_words import numbers_in_words, numbers_said
from toolkit.languages.pair import LanguagePair
from toolkit.text.protected import show
from toolkit.translation.choice import Choice
from toolkit.translation.jobs import Care, Job, Piece
from toolkit.translation.preparation import Preparation
from toolkit.translation.repairs import Repair
from toolkit.units import TranslationUnit

_WORD = re.compile(r"[^\W\d_]+")
# Units whose signs are the same in English, and how the words for them begin.
_UNITS = {
    "cl": "centil", "dl": "decil", "ml": "millil", "mL": "millil", "mg": "millig", "g": "gram", "kg": "kilo",
    "km": "kilom", "cm": "centim", "mm": "millim", "m": "met", "m²": "square", "m2": "square", "ha": "hect",
    "W": "watt", "kW": "kilow", "kWh": "kilow", "V": "volt", "mV": "milliv", "A": "amp", "mA": "milli",
    "Hz": "hertz", "kHz": "kilo", "MHz": "mega", "GHz": "giga", "Pa": "pasc", "hPa": "hecto", "bar": "bar",
    "dB": "deci", "min": "minut",
}  # fmt: skip
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_MEASURE = re.compile(rf"(?<![\w.,])(\d+(?:(?: \d{{3}})+(?!\d))?(?:[.,]\d+)? ({_UNIT}))(?![\w'/²])")
_FIGURE = re.compile(
    r"(?<![\w.,:$£€])[$£€]?\d+(?:(?: \d{3})+(?!\d))?(?:[.,:]\d+)*(?:k|m|bn)?(?: ?[€£$%])?(?![\w€£$%]|[.,:/]\d)"
)
_CURRENCIES = "€$£"
_MILLIONS = re.compile(r" milli(?:ons?|(ard)s?) (?:et )?")


#: Numbers in words are written anew for it.
KNOWN_WORDS = ("fr", "en")
#: Pairs whose figures are read well enough to repair them.
FIGURES = (KNOWN_WORDS, ("en", "fr"))


class LostFigures(Repair):
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
        figures = [f for leaf in job.leaves() for piece in leaf.pieces for f in self._lost(piece)]
        return figures + [words for leaf in job.leaves() if leaf.pieces for words in self._lost_words(leaf)]

    def prepare(self, job: Job, lost: Collection[str], made: Mapping[str, str]) -> Job:
        """With marks for these figures, and for what had marks."""
        marked = job.all_marked()
        words = {figure: self._written(figure) for figure in lost}
        return self._preparation.job(job.segment, Care(lost=marked, names=marked, words=words, mark_words=True))

    def better(self, new: Job, old: Job) -> bool:
        """Where all marks came through and less is lost than before."""
        return self._choice.is_mended(new, old, self.find)

    def _lost(self, piece: Piece) -> list[str]:
        figures, measures = _FIGURE.findall(piece.source), _MEASURE.findall(piece.source)
        if not (figures or measures):
            return []
        made = self._conventions.after(piece.text, piece.source, "straight")
        unit = TranslationUnit("", piece.source, made, *self._pair)
        others = any(piece.source.count(sign) != made.count(sign) for sign in _CURRENCIES)
        fewer = any(_count(f, made) < figures.count(f) for f in set(figures) if figures.count(f) > 1)
        if figures and not (others or fewer or any(numbers.check(unit))):
            figures = []
        return figures + [measure for measure, sign in measures if not _is_measured(sign, made)]

    def _lost_words(self, leaf: Job) -> list[str]:
        said = _in_words(leaf.folded) if self._pair.primary == KNOWN_WORDS else []
        if not said:
            return []
        made = show(" ".join(piece.text for piece in leaf.pieces), leaf.marked)
        return [words for words, value in said if not self._says(made, value)]

    def _says(self, text: str, value: int) -> bool:
        target = self._pair.primary[1]
        return (
            in_words(value) in text
            or value in numbers_in_words(text, target)
            or str(value) in numbers.read_numbers(text, target)
        )

    def _written(self, figure: str) -> str:
        if figure[:1].isalpha():
            return in_words(_in_words(figure)[0][1])
        # What has its sign in front was given so in English.
        given = figure[:1] in _CURRENCIES and self._pair.primary[1] == "en"
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
    numbers = [(n.start, n.end, n.value) for n in numbers_said(text, "fr") if not n.ordinal]
    found = [(text[start:end], value) for start, end, value in _with_millions(text, numbers)]
    # A thousand has no plural: milles are miles.
    found = [(words, value) for words, value in found if "milles" not in words.lower()]
    return [(words, value) for words, value in found if 20 < value <= LARGEST and len(_WORD.findall(words)) > 1]


def _with_millions(text: str, numbers: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Numbers with those that go on behind a million or a billion joined to them."""
    joined: list[tuple[int, int, int]] = []
    for start, end, value in numbers:
        large = _MILLIONS.fullmatch(text, joined[-1][1], start) if joined else None
        if large is not None:
            first, _, before = joined.pop()
            start, value = first, before * (10**9 if large[1] else 10**6) + value
        joined.append((start, end, value))
    return joined
