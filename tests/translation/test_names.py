from __future__ import annotations

from collections.abc import Iterator

import pytest

from toolkit.checks.names import lost_names
from toolkit.lexical.word_model import WordModel
from toolkit.translation import Hypothesis, Translator
from toolkit.translation.engines.argos import ArgosModel
from toolkit.translation.repairs import CopiedWords

SENTENCE = "Hier, le maire Friedrich Naumann a parlé à Friedrich."


@pytest.fixture
def engine(engine: Translator, monkeypatch: pytest.MonkeyPatch) -> Translator:
    """Without the repair of copied words, for the model of these tests copies all that it reads."""
    monkeypatch.setattr(engine, "_repairs", [r for r in engine._repairs if not isinstance(r, CopiedWords)])
    return engine


def answer(monkeypatch: pytest.MonkeyPatch, *changes: tuple[str, str]) -> list[str]:
    """Make the model copy its source but for some changes; what it is given is in the list."""
    given: list[str] = []

    def hypotheses(self: ArgosModel, texts, number: int, strictness: int = 0) -> Iterator[tuple[int, list[Hypothesis]]]:
        for place, text in enumerate(texts):
            given.append(text)
            for old, new in changes:
                text = text.replace(old, new)
            yield place, [Hypothesis(text, -1.0, 5)]

    monkeypatch.setattr(ArgosModel, "hypotheses", hypotheses)
    return given


def test_a_name_that_is_lost_is_translated_again_with_a_mark(engine, monkeypatch: pytest.MonkeyPatch) -> None:
    given = answer(monkeypatch, ("Friedrich", "Foudrich"), ("maire", "mayor"))
    [result] = engine.translate([SENTENCE])
    assert len(given) == 2 and given[1].count("[1]") == given[1].count("[2]") == 1
    assert result.text == SENTENCE.replace("maire", "mayor")


def test_what_loses_the_mark_as_well_or_more_is_not_taken(engine, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, ("Friedrich", "Foudrich"), ("[1]", "thing"))
    assert engine.translate([SENTENCE])[0].text == SENTENCE.replace("Friedrich", "Foudrich")
    answer(monkeypatch, ("Friedrich", "Foudrich"), ("[1] Naumann", "[1] Grobnik Plotz Zwingl Brumpf"))
    assert engine.translate([SENTENCE])[0].text == SENTENCE.replace("Friedrich", "Foudrich")


def test_a_name_that_has_another_form_gets_no_mark(engine, monkeypatch: pytest.MonkeyPatch) -> None:
    given = answer(monkeypatch, ("Londres", "Paris"))
    engine.translate(["Hier, le maire est parti pour Londres."])
    assert len(given) == 1


def test_a_name_stands_for_itself_unless_another_word_stands_for_it() -> None:
    channel = WordModel({"london": {"londres": 0.9}, "smith": {"smith": 0.9, "forgeron": 0.05}, "": {"le": 0.2}})
    assert channel.stands_for_itself("smith") and channel.stands_for_itself("naumann")
    assert not channel.stands_for_itself("naumann-londres")
    assert channel.stands_for_itself("forgeron") and not channel.stands_for_itself("londres")


def test_lost_names_are_no_ordinals() -> None:
    assert lost_names("Au XVe siècle, sous François Ier et Louis XIV", "In the 15th century, under Francis I") == [
        "Louis"
    ]


@pytest.mark.parametrize(
    ("sentence", "change", "name"),
    [
        ("Hier, Marc Laforêt a parlé.", ("Laforêt", "Laforest"), "Marc Laforêt"),
        ("Le général Charles de Gaulle a parlé.", ("Charles de", "Charles of"), "Charles de Gaulle"),
        ("Le dirigeant Kim Jong Un a parlé.", ("Jong Un", "Jong A"), "Kim Jong Un"),
        ("Le Président de la République Emmanuel Macron parle.", ("Emmanuel Macron", "Macron"), "Emmanuel Macron"),
        ("Hier, Guillaume Canet a parlé.", ("Guillaume Canet", "Canet Guillaume"), "Guillaume Canet"),
    ],
)
def test_a_persons_name_stays_whole(
    engine, monkeypatch: pytest.MonkeyPatch, sentence: str, change: tuple[str, str], name: str
) -> None:
    answer(monkeypatch, change)
    assert name in engine.translate([sentence])[0].text


@pytest.mark.parametrize(
    ("sentence", "change"),
    [
        ("Le prince Felipe d'Espagne a parlé.", ("d'Espagne", "of Spain")),
        ("Hier, Jeanne d'Arc a parlé.", ("Jeanne d'Arc", "Joan of Arc")),
        ("Le roi Charles II d'Angleterre a parlé.", ("d'Angleterre", "of England")),
    ],
)
def test_names_that_other_languages_have_otherwise_are_theirs(
    engine, monkeypatch: pytest.MonkeyPatch, sentence: str, change: tuple[str, str]
) -> None:
    answer(monkeypatch, change)
    assert change[1] in engine.translate([sentence])[0].text
