"""Signs without a verb that says what to do, put into sentences that models know: *Prière de frapper*.

*Prière* alone is a prayer and *défense* a defence; what a sign forbids or asks for stands behind them, an infinitive.
"""

from __future__ import annotations

import re

_LONGEST = 90
_VERB = (
    r"(?:s'|se |l'|les? |la |y |en )?(?!hier|hiver|dernier|premier|avenir|plaisir|loisir|désir)"
    r"[a-zà-ÿ]+(?:er|ir|[nrd]dre|ttre|ître|ire|vre|clure)(?![\w-])"
)
_INFINITIVE = rf"(?P<verb>{_VERB}.*)"
_WITH_NOT = rf"(?P<verb>(?:ne (?:pas|rien|jamais|plus) )?{_VERB}.*)"
# How a sign begins, and what is said instead.
_FORBIDDEN = r"(?:défense|interdiction|interdit) (?:absolue |formelle |absolument |formellement |stricte )?(?:de |d')"
_WHO = r"(?P<who>moins de \d+ ans|enfants? .*|animaux.*|[a-zà-ÿ]+(?: [a-zà-ÿ]+){0,3})"
_WEAR = r"port (?P<of>de la |du |des |de l'|d')(?P<what>[^.!?:;]+?) (?:est )?(?P<must>obligatoire|interdit|recommandé)"
_WHERE = r"(?P<where> (?:dans|sur|en|pour|au|aux|à|pendant|lors) .*)?"
_NOT = r"ne pas (?P<object>l'|les? |la )?(?P<verb>[a-zà-ÿ]{2,})er(?![\w-])(?P<rest>.*)"
_BEWARE = r"(?P<what>(?:chiens?|enfants?|travaux|danger|école|verglas|virages?|sortie|risques?)(?![\w-]).*)"
_RULES = tuple(
    (re.compile(pattern, re.IGNORECASE), said)
    for pattern, said in (
        (rf"(?:prière|merci) (?:de |d'){_WITH_NOT}", r"Veuillez \g<verb>"),
        (rf"{_FORBIDDEN}{_INFINITIVE}", r"Il est interdit de \g<verb>"),
        (rf"interdit aux? {_WHO}", r"Interdit pour les \g<who>"),
        (r"merci (?:de|pour) (?P<what>v(?:otre|os) [a-zà-ÿ]+(?: [a-zà-ÿ]+){0,3})", r"Merci pour \g<what>"),
        (_WEAR + _WHERE, r"Il est \g<must> de porter \g<of>\g<what>\g<where>"),
        (_NOT, r"Ne \g<object>\g<verb>ez pas\g<rest>"),
        (rf"attention,? {_BEWARE}", r"Attention : \g<what>"),
    )
)
_ELISION = re.compile(r"(?<=Il est interdit d)e (?=[aeiouhyâàéèêîôû])|(?<=\AN)e (?=[aeiouyâàéèêîôû])", re.IGNORECASE)
_WORN = {"de la ": "la ", "du ": "le ", "des ": "des ", "de l'": "l'", "d'": ""}
# Models do not know that it is closed again.
_AGAIN = re.compile(r"(?<!\w)referme(r|z)(?!\w)")


def plain_sign(text: str) -> str:
    """A sign as a sentence with a verb; any other text as it is.

    Args:
        text: a whole folded French segment.

    Example:
        >>> plain_sign("Prière de frapper avant d'entrer"), plain_sign("Défense d'afficher sous peine d'amende")
        ("Veuillez frapper avant d'entrer", "Il est interdit d'afficher sous peine d'amende")
        >>> plain_sign("Port du gilet obligatoire"), plain_sign("Ne pas obstruer")
        ('Il est obligatoire de porter le gilet', "N'obstruez pas")
    """
    bare = text.rstrip(" !.")
    if len(text) > _LONGEST:
        return text
    for pattern, said in _RULES:
        match = pattern.fullmatch(bare)
        if match:
            plain = match.expand(said)
            if "of" in pattern.groupindex:
                plain = plain.replace(f"porter {match['of']}", f"porter {_WORN[match['of'].lower()]}", 1)
            return _AGAIN.sub(r"ferme\1", _ELISION.sub("'", plain)) + text[len(bare) :]
    return text
