"""Words of the source that a model copies, and the dictionary's words for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bench.copied_words import words
from bench.dictionary_lexicon import Prose, Related
from tests.conftest import with_file
from tests.translation.fakes import FakeModel
from toolkit.errors import PackageError
from toolkit.lexical.copies import SourceWords, package_source_words
from toolkit.packages.store import embedded_package, find_package
from toolkit.translation import Resources, Translator

WORDS = SourceWords({"phare": "lighthouse", "plats": "plates", "assiette": "plate"})


def engine(answer: Callable[[str], str], lexicon: dict[str, str] | None = None, **options: object) -> Translator:
    model = FakeModel(answer, alternatives=2)
    model.resources = Resources(lexicon or {}, source_words=WORDS)  # type: ignore[misc]
    return Translator(model, **options)  # type: ignore[arg-type]


def test_a_word_that_is_copied_is_given_by_the_dictionary() -> None:
    made = engine(lambda text: text.replace("Le vieux", "The old").replace("est ouvert", "is open"))
    assert made.translate(["Le vieux phare est ouvert.", "Le phare !"])[0].text == "The old lighthouse is open."
    assert made.model.seen == [  # type: ignore[attr-defined]
        *("Le vieux phare est ouvert.", "Le phare !"),
        *("Le vieux lighthouse est ouvert.", "Le lighthouse !"),
    ]


def test_what_loses_the_given_word_is_translated_with_a_mark() -> None:
    made = engine(lambda text: text.replace("lighthouse", "flag"))
    assert made.translate(["L'autre phare est là."])[0].text == "L'autre lighthouse est là."
    lost = engine(lambda text: text.replace("lighthouse", "flag").replace("[1]", "it"))
    assert lost.translate(["Le phare est là."])[0].text == "Le phare est là."


def test_names_terms_and_what_is_translated_stay() -> None:
    assert not WORDS.copied("Monsieur Phare est là", "Mister Phare is there"), "a name"
    assert not WORDS.copied("le phare", "the lighthouse") and not WORDS.copied("le porte-clés", "the phare")
    assert WORDS.copied("le phare-musée", "the phare museum") == {"phare": "lighthouse"}
    made = engine(str, terms={"bateau": "phare"})
    assert made.translate(["Le bateau est là."])[0].text == "Le phare est là.", "a user's term"
    assert made.translate(["Le phare (`phare`) est là."])[0].text == "Le lighthouse (`phare`) est là.", "protected"


def test_a_given_word_is_not_read_as_a_word_of_the_source() -> None:
    made = engine(str, {"plates": "flat"})
    assert made.translate(["Des plats et des pierres plates."])[0].text == "Des plates et des pierres flat."


def test_without_choice_nothing_is_given() -> None:
    assert engine(str, rerank=False).translate(["Le phare."])[0].text == "Le phare."


def test_the_signature_tells_the_list() -> None:
    assert f"copies:{WORDS.digest}" in engine(str).signature
    assert "copies" not in engine(str, rerank=False).signature
    assert replace(Resources(), source_words=SourceWords({})).source_words is not None


def test_the_list_of_a_package_is_read_once() -> None:
    package = embedded_package()
    assert package_source_words(package) is package_source_words(package) is not None


def test_a_damaged_list(tmp_path: Path) -> None:
    broken = with_file(embedded_package(), tmp_path / "x.argosmodel", "copies.tsv", b"phare\n")
    with pytest.raises(PackageError, match=r"copies.tsv is not a list of words"):
        package_source_words(find_package("fr", "en", str(broken)))


def test_which_words_are_listed() -> None:
    prose = Prose()
    prose.read(["The table stood in the lighthouse near the plate of stews."] * 30)
    dictionary = {
        "phare": {"lighthouse": {"n"}, "headlight": {"n"}},
        "table": {"plate": {"n"}},
        "plats": {"plate": {"n"}, "stew": {"n"}},
        "zorglub": {"xylophagus": {"n"}},
    }
    found = words(dictionary, {"plats": "stews"}, prose, Related(""))
    assert found == {"phare": "lighthouse", "plats": "stews"}, "no word of both, the commonest sense, none that is rare"


def test_a_first_word_with_a_capital_counts_where_no_name_is_likely() -> None:
    words = SourceWords({"boulanger": "baker", "dimanche": "Sunday"})
    assert words.copied("Boulanger est parti.", "Boulanger is gone.") == {}
    assert words.copied("Dimanche, il part.", "Dimanche, he leaves.") == {"Dimanche": "Sunday"}
    assert words.copied("Boulanger depuis dix ans", "Boulanger for ten years") == {"Boulanger": "Baker"}
    assert words.copied("Il a vu Boulanger, hier.", "He saw Boulanger yesterday.") == {}
