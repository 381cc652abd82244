"""YAML, TOML, Apple's plurals and catalogues, Qt Linguist: values are translated, all other code stays byte for byte."""

from __future__ import annotations

import json
import plistlib
import tomllib
from collections.abc import Callable

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.markup.test_localisation import capitals, same, texts
from toolkit.errors import InputError
from toolkit.languages.plurals import plural_forms
from toolkit.markup import kind_of, suffixes
from toolkit.markup.audit import audit
from toolkit.markup.l10n_qt import parse as parse_qt
from toolkit.markup.l10n_stringsdict import parse as parse_stringsdict
from toolkit.markup.l10n_toml import parse as parse_toml
from toolkit.markup.l10n_xcstrings import parse as parse_xcstrings
from toolkit.markup.l10n_yaml import parse as parse_yaml
from toolkit.markup.model import Block
from toolkit.text.protected import find

YAML = """# Rails
fr:
  bonjour: Bonjour %{name} !   # salut
  'titre': "La porte est \\"ouverte\\".\\nUne ligne"
  simple: 'Aujourd''hui'
  nombre: 12
  oui: "Oui"
  bool: yes
  date: {formats: {long: Le jour, "court": 'Un an'}, order: [:day, :month]}
  ancre: &a Le texte
  alias: *a
  texte: |
    Un chat.
      Un chien

    Un oiseau.
  plie: >-
    Ceci est un texte
    sur deux lignes.

    Et un autre.
  long: Ceci est
    sur deux lignes
"""


def test_values_of_yaml_are_texts_and_the_rest_stays() -> None:
    page = parse_yaml(YAML, "fr", "en")
    assert texts(page) == [
        "Bonjour %{name} !", 'La porte est "ouverte".', "Une ligne", "Aujourd'hui", "Oui", "Le jour", "Un an",
        "Le texte", "Un chat.", "Un chien", "Un oiseau.", "Ceci est un texte sur deux lignes.", "Et un autre.",
        "Ceci est sur deux lignes",
    ]  # fmt: skip
    assert same(page) == YAML.replace("fr:", "en:", 1)
    made = capitals(page)
    assert "# salut" in made and "ancre: &a LE TEXTE" in made and "[:day, :month]" in made
    data = yaml.safe_load(made.replace("[:day, :month]", "[]"))["en"]
    assert data["titre"] == 'LA PORTE EST "OUVERTE".\nUNE LIGNE' and data["simple"] == "AUJOURD'HUI"
    assert data["nombre"] == 12 and data["bool"] is True and data["alias"] == "LE TEXTE"
    assert data["texte"] == "UN CHAT.\n  UN CHIEN\n\nUN OISEAU.\n"
    assert data["plie"] == "CECI EST UN TEXTE SUR DEUX LIGNES.\nET UN AUTRE."
    assert data["date"]["formats"] == {"long": "LE JOUR", "court": "UN AN"}


def test_a_key_is_a_language_only_where_it_is_the_source() -> None:
    assert same(parse_yaml("de:\n  a: Un\n", "fr", "en")) == "de:\n  a: Un\n"
    assert same(parse_yaml("fr:\n  a: Un\nen:\n  a: One\n", "fr", "en")) == "fr:\n  a: Un\nen:\n  a: One\n"
    assert same(parse_yaml("fr-CA:\n  a: Un\n", "fr", "en-GB")) == "en-GB:\n  a: Un\n"


