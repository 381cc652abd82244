"""The same thing written by another convention is no finding; another thing written so still is."""

from __future__ import annotations

import pytest

from tests.checks.test_cases import reasons
from toolkit.checks.measures import translated_address
from toolkit.checks.telephones import without_shared_telephones
from toolkit.languages.number_words import numbers_said


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("+33 1 23 45 67 89", "01 23 45 67 89", True), ("01.23.45.67.89", "+33 (0)1 23 45 67 89", True),
        ("01-23-45-67-89", "0123456789", True), ("0033 1 23 45 67 89", "+33 1 23 45 67 89", True),
        ("+1 212 555 0100", "(212) 555-0100", True), ("+33 1 23 45 67 89", "01 23 45 67 98", False),
        ("+33 1 23 45 67 89", "+32 1 23 45 67 89", False), ("12 345 678", "12 345 679", False),
    ],
)  # fmt: skip
def test_telephones(one: str, other: str, same: bool) -> None:
    source, target = f"Appelez le {one} pour réserver.", f"Call {other} to book."
    for pair in ((source, target, "fr-en"), (target, source, "en-fr")):
        assert bool(reasons(pair[0], pair[1], "numbers", pair[2])) is not same


def test_a_telephone_that_one_side_has_twice_stays_once() -> None:
    found = without_shared_telephones("01 23 45 67 89, 01 23 45 67 89", "+33 1 23 45 67 89")
    assert found == (f"{' ' * 14}, 01 23 45 67 89", " " * 17)


@pytest.mark.parametrize(
    ("french", "english", "sound"),
    [
        ("Il mesure 1,80 m.", "He is 5'11\" tall.", True), ("Il mesure 1 m 80.", "He is 5′11″ tall.", True),
        ("Il mesure 1 m 80.", "He is 5 ft 11 in.", True), ("Il mesure 1m83.", "He is 6 feet tall.", True),
        ("Il mesure 1,80 m.", "He is 7'11\" tall.", False), ("Il mesure 1 m 80.", "He is 1.80 m tall.", True),
        ("Il mesure 1 m 80.", "He is 1.90 m tall.", False),
        ("Un bateau de 12 m 50.", "A 12.50 m boat.", True), ("Un bateau de 12 m 50.", "A 12.60 m boat.", False),
        ("En 2m30s.", "In 2m30s.", True), ("En 2m30s.", "In 2m40s.", False), ("Un taux de 12 ‰.", "A rate of 1.2%.", True),
        ("Un taux de 0,8 pour mille.", "A rate of 0.08%.", True), ("Un taux de 12 ‰.", "A rate of 12 per thousand.", True),
        ("Un taux de 12 ‰.", "A rate of 1.3%.", False), ("Servi à midi et demi.", "Served at 12:30.", True),
        ("Le train part à minuit et demi.", "The train leaves at 12:30 a.m.", True),
        ("Servi à midi trente.", "Served at 12:30 pm.", True), ("Servi à midi.", "Served at 12:30.", False),
        ("Il est né en 1984.", "He was born in nineteen eighty-four.", True),
        ("C'était en 1905.", "It was in nineteen oh five.", True), ("C'était en 2011.", "It was in twenty eleven.", True),
        ("Il est né en 1985.", "He was born in nineteen eighty-four.", False),
    ],
)  # fmt: skip
def test_measures_times_and_years(french: str, english: str, sound: bool) -> None:
    for source, target, languages in ((french, english, "fr-en"), (english, french, "en-fr")):
        found = [r for c in ("numbers", "figures", "number-words") for r in reasons(source, target, c, languages)]
        assert bool(found) is not sound, (source, found)


def test_twelve_per_mille_is_not_twelve_per_cent() -> None:
    assert reasons("Un taux de 12 ‰.", "A rate of 12%.", "figures")
    assert reasons("A rate of 12%.", "Un taux de 12 ‰.", "figures", "en-fr")


def test_years_in_words_are_one_number() -> None:
    values = [n.value for n in numbers_said("In nineteen eighty-four, two twenty eleven-year-olds came.", "en")]
    assert values == [1984, 2, 20, 11]


@pytest.mark.parametrize("year", ["mille neuf cent quatre-vingt-quatre", "dix-neuf cent quatre-vingt-quatre"])
def test_a_year_in_words_is_not_too_long(year: str) -> None:
    assert not reasons(f"Il est né en {year}.", "He was born in 1984.", "length")
    assert not reasons("He was born in 1984.", f"Il est né en {year}.", "length", "en-fr")
    assert reasons("Il est né dans une grande maison au bord de la mer.", "He was born in 1984.", "length")


