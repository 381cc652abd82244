"""References are known by their form and stay as they are."""

from __future__ import annotations

import pytest

from toolkit.text import protected
from toolkit.text.protected import find


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
        ("La branche 'feature/été' et l'été", ["'feature/été'"]),
        ("Appelez `GET /v1/users` puis Match nul (1-1), 5-5 €", ["`GET /v1/users`", "1-1"]),
        ("fa-user, btn-primary, porte-monnaie", ["fa-user", "btn-primary"]),
        ('Il a mis 12"98', ['12"98']),
        ("GPS : 48,8566, 2,3522 et 12,5, 13,5", ["48,8566, 2,3522"]),
        ("N 45° 12.345' E 005° 43.210' ou 48° 51′ 24″ N", ["N 45° 12.345'", "E 005° 43.210'", "48° 51′ 24″ N"]),
        ("Né le ..../..../........ ici", ["..../..../........"]),
        ("Texte #étiquette/sous et #projet/été-2024.", ["#étiquette/sous", "#projet/été-2024"]),
        ("Série SN-0001-ÀB", ["SN-0001-ÀB"]),
        ("Le fichier « rapport été 2024.pdf » est joint.", ["rapport été 2024.pdf"]),
        ("Il a dit « oui. » et « non »", []),
        ('Envoyez {"nom": "Jean", "age": 12} au serveur.', ['{"nom": "Jean", "age": 12}']),
        ("SELECT a FROM t WHERE b = 'Jean'; puis", ["SELECT a FROM t WHERE b = 'Jean';"]),
        ("La fonction calculer_prix(montant, taux=0.2) va.", ["calculer_prix(montant, taux=0.2)"]),
        ("$ ls -la", ["$ ls -la"]),
        ("GET /api/v1?id=1&nom=é HTTP/1.1 échoue", ["GET /api/v1?id=1&nom=é HTTP/1.1"]),
        ("La tâche 0 12 * * 1-5 est active.", ["0 12 * * 1-5"]),
        ("Brevet EP 1 234 567 B1, EUR 1 234 567", ["EP 1 234 567 B1"]),
        ("at com.ex.Main.run(Main.java:42)", ["com.ex.Main.run(Main.java:42)"]),
        ("[http-nio-8080-exec-1] INFO parti", ["[http-nio-8080-exec-1]"]),
        ('level=info msg="serveur démarré" port=8080', ["level=info", 'msg="serveur démarré"', "port=8080"]),
        ('Le système "extraction/fabrication/déchet", "photos/été" et \'a.b/c\'', ['"photos/été"', "'a.b/c'"]),
        ("filefrag [-d] [-v] [-r] fichier", ["[-d]", "[-v]", "[-r]"]),
        ("avec live-media=removable. Puis", ["live-media=removable"]),
        ("Le slug a-b-c-12-d-e, un arc-en-ciel de porte-à-porte", ["a-b-c-12-d-e"]),
        ("Voir " + "a." * 120 + "b ici", ["a." * 120 + "b"]),
        ("Utilisez --force, (-f) ou -w=3, dit-il - ou -- non", ["--force", "-f", "-w=3"]),
        ("Voir 03:13:07, le 04/06/1987, de 1946-1991", ["03:13:07", "04/06/1987", "1946-1991"]),
        ("1,13 × 10^12 personnes, 2 × 10⁵", ["× 10^12", "× 10⁵"]),
        ("Voir 86K553", ["86K553"]),
        ("<pas d'octet NUL à la fin> et <b>", ["<b>"]),
        ("Le 2024-06-03 à midi", ["2024-06-03"]),
        ("Touches ↑/↓ et ← / →", ["↑/↓", "← / →"]),
        ("$COUNT$ fichiers sur $TOTAL$, payés en $US", ["$COUNT$", "$TOTAL$"]),
    ],
)
def test_references(text: str, kept: list[str]) -> None:
    assert [text[s.start : s.end] for s in protected.find(text, "fr")] == kept


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("images/accueil.png", ["images/accueil.png"]),
        ("Voir docs/guide-utilisateur.pdf et a/b/été.jpg.", ["docs/guide-utilisateur.pdf", "a/b/été.jpg"]),
        ("oui/non, accueil et/ou entrée.", []),
    ],
)
def test_a_file_with_its_folders_is_one_name(text: str, names: list[str]) -> None:
    assert [text[s.start : s.end] for s in find(text, "fr") if s.kind == "name"] == names
