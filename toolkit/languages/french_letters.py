"""Formulas of French letters, whose words no translation keeps: *Veuillez agréer, Madame, Monsieur, l'expression …*"""

from __future__ import annotations

import re

_WISHES = "sentiments?|salutations?|considération|respects?|hommages?|dévouement"
_HOW = (
    r"(?:distinguée?s?|dévouée?s?|respectueu(?:x|ses?)|cordiale?s?|cordiaux|sincères?|(?:les )?meilleure?s?|haute|"
    "parfaite|entière)"
)
# Nothing is said in it but whom it is for and which wishes it has.
_CLOSING = re.compile(
    r"(?:(?:(?:je|nous) (?:vous|te) pri(?:e|ons)(?: de bien vouloir)?,? (?:d'|de )?|veuillez(?: bien)? )"
    r"(?:agréer|accepter|recevoir|croire|trouver ici)|recevez)"
    r"(?:, (?:(?:ch[eè]re?s? )?(?:madame|monsieur|mesdames|messieurs|mademoiselle)[^,.;!?]{0,40}"
    r"|ch[eè]re?s? [^,.;!?]{1,40}),(?: (?:monsieur|messieurs|madame),)?)?"
    r" (?:(?:à |en )?(?:l'(?:expression|assurance|hommage) (?:de |des )?)?(?:(?:mes?|ma|nos|notre) )?)"
    rf"(?:(?:plus |très |bien )?{_HOW} )?(?:{_WISHES})(?: (?:les |des )?(?:plus |très |bien )?{_HOW})?[.,]?",
    re.IGNORECASE,
)
# Nobody is named.
_UNNAMED = re.compile(r"\bMadame(?:s)?,? (?:ou )?Monsieur\b|\bMesdames,? Messieurs\b", re.IGNORECASE)
_DEAR = re.compile(r"\AMadame, Monsieur,(?= [a-zà-ÿ])")
_DONE = re.compile(r"\AFait (?=à [A-ZÀ-Þ][^\d]{1,40}, le )")


def closing(text: str) -> str | None:
    """What an English letter ends with, for the sentence that a French one ends with; None for all other texts.

    >>> from toolkit.languages.french_letters import closing
    >>> closing("Veuillez agréer, Madame, Monsieur, l'expression de mes sentiments distingués.")
    'Yours faithfully,'
    >>> closing("Je vous prie d'agréer, cher Paul, mes salutations distinguées."), closing("Il part.")
    ('Yours sincerely,', None)
    """
    plain = text.strip().replace("’", "'")
    if not _CLOSING.fullmatch(plain):
        return None
    return "Yours faithfully," if _UNNAMED.search(plain) else "Yours sincerely,"


def give_letter(text: str) -> str:
    """A folded French segment with the line of place and date of a letter as English has it.

    >>> from toolkit.languages.french_letters import give_letter
    >>> give_letter("Fait à Lyon, le 1er juin 2024")
    'Done à Lyon, le 1er juin 2024'
    """
    return _DEAR.sub("Dear Sir or Madam,", _DONE.sub("Done ", text))
