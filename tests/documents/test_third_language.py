"""A title in a third language is nobody's English."""

from __future__ import annotations

import pytest

from toolkit.documents import identify_document, parse_document
from toolkit.documents.references import find_reference_pairs
from toolkit.text.identify import third_language

BODY = "Le président a rencontré son homologue lundi à Pékin. Les deux hommes ont parlé du commerce.\n"


def pairs(*titles: str) -> int:
    document = parse_document("\n\n".join([*titles, BODY]), "a")
    identify_document(document)
    return len(find_reference_pairs(document, "fr", "en"))


@pytest.mark.parametrize(
    ("other", "french"),
    [
        ("Nordkorea schickt 10.000 Soldaten nach Russland", "La Corée du Nord envoie 10 000 soldats en Russie"),
        ("Krieg in der Ukraine: das Ende ist nahe", "Guerre en Ukraine : la fin est proche"),
        ("El presidente visita Ucrania en 2024", "Le président visite l'Ukraine en 2024"),
    ],
)
def test_a_third_language_makes_no_pair(other: str, french: str) -> None:
    assert pairs(other, french) == 0
    assert third_language(other, ("fr", "en"))


def test_an_english_title_still_does() -> None:
    assert pairs("North Korea sends 10,000 soldiers to Russia", "La Corée du Nord envoie 10 000 soldats en Russie") == 1
    assert third_language("North Korea sends 10,000 soldiers to Russia", ("fr", "en")) == ""
