from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from toolkit.languages.pair import LanguagePair
from toolkit.translation.base import Ability, Model, PrefixModel, abilities_of
from toolkit.translation.engines.argos import ArgosModel, open_model

from .fakes import FakeModel

PAIR = LanguagePair("fr", "en")
SOURCE = "Le président a annoncé hier une nouvelle loi sur les impôts."


@pytest.fixture(scope="module")
def model() -> ArgosModel:
    return open_model(PAIR, beam=2)


def test_a_model_says_what_it_can_do(model: ArgosModel) -> None:
    assert abilities_of(model) == set(Ability)
    assert abilities_of(open_model(PAIR, beam=1)) == {Ability.SCORES, Ability.PREFIX}
    assert abilities_of(FakeModel(str, alternatives=3)) == {Ability.ALTERNATIVES, Ability.SCORES}


def test_a_model_without_the_attribute_has_no_scores() -> None:
    assert abilities_of(cast(Model, SimpleNamespace(alternatives=1))) == set()


def test_a_translation_goes_on_from_its_prefix(model: PrefixModel) -> None:
    prefixes = ["The head of state ", "", "A new  tax law ★", "“Yesterday”,"]
    for number, hypotheses in model.completions([SOURCE] * 4, prefixes, 2):
        assert len(hypotheses) == 2
        assert hypotheses[0].text != hypotheses[1].text
        for hypothesis in hypotheses:
            assert hypothesis.text.startswith(prefixes[number].rstrip())
            assert len(hypothesis.text) > len(prefixes[number])
            assert "\ufffd" not in hypothesis.text


def test_without_a_prefix_it_is_the_plain_translation(model: ArgosModel) -> None:
    plain = dict(model.hypotheses([SOURCE, "Bonjour."], 2))
    assert dict(model.completions([SOURCE, "Bonjour."], ["", " "], 2)) == plain


def test_the_score_is_that_of_the_rest() -> None:
    model = open_model(PAIR, beam=1)
    [(_, [plain])] = model.hypotheses([SOURCE])
    beginning, _, _ = plain.text.partition(" tax")
    [(_, [completed])] = model.completions([SOURCE], [beginning])
    assert completed.text == plain.text
    assert plain.score is not None
    assert completed.score is not None
    assert completed.length < plain.length
    # The mean over all tokens is a weighted mean of those before and after: what was given counts nothing any more.
    assert abs(completed.score * (completed.length + 1)) < abs(plain.score * (plain.length + 1))
