"""Jobs that change units edit the file in place: all but targets and what is said of them stays byte for byte."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.conftest import one_line
from tests.pipeline.test_build import Recorder
from toolkit.errors import InputError
from toolkit.formats import FORMATS, format_of
from toolkit.formats.audit import audit_units
from toolkit.formats.editing import open_editor
from toolkit.formats.inline import codes_of, inline_codes
from toolkit.formats.selection import reading_notes
from toolkit.pipeline.units import translate_units
from toolkit.translation.jobs import Translation
from toolkit.units import Finding, Origin

XLIFF = """<?xml version="1.0" encoding="UTF-8"?>
<!-- kept -->
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:t="urn:tool">
 <file original="app" source-language="fr" target-language="en" datatype="plaintext" t:build="7">
  <header><note>head</note></header><body>
   <group id="menu" translate="no"><trans-unit id="brand"><source>ACME 9</source></trans-unit>
    <trans-unit id="open" translate="yes" resname="menu.open"><source>Ouvrir <x id="N" equiv-text="{{n}}"/> dossiers</source>
     <note from="description">shown once</note><note>40 characters</note></trans-unit></group>
   <trans-unit id="new"><source>Fermer</source><target state="new">Fermer</target></trans-unit>
   <trans-unit id="done" approved="yes"><source>Quitter</source><target state="translated">Exit</target></trans-unit>
   <trans-unit id="final"><source>Aide</source><target state="final">Help</target></trans-unit>
   <trans-unit id="empty"><source>Accueil &amp; retour</source><target/></trans-unit>
   <trans-unit id="seg"><source>Un. Deux.</source>
    <seg-source><mrk mtype="seg" mid="7">Un.</mrk> <mrk mtype="seg" mid="8"><g id="1">Deux</g>.</mrk></seg-source></trans-unit>
   <trans-unit id="space" xml:space="preserve"><source>  Ouvrir
Fermer	</source></trans-unit>
  </body></file></xliff>
"""
TMX = """<?xml version="1.0" encoding="ISO-8859-1"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en"
 srclang="fr" datatype="plaintext"><note>House</note><prop type="x-client">Mairie</prop></header>
<body>
  <tu tuid="17" creationid="trad1" usagecount="3">
    <note>checked</note><prop type="client">Mairie</prop>
    <tuv xml:lang="fr-FR" creationdate="20190304T101112Z"><prop type="p">é</prop><seg>Le <bpt i="1">&lt;b&gt;</bpt>pont<ept i="1">&lt;/b&gt;</ept> ferme.</seg></tuv>
    <tuv xml:lang="de"><seg>Die Br&#xFC;cke.</seg></tuv>
  </tu>
  <tu tuid="18"><tuv xml:lang="fr"><seg>Bonjour.</seg></tuv><tuv xml:lang="en-GB"><seg>Hello.</seg></tuv></tu>
  <tu tuid="19"><tuv xml:lang="it"><seg>Ciao.</seg></tuv><tuv xml:lang="en"><seg>Bye.</seg></tuv></tu>
</body></tmx>
"""
PO = """# Head of the catalogue
msgid ""
msgstr ""
"Language: en\\n"
"Content-Type: text/plain; charset={charset}\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

#. By the developer
#: src/main.py:12
#, python-format
msgid "Été %(nom)s"
msgstr ""

#, python-format
msgid "%d fichier"
msgid_plural ""
"%d "
"fichiers"
msgstr[0] ""
msgstr[1] ""

#, fuzzy
#| msgid "Ouvrir le"
msgctxt "menu"
msgid "Ouvrir"
msgstr "Opne"

msgid "Fermer"
msgstr ""
"Clo"
"se"

msgid ""
"Ligne\\n"
"Autre\\n"
msgstr ""

