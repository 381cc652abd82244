"""Names that a translation has lost, garbled or turned round: the sentence is translated again with marks for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Container, Mapping, Sequence

from toolkit.checks.acronyms import changed_acronyms
from toolkit.checks.names import lost_names
from toolkit.languages.lists import articled_names, given_names, proper_words
from toolkit.languages.pair import LanguagePair
from toolkit.lexical.word_model import WordModel
from toolkit.text.protected import show
from toolkit.text.typography import fold
from toolkit.translation.choice import Choice
from toolkit.translation.jobs import Care, Job
from toolkit.translation.preparation import Preparation
from toolkit.translation.repairs import Repair

# What is called so is often something else: "La Provence est belle", "La Défense du pays".
_ALSO_OTHERS = frozenset(
    "La Croix|La Défense|La Flèche|La Plagne|La Presse|La Provence|Le Devoir|Le Progrès|Le Soir|Le Temps|Les Lilas|"
    "Les Républicains".split("|")
)
_SENTENCE_ENDS = frozenset(["", *".!?:\"'-"])
_GOES_ON = re.compile(r" d(?:e |u |es |')")
# A person: given name or initials, and a surname in capitals.
_PERSON = re.compile(
    r"(?<![\w'-])((?:[A-ZÀ-Þ][a-zà-ÿ]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)*|(?:[A-ZÀ-Þ]\.-?)+)(?: d[eu])?) ?"
    r"((?:[A-ZÀ-Þ]{2,}(?:-[A-ZÀ-Þ]{2,})*)(?: [A-ZÀ-Þ]{2,}(?:-[A-ZÀ-Þ]{2,})*)?)(?![\w'-])"
)
_NAME_ALONE = re.compile(
    r"((?:M|Dr|Me)\. |(?:Mme|Mlle|Monsieur|Madame) )?"
    r"([A-ZÀ-Þ][\w'’-]*[a-zà-ÿ](?: (?:d[eu]|de la|von|van|(?:d')?[A-ZÀ-Þ][\w'-]*[a-zà-ÿ])){0,3})"
)
# A person's names in a sentence, with what may stand between them; kings have numbers.
_NAMES = re.compile(
    r"(?<![\w'’-])([A-ZÀ-Þ][a-zà-ÿ]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)*)"
    r"((?: (?:(?:d[eu]|de la|von|van|ben|bin|al|el) |d['’])?[A-ZÀ-Þ][\w'’-]*[a-zà-ÿ]){1,6})(?![\w'’-]|\.\w| [IVX]+\b)"
)
_SHORT = 4
_OF_NAMES = frozenset("d da de des du l la le les st van von".split())
_SMALL_WORDS = frozenset(
    "a as aime dit doit es est et fait ne ni ou où pas peut plus que qui sait se si sont tu va veut y".split()
)


class LostNames(Repair):
    """Names that are the same in the target language: they get marks.

    Args:
        preparation: of the segments.
        choice: counts what is lost.
        word_model: tells which words stand for themselves.
        pair: French and English, either way.
        words: of the source language that are no names.
    """

    def __init__(
        self,
        preparation: Preparation,
        choice: Choice,
        word_model: WordModel,
        pair: LanguagePair,
        words: Container[str] = (),
    ) -> None:
        self._preparation = preparation
        self._choice = choice
        self._model = word_model
        self._languages = pair.primary
        self._words = words

    def _is_word(self, word: str) -> bool:
        return word not in _OF_NAMES and (word in self._words or word in _SMALL_WORDS)

    def find(self, job: Job) -> Collection[str]:
        """Names that the target lacks and that no other word stands for."""
        if not job.is_whole():
            return []
        leaves = [leaf for leaf in job.leaves() if not leaf.shouted]
        pieces = [piece for leaf in leaves for piece in leaf.pieces]
        lost = [name for piece in pieces for name in lost_names(piece.source, piece.text, self._languages)]
        lost = [name for name in lost if self._model.stands_for_itself(name.lower())]
        lost += [name for piece in pieces for name, _ in changed_acronyms(piece.source, piece.text, self._languages)]
        if self._languages[0] != "fr":
            return lost
        texts = [
            (fold(leaf.bare), show(" ".join(p.text for p in leaf.pieces), leaf.marked))
            for leaf in leaves
            if leaf.pieces
        ]
        return lost + [
            name
            for source, made in texts
            for name in _persons(source, self._model.stands_for_itself, self._is_word)
            if not _has_name(made, name, source)
        ]

    def prepare(self, job: Job, lost: Collection[str], made: Mapping[str, str]) -> Job:
        """With marks for these names, and for the terms that had marks."""
        terms = job.all_marked()
        return self._preparation.job(job.segment, Care(lost=terms, names=lost))

    def better(self, new: Job, old: Job) -> bool:
        """Where less is lost than before."""
        return self._choice.is_mended(new, old, self.find)


def _persons(text: str, stands_for_itself: Callable[[str], bool], is_word: Callable[[str], bool]) -> list[str]:
    """People with surnames in capitals, and names that are all of a text, which models turn round or shorten."""
    found = [
        m[0]
        for m in _PERSON.finditer(text)
        # Somebody may shout a verb.
        if ("." in m[1] or _is_given(m[1].split(" ")[0])) and not any(map(is_word, m[2].lower().split(" ")))
    ]
    found += [name for m in _NAMES.finditer(text) if (name := _person(m, stands_for_itself, is_word))]
    # Others have small letters behind the article (le monde), and the longest is the whole name.
    articled = sorted((name for name in articled_names("fr") if name in text), key=len, reverse=True)
    found += [name for name in articled if _is_articled(name, text)][:1]
    alone = _NAME_ALONE.fullmatch(text.strip())
    if alone:
        title, name = alone.groups()
        first = re.split(r"[ '’]", name)[0]
        place = first == name and first.lower() in proper_words("fr") and stands_for_itself(first.lower())
        others = [word.lower() for word in name.split(" ")[1:]]
        if title or place or (first != name and _is_given(first) and not any(map(is_word, others))):
            found.append(name)
    return found


def _person(
    names: re.Match[str], stands_for_itself: Callable[[str], bool], is_word: Callable[[str], bool]
) -> str | None:
    """A person among names in a sentence, if other languages have it the same: from the given name on."""
    words = names[0].split(" ")
    begins = names.string[: names.start()].rstrip()[-1:] in _SENTENCE_ENDS
    for place, word in enumerate(words[:-1]):
        if _is_given(word) and not (begins and not place and is_word(word.lower())):
            others = _parts(words[place + 1 :])
            return " ".join(words[place:]) if others and all(map(stands_for_itself, others)) else None
    # Of three names the last may be spelt as a word: Kim Jong Un.
    first, *others = _parts(words)
    three = len(others) > 1 and len(others[-1]) < _SHORT and not begins
    return names[0] if three and stands_for_itself(first) else None


def _parts(words: Sequence[str]) -> list[str]:
    return [part for part in re.split(r"[ '’]", " ".join(words).lower()) if part not in _OF_NAMES]


def _is_articled(name: str, text: str) -> bool:
    """Whether a text has such a name; where a sentence begins, the article may be none of the name."""
    for match in re.finditer(rf"(?<![\w'-]){re.escape(name)}(?![\w'-])", text):
        first = text[: match.start()].rstrip()[-1:] in _SENTENCE_ENDS
        if not first or (name not in _ALSO_OTHERS and not _GOES_ON.match(text, match.end())):
            return True
    return False


def _is_given(word: str) -> bool:
    return any(part.lower() in given_names("fr") for part in word.split("-"))


def _has_name(text: str, name: str, source: str) -> bool:
    """Whether a translation has a name whole, and its last word no more often than the source."""
    last = name.split()[-1]
    return name in text and text.count(last) <= source.count(last)
