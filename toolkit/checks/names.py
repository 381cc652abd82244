"""Names and acronyms that have no counterpart in the target.

A capitalised word inside a sentence counts as a name, unless it is known as a common word (*État*). It is kept when the
target has it, a word that looks like it, or one that may stand for it (:mod:`toolkit.lexical.counterparts`). Titles are
often left out and bodies named otherwise, which is why a finding is a reason to look, not a verdict. Acronyms are often
written out: they are missed only where the target has another one.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from toolkit.checks.acronyms import changed_acronyms
from toolkit.languages.lists import fold_phrase, known_names, proper_words, shared_words
from toolkit.languages.words import words_of
from toolkit.lexical.counterparts import LANGUAGES, Counterparts, beginning, is_known, word_model
from toolkit.text.cognates import english_spelling, fold_word
from toolkit.text.word_gate import words_in, words_of_text
from toolkit.units import TranslationUnit

# Behind a straight mark that opens, and a space, a sentence begins (*" Citez …*).
_INSIDE = r"(?<=[\w,)»”’'\"] .)(?<!\s\" .)(?<!\A\" .)|(?<=[\w,)»”’'\"] [(“\"«].)"
_NAMES = {
    # They begin with the capital, not with a look around, which is much faster to search for.
    "fr": re.compile(rf"[A-ZÀ-Þ](?:{_INSIDE}|(?<=[ldnsLDNS][’'].)(?<!-[ldns][’'].))[\w-]*\w"),
    "en": re.compile(rf"[A-ZÀ-Þ](?:{_INSIDE})[\w-]*\w"),
}
_ACRONYM = re.compile(r"[A-Z](?<=\b[A-Z])(?<!-[A-Z])(?:[A-Z]+|\w*-?\d+\w*(?:-\d+)*)\b")
_ROMAN = r"[IVXL]+(?:er|re|ère|e|[èi]?ème|nde?)?"
_ORDINAL = re.compile(_ROMAN)
_REGNAL = re.compile(r"\b[A-ZÀ-Þ][\w’'-]*[a-zà-ÿ] (?P<numeral>[IVX]+|I(?:er|re|ère))\b(?![’'.-]\w)")
_NUMERAL = re.compile(r" [IVX]")
_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}")
_TARGET_WORD = re.compile(r"[^\W_][\w-]*")
_MARKS = re.compile(r"[^\w\s’'-]")
_PARENTHESIS, _BEFORE_PARENTHESIS = (
    re.compile(r"\([^()]*\)"),
    # A minute or a score explains nothing.
    re.compile(r"(?: [\w-]+){0,3} \((?=[^()]*[^\W\d_]{3})"),
)
_NAME_BEFORE, _NAME_BEHIND = (
    re.compile(r"(?<![\w-])([A-ZÀ-Þ][\w-]*[a-zà-ÿ]) $"),
    re.compile(r" ([A-ZÀ-Þ][\w-]*[a-zà-ÿ])"),
)
_WORD_SIGN, _LONGEST_NAME = re.compile(r"\w"), 40
_ELIDED = re.compile(r"-[dl]$")
_NO_LETTER = re.compile(r"[\W_]")
_ROMAN_VALUES = {"X": 10, "V": 5, "I": 1}
# Fewer letters are mostly grammar; so many tell a name when its parts are written together.
_LONGER, _POSSIBLE, _JOINED = 4, 0.01, 6
# Share of the letters that an acronym has in another language (*CEDH*: ECHR).
_LETTERS = 0.5
_PEOPLE = frozenset("an ans ean eans ian ians n ns ese ish i is er ers".split())
# Headlines in English have a capital on nearly every word.
_HEADLINE = 0.75

#: What the embedded package's words do not say: French names in small letters without accents and their English words.
_ALSO = {
    "afghanistan": "afghan afghans",
    "allemagne": "gdr",
    "amerique": "us usa united",
    "angleterre": "britain uk",
    "azur": "riviera",
    "bale": "basel basle",
    "barca": "barcelona",
    "caraibes": "caribbean indies",
    "bretagne": "uk british",
    "christ": "ad bc",
    "cisjordanie": "bank",
    "etats": "us american",
    "etats-unis": "us usa united states america american americans",
    "eu": "us usa",
    "europe": "eu european",
    "extreme-orient": "east",
    "france": "french",
    "grande-bretagne": "uk british kingdom",
    "internet": "web online line net browser browsers",
    "javel": "bleach chlorine",
    "jourdain": "bank",
    "jesus": "ad bc",
    "kiev": "kyiv",
    "land": "state states",
    "lander": "states state laender",
    "madame": "mrs ms",
    "nations": "un",
    "nord-coreen": "north korean",
    "nord-coreens": "north koreans korean",
    "oms": "who",
    "onu": "united nations",
    "pays-bas": "netherlands dutch holland",
    "plzen": "pilsen",
    "rose-croix": "rosicrucian rosicrucians",
    "royaume-uni": "britain british uk",
    "rpdc": "dprk",
    "tchequie": "czech",
    "ue": "european",
    "uk": "britain",
    "union": "eu",
    "unies": "united un",
    "urss": "soviet",
    "usa": "us united",
    "washington": "dc",
}
_FOLDED = {fold_word(name): {fold_word(word) for word in words.split()} for name, words in _ALSO.items()}


def check(unit: TranslationUnit) -> Iterator[str]:
    pair = unit.languages
    lost = lost_names(unit.source, unit.target, pair) if set(pair) == set(LANGUAGES) else []
    for name in lost:
        yield f"the name '{name}' of the source has no counterpart in the target"
    for acronym, found in changed_acronyms(unit.source, unit.target, pair):
        if acronym not in lost:
            yield f"the acronym '{acronym}' of the source is '{found}' in the target"
    source, target = regnal_numbers(unit.source), regnal_numbers(unit.target)
    if source != target and source and target:
        for numeral in sorted(source.keys() - target.keys()):
            wrong = sorted(target.keys() - source.keys())
            if wrong:
                yield f"the number of '{source[numeral]}' is {target[wrong[0]].split()[-1]} in the target"


def regnal_numbers(text: str) -> dict[int, str]:
    """Values of Roman numerals behind names, with the name."""
    found = {}
    for match in _REGNAL.finditer(text) if _NUMERAL.search(text) else ():
        values = [_ROMAN_VALUES[letter] for letter in match["numeral"].rstrip("erè")]
        value = sum(-v if v < max(values[place:]) else v for place, v in enumerate(values))
        found[value] = match.group()
    return found


def lost_names(source: str, target: str, languages: tuple[str, str] = LANGUAGES) -> list[str]:
    """Names of a text that have no counterpart in its translation, sorted; French and English, either way."""
    if source.isupper():
        return []
    # Most stand in the target as they are, which is seen before it is read for all that they may have become.
    names = _names_in(source, languages[0]).difference(words_of_text(target))
    if not names:
        return []
    found = _Target(target, source, languages)
    lost = {name: _certainty(name, found) for name in _lost(names, found)}
    if all(lost.values()):
        return sorted(lost)
    # Given names are left out, acronyms written out, bodies named otherwise; but here another one stands in the target,
    # or nothing that could be another name for it.
    others = _others(target, source, languages)
    acronyms = [name for name in others if _is_acronym(name)]
    lost = {n: certain for n, certain in lost.items() if not _is_acronym(n) or _is_another(n, acronyms)}
    if is_explained(source, target, languages):
        return sorted(lost)
    return sorted(name for name, certain in lost.items() if certain or (others and not _is_given(name, found)))


def _is_given(name: str, found: _Target) -> bool:
    """Whether it stands before another name that the target has, with nothing in its place (*Steve Jobs*: Jobs)."""
    matches = (_NAME_BEHIND.match(found.source, place + len(name)) for place in _places(name, found.source))
    behind = next(filter(None, matches), None)
    if behind is None or not found.has_same(behind[1]) or is_common(behind[1].lower(), found.languages[0]):
        return False
    return not any(
        _NAME_BEFORE.search(found.text, max(0, place - _LONGEST_NAME), place)
        for place in _places(behind[1], found.text)
    )


def _is_another(acronym: str, others: list[str]) -> bool:
    """Whether a target has another acronym, and not the same in the order of its language (*OTAN*: NATO)."""
    if any(map(str.isdigit, acronym)):
        return any(any(map(str.isdigit, other)) for other in others)
    letters = Counter(filter(str.isalpha, acronym))
    shared = [sum((letters & Counter(filter(str.isalpha, other))).values()) for other in others]
    return bool(others) and max(shared) < _LETTERS * letters.total()


def _lost(names: Iterable[str], found: _Target) -> list[str]:
    """Those without a counterpart; common words only if they should stay as they are."""
    language, shared = found.languages[0], shared_words(*found.languages)
    return [
        name
        for name in names
        if (
            _is_acronym(name)
            or not is_common(name.lower(), language)
            or name.lower() in shared
            or (len(name) >= _LONGER and word_model().stands_for_itself(name.lower()))
            or _is_behind_a_name(name, found)
        )
        and not found.has(name)
        and not _is_aside(name, found)
        and not _is_compound(name, language)
    ]


def _is_compound(name: str, language: str) -> bool:
    """Whether it is made of common words (*Ministre-Président*), and no country (*Pays-Bas*)."""
    parts = name.split("-")
    if len(parts) == 1 or fold_word(name) in _FOLDED or any(map(str.isdigit, name)):
        return False
    return all(is_common(part.lower(), language) for part in parts if part)


def _is_aside(name: str, found: _Target) -> bool:
    """Whether it is said in brackets, or explained there, and the target has left some out."""
    if found.source.count("(") <= found.text.count("("):
        return False
    places = [(m.start(), m.end()) for m in _PARENTHESIS.finditer(found.source)]
    for start in _places(name, found.source):
        end = start + len(name)
        if any(a < start and end < b for a, b in places) or _BEFORE_PARENTHESIS.match(found.source, end):
            return True
    return False


def _places(name: str, text: str) -> Iterator[int]:
    """Where a name stands as a word, without a pattern for each name: to compile one takes longer than all else."""
    place = text.find(name)
    while place >= 0:
        end = place + len(name)
        if not _WORD_SIGN.match(text[max(0, place - 1) : place]) and not _WORD_SIGN.match(text, end):
            yield place
        place = text.find(name, place + 1)


def _is_behind_a_name(name: str, found: _Target) -> bool:
    """Whether it stands behind another name, which the target has as it is (*Laurent Blanc*)."""
    for place in _places(name, found.source):
        before = _NAME_BEFORE.search(found.source, max(0, place - _LONGEST_NAME), place)
        if before:
            return found.has_same(before[1]) and not is_common(before[1].lower(), found.languages[0])
    return False


def _certainty(name: str, found: _Target) -> bool:
    """Whether a lost name is one whatever else the target says."""
    one, other = found.languages
    small = name.lower()
    # The press leaves given names out, but not the names behind them.
    if not _is_acronym(name) and _is_behind_a_name(name, found):
        return True
    if _is_acronym(name) or is_common(small, one) or (is_known(small, one) and not is_known(small, other)):
        return False
    return not Counterparts(found.text, other).translates(small)


def is_explained(source: str, target: str, languages: tuple[str, str]) -> bool:
    """Whether all longer words of a target have a counterpart in its source."""
    model, turned = word_model(), languages != LANGUAGES
    sources = words_in(source)
    beginnings = {beginning(word) for word in sources} - {None}
    for word in words_in(target):
        if len(word) < _LONGER or beginning(word) in beginnings:
            continue
        rows = [model.row(s, [word])[0] for s in sources] if turned else model.row(word, sources)
        if not any(p >= _POSSIBLE for p in rows):
            return False
    return True


def _names_in(text: str, language: str) -> set[str]:
    words = words_of_text(text)
    names = set(_ACRONYM.findall(text))
    if language == "fr" or sum(not w.islower() for w in words) <= _HEADLINE * len(words):
        names.update(_NAMES[language].findall(text))
    if language == "fr":
        # Of Val-d'Oise and Villeneuve-l'Archevêque the first part is looked for.
        names = {_ELIDED.sub("", name) for name in names}
    return {name for name in names if not _ORDINAL.fullmatch(name) and not _is_other_word(name, language)}


@functools.lru_cache(maxsize=4_096)
def _is_other_word(name: str, language: str) -> bool:
    table = words_of(language)
    patterns = (*table.weekdays, *table.months, table.titles) if table else ()
    return bool(patterns) and bool(re.fullmatch("|".join(patterns), name.lower()))


def _is_acronym(name: str) -> bool:
    return (sum(map(str.isupper, name)) > 1 and not any(map(str.islower, name))) or any(map(str.isdigit, name))


def _others(target: str, source: str, languages: tuple[str, str]) -> list[str]:
    """Names of a target that its source lacks, common words left out."""
    known = _Target(source, target, (languages[1], languages[0]))
    names = _names_in(target, languages[1])
    return [n for n in names if not is_common(n.lower(), languages[1]) and not known.has(n)]


@functools.lru_cache(maxsize=4_096)
def is_common(word: str, language: str) -> bool:
    """Whether a word in small letters is no name though it may have a capital (*État*)."""
    accented = {word, f"é{word[1:]}"} if word[0] == "e" else {word}
    return any(is_known(w, language) and w not in proper_words(language) for w in accented)


@functools.lru_cache(maxsize=4_096)
def _letters(word: str) -> str:
    """A word without hyphens and the ending of a plural."""
    return _NO_LETTER.sub("", fold_word(word)).rstrip("s")


def _initials(run: str) -> tuple[str, str]:
    """Of the words of a name, either way round."""
    letters = "".join(word[0] for word in run.split())
    return letters, letters[::-1]


class _Target:
    def __init__(self, text: str, source: str, languages: tuple[str, str]) -> None:
        text = _DOTTED.sub(lambda m: m.group().replace(".", ""), text)
        self._turned = languages != LANGUAGES
        self.languages = languages
        self._counterparts = Counterparts(text, languages[1], source)
        words = [fold_word(w) for w in _TARGET_WORD.findall(text.replace("’s", "").replace("'s", ""))]
        self._words = {*words, *(part for word in words if "-" in word for part in word.split("-"))}
        self._parts = words
        self.source, self.text = source, text

    @functools.cached_property
    def _acronyms(self) -> frozenset[str]:
        return frozenset(_ACRONYM.findall(self.text))

    @functools.cached_property
    def _letters(self) -> frozenset[str]:
        return frozenset(map(_letters, self._parts))

    def has(self, name: str) -> bool:
        folded = fold_word(name)
        if (
            folded in self._words
            or self._has_joined(name)
            or self._has_initials(name)
            or _FOLDED.get(folded, set()) & self._words
        ):
            return True
        if self._turned and any(folded in others and also in self._words for also, others in _FOLDED.items()):
            return True
        if any(c.isdigit() for c in name):
            return False
        small = name.lower()
        common = is_common(small, self.languages[0])
        stands = self._counterparts.translates if common else self._counterparts.names
        # Capitals are often written without their accents.
        if any(map(stands, {small, f"é{small[1:]}" if small[0] == "e" else small})):
            return True
        if "-" in name:
            return all(self.has(part) for part in name.split("-") if len(part) > 1)
        if not name.isupper() and self._counterparts.has_alike(name, common):
            return True
        return self._is_transliterated(name, common) or self._has_people(folded) or self._is_listed(folded)

    def _has_people(self, folded: str) -> bool:
        """Whether the target has those who live there, or are of that party (*Chili*: Chileans)."""
        stem = folded.rstrip("aeio")
        return len(stem) >= _LONGER and any(
            word[: len(stem)] == stem and word[len(stem) :] in _PEOPLE for word in self._words
        )

    def _is_transliterated(self, name: str, common: bool) -> bool:
        """Whether the target has a Russian or Arabic name in its own spelling (*Loujkov*: Luzhkov)."""
        if self._turned or common or len(name) < _LONGER:
            return False
        english = english_spelling(name.lower())
        return english != name.lower() and fold_word(english) in self._words

    def has_same(self, name: str) -> bool:
        """Whether the target has the very name."""
        return fold_word(name) in self._words

    def _has_joined(self, name: str) -> bool:
        """Whether it is written with or without a space or hyphen there (*Micro-finance*: microfinance)."""
        letters = _letters(name)
        if letters in self._letters:
            return True
        # Most pairs are told by their first letter.
        return len(letters) >= _JOINED and any(
            _letters(one + other) == letters
            for one, other in pairwise(self._parts)
            if one[0] == letters[0] or len(one) == 1
        )

    def _has_initials(self, name: str) -> bool:
        """Whether the target has the initials of the names of which it is one (*Los Angeles*: L.A.)."""
        if not any(name[0] in acronym for acronym in self._acronyms):
            return False
        runs = re.findall(rf"(?:[A-ZÀ-Þ][\w-]* )*{re.escape(name)}(?: [A-ZÀ-Þ][\w-]*)*", self.source)
        return any(len(initials) > 1 and initials in self._acronyms for run in runs for initials in _initials(run))

    def _is_listed(self, folded: str) -> bool:
        """Whether the name, or a longer one with it, has another form that the target has."""
        rows = known_names(*self.languages).get(folded)
        if not rows:
            return False
        source, target = (f" {fold_phrase(_MARKS.sub(' ', text))} " for text in (self.source, self.text))
        return any(f" {name} " in source and any(f" {o}" in target for o in others) for name, others in rows)
