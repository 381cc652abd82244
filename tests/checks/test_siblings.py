"""Other sound pairs and other errors of the kinds of the cases."""

from __future__ import annotations

import pytest

from tests.checks.test_cases import reasons


@pytest.mark.parametrize(
    ("source", "target", "check"),
    [
        ("12 rue de la Paix, 75002 Paris", "12 rue de la Paix, 75002 Paris", "echo"),
        ("Un million de francs", "1m francs", "figures"),
        ('Il a couru 100 m en 9"58.', "He ran 100 m in 9.58 s.", "numbers"),
        ("Voir www.exemple.fr.", "See http://www.exemple.fr/.", "urls"),
        ("Il fait -5 °C.", "It is 23 °F.", "numbers"),
        ("quatre-vingt-dix-neuf", "99", "length"),
        ("Il est né en 68.", "He was born in 1968.", "numbers"),
        ("1,5 milliard de dollars", "$1.5bn", "length"),
        ("Né le 05/03/2024", "Born on 5 March 2024", "dates"),
        ("Le tome II de l'ouvrage", "Volume 2 of the work", "numbers"),
        ("Une surface de 20 m²", "An area of 20 square metres", "units"),
        ("2,2 millions de km carrés", "2.2 million km2", "units"),
        ("Le navire mesure 120 mètres.", "The ship is 120 m long.", "units"),
        ("Version 2.10 et version 3.1", "Version 2.10 and version 3.1", "numbers"),
        ("Le mot λόγος", "The word λόγος", "characters"),
        ("La taille maximale double", "The maximum size doubles", "opposites"),
    ],
)
def test_sound_pairs(source: str, target: str, check: str) -> None:
    assert not reasons(source, target, check, "fr-en")


@pytest.mark.parametrize(
    ("source", "target", "check"),
    [
        ("Rue de la paix et du chat, 12 jours", "Rue de la paix et du chat, 12 jours", "echo"),
        ("Voir www.exemple.fr.", "See http://www.exemple.org/.", "urls"),
        ("Voir ftp://a.fr.", "See http://a.fr.", "urls"),
        ("Il fait -5 °C.", "It is 33 °F.", "numbers"),
        ("Né le 05/03/2024", "Born on 3 May 2024", "dates"),
        ("Le tome II de l'ouvrage", "Volume III of the work", "numbers"),
        ("Une surface de 20 m²", "A length of 20 m", "units"),
        ("La version v. 2.10", "Version v. 2.1", "numbers"),
        ("La version 2.10.1", "Version 2.1.10", "numbers"),
        ("Le mot", "The w\u043erd", "characters"),
        ("Au moins 30 morts", "At most 30 dead", "opposites"),
        ("Le prix double.", "The price triples.", "opposites"),
        ("Le feu est vert.", "The light is red.", "opposites"),
        ("L'accès est autorisé.", "Access is forbidden.", "opposites"),
    ],
)
def test_errors(source: str, target: str, check: str) -> None:
    assert reasons(source, target, check, "fr-en")
