"""Each rule with a file that breaks it and nothing else; silence on sound files."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.formats.test_formats import _UNITS
from toolkit.errors import InputError
from toolkit.formats import FORMATS
from toolkit.validation import RULES_OF, kind_of, validate_file
from toolkit.validation.xliff2_rules import fragment_fault

XLIFF_1 = """<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="a" source-language="fr" target-language="en" datatype="plaintext">
<header><phase-group><phase phase-name="p" process-name="t"/></phase-group></header>
<body><group id="g"><note>N</note>
<trans-unit id="1" approved="yes" phase-name="p"><source>Un <g id="1">mot</g><x id="2"/><bpt id="3"/>y<ept id="3"/></source>
<seg-source><mrk mtype="seg" mid="1">Un <g id="1">mot</g><x id="2"/><bpt id="3"/>y<ept id="3"/></mrk></seg-source>
<target state="final" xml:lang="en"><mrk mtype="seg" mid="1">A <g id="1">word</g><x id="2"/><bpt id="3"/>y<ept id="3"/></mrk></target>
<note from="me" priority="1">N</note><alt-trans match-quality="90%"><target>A word</target></alt-trans><own:x xmlns:own="o"/></trans-unit>
</group></body></file></xliff>
"""
XLIFF_2 = """<xliff version="2.1" srcLang="fr" trgLang="en" xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:m="urn:oasis:names:tc:xliff:matches:2.0">
<file id="f1"><notes><note id="n">N</note></notes><group id="g"><unit id="u1">
<m:matches><m:match ref="#s1"><source>Un</source><target>A</target></m:match></m:matches>
<notes><note id="n1">N</note></notes><originalData><data id="d1">&lt;b></data></originalData>
<segment id="s1" state="final"><source>Un <pc id="1" dataRefStart="d1">mot</pc><sc id="2"/>x<ec startRef="2"/><mrk id="3" type="comment" ref="#n=n1">y</mrk></source>
<target>A <pc id="1" dataRefStart="d1">word</pc><sc id="2"/>x<ec startRef="2"/><mrk id="3" type="comment" ref="#n=n1">y</mrk></target></segment>
<ignorable><source> </source></ignorable></unit></group></file></xliff>
"""
MARTIF = """<martif type="TBX" xml:lang="en"><martifHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></martifHeader>
<text><body><termEntry id="c1"><descrip type="subjectField">law</descrip>
<langSet xml:lang="fr"><tig><term>bail</term><termNote type="partOfSpeech">noun</termNote></tig></langSet>
<langSet xml:lang="en"><ntig><termGrp><term>lease</term></termGrp></ntig></langSet></termEntry></body></text></martif>
"""
TBX = """<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><tbxHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></tbxHeader>
<text><body><conceptEntry id="c1"><langSec xml:lang="fr"><termSec><term>bail</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termSec></langSec>
<langSec xml:lang="en"><termSec><term>lease</term></termSec></langSec></conceptEntry></body></text></tbx>
"""
TRACK = (
    '<c:changeTrack xmlns:c="urn:oasis:names:tc:xliff:changetracking:2.0"><c:revisions appliesTo="{}" ref="{}">'
    '<c:revision><c:item property="{}">old</c:item></c:revision></c:revisions></c:changeTrack>'
)
METADATA = (
    '<d:metadata xmlns:d="urn:oasis:names:tc:xliff:metadata:2.0"><d:metaGroup id="a"><d:meta type="t">x</d:meta>'
    '</d:metaGroup><d:metaGroup id="a"><d:meta type="t">y</d:meta></d:metaGroup></d:metadata>'
)
RESOURCES = (
    '<r:resourceData xmlns:r="urn:oasis:names:tc:xliff:resourcedata:2.0"><r:resourceItem id="a"><r:source xml:lang="{}" '
    'href="a.png"/></r:resourceItem><r:resourceItemRef id="a" ref="b"/></r:resourceData>'
)
NESTED = (
    '<segment id="s2"><source><pc id="8" canReorder="firstNo" canCopy="no" canDelete="no">a<ph id="9" canReorder="no" '
    'canCopy="no" canDelete="no"/></pc></source><target><pc id="8" canReorder="firstNo" canCopy="no" canDelete="no">a'
    '</pc><ph id="9" canReorder="no" canCopy="no" canDelete="no"/></target></segment>'
)
BINARY = (
    '<bin-unit id="b" mime-type="image/png"><bin-source><external-file href="a.png"/></bin-source><trans-unit id="9">'
    '<source>a<x id="1"/></source><target>a</target></trans-unit></bin-unit>'
)
SOUND = {"1.xlf": XLIFF_1, "2.xlf": XLIFF_2, "m.tbx": MARTIF, "t.tbx": TBX}


def rules(tmp_path: Path, text: str, name: str = "x.xml") -> list[str]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return [problem.rule for problem in validate_file(path)]


@pytest.mark.parametrize("name", SOUND)
def test_sound_files_have_no_problem(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(SOUND[name], encoding="utf-8")
    assert [(p.rule, p.message) for p in validate_file(path)] == []
    path.write_text(SOUND[name], encoding="utf-16")
    assert list(validate_file(path)) == []


@pytest.mark.parametrize(
    ("text", "old", "new", "rule"),
    [
        (XLIFF_1, "</xliff>", "", "well-formed"),
        (XLIFF_1, "document:1.2", "document:9", "root"),
        (XLIFF_1, ' xmlns="urn:oasis:names:tc:xliff:document:1.2"', "", "namespace"),
        (XLIFF_1, "<header>", "<head/><header>", "structure"),
        (XLIFF_1, "<body>", "<body>text", "structure"),
        (XLIFF_1, ' original="a"', "", "attribute-missing"),
        (XLIFF_1, 'id="g"', 'id="g" name="x"', "attribute-unknown"),
        (XLIFF_1, 'approved="yes"', 'approved="true"', "attribute-value"),
        (XLIFF_1, 'state="final"', 'state="done"', "attribute-value"),
        (XLIFF_1, 'priority="1"', 'priority="11"', "attribute-value"),
        (XLIFF_1, 'source-language="fr"', 'source-language="french!"', "attribute-value"),
        (XLIFF_1, "</group>", '<trans-unit id="1"><source/></trans-unit></group>', "duplicate-id"),
        (XLIFF_1, 'xml:lang="en"', 'xml:lang="de"', "language"),
        (XLIFF_1, 'word</g><x id="2"/><bpt id="3"/>y<ept id="3"/>', 'word</g><x id="2"/>y', "codes"),
        (XLIFF_1, 'mid="1">A', 'mid="2">A', "mid"),
        (XLIFF_1, 'phase-name="p"><source>', 'phase-name="q"><source>', "phase"),
        (XLIFF_2, 'id="f1"', 'id="f 1"', "attribute-value"),
        (XLIFF_2, 'trgLang="en" ', "", "trgLang"),
        (XLIFF_2, "<ignorable>", "<segment/><ignorable>", "structure"),
        (XLIFF_2, "<target>A ", '<target xml:lang="de">A ', "xml-lang"),
        (XLIFF_2, '<data id="d1">', '<data id="d2">', "data-ref"),
        (XLIFF_2, '<ec startRef="2"/><mrk id="3" type="comment" ref="#n=n1">y</mrk></source>', "</source>", "code-pairs"),
        (XLIFF_2, "<ignorable>", '<ignorable id="s1">', "duplicate-id"),
        (XLIFF_2, 'state="final"', 'state="final" subState="x"', "sub-state"),
        (XLIFF_2, "<target>A ", '<target order="3">A ', "order"),
        (XLIFF_2, '<pc id="1" dataRefStart="d1">mot</pc>', '<pc id="1" canDelete="no">mot</pc><ph id="9" canDelete="no"/>', "deleted"),
        (XLIFF_2, 'ref="#s1"', 'ref="#s9"', "ref"),
        (XLIFF_2, 'ref="#n=n1">y</mrk></source>', 'ref="#n=n9">y</mrk></source>', "comment"),
        (XLIFF_2, "<source> </source>", '<source own:a="1" xmlns:own="o"> </source>', "extension"),
        (XLIFF_2, "<source> </source>", '<source><cp hex="0041"/></source>', "hex"),
        (XLIFF_2, "<source> </source>", '<source><ph id="7" canReorder="no" canCopy="no" canDelete="no"/></source>', "reorder"),
        (XLIFF_2, "<source> </source>", '<source><ph id="7" type="fmt" subType="xlf:var"/></source>', "sub-type"),
        (XLIFF_2, "<source> </source>", '<source><ph id="7" copyOf="8"/></source>', "copy-of"),
        (XLIFF_2, "<source> </source>", '<source><ec isolated="yes" startRef="2"/></source>', "start-ref"),
        (XLIFF_2, "<source> </source>", '<source><ph id="7" subFlows="u1 u9"/></source>', "sub-flows"),
        (XLIFF_2, "<source> </source>", '<source><ph id="7" subFlows="u1, u1"/></source>', "sub-flows"),
        (XLIFF_2, 'ref="#n=n1">y</mrk></source>', 'ref="#f=f1/n=n1">y</mrk></source>', "comment"),
        (XLIFF_2, '<unit id="u1">', f'<unit id="u1">{TRACK.format("note", "n9", "content")}', "module"),
        (XLIFF_2, '<unit id="u1">', f'<unit id="u1">{TRACK.format("note", "n1", "priority")}', "module"),
        (XLIFF_2, '<unit id="u1">', '<unit id="u1"><o:a xmlns:o="o" id="1"/><o:b xmlns:o="o" id="1"/>', "duplicate-id"),
        (XLIFF_2, '<unit id="u1">', '<unit id="u1" i:lcNote="x" xmlns:i="http://www.w3.org/2005/11/its">', "its"),
        (XLIFF_2, '<file id="f1">', f'<file id="f1">{METADATA}', "module"),
        (XLIFF_2, '<file id="f1">', f'<file id="f1">{RESOURCES.format("fr")}', "module"),
        (XLIFF_2, '<unit id="u1">', f'<unit id="u1">{RESOURCES.format("de")}', "module"),
        (XLIFF_2, "<ignorable>", f"{NESTED}<ignorable>", "reorder"),
        (XLIFF_1, "</group>", f"{BINARY}</group>", "codes"),
        (MARTIF, ' xml:lang="fr"', "", "attribute-missing"),
        (MARTIF, "<term>bail</term>", "<term> </term>", "empty-term"),
        (MARTIF, ' id="c1"', "", "id-missing"),
        (MARTIF, 'xml:lang="en"><ntig>', 'xml:lang="fr"><ntig>', "repeated-language"),
        (MARTIF, ">noun<", ">thing<", "picklist"),
        (MARTIF, "</langSet></termEntry>", "</langSet><langSet/></termEntry>", "attribute-missing"),
        (MARTIF, "<descrip ", '<ref type="crossReference" target="c9">x</ref><descrip ', "target"),
        (TBX, "<termSec><term>lease</term></termSec>", "", "structure"),
        (TBX, 'style="dca"', 'style="x"', "attribute-value"),
    ],
)  # fmt: skip
def test_each_rule_is_found_by_its_file(tmp_path: Path, text: str, old: str, new: str, rule: str) -> None:
    assert old in text
    found = rules(tmp_path, text.replace(old, new, 1))
    assert rule in found and len(set(found)) <= 2, found


def test_editions_of_tbx_are_not_mixed(tmp_path: Path) -> None:
    old = TBX.replace("conceptEntry", "termEntry").replace("langSec", "langSet").replace("termSec", "tig")
    new = MARTIF.replace("termEntry", "conceptEntry").replace("langSet", "langSec").replace("ntig", "termSec")
    for text in (old, new):
        found = rules(tmp_path, text)
        assert "structure" in found and "well-formed" not in found


def test_a_tower_of_tags_silences_no_other_rule(tmp_path: Path) -> None:
    tower = XLIFF_1.replace("Un <g", '<g id="d">' * 300 + "</g>" * 300 + "Un <g", 1).replace('mid="1">A', 'mid="2">A')
    assert {"structure", "mid"} <= set(rules(tmp_path, tower))


def test_places_and_remedies_are_told(tmp_path: Path) -> None:
    path = tmp_path / "x.xlf"
    path.write_text(XLIFF_1.replace('approved="yes"', 'approved="true"'), encoding="utf-8")
    [problem] = validate_file(path)
    assert (problem.line, problem.column, problem.severity) == (5, 1, "error")
    assert problem.message == "approved='true' of <trans-unit>; wanted is yes, no" and problem.remedy


@pytest.mark.parametrize("name", ["xliff", "xliff2"])
@given(units=st.lists(_UNITS, min_size=1, max_size=5))
@settings(max_examples=40, deadline=None)
def test_what_we_write_is_valid(tmp_path_factory, name: str, units) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path_factory.mktemp("v") / f"x.{'xlf' if name == 'xliff' else 'xlf2'}"
    for number, unit in enumerate(units):
        unit.id, unit.source_language, unit.target_language = f"u{number}", "fr", "en"
    FORMATS[name].write(units, path, "fr", "en")
    assert [(p.rule, p.message) for p in validate_file(path) if p.severity == "error"] == []


def test_what_the_translate_toolkit_writes_is_valid(tmp_path: Path) -> None:
    tbx = pytest.importorskip("translate.storage.tbx")
    store = tbx.tbxfile()
    unit = store.addsourceunit("bail")
    unit.target = "lease"
    unit.setid("c1")
    out = io.BytesIO()
    store.serialize(out)
    path = tmp_path / "x.tbx"
    path.write_bytes(out.getvalue())
    assert [(p.rule, p.message) for p in validate_file(path)] == []


def test_other_files_are_refused_in_one_line(tmp_path: Path) -> None:
    for text in ("plain", "<html/>", '<xliff version="2.2"/>', '<xliff version="1.1"/>'):
        (tmp_path / "x.xml").write_text(text)
        with pytest.raises(InputError):
            list(validate_file(tmp_path / "x.xml"))
    assert kind_of(ROOT / "corpus" / "bitext.tmx") == ("tmx", "1.4")


def test_a_bomb_and_a_tower_end_in_problems(tmp_path: Path) -> None:
    bomb = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "a" * 10}">' for n in range(10))
    text = f"<!DOCTYPE xliff [{bomb}]>" + XLIFF_1.replace("Un <g", "&a9;<g", 1)
    assert {"entity", "well-formed"} <= set(rules(tmp_path, text))
    deep = XLIFF_1.replace("Un <g", '<g id="d">' * 5000 + "</g>" * 5000 + "<g", 1)
    assert "structure" in rules(tmp_path, deep)


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    import tracemalloc

    unit = '<trans-unit id="{}"><source>Un mot</source><target>A word</target></trans-unit>\n'
    head, tail = XLIFF_1.split("<group", 1)[0], "</body></file></xliff>"
    peaks = []
    for count in (500, 8_000):
        path = tmp_path / f"{count}.xlf"
        path.write_text(head + "".join(unit.format(n) for n in range(count)) + tail, encoding="utf-8")
        tracemalloc.start()
        assert list(validate_file(path)) == []
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    # Ids are remembered as numbers.
    assert peaks[1] < peaks[0] + 2_000_000


@pytest.mark.parametrize(
    ("value", "sound"),
    [
        ("#f=f1/u=u1/n=n1", True), ("#/f=f1/u=u1", True), ("#1", True), ("#u=u1/gls=g1", True), ("#u=u1/my=g1", False), ("#u=u1/f=f1", False),
        ("#n=1/n=2", False), ("#u=u1/m=3", False), ("#u=u 1", False), ("#n=n1/u=u1", False),
    ],
)  # fmt: skip
def test_fragments(value: str, sound: bool) -> None:
    assert bool(fragment_fault(value)) is not sound


def test_every_rule_has_a_severity_and_a_remedy() -> None:
    for rules_of in RULES_OF.values():
        assert all(severity in ("error", "warning") and remedy for severity, remedy in rules_of.values())


def test_what_refers_to_what_is_there_has_no_problem(tmp_path: Path) -> None:
    text = XLIFF_2.replace('<unit id="u1">', f'<unit id="u1">{TRACK.format("note", "n1", "content")}')
    text = text.replace("<source> </source>", '<source><ph id="7" subFlows="u1"/></source>')
    assert rules(tmp_path, text) == []


def test_the_version_of_its_is_not_that_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "x.xlf"
    its = 'xmlns:its="http://www.w3.org/2005/11/its" its:version="2.0" '
    path.write_text(XLIFF_1.replace("<xliff ", f"<xliff {its}", 1), encoding="utf-8")
    assert list(validate_file(path)) == []


@pytest.mark.parametrize(
    ("codes", "sound"),
    [
        ('<g id="1"> </g><g id="1">b</g>', True),
        ('<x id="1"/><x id="1"/>', True),
        ('<x id="1" clone="no"/><x id="1" clone="no"/>', False),
        ('<bpt id="1">a</bpt><bpt id="1">a</bpt>', False),
    ],
)
def test_codes_may_be_copied_unless_they_say_no_or_begin_a_pair(tmp_path: Path, codes: str, sound: bool) -> None:
    path = tmp_path / "x.xlf"
    text = XLIFF_1.replace("</group>", f'<trans-unit id="n"><source>{codes}</source></trans-unit></group>', 1)
    path.write_text(text, encoding="utf-8")
    found = [p for p in validate_file(path) if p.rule == "duplicate-id"]
    assert len(found) == (0 if sound else 1)


def test_a_language_twice_is_an_error_in_the_new_edition_and_a_warning_in_the_old(tmp_path: Path) -> None:
    found = []
    for text, name in ((MARTIF, "langSet"), (TBX, "langSec")):
        start = text.index(f"<{name} ")
        section = text[start : text.index(f"</{name}>") + len(name) + 3]
        path = tmp_path / f"{name}.tbx"
        path.write_text(text.replace(section, section + section.replace(" id=", " x="), 1), encoding="utf-8")
        found.append([(p.rule, p.severity) for p in validate_file(path) if "language" in p.rule])
    assert found == [[("repeated-language", "warning")], [("duplicate-language", "error")]]
