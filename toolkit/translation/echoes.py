"""Words that a translation says again, the source not: before an adjective and behind it, or half and whole.

A small model begins with the noun, as French does, and then says it where English has it: *un allié vital*, "an ally
vital ally".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.languages.habits import BETWEEN_TWO
from toolkit.lexical.word_model import WordModel, words_of

# A word, and what may stand before it is said again.
_AGAIN = re.compile(r"(?<![\w-])([^\W\d_]{4,}) (?=((?:[\w-]+ ){1,2})\1(?:s|es)?(?![\w-]))")
# A word, and one that begins so.
_HALF = re.compile(r"(?<![\w-])([^\W\d_]{4,}) (?=(?P<whole>\1[^\W\d_]+))")
# A part of a name, alone between commas: "Kyrylo Boudanov said, Kyrylo, head of".
_NAME = re.compile(r", ([^\W\d_a-zà-ÿ][^\W\d_]{2,})(?=,)")
_WORD = re.compile(r"[\w-]+")
# Between words; a compound is one.
_PARTED = re.compile(r"[^\w-]+")
_ARTICLE = re.compile(r"\b([Aa])n? \Z")
# A source word of that probability says it, and one of that part of the highest again.
_SAYS, _AS_WELL = 0.03, 0.25


def echoes(source: str, text: str, model: WordModel, language: str) -> list[re.Match[str]]:
    """The first mentions of what a translation says twice, each with the space behind it, and parts of names alone
    between commas, each with the comma before it.

    Args:
        source: what was translated.
        text: its translation.
        model: tells how often the source says it.
        language: of the translation, its primary code; those without a list of words between mentions have no echoes.
    """
    between = BETWEEN_TWO.get(language)
    words = _WORD.findall(text)
    found = [match for match in _NAME.finditer(text) if 0 < source.count(match[1]) < words.count(match[1])]
    # Few texts have a word twice, or half of one.
    if between is not None and any(_is_alike(words, place) for place in range(len(words))):
        there = [words_of(word) for word in _PARTED.split(source)]
        found += _found(there, text, model, between)
    return sorted(found, key=re.Match.start)


def without(text: str, found: list[re.Match[str]]) -> str:
    """A text without its echoes; an article before one is that of the next word."""
    for match in reversed(found):
        head, rest = text[: match.start()], text[match.end() :]
        article = r"\1n " if rest[:1].lower() in tuple("aeio") else r"\1 "
        text = _ARTICLE.sub(article, head) + rest
    return text


def _is_alike(words: list[str], place: int) -> bool:
    word = words[place]
    return len(word) > 3 and any(other.startswith(word) for other in words[place + 1 : place + 4])


def _found(there: list[list[str]], text: str, model: WordModel, between: frozenset[str]) -> Iterator[re.Match[str]]:
    for match in _AGAIN.finditer(text):
        word = match[1].lower()
        if between.isdisjoint(match[2].lower().split()) and len(_said(word, there, model)) < 2:
            yield match
    for match in _HALF.finditer(text):
        whole = _said(match["whole"].lower(), there, model)
        if _said(match[1].lower(), there, model) <= (whole if len(whole) == 1 else set()):
            yield match


def _said(word: str, there: list[list[str]], model: WordModel) -> set[int]:
    """Places of the words of the source that a word of the translation may stand for."""
    told = [max(model.row(word, parts), default=0.0) for parts in there]
    least = max(_SAYS, _AS_WELL * max(told, default=0.0))
    return {place for place, p in enumerate(told) if p >= least}
