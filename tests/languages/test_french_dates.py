"""Spans of days, parts of months and years, and repetitions of French, given in English."""

import pytest

from toolkit.languages.french_dates import give_dates


@pytest.mark.parametrize(
    ("french", "given"),
    [
        ("Ouvert du mardi au samedi.", "Ouvert from Tuesday to Saturday."),
        ("Du lundi au vendredi", "From Monday to Friday"),
        ("À la mi-août", "In mid-August"),
        ("la mi-mars 2020", "mid-March 2020"),
        ("mi-2022", "mid-2022"),
        ("Début 2024, l'usine ferme.", "In early 2024, l'usine ferme."),
        ("Il reviendra fin mars 2025.", "Il reviendra in late March 2025."),
        ("depuis début mars et jusqu'à fin avril", "depuis early March et jusqu'à late April"),
        ("de début mars à fin avril", "de early March à late April"),
        ("d'ici fin août", "d'ici late August"),
        ("Début du mois d'août", "In early August"),
        ("un jeudi sur deux", "every other Thursday"),
        ("Une semaine sur deux", "Every other week"),
        ("7j/7 et 24h/24", "24/7"),
        ("24 heures sur 24, 7 jours sur 7", "24/7"),
        ("Livraison offerte dès 49 € d'achat, dès 6 ans", "Livraison offerte from 49 € d'achat, from 6 ans"),
        ("24h/24", "24 hours a day"),
        ("6j/7", "6 days a week"),
    ],
)
def test_is_given_in_english(french, given):
    assert give_dates(french) == given


@pytest.mark.parametrize(
    "french",
    [
        "du lundi 3 au vendredi 7 mars",
        "à la fin mars",
        "au début de mai",
        "Fin de série",
        "sans début ni fin",
        "la mi-temps",
        "un Français sur deux",
        "fin 1980 €",
        "24h/48",
    ],
)
def test_is_left(french):
    assert give_dates(french) == french
