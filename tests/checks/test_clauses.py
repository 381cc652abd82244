from __future__ import annotations

import pytest

from toolkit.checks import check_unit
from toolkit.units import TranslationUnit

LONG = "Le maire, qui avait d'abord refusé, a finalement signé l'accord."
SHORT = "The mayor finally signed the agreement."
WHOLE = "The mayor, who had first refused, finally signed the agreement."


def unit(source: str, target: str, pair: tuple[str, str] = ("fr", "en")) -> TranslationUnit:
    return TranslationUnit("1", source, target, *pair)


def test_a_clause_that_was_left_out_is_named_and_placed() -> None:
    [finding] = check_unit(unit(LONG, SHORT), ["clauses"])
    assert finding.reason == "the clause 'qui avait d'abord refusé' of the source has no counterpart in the target"
    assert finding.source_span is not None
    assert LONG[slice(*finding.source_span)] == "qui avait d'abord refusé"
    assert finding.target_span is None


def test_a_clause_that_was_added_is_named_and_placed() -> None:
    source = "L'effet de la vitamine D sur le cancer n'est pas clairement établi."
    target = "The effect of vitamin D on cancer is not clear, though its makers deny this."
    [finding] = check_unit(unit(source, target), ["clauses"])
    assert finding.reason == "the clause 'though its makers deny this' is only in the target"
    assert finding.target_span is not None
    assert target[slice(*finding.target_span)] == "though its makers deny this"


def test_both_directions_are_read() -> None:
    source = "The mayor, whose friends had always refused such talks, finally signed the agreement."
    [finding] = check_unit(unit(source, "Le maire a finalement signé l'accord.", ("en", "fr")), ["clauses"])
    assert "'whose friends had always refused …' of the source" in finding.reason


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (LONG, WHOLE),
        # The clause has become a word of another place.
        (LONG, "The mayor finally signed the agreement he had refused at first."),
        # Short, but nothing is left out; and a pair of which the model knows nothing.
        ("Le maire, à la fin, a signé l'accord.", "In the end the mayor signed the agreement."),
        ("Oui, bien sûr, tout de suite.", "Yes."),
        # What an acronym stands for may be left out.
        (
            "La SNCF, compagnie nationale ferroviaire française, augmente les prix des billets de train.",
            "The SNCF raises the prices of train tickets.",
        ),
    ],
)
def test_free_translations_are_let_be(source: str, target: str) -> None:
    assert check_unit(unit(source, target), ["clauses"]) == []


def test_other_languages_are_not_judged() -> None:
    assert check_unit(unit(LONG, SHORT, ("fr", "de")), ["clauses"]) == []


def test_a_title_before_a_name_may_be_left_out() -> None:
    assert check_unit(unit("Selon Madame Künast, tout va bien.", "According to Künast, all is well."), ["names"]) == []
