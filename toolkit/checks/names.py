"""Names and acronyms that have no counterpart in the target.

A capitalised word inside a sentence counts as a name. It is kept when the target has a word that looks like it, or the
English form of a place or body whose name differs. The list holds facts of common news; what it lacks may be flagged
for nothing, which is why a finding is a reason to look, not a verdict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from toolkit.language.anchors import fold_word
from toolkit.units import TranslationUnit

_NAME = re.compile(r"(?<=[\w,;:)»”’'\"] )[«“\"(]?([A-ZÀ-Þ][\w-]*\w)|[ldnsLDNS][’']([A-ZÀ-Þ][\w-]*\w)")
_ACRONYM = re.compile(r"\b(?:[A-Z]{2,}|[A-Z][\w]*-?\d+\w*)\b")
_TARGET_WORD = re.compile(r"[^\W_][\w-]*")
_ALIKE = 0.6

#: French names whose English form looks different, folded; any of the English words will do.
_EXONYMS = {
    "ONU": "UN United Nations",
    "OTAN": "NATO",
    "UE": "EU European",
    "RPDC": "DPRK",
    "USA": "US USA United",
    "UK": "UK Britain",
    "OMS": "WHO",
    "FMI": "IMF",
    "OMC": "WTO",
    "PIB": "GDP",
    "SIDA": "AIDS",
    "URSS": "USSR Soviet",
    "AFP": "AFP",
    "PDG": "CEO",
    "Allemagne": "Germany",
    "Angleterre": "England Britain",
    "Bruxelles": "Brussels",
    "Croatie": "Croatia",
    "Espagne": "Spain",
    "Etats": "States US",
    "Etats-Unis": "United States US",
    "Grece": "Greece",
    "Hongrie": "Hungary",
    "Kiev": "Kyiv Kiev",
    "Londres": "London",
    "Moscou": "Moscow",
    "Nord": "North Northern",
    "Sud": "South Southern",
    "Est": "East Eastern",
    "Ouest": "West Western",
    "Occident": "West",
    "Extreme-Orient": "East",
    "Orient": "East",
    "Pays-Bas": "Netherlands",
    "Pays": "Country Netherlands",
    "Pekin": "Beijing Peking",
    "Poutine": "Putin",
    "Royaume-Uni": "Kingdom UK Britain",
    "Suisse": "Switzerland Swiss",
    "Suede": "Sweden",
    "Terre": "Earth Land",
    "Turquie": "Turkey",
    "Varsovie": "Warsaw",
    "Vienne": "Vienna",
    "Nations": "Nations UN",
    "Unies": "United UN",
    "Groupe": "Group Team",
    "Defense": "Defence Defense",
    "Conseil": "Council",
    "Securite": "Security",
    "Nord-Coreens": "North Koreans Korean",
}
_FOLDED = {fold_word(k): {fold_word(w) for w in v.split()} for k, v in _EXONYMS.items()}


def check(unit: TranslationUnit) -> Iterator[str]:
    if unit.languages != ("fr", "en"):
        return
    target = [fold_word(w) for w in _TARGET_WORD.findall(unit.target.replace("’s", "").replace("'s", ""))]
    parts = {p for w in target for p in (w, *w.split("-"))}
    if not unit.source.isupper():
        names = {m.group(1) or m.group(2) for m in _NAME.finditer(unit.source)}
        names |= set(_ACRONYM.findall(unit.source))
        for name in sorted(names):
            if not _has_counterpart(name, parts):
                yield f"the name '{name}' of the source has no counterpart in the target"


def _has_counterpart(name: str, words: set[str]) -> bool:
    folded = fold_word(name)
    if folded in words or _FOLDED.get(folded, set()) & words:
        return True
    if any(c.isdigit() for c in name) or name.isupper():
        return False
    if "-" in name and all(_has_counterpart(part, words) for part in name.split("-") if len(part) > 1):
        return True
    return any(
        SequenceMatcher(None, folded, word).ratio() >= _ALIKE or (len(folded) >= 4 and word.startswith(folded[:4]))
        for word in words
        if len(word) >= 3
    )
