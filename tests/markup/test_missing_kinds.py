"""What translations lack beside their source: files of each kind as projects have them, byte for byte."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import toolkit
from tests.translation.fakes import FakeModel
from toolkit.errors import InputError, OutputError
from toolkit.languages.pair import LanguagePair
from toolkit.markup import kind_of
from toolkit.markup.missing import with_missing
from toolkit.translation import Translator

RAILS = (
    """# Textes de la boutique
fr:
  # Au sommet de chaque page
  bonjour: Bonjour %{name} !   # salut
  menu:
    accueil: "Accueil"
    # Sortie
    sortie: Sortir
    texte: |
      Un chat.
      Un chien.

  date: {formats: {long: Le jour, court: 'Un an'}, order: [:day, :month]}
  jours:
    one: "%{count} jour"
    other: "%{count} jours"
  vide: Plein
  nul: Rien
  groupe:
    un: Un
  liste:
    - Un
    - Deux
  # La fin
  fin: La fin
""",
    """---
# po polsku
pl:
    bonjour: "Cześć, %{name}!"  # cześć
    menu:
        sortie: Wyjście
    date: {formats: {long: Dzień}}
    jours:
        one: "%{count} dzień"
        other: "%{count} dnia"
    vide: ""
    nul:
    groupe: {}
    tylko: Nasze
""",
    """---
# po polsku
pl:
    bonjour: "Cześć, %{name}!"  # cześć
    menu:
        accueil: "ACCUEIL"
        sortie: Wyjście
        texte: |
          UN CHAT.
          UN CHIEN.
    date: {formats: {long: Dzień, court: 'UN AN'}, order: [:day, :month]}
    jours:
        one: "%{count} dzień"
        few: "%{count} JOURS"
        many: "%{count} JOURS"
        other: "%{count} dnia"
    vide: PLEIN
    nul: RIEN
    groupe:
      un: UN
    liste:
      - UN
      - DEUX
    # La fin
    fin: LA FIN
    tylko: Nasze
""",
)
TOML = (
    """# Site
title = "Le titre" # haut
vide = "Plein"
[menu]
accueil = "Accueil" # maison
sortie = 'Sortir'
jours = { one = "un jour", other = "des jours" }

# Fichiers
[fichiers]
one = "{{.Count}} fichier"
other = "{{.Count}} fichiers"
[fichiers.plus]
long = \"\"\"
Un mot.
\"\"\"
""",
    """title = "Tytuł"
vide = ""
own = "x"
[menu]
sortie = "Wyjście"
""",
    """title = "Tytuł"
vide = "PLEIN"
own = "x"
[menu]
accueil = "ACCUEIL" # maison
sortie = "Wyjście"
jours = { one = "UN JOUR", few = "DES JOURS", many = "DES JOURS", other = "DES JOURS" }

# Fichiers
[fichiers]
one = "{{.Count}} FICHIER"
few = "{{.Count}} FICHIERS"
many = "{{.Count}} FICHIERS"
other = "{{.Count}} FICHIERS"
[fichiers.plus]
long = \"\"\"
UN MOT.
\"\"\"
""",
)
PHP = (
    """<?php

return [
    // Accueil, page un
    'bonjour' => 'Bonjour, :name', // salut, toi
    'menu' => [
        'un' => 'Un',
        'deux' => 'Deux',
    ],
    /* Plus, tard */
    'pommes' => '{0} Aucune|[1,*] Des pommes',
    'nouveau' => ['chat' => "Le chat"],
    'vide' => 'Plein'
];
""",
    """<?php

return [
    'menu' => array(
        'deux' => 'Two' // 2
    ),
    'vide' => ''
];
""",
    """<?php

return [
    // Accueil, page un
    'bonjour' => 'BONJOUR, :name', // salut, toi
    'menu' => array(
        'un' => 'UN',
        'deux' => 'Two' // 2
    ),
    /* Plus, tard */
    'pommes' => '{0} AUCUNE|[1,*] DES POMMES',
    'nouveau' => ['chat' => "LE CHAT"],
    'vide' => 'PLEIN'
];
""",
)
ASSIGNED = (
    "<?php\n$lang['un'] = 'Un';\n$lang['deux'] = 'Deux'; // 2\n$lang['trois'] = 'Trois';\n",
    "<?php\n$lang['deux'] = '';\n",
    "<?php\n$lang['un'] = 'UN';\n$lang['deux'] = 'DEUX';\n$lang['trois'] = 'TROIS';\n",
)
FLUENT = (
    """### Textes

