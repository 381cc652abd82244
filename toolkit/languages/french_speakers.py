"""Who speaks, behind what is said: ``— Tu pars ? demanda-t-elle.``

Models read the question as that of the verb, or drop the verb. What is said and who says it are texts of their own, and
the verbs, which are few, are given in English.
"""

from __future__ import annotations

import re

_PAST = {
    "acquiesça": "agreed", "admit": "admitted", "affirma": "said", "ajouta": "added", "annonça": "announced",
    "appela": "called", "approuva": "approved", "assura": "assured", "avoua": "admitted", "balbutia": "stammered",
    "bougonna": "grumbled", "bégaya": "stammered", "chuchota": "whispered", "commença": "began",
    "conclut": "concluded", "confia": "confided", "constata": "noted", "continua": "continued", "cria": "shouted",
    "demanda": "asked", "déclara": "declared", "expliqua": "explained", "fit": "said", "gronda": "growled",
    "grommela": "grumbled", "gémit": "moaned", "hurla": "yelled", "insista": "insisted", "interrogea": "asked",
    "interrompit": "interrupted", "intervint": "cut in", "jura": "swore", "lança": "called out",
    "marmonna": "muttered", "maugréa": "grumbled", "murmura": "murmured", "nota": "noted", "objecta": "objected",
    "observa": "observed", "ordonna": "ordered", "pensa": "thought", "plaisanta": "joked", "poursuivit": "went on",
    "promit": "promised", "proposa": "suggested", "protesta": "protested", "précisa": "added",
    "questionna": "asked", "remarqua": "remarked", "renchérit": "added", "reprit": "went on", "ricana": "sneered",
    "riposta": "retorted", "rugit": "roared", "répliqua": "replied", "répondit": "answered", "répéta": "repeated",
    "rétorqua": "retorted", "s'exclama": "exclaimed", "s'écria": "exclaimed", "s'étonna": "wondered",
    "sanglota": "sobbed", "songea": "thought", "souffla": "whispered", "soupira": "sighed", "suggéra": "suggested",
    "supplia": "begged", "susurra": "whispered", "tonna": "thundered", "dit": "said",
}  # fmt: skip
_PARTICIPLES = {
    "affirmé": "said", "ajouté": "added", "annoncé": "announced", "assuré": "said", "conclu": "concluded",
    "confié": "confided", "crié": "shouted", "demandé": "asked", "déclaré": "said", "dit": "said", "écrit": "wrote",
    "estimé": "said", "expliqué": "explained", "indiqué": "said", "insisté": "insisted", "lancé": "said",
    "poursuivi": "went on", "précisé": "said", "reconnu": "admitted", "répondu": "answered", "répété": "repeated",
    "souligné": "stressed", "soupiré": "sighed", "tonné": "thundered", "hurlé": "yelled", "murmuré": "murmured",
}  # fmt: skip
_SUBJECTS = {"il": "he", "elle": "she", "on": "someone", "ils": "they", "elles": "they", "je": "I"}
_SUBJECT = "|".join(sorted(_SUBJECTS, key=len, reverse=True))
_VERB = "|".join(sorted(_PAST, key=len, reverse=True))
_SPOKE = rf"({_VERB})-(?:t-)?({_SUBJECT})(?![\w-])"
_HAD_SPOKEN = rf"(?:a|ont|avait|avaient)-(?:t-)?({_SUBJECT}) ({'|'.join(_PARTICIPLES)})(?!\w)"
_SOMEBODY = r"l['’]|(?:l[ae]s?|une?|[mts](?:on|a)|M\.|Mme) |[A-ZÀ-Þ][a-zà-ÿ]"
_NAMED = rf"(?!fit une? )({_VERB}) (?={_SOMEBODY})"
# These have objects too, which are no people: "Il hésita... reprit la route".
_TRANSITIVE = frozenset(
    """admit annonça appela assura avoua commença continua fit interrompit jura lança nota observa
    pensa poursuivit promit proposa précisa reprit répéta souffla suggéra""".split()
)
_NO_OBJECT = rf"(?:{'|'.join(sorted(_PAST.keys() - _TRANSITIVE, key=len, reverse=True))}) (?={_SOMEBODY})"
_CAPITAL_NAMED = rf"(?:{_VERB}) (?=[A-ZÀ-Þ][a-zà-ÿ]|M\.|Mme )"
_SPEECH_ENDS = re.compile(rf"(?<=[?!»\"”])[ \u00a0\u202f]+(?={_SPOKE}|{_HAD_SPOKEN}|{_NAMED})".replace("s'", "s['’]"))
_ELLIPSIS = re.compile(
    rf"(?:(?<=\.\.\.)|(?<=…))[ \u00a0\u202f]+(?={_SPOKE}|{_HAD_SPOKEN}|{_NO_OBJECT}|{_CAPITAL_NAMED})".replace(
        "s'", "s['’]"
    )
)
# These are said of other things too; alone they are what somebody said.
_AMBIGUOUS = frozenset({"dit", "fit"})
# Not of somebody who is told: "lui répondit-on".
_INVERTED = re.compile(rf"(?<![\w'-])(?<!lui )(?<!leur )(?<!nous )(?<!vous )(?<!me )(?<!te )(?<!se ){_SPOKE}")
_FIRST_NAMED = re.compile(_NAMED)
_FIRST = re.compile(rf"{_SPOKE}|{_HAD_SPOKEN}")
_ENGLISH = "|".join(sorted({*_PAST.values(), *_PARTICIPLES.values()}))
_GIVEN = re.compile(rf"(?<![\w'-])(?:{'|'.join(dict.fromkeys(_SUBJECTS.values()))}) (?:{_ENGLISH})(?!\w)")
_GIVEN_FIRST = re.compile(rf"(?:{'|'.join(sorted(set(_PAST.values()), key=len, reverse=True))})(?= (?:{_SOMEBODY}))")


