"""Expressions whose words do not say what they mean are given to models that copy."""

from pathlib import Path

import pytest

import toolkit
from toolkit.languages.lists import expressions
from toolkit.lexical.lexicon import Lexicon
from toolkit.packages.store import find_package
from toolkit.translation import translator_of


@pytest.fixture(scope="module")
def engine():
    return toolkit.load_engine("fr-en")


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("Les carottes sont cuites.", "the game is up"),
        ("Le procès a lieu à huis clos.", "behind closed doors"),
        ("Le projet risque de tomber à l'eau.", "fall through"),
        ("Il a été condamné à la réclusion criminelle à perpétuité.", "life imprisonment"),
        ("Votre commande est en rupture de stock.", "out of stock"),
        ("L'article est vendu 120 € TTC, soit 100 € HT.", "€100 excluding tax"),
        ("Le magasin est ouvert du mardi au samedi de 10h à 19h.", "from Tuesday to Saturday from 10:00 to 19:00"),
        ("Un jeudi sur deux, la bibliothèque est fermée.", "every other Thursday"),
        ("A huis clos, le procès a repris.", "behind closed doors"),
        ("Un homme d'une cinquantaine d'années a été tué.", "a man of about fifty"),
        ("Le train arrive jeudi à 20h30.", "Thursday at 20:30"),
        ("Il est arrivé vers 8h30.", "around 8:30"),
        ("Il faut une pièce d'identité.", "an ID document"),
    ],
)
def test_an_expression_keeps_its_sense(engine, french, english):
    assert english.lower() in next(iter(engine.translate([french]))).text.lower()


def test_many_keep_theirs(engine):
    rows = [line.split("\t") for line in (Path(__file__).parent / "expressions.tsv").read_text("utf-8").splitlines()]
    made = [made.text.lower() for made in engine.translate([french for french, _, _ in rows])]
    lost = [french for (french, _, english), text in zip(rows, made, strict=True) if english.lower() not in text]
    assert len(rows) == 200
    # Rounding depends on what else is in a batch, and on the processor.
    assert len(lost) <= 2, lost


def test_without_the_lexicon_nothing_is_given():
    engine = translator_of(find_package("fr", "en", "embedded"), lexicon=False)
    assert "the game is up" not in engine.translate(["Les carottes sont cuites."])[0].text.lower()


def test_every_row_is_found_where_it_stands_and_in_no_word():
    rows = expressions("fr", "en")
    for row, meaning in rows.items():
        # A longer row may hold a shorter one.
        lexicon = Lexicon({row: meaning})
        if row.endswith("'"):
            assert lexicon.apply(f"Oui, {row}abord.") == f"Oui, {meaning} abord."
        else:
            assert lexicon.apply(f"Oui, {row}, non.") == f"Oui, {meaning}, non."
            assert lexicon.apply(f"Oui, {row}x, non.") == f"Oui, {row}x, non."


def test_other_pairs_have_none():
    assert expressions("en", "de") == {}
