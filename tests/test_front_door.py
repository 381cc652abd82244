"""What the functions of the front door say of input that is none."""

from __future__ import annotations

from pathlib import Path

import pytest

import toolkit
from toolkit.errors import InputError
from toolkit.units import TranslationUnit


@pytest.mark.parametrize("function", [toolkit.check, toolkit.fix, toolkit.stats])
@pytest.mark.parametrize("path", ["d.tsv", Path("d.tsv")])
def test_a_path_is_no_bitext(function, path) -> None:
    with pytest.raises(InputError, match=r"d\.tsv: a path, where units are wanted"):
        function(path)


def test_nothing_is_not_scored() -> None:
    with pytest.raises(InputError, match="no text; nothing to score"):
        toolkit.evaluate([], [])


def test_generators_are_scored_as_lists_are() -> None:
    made = toolkit.evaluate(iter(["a cat"]), iter(["a dog"]), metrics=["ter"], resamples=0)
    assert made.scores == toolkit.evaluate(["a cat"], ["a dog"], metrics=["ter"], resamples=0).scores


def test_one_check_by_its_name() -> None:
    unit = TranslationUnit("1", "Il a 12 ans.", "He is 13.", "fr", "en")
    [found] = toolkit.check([unit], only="numbers")
    assert {finding.check for finding in found.findings} == {"numbers"}


def test_a_beam_is_one_or_more() -> None:
    with pytest.raises(InputError, match="a beam of 0"):
        toolkit.load_engine("fr-en", beam=0)
