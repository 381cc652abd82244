from __future__ import annotations

import json
from pathlib import Path

import pytest

import toolkit
from toolkit.cli import run
from toolkit.errors import LanguagePairError
from toolkit.languages.pair import LanguagePair
from toolkit.packages.folders import install_folder, model_folder
from toolkit.testing import EchoEngine, UpperEngine
from toolkit.translation import Hypothesis, Translation, Translator
from toolkit.translation.pivot import PivotEngine, identities
from toolkit.translation.registry import load_translator, route_of

from .copying import train_pieces, write_copier
from .fakes import FakeModel

WORDS = {"paix": "peace", "peace": "Ruhe", "la": "the", "the": "der", "guerre": "war", "war": "Krieg"}


def _word_by_word(text: str) -> str:
    return " ".join(WORDS.get(word.lower().strip("."), word) for word in text.split())


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two installed models, from German and into French; both copy."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    for source, target in (("de", "en"), ("en", "fr")):
        staged = tmp_path / f"staged-{source}"
        staged.mkdir()
        write_copier(staged, train_pieces(staged / "joint.spm.model"))
        record = {"catalogue": "", "kind": "ct2", "from": source, "to": target, "version": "1", "licence": "MIT"}
        model_folder().mkdir(parents=True, exist_ok=True)
        install_folder(staged, f"copy-{source}-{target}", record)


