"""Extensions, size data, change tracks and ITS of XLIFF 2, within units and outside: a wrong file and a sound one each."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.validation.test_xliff_tbx import XLIFF_2
from toolkit.validation import Problem, validate_file
from toolkit.validation.its import value_fault

SPACES = (
    'xmlns:o="urn:o" xmlns:i="http://www.w3.org/2005/11/its" xmlns:im="urn:oasis:names:tc:xliff:itsm:2.1" '
    'xmlns:l="urn:oasis:names:tc:xliff:sizerestriction:2.0" xmlns:c="urn:oasis:names:tc:xliff:changetracking:2.0"'
)
ANNOTATED = [("<xliff ", '<xliff i:annotatorsRef="mt-confidence|https://example.org/mt" ')]
FILE, GROUP, UNIT = '<file id="f1">', '<group id="g">', '<unit id="u1">'
SIZES = '<l:data profile="p"><o:size id="z1"><o:part xml:id="z2"/></o:size></l:data>'
CODE = '<ph id="77" l:sizeInfoRef="{}"/>'
TRACK = (
    '<c:changeTrack><c:revisions appliesTo="{}" currentVersion="{}"><c:revision version="r1">'
    '<c:item property="content">x</c:item><c:item property="{}">y</c:item></c:revision></c:revisions></c:changeTrack>'
)


def problems(tmp_path: Path, *changes: tuple[str, str]) -> list[Problem]:
    text = XLIFF_2.replace("<xliff ", f"<xliff {SPACES} ", 1)
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = tmp_path / "x.xlf"
    path.write_text(text, encoding="utf-8")
    return list(validate_file(path))


@pytest.mark.parametrize("place", [FILE, GROUP, UNIT])
def test_ids_of_extensions_are_unique_in_what_holds_them(tmp_path: Path, place: str) -> None:
    double = '<o:a id="1"><o:b id="x"/>\n<o:b xml:id="x"/></o:a>'
    found = problems(tmp_path, (place, place + double))
    assert [p.rule for p in found] == ["duplicate-id"] and found[0].line and found[0].column and found[0].remedy
    sound = '<o:a id="1"><o:b id="x"/><o:b xml:id="y"/></o:a><p:b xmlns:p="urn:p" id="x"/>'
    assert problems(tmp_path, *((one, one + sound) for one in (FILE, GROUP, UNIT))) == []


@pytest.mark.parametrize(
    ("data_at", "holder", "ref", "sound"),
    [
        (FILE, GROUP, "z1", True), (FILE, UNIT, "z2", True), (FILE, CODE, "z2", True), (GROUP, UNIT, "z1", True),
        (UNIT, CODE, "z1", True), (FILE, GROUP, "z9", False), (FILE, CODE, "z9", False), (UNIT, GROUP, "z1", False),
        (UNIT, UNIT, "z1", False), (GROUP, GROUP, "z1", False), (UNIT, CODE, "z9", False),
    ],
)  # fmt: skip
def test_size_data_is_beside_what_refers_to_it(
    tmp_path: Path, data_at: str, holder: str, ref: str, sound: bool
) -> None:
    code = holder == CODE
    changes = [(data_at, data_at + SIZES)]
    if code:
        changes.append(("<source> </source>", f"<source>{CODE.format(ref)}</source>"))
    else:
        changes.append((holder, holder.replace(">", f' l:sizeInfoRef="{ref}">')))
    found = problems(tmp_path, *changes)
    assert [p.rule for p in found] == ([] if sound else ["size-info"])


def test_size_data_of_a_closed_group_is_out_of_reach(tmp_path: Path) -> None:
    other = '<group id="g0"><l:data profile="p"><o:size id="z1"/></l:data></group><group id="g" l:sizeInfoRef="z1">'
    assert [p.rule for p in problems(tmp_path, (GROUP, other))] == ["size-info"]


@pytest.mark.parametrize("place", [FILE, GROUP, UNIT])
@pytest.mark.parametrize(
    ("values", "sound"),
    [
        (("unit", "r1", "name"), True), (("unit", "r2", "name"), False), (("unit", "r1", "priority"), False),
        (("unit", "r1", "content"), False), (("thing", "r1", "name"), False), (("unit", "r1", "o:own"), True),
    ],
)  # fmt: skip
def test_change_tracks_name_what_there_is(
    tmp_path: Path, place: str, values: tuple[str, str, str], sound: bool
) -> None:
    found = problems(tmp_path, (place, place + TRACK.format(*values)))
    assert [p.rule for p in found] == ([] if sound else ["change-track"])
    assert all(p.line and p.column for p in found)


@pytest.mark.parametrize(
    ("name", "value", "sound"),
    [
        ("translate", "yes", True), ("translate", "true", False), ("locQualityIssueType", "misspelling", True),
        ("locQualityIssueType", "spelling", False), ("locQualityIssueSeverity", "100", True),
        ("locQualityIssueSeverity", "101", False), ("locQualityIssueEnabled", "1", False), ("mtConfidence", "0.82", True),
        ("mtConfidence", "1.2", False), ("mtConfidence", "high", False), ("locQualityRatingVote", "-3", True),
        ("locQualityRatingVote", "3.5", False), ("localeFilterType", "only", False), ("localeFilterList", "fr-CA, *-CH", True),
        ("localeFilterList", "fr CA", False), ("localeFilterList", "", True), ("storageSize", "-1", False),
        ("annotatorsRef", "mt-confidence|http://a terminology|b", True), ("annotatorsRef", "mt|http://a", False),
        ("annotatorsRef", "terminology|a terminology|b", False), ("annotatorsRef", "terminology", False),
        ("person", "anything", True), ("version", "1.0", False),
    ],
)  # fmt: skip
def test_values_of_its(tmp_path: Path, name: str, value: str, sound: bool) -> None:
    assert bool(value_fault(name, value)) is not sound
    for place in (FILE, GROUP, UNIT):
        found = problems(tmp_path, (place, place.replace(">", f' i:{name}="{value}">')), *ANNOTATED)
        assert [p.rule for p in found] == ([] if sound else ["its"]), place


@pytest.mark.parametrize(
    ("attributes", "sound"),
    [
        ('i:person="A" i:org="B"', True), ('i:person="A" i:personRef="B"', False), ('im:lang="fr"', True),
        ('im:lang="french!"', False), ('i:taIdent="a" i:taSource="b"', True), ('i:taIdent="a"', False),
        ('i:locQualityRatingScore="3" i:locQualityRatingVote="3"', False),
    ],
)  # fmt: skip
def test_attributes_of_its_together(tmp_path: Path, attributes: str, sound: bool) -> None:
    found = problems(tmp_path, (UNIT, UNIT.replace(">", f" {attributes}>")))
    assert [p.rule for p in found] == ([] if sound else ["its"])


def test_elements_of_its_have_its_values_too(tmp_path: Path) -> None:
    issues = '<i:locQualityIssues xml:id="q"><i:locQualityIssue locQualityIssueType="{}"/></i:locQualityIssues>'
    for place in (FILE, UNIT):
        assert [p.rule for p in problems(tmp_path, (place, place + issues.format("typo")))] == ["its"]
        assert problems(tmp_path, (place, place + issues.format("grammar"))) == []
    match = '<m:match ref="#s1" i:mtConfidence="2">'
    assert [p.rule for p in problems(tmp_path, ('<m:match ref="#s1">', match), *ANNOTATED)] == ["its"]


CONFIDENCES = [("mtConfidence", "mt-confidence"), ("taConfidence", "text-analysis"), ("termConfidence", "terminology")]


@pytest.mark.parametrize(("name", "category"), CONFIDENCES)
@pytest.mark.parametrize("place", ["<xliff ", '<file id="f1"', '<group id="g"', '<unit id="u1"', '<mrk id="m9"'])
def test_a_confidence_needs_an_annotator_on_or_around_it(tmp_path: Path, name: str, category: str, place: str) -> None:
    marked = ("<source> </source>", f'<source><mrk id="m9" type="o:x" i:{name}="0.5">a</mrk></source>')
    [found] = problems(tmp_path, marked)
    assert (found.rule, found.severity) == ("annotator", "error") and found.line and found.column
    assert found.message == f"{name} of <mrk>, but no annotatorsRef around it names '{category}'"
    assert "annotatorsRef" in found.remedy
    other = f'{place} i:annotatorsRef="{{}}|https://example.org/tool"'.replace("  ", " ")
    assert problems(tmp_path, marked, (place, other.format(category) + " " * place.endswith(" "))) == []
    wrong = problems(tmp_path, marked, (place, other.format("domain") + " " * place.endswith(" ")))
    assert [p.rule for p in wrong] == ["annotator"]


@pytest.mark.parametrize(
    ("text", "sound"),
    [
        ('<sm id="m8" type="o:x" {tool}/><mrk id="m9" type="o:x" {sure}>a</mrk><em startRef="m8"/>', True),
        ('<sm id="m8" type="o:x" {tool}/><em startRef="m8"/><mrk id="m9" type="o:x" {sure}>a</mrk>', False),
        ('<sm id="m8" type="o:x" {tool} {sure}/>a<em startRef="m8"/>', True),
        ('<sm id="m8" type="o:x" {sure}/>a<em startRef="m8"/>', False),
        (
            '<sm id="m7" type="o:x" {tool}/><sm id="m8" type="o:x" {sure}/>a<em startRef="m7"/>b<em startRef="m8"/>',
            True,
        ),
    ],
)
def test_a_span_names_annotators_as_far_as_its_end(tmp_path: Path, text: str, sound: bool) -> None:
    made = text.format(tool='i:annotatorsRef="mt-confidence|MTServices-XYZ"', sure='i:mtConfidence="0.5"')
    found = problems(tmp_path, ("<source> </source>", f"<source>{made}</source>"))
    assert [p.rule for p in found] == ([] if sound else ["annotator"])


@pytest.mark.parametrize(
    ("old", "new", "sound"),
    [
        (UNIT, '<unit id="u1" i:locNoteRef="{}">', "notes.html#n1"),
        (FILE, '<file id="f1" i:toolRef="{}">', "https://example.org/%20a?b=c#d"),
        ("<source> </source>", '<source><mrk id="m9" type="o:x" ref="{}">a</mrk></source>', "#n=n1"),
        (FILE, FILE + '<skeleton href="{}"/>', "é/skeleton.html"),
    ],
)
@pytest.mark.parametrize(
    ("wrong", "mend"), [("a b", "' ' is written %20"), ("50%", "'%' is written %25"), ("a|b", "'|' is written %7C")]
)
def test_addresses_are_addresses(tmp_path: Path, old: str, new: str, sound: str, wrong: str, mend: str) -> None:
    assert [p for p in problems(tmp_path, (old, new.format(sound))) if p.rule == "address"] == []
    [found] = [p for p in problems(tmp_path, (old, new.format(wrong))) if p.rule == "address"]
    assert found.severity == "warning" and found.line and found.column and found.message.endswith(mend)