@pytest.mark.parametrize("name", ["Grande-Bretagne", "Royaume-Uni"])
@pytest.mark.parametrize(
    "english", ["the UK", "Britain", "Great Britain", "the United Kingdom", "the British government"]
)
def test_names_of_britain(name: str, english: str) -> None:
    assert not reasons(f"Il a quitté hier le {name} pour toujours.", f"He left {english} yesterday for good.", "names")
    assert reasons(f"Il a quitté hier le {name} pour toujours.", "He left Portugal yesterday for good.", "names")


@pytest.mark.parametrize(
    ("source", "target", "same"),
    [
        ("https://x.org/fr/aide", "https://x.org/en/help", True), ("https://fr.x.org/wiki/Chat", "https://en.x.org/wiki/Cat", True),
        ("https://x.org/doc?lang=fr", "https://x.org/doc?lang=en", True), ("https://x.org/doc_fr.pdf", "https://x.org/doc_en.pdf", True),
        ("https://x.org/doc", "https://x.org/en/doc", True), ("https://x.org/fr/", "https://x.org/", True),
        ("https://x.org/francais/doc", "https://x.org/english/doc", True), ("https://x.org/fr-CA/doc", "https://x.org/en-US/doc", True),
        ("https://x.org/doc", "https://x.org/help", False), ("https://x.org/fr/aide", "https://y.org/en/help", False),
        ("https://x.org/fr/aide/7", "https://x.org/en/help/8", False), ("https://x.org/fr/aide", "https://x.org/en/a/help", False),
        ("https://x.org/en/aide", "https://x.org/fr/help", False), ("https://x.org/fr/aide", "https://x.org/help", False),
    ],
)  # fmt: skip
def test_addresses_of_a_page_in_two_languages(source: str, target: str, same: bool) -> None:
    assert translated_address(source, target, ("fr", "en")) is same
    assert bool(reasons(f"Voir {source} pour plus.", f"See {target} for more.", "urls")) is not same


@pytest.mark.parametrize(
    ("french", "english", "sound"),
    [
        ("Ils ont investi 7 millions et demi de dollars.", "They invested 7.5 million dollars.", True),
        ("Ils ont investi 7 millions et demi de dollars.", "They invested 7.6 million dollars.", False),
        ("Il a gagné en 20 sec 53.", "He won in 20.53.", True), ("Il a gagné en 20 sec 53.", "He won in 20.35.", False),
        ("La 1re Guerre mondiale fut longue.", "World War I was long.", True),
        ("La 2e Guerre mondiale fut longue.", "World War I was long.", False),
        ("Il y étudiait dans les années 50 et 51.", "He studied there in 1950-51.", True),
        ("Il y étudiait dans les années 50 et 51.", "He studied there in 1950-52.", False),
        ("Le quinquagénaire est parti.", "The 55-year-old has left.", True),
        ("Le quinquagénaire est parti.", "The 65-year-old has left.", False),
        ("Vers 17 heures il est parti.", "At about five o'clock he left.", True),
        ("Le projet S21 coûte cher.", "The Stuttgart project is expensive.", True),
        ("Il conduit un 4x4.", "He drives an SUV.", True), ("Il conduit 4 SUV.", "He drives an SUV.", False),
    ],
)  # fmt: skip
def test_numbers_that_words_and_names_account_for(french: str, english: str, sound: bool) -> None:
    for source, target, languages in ((french, english, "fr-en"), (english, french, "en-fr")):
        assert bool(reasons(source, target, "numbers", languages)) is not sound, source


