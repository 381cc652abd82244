"""A source that came back untranslated, as a whole, in a run of words or in a single word.

Names, addresses, titles in quotes, commands and texts in a third language stay as they are: an echo has words of the
source's language that the other does not have.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterator, Sequence

from toolkit.checks.measures import is_code, lower_words, without_addresses
from toolkit.checks.placeholders import plain
from toolkit.languages.habits import BINDERS, borrowed
from toolkit.languages.lists import also_words, proper_words
from toolkit.lexical.counterparts import LANGUAGES, is_known, word_model
from toolkit.text.protected import find
from toolkit.text.repetition import ngrams
from toolkit.text.word_gate import WORD, words_of_lowered, words_of_text
from toolkit.units import TranslationUnit

_RUN, _FEWEST, _WORDS = 5, 2, 2
# Share of the words that are of one language alone in a text that is surely of it, and how many a command has at most.
_OWN, _OF_A_COMMAND = 0.25, 3
_OPENING, _CLOSING, _MARKS = frozenset("«“\"‘'"), frozenset("»”\"’'"), " \u00a0\u202f.,;:!?…"
_QUOTES = re.compile(r"[«“\"][^«»“”\"]{1,80}[»”\"]|‘[^’]{1,60}’")
_SHORTEST, _CLAUSE = 4, 3
# How many words make a name that stays as it is, and no more.
_NAME_WORD, _NAME_WORDS, _LONGEST_NAME = re.compile(r"[^\W\d_]+"), 3, 12


def check(unit: TranslationUnit) -> Iterator[str]:
    """Whole texts and runs of words."""
    source, target = (words_of_lowered(without_addresses(plain(text))) for text in (unit.source, unit.target))
    if len(source) >= _FEWEST and source == target:
        if is_translatable(_without_streets(plain(unit.source)), unit.languages):
            yield "the target repeats the source"
        return
    if not _has_run(target, set(source).intersection(target)):
        return
    runs = set(ngrams(source, _RUN))
    for run in ngrams(target, _RUN):
        # Names are the same in both languages; five small words in a row are not.
        if run in runs and sum(word in unit.target for word in run) == _RUN:
            yield f"untranslated words: '{' '.join(run)}'"
            return


def _without_streets(text: str) -> str:
    """A text without houses in streets, which stay as they are."""
    if not any(map(str.isdigit, text)):
        return text
    parts, position = [], 0
    for span in find(text, kinds=("identifier",)):
        parts.append(text[position : span.start])
        position = span.end
    return " ".join([*parts, text[position:]])


def _has_run(words: Sequence[str], common: Collection[str]) -> bool:
    """Whether so many words in a row are among some."""
    # Translations have few words of their source at all.
    if sum(map(common.__contains__, words)) < _RUN:
        return False
    run = 0
    for word in words:
        run = run + 1 if word in common else 0
        if run == _RUN:
            return True
    return False


def is_translatable(text: str, languages: tuple[str, str]) -> bool:
    """Whether a text has words that only its language has; where that is not known, small words at all."""
    bare = text.strip(_MARKS)
    if bare[:1] in _OPENING and bare[-1:] in _CLOSING:
        return False
    one, other = languages
    if _small_words(text, languages) > is_code(text):
        return True
    if {one, other} == set(LANGUAGES):
        own = _own_words(text, one, other)
        if own >= _WORDS and own >= _OWN * len(WORD.findall(text)) and (own > _OF_A_COMMAND or not is_code(text)):
            return True
    if is_code(text):
        return False
    words = lower_words(text) or ([w.lower() for w in WORD.findall(text)] if text.isupper() else [])
    if {one, other} == set(LANGUAGES):
        also = also_words(other)
        known = [w for w in words if is_known(w, one) and w not in also and _has_translation(w, one)]
        return len(known) >= _WORDS and 2 * len(known) >= len(words)
    return len(words) > _WORDS


def _small_words(text: str, languages: tuple[str, str]) -> int:
    """How many words of a clause are such as join its words (*of*, *is*), and none in the other language."""
    words = WORD.findall(text)
    if len(words) < _CLAUSE:
        return 0
    one, other = languages
    known = sum(place == 0 or (word.islower() and is_known(word, one)) for place, word in enumerate(words))
    if 2 * known < len(words) + 1:
        return 0
    joining = _joining_words(one, other)
    first, *others = words
    return sum(len(word) > 1 and word in joining for word in (first.lower(), *others))


@functools.cache
def _joining_words(one: str, other: str) -> frozenset[str]:
    return frozenset(BINDERS.get(one, "").split()) - also_words(other) - {*BINDERS.get(other, "").split()}


def _own_words(text: str, one: str, other: str) -> int:
    """How many words only one of two languages has, names left out: the first word may be one with a capital."""
    words = WORD.findall(text)
    small = [w.lower() for place, w in enumerate(words) if not (place and w[0].isupper())]
    own = [w for w in small if len(w) > 1 and is_known(w, one) and not is_known(w, other)]
    return sum(_has_translation(w, one) for w in own)


def check_words(unit: TranslationUnit) -> Iterator[str]:
    """Single words of the source in the target that are no words of the target's language."""
    one, other = unit.languages
    if {one, other} != set(LANGUAGES) or unit.source == unit.target:
        return
    common = set(words_of_text(unit.source)).intersection(words_of_text(unit.target))
    common = {w for w in common if w.islower() and len(w) >= _SHORTEST}
    if not common:
        return
    left = [w for w in sorted(common) if is_left(w, one, other)]
    if not left:
        return
    target = _without_names(_QUOTES.sub(" ", without_addresses(plain(unit.target))), unit.source)
    words = set(WORD.findall(borrowed(other).sub(" ", target)))
    for word in left:
        if word in words and not re.search(rf"[-_/.@\\]{word}\b|\b{word}[-_/\\@(]", target):
            yield f"the word '{word}' of the source was left untranslated"


def _without_names(target: str, source: str) -> str:
    """A text without names of several words that stand in its source as they are (*Caisse nationale d'assurance*)."""
    words = list(_NAME_WORD.finditer(target))
    parts, position = [], 0
    for place, word in enumerate(words):
        if word.start() < position or not word[0][0].isupper():
            continue
        last = None
        for other in words[place : place + _LONGEST_NAME]:
            if target[word.start() : other.end()] not in source:
                break
            last = other
        if last and words.index(last) - place + 1 >= _NAME_WORDS:
            parts.append(target[position : word.start()])
            position = last.end()
    return " ".join([*parts, target[position:]])


def is_left(word: str, one: str, other: str) -> bool:
    """Whether a word in small letters is of one language, has another word in the other, and is none of the other."""
    if not is_known(word, one) or word in also_words(other) or word in proper_words(one):
        return False
    return _has_translation(word, one)


def _has_translation(word: str, language: str) -> bool:
    """Whether another word is likely to stand for one in the other language."""
    if language == LANGUAGES[0]:
        return not word_model().stands_for_itself(word)
    return any(other != word for other in word_model().likely(word))