## Boutons

# Enregistrer
save = Enregistrer
    .title = Tout enregistrer
quit = Quitter { $name }

## Messages

welcome =
    Bienvenue
    à tous
-brand-name = Firefox
""",
    """## Boutons

save = Save

## Messages

extra = Extra
""",
    """## Boutons

save = Save
    .title = TOUT ENREGISTRER
quit = QUITTER { $name }

welcome =
    BIENVENUE
    À TOUS
-brand-name = Firefox

## Messages

extra = Extra
""",
)
ANDROID = (
    """<resources>
    <string name="a">Un</string>
    <!-- Jours -->
    <plurals name="days">
        <item quantity="one">%d jour</item>
        <item quantity="many">%d de jours</item>
        <item quantity="other">%d jours</item>
    </plurals>
    <plurals name="hours">
        <item quantity="one">%d heure</item>
        <item quantity="other">%d heures</item>
    </plurals>
</resources>
""",
    """<resources>
    <string name="a">Jeden</string>
    <plurals name="hours">
        <item quantity="one">%d godzina</item>
        <item quantity="other">%d godziny</item>
    </plurals>
</resources>
""",
    """<resources>
    <string name="a">Jeden</string>
    <!-- Jours -->
    <plurals name="days">
        <item quantity="one">%d JOUR</item>
        <item quantity="few">%d JOURS</item>
        <item quantity="many">%d JOURS</item>
        <item quantity="other">%d JOURS</item>
    </plurals>
    <plurals name="hours">
        <item quantity="one">%d godzina</item>
        <item quantity="few">%d HEURES</item>
        <item quantity="many">%d HEURES</item>
        <item quantity="other">%d godziny</item>
    </plurals>
