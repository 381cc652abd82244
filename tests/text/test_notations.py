"""Moves of chess, times of races, verses, years of a life, primes and signs of comments stay as they are."""

from __future__ import annotations

import pytest

from toolkit.languages.french_amounts import give_amounts
from toolkit.text import protected


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("Après 1. e4 e5 2. Cf3 Cc6, il joue O-O.", ["1. e4 e5 2. Cf3 Cc6", "O-O"]),
        ("12... Txf2 13. Rxf2 Dh4+ 0-1", ["12... Txf2 13. Rxf2 Dh4+ 0-1"]),
        ("Fb5 a6 4.", ["Fb5 a6"]),
        ("1. a4 est un format", []),
        ("Il gagne en 1h24'17\"812 et en 4'33\".", ["1h24'17\"812", "4'33\""]),
        ("Il est 1h24, il a 6 enfants.", []),
        ("1 R 19, 9a.11-13a et 9ab-10", ["9a.11-13a"]),
        ("Jean (°1742 – †1811), (* 1750), 20 °C, n° 12", ["°1742", "†1811", "* 1750"]),
        ("l'axe (X-X'), les points A' et B' ; A'', c'", ["X-X'", "A'", "B'", "A''"]),
        ("L' avion, D' abord, « J' ai »", []),
        ("; un commentaire ; un autre", [";"]),
        ("/* un commentaire */", ["/*", "*/"]),
        ("(* un commentaire *)", ["(*", "*)"]),
        ("Il vient ; elle part (*)", []),
        ("! un commentaire", ["!"]),
        ("! Nom !! Âge", []),
        ("' l'ajout d'un mot", ["'"]),
        ('" un commentaire', ['"']),
        ("{- un commentaire -}", ["{-", "-}"]),
        ("Oui ! un mot 'entre' deux", []),
        ("' un mot ' et \" un mot \"", []),
    ],
)
def test_notations_stay(text: str, spans: list[str]) -> None:
    assert [text[s.start : s.end] for s in protected.find(text, "fr")] == spans


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("7.500 € et 12.345.678,50 €", "7 500 € et 12 345 678,50 €"),
        ("la version 7.500 et 3.114 personnes", "la version 7.500 et 3.114 personnes"),
        ("1,234.56 octets et 2,500,000 visiteurs", "1 234,56 octets et 2 500 000 visiteurs"),
        ("$1,234.56 et 1,234 m", "$1,234.56 et 1,234 m"),
    ],
)
def test_sums_with_points_and_commas_in_groups(text: str, given: str) -> None:
    assert give_amounts(text) == given


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ils réagissent : 2 Na + Cl2 → 2 NaCl.", ["2 Na + Cl2 → 2 NaCl"]),
        ("Les ions SO4^2- et Na^+ restent.", ["SO4^2-", "Na^+"]),
        ("On passe de OUI à NON.", []),
        ("Alors f'(x) est nulle, et g’(t) aussi.", ["f'(x)", "g’(t)"]),
        ("Il a l'(ancien) droit.", []),
        ("Le test x < y && !a || b échoue.", ["x < y && !a || b"]),
        ('Appelez printf("%d", x) ou choix(s).', ['printf("%d", x)']),
        ("Merci @jean-pierre et @paul-", ["@jean-pierre", "@paul"]),
        ("Londres SW1A 2AA, Montréal H2X 1Y4", ["SW1A 2AA", "H2X 1Y4"]),
        ("Voiture 12, place 45.", []),
        ("La requête SELECT nom FROM clients WHERE age > 18 est lente.", ["SELECT nom FROM clients WHERE age > 18"]),
        ("Tapez SELECT nom FROM clients;", ["SELECT nom FROM clients;"]),
        ("Au 12 rue Foch. Il dort.", ["12 rue Foch"]),
    ],
)
def test_reactions_conditions_and_calls(text: str, found: list[str]) -> None:
    assert [text[s.start : s.end] for s in protected.find(text, "fr")] == found
