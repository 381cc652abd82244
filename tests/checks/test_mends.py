"""Checks of form, and the mends that come from the same rules."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.checks import ON_DEMAND, check_unit
from toolkit.checks.mending import FIXES, Fixer, is_locked
from toolkit.formats import format_of
from toolkit.text.protected import find
from toolkit.units import TranslationUnit

N = "\u202f"


def unit(source: str, target: str, pair: str = "fr-en", **properties: str) -> TranslationUnit:
    source_language, _, target_language = pair.partition("-")
    return TranslationUnit("1", source, target, source_language, target_language, properties=properties)


def found(check: str, source: str, target: str, pair: str = "fr-en", **properties: str) -> list[str]:
    return [f.reason for f in check_unit(unit(source, target, pair, **properties), [check])]


@pytest.mark.parametrize(
    ("name", "source", "target", "pair", "wanted"),
    [
        ("spacing", "Bonjour !", "Hello !", "fr-en", "Hello!"),
        ("spacing", "Vrai ?", "Wahr ?", "fr-de", "Wahr?"),
        ("spacing", "Il dit « oui ».", "He says “ yes ” .", "fr-en", "He says “yes”."),
        ("spacing", "Une école, un puits", "A school,built here", "fr-en", "A school, built here"),
        ("spacing", "Hello, world.", "Bonjour , monde\u00a0.", "en-fr", "Bonjour, monde."),
        ("french-spacing", "Hello! How?", "Bonjour! Comment?", "en-fr", f"Bonjour{N}! Comment{N}?"),
        ("french-spacing", "Hello!", "Bonjour !", "en-fr", f"Bonjour{N}!"),
        ("french-spacing", "He said “yes”: no", "Il a dit «oui»: non", "en-fr", f"Il a dit «{N}oui{N}»{N}: non"),
        ("french-spacing", "Hello! One: two", "Bonjour ! Un: deux", "en-fr-CA", f"Bonjour! Un{N}: deux"),
        ("french-spacing", "12,000 people, 5%", "12 000 personnes, 5 %", "en-fr", f"12{N}000 personnes, 5{N}%"),
        ("spaces", "a b", "a  b", "fr-en", "a b"),
        ("spaces", " a", "a", "fr-en", " a"),
        ("spaces", "a", "a \n", "fr-en", "a"),
        ("characters", "a b", "a\u200b b", "fr-en", "a b"),
        ("quote-style", "« oui »", "« yes »", "fr-en", "“yes”"),
        ("quote-style", "“yes”", 'Er sagt "ja".', "en-de", "Er sagt „ja“."),
        ("quote-style", "“yes”", "“oui”", "en-fr", f"«{N}oui{N}»"),
        ("apostrophes", "l’eau d’ici", "it’s the dog's", "fr-en", "it’s the dog’s"),
        ("ellipsis", "Enfin…", "Well...", "fr-en", "Well…"),
    ],
)
def test_what_a_check_finds_its_mend_puts_right(name: str, source: str, target: str, pair: str, wanted: str) -> None:
    one = unit(source, target, pair)
    assert check_unit(one, [name]), "not found"
    assert Fixer(only=[name]).fix(one) and one.target == wanted
    assert not check_unit(one, [name]) and not Fixer(only=[name]).fix(one)


@pytest.mark.parametrize(
    ("name", "source", "target", "pair"),
    [
        ("spacing", "Hello! Wait… .NET is here.", "Bonjour ! Attendez . . . .NET est ici ; vrai ?", "en-fr"),
        ("spacing", "Bonjour !", "Hello! See http://a.fr:80 at 10:30 :)", "fr-en"),
        ("spacing", "a", "Use .NET, not so", "ja-fr"),
        ("spacing", "Faces :) and ... dots", "Faces :) and ... dots", "en-de"),
        ("spacing", "Hallo !", "Hello !", "de-en"),  # as the source has it
        ("french-spacing", "Time: 10:30", f"Heure{N}: 10:30, http://a.fr:80/?a=1;b", "en-fr"),
        ("french-spacing", "{a: b}; %s:", "`a;b` {{x:y}}", "en-fr"),
        ("quote-style", "“a ‘b’”", f"«{N}a “b” c{N}»", "en-fr"),
        ("quote-style", '5" pipe', '5" pipe', "fr-en"),
        ("apostrophes", "l'eau", "it's the dog's", "fr-en"),
        ("ellipsis", "Enfin...", "Well...", "fr-en"),
        ("spaces", " a ", " b ", "fr-en"),
        ("characters", "یک\u200cدو", "یک\u200cدو", "en-fa"),
    ],
)
def test_sound_texts_are_let_be(name: str, source: str, target: str, pair: str) -> None:
    one = unit(source, target, pair)
    assert not check_unit(one, [name]) and not Fixer(only=[name]).fix(one)


def test_places_are_those_of_the_words_at_fault() -> None:
    one = unit("Bonjour !", "Hello !")
    [finding] = check_unit(one, ["spacing"])
    assert finding.target_span and one.target[slice(*finding.target_span)] == " "


WORDS = ["mot", "l'eau", "«", "»", "“", "”", '"', "!", "?", ":", ";", ",", "…", "...", " ", "  ", N, "\u00a0", "12 000"]
SPANS = ["https://a.fr/b?c=d;e", "{nom} !", "%s :", "`a  b`", "<b>", "{{ x }}"]


@given(
    target=st.lists(st.sampled_from(WORDS) | st.sampled_from(SPANS), min_size=1, max_size=12).map("".join),
    pair=st.sampled_from(["fr-en", "en-fr", "en-de", "en-es", "en-fr-CA"]),
)
@settings(max_examples=300, deadline=None)
def test_mends_keep_what_is_protected_and_all_letters(target: str, pair: str) -> None:
    one = unit("Bonjour", target, pair)
    kept = [target[s.start : s.end] for s in find(target)]
    Fixer(also=[n for n in FIXES if n not in ("characters", "spaces", "spacing")]).fix(one)
    letters = [c for c in target if c.isalnum()]
    assert [c for c in one.target if c.isalnum()] == letters
    assert all(what in one.target for what in kept)


def test_locked_units_stay() -> None:
    fixer = Fixer()
    for properties in ({"approved": "yes"}, {"state": "final"}, {"translate": "no"}):
        one = unit("Bonjour !", "Hello !", **properties)
        assert is_locked(one) and fixer.fix(one) == [] and one.target == "Hello !"
    assert fixer.locked == 3


def test_inline_codes_stay_where_they_are() -> None:
    one = unit("Oui !", "Yes ! ok", **{"target-inline": 'Yes <g id="1">!</g> ok<x id="2"/>'})
    assert Fixer().fix(one) and one.target == "Yes! ok"
    assert one.properties["target-inline"] == 'Yes<g id="1">!</g> ok<x id="2"/>'
    split = unit("Oui !", "Yes  ok", **{"target-inline": 'Yes <x id="1"/> ok'})
    fixer = Fixer()
    assert fixer.fix(split) == [] and split.target == "Yes  ok" and fixer.coded == 1


@pytest.mark.parametrize(
    ("name", "source", "target", "pair", "reasons"),
    [
        ("start-mark", "– Oui", "Yes", "fr-en", ["the source begins with '-', the target does not"]),
        ("start-mark", "– Oui", "- Yes", "fr-en", []),
        ("start-mark", "…et puis", "...and then", "fr-en", []),
        ("start-mark", "Oui", "(Yes)", "fr-en", ["the target begins with '(', the source does not"]),
        ("capitals", "ENTRÉE INTERDITE", "No entry", "fr-en", ["the source is in capitals, the target is not"]),
        ("capitals", "ENTRÉE INTERDITE", "NO ENTRY", "fr-en", []),
        ("capitals", "Organisation des Nations unies", "UNITED NATIONS", "fr-en", ["the target is in capitals, the source is not"]),
        ("capitals", "L'ONU", "United Nations Organization", "fr-en", []),
        ("capitals", "ENTRÉE INTERDITE", "立入禁止です", "fr-ja", []),
        ("camel-case", "Utilisez JavaScript et GitHub", "Use JavaScript and Git", "fr-en", ["the name 'GitHub' of the source is missing in the target"]),
        ("camel-case", "M. McDonald et Mme DeVito", "Mr M. and Ms D.", "fr-en", []),
        ("lines", "un\ndeux", "one two", "fr-en", ["the source has 2 lines, the target 1"]),
        ("access-keys", "&File", "Datei", "en-de", ["the access key '&F' is missing in the target"]),
        ("access-keys", "&File", "&Datei", "en-de", []),
        ("access-keys", "_Open…", "Ö_f_fnen", "en-de", ["the target has two access keys"]),
        ("access-keys", "AT&T and R&D", "ATT und FuE", "en-de", []),
        ("access-keys", "a &amp; b", "a und b", "en-de", []),
        ("access-keys", "snake_case", "Schlange", "en-de", []),
    ],
)  # fmt: skip
def test_style(name: str, source: str, target: str, pair: str, reasons: list[str]) -> None:
    assert found(name, source, target, pair) == reasons


def test_a_target_longer_than_its_file_allows_is_an_error() -> None:
    [finding] = check_unit(unit("Oui", "Yes indeed", **{"maxwidth": "5", "size-unit": "char"}), ["length-limit"])
    assert finding.severity == "error" and finding.target_span == (5, 10)
    assert not found("length-limit", "Oui", "Yes indeed", maxwidth="5", **{"size-unit": "pixel"})


@pytest.mark.parametrize(
    ("attributes", "said"),
    [
        ('maxwidth="5" size-unit="char"', ["the target has 6 characters where 5 fit"]),
        ('maxwidth="6" size-unit="char"', []), ('maxwidth="5" size-unit="pixel"', []), ('maxwidth="5"', []),
        ('maxbytes="6"', ["the target has 10 bytes where 6 fit"]), ('maxbytes="10"', []),
    ],
)  # fmt: skip
def test_a_unit_of_xliff_says_how_long_its_target_may_be(tmp_path: Path, attributes: str, said: list[str]) -> None:
    path = tmp_path / "a.xlf"
    path.write_text(
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" source-language="en" '
        f'target-language="fr" datatype="plaintext"><body><trans-unit id="1" {attributes}><source>Summer</source>'
        "<target>L’été!</target></trans-unit></body></file></xliff>",
        encoding="utf-8",
    )
    [read] = format_of(path).read(path)
    assert [f.reason for f in check_unit(read, ["length-limit"])] == said


def test_house_styles_are_asked_for() -> None:
    assert {
        "final-mark", "start-mark", "french-spacing", "quote-style", "apostrophes", "ellipsis", "lines",
    } == ON_DEMAND  # fmt: skip
    assert not check_unit(unit("Hello!", "Bonjour!", "en-fr"))


@pytest.mark.parametrize(
    "code",
    [
        'x["a"]',
        'd["clé"]["b"]',
        'print("bonjour")',
        "f(...)",
        "a[...]",
        '{"a": "b", "c": "d"}',
        '--message "texte ici"',
        "--champs=nom,prenom",
        'x  =  "a";',
        'if x == "oui"',
        '"nom","prenom"',
        '#include "a.h"',
        "somme(abc,def)",
    ],
)
@pytest.mark.parametrize("name", sorted(FIXES))
def test_code_that_nothing_marks_as_code_is_not_touched(name: str, code: str) -> None:
    one = unit("Text …", f"Voir l’exemple\u202f: {code} ici", "en-fr")
    Fixer([name]).fix(one)
    assert code in one.target


def test_what_stands_beside_code_is_mended() -> None:
    one = unit('See x["a"] (or "b").', 'Voir x["a"] (ou "b").', "en-fr")
    Fixer(["quote-style"]).fix(one)
    assert one.target == f'Voir x["a"] (ou «{N}b{N}»).'
