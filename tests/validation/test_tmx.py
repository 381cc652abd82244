"""Each rule with a file that breaks it and nothing else, and silence on what we write."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.formats.test_formats import _UNITS
from toolkit.formats import FORMATS
from toolkit.validation import RULES, validate_tmx

HEADER = (
    '<header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en" srclang="fr" '
    'datatype="plaintext"/>'
)
UNIT = '<tu tuid="1"><tuv xml:lang="fr"><seg>Un <bpt i="1" x="1"/>mot<ept i="1"/>.</seg></tuv><tuv xml:lang="en"><seg>A <bpt i="1" x="1"/>word<ept i="1"/>.</seg></tuv></tu>'
VALID = f'<tmx version="1.4">\n{HEADER}\n<body>\n{UNIT}\n</body></tmx>'


def rules(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "x.tmx"
    path.write_text(text, encoding="utf-8")
    return [p.rule for p in validate_tmx(path)]


def test_a_valid_file(tmp_path: Path) -> None:
    assert rules(tmp_path, VALID) == []
    assert list(validate_tmx(ROOT / "corpus" / "bitext.tmx")) == []


CASES = [
    ("well-formed", ("</body>", "")),
    ("root", ("<tmx version", "<tmx2 version"), ("</tmx>", "</tmx2>")),
    ("root", ('version="1.4"', 'version="1.4b"')),
    ("root", (HEADER, "")),
    ("structure", (' datatype="plaintext"', "")),
    ("structure", ('segtype="sentence"', 'segtype="line"')),
    ("structure", ('<tu tuid="1">', '<tu tuid="1" score="1">')),
    ("structure", ("<seg>Un", "<seg><b>fat</b>Un")),
    ("structure", ("</tuv></tu>", '</tuv><prop type="x-a">b</prop></tu>')),
    ("structure", (UNIT, f"<p/>{UNIT}")),
    ("lang-missing", (' xml:lang="en"', "")),
    ("lang-attribute", ('xml:lang="en"', 'lang="en"')),
    ("lang-code", ('xml:lang="en"', 'xml:lang="english language"')),
    ("lang-code", ('adminlang="en"', 'adminlang="e"')),
    ("date", ('<tu tuid="1"', '<tu creationdate="2026-01-01T00:00:00Z"')),
    ("date", ('<tu tuid="1"', '<tu changedate="20261301T000000Z"')),
    ("count", ('<tu tuid="1"', '<tu usagecount="often"')),
    ("srclang", ('xml:lang="fr"', 'xml:lang="de"')),
    ("pairs", ('mot<ept i="1"/>', "mot")),
    ("pairs", ('Un <bpt i="1" x="1"/>mot<ept i="1"/>', 'Un <ept i="1"/>mot<bpt i="1" x="1"/>')),
    ("duplicate-i", ('mot<ept i="1"/>', 'mot<ept i="1"/><bpt i="1"/> a<ept i="1"/>')),
    ("number-x", ('i="1"', 'i="a"')),
    ("duplicate-x", ('mot<ept i="1"/>', 'mot<ept i="1"/><bpt i="2" x="1"/> a<ept i="2"/>')),
    ("matching-x", ('A <bpt i="1" x="1"/>', 'A <bpt i="1" x="2"/>')),
    ("empty", ('A <bpt i="1" x="1"/>word<ept i="1"/>.', " "), ('Un <bpt i="1" x="1"/>mot<ept i="1"/>.', "Un mot.")),
    ("duplicate-language", ("</tuv></tu>", '</tuv><tuv xml:lang="EN"><seg>A <bpt i="1" x="1"/>word<ept i="1"/>.</seg></tuv></tu>')),
    ("long", ("word", "word " * 500)),
    ("deprecated", ("word", "<ut>x</ut>word")),
    ("duplicate-tuid", (UNIT, UNIT + UNIT)),
    ("prop-type", ('<tu tuid="1">', '<tu tuid="1"><prop type="client">b</prop>')),
    ("namespace", ('<tmx version', '<tmx xmlns="http://www.lisa.org/tmx14" version')),
    ("entity", ("<tmx version", '<!DOCTYPE tmx [<!ENTITY firm "Dupont">]><tmx version'), ("word", "&firm;")),
    ("unknown-entity", ("<tmx version", '<!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version'), ("word", "&firm;")),
    ("unknown-entity", ("<tmx version", '<!DOCTYPE tmx [<!ENTITY f SYSTEM "file:///etc/passwd">]><tmx version'), ("word", "&f;")),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[f"{c[0]}-{n}" for n, c in enumerate(CASES)])
def test_each_rule(tmp_path: Path, case) -> None:
    rule, *changes = case
    text = VALID
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    found = rules(tmp_path, text)
    assert set(found) - {"pairs"} == {rule} - {"pairs"} and rule in found


def test_every_rule_has_a_case() -> None:
    assert {case[0] for case in CASES} == set(RULES)


@given(units=st.lists(_UNITS, max_size=4))
def test_what_we_write_is_valid(tmp_path_factory, units) -> None:
    for number, unit in enumerate(units):
        unit.id = str(number)
    path = tmp_path_factory.mktemp("v") / "x.tmx"
    FORMATS["tmx"].write(units, path, "fr", "en")
    assert [p for p in validate_tmx(path) if p.severity == "error"] == []


def test_lines_and_units_are_named(tmp_path: Path) -> None:
    path = tmp_path / "x.tmx"
    path.write_text(VALID.replace('xml:lang="en"', 'xml:lang="??"'))
    [problem] = validate_tmx(path)
    assert (problem.rule, problem.line, problem.unit, problem.severity) == ("lang-code", 4, 1, "error")


def test_no_entity_is_expanded(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE tmx [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    assert "well-formed" not in rules(tmp_path, bomb + VALID.replace("word", "&c;&b;"))


def test_command(bitext, tmp_path: Path) -> None:
    (tmp_path / "good.tmx").write_text(VALID)
    (tmp_path / "bad.tmx").write_text(VALID.replace('xml:lang="en"', 'xml:lang="??"'))
    good = bitext("validate", "good.tmx")
    assert good.returncode == 0 and b"0 errors, 0 warnings" in good.stdout
    bad = bitext("validate", "good.tmx", "bad.tmx", "--json")
    assert bad.returncode == 1
    assert json.loads(bad.stdout) | {"message": ""} == {
        "file": "bad.tmx", "line": 4, "unit": 1, "rule": "lang-code", "severity": "error", "message": "",
        "column": None, "format": "tmx",
    }  # fmt: skip
    (tmp_path / "warn.tmx").write_text(VALID.replace("word", "word " * 500))
    assert bitext("validate", "warn.tmx").returncode == 0
    assert bitext("validate", "warn.tmx", "--strict").returncode == 1
    assert bitext("validate", "missing.tmx").returncode == 2
    assert bitext("validate", ROOT / "README.md").returncode == 2


def test_tags_nested_without_end(tmp_path: Path) -> None:
    from toolkit.errors import InputError
    from toolkit.formats import tmx

    path = tmp_path / "deep.tmx"
    path.write_text(VALID.replace("Un ", "<hi>" * 1_500 + "Un " + "</hi>" * 1_500))
    assert "structure" in [p.rule for p in validate_tmx(path)]
    with pytest.raises(InputError, match="nested"):
        list(tmx.read(path))