@given(
    old=st.text(alphabet="abc é'\"#:-%{}[],&*!|>@`\n\\", min_size=1, max_size=20).filter(lambda t: any(map(str.isalpha, t))),
    new=st.sampled_from(
        ["yes", "no", "null", "12", "a: b", "a #b", "- a", "'a'", '"a"', "[a", "{a}", "a,b", "*a", "&a", "!a", "%a", "@a", "a:",
         "2024-01-01", "a\\b", "é’", "~", "? a", "| a", "`a`", "a]"]
    ),
    how=st.sampled_from(["plain", "'", '"', "flow"]),
)  # fmt: skip
@settings(max_examples=300, deadline=None)
def test_any_translation_is_read_back_from_yaml(old: str, new: str, how: str) -> None:
    if how in ("plain", "flow"):
        old = "un mot"
    code = {
        "plain": old,
        "flow": f"[{old}, b]",
        "'": "'" + " ".join(old.split()).replace("'", "''") + "'",
        '"': json.dumps(old),
    }[how]
    text = f"k: {code}\nz: 1 # c\n"
    page = parse_yaml(text, "fr", "en")
    assert same(page) == text
    for block in page.blocks:
        block.text = new
    made = yaml.safe_load(page.fill(page.blocks))
    assert made["z"] == 1
    value = made["k"][0] if how == "flow" else made["k"]
    assert isinstance(value, str) and new in value


def test_symbols_in_brackets_change_no_other_value() -> None:
    text = "order: [:day, :month]\na: see this, :name here\nb: 'one, :two'\n"
    page = parse_yaml(text, "en", "fr")
    assert texts(page) == ["see this, :name here", "one, :two"] and same(page) == text


@pytest.mark.parametrize("new", ["a\x7fb", "a\x85b", "a\u2028b", "a\x00b"])
@pytest.mark.parametrize("code", ["un mot", "'un mot'", '"un mot"', "[un mot]"])
def test_odd_characters_are_read_back_from_yaml(new: str, code: str) -> None:
    page = parse_yaml(f"k: {code}\n", "fr", "en")
    page.blocks[0].text = new
    value = yaml.safe_load(page.fill(page.blocks))["k"]
    assert (value[0] if isinstance(value, list) else value) == new


@pytest.mark.parametrize("text", ["a: [b", "just text", "a: b: c", "- x: {"])
def test_what_is_no_yaml_of_texts_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(InputError) as error:
        parse_yaml(text, "fr", "en")
    assert "\n" not in str(error.value)


TOML = '''title = "Le titre" # "pas texte"
[menu."clé"]
accueil = 'Accueil' # rien
liste = ["Un chat", 'Deux chiens',
  "Trois oiseaux"] # "non"
inline = { a = "Le chat", "clé" = "La porte" }
n = 5
d = 2024-01-01
[[suite]]
long = """
Un mot.
Deux \\"mots\\"."""
brut = \'\'\'Un \\ mot\'\'\'
'''


def test_strings_of_toml_that_are_values_are_texts() -> None:
    page = parse_toml(TOML, "fr", "en")
    assert texts(page) == [
        "Le titre", "Accueil", "Un chat", "Deux chiens", "Trois oiseaux", "Le chat", "La porte", "Un mot.",
        'Deux "mots".', "Un \\ mot",
    ]  # fmt: skip
    assert same(page) == TOML
    data = tomllib.loads(capitals(page))
    assert data["menu"]["clé"]["inline"] == {"a": "LE CHAT", "clé": "LA PORTE"}
    assert data["suite"][0]["long"] == 'UN MOT.\nDEUX "MOTS".' and data["suite"][0]["brut"] == "UN \\ MOT"
    assert data["menu"]["clé"]["n"] == 5


@given(new=st.text(min_size=1, max_size=12).map(lambda t: " ".join(t.split())).filter(str.isprintable).filter(bool))
def test_any_translation_is_read_back_from_toml(new: str) -> None:
    for code in ('"un mot"', "'un mot'", '["un mot"]', '{ x = "un mot" }'):
        page = parse_toml(f"k = {code}\n", "fr", "en")
        [block] = page.blocks
        block.text = new
        value = tomllib.loads(page.fill([block]))["k"]
        assert new in (
            value,
            value[0] if isinstance(value, list) else "",
            value["x"] if isinstance(value, dict) else "",
        )