def test_a_pair_without_a_model_goes_through_english(models: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert [model.name for model in route_of(LanguagePair("de", "fr"))] == ["copy-de-en", "copy-en-fr"]
    engine = load_translator("de-fr")
    assert (engine.pair.source, engine.pair.target) == ("de", "fr")
    [made] = engine.translate(["Two children walk to school with their dog."])
    assert made.text == "Two children walk to school with their dog."
    assert run(["models", "default", "de", "fr"]) == 0
    assert "copy-de-en, then copy-en-fr (through English" in capsys.readouterr().out
    assert run(["translate", "Two children walk to school.", "--from", "de", "--to", "fr"]) == 0
    assert "model: copy-de-en, then copy-en-fr (through English)" in capsys.readouterr().err


def test_a_direct_model_comes_before_any_way_round(models: None) -> None:
    assert [model.name for model in route_of(LanguagePair("de", "en"))] == ["copy-de-en"]
    assert not isinstance(load_translator("de-en"), PivotEngine)


@pytest.mark.parametrize("pair", [("de", "es"), ("it", "fr"), ("en", "de")])
def test_half_a_way_is_none(models: None, pair: tuple[str, str]) -> None:
    assert route_of(LanguagePair(*pair)) == []
    with pytest.raises(LanguagePairError, match="no package translates"):
        load_translator(pair)


def test_a_variety_of_english_is_no_second_step(models: None) -> None:
    assert [one.name for one in route_of(LanguagePair("fr", "en-GB"))] == ["embedded"]


def test_both_halves_are_translated_and_their_scores_add_up() -> None:
    first, second = EchoEngine("fr-en"), UpperEngine("en-de")
    engine = PivotEngine(first, second)
    seen: list[int] = []
    assert engine.translate(["a", "b"], progress=seen.append) == [Translation("A", -1.0), Translation("B", -1.0)]
    assert (first.seen, second.seen, seen) == (["a", "b"], ["a", "b"], [2])
    assert engine.facts["package"] == "echo + upper"
    assert (engine.facts["from"], engine.facts["through"], engine.facts["to"]) == ("fr", "en", "de")
    assert engine.signature == "pivot:en|echo|then|upper"


def test_a_score_that_one_half_does_not_tell_is_not_told() -> None:
    class Silent(EchoEngine):
        def translate(self, segments, *, style=None, progress=None):  # type: ignore[no-untyped-def]
            return [Translation(segment, None) for segment in segments]

    assert PivotEngine(Silent("fr-en"), EchoEngine("en-de")).translate(["a"])[0].score is None


def test_a_term_of_the_user_comes_through_both_halves() -> None:
    terms = {"paix": "Frieden"}

    def engine(given: dict[str, str]) -> PivotEngine:
        first = Translator(FakeModel(_word_by_word, "fr-en"), given)
        return PivotEngine(first, Translator(FakeModel(_word_by_word, "en-de"), identities(given)))

    assert engine({}).translate(["la paix"])[0].text == "der Ruhe"
    assert engine(terms).translate(["la paix"])[0].text == "der Frieden"


def test_addresses_come_through_both_halves() -> None:
    halves = Translator(FakeModel(_word_by_word, "fr-en")), Translator(FakeModel(_word_by_word, "en-de"))
    assert (
        PivotEngine(*halves).translate(["la guerre https://a.example/la"])[0].text == "der Krieg https://a.example/la"
    )


class _Several(FakeModel):
    """Gives as many hypotheses as are asked for."""

    def hypotheses(self, texts, number=1, avoid_repeats=0):  # type: ignore[no-untyped-def]
        for place, text in enumerate(texts):
            ends = ["", " indeed", " indeed", " so so so so so so so so", " today", " now"]
            yield place, [Hypothesis(f"{text}{end}", -1.0 - n, 5) for n, end in enumerate(ends)][:number]


def test_alternatives_are_whole_different_and_change_nothing() -> None:
    sentences = ["la paix de [1] https://a.example", "la paix de demain"]
    plain = Translator(_Several(str, alternatives=6)).translate(sentences)
    asked = Translator(_Several(str, alternatives=6), alternatives=2).translate(sentences)
    assert [made.text for made in asked] == [made.text for made in plain]
    assert [made.alternatives for made in plain] == [None, None]
    assert asked[1].alternatives == ("la paix de demain indeed", "la paix de demain today")
    assert all("https://a.example" in text for text in asked[0].alternatives or ())


def test_an_alternative_without_a_term_of_the_user_is_none() -> None:
    class Forgetful(_Several):
        def hypotheses(self, texts, number=1, avoid_repeats=0):  # type: ignore[no-untyped-def]
            for place, text in enumerate(texts):
                others = [text, text.replace("Frieden", "Ruhe"), f"{text} jetzt"]
                yield place, [Hypothesis(other, -1.0, 5) for other in others][:number]

    translator = Translator(Forgetful(str, "fr-de", alternatives=6), {"paix": "Frieden"}, alternatives=3)
    [made] = translator.translate(["la paix de demain"])
    assert made.text == "la Frieden de demain"
    assert made.alternatives == ("la Frieden de demain jetzt",)


def test_a_model_with_one_hypothesis_has_no_alternatives() -> None:
    assert Translator(FakeModel(str), alternatives=3).translate(["la paix"])[0].alternatives == ()


def test_the_command_line_prints_alternatives(capsys: pytest.CaptureFixture[str]) -> None:
    command = ["translate", "Le président a annoncé hier une nouvelle loi.", "--model", "embedded", "--quiet"]
    assert run([*command, "--json", "--alternatives", "2"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert len(record["alternatives"]) == 2
    assert record["target"] not in record["alternatives"]
    assert run([*command, "--json"]) == 0
    plain = json.loads(capsys.readouterr().out)
    assert "alternatives" not in plain
    assert plain["target"] == record["target"]
    assert run([*command, "--alternatives", "2"]) == 2
    assert "--alternatives goes with --json" in capsys.readouterr().err


def test_alternatives_of_a_pivot_are_those_of_its_second_half() -> None:
    second = Translator(_Several(str, "en-de", alternatives=6), alternatives=1)
    [made] = PivotEngine(EchoEngine("fr-en"), second).translate(["the peace of tomorrow"])
    assert made.alternatives == ("the peace of tomorrow indeed",)
    assert toolkit.translate("the peace", PivotEngine(EchoEngine("fr-en"), second)) == "the peace"
