"""Files of texts of programs: values are translated; keys, comments and all other code stay byte for byte."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.markup.engines import Changed, known, upper
from tests.markup.engines import translated as made_by
from toolkit.errors import InputError
from toolkit.markup import kind_of, suffixes
from toolkit.markup.l10n_json import parse as parse_json
from toolkit.markup.l10n_lines import parse_properties, parse_strings
from toolkit.markup.l10n_xml import parse_android, parse_resx
from toolkit.markup.model import Block, Page
from toolkit.markup.transfer import Sentence, transfer


def texts(page: Page) -> list[str]:
    return [block.text for block in page.blocks]


def same(page: Page) -> str:
    return page.fill([None] * len(page.blocks))


def capitals(page: Page) -> str:
    def changed(block: Block) -> Block:
        # Placeholders are protected by the translator, not here.
        target = re.sub(r"\{[^{}]*\}|%\d?\$?\w|\w+", lambda m: m[0] if m[0][0] in "{%" else m[0].upper(), block.text)
        return transfer(block, target, [Sentence(0, len(block.text), 0, len(target))], None)

    return page.fill([changed(block) for block in page.blocks])


JSON = r"""{
  "titre": "La porte", "n": 5, "vide": "", "nul": null,
  "lignes": "Un chat.\nUn \"chien\" \u00e9norme.", "liste": ["Une pluie", {"a:b": " Un mot "}],
  "adresse": "12"
}
"""


def test_values_of_json_are_texts_line_by_line() -> None:
    page = parse_json(JSON, "fr", "en")
    assert texts(page) == ["La porte", "Un chat.", 'Un "chien" énorme.', "Une pluie", "Un mot"]
    assert same(page) == JSON
    data = json.loads(capitals(page))
    assert data["titre"] == "LA PORTE" and data["n"] == 5 and data["nul"] is None and data["adresse"] == "12"
    assert data["lignes"] == 'UN CHAT.\nUN "CHIEN" ÉNORME.' and data["liste"] == ["UNE PLUIE", {"a:b": " UN MOT "}]
    assert capitals(page).isascii(), "a file with escapes alone stays one"


def test_letters_stay_letters_where_the_file_has_them() -> None:
    assert capitals(parse_json('{"a": "Un été \\u00e0 part"}', "fr", "en")) == '{"a": "UN ÉTÉ À PART"}'


def test_arb_has_descriptions_and_a_locale() -> None:
    code = '{"@@locale": "fr", "a": "Bonjour {nom}", "@a": {"description": "Une salutation"}}'
    page = parse_json(code, "fr", "pt-BR")
    assert texts(page) == ["Bonjour {nom}"]
    assert json.loads(capitals(page)) == {
        "@@locale": "pt_BR",
        "a": "BONJOUR {nom}",
        "@a": {"description": "Une salutation"},
    }


def test_of_a_webextension_only_messages_are_texts() -> None:
    code = '{"a": {"message": "Ouvrir", "description": "Un bouton"}, "b": {"message": "Fermer $X$", "placeholders": {"x": {"content": "un mot"}}}}'
    assert texts(parse_json(code, "fr", "en")) == ["Ouvrir", "Fermer $X$"]


@pytest.mark.parametrize(
    "code, words",
    [
        ('{"a": }', "line 1: not JSON"),
        ("[1, 2]", "no texts by key"),
        ('"a"', "no texts by key"),
        ("[" * 5000, "nested too deep|not JSON"),
    ],
)
def test_other_json_is_refused(code: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        parse_json(code, "fr", "en")


def test_what_is_mostly_data_is_read_by_name_and_passed_over_in_folders() -> None:
    assert kind_of(Path("fr.json")) == "json" and kind_of(Path("strings.xml")) == "android"
    assert not {".json", ".xml", ".properties"} & set(suffixes(walked=True)) and {
        ".json",
        ".xml",
        ".arb",
        ".resx",
    } <= set(suffixes())


VALUES = st.recursive(
    st.text(max_size=20) | st.integers() | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(st.text(max_size=8), VALUES, max_size=4), st.booleans(), st.sampled_from([None, 1, "\t"]))
def test_any_json_keeps_its_structure(data: dict[str, object], ascii_only: bool, indent: object) -> None:
    code = json.dumps(data, ensure_ascii=ascii_only, indent=indent)  # type: ignore[arg-type]
    code = code.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    page = parse_json(code, "fr", "en")
    assert same(page) == code

    def shape(value: object) -> object:
        if isinstance(value, dict):
            return {key: shape(inner) for key, inner in value.items()}
        return [shape(inner) for inner in value] if isinstance(value, list) else "" if isinstance(value, str) else value

    assert shape(json.loads(capitals(page))) == shape(json.loads(code))


def test_java_bundles() -> None:
    code = "# Une note = rien\r\ntitre = La porte\r\ncle\\ deux : Un mot \\\r\n    de plus\r\nargs=Il n''y a pas de {0}\r\nsimple=L''eau\r\nvide=\r\n"
    page = parse_properties(code.encode(), "fr", "en")
    assert texts(page) == ["La porte", "Un mot de plus", "Il n'y a pas de {0}", "L'eau"]
    after = capitals(page)
    assert (
        "# Une note = rien\r\ntitre = LA PORTE\r\ncle\\ deux : UN MOT DE PLUS\r\nargs=IL N''Y A PAS DE {0}\r\n" in after
    )
    assert "simple=L''EAU\r\nvide=\r\n" in after


def test_java_bundles_keep_to_escapes_where_they_have_them() -> None:
    assert capitals(parse_properties(b"a=D\\u00e9j\\u00e0\n", "fr", "en")) == "a=D\\u00C9J\\u00C0\n"
    assert capitals(parse_properties("a=Déjà\n".encode("latin-1"), "fr", "en")) == b"a=D\\u00C9J\\u00C0\n"
    data = "# Été\na=Déjà\nb=12 €\n".encode("cp1252")
    assert same(parse_properties(data, "fr", "en")) == data
    assert capitals(parse_properties("a=Déjà\n".encode(), "fr", "en")) == "a=DÉJÀ\n"
    assert texts(parse_properties(rb"a=Un \ud83d\ude00 mot", "fr", "en")) == ["Un 😀 mot"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_strings_of_apple(encoding: str) -> None:
    code = '/* "Note" = "rien"; */\n"k" = "La \\"porte\\"\\nbleue";\nCFBundleName = "Un mot"; // fin\n'
    page = parse_strings(code.encode(encoding), "fr", "en")
    assert texts(page) == ['La "porte"', "bleue", "Un mot"]
    assert same(page) == code
    assert (
        capitals(page) == '/* "Note" = "rien"; */\n"k" = "LA \\"PORTE\\"\\nBLEUE";\nCFBundleName = "UN MOT"; // fin\n'
    )


def test_what_is_no_pair_of_strings_is_named_with_its_line() -> None:
    with pytest.raises(InputError, match=r"line 2: no \"key\" = \"value\"; found '\"b\" ='"):
        parse_strings(b'"a" = "Un mot";\n"b" = \n', "fr", "en")


ANDROID = """<?xml version="1.0" encoding="utf-8"?>
<!-- <string name="x">Non</string> -->
<resources xmlns:xliff="urn:x">
  <string name="a" translatable="false">MonAppli</string>
  <string name="b">L\\'eau &amp; le feu\\nUn mot</string>
  <string name="c">Le <b>ministre</b> a parlé</string>
  <string name="d"><![CDATA[Une <i>porte</i>]]></string>
  <string name="e">@string/b</string><string name="f"/>
  <plurals name="p"><item quantity="one">Un chat</item><item quantity="other">%d chats</item></plurals>
  <string-array name="q" translatable="false"><item>Rien</item></string-array>
  <style name="s"><item name="android:x">wrap_content</item></style>
