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
    r"(?:agréer|accepter|recevoir|croire|trouver ici)|recevez"
    r"|(?:je|nous) (?:vous|te) (?:(?:adress|présent|envoi|envoy)(?:e|ons)))"
    r"(?:, (?:(?:ch[eè]re?s? )?(?:madame|monsieur|mesdames|messieurs|mademoiselle)[^,.;!?]{0,40}"
    r"|ch[eè]re?s? [^,.;!?]{1,40}),(?: (?:monsieur|messieurs|madame),)?)?"
    r" (?:(?:à |en )?(?:l'(?:expression|assurance|hommage) (?:de |des )?)?(?:(?:mes?|ma|nos|notre) )?)"
    rf"(?:(?:plus |très |bien )?{_HOW} )?(?:{_WISHES})(?: (?:les |des )?(?:plus |très |bien )?{_HOW})?[.,]?",
    re.IGNORECASE,
)
# What stands before it, for one who writes.
_BEFORE = [
    (re.compile(pattern, re.IGNORECASE), english)
    for pattern, english in (
        (r"dans l'attente (?:de votre|d'une) (?:prompte |rapide )?(?:réponse|retour)", "{0} your reply."),
        (r"en attendant votre (?:prompte |rapide )?(?:réponse|retour)", "{0} your reply."),
        (r"dans l'attente (?:de vous lire|de vos nouvelles)", "{0} hearing from you."),
        (r"dans l'attente d'une (?:suite|réponse) favorable(?: (?:à|de) [^,;.]{1,40})?", "{0} a favourable reply."),
        (r"dans l'attente de vous (?:rencontrer|voir)", "{0} meeting you."),
        (r"dans l'attente (?:de notre|d'un) (?:prochain )?(?:entretien|rendez-vous)", "{0} meeting you."),
        (r"(?:en )?vous (?:en )?remerciant(?: (?:par|d'|à l')? ?avance)?", "Thank you in advance."),
        (
            r"(?:en )?restant à (?:votre|ta) (?:entière )?disposition(?: pour [^,;.]{1,60})?",
            "{1} remain at your disposal.",
        ),
    )
]
_BESIDE = re.compile(r",? (?:et )?(?=(?:je|nous) vous |veuillez )", re.IGNORECASE)
# Nobody is named.
_UNNAMED = re.compile(r"\bMadame(?:s)?,? (?:ou )?Monsieur\b|\bMesdames,? Messieurs\b", re.IGNORECASE)
_DEAR = re.compile(r"\AMadame, Monsieur,(?= [a-zà-ÿ])")
_DONE = re.compile(r"\AFait à (?=[A-ZÀ-Þ][^\d]{1,40}, le )")


def closing(text: str) -> str | None:
    """What an English letter ends with, for the sentence that a French one ends with; None for all other texts.

    >>> from toolkit.languages.french_letters import closing
    >>> closing("Veuillez agréer, Madame, Monsieur, l'expression de mes sentiments distingués.")
    'Yours faithfully,'
    >>> closing("Dans l'attente de votre réponse, je vous prie d'agréer, Madame, Monsieur, mes salutations.")
    'I look forward to your reply. Yours faithfully,'
    >>> closing("Je vous prie d'agréer, cher Paul, mes salutations distinguées."), closing("Il part.")
    ('Yours sincerely,', None)
    """
    plain = text.strip().replace("’", "'")
    beside = _BESIDE.search(plain)
    before, rest = (plain[: beside.start()], plain[beside.end() :]) if beside and beside.start() else ("", plain)
    said = _said_before(before, rest) if before else ""
    if said is None or not _CLOSING.fullmatch(rest):
        return _said_before(plain.rstrip(".,"), "")
    return (said and f"{said} ") + ("Yours faithfully," if _UNNAMED.search(plain) else "Yours sincerely,")


def _said_before(text: str, rest: str) -> str | None:
    """What is said before a formula, or in its place, in English."""
    we = rest.lower().startswith("nous") or " prions " in rest
    named = ("We look forward to", "We") if we else ("I look forward to", "I")
    return next((english.format(*named) for pattern, english in _BEFORE if pattern.fullmatch(text)), None)


# What letters say, and a plainer way to say it, in either language.
_SAID = [
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"\bMerci (?:de |d')(ne pas )?(?=(?!avoir\b|être\b)[a-zà-ÿ]+(?:er|ir|re)\b)", r"Veuillez \1"),
        (r"\bà (votre|ta) entière disposition\b", r"à \1 disposition"),
        (r"\b([Ss])ous (?=(?:\d+|\[\d+\]) (?:heures?|jours?|semaines?|mois)\b)", r"within "),
        (r"\bJe soussignée?, ", "I, the undersigned, "),
        (r"\b([Nn]ous vous |[Jj]e vous |[Jj]e te )convi(?=e\b|ons\b)", r"\1invit"),
        (r"\b(candidature|dossier|offre|proposition|demande)( n'a pas été) retenue?\b", r"\1\2 acceptée"),
    )
]
# The subject of a letter, not a thing that is called an object.
_SUBJECTS = (
    "re ?:|votre|notre|ma |mon |réclamation|candidature|résiliation|demande|commande|facture|réunion|convocation|"
    "relance|courrier|contrat|offre|rappel|invitation|compte rendu|rendez-vous|confirmation|mise en demeure|suite"
)
_OBJECT = re.compile(rf"\AObjet(?= ?: ?(?:{_SUBJECTS})\b)", re.IGNORECASE)


def give_letter(text: str) -> str:
    """A folded French segment with what letters say as English has it, or said in plainer French.

    >>> from toolkit.languages.french_letters import give_letter
    >>> give_letter("Fait à Lyon, le 1er juin 2024")
    'Done at Lyon, le 1er juin 2024'
    >>> give_letter("Merci de ne pas répondre."), give_letter("Merci d'avoir répondu.")
    ('Veuillez ne pas répondre.', "Merci d'avoir répondu.")
    """
    for pattern, plain in _SAID:
        text = pattern.sub(plain, text)
    return _OBJECT.sub("Subject", _DEAR.sub("Dear Sir or Madam,", _DONE.sub("Done at ", text)))
