"""Rules that tell titles, bylines and site furniture from the body of a newspaper article.

The rules are for French and English web pages saved as text. They mark and never drop: a wrong guess changes a label
in the corpus, not its text.
"""

from __future__ import annotations

import re

from toolkit.documents.model import Document, Kind, Paragraph

_TITLE_WORDS = 22
_FURNITURE_WORDS = 90

_MONTH = (
    r"(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|"
    r"january|february|march|april|may|june|july|august|september|october|november|december)"
)
_DATE = (
    rf"(?:(?:le )?\d{{1,2}}(?:er)? {_MONTH} \d{{4}}|{_MONTH} \d{{1,2}}, \d{{4}}|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}})"
)
_TIME = r"(?:,?\s*(?:à|at)?\s*\d{1,2}\s?[:h]\s?\d{2}(?:\s?[ap]m)?)"
_NAME = r"[A-ZÀ-Þ][\w.'’-]+(?: (?:d[eu]|von|van|al|[A-ZÀ-Þ][\w.'’-]*)){0,4}"

_BYLINE = [
    re.compile(p, re.IGNORECASE)
    for p in (
        rf"^(?:publi[ée]e?|mis à jour|published|updated|posted)\b.{{0,20}}{_DATE}{_TIME}?\.?$",
        rf"^{_DATE}{_TIME}?$",
    )
] + [
    re.compile(rf"^(?:(?i:par|by)\s+)?{_NAME}\s*[-–—|,•]\s*(?i:{_DATE}){_TIME}?$"),
    re.compile(rf"^(?i:par|by)\s+{_NAME}(?:(?:,| et| and| &)\s*{_NAME})*$"),
]

# A line that is nothing but such a label.
_LABEL = re.compile(
    r"^(?:sources?|via|crédits?|credits?|partager|share|imprimer|print|commentaires?|comments?|newsletter|tags?|"
    r"mots[- ]clés|publicité|advertisement|(?:[àa] )?lire (?:également|aussi)|voir aussi|sur le même (?:sujet|thème)|"
    r"articles? (?:liés?|similaires?|connexes?)|en savoir plus|read (?:also|more|next)|see also|related(?: articles?)?|"
    r"suivez[- ]nous|follow us|retour (?:en haut|à l['’]accueil))(?:\s*(?:[:：>»…]|\.\.\.).{0,120})?\s*$",
    re.IGNORECASE,
)
# An appeal, a disclaimer, a notice of the publisher.
_APPEAL = re.compile(
    r"\b(?:les opinions exprimées|n['’]engage(?:nt)? que|the views expressed|views expressed in this article|"
    r"nous (?:aider|soutenir)|soutenez[- ](?:nous|notre)|faites un don|faire un don|votre (?:soutien|don|générosité)|"
    r"comptons sur (?:vous|votre)|abonnez[- ]vous|inscrivez[- ]vous|notre (?:newsletter|infolettre)|"
    r"aucune (?:aide|subvention) publique|support (?:us|our (?:work|journalism))|make a donation|donate (?:now|today)|"
    r"your (?:support|donation)|subscribe (?:to|now)|sign up for|tous droits réservés|all rights reserved|"
    r"reproduction (?:interdite|prohibited)|politique de confidentialité|privacy policy|cookies)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.;:,…]['\"’”»)\]]*$")


def classify(document: Document) -> None:
    """Set the kind of each paragraph, in place.

    Titles are looked for only before the first paragraph of body, bylines in the first lines, appeals and notices
    only behind the middle of the document, where an article that writes about donations is told from one that asks
    for them by the length of the paragraph.
    """
    paragraphs = document.paragraphs
    count = len(paragraphs)
    body_seen = False
    for number, paragraph in enumerate(paragraphs):
        if _is_label(paragraph):
            paragraph.kind = Kind.FURNITURE
        elif not body_seen and number < 6 and _is_byline(paragraph):
            paragraph.kind = Kind.BYLINE
        elif not body_seen and count > 1 and _is_title(paragraph):
            paragraph.kind = Kind.TITLE
        elif number >= count / 2 and _is_appeal(paragraph):
            paragraph.kind = Kind.FURNITURE
        else:
            paragraph.kind = Kind.BODY
            body_seen = True
    if not body_seen:
        # A list of short lines is not a list of titles.
        for paragraph in paragraphs:
            if paragraph.kind is Kind.TITLE:
                paragraph.kind = Kind.BODY


def _is_label(paragraph: Paragraph) -> bool:
    return bool(_LABEL.match(paragraph.text))


def _is_byline(paragraph: Paragraph) -> bool:
    return any(pattern.match(paragraph.text) for pattern in _BYLINE)


def _is_title(paragraph: Paragraph) -> bool:
    words = len(paragraph.text.split())
    return words <= _TITLE_WORDS and not _SENTENCE_END.search(paragraph.text) and any(map(str.isalpha, paragraph.text))


def _is_appeal(paragraph: Paragraph) -> bool:
    return len(paragraph.text.split()) <= _FURNITURE_WORDS and bool(_APPEAL.search(paragraph.text))