</resources>
"""


def test_strings_of_android() -> None:
    page = parse_android(ANDROID, "fr", "en")
    assert texts(page) == ["L'eau & le feu", "Un mot", "Le ministre a parlé", "Une porte", "Un chat", "%d chats"]
    assert same(page) == ANDROID
    after = capitals(page)
    etree.fromstring(after.encode())
    assert "L\\'EAU &amp; LE FEU\\nUN MOT<" in after and "LE <b>MINISTRE</b> A PARLÉ<" in after
    assert "<![CDATA[UNE <i>PORTE</i>]]>" in after and '<item quantity="other">%d CHATS</item>' in after
    for kept in ("MonAppli", "@string/b", "<item>Rien</item>", "wrap_content", "Non</string> -->"):
        assert kept in after


def test_other_xml_is_refused() -> None:
    with pytest.raises(InputError, match="no strings of Android"):
        parse_android("<project><string>Un mot</string></project>", "fr", "en")


def test_resources_of_net() -> None:
    code = (
        '<?xml version="1.0"?><root><resheader name="version"><value>2.0</value></resheader>'
        '<data name="A" xml:space="preserve"><value>Un chat &lt;b&gt;\nUn mot</value><comment>Une note</comment></data>'
        '<data name="B" type="X"><value>un fichier.png</value></data><data name="$this.Text"><value>Un titre</value></data>'
        '<data name="$this.Name"><value>Form</value></data><data name="&gt;&gt;a.Name"><value>a</value></data>'
        '<data name=">>b.Name"><value>nom</value></data></root>'
    )
    page = parse_resx(code, "fr", "en")
    assert texts(page) == ["Un chat <b>", "Un mot", "Un titre"]
    assert same(page) == code
    assert "<value>UN CHAT &lt;B&gt;\nUN MOT</value><comment>Une note</comment>" in capitals(page)


def test_apostrophes_are_doubled_in_messages_with_arguments() -> None:
    page = parse_properties(b"a={0} fichiers absents\nb=Un mot\n", "fr", "en")
    made = page.fill(
        [Block("{0} files don't exist", [], "", page.blocks[0].escape), Block("It's", [], "", page.blocks[1].escape)]
    )
    assert made == "a={0} files don''t exist\nb=It's\n"


def test_quotes_types_and_guarded_parts_of_android_stay() -> None:
    code = (
        '<resources xmlns:xliff="u"><string name="a">"l\'été  arrive"</string><item type="dimen" name="d">12dp</item>'
        '<string name="b">Bonjour <xliff:g id="n">Prénom %1$s</xliff:g>, il pleut</string></resources>'
    )
    page = parse_android(code, "fr", "en")
    assert texts(page) == ["l'été  arrive", "Bonjour {0}, il pleut"]
    assert same(page) == code
    assert '>"L\\\'ÉTÉ  ARRIVE"<' in capitals(page)
    assert '>BONJOUR <xliff:g id="n">Prénom %1$s</xliff:g>, IL PLEUT<' in capitals(page)


def test_cdata_of_net_resources_stays_cdata() -> None:
    code = '<root><data name="A"><value><![CDATA[un <b>mot</b>]]></value></data></root>'
    page = parse_resx(code, "fr", "en")
    assert texts(page) == ["un <b>mot</b>"] and same(page) == code
    assert "<![CDATA[" in capitals(page) and "&lt;" not in capitals(page)


@pytest.mark.parametrize(
    ("code", "made"),
    [
        # Apostrophes are doubled in all of the file, in one value, and nowhere.
        ("a=Il n''y a rien\nb=Le mot\n", "a=It''s IL N''Y A RIEN\nb=It''s LE MOT\n"),
        ("a=L'eau\nb=Il n''y a rien\n", "a=It's L'EAU\nb=It''s IL N''Y A RIEN\n"),
        ("a=L'eau\nb=Le mot\n", "a=It's L'EAU\nb=It's LE MOT\n"),
        ("a=L'eau\nb={0} n''a rien\n", "a=It's L'EAU\nb=It''s {0} N''A RIEN\n"),
    ],
)
def test_apostrophes_are_doubled_as_the_bundle_doubles_them(code: str, made: str) -> None:
    assert made_by(code, "properties", Changed(lambda text: f"It's {text.upper()}")) == made


@pytest.mark.parametrize(
    ("code", "made"),
    [
        # One message with an argument doubles them, so all with arguments do.
        (
            '{"a": "L\'\'eau {0}", "b": "Le {nom}", "c": "L\'été"}',
            '{"a": "It\'\'s {0}", "b": "It\'\'s {0}", "c": "It\'s {0}"}',
        ),
        ('{"a": "L\'\'eau"}', '{"a": "It\'\'s {0}"}'),
        ('{"a": "L\'eau {0}", "b": "Le {0}"}', '{"a": "It\'s {0}", "b": "It\'s {0}"}'),
        ("{\"a\": \"un ''mot'' ici\"}", '{"a": "It\'s {0}"}'),
    ],
)
def test_messages_in_json_double_their_apostrophes(code: str, made: str) -> None:
    assert made_by(code, "json", Changed(lambda text: "It's {0}")) == made


MESSAGE = "{n, plural,\n  one {# mot. Il est là}\n  other {# mots.\n    Ils sont là}\n}"


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("json", json.dumps({"k": MESSAGE})),
        ("arb", json.dumps({"k": MESSAGE})),
        ("properties", "k=" + MESSAGE.replace("\n", "\\\n")),
        ("properties", "k=" + MESSAGE.replace("\n", "\\n")),
        ("strings", f'"k" = "{MESSAGE}";'),
        ("android", f'<resources><string name="k">{MESSAGE}</string></resources>'),
        ("resx", f'<root><data name="k"><value>{MESSAGE}</value></data></root>'),
        ("yaml", "k: |\n  " + MESSAGE.replace("\n", "\n  ") + "\n"),
        ("yaml", "k: >-\n  " + MESSAGE.replace("\n", "\n  ") + "\n"),
        ("yaml", f"k: {json.dumps(MESSAGE)}\n"),
        ("yaml", "k: '" + MESSAGE.replace("\n", "\n  ") + "'\n"),
        ("toml", f'k = """\n{MESSAGE}"""\n'),
        ("toml", f"k = '''\n{MESSAGE}'''\n"),
        ("toml", f"k = {json.dumps(MESSAGE)}\n"),
        ("php", f"<?php\nreturn ['k' => '{MESSAGE}'];\n"),
        ("php", f"<?php\nreturn ['k' => {json.dumps(MESSAGE)}];\n"),
        ("php", f"<?php\nreturn ['k' => <<<EOT\n{MESSAGE}\nEOT];\n"),
        ("text", " ".join(MESSAGE.split())),
    ],
)
def test_the_syntax_of_a_message_over_lines_stays(kind: str, code: str) -> None:
    made = made_by(code, kind, upper())
    assert [key for key in ("plural", "one {", "other {") if key not in made] == []
    assert made.count("{") == code.count("{") and made.count("}") == code.count("}")
    assert "MOT. IL EST" in made and "ILS SONT" in made and "mot" not in made


def test_an_apostrophe_before_an_argument_of_a_message_quotes_nothing() -> None:
    made = made_by('{"a": "Un mot de {nom}", "b": "{n, number} mots"}', "json", known({"Un mot de {nom}": "L'{nom}"}))
    assert '"a": "L’{nom}"' in made
    assert '"a": "L\'{nom}"' in made_by('{"a": "Un mot de {nom}"}', "json", known({"Un mot de {nom}": "L'{nom}"}))
