"""What a translation has lost is translated again with marks: figures, names, letters."""

from __future__ import annotations

import pytest

from toolkit.translation import Translator


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Loyer : 720 €/mois CC (dont 70 € de charges), DG : 650 €", ["€720", "€70", "€650"]),
        ("L'or vaut 1 954,30 $ l'once.", ["$1,954.30"]),
        ("HT : 12,50 € – TVA : 2,50 € – TTC : 15,00 €", ["€12.50", "€2.50", "€15.00"]),
        ("RTT, TR (9 €, 60 %)", ["€9", "60%"]),
        ("Mille deux cents euros.", ["one thousand two hundred"]),
        ("Cent mille euros.", ["one hundred thousand"]),
        ("Jean DUPONT", ["Jean DUPONT"]),
        ("Le maire, J.-P. MOREAU", ["J.-P. MOREAU"]),
        ("Marie LE GOFF (1825-1902)", ["Marie LE GOFF", "1825-1902"]),
        ("Paul Berger", ["Paul Berger"]),
        ("M. Jean Martin", ["Jean Martin"]),
        ("Londres", ["London"]),
        ("Manuel de KCachegrind", ["KCachegrind Manual"]),
        ("Il est à deux milles environ.", ["two miles"]),
        ("Amérique Latine", ["Latin America"]),
        ("- 20 cl de crème liquide (30 % M.G.)", ["20 cl", "30%"]),
        ("la loi 78 17", ["78 17"]),
        ("Le n° 12 345 678 9", ["12 345 678 9"]),
        ("Jean DUPONT et Marie LE GOFF", ["Jean DUPONT", "Marie LE GOFF"]),
        ("Paul DOIT venir.", ["MUST"]),
        ("Il a soixante-treize ans.", ["seventy-three"]),
        ("Résultat : 774 076 $ contre 265 651 $ en 2023.", ["$774,076", "$265,651"]),
        ("La valeur 1 111 111 est trop grande.", ["1,111,111"]),
        ("Le pain est à 2 € et le lait à 2 €.", ["€2 and", "€2."]),
        ("Lens-Metz 1-1, Nice-Brest 2-2, Lyon-Lille 3-3", ["1-1", "2-2", "3-3"]),
        ("Menu 3 – 25 €", ["Menu 3 – €25"]),
        ("Congés acquis N-1 : 25 j ; pris : 12 j ; solde : 13 j", ["25 days; ", "12 days; ", ": 13 days"]),
        ("ignore le fichier « %s » car le fichier « %s » n'existe pas", ["“%s” file because the “%s”"]),
        ("Utilisez « && » pour écraser.", ["“&&”"]),
        ("mauvais index de section[%3d]", ["[%3d]"]),
        ("Prix : {p} $ par mois", ["{p}$ per month"]),
        ("texte :", ["text:"]),
        ("9 h - 12 h", ["9:00-12:00"]),
        ("DPE : D, GES : B", ["DPE: D", "GES: B"]),
        ("Départ 06 h 12, arrivée 08 h 47, voie B", ["06:12", "08:47", " B"]),
        ("La S.A.R.L. et la S.C.I. du R.A.A.", ["S.A.R.L.", "S.C.I.", "R.A.A."]),
        ("CONDAMNE M. X à payer à Mme Y la somme de 12 345,67 € ;", ["X", "Y", "12,345.67"]),
        ("Pression : 1 013 hPa, 85 %", ["1,013 hPa", "85%"]),
    ],
)
def test_what_was_lost_is_there(engine: Translator, text: str, parts: list[str]) -> None:
    [made] = engine.translate([text])
    assert all(part.lower() in made.text.lower() for part in parts), made.text


def test_a_name_alone_is_there_once(engine: Translator) -> None:
    texts = ["M. Martin", "Mme Le Goff", "Jean Moulin"]
    assert [t.text.split(" ", 1)[1] for t in engine.translate(texts)] == ["Martin", "Le Goff", "Moulin"]


@pytest.mark.parametrize(("text", "sign"), [("Rien…", "."), ("Je... je ne sais pas...", "."), ("Non non non !!!", "!")])
def test_signs_do_not_grow(engine: Translator, text: str, sign: str) -> None:
    [made] = engine.translate([text])
    assert sign * 3 in made.text.replace("…", "...") and sign * 4 not in made.text.replace("…", "...")


@pytest.mark.parametrize("letter", ["I", "M", "a)", "n"])
def test_one_letter_stays(engine: Translator, letter: str) -> None:
    assert engine.translate([letter])[0].text == letter


def test_half_a_character_comes_through(engine: Translator) -> None:
    [made] = engine.translate(["Bonjour \ud800 chat"])
    assert made.text.count("\ud800") == 1 and made.text.startswith("Hello")
