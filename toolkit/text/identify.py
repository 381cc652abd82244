"""Which of a few expected languages a text is in.

Classifier: py3langid (a maintained fork of langid.py, Lui and Baldwin, "langid.py: An Off-the-shelf Language
Identification Tool", ACL 2012), whose model is part of its wheel. ``bench/language.py`` compares it with others on
titles and short sentences.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from toolkit.errors import InputError
from toolkit.text.scripts import foreign_runs

#: Text with fewer letters says too little; it takes the language of its surroundings.
MINIMUM_LETTERS = 8
# Characters of a whole text by which its language is told, and the fewest letters among them.
_SAMPLE, _LETTERS = 10_000, 60


@dataclass(slots=True, frozen=True)
class Guess:
    """A language and how sure the classifier is.

    Attributes:
        language: BCP 47 code, or empty when the text has too few letters to tell.
        probability: 0 to 1, among the expected languages only.
    """

    language: str
    probability: float


def identify(text: str, languages: Sequence[str]) -> Guess:
    """Guess the language of a text among the expected ones.

    Args:
        text: any length; capitals count as small letters, since headlines in capitals mislead the classifier.
        languages: codes to choose from.

    Raises:
        InputError: the classifier does not know one of the languages.
    """
    if sum(map(str.isalpha, text)) < MINIMUM_LETTERS:
        return Guess("", 0.0)
    scores = _scores(text.lower() if text.isupper() else text)
    if not scores.keys() >= set(languages):
        raise InputError(f"the language classifier does not know one of {', '.join(sorted(languages))}")
    return _best({code: scores[code] for code in sorted(languages)})


def _best(scores: Mapping[str, float]) -> Guess:
    language = max(scores, key=lambda code: scores[code])
    best = scores[language]
    return Guess(language, 1 / sum(math.exp(score - best) for score in scores.values()))


@functools.lru_cache(maxsize=16)
def _scores(text: str) -> Mapping[str, float]:
    """Log-probability of each language, up to a constant of the text.

    The classifier is naive Bayes: the score of a language does not depend on which others there are, so that one look
    at a text answers all questions about it.
    """
    return dict(_classifier().rank(text))


def third_language(text: str, languages: Sequence[str], sure: float = 0.99) -> str:
    """Code of a language that a text is in rather than in any of the expected ones; empty when it is not so sure.

    Args:
        text: any length.
        languages: those expected.
        sure: least probability, among the expected languages and the other one.

    Raises:
        InputError: the classifier does not know one of the languages.
    """
    other = identify_any(text.lower() if text.isupper() else text)
    if not other or any(same_language(other, code) for code in languages):
        return ""
    guess = identify(text, (*languages, other))
    return other if guess.language == other and guess.probability >= sure else ""


def surely_other(text: str, expected: str) -> str:
    """Code of a language that a text is surely in instead of the expected one; else empty.

    Args:
        text: its beginning is looked at; with fewer than 60 letters it tells nothing.
        expected: primary code; nothing is said of a language that the classifier does not know.
    """
    sample = _without_foreign(text[:_SAMPLE], expected)
    if sum(map(str.isalpha, sample)) < _LETTERS:
        return ""
    try:
        return third_language(sample, (expected,))
    except InputError:  # the classifier does not know the expected one
        return ""


def _without_foreign(text: str, expected: str) -> str:
    """A text without words in other scripts than those of its language, unless most of it is such words."""
    parts, position = [], 0
    for start, end in sorted(foreign_runs(text, expected)):
        parts.append(text[position:start])
        position = max(position, end)
    rest = " ".join([*parts, text[position:]])
    return rest if 2 * sum(map(str.isalpha, rest)) > sum(map(str.isalpha, text)) else text


# Written languages that are told apart by region or name more than by their words.
_SAME = ({"no", "nb", "nn"}, {"hr", "sr", "bs"}, {"id", "ms"}, {"zh", "yue"}, {"tl", "fil"}, {"he", "iw"})


def same_language(one: str, other: str) -> bool:
    """Whether two primary codes stand for the same written language, or for two that no classifier tells apart."""
    return one == other or any({one, other} <= group for group in _SAME)


def identify_among_all(text: str) -> Guess:
    """Guess the language of a text among all that the classifier knows; none when it has too few letters."""
    if sum(map(str.isalpha, text)) < MINIMUM_LETTERS:
        return Guess("", 0.0)
    return _best(_scores(text.lower() if text.isupper() else text))


def identify_any(text: str) -> str:
    """Most probable language of a text among all that the classifier knows; empty when it has too few letters."""
    if sum(map(str.isalpha, text)) < MINIMUM_LETTERS:
        return ""
    # The likeliest comes first.
    return next(iter(_scores(text)))


@functools.cache
def _classifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE)
