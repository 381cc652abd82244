from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.checks.registry import check_unit
from toolkit.languages.french_english import FrenchEnglish
from toolkit.languages.french_to_english import give, one_of_so_many, ordinal, with_large_ordinals
from toolkit.languages.roman import roman
from toolkit.translation import Translator
from toolkit.units import TranslationUnit


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("Aux XVIIe et XVIIIe siècles", "Aux 17th et 18th siècles"),
        ("la Ve République au XIXe-XXe siècle", "la 5th République au 19th-20th siècle"),
        ("Le Ier siècle de François Ier et Louis XIV", "Le 1st siècle de François Ier et Louis XIV"),
        ("Les IIe et IIIème", "Les 2nd et 3rd"),
        ("le 5e étage, la 2nde, 1re classe, le 1er étage", "le 5th étage, la 2nd, 1st classe, le 1st étage"),
        ("le 1er mai, 12e5, 3e/4e, 4e-5e", "le 1er mai, 12e5, 3e/4e, 4e-5e"),
        ("vers 44 avant J.-C., en 14 apr. J.-C.", "vers 44 BC, en 14 AD."),
        ("n° 5, N°12, no 3, 20°", "No. 5, No. 12, no 3, 20°"),
        ("A 11 h 29, jusqu'à 20h.", "A 11:29, jusqu'à 20:00."),
        ("de 9h à 17h30, entre 8 h et 10 h", "de 9:00 à 17:30, entre 8:00 et 10:00"),
        ("vers 4 h du matin, à 3 h de l'après-midi", "around 4:00 du matin, à 3:00 de l'après-midi"),
        (
            "à 2 h 30 de Paris, pendant 1h30, un trajet de 2h",
            "à 2 h 30 de Paris, pendant 1 hour 30 minutes, un trajet de 2 hours",
        ),
        ("Page {0} sur {1}, page [1] sur [2], étape 2 sur 9", "Page {0} of {1}, page [1] of [2], étape 2 of 9"),
        ("une page sur 3, page 2 sur les 9", "une page sur 3, page 2 sur les 9"),
        ("à 120 h, à 25h, à 12 hommes", "à 120 hours, à 25 hours, à 12 hommes"),
        ("Le 3 sept. 2019 et le 1er oct.", "Le 3 septembre 2019 et le 1er octobre."),
        ("Sept. 2019 - auj. : chef", "Septembre 2019 - aujourd'hui : chef"),
        ("Lun. 3 juin, mer. 5 juin ; la mer. Le jeu.", "Lundi 3 juin, mercredi 5 juin ; la mer. Le jeu."),
        ("Lundi - vendredi : 9 h - 12 h / 14 h - 18 h", "Monday-Friday : 9:00-12:00 / 14:00-18:00"),
        ("Lu-Ve 9h-18h sauf lun.", "Monday-Friday 9:00-18:00 sauf lundi."),
        ("Il est 18 heures, il était 3 h du matin.", "It is 18:00, it was 3:00 du matin."),
        ("Après 0 heure et jusqu'à 0 h 30", "Après 0:00 et jusqu'à 0:30"),
        ("Il est 2 heures de route, il est 2 heures et demie", "Il est 2 heures de route, it is 2:30"),
        ("Les bureaux ferment à 20 heures.", "Les bureaux ferment à 20:00."),
        (
            "Vers 22 heures, à 20 heures de route, à 15 heures d'avion",
            "Around 22:00, à 20 heures de route, à 15 heures d'avion",
        ),
        ("Ce soir 18h ou demain 9h ?", "Ce soir 18:00 ou demain 9:00 ?"),
        ("De 10h à 12h, départ 06 h 12, RDV à 20h15", "De 10:00 à 12:00, départ 06:12, rendez-vous à 20:15"),
        (
            "Laissez reposer 12h au frais, 24 h sur 24, 7 j sur 7",
            "Laissez reposer 12 hours au frais, 24/7",
        ),
        ("12 h x 45 €/h, 35h/semaine, 90 km/h", "12 hours x 45 €/h, 35h/semaine, 90 km/h"),
        ("2 h, 3 min, 4 s, 5 j, 6 sem.", "2 hours, 3 min, 4 secondes, 5 jours, 6 semaines."),
        ("42 km en 2 h 15 min 30 s", "42 km en 2 hours 15 minutes 30 seconds"),
        ("1 954,30 $ l'once, 1 954 $, 12,50 $CA", "$1,954.30 l'once, $1,954, CA$12.50"),
        ("28-32 k€, 28 à 32 k€, 3 M€", "€28-32k, €28k à €32k, €3m"),
        ("12 000 F CFA, 12 euros 50, 12 euros 50 centimes", "12,000 CFA francs, 12,50 euros, 12 euros 50 centimes"),
        ("3 Mo, 2 To, 2 L d'eau, 3 c. à s. de sel", "3 MB, 2 TB, 2 litres d'eau, 3 tablespoons de sel"),
        ("en 2 (deux) exemplaires, 3 (quatre)", "en 2 (two) exemplaires, 3 (quatre)"),
        ("Les professeur.e.s et les étudiant·e·s, Cher(e)s ami(e)s", "Les professeurs et les étudiants, Chers amis"),
        ("Les abonné⋅e⋅s, aucun⋅e utilisateur⋅rice, 2⋅3", "Les abonnés, aucun utilisateur, 2⋅3"),
        ("Table de 6 pers., vol. 4, 13,5 % vol. d'alcool", "Table de 6 personnes, volume 4, 13,5% ABV d'alcool"),
        (
            "sept.-oct. 2023, fin janv., tous les mar. et jeu.",
            "septembre-octobre 2023, in late January, tous les mardi et jeudi.",
        ),
        ("mer. 12/06, jeu. 13/06, de 9 h à midi", "mercredi 12/06, jeudi 13/06, de 9:00 à 12:00"),
        ("9-12 h / 14-18 h, 9H30 - 12H", "9:00-12:00 / 14:00-18:00, 9:30-12:00"),
        ("12h30 Déjeuner, 20 h Concert, un cours de 2 h", "12:30 Déjeuner, 20:00 Concert, un cours de 2 hours"),
        ("Taille 2 L, N° vert, n° [1]", "Taille 2 L, Numéro vert, No. [1]"),
        ("ça va??!!", "ça va ?"),
        ("Bus 22 : 7 h 07, 8 h 08, 9 h 09", "Bus 22 : 7:07, 8:08, 9:09"),
        ("Réunion du [1] à 9h00, vendredi 13 à 20h30", "Réunion du [1] at 9:00, vendredi 13 at 20:30"),
        ("Menu 3 - 25 k€", "Menu 3 - €25k"),
        ("2 cuillères à café, 1 comprimé, 3 comprimés", "2 teaspoons, 1 tablet, 3 tablets"),
        ("Il fait 25 °C, il faisait -3 °C. Il fait 3 pas.", "It is 25 °C, it was -3 °C. Il fait 3 pas."),
        ("Erreur 404, l'erreur 5 sur une erreur", "Error 404, l'error 5 sur une erreur"),
        ("300 cas de fraude, 3 càs de sel", "300 cas de fraude, 3 tablespoons de sel"),
        ("à 11 heures 10 du matin, de 8h le soir à minuit", "à 11:10 du matin, de 8:00 le soir à minuit"),
        ("100 % de [1], 5 % du [2]", "100 % of [1], 5 % of [2]"),
        ("50 % de la somme", "50 % de la somme"),
        ("[1][2] fait. 100 % fait maison", "[1][2] done. 100 % fait maison"),
        ("à 3 heures 20 minutes de Paris", "à 3 heures 20 minutes de Paris"),
        ("al. 2, let. c, p. ex. lundi, c.-à-d. demain", "alinéa 2, lettre c, par exemple lundi, c'est-à-dire demain"),
    ],
)
def test_what_is_given(text: str, given: str) -> None:
    assert give(text) == given == give(given)


