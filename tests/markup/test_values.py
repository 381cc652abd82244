"""Texts of programs: blanks at their edges stand as they stood, breaks that are written out part them."""

from __future__ import annotations

import json

import pytest

from tests.markup.test_localisation import capitals, same, texts
from toolkit.markup.l10n_json import parse as parse_json
from toolkit.markup.l10n_lines import parse_properties, parse_strings
from toolkit.markup.l10n_php import parse as parse_php
from toolkit.markup.l10n_toml import parse as parse_toml
from toolkit.markup.l10n_xcstrings import parse as parse_xcstrings
from toolkit.markup.l10n_xml import parse_android, parse_resx
from toolkit.markup.l10n_yaml import parse as parse_yaml
from toolkit.markup.model import Page
from toolkit.markup.values import written_breaks


def android(value: str) -> Page:
    return parse_android(f'<resources><string name="a">{value}</string></resources>', "fr", "en")


def value(page: Page) -> str:
    return capitals(page).partition('name="a">')[2].partition("</string>")[0]


@pytest.mark.parametrize(
    "page, made",
    [
        (android(r"Bonjour\u0020"), r"BONJOUR\u0020<"),
        (android(r"\u0020et lui"), r">\u0020ET LUI<"),
        (android("&#160;Un mot "), ">&#160;UN MOT <"),
        (android(r"<b>Un</b> mot\u0020"), r"<b>UN</b> MOT\u0020<"),
        (parse_properties(b"a=\\  Bonjour le monde\n", "fr", "en"), "a=\\  BONJOUR LE MONDE\n"),
        (parse_properties(b"a=\\tBonjour\\ \nb=Un", "fr", "en"), "a=\\tBONJOUR\\ \nb=UN"),
        (parse_json(r'{"a": "\u00a0Un mot\u0020"}', "fr", "en"), r'{"a": "\u00a0UN MOT\u0020"}'),
        (parse_toml(r'a = "\u0020Un mot"', "fr", "en"), r'a = "\u0020UN MOT"'),
        (parse_yaml('a: "\\ Un mot\\_"\n', "fr", "en"), 'a: "\\ UN MOT\\_"\n'),
        (parse_yaml("a: 'Nom : '\n", "fr", "en"), "a: 'NOM : '\n"),
        (parse_yaml("a: ' l''eau '\n", "fr", "en"), "a: ' L''EAU '\n"),
        (parse_yaml("a: '\\n brut'\n", "fr", "en"), "a: '\\n BRUT'\n"),
        (parse_yaml("a: \u00a0Un mot\n", "fr", "en"), "a: \u00a0UN MOT\n"),
        (parse_toml("a = 'Nom : '", "fr", "en"), "a = 'NOM : '"),
        (parse_php("<?php return ['a' => \"\u00a0Un mot \"];", "fr", "en"), '"\u00a0UN MOT "'),
        (parse_properties("a=\u00a0Un mot\n".encode(), "fr", "en"), "a=\u00a0UN MOT\n"),
        (parse_strings(rb'"a" = "\u0020Un mot";', "fr", "en"), r'"a" = "\u0020UN MOT";'),
        (parse_resx('<root><data name="A"><value>&#32;Un mot</value></data></root>', "fr", "en"), ">&#32;UN MOT<"),
    ],
)
def test_blanks_at_edges_are_written_as_they_were(page: Page, made: str) -> None:
    assert made in capitals(page)


@pytest.mark.parametrize(
    "code, found, made",
    [
        ("<![CDATA[Pain & beurre]]>", ["Pain & beurre"], "<![CDATA[PAIN & BEURRE]]>"),
        (r"<![CDATA[L\'eau & vin]]>", ["L'eau & vin"], r"<![CDATA[L\'EAU & VIN]]>"),
        ("<![CDATA[Si a < b, <b>non</b>]]>", ["Si a < b, non"], "<![CDATA[SI A < B, <b>NON</b>]]>"),
        ("<![CDATA[Pain &amp; <b>vin</b>]]>", ["Pain & vin"], "<![CDATA[PAIN &amp; <b>VIN</b>]]>"),
        (r"<![CDATA[<a href=\"x\">Un</a> mot]]>", ["Un mot"], r"<![CDATA[<a href=\"x\">UN</a> MOT]]>"),
        (r"Un <b>chat</b>\nUn <b>chien</b>", ["Un chat", "Un chien"], r"UN <b>CHAT</b>\nUN <b>CHIEN</b>"),
        (r"Un <b>chat\nbleu</b> dort", ["Un chat", "bleu dort"], r"UN <b>CHAT\nBLEU</b> DORT"),
        (r"Aujourd\&apos;hui <b>l\'eau</b>", ["Aujourd'hui l'eau"], r"AUJOURD\'HUI <b>L\'EAU</b>"),
        (r"Un \"<b>mot</b>\"", ['Un "mot"'], r"UN \"<b>MOT</b>\""),
        (r"\@moi, <b>ici</b>", ["@moi, ici"], r"\@MOI, <b>ICI</b>"),
        (r'"Un  <b>mot</b>"', ["Un mot"], '"UN <b>MOT</b>"'),
    ],
)
def test_styled_strings_of_android_keep_their_escapes(code: str, found: list[str], made: str) -> None:
    page = android(code)
    assert texts(page) == found
    assert value(page) == made


