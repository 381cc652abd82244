"""Signs that forbid and ask, and what takes from so many to so many hours."""

from __future__ import annotations

import pytest

from toolkit.languages.french_amounts import give_amounts
from toolkit.languages.french_english import FrenchEnglish
from toolkit.languages.french_labels import give_labels
from toolkit.languages.french_signs import plain_sign
from toolkit.languages.french_to_english import give
from toolkit.languages.labels import translate_label


@pytest.mark.parametrize(
    ("sign", "plain"),
    [
        ("Prière de refermer la porte", "Veuillez fermer la porte"),
        ("Prière de ne pas fumer", "Veuillez ne pas fumer"),
        ("Merci d'éteindre vos téléphones.", "Veuillez éteindre vos téléphones."),
        ("Merci de votre visite", "Merci pour votre visite"),
        ("Défense d'uriner", "Il est interdit d'uriner"),
        ("Interdiction formelle de pêcher", "Il est interdit de pêcher"),
        ("Interdit aux moins de 16 ans", "Interdit pour les moins de 16 ans"),
        ("Port du gilet obligatoire", "Il est obligatoire de porter le gilet"),
        ("Port d'un casque recommandé !", "Il est recommandé de porter un casque !"),
        ("Ne pas obstruer le passage", "N'obstruez pas le passage"),
        ("Ne pas les laisser", "Ne les laissez pas"),
        ("Attention enfants", "Attention : enfants"),
    ],
)
def test_signs_become_sentences(sign: str, plain: str) -> None:
    assert plain_sign(sign) == plain


@pytest.mark.parametrize(
    "text",
    [
        "Prière de Saint François",
        "Merci d'avance",
        "Merci d'hier",
        "Défense de la langue française",
        "Port de Marseille",
        "Attention à la marche",
        "Ne pas " + "très " * 30 + "tomber",
    ],
)
def test_what_is_no_sign_stays(text: str) -> None:
    assert plain_sign(text) == text


def test_taxes_stand_behind_labels_and_sums() -> None:
    assert translate_label("Prix unitaire HT", "fr", "en") == "Unit price excl. tax"
    assert translate_label("TOTAL (T.T.C.) :", "fr", "en") == "TOTAL (INCL. TAX):"
    assert translate_label("Chat HT", "fr", "en") is None
    assert give_amounts("12 € HT, 15 € (TTC), 220 HT") == "12 € excluding tax, 15 € (including tax), 220 HT"


def test_spoons_are_shortened_in_many_ways() -> None:
    assert give_amounts("2 c. à soupe d'huile, 1 cuil. à café, 1/2 c. à thé") == (
        "2 tablespoons d'huile, 1 teaspoon, 1/2 teaspoon"
    )


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("toutes les 6 à 8 h, sans", "toutes les 6 to 8 hours, sans"),
        ("24 à 48 h, 24-48 h", "24 to 48 hours, 24 to 48 hours"),
        ("2 à 3 h de marche, en 3 ou 4 h.", "2 to 3 hours de marche, en 3 or 4 hours."),
        ("de 9 à 12 h, lundi 14 à 18h", "de 9:00 à 12:00, lundi 14:00 à 18:00"),
        ("500 av. J.-C., 30 ap. J.-C.", "500 BC, 30 AD."),
    ],
)
def test_hours_that_last_and_hours_of_the_day(text: str, given: str) -> None:
    assert give(text) == given


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("Prix unitaire HT : 1 234,50 €", "Unit price excl. tax: €1,234.50"),
        ("Nom : _______   Prénom : ______", "Name: _______   First name: ______"),
        ("Date de naissance : 12/03/1990", "Date of birth: 12/03/1990"),
        ("Nom : Dupont", None),
        ("HT : 12,50 € – TVA : 2,50 €", "EXCL. TAX: €12.50 – VAT: €2.50"),
        ("Le chat : 12", None),
        ("Nom : 12 Dupont", None),
    ],
)
def test_fields_of_a_form(text: str, fields: str | None) -> None:
    assert FrenchEnglish().fixed(text, "") == fields


def test_doses_and_leading_labels() -> None:
    assert give_amounts("60 mg/kg/j, 3 cp/j, 5 mn, le/j") == "60 mg/kg/day, 3 tablets/day, 5 min, le/day"
    assert give_labels("Résumé : le chat dort.") == "Summary : le chat dort."
    assert give_labels("Le chat : il dort.") == "Le chat : il dort."
    assert (
        plain_sign("Port du masque obligatoire dans le train") == "Il est obligatoire de porter le masque dans le train"
    )