@pytest.mark.parametrize(
    ("source", "target", "pair", "sound"),
    [
        ("यहाँ 15 लाख लोग रहते हैं।", "1.5 million people live here.", "hi-en", True),
        ("यहाँ 15 लाख लोग रहते हैं।", "15 million people live here.", "hi-en", False),
        ("बजट 2 कर\u094bड\u093c रुपये है।", "Le budget est de 20 millions de roupies.", "hi-fr", True),
        ("बजट 2 कर\u094b\u095c रुपये है।", "The budget is 20 million rupees.", "hi-en", True),
        ("বাজেট ২ কোটি টাকা।", "The budget is 20 million taka.", "bn-en", True),
        ("Hier wohnen 1,5 Millionen Menschen.", "यहाँ 15 लाख लोग रहते हैं।", "de-hi", True),
        ("สร้างเสร็จในปี พ.ศ. 2564", "It was finished in 2021.", "th-en", True),
        ("สร้างเสร็จในปี พ.ศ. 2564", "It was finished in 2022.", "th-en", False),
        ("สร้างเสร็จในปี 2564", "It was finished in 2564 B.E.", "th-en", True),
        ("令和3年に完成しました。", "It was completed in 2021.", "ja-en", True),
        ("平成元年に完成しました。", "It was completed in 1989.", "ja-en", True),
        ("令和3年に完成しました。", "It was completed in Reiwa 3.", "ja-en", True),
        ("令和3年に完成しました。", "It was completed in 2022.", "ja-en", False),
        ("Il treno parte alle 18.30.", "The train leaves at 6:30 p.m.", "it-en", True),
        ("Il treno parte alle 18.30.", "The train leaves at 7:30 p.m.", "it-en", False),
        ("รถไฟออกเวลา 18.30 น.", "The train leaves at 6:30 p.m.", "th-en", True),
        ("รถไฟออกเวลา 18.30 น.", "The train leaves at 6:40 p.m.", "th-en", False),
        ("In den 80er Jahren war alles anders.", "In the 1980s all was different.", "de-en", True),
        ("In den achtziger Jahren war alles anders.", "In the 1980s all was different.", "de-en", True),
        ("In den 80er Jahren war alles anders.", "In the 1990s all was different.", "de-en", False),
        ("Negli anni '80 tutto era diverso.", "In the 1980s all was different.", "it-en", True),
        ("En los años ochenta todo era distinto.", "In the 1980s all was different.", "es-en", True),
        ("In de jaren 80 was alles anders.", "In the 1980s all was different.", "nl-en", True),
        ("Nos anos 80 tudo era diferente.", "In the 1980s all was different.", "pt-en", True),
    ],
)  # fmt: skip
def test_counts_and_calendars_of_other_languages(source: str, target: str, pair: str, sound: bool) -> None:
    one, other = pair.split("-")
    for ours, theirs, languages in ((source, target, pair), (target, source, f"{other}-{one}")):
        assert bool(reasons(ours, theirs, "numbers", languages)) is not sound, ours


@pytest.mark.parametrize(
    ("source", "target", "pair", "sound"),
    [
        ("คุณชื่ออะไร", "What is your name?", "th-en", True), ("お名前は何ですか。", "What is your name?", "ja-en", True),
        ("お名前は田中です。", "What is your name?", "ja-en", False),
        ("성함이 어떻게 되십니까.", "What is your name?", "ko-en", True),
    ],
)  # fmt: skip
def test_questions_that_need_no_mark(source: str, target: str, pair: str, sound: bool) -> None:
    one, other = pair.split("-")
    for ours, theirs, languages in ((source, target, pair), (target, source, f"{other}-{one}")):
        assert bool(reasons(ours, theirs, "question", languages)) is not sound, ours


@pytest.mark.parametrize(
    ("french", "english", "lost"),
    [
        ("Hier, Iouri Loujkov était maire.", "Yesterday, Yuri Luzhkov was mayor.", ""),
        ("Hier, Iouri Loujkov était maire.", "Yesterday, Yuri Sobyanin was mayor.", "Loujkov"),
        ("Selon le Ministre-Président, tout va bien.", "According to the prime minister, all is well.", ""),
        ("On l'a vu hier dans le Val-d'Oise.", "He was seen yesterday in Val-d'Oise.", ""),
        ("Il passe ses vacances sur la Côte d'Azur.", "He spends his holidays on the Riviera.", ""),
        ("Devant eux, le Barça a gagné.", "In front of them, Barcelona won.", ""),
        ("Un but de Tomas Sivok (9e) a suffi.", "A goal by Malaga Sivok was enough.", "Tomas"),
    ],
)  # fmt: skip
def test_names_in_another_spelling(french: str, english: str, lost: str) -> None:
    found = reasons(french, english, "names", "fr-en")
    assert (f"'{lost}'" in found[0]) if lost else not found


@pytest.mark.parametrize(("english", "sound"), [("1:50,000", True), ("1:25,000", False)])
def test_the_scale_of_a_map_has_groups(english: str, sound: bool) -> None:
    assert (not reasons("La carte est au 1:50 000.", f"The map is at {english}.", "numbers", "fr-en")) is sound