@pytest.mark.parametrize("code", ["<![CDATA[Un & <b>mot</b>]]>", r"<b>Un</b>\n\'\"mot\"\u0020", '"Un <i>mot</i>"'])
def test_styled_strings_of_android_stay_where_nobody_changes_them(code: str) -> None:
    assert code in same(android(code))


@pytest.mark.parametrize(
    "text, parts",
    [
        (r"Un mot.\nUn chat", [r"\n"]),
        (r"Un <b>chat</b>\n\nun chien", [r"\n\n"]),
        (r"Un chat\r\nUn chien", [r"\r\n"]),
        (r"Un chat\n", [r"\n"]),
        (r"Tapez \n ici", []),
        (r"C:\nord\Nord", []),
        (r"\\srv\nord\Nord", []),
        (r"un\nom", []),
    ],
)
def test_breaks_that_are_written_out_are_found(text: str, parts: list[str]) -> None:
    assert [text[start:end] for start, end in written_breaks(text)] == parts


def test_breaks_that_are_written_out_part_texts() -> None:
    assert texts(parse_json(r'{"a": "Un <b>chat</b>\\nUn <b>chien</b>"}', "fr", "en")) == [
        "Un <b>chat</b>",
        "Un <b>chien</b>",
    ]
    page = parse_php(r"<?php return ['b' => 'Un chat.\nUn chien', 'c' => 'Un \'mot\''];", "fr", "en")
    assert texts(page) == ["Un chat.", "Un chien", "Un 'mot'"]
    assert capitals(page) == r"<?php return ['b' => 'UN CHAT.\nUN CHIEN', 'c' => 'UN \'MOT\''];"


def unit(text: str, state: str = "new") -> dict[str, object]:
    return {"stringUnit": {"state": state, "value": text}}


def catalogue(source: object, target: object) -> str:
    strings = {"cle": {"localizations": {"fr": source, "en": target}}}
    return json.dumps({"sourceLanguage": "fr", "strings": strings, "version": "1.0"})


def filled(source: object, target: object, to_code: str = "en") -> object:
    page = parse_xcstrings(catalogue(source, target).replace('"en"', f'"{to_code}"'), "fr", to_code)
    return json.loads(capitals(page))["strings"]["cle"]["localizations"][to_code]


def test_an_empty_text_of_a_catalogue_gets_the_forms_of_its_source_and_never_the_key() -> None:
    source = {"variations": {"device": {"iphone": unit("Touchez"), "other": unit("Cliquez")}}}
    made = {
        "variations": {"device": {"iphone": unit("TOUCHEZ", "needs_review"), "other": unit("CLIQUEZ", "needs_review")}}
    }
    assert filled(source, unit("")) == made
    assert filled(unit("Fermer"), unit("")) == unit("FERMER", "needs_review")
    assert filled(unit(""), unit("")) == unit(""), "a text that is empty in its source too"


def test_missing_and_empty_forms_of_a_catalogue_are_filled() -> None:
    source = {"variations": {"plural": {"one": unit("Un chat"), "other": unit("Des chats")}}}
    one = {"variations": {"plural": {"one": unit("A cat", "translated")}}}
    made = filled(source, one)
    assert made == {
        "variations": {"plural": {"one": unit("A cat", "translated"), "other": unit("DES CHATS", "needs_review")}}
    }
    empty = {"variations": {"plural": {"one": unit("A cat"), "other": unit("")}}}
    assert filled(source, empty)["variations"]["plural"]["other"] == unit("DES CHATS", "needs_review")  # type: ignore[index]
    japanese = {"variations": {"plural": {"other": unit("猫", "translated")}}}
    assert filled(source, japanese, "ja") == japanese, "a language of one form needs no other"
    assert filled(source, unit("Cats", "translated")) == unit("Cats", "translated")


@pytest.mark.parametrize(
    ("parse", "code"),
    [
        (parse_yaml, "a: 'Nom : '\nb: ' et le chat'\n"),
        (parse_toml, "a = 'Nom : '\nb = ' et le chat'\n"),
    ],
)
def test_blanks_within_single_quotes_stay(parse, code: str) -> None:
    page = parse(code, "fr", "en")
    assert [block.text for block in page.blocks] == ["Nom :", "et le chat"]
    for block in page.blocks:
        block.text = block.text.upper()
    assert page.fill(list(page.blocks)) == code.replace("Nom", "NOM").replace("et le chat", "ET LE CHAT")
