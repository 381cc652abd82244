"""Typography of French, German and Spanish as target languages."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.translation.fakes import FakeModel
from toolkit.languages.conventions import Unknown, conventions_of
from toolkit.languages.pair import LanguagePair
from toolkit.languages.typographic import pair_quotes
from toolkit.text.protected import find
from toolkit.translation.translator import Translator

TARGETS = ["en-fr", "en-de", "en-es"]


def shown(pair: str, text: str, source: str = "", style: str = "straight") -> str:
    """What becomes of a text, with narrow and no-break spaces as signs."""
    made = conventions_of(LanguagePair.parse(pair)).after(text, source or text, style)
    return made.replace("\u202f", "·").replace("\u00a0", "~")


@pytest.mark.parametrize(
    ("text", "french"),
    [
        ('Il a dit "oui".', "Il a dit «·oui·»."),
        ("Il a dit “oui”.", "Il a dit «·oui·»."),
        ("Il a dit « oui ».", "Il a dit «·oui·»."),
        ("Vraiment? Non! Deux choses: une; deux.", "Vraiment·? Non·! Deux choses·: une·; deux."),
        ("Vraiment ? Non ! Deux choses : une ; deux.", "Vraiment·? Non·! Deux choses·: une·; deux."),
        ("Quoi ?! (Oui !)", "Quoi·?! (Oui·!)"),
        ('"Vraiment?"', "«·Vraiment·?·»"),
        ("30% de 30€", "30·% de 30·€"),
        ("€30 et £1.50", "30·€ et 1.50·£"),
    ],
)
def test_french_has_guillemets_and_narrow_spaces(text: str, french: str) -> None:
    assert shown("en-fr", text, "x") == french
    assert shown("de-fr", text, "x") == french


@pytest.mark.parametrize(
    ("pair", "written"),
    [
        ("en-fr", "5,5·% de 12·500, soit 1·234·567,89·€ en 2024"),
        ("en-de", "5,5~% de 12.500, soit 1.234.567,89~€ en 2024"),
        ("en-es", "5,5~% de 12·500, soit 1·234·567,89~€ en 2024"),
    ],
)
def test_numbers_of_the_source_are_written_as_the_target_does(pair: str, written: str) -> None:
    source = "5.5% of 12,500, or €1,234,567.89 in 2024"
    for left in ("5.5% de 12,500, soit €1,234,567.89 en 2024", "5,5 % de 12 500, soit 1234567.89 € en 2024"):
        assert shown(pair, left, source) == written


def test_spanish_does_not_group_four_digits_and_german_does() -> None:
    assert shown("en-es", "1,234", "1,234") == "1234"
    assert shown("en-de", "1,234", "1,234") == "1.234"


def test_german_quotes_and_spanish_ones() -> None:
    assert shown("en-de", 'Er sagte "ja" und “nein”.') == "Er sagte „ja“ und „nein“."
    assert shown("en-es", 'Dijo "sí" y “no”.') == "Dijo «sí» y “no”."
    assert shown("en-es", "Por qué? Qué bien!") == "Por qué? Qué bien!"


@pytest.mark.parametrize(
    "text",
    [
        "Version 3.11 von Windows 8.1 um 14:30",
        "Voir https://example.org/a?b=c;d!e",
        "`a ? b : c!`",
        "C:\\dir\\file.txt",
        "{count}: %s",
        "127.0.0.1:8080",
        "Section 2.5",
        "un :) sourire",
        'un tube de 5"',
    ],
)
def test_what_is_no_sentence_stays(text: str) -> None:
    for pair in TARGETS:
        made = conventions_of(LanguagePair.parse(pair)).after(text, text, "straight")
        assert re.sub("[\u202f\u00a0]", "", made) == text
        assert not re.search("\\d[\u202f\u00a0]", made)


def test_times_versions_and_sections_of_the_source_are_no_amounts() -> None:
    source = "At 2.30 pm, see Section 2.5 of Python 3.11: it grew 2.5 times."
    made = shown("en-fr", "À 2.30 h, voir la section 2.5 de Python 3.11: 3.5", source)
    assert made == "À 2.30 h, voir la section 2.5 de Python 3.11·: 3.5"


@pytest.mark.parametrize(
    ("source", "text", "french"),
    [
        ("In 1.5 hours", "En 1.5 heures", "En 1,5 heures"),
        ("Ubuntu 22.04 is out", "Ubuntu 22.04 est sorti", "Ubuntu 22.04 est sorti"),
        ("Ubuntu 22.04 needs 1.5 GB", "Ubuntu 22.04 veut 1.5 Go", "Ubuntu 22.04 veut 1,5 Go"),
        ("It rose 2.5-fold", "Une hausse de 2.5 fois", "Une hausse de 2,5 fois"),
        ("GDP 5.5% up", "Un PIB de 5.5%", "Un PIB de 5,5·%"),
    ],
)
def test_a_number_behind_a_name_is_of_the_name(source: str, text: str, french: str) -> None:
    assert shown("en-fr", text, source) == french


def test_a_form_that_may_be_two_numbers_stays() -> None:
    assert shown("en-de", "1,234 und 1.234", "1,234 and 1.234 points") == "1,234 und 1.234"


def test_apostrophes_and_dots_follow_the_style() -> None:
    assert shown("en-fr", "L'eau...", style="curly") == "L’eau…"
    assert shown("en-fr", "L'eau...") == "L'eau..."


@pytest.mark.parametrize("pair", ["en-it", "fr-pl", "en:de-CH", "en:es-MX", "en:fr-CA", "de-xx"])
def test_nothing_is_done_to_languages_and_regions_that_nobody_has_written_down(pair: str) -> None:
    assert isinstance(conventions_of(LanguagePair.parse(pair)), Unknown)


def test_regions_that_write_so_have_the_conventions() -> None:
    assert shown("en:fr-BE", "Oui!") == "Oui·!" and shown("en:de-AT", '"ja"') == "„ja“"


def test_numbers_of_a_language_with_a_comma_are_not_read_as_english_ones() -> None:
    assert shown("de-fr", "1.234,5 et 3.50", "1.234,5 und 3.50") == "1.234,5 et 3.50"


def test_odd_quotes_stay() -> None:
    assert pair_quotes('"a" and "b', ("«", "»")) == '"a" and "b'


PIECES = st.sampled_from(
    [
        *"\"'“”«»„‘’;:!?.,()[]%€$£-… \u00a0\u202f\u2009\n",
        *("12", "1,234", "5.5", "12 500", "1.234", "3.5", "0", "999", "1,234.5"),
        *("mot", "L'eau", "a", "Zürich", "n°", "million", "pm", "version"),
        *("https://ex.org/a?b=c", "{name}", "%s", "`x ? y : z`", "[1]", "<b>", ":smile:", "\U0001f600", "v1.2.3", "$x"),
    ]
)
TEXTS = st.lists(PIECES, max_size=14).map("".join)


@settings(max_examples=400)
@given(TEXTS, TEXTS, st.sampled_from(TARGETS), st.sampled_from(["curly", "straight"]))
def test_twice_is_once_and_protected_spans_come_through(text: str, source: str, pair: str, style: str) -> None:
    conventions = conventions_of(LanguagePair.parse(pair))
    once = conventions.after(text, source, style)
    for what, count in Counter(text[span.start : span.end] for span in find(text)).items():
        assert once.count(what) >= count, what
    assert conventions.after(once, source, style) == once
    # Only marks and spaces change, never a word or a digit.
    assert "".join(filter(str.isalnum, once)) == "".join(filter(str.isalnum, text))


def test_a_model_into_french_gives_french_typography_and_loses_no_placeholder() -> None:
    def answer(text: str) -> str:
        return {
            'He paid "$30" for 1,234 items!': 'Il a payé "$30" pour 1,234 articles!',
            "See [1]: 5.5%?": "Voir [1]: 5.5%?",
        }.get(text, text)

    translator = Translator(FakeModel(answer, "en-fr"))
    one, other = translator.translate(['He paid "$30" for 1,234 items!', "See https://x.org/a?b: 5.5%?"])
    assert one.text == "Il a payé «\u202f30\u202f$\u202f» pour 1\u202f234 articles\u202f!"
    assert other.text == "Voir https://x.org/a?b\u202f: 5,5\u202f%\u202f?"


def test_a_model_into_another_language_gives_what_the_model_gave() -> None:
    [made] = Translator(FakeModel(str, "en-it")).translate(['He said "5.5%": yes!'])
    assert made.text == 'He said "5.5%": yes!'