@pytest.mark.parametrize("text", ["Le Vie Les Ce De Me XL IV LIVRE Livre CIVILE DIXIÈME dixième", "Ie"[::-1], ""])
def test_words_are_no_numerals(text: str) -> None:
    assert give(text) == text


@given(st.integers(1, 39))
def test_roman_numerals(number: int) -> None:
    numeral = "X" * (number // 10) + ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"][number % 10]
    assert roman(numeral) == number
    assert give(f"au {numeral}e siècle") == f"au {ordinal(number)} siècle"


def test_english_ordinals() -> None:
    assert [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 22, 101, 111)] == (
        "1st 2nd 3rd 4th 11th 12th 13th 21st 22nd 101st 111th".split()
    )


def test_centuries_come_through_a_translation(engine: Translator) -> None:
    sources = [f"La ville a été fondée au {r} siècle." for r in ("VIe", "XIe", "XIIIe", "XVIIIe")]
    texts = [t.text for t in engine.translate(sources)]
    assert [f"{n}th" in text for n, text in zip((6, 11, 13, 18), texts, strict=True)] == [True] * 4
    units = [TranslationUnit("u", s, t, "fr", "en") for s, t in zip(sources, texts, strict=True)]
    assert [check_unit(unit, ["numbers"]) for unit in units] == [[]] * 4
    assert check_unit(TranslationUnit("u", sources[0], texts[1], "fr", "en"), ["numbers"])


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("300 k€, 1,5 M€, 2 Mds€ et 12 300 k€", "€300k, €1.5m, €2bn et €12,300k"),
        ("5 m, 3 M de gens, 30 €", "5 m, 3 M de gens, 30 €"),
        ("à 23h59min59s, en 2h05min12s, 1 h 30 min", "à 23:59:59, en 2 hours 5 minutes 12 seconds, 1 hour 30 minutes"),
        ("le 3 000e, le 1500e, en 2024 3e", "le 3000th, le 1500th, en 2024 3rd"),
    ],
)
def test_amounts_durations_and_large_ordinals(text: str, given: str) -> None:
    assert give(text) == given


