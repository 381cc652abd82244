"""Forms of plurals are those of CLDR."""

from __future__ import annotations

import pytest

from toolkit.languages import plurals
from toolkit.languages.plurals import CATEGORIES, plural_forms, source_form


@pytest.mark.parametrize("language", sorted(plurals._FORMS))
def test_forms_are_those_that_counts_take(language: str) -> None:
    babel = pytest.importorskip("babel")
    try:
        rule = babel.Locale.parse(language).plural_form
    except babel.UnknownLocaleError:
        pytest.skip(f"Babel does not know {language}")
    taken = {rule(number) for number in range(1_000)} | {"other"}
    assert plural_forms(language) == tuple(form for form in CATEGORIES if form in taken)


def test_forms_of_varieties_and_of_unknown_languages() -> None:
    assert plural_forms("pt-BR") == ("one", "other") and plural_forms("sr_RS@latin") == ("one", "few", "other")
    assert plural_forms("tlh") is None


def test_a_form_is_made_of_its_like() -> None:
    assert source_form("few", frozenset({"few", "other"}), "pl") == "few"
    assert source_form("many", frozenset({"one", "many", "other"}), "ru") == "many"
    assert source_form("many", frozenset({"one", "many", "other"}), "fr") == "other", "the many of millions"
