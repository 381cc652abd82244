"""Which of a few expected languages a text is in.

Classifier: py3langid (a maintained fork of langid.py, Lui and Baldwin, "langid.py: An Off-the-shelf Language
Identification Tool", ACL 2012), whose model is part of its wheel. ``bench/language.py`` compares it with others on
titles and short sentences.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from toolkit.errors import InputError

#: Text with fewer letters says too little; it takes the language of its surroundings.
MINIMUM_LETTERS = 8


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
    ranked = _classifier(tuple(sorted(languages))).rank(text.lower() if text.isupper() else text)
    best = max(score for _, score in ranked)
    total = sum(math.exp(score - best) for _, score in ranked)
    language = next(code for code, score in ranked if score == best)
    return Guess(str(language), 1 / total)


@functools.cache
def _classifier(languages: tuple[str, ...]) -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    try:
        identifier.set_languages(list(languages))
    except ValueError:
        raise InputError(f"the language classifier does not know one of {', '.join(languages)}") from None
    return identifier


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


# Written languages that are told apart by region or name more than by their words.
_SAME = ({"no", "nb", "nn"}, {"hr", "sr", "bs"}, {"id", "ms"}, {"zh", "yue"}, {"tl", "fil"}, {"he", "iw"})


def same_language(one: str, other: str) -> bool:
    """Whether two primary codes stand for the same written language, or for two that no classifier tells apart."""
    return one == other or any({one, other} <= group for group in _SAME)


def identify_among_all(text: str) -> Guess:
    """Guess the language of a text among all that the classifier knows; none when it has too few letters."""
    if sum(map(str.isalpha, text)) < MINIMUM_LETTERS:
        return Guess("", 0.0)
    ranked = _any_classifier().rank(text.lower() if text.isupper() else text)
    best = max(score for _, score in ranked)
    language = next(code for code, score in ranked if score == best)
    return Guess(str(language), 1 / sum(math.exp(score - best) for _, score in ranked))


def identify_any(text: str) -> str:
    """Most probable language of a text among all that the classifier knows; empty when it has too few letters."""
    if sum(map(str.isalpha, text)) < MINIMUM_LETTERS:
        return ""
    return str(_any_classifier().classify(text)[0])


@functools.cache
def _any_classifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE)