CATALOGUE = """{
  "sourceLanguage" : "fr",
  "strings" : {
    "" : {

    },
    "Bonjour \\"%@\\"" : {

    },
    "avec" : { "comment" : "une note", "n" : [1, {"a" : "b"}] },
    "files" : {
      "localizations" : {
        "de" : { "stringUnit" : { "state" : "translated", "value" : "Datei" } },
        "fr" : {
          "variations" : { "plural" : {
            "one" : { "stringUnit" : { "state" : "translated", "value" : "%lld fichier" } },
            "other" : { "stringUnit" : { "value" : "%lld fichiers", "state" : "new" } } } }
        }
      }
    },
    "done" : { "localizations" : { "en" : { "stringUnit" : { "state" : "translated", "value" : "Finished" } } } },
    "vieux" : { "extractionState" : "stale" },
    "marque" : { "shouldTranslate" : false }
  },
  "version" : "1.0"
}
"""


def test_a_catalogue_gets_what_it_lacks_and_keeps_what_it_has() -> None:
    page = parse_xcstrings(CATALOGUE, "fr", "en")
    assert texts(page) == ['Bonjour "%@"', "avec", "%lld fichier", "%lld fichiers"]
    before, after = json.loads(CATALOGUE), json.loads(capitals(page))
    made = {key: entry.get("localizations", {}).pop("en", None) for key, entry in after["strings"].items()}
    assert made['Bonjour "%@"'] == {"stringUnit": {"state": "needs_review", "value": 'BONJOUR "%@"'}}
    plural = made["files"]["variations"]["plural"]
    assert plural["other"]["stringUnit"] == {
        "value": "%lld FICHIERS".replace("lld", "lLD"),
        "state": "needs_review",
    } or (
        plural["other"]["stringUnit"]["state"] == "needs_review"
        and "FICHIERS" in plural["other"]["stringUnit"]["value"]
    )
    assert made["done"] == {"stringUnit": {"state": "translated", "value": "Finished"}}
    assert made["vieux"] is None and made["marque"] is None and made[""] is None
    for entry in (*after["strings"].values(), *before["strings"].values()):
        entry.get("localizations", {}).pop("en", None)
        if not entry.get("localizations", True):
            del entry["localizations"]
    assert after == before
    whole = capitals(page)
    assert parse_xcstrings(whole, "fr", "en").blocks == [] and same(parse_xcstrings(whole, "fr", "en")) == whole


def test_a_catalogue_is_written_as_xcode_writes_it() -> None:
    code = """{
  "sourceLanguage" : "fr",
  "strings" : {
    "Un chat" : {

    },
    "Un chien" : {
      "comment" : "Un animal",
      "shouldTranslate" : true
    },
    "Une porte" : {
      "extractionState" : "manual",
      "localizations" : {
        "de" : {
          "stringUnit" : {
            "state" : "translated",
            "value" : "Tür"
          }
        },
        "ja" : {

        }
      }
    }
  },
  "version" : "1.0"
}
"""
    made = capitals(parse_xcstrings(code, "fr", "en"))
    # Xcode sorts the members of each group, and indents them by two blanks.
    written = json.dumps(json.loads(made), indent=2, ensure_ascii=False, sort_keys=True, separators=(",", " : "))
    assert made.replace("{\n\n        }", "{}") == written + "\n"
    assert [made.count(text) for text in ("UN CHAT", "UN CHIEN", "UNE PORTE")] == [1, 1, 1]
    bare = '{"sourceLanguage":"fr","strings":{"Un mot":{}}}'
    made = capitals(parse_xcstrings(bare, "fr", "en"))
    assert (
        "\n" not in made
        and json.loads(made)["strings"]["Un mot"]["localizations"]["en"]["stringUnit"]["value"] == "UN MOT"
    )


def test_a_catalogue_in_another_language_is_refused() -> None:
    with pytest.raises(InputError, match="--from fr"):
        parse_xcstrings(CATALOGUE, "de", "en")
    with pytest.raises(InputError, match="no string catalogue"):
        parse_xcstrings('{"a": "b"}', "fr", "en")


