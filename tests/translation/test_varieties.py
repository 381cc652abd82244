"""Models of a language serve its varieties, however their codes are written."""

from __future__ import annotations

import pytest

import toolkit as bitext
from toolkit.errors import LanguagePairError
from toolkit.markup.html import parse
from toolkit.segmentation import split_sentences
from toolkit.translation.registry import load_translator, route_of


@pytest.mark.parametrize(
    ("asked", "pair"),
    [(("fr-CA", "en_GB"), ("fr-CA", "en-GB")), (("FR", "EN"), ("fr", "en")), (("fra", "eng"), ("fr", "en"))],
)
def test_a_model_serves_varieties_of_its_languages(asked: tuple[str, str], pair: tuple[str, str]) -> None:
    engine = load_translator(asked, beam=1)
    assert tuple(engine.pair) == pair
    [made] = engine.translate(["Il est 15 h 30 et cela coûte 1 250,50 €."])
    assert "15:30" in made.text and "€1,250.50" in made.text
    assert [one.name for one in route_of(bitext.LanguagePair(*asked))] == ["embedded"]


@pytest.mark.parametrize("asked", [("de", "en"), ("fr", "de"), ("frr", "en")])
def test_another_language_is_no_variety(asked: tuple[str, str]) -> None:
    with pytest.raises(LanguagePairError):
        load_translator(asked)


def test_a_name_for_a_code_is_told() -> None:
    with pytest.raises(
        LanguagePairError, match="'french' is a name, whose code is fr and 'English' is a name, whose code"
    ):
        load_translator(("french", "English"))


def test_the_signature_says_the_variety() -> None:
    plain, british = (load_translator(pair, beam=1).signature for pair in (("fr", "en"), ("fr", "en-GB")))
    assert "pair:" not in plain and "pair:fr:en-GB" in british


def test_a_page_in_a_variety_is_read() -> None:
    page = parse(
        '<html lang="fr-FR"><p>Bonjour</p><p lang="fr">Salut</p><p lang="de">Hallo</p></html>', "fr-CA", "en-GB"
    )
    assert [block.text for block in page.blocks] == ["Bonjour", "Salut"]


def test_a_variety_is_split_as_its_language() -> None:
    text = "M. Durand et Mme. Petit, p. ex. hier, sont venus etc. Ils sont repartis vers 15 h."
    assert split_sentences(text, "fr-CA") == split_sentences(text, "fr") == split_sentences(text, "FR_ca")