#~ msgid "Ancien"
#~ msgstr "Old"
"""


def saved(path: Path, change=lambda units: None, pair=("fr", "en")) -> bytes:
    editor = open_editor(format_of(path), path, *pair)
    change(editor.units)
    out = path.with_name(f"out-{path.name}")
    editor.save(out)
    return out.read_bytes()


class Echo(Recorder):
    """An engine that gives back what it is given."""

    def translate(self, segments, *, style=None, progress=None):
        return [Translation(s, -0.5) for s in segments]


def echoed(units) -> None:
    for unit in translate_units(units, Echo(), missing_only=True):
        unit.findings = []


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize(
    ("name", "text"), [("x.xlf", XLIFF), ("x.tmx", TMX.replace("ISO-8859-1", "UTF-8")), ("x.po", PO)]
)
def test_what_nobody_changes_stays(tmp_path: Path, name: str, text: str, newline: str, mark: bytes) -> None:
    path = tmp_path / name
    data = mark + text.replace("{charset}", "UTF-8").replace("\n", newline).encode()
    path.write_bytes(data)
    # A byte order mark before a PO file is no part of it; gettext refuses one.
    assert saved(path) in (data, data.removeprefix(mark) if name == "x.po" else data)


@pytest.mark.parametrize(
    ("name", "text", "encoding"),
    [
        ("x.xlf", XLIFF, "utf-8"),
        ("x.xlf", XLIFF.replace('encoding="UTF-8"', 'encoding="utf-16"'), "utf-16"),
        ("x.xlf", XLIFF.replace('encoding="UTF-8"', 'encoding="windows-1252"'), "cp1252"),
        ("x.tmx", TMX, "iso-8859-1"),
        ("x.po", PO.replace("{charset}", "ISO-8859-1"), "iso-8859-1"),
        ("x.po", PO.replace("{charset}", "CP1251").replace("Été", "Да"), "cp1251"),
    ],
)
def test_declared_encodings_are_kept(tmp_path: Path, name: str, text: str, encoding: str) -> None:
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    assert saved(path) == path.read_bytes()
    made = saved(path, echoed)
    assert made != path.read_bytes()
    made.decode(encoding)
    path.write_bytes(made)
    assert saved(path, echoed) == made


def test_only_targets_change_in_xliff(tmp_path: Path) -> None:
    path = tmp_path / "x.xlf"
    path.write_text(XLIFF)
    made = saved(path, echoed).decode()
    etree.fromstring(made.encode())
    by = 'state="needs-review-translation" state-qualifier="mt-suggestion"'
    without = re.sub(rf"\s*<target {by}>.*?</target>", "", made, flags=re.DOTALL)
    same = re.sub(r'\s*<target(/| state="new">Fermer</target)>', "", XLIFF)
    assert without == same
    units = {u.id: u for u in FORMATS["xliff"].read(path.with_name("out-x.xlf"))}
    assert {k: u.target for k, u in units.items()} == {
        "brand": "",
        "open": "Ouvrir  dossiers",
        "new": "Fermer",
        "done": "Exit",
        "final": "Help",
        "empty": "Accueil & retour",
        "seg": "Un.",
        "seg/2": "Deux.",
        "space": "  Ouvrir\nFermer\t",
    }
    assert 'Ouvrir <x id="N" equiv-text="{{n}}"/> dossiers</target>' in made
    target = made[made.index('<mrk mtype="seg" mid="7">', made.index("</seg-source>")) :]
    assert re.match(
        r'<mrk mtype="seg" mid="7">Un\.</mrk> <mrk mtype="seg" mid="8"><g id="1">Deux(\.</g>|</g>\.)</mrk></', target
    )
    assert units["done"].origin is Origin.HUMAN and units["new"].origin is Origin.MACHINE


def test_only_targets_change_in_tmx(tmp_path: Path) -> None:
    path = tmp_path / "x.tmx"
    path.write_bytes(TMX.encode("latin-1"))
    made = saved(path, echoed).decode("latin-1")
    tuv = (
        '\n    <tuv xml:lang="en"><seg>Le <bpt i="1">&lt;b&gt;</bpt>pont<ept i="1">&lt;/b&gt;</ept> ferme.</seg></tuv>'
    )
    assert made.count(tuv) == 1
    assert made.replace(tuv, "").replace('<prop type="x-origin">machine</prop>', "") == TMX


def test_only_translations_change_in_po(tmp_path: Path) -> None:
    path = tmp_path / "x.po"
    path.write_text(PO.replace("{charset}", "UTF-8"))
    made = saved(path, echoed).decode()
    for old, new in (
        (
            '#, python-format\nmsgid "Été %(nom)s"\nmsgstr ""',
            '#, fuzzy, python-format\nmsgid "Été %(nom)s"\nmsgstr "Été %(nom)s"',
        ),
        ('#, python-format\nmsgid "%d fichier"', '#, fuzzy, python-format\nmsgid "%d fichier"'),
        ('msgstr[0] ""\nmsgstr[1] ""', 'msgstr[0] "%d fichier"\nmsgstr[1] "%d fichiers"'),
        ('msgid ""\n"Ligne', '#, fuzzy\nmsgid ""\n"Ligne'),
        ('"Autre\\n"\nmsgstr ""\n', '"Autre\\n"\nmsgstr ""\n"Ligne\\n"\n"Autre\\n"\n'),
    ):
        assert old in path.read_text()
        path.write_text(path.read_text().replace(old, new))
    assert made == path.read_text()


def test_a_charset_that_lacks_a_character_becomes_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "x.po"
    path.write_bytes(PO.replace("{charset}", "ISO-8859-1").encode("latin-1"))

    def change(units) -> None:
        units[0].target = "œuf €"

    made = saved(path, change).decode()
    assert "charset=UTF-8" in made and 'msgid "Été %(nom)s"\nmsgstr "œuf €"' in made


def test_findings_are_put_in_and_taken_out(tmp_path: Path) -> None:
    for name, text, mark in (("x.xlf", XLIFF, 'from="x-finding"'), ("x.tmx", TMX, 'type="x-finding"')):
        path = tmp_path / name
        path.write_bytes(text.encode("latin-1" if name == "x.tmx" else "utf-8"))

        def find(units) -> None:
            units[1].findings = [Finding("numbers", "3 < 4")]

        made = saved(path, find)
        assert made.count(mark.encode()) == 1 and b"numbers: 3 &lt; 4" in made
        path.write_bytes(made)

        def forget(units) -> None:
            assert units[1].findings == [Finding("numbers", "3 < 4")]
            units[1].findings = []

        assert saved(path, forget) == text.encode("latin-1" if name == "x.tmx" else "utf-8")


def test_units_of_a_tmx_can_go(tmp_path: Path) -> None:
    path = tmp_path / "x.tmx"
    path.write_bytes(TMX.encode("latin-1"))
    editor = open_editor(FORMATS["tmx"], path, None, None)
    report = editor.save(tmp_path / "out.tmx", [u for u in editor.units if u.id != "18"])
    line = next(line for line in TMX.splitlines(keepends=True) if 'tuid="18"' in line)
    assert (tmp_path / "out.tmx").read_bytes().decode("latin-1") == TMX.replace(line, "")
    assert report.left_out == 1


_PARTS = [
    "<g id='1'>",
    "</g>",
    "<x id='2'/>",
    "<bpt id='3'>a</bpt>",
    "<ept id='3'>a</ept>",
    "un",
    " ",
    "&amp;",
    "&lt;b>",
]
_SEGMENT = st.lists(st.sampled_from(_PARTS), max_size=6).map("".join)


@given(st.lists(_SEGMENT, min_size=1, max_size=4), st.booleans())
def test_an_echo_gives_back_the_sources(tmp_path_factory, segments: list[str], second: bool) -> None:
    if second:
        body = "".join(f"<segment><source>{s} mot</source></segment>" for s in segments)
        code = f'<xliff version="2.0" srcLang="fr" trgLang="en"><file id="f"><unit id="1">{body}</unit></file></xliff>'
    else:
        body = " ".join(f'<mrk mtype="seg" mid="{n}">{s} mot</mrk>' for n, s in enumerate(segments))
        code = (
            f'<xliff version="1.2"><file source-language="fr" target-language="en"><body><trans-unit id="1">'
            f"<source>x</source><seg-source>{body}</seg-source></trans-unit></body></file></xliff>"
        )
    try:
        etree.fromstring(code)
    except etree.XMLSyntaxError:
        return
    path = tmp_path_factory.mktemp("e") / "x.xlf"
    path.write_text(code)
    root = etree.fromstring(saved(path, echoed))
    sources = root.findall(".//segment/source" if second else ".//seg-source/mrk")
    targets = root.findall(".//segment/target" if second else ".//target/mrk")
    assert len(sources) == len(targets) == len(segments)
    for one, two in zip(sources, targets, strict=True):
        assert sorted((e.tag, e.get("id")) for e in one.iterdescendants()) == sorted(
            (e.tag, e.get("id")) for e in two.iterdescendants()
        )
    assert audit_units(path, path.with_name("out-x.xlf")) == []


def test_the_audit_sees_what_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "x.xlf"
    path.write_text(XLIFF)
    made = saved(path, echoed).decode()
    out = tmp_path / "out-x.xlf"
    for old, new, words in (
        (' <x id="N" equiv-text="{{n}}"/> dossiers</target>', " dossiers</target>", "inline code 'x N {{n}}'"),
        (">Exit<", ">Leave<", "approved or not to be translated"),
        (">Help<", "><", "target is gone"),
        ("<note>40 characters</note>", "", "notes are others"),
        ('<trans-unit id="new">', '<trans-unit id="other">', "its id is 'other'"),
        ("<source>Aide</source>", "<source>Aider</source>", "source is another"),
    ):
        assert old in made
        out.write_text(made.replace(old, new))
        found = audit_units(path, out)
        assert len(found) == 1 and words in found[0]
    out.write_text(re.sub(r"<trans-unit id=\"final\">.*?</trans-unit>", "", made))
    assert "9 units went in, 8 came out" in audit_units(path, out)


def test_other_languages_are_refused(tmp_path: Path) -> None:
    for name, text in (("x.xlf", XLIFF), ("x.po", PO), ("x.tmx", TMX)):
        path = tmp_path / name
        path.write_bytes(text.replace("{charset}", "UTF-8").encode("latin-1" if name == "x.tmx" else "utf-8"))
        with pytest.raises(InputError, match="choose another --"):
            open_editor(format_of(path), path, "es" if name != "x.po" else "fr", "de")


def test_missing_ones_are_filled_and_the_rest_kept(bitext, tmp_path: Path) -> None:
    (tmp_path / "x.po").write_text(PO.replace("{charset}", "UTF-8"))
    (tmp_path / "x.xlf").write_text(XLIFF)
    (tmp_path / "x.tmx").write_bytes(TMX.encode("latin-1"))
    for name in ("x.po", "x.xlf", "x.tmx"):
        result = bitext("translate", "--units", "--missing", name, "--from", "fr", "--to", "en", "--out", f"out-{name}")
        assert result.returncode in (0, 1) and b"Traceback" not in result.stderr, result.stderr
        assert (result.returncode == 1) == any("unit" in line for line in _audited(tmp_path / name))
    made = (tmp_path / "out-x.po").read_text()
    assert made.count("\nmsgid ") == PO.count("\nmsgid ") and '#~ msgstr "Old"' in made and '"Opne"' in made


def _audited(path: Path) -> list[str]:
    from toolkit.checks.placeholders import read_placeholders

    return audit_units(path, path.with_name(f"out-{path.name}"), "fr", "en", read_placeholders)


def test_inline_codes_are_compared(bitext, tmp_path: Path) -> None:
    (tmp_path / "x.xlf").write_text(
        XLIFF.replace(" dossiers</source>", " dossiers</source><target>Open folders</target>")
    )
    result = bitext("check", "x.xlf", "--only", "placeholders")
    assert result.returncode == 1 and result.stdout.count(b"inline code 'x N {{n}}' of the source") == 1
    [unit] = [u for u in FORMATS["xliff"].read(tmp_path / "x.xlf") if u.id == "open"]
    assert inline_codes(unit) == ({"x N {{n}}": 1}, {})
    assert codes_of('<bpt i="1">&lt;b&gt;</bpt>a<ept i="1"/><ph x="2"><sub>b</sub></ph><hi>c</hi>') == {
        "bpt 1": 1,
        "ph 2": 1,
    }
    second = '<xliff version="2.0" srcLang="fr" trgLang="en"><file id="f"><unit id="1"><segment><source>a<pc id="1">b</pc></source><target>c</target></segment></unit></file></xliff>'
    (tmp_path / "y.xlf").write_text(second)
    assert b"inline code 'pc 1'" in bitext("check", "y.xlf", "--only", "placeholders").stdout


def test_states_of_xliff(bitext, tmp_path: Path) -> None:
    path = tmp_path / "x.xlf"
    path.write_text(XLIFF)
    with reading_notes() as notes:
        units = {u.id: u for u in FORMATS["xliff"].read(path)}
    assert units["new"].target == "" and units["done"].origin is units["final"].origin is Origin.HUMAN
    assert units["brand"].properties["translate"] == "no" and "translate" not in units["open"].properties
    told = notes[str(path)]
    assert told["targets in state needs-translation or new, taken for untranslated"] == 1
    assert told['units that are not to be translated, with the property translate="no"'] == 1
    assert bitext("convert", "x.xlf", "x.tmx").returncode == 0
    assert [u.target for u in FORMATS["tmx"].read(tmp_path / "x.tmx")] == ["Exit", "Help"]


STATELESS = """<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" source-language="fr"
 target-language="en" datatype="plaintext"><body><trans-unit id="a"><source>Un</source><target>One</target></trans-unit>
 <trans-unit id="b" approved="yes"><source>Deux</source><target>Two</target></trans-unit>
 <trans-unit id="c"><source>Trois</source><target state="translated">Three</target></trans-unit></body></file></xliff>"""


def test_no_state_is_written_where_there_was_none(bitext, tmp_path: Path) -> None:
    (tmp_path / "x.xlf").write_text(STATELESS)
    for number, (one, other, form) in enumerate(
        [
            ("x.xlf", "y.xlf", "xliff"),
            ("x.xlf", "z.xlf", "xliff2"),
            ("x.xlf", "u.jsonl", "jsonl"),
            ("u.jsonl", "v.xlf", "xliff"),
            ("z.xlf", "w.xlf", "xliff"),
        ]
    ):
        assert bitext("convert", one, other, "--format", form).returncode == 0, number
    for name in ("y.xlf", "z.xlf", "v.xlf", "w.xlf"):
        made = (tmp_path / name).read_text()
        assert made.count("state=") == 1 and made.count('state="translated"') == 1, name
        approved = [] if name in ("z.xlf", "w.xlf") else ['approved="yes"']
        assert re.findall('approved="[a-z]+"', made) == approved, name
        assert [u.target for u in FORMATS["xliff"].read(tmp_path / name)] == ["One", "Two", "Three"]


def test_a_target_made_anew_has_a_state(bitext, tmp_path: Path) -> None:
    (tmp_path / "x.xlf").write_text(STATELESS)
    assert bitext("convert", "x.xlf", "x.jsonl").returncode == 0
    assert bitext("translate", "x.jsonl", "--units", "--out", "y.xlf").returncode == 0
    made = (tmp_path / "y.xlf").read_text()
    assert made.count("state=") == 2
    assert bitext("convert", "x.jsonl", "x.tsv").stderr.count(b"no column") == 1


def test_a_new_xliff_keeps_what_it_can(bitext, tmp_path: Path) -> None:
    (tmp_path / "x.xlf").write_text(XLIFF)
    assert bitext("convert", "x.xlf", "y.xlf").returncode == 0
    root = etree.parse(tmp_path / "y.xlf").getroot()
    names = {"x": "urn:oasis:names:tc:xliff:document:1.2"}
    units = {u.get("id"): u for u in root.iterfind(".//x:trans-unit", names)}
    assert units["open"].get("resname") == "menu.open"
    assert [(n.get("from"), n.text) for n in units["open"].iterfind("x:note", names)] == [
        ("description", "shown once"),
        (None, "40 characters"),
    ]
    assert units["open"].find("x:source/x:x", names).get("equiv-text") == "{{n}}"
    assert units["new"].find("x:target", names) is None and units["empty"].find("x:target", names) is None
    assert units["done"].get("approved") == "yes"
    assert units["done"].find("x:target", names).get("state") == "translated"
    assert units["brand"].get("translate") == "no"
    result = bitext("convert", "x.xlf", "z.tsv")
    assert b"properties that have no column" in result.stderr


def test_a_unit_file_of_another_language_is_refused(bitext, tmp_path: Path) -> None:
    (tmp_path / "x.xlf").write_text(XLIFF.replace('target-language="en"', 'target-language="de"'))
    for more in ((), ("--units",)):
        result = bitext("translate", "x.xlf", *more, "--out", "out.xlf")
        assert result.returncode == 2 and "choose another" in one_line(result.stderr)
        assert not (tmp_path / "out.xlf").exists()