def speech_and_speaker(text: str) -> list[tuple[int, int]] | None:
    """Offsets of what is said and of who says it; None for all other texts.

    >>> from toolkit.languages.french_speakers import speech_and_speaker
    >>> text = "— Tu pars ? demanda-t-elle."
    >>> [text[a:b] for a, b in speech_and_speaker(text)]
    ['— Tu pars ?', 'demanda-t-elle.']
    """
    match = _SPEECH_ENDS.search(text) or _ELLIPSIS.search(text)
    if match is None:
        return None
    said = text[: match.start()]
    # Within a quotation the rest of it follows.
    closed = all(said.count(one) == said.count(other) for one, other in ("«»", "“”")) and said.count('"') % 2 == 0
    return [(0, match.start()), (match.end(), len(text))] if closed and any(map(str.isalnum, said)) else None


def give_speakers(text: str) -> str:
    """A folded French segment with ``murmura-t-il`` as ``he murmured``, and so with ``a-t-il dit`` at its beginning."""
    if named := _FIRST_NAMED.match(text):
        return f"{_PAST[named[1]]} {give_speakers(text[named.end() :])}"
    if "-" not in text:
        return text
    text = _FIRST.sub(_english, text, count=1) if _FIRST.match(text) else text
    return _INVERTED.sub(lambda m: m[0] if m[1] in _AMBIGUOUS else _english(m), text)


def speaker(text: str) -> str | None:
    """``hurla-t-il.``, the whole of a text, in English; None for all others."""
    bare = text.strip()
    end = bare[len(bare.rstrip(" .:,\u00a0\u202f")) :]
    match = _FIRST.fullmatch(bare.removesuffix(end).replace("’", "'"))
    return _english(match) + end.strip() if match else None


def given_speakers(text: str) -> list[str]:
    """``he murmured`` and the like in a text that was given them, and ``said`` at its beginning."""
    first = _GIVEN_FIRST.match(text)
    return [*([first[0]] if first else []), *_GIVEN.findall(text)]


def _english(match: re.Match[str]) -> str:
    groups = [group for group in match.groups() if group]
    if groups[0] in _PAST:
        return f"{_SUBJECTS[groups[1]]} {_PAST[groups[0]]}"
    return f"{_SUBJECTS[groups[0]]} {_PARTICIPLES[groups[1]]}"