STRINGSDICT = """<?xml version="1.0" encoding="UTF-8"?>
<plist version="1.0"><dict><!-- <key>one</key><string>Rien</string> --><key>files</key><dict>
<key>NSStringLocalizedFormatKey</key><string>%#@files@</string>
<key>files</key><dict><key>NSStringFormatValueTypeKey</key><string>d</string>
<key>one</key><string>Un fichier</string><key>other</key><string>Des fichiers &amp; plus</string></dict></dict></dict></plist>
"""


def test_plural_forms_of_apple_are_texts() -> None:
    page = parse_stringsdict(STRINGSDICT, "fr", "en")
    assert texts(page) == ["Un fichier", "Des fichiers & plus"] and same(page) == STRINGSDICT
    data = plistlib.loads(capitals(page).encode())
    assert data["files"]["files"] == {
        "NSStringFormatValueTypeKey": "d", "one": "UN FICHIER", "other": "DES FICHIERS & PLUS",
    }  # fmt: skip
    with pytest.raises(InputError, match="plutil"):
        parse_stringsdict("bplist00", "fr", "en")


QT = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1">
<context><name>Main</name>
    <message><location filename="main.cpp" line="3"/>
        <source>Ouvrir le fichier &amp;récent</source><comment>menu</comment>
        <translation type="unfinished"></translation></message>
    <message numerus="yes"><source>Des fichiers</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform/></translation></message>
    <message><source>Fermer</source><translation>Shut</translation></message>
    <message><source>Vieux</source><translation type="vanished"></translation></message>
    <message><source>Un
deux</source><translation type="unfinished"/></message>
</context></TS>
"""


def test_messages_of_qt_without_a_translation_get_one() -> None:
    page = parse_qt(QT, "fr", "en-GB")
    assert texts(page) == ["Ouvrir le fichier &récent", "Des fichiers", "Des fichiers", "Un", "deux"]
    root = etree.fromstring(capitals(page).encode())
    assert root.get("language") == "en_GB"
    found = [(t.get("type"), "|".join(t.itertext()).strip()) for t in root.iter("translation")]
    assert found == [
        ("unfinished", "OUVRIR LE FICHIER &RÉCENT"), ("unfinished", "DES FICHIERS|DES FICHIERS"), (None, "Shut"),
        ("vanished", ""), ("unfinished", "UN\nDEUX"),
    ]  # fmt: skip
    assert parse_qt(capitals(page), "fr", "en").blocks == []


MESSAGE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pl"><context><name>Main</name>
<message{}><source>{}</source><translation type="unfinished"></translation></message>
</context></TS>
"""


def qt_translation(source: str, attributes: str = "", engine: Callable[[str], str] = str.upper) -> list[str]:
    """What the forms of a message of Qt become, by lxml."""
    page = parse_qt(MESSAGE.format(attributes, source), "fr", "pl")
    blocks = [Block(engine(b.text), b.marks, "", b.escape) if engine(b.text) != b.text else None for b in page.blocks]
    target = etree.fromstring(page.fill(blocks).encode()).find("context/message/translation")
    return [form.text or "" for form in (target.findall("numerusform") or [target])]


def test_lines_of_qt_that_stay_as_they_are_are_not_lost() -> None:
    source = "&lt;p&gt;\nUn mot\n&lt;/p&gt;\nQtPass\n\n%1 GB"
    keeping = {"QtPass", "<p>", "</p>", "%1 GB"}
    made = qt_translation(source, engine=lambda text: text if text in keeping else text.upper())
    assert made == ["<p>\nUN MOT\n</p>\nQtPass\n\n%1 GB"]


def test_a_tag_over_several_lines_stays_whole_in_qt() -> None:
    source = "&lt;span style=&quot;a:b;\n c:d&quot;&gt;Un mot&lt;/span&gt;"
    assert qt_translation(source, engine=lambda text: text.replace("mot", "MOT")) == [
        '<span style="a:b;\n c:d">Un MOT</span>'
    ]


