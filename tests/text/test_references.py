"""References are known by their form and stay as they are."""

from __future__ import annotations

import pytest

from toolkit.text import protected


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Paris : Seuil, 312 p.", ["312 p."]),
        ("Voir p. 123-125 et pp. 12, 14.", ["p. 123-125", "pp. 12, 14"]),
        ("Code SWIFT CRLYFRPP ou SOGEFRPPXXX, PRESIDENT", ["CRLYFRPP", "SOGEFRPPXXX"]),
        ("Norme DIN 53 438, ISO 12 944-2, EN ISO 9001", ["DIN 53 438", "ISO 12 944-2", "EN ISO 9001"]),
        ("LRAR n° 1A 123 456 7890 1", ["1A 123 456 7890 1"]),
        ("[2024-06-03T12:45:01Z] WARN disque plein", ["[2024-06-03T12:45:01Z]"]),
        ("c.e.App ne part pas, c.-à-d. demain", ["c.e.App"]),
        ("La branche 'feature/été' et l'été", ["feature/été"]),
        ("fa-user, btn-primary, porte-monnaie", ["fa-user", "btn-primary"]),
        ('Il a mis 12"98', ['12"98']),
        ("GPS : 48,8566, 2,3522 et 12,5, 13,5", ["48,8566, 2,3522"]),
        ("N 45° 12.345' E 005° 43.210' ou 48° 51′ 24″ N", ["N 45° 12.345'", "E 005° 43.210'", "48° 51′ 24″ N"]),
        ("Né le ..../..../........ ici", ["..../..../........"]),
        ("Texte #étiquette/sous et #projet/été-2024.", ["#étiquette/sous", "#projet/été-2024"]),
        ("Série SN-0001-ÀB", ["SN-0001-ÀB"]),
        ("Le fichier « rapport été 2024.pdf » est joint.", ["rapport été 2024.pdf"]),
        ("Il a dit « oui. » et « non »", []),
        ("Touches ↑/↓ et ← / →", ["↑/↓", "← / →"]),
        ("$COUNT$ fichiers sur $TOTAL$, payés en $US", ["$COUNT$", "$TOTAL$"]),
    ],
)
def test_references(text: str, kept: list[str]) -> None:
    assert [text[s.start : s.end] for s in protected.find(text, "fr")] == kept