def test_one_of_so_many() -> None:
    assert (
        one_of_so_many("Page {0} sur {1}") == "Page {0} of {1}"
        and one_of_so_many("étape 2\u00a0sur 9") == "step 2 of 9"
    )
    assert one_of_so_many("Une page sur 3") is one_of_so_many("Page 2 sur 9 du livre") is None


def test_large_ordinals_are_those_of_the_source() -> None:
    assert with_large_ordinals("The 3,0th and the 5th.", "Le 3 000e et le 5e.") == "The 3,000th and the 5th."
    assert with_large_ordinals("The 3,000th, the 10th.", "Le 3\u202f000e, le 10 000e.") == "The 3,000th, the 10,000th."
    assert with_large_ordinals("Three thousand.", "Le 3 000e.") == "Three thousand."
    assert with_large_ordinals("The 3,0th.", "Le 3e.") == "The 3,0th."


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("12 €50 le kg", "12,50 € le kg"),
        ("12 € 50 %", "12 € 50 %"),
        ("au XVIIe s. à Paris", "au 17th siècle à Paris"),
        ("Les utilisateur·rice·s, concepteur·rices et client·e·s", "Les utilisateurs, concepteurs et clients"),
        ("14 €/pers.", "14 €/person"),
    ],
)
def test_more_that_is_written_short(text: str, given: str) -> None:
    assert give(text) == given


def test_quotes_have_no_blanks_inside() -> None:
    assert FrenchEnglish().after('It is called " Chat-GPT 4".', "", "straight") == 'It is called "Chat-GPT 4".'


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("septante-deux euros, septante et un, nonante, nonante-neuf", "soixante-douze euros, soixante et onze, "
         "quatre-vingt-dix, quatre-vingt-dix-neuf"),
        ("Huitante ans, octante-trois", "Quatre-vingts ans, quatre-vingt-trois"),
        ("1 train sur 2, 3 élèves sur 10", "1 train in 2, 3 élèves in 10"),
        ("12 mètres sur 3 %, 5 m sur 2, 10 sur 20", "12 mètres sur 3 %, 5 m sur 2, 10 sur 20"),
        ("Acte II, scène 3 ; l'acte de vente", "Act II, scene 3 ; l'acte de vente"),
        ("Nom (obligatoire), adresse (facultatif)", "Nom (required), adresse (optional)"),
    ],
)  # fmt: skip
def test_numbers_of_all_who_speak_french_ratios_plays_and_labels_in_brackets(text: str, given: str) -> None:
    assert give(text) == given


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("12,5 %", "12.5%"),
        ("1\u202f234,56 €", "€1,234.56"),
        (" 1,5-2,5 % ", " 1.5-2.5% "),
        ("1 234,56", "1,234.56"),
        # A code, a version, a postcode, a list.
        ("4,5", "4,5"),
        ("75 001", "75 001"),
        ("3,2,1", "3,2,1"),
        ("1.2.3", "1.2.3"),
    ],
)
def test_amounts_alone_are_written_as_english_writes_them(engine: Translator, text: str, made: str) -> None:
    assert engine.translate([text])[0].text == made


def test_one_of_so_many_with_more_placeholders() -> None:
    assert one_of_so_many("Page %1$s sur %2$s") == "Page %1$s of %2$s"
    assert one_of_so_many("étape {n} sur {total}") == "step {n} of {total}"
