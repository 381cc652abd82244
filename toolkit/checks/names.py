"""Names and acronyms that have no counterpart in the target.

A capitalised word inside a sentence counts as a name. It is kept when the target has it, a word that looks like it, or
one that may stand for it (:mod:`toolkit.lexical.counterparts`). Titles are often left out and bodies named otherwise,
which is why a finding is a reason to look, not a verdict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.lexical.counterparts import LANGUAGES, Counterparts
from toolkit.text.cognates import fold_word
from toolkit.units import TranslationUnit

_NAME = re.compile(r"(?<=[\w,)»”’'\"] )\(?([A-ZÀ-Þ][\w-]*\w)|[ldnsLDNS][’']([A-ZÀ-Þ][\w-]*\w)")
_ACRONYM = re.compile(r"\b(?:[A-Z]{2,}|[A-Z]\w*-?\d+\w*(?:-\d+)*)\b")
_ORDINAL = re.compile(r"[IVXL]+(?:er?|[èi]?ème|ère|nde?)?")
_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}")
_TARGET_WORD = re.compile(r"[^\W_][\w-]*")

#: What the embedded package's words do not say: French names in small letters without accents and their English words.
_ALSO = {
    "angleterre": "britain",
    "etats": "us",
    "etats-unis": "us usa united states",
    "extreme-orient": "east",
    "kiev": "kyiv",
    "nord-coreen": "north korean",
    "nord-coreens": "north koreans korean",
    "oms": "who",
    "onu": "united nations",
    "royaume-uni": "britain",
    "rpdc": "dprk",
    "ue": "european",
    "uk": "britain",
    "unies": "united un",
    "urss": "soviet",
    "usa": "us united",
}
_FOLDED = {fold_word(name): {fold_word(word) for word in words.split()} for name, words in _ALSO.items()}


def check(unit: TranslationUnit) -> Iterator[str]:
    if unit.languages == LANGUAGES:
        for name in lost_names(unit.source, unit.target):
            yield f"the name '{name}' of the source has no counterpart in the target"


def lost_names(source: str, target: str) -> list[str]:
    """Names of a French text that have no counterpart in an English one, sorted."""
    if source.isupper():
        return []
    names = {m.group(1) or m.group(2) for m in _NAME.finditer(source)} | set(_ACRONYM.findall(source))
    names = {name for name in names if not _ORDINAL.fullmatch(name)}
    if not names:
        return []
    found = _Target(target)
    return sorted(name for name in names if not found.has(name))


class _Target:
    def __init__(self, text: str) -> None:
        text = _DOTTED.sub(lambda m: m.group().replace(".", ""), text)
        self._counterparts = Counterparts(text)
        words = [fold_word(w) for w in _TARGET_WORD.findall(text.replace("’s", "").replace("'s", ""))]
        self._words = {part for word in words for part in (word, *word.split("-"))}

    def has(self, name: str) -> bool:
        folded = fold_word(name)
        if folded in self._words or _FOLDED.get(folded, set()) & self._words:
            return True
        if any(c.isdigit() for c in name):
            return False
        small = name.lower()
        # Capitals are often written without their accents.
        if any(map(self._counterparts.translates, {small, f"é{small[1:]}" if small[0] == "e" else small})):
            return True
        if "-" in name:
            return all(self.has(part) for part in name.split("-") if len(part) > 1)
        return not name.isupper() and self._counterparts.has_alike(name)
