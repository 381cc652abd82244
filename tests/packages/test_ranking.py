from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.errors import PackageError
from toolkit.packages.catalogue import find_model
from toolkit.packages.ranking import Candidate, best_of, data_folder, default_model, set_default

HERE = Path("folder")
EMBEDDED = Candidate("embedded", "99", None)


def test_the_best_published_score_wins_over_a_higher_version() -> None:
    argos = Candidate("translate-fr_en-1_9", "1.9", HERE, find_model("translate-fr_en-1_9"))
    opus = Candidate("opus-mt-fr-en", "2020-02-26", HERE, find_model("opus-mt-fr-en"))
    big = Candidate("opus-mt-tatoeba-fr-en", "2022-03-09", HERE, find_model("opus-mt-tatoeba-fr-en"))
    own = Candidate("mine", "3000.1", HERE)
    assert best_of([argos, opus, EMBEDDED, own, big]) is big
    assert best_of([argos, opus, EMBEDDED, own]) is opus
    assert best_of([own, EMBEDDED]) is own
    assert best_of([EMBEDDED]) is EMBEDDED
    assert best_of([]) is None


def test_the_default_wins_over_all() -> None:
    own = Candidate("mine", "1", HERE)
    assert best_of([own, EMBEDDED], "embedded") is EMBEDDED


def test_versions_are_compared_as_numbers() -> None:
    assert best_of([Candidate("a", "1.9", HERE), Candidate("b", "1.10", HERE)]).version == "1.10"  # type: ignore[union-attr]


def test_a_model_that_the_catalogue_calls_broken_is_taken_only_before_the_embedded_one() -> None:
    broken = Candidate("translate-es_en-1_9", "1.9", HERE, find_model("translate-es_en-1_9"))
    assert best_of([broken, Candidate("old", "0.1", HERE)]).name == "old"  # type: ignore[union-attr]
    assert best_of([broken, EMBEDDED]) is broken


def test_defaults_are_kept_by_language_however_it_is_written(packages: Path) -> None:
    set_default("pt_br", "EN", "mine")
    assert default_model("pt-BR", "en") == "mine"
    assert default_model("pt", "en") is None
    set_default("pt-BR", "en", None)
    assert default_model("pt-BR", "en") is None


@pytest.mark.parametrize("text", ["{", "[]", '{"fr:en": 1}'])
def test_damaged_defaults_are_one_line(packages: Path, text: str) -> None:
    data_folder().mkdir(parents=True)
    (data_folder() / "defaults.json").write_text(text)
    with pytest.raises(PackageError, match=r"defaults.json: .*remove it"):
        default_model("fr", "en")
