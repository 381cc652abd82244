from __future__ import annotations

import sys

import pytest

from toolkit.errors import MissingExtraError
from toolkit.lexical.lexicon import Lexicon
from toolkit.training.lexicon import give_words
from toolkit.training.names import count_names, place_names, rare_names, taught_names


@pytest.fixture(scope="module")
def names() -> dict[str, str]:
    return place_names("fr", "en")


def test_names_of_the_repository(names) -> None:
    assert names["Soudan du Sud"] == "South Sudan" and names["Émirats arabes unis"] == "United Arab Emirates"
    assert names["Îles Salomon"] == names["îles Salomon"] == "Solomon Islands"
    assert names["Trinité-et-Tobago"] == "Trinidad and Tobago", "no sign for and"
    assert names["Sainte-Lucie"] == "Saint Lucia", "written in full"
    assert names["Port-d'Espagne"] == "Port of Spain", "with the apostrophe that texts are folded to"
    assert names["Le Caire"] == "Cairo" and names["haoussa"] == "Hausa"
    # The same but for accents, world regions, what administrations write, pairs of brackets, two languages' own names.
    assert not {"São Paulo", "Afrique du Nord", "R.A.S. chinoise de Hong Kong", "Îles Cocos", "Thulé", "palau"} & {
        *names
    }
    assert not any("(" in text or "’" in text for row in names.items() for text in row)


def test_other_languages() -> None:
    assert place_names("de", "en-GB")["Südafrika"] == "South Africa"
    assert place_names("pt-BR", "fr")["Costa do Marfim"] == "Côte d'Ivoire"
    assert place_names("fr", "xx") == place_names("fr", "not a language") == {}


def test_rare_ones_are_given_and_common_ones_teach(names) -> None:
    sentences = ["la Corée du Nord part", "il va au Soudan du Sud", "le haoussa", "le pachto", "l'Afrique du Sud"]
    known = count_names(names, [sentences[0]] * 40 + [sentences[1]] * 3 + [sentences[4]] * 3_000)
    times = count_names(names, sentences[2:3] * 9 + sentences[3:4])
    assert known == {"Corée du Nord": 40, "Soudan du Sud": 3, "Afrique du Sud": 3_000}
    rare, taught = rare_names(names, times, known), taught_names(names, known)
    assert rare["Soudan du Sud"] == "South Sudan" and rare["pachto"] == "Pashto"
    assert rare["Papouasie-Nouvelle-Guinée"] == "Papua New Guinea"
    assert not {"haoussa", "Corée du Nord", "Afrique du Sud", "îles Salomon"} & {*rare} and "Îles Salomon" in rare
    assert taught == {"Corée du Nord": "North Korea", "Soudan du Sud": "South Sudan"}
    assert list(rare) == sorted(rare)


def test_names_of_several_words_in_a_lexicon() -> None:
    lexicon = Lexicon({"Soudan du Sud": "South Sudan", "Île de Man": "Isle of Man", "sud": "south", "soudan": "Sudan"})
    assert lexicon.apply("Au sud du Soudan du Sud") == "Au south du South Sudan"
    assert lexicon.apply("Sud, l'Île de Man, l'Île de Manille") == "South, l' Isle of Man, l'Île de Manille"
    assert lexicon.apply("le SOUDAN DU SUD") == "le Sudan DU SUD", "written as it is, or not known"
    assert lexicon.apply("Soudan du Sud-Ouest") == "Sudan du Sud-Ouest"
    assert Lexicon({"Sienne": "Siena"}).apply("Sienne et la sienne") == "Siena et la sienne"
    assert Lexicon({"Cap-Vert": "Cape Verde", "cap-vert": "Verde"}).apply("au Cap-Vert") == "au Cape Verde"
    several = Lexicon({"gilets jaunes": "yellow vests", "Le Cap": "Cape Town"})
    assert (
        several.apply("Gilets jaunes, les gilets jaunes, GILETS JAUNES")
        == "Yellow vests, les yellow vests, GILETS JAUNES"
    )
    assert several.apply("Le cap, au Le Cap") == "Le cap, au Cape Town"
    words = {"Soudan du Sud": "South Sudan"}
    pairs = [("le Soudan du Sud", "South Sudan"), ("le Soudan du Sud", "Sudan")]
    assert give_words(pairs, words, 1.0, 1) == [("le South Sudan", "South Sudan"), pairs[1]]


def test_babel_is_asked_for(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "babel", None)
    with pytest.raises(MissingExtraError, match=r"bitext-toolkit\[train\]"):
        place_names("fr", "en")
