"""Nouns that a translation has before what English puts before them, as French does where a name follows.

*le dirigeant nord-coréen Kim Jong Un*: "the leader North Korean Kim Jong Un"; *la Fondation Friedrich Naumann*:
"Foundation Friedrich Naumann". Elsewhere models know better.
"""

from __future__ import annotations

import functools
import re

from toolkit.languages.habits import ARTICLED, NAMED_BEFORE
from toolkit.languages.lists import proper_words
from toolkit.lexical.word_model import WordModel, words_of

_NAME = r"[A-ZÀ-Þ][\w'’-]*[a-zà-ÿ](?: [A-ZÀ-Þ][\w'’-]*[a-zà-ÿ])*"
# Two words and a name, in the source, and a word and an adjective with a capital before one, in the translation.
_TWO = re.compile(r"(?<![\w-])([a-zà-ÿ-]{4,}) ([a-zà-ÿ-]{4,}) ([A-ZÀ-Þ][\w-]+)")
_TURNED = re.compile(r"(?<![\w-])([a-z]{4,}) ((?:North |South )?([A-Z][a-z]+)) (?=([A-ZÀ-Þ][\w-]+))")
# An institution, and a name of two words and more behind it.
_NOUNS = "|".join(noun.capitalize() for noun in sorted(NAMED_BEFORE))
_NAMED = re.compile(rf"(?<![\w-])((?:[Tt]he )?)({_NOUNS}) ({_NAME})(?![\w'’-])")
_DETERMINER = re.compile(r"\b(?:the|an?|its|his|her|their|our|this|that)\s\Z", re.IGNORECASE)
# A word of the source that is likely for one of the translation.
_LIKELY = 0.03


def in_order(source: str, text: str, model: WordModel) -> str:
    """An English translation with its adjectives of nations and names of institutions where English has them.

    Args:
        source: in French.
        text: its translation.
        model: tells which words stand for each other.
    """
    if _TURNED.search(text):
        text = _TURNED.sub(functools.partial(_turned, _TWO.findall(source), model), text)
    return _NAMED.sub(functools.partial(_named, source, model), text)


def _stands_for(word: str, source: str, model: WordModel) -> bool:
    return max(model.row(word.lower(), words_of(source)), default=0.0) >= _LIKELY


def _turned(found: list[tuple[str, str, str]], model: WordModel, match: re.Match[str]) -> str:
    noun, adjective, last, name = match.groups()
    if last.lower() not in proper_words("en"):
        return match[0]
    pairs = [(one, other) for one, other, behind in found if behind == name]
    turned = any(_stands_for(noun, one, model) and _stands_for(last, other, model) for one, other in pairs)
    return f"{adjective} {noun} " if turned else match[0]


def _named(source: str, model: WordModel, match: re.Match[str]) -> str:
    article, noun, name = match.groups()
    before = re.search(rf"([^\W\d_]+) {re.escape(name)}(?!\w)", source)
    if before is None or not _stands_for(noun, before[1], model):
        return match[0]
    determined = article or _DETERMINER.search(match.string[: match.start()])
    added = "" if determined or noun.lower() not in ARTICLED else "The " if match.start() == 0 else "the "
    return f"{article or added}{name} {noun}"