def test_counted_messages_of_qt_without_forms_get_those_of_the_language() -> None:
    assert len(qt_translation("%n mots", ' numerus="yes"')) == len(plural_forms("pl") or ()) > 2
    assert qt_translation("%n mots") == ["%N MOTS"]


def test_the_audit_takes_empty_forms_for_no_translation() -> None:
    before = MESSAGE.format(' numerus="yes"', "Des mots").replace(
        '"></tr', '"><numerusform></numerusform><numerusform></numerusform></tr'
    )
    after = before.replace("><numerusform></numerusform>", "><numerusform>WORDS</numerusform>", 1)
    assert audit("qt", before.encode(), after.encode()) == []
    assert audit("qt", after.encode(), after.replace("WORDS", "WORD").encode())


def test_qt_files_with_other_quotes_and_bytes_stay_sound() -> None:
    text = QT.replace('type="unfinished"></translation>', "type='unfinished'></translation>")
    assert etree.fromstring(capitals(parse_qt(text, "fr", "en")).encode()) is not None
    odd = QT.replace("<source>Un\ndeux</source>", '<source>Un <byte value="x1b"/> deux</source>')
    assert texts(parse_qt(odd, "fr", "en")) == texts(parse_qt(QT, "fr", "en"))[:-2]


def test_an_empty_unit_of_a_catalogue_is_filled() -> None:
    text = '{"sourceLanguage": "fr", "strings": {"Un mot": {"localizations": {"en": {"stringUnit": {"state": "new", "value": ""}}}}}}'
    page = parse_xcstrings(text, "fr", "en")
    assert texts(page) == ["Un mot"]
    unit = json.loads(capitals(page))["strings"]["Un mot"]["localizations"]["en"]["stringUnit"]
    assert unit == {"state": "needs_review", "value": "UN MOT"}


def test_another_ts_is_refused() -> None:
    with pytest.raises(InputError, match="Qt Linguist"):
        parse_qt("const a: number = 1;", "fr", "en")
    with pytest.raises(InputError, match="--to de_DE"):
        parse_qt('<TS language="de_DE"></TS>', "fr", "en")


def test_these_files_are_read_if_they_are_named(tmp_path) -> None:  # type: ignore[no-untyped-def]
    for name, kind in (("a.yml", "yaml"), ("a.toml", "toml"), ("a.ts", "qt"), ("a.xcstrings", "xcstrings")):
        assert kind_of(tmp_path / name) == kind
    assert not {".yml", ".yaml", ".toml", ".ts"} & set(suffixes(walked=True))
    assert {".xcstrings", ".stringsdict"} <= set(suffixes(walked=True))


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("%d/%m/%Y", ["%d/%m/%Y"]),
        ("Le %A %d %B %Y à %Hh%M", ["%A %d %B %Y", "%Hh%M"]),
        ("%s, %d", ["%s", "%d"]),
        ("20 % Moins", []),
        ("100 %d'eau", []),
    ],
)
def test_forms_of_dates_are_protected(text: str, spans: list[str]) -> None:
    assert [text[s.start : s.end] for s in find(text, "fr")] == spans


def test_texts_by_width_and_by_device_of_apple_are_read() -> None:
    code = (
        '<plist version="1.0"><dict><key>w</key><dict><key>NSStringVariableWidthRuleType</key><dict><key>20</key>'
        "<string>Bonjour</string></dict></dict><key>d</key><dict><key>NSStringDeviceSpecificRuleType</key><dict>"
        "<key>iphone</key><string>Touchez ici</string><key>mac</key><string>Cliquez ici</string></dict></dict></dict></plist>"
    )
    assert [block.text for block in parse_stringsdict(code, "fr", "en").blocks] == [
        "Bonjour",
        "Touchez ici",
        "Cliquez ici",
    ]