</resources>
""",
)
I18NEXT = (
    '{\n  "item_one": "{{count}} jour",\n  "item_many": "{{count}} de jours",\n  "item_other": "{{count}} jours",\n'
    '  "place_ordinal_one": "{{count}}er",\n  "place_ordinal_other": "{{count}}e",\n'
    '  "new": {"one": "un an", "other": "des ans"}\n}\n',
    '{\n  "item_one": "{{count}} dzień",\n  "item_other": "{{count}} dnia"\n}\n',
    '{\n  "item_one": "{{count}} dzień",\n  "item_few": "{{count}} JOURS",\n  "item_many": "{{count}} JOURS",\n'
    '  "item_other": "{{count}} dnia",\n  "place_ordinal_one": "{{count}}ER",\n  "place_ordinal_other": "{{count}}E",\n'
    '  "new": {"one": "UN AN", "few": "DES ANS", "many": "DES ANS", "other": "DES ANS"}\n}\n',
)
ARB = (
    '{\n  "@@locale": "fr",\n  "days": "{n, plural, one{un jour} other{des jours}}",\n  "old": "{n, plural, one{un an} other{des ans}}"\n}\n',
    '{\n  "@@locale": "pl",\n  "old": "{n, plural, one{rok} other{roku}}"\n}\n',
    '{\n  "@@locale": "pl",\n  "days": "{n, plural, one{UN JOUR} few{DES JOURS} many{DES JOURS} other{DES JOURS}}",\n'
    '  "old": "{n, plural, one{rok} other{roku}}"\n}\n',
)


def plist(*entries: str) -> str:
    return '<plist version="1.0">\n<dict>\n' + "".join(entries) + "</dict>\n</plist>\n"


def variable(name: str, sentence: str, forms: str) -> str:
    return (
        f"\t<key>{name}</key>\n\t<dict>\n\t\t<key>NSStringLocalizedFormatKey</key>\n\t\t<string>{sentence}</string>\n"
        "\t\t<key>v</key>\n\t\t<dict>\n\t\t\t<key>NSStringFormatSpecTypeKey</key>\n"
        f"\t\t\t<string>NSStringPluralRuleType</string>\n{forms}\t\t</dict>\n\t</dict>\n"
    )


def forms(**texts: str) -> str:
    return "".join(f"\t\t\t<key>{key}</key>\n\t\t\t<string>{text}</string>\n" for key, text in texts.items())


STRINGSDICT = (
    plist(
        variable("days", "%#@v@", forms(one="%d jour", other="%d jours")),
        variable("files", "%#@v@ dans le dossier", forms(one="%d fichier", other="%d fichiers")),
    ),
    plist(variable("days", "%#@v@", forms(one="%d dzień", other="%d dnia"))),
    plist(
        variable("days", "%#@v@", forms(one="%d dzień", few="%d JOURS", many="%d JOURS", other="%d dnia")),
        variable(
            "files",
            "%#@v@ DANS LE DOSSIER",
            forms(one="%d FICHIER", few="%d FICHIERS", many="%d FICHIERS", other="%d FICHIERS"),
        ),
    ),
)
CASES = {
    "pl.yml": RAILS,
    "pl.toml": TOML,
    "en.php": PHP,
    "lang.php": ASSIGNED,
    "app.ftl": FLUENT,
    "strings.xml": ANDROID,
    "pl.json": I18NEXT,
    "pl.arb": ARB,
    "pl.stringsdict": STRINGSDICT,
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_missing_is_translated_and_the_rest_stays(tmp_path: Path, name: str) -> None:
    if name.endswith(".ftl"):
        pytest.importorskip("fluent.syntax")
    source, target, wanted = CASES[name]
    language = "en" if name.endswith((".php", ".ftl")) else "pl"
    engine = Translator(FakeModel(str.upper, f"fr-{language}"))
    (tmp_path / name).write_text(source, encoding="utf-8")
    out = tmp_path / "out" / name
    out.parent.mkdir()
    out.write_text(target, encoding="utf-8")
    made = toolkit.fill_missing(tmp_path / name, out, engine)
    assert out.read_text(encoding="utf-8") == wanted and not made.differences
    again = toolkit.fill_missing(tmp_path / name, out, engine)
    assert out.read_text(encoding="utf-8") == wanted and not again.counts(), "nothing is missing any more"


@pytest.mark.parametrize("name", CASES)
def test_new_lines_end_as_those_of_the_translation(name: str) -> None:
    if name.endswith(".ftl"):
        pytest.importorskip("fluent.syntax")
    source, target, _ = CASES[name]
    kind, pair = kind_of(Path(name)), LanguagePair("fr", "en" if name.endswith((".php", ".ftl")) else "pl")
    wanted = with_missing(source, target, kind, pair).text
    windows = target.replace("\n", "\r\n")
    for ours in (source, source.replace("\n", "\r\n")):
        assert with_missing(ours, windows, kind, pair).text == wanted.replace("\n", "\r\n")
        assert with_missing(ours, target, kind, pair).text == wanted


def filled(source: str, target: str, kind: str, pair: str = "fr-en") -> str:
    return with_missing(source, target, kind, LanguagePair.parse(pair)).text


def test_forms_that_a_language_has_not_are_not_added() -> None:
    source = '{"n_one": "un", "n_other": "des", "m_one": "un", "m_other": "des"}'
    assert json.loads(filled(source, '{"n_other": "ja"}', "json", "fr-ja")) == {
        "n_other": "ja", "m_one": "un", "m_other": "des",
    }  # fmt: skip
    zero = "fr:\n  n:\n    zero: rien\n    one: un\n    other: des\n"
    assert yaml.safe_load(filled(zero, "en:\n  n:\n    other: some\n", "yaml"))["en"]["n"] == {
        "zero": "rien", "one": "un", "other": "some",
    }  # fmt: skip
    millions = '{"n_one": "un", "n_many": "un million", "n_other": "des"}'
    assert json.loads(filled(millions, "{}", "json")) == {"n_one": "un", "n_other": "des"}
    assert json.loads(filled(millions, "{}", "json", "fr-es")) == json.loads(millions)


def test_all_six_forms_of_arabic() -> None:
    source = '<resources><plurals name="n"><item quantity="one">un</item> <item quantity="other">des</item></plurals></resources>'
    made = filled(source, "<resources></resources>", "android", "fr-ar")
    assert [part.partition('"')[0] for part in made.split('quantity="')[1:]] == "zero one two few many other".split()


def test_a_language_at_the_top_must_be_the_right_one() -> None:
    with pytest.raises(InputError, match="under 'fr', not 'en'"):
        filled("fr:\n  a: Un\n", "fr:\n  b: Un\n", "yaml")
    with pytest.raises(InputError, match="its language is 'fr'"):
        filled('{"@@locale": "fr", "a": "Un"}', '{"@@locale": "fr"}', "arb")
    assert filled("fr:\n  a: Un\n", "en:\n", "yaml") == "en:\n  a: Un\n"
    assert filled("fr-CA:\n  a: Un\n", "en-GB: {}\n", "yaml", "fr-en") == "en-GB:\n  a: Un\n"


def test_odd_shapes_of_yaml() -> None:
    source = "b: &x Deux\nl:\n  - Un\n# c\nc: *x\nq: 'Trois'\nk: |+\n  Un\n\nz: Fin\n"
    assert filled(source, "z: End\n", "yaml") == source.replace("z: Fin", "z: End")
    assert filled(source, "l: []\nk: |+\n  One\n\n", "yaml") == (
        "b: &x Deux\nl: []\n# c\nc: *x\nq: 'Trois'\nk: |+\n  One\n\nz: Fin\n"
    )
    with pytest.raises(InputError, match="line 1: a group is written in braces here"):
        filled("a:\n  b: Un\n  c: Deux\n", "a: {b: One}\n", "yaml")


def test_tables_of_toml_come_behind_all_keys_at_the_top() -> None:
    assert filled('a = "Un"\n[s]\nb = "Deux"\n', 'a = "One"\nown = "x"\n', "toml") == (
        'a = "One"\nown = "x"\n[s]\nb = "Deux"\n'
    )
    assert filled('a = "Un"\n[s]\nb = "Deux"\n', '[s]\nb = "Two"\n', "toml") == 'a = "Un"\n[s]\nb = "Two"\n'
    lists = '[[t]]\nid = "a"\n[t.sub]\nx = "Un"\n[[t]]\nid = "b"\n[u]\nx = "Un"\n'
    assert filled(lists, '[u]\nx = "One"\n', "toml") == lists.replace('[u]\nx = "Un"', '[u]\nx = "One"')


KEYS = st.sampled_from(["a", "b", "c-d", "é"])
VALUES = st.sampled_from(["Un mot", "Deux : trois", "", 1, None, True, ["x"], "a\nb\n"])
TREES = st.dictionaries(
    KEYS,
    st.recursive(VALUES, lambda inner: st.dictionaries(KEYS, inner, min_size=1, max_size=3), max_leaves=6),
    max_size=4,
)


def merged(source: object, target: object) -> object:
    """What is to come out: the target, with what it lacks or has empty."""
    if isinstance(source, dict) and isinstance(target, dict):
        return target | {k: merged(v, target[k]) if k in target else v for k, v in source.items()}
    text = isinstance(source, dict) or (isinstance(source, str) and bool(source.strip()))
    empty = target is None or (isinstance(target, str) and not target.strip() and not isinstance(source, dict))
    return source if text and empty else target


@given(TREES, TREES, st.sampled_from([2, 4]), st.sampled_from([2, 3]), st.sampled_from([None, "'", '"', "|"]))
@settings(max_examples=300, deadline=None)
def test_yaml_of_any_shape(source: dict, target: dict, one: int, other: int, style: str | None) -> None:
    codes = [
        # Copies: what is one object would become an alias.
        yaml.safe_dump(
            json.loads(json.dumps(tree)), indent=indent, allow_unicode=True, sort_keys=False, default_style=how
        )
        for tree, indent, how in ((source, one, style), (target, other, None))
    ]
    if not source or not target:
        return
    found = with_missing(codes[0], codes[1], "yaml", LanguagePair("fr", "en"))
    assert yaml.safe_load(found.text) == merged(source, target)
    left = found.text
    for start, end in reversed(found.spans):
        left = left[:start] + left[end:]
    assert len(left) <= len(codes[1])


CATALOGUE = {
    "sourceLanguage": "fr",
    "strings": {
        "Bonjour": {"localizations": {"pl": {"stringUnit": {"state": "translated", "value": "Cześć"}}}},
        "%lld ans": {
            "localizations": {
                "fr": {
                    "variations": {
                        "plural": {
                            "one": {"stringUnit": {"state": "translated", "value": "%lld an"}},
                            "other": {"stringUnit": {"state": "translated", "value": "%lld ans"}},
                        }
                    }
                },
                "pl": {"variations": {"plural": {"one": {"stringUnit": {"state": "translated", "value": "%lld rok"}}}}},
            }
        },
        "%lld jours": {
            "localizations": {
                "fr": {
                    "variations": {
                        "plural": {
                            "one": {"stringUnit": {"state": "translated", "value": "%lld jour"}},
                            "other": {"stringUnit": {"state": "translated", "value": "%lld jours"}},
                        }
                    }
                }
            }
        },
        "Sans source %lld": {
            "localizations": {
                "pl": {"variations": {"plural": {"other": {"stringUnit": {"state": "new", "value": ""}}}}}
            }
        },
        "Nouveau": {},
    },
    "version": "1.0",
}


def plural(node: dict) -> dict[str, tuple[str, str]]:
    units = node["localizations"]["pl"]["variations"]["plural"]
    return {form: (unit["stringUnit"]["state"], unit["stringUnit"]["value"]) for form, unit in units.items()}


def test_forms_that_a_catalogue_lacks_are_filled_in_place(tmp_path: Path) -> None:
    path = tmp_path / "Localizable.xcstrings"
    code = json.dumps(CATALOGUE, indent=2, separators=(",", " : "), ensure_ascii=False)
    path.write_text(code, encoding="utf-8")
    engine = Translator(FakeModel(str.upper, "fr-pl"))
    made = toolkit.fill_missing(path, path, engine)
    found = json.loads(path.read_text(encoding="utf-8"))["strings"]
    assert not made.differences
    assert found["Bonjour"] == CATALOGUE["strings"]["Bonjour"]
    assert list(plural(found["%lld ans"]).items()) == [
        ("one", ("translated", "%lld rok")), ("few", ("needs_review", "%lld ANS")),
        ("many", ("needs_review", "%lld ANS")), ("other", ("needs_review", "%lld ANS")),
    ]  # fmt: skip
    assert list(plural(found["%lld jours"]).items()) == [
        ("one", ("needs_review", "%lld JOUR")), ("few", ("needs_review", "%lld JOURS")),
        ("many", ("needs_review", "%lld JOURS")), ("other", ("needs_review", "%lld JOURS")),
    ]  # fmt: skip
    assert plural(found["Sans source %lld"]) == dict.fromkeys(
        ("one", "few", "many", "other"), ("needs_review", "SANS SOURCE %lld")
    )
    assert found["Nouveau"]["localizations"]["pl"]["stringUnit"] == {"state": "needs_review", "value": "NOUVEAU"}
    again = path.read_bytes()
    assert not toolkit.fill_missing(path, path, engine).counts() and path.read_bytes() == again
    other = tmp_path / "other.xcstrings"
    other.write_text("{}", encoding="utf-8")
    with pytest.raises(OutputError, match="exists already"):
        toolkit.fill_missing(path, other, engine)


def test_a_translation_that_is_not_there_has_all_forms(tmp_path: Path) -> None:
    source, out = tmp_path / "fr.yml", tmp_path / "new" / "pl.yml"
    source.write_text('fr:\n  n:\n    one: "%{count} jour"\n    other: "%{count} jours"\n', encoding="utf-8")
    engine = Translator(FakeModel(str.upper, "fr-pl"))
    toolkit.fill_missing(source, out, engine)
    wanted = 'pl:\n  n:\n    one: "%{count} JOUR"\n    few: "%{count} JOURS"\n    many: "%{count} JOURS"\n    other: "%{count} JOURS"\n'
    assert out.read_text(encoding="utf-8") == wanted
    assert not toolkit.fill_missing(source, out, engine).counts()


FOLDER = {
    "fr/app.json": '{"a": "Un", "b": "Deux"}',
    "fr/sub/mots.fr.yml": "fr:\n  a: Un\n",
    "fr/broken.json": "[1]",
    "fr/read.md": "Un mot.\n",
    "en/app.json": '{"a": "One"}',
    "en/own.json": '{"z": "Z"}',
}


def test_folders_are_filled_file_by_file(tmp_path: Path) -> None:
    for name, text in FOLDER.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    engine = Translator(FakeModel(str.upper))
    report = toolkit.fill_missing_files(tmp_path / "fr", tmp_path / "en", engine)
    assert (report.done, report.skipped, not report.passed) == (2, 0, True)
    assert [path.name for path in report.failed] == ["broken.json"]
    assert {p.relative_to(tmp_path).as_posix(): p.read_text("utf-8") for p in tmp_path.rglob("en/**/*") if p.is_file()} == {
        "en/app.json": '{"a": "One", "b": "DEUX"}', "en/own.json": '{"z": "Z"}', "en/sub/mots.en.yml": "en:\n  a: UN\n",
    }  # fmt: skip
    report = toolkit.fill_missing_files(tmp_path / "fr", tmp_path / "en", engine)
    assert (report.done, report.skipped) == (0, 2)


def test_within_one_folder_names_tell_the_language(tmp_path: Path) -> None:
    for name, text in {
        "fr.yml": "fr:\n  a: Un\n",
        "en.yml": "en:\n",
        "app_fr.arb": '{"a": "Un"}',
        "x.json": "{}",
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    report = toolkit.fill_missing_files(tmp_path, tmp_path, Translator(FakeModel(str.upper)))
    assert report.done == 2 and (tmp_path / "en.yml").read_text("utf-8") == "en:\n  a: UN\n"
    assert (tmp_path / "app_en.arb").read_text("utf-8") == '{"a": "UN"}'
    with pytest.raises(InputError, match="none has 'de' in its name"):
        toolkit.fill_missing_files(tmp_path, tmp_path, Translator(FakeModel(str.upper, "de-en")))


def test_what_cannot_be_put_in_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    source, out = tmp_path / "fr.yml", tmp_path / "en.yml"
    source.write_text("fr:\n  b: &x Deux\n  c: *x\n", encoding="utf-8")
    out.write_text("en:\n  b: Two\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"en\.yml: what it lacks cannot be put in, .*\(line 3: .*undefined alias"):
        toolkit.fill_missing(source, out, Translator(FakeModel(str.upper)))
    assert out.read_text(encoding="utf-8") == "en:\n  b: Two\n"


@pytest.mark.parametrize(
    ("kind", "source", "target", "wanted"),
    [
        ("json", '{"l": ["Un", "Deux", {"a": "Trois"}]}', '{"l": ["One", "", {"a": ""}]}', '{"l": ["One", "Deux", {"a": "Trois"}]}'),
        ("json", '{"l": ["Un", "Deux"], "n": [1, 2]}', '{"l": ["One"], "n": [1]}', '{"l": ["One", "Deux"], "n": [1]}'),
        ("json", '{"l": ["Un"], "z": "Un", "g": {"x": "Un"}}', '{"l": [], "z": null, "g": null}', '{"l": [], "z": "Un", "g": {"x": "Un"}}'),
        (
            "android",
            '<resources><string-array name="a"><item>Un</item><item>Deux</item></string-array></resources>',
            '<resources><string-array name="a"><item>One</item></string-array></resources>',
            '<resources><string-array name="a"><item>One</item><item>Deux</item></string-array></resources>',
        ),
        (
            "android",
            '<resources>\n<string name="k" translatable="false">X</string>\n<string name="a">Un</string>\n</resources>\n',
            "<resources/>\n",
            '<resources>\n<string name="a">Un</string>\n</resources>\n',
        ),
        ("resx", '<root><data name="a"><value>Un</value></data></root>', "<root/>", '<root><data name="a"><value>Un</value></data></root>'),
        ("yaml", "l:\n    - Un # c\n    - x: Un\n      y: Deux\n    - Trois\nm: [Un, Deux]\n", "l:\n  - One\n  - x: One\nm: [One]\n",
         "l:\n  - One\n  - x: One\n    y: Deux\n  - Trois\nm: [One, Deux]\n"),
        ("yaml", "l:\n- Un\n- Deux\n", "l:\n- One\n", "l:\n- One\n- Deux\n"),
        ("toml", 'l = ["Un", "Deux"]\n[[a]]\nx = "Un"\ny = "Deux"\n[a.b]\nz = "Un"\n[[a]]\nx = "Trois"\n[a.b]\nz = "Deux"\n[c]\nd = "Un"\n',
         'l = ["One"]\n[[a]]\nx = "One"\n',
         'l = ["One", "Deux"]\n[[a]]\nx = "One"\ny = "Deux"\n[[a]]\nx = "Trois"\n[a.b]\nz = "Deux"\n[c]\nd = "Un"\n'),
        ("php", "<?php return ['l' => ['Un', 'Deux']];", "<?php return ['l' => ['One']];", "<?php return ['l' => ['One', 'Deux']];"),
    ],
)  # fmt: skip
def test_lists_that_are_begun_are_filled(kind: str, source: str, target: str, wanted: str) -> None:
    assert filled(source, target, kind) == wanted


def test_what_is_something_else_in_the_translation_is_told_and_stays(tmp_path: Path) -> None:
    engine = Translator(FakeModel(str.upper))
    source, target = tmp_path / "fr.json", tmp_path / "en.json"
    source.write_text('{"m": "Un", "n": {"x": "Un"}, "l": ["Un"]}')
    target.write_text('{"m": {"y": "z"}, "n": "dog", "l": {"a": "x"}}')
    made = toolkit.fill_missing(source, target, engine)
    assert target.read_text() == '{"m": {"y": "z"}, "n": "dog", "l": {"a": "x"}}'
    assert made.differences == [
        "line 1: 'm' is no group of texts in the source and a group of texts here; it stays as it is",
        "line 1: 'n' is a group of texts in the source and no group of texts here; it stays as it is",
        "line 1: 'l' is a list in the source and a group of texts here; it stays as it is",
    ]
    php = tmp_path / "fr.php", tmp_path / "en.php"
    php[0].write_text("<?php return ['a' => 'Un', 'b' => 'Deux'];")
    php[1].write_text("<?php return array_merge(require 'x.php', ['a' => 'Hi']);")
    assert "'return' is a group of texts in the source" in toolkit.fill_missing(*php, engine).differences[0]


@pytest.mark.parametrize("name", ["a.strings", "a.xml", "a.json", "a.yml", "a.properties", "a.toml", "a.php"])
def test_an_empty_translation_lacks_everything(tmp_path: Path, name: str) -> None:
    codes = {
        ".strings": '"a" = "Un mot";\n', ".xml": '<resources><string name="a">Un mot</string></resources>\n',
        ".json": '{"a": "Un mot"}\n', ".yml": "a: Un mot\n", ".properties": "a=Un mot\n", ".toml": 'a = "Un mot"\n',
        ".php": "<?php return ['a' => 'Un mot'];\n",
    }  # fmt: skip
    source, out = tmp_path / name, tmp_path / f"en.{name}"
    source.write_text(codes[source.suffix])
    out.write_bytes(b"\xef\xbb\xbf\n")
    toolkit.fill_missing(source, out, Translator(FakeModel(str.upper)))
    assert out.read_text() == codes[source.suffix].replace("Un mot", "UN MOT")


def test_a_bundle_in_latin_1_stays_in_it(tmp_path: Path) -> None:
    source, out = tmp_path / "fr.properties", tmp_path / "en.properties"
    source.write_bytes("a=café\nb=d’été\n".encode())
    out.write_bytes("# café\na=café\n".encode("latin-1"))
    made = toolkit.fill_missing(source, out, Translator(FakeModel(str.upper)))
    assert out.read_bytes() == "# café\na=café\nb=D\\u2019ÉTÉ\n".encode("latin-1") == made.data


def test_a_damaged_source_is_named_itself(tmp_path: Path) -> None:
    source, out = tmp_path / "fr.yml", tmp_path / "en.yml"
    source.write_text("a: Un\n---\nb: Deux\n")
    out.write_text("a: One\n")
    with pytest.raises(InputError, match=r"fr\.yml: several documents"):
        toolkit.fill_missing(source, out, Translator(FakeModel(str.upper)))
