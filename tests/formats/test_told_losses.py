"""What a new file cannot take over is counted, and what is protected stays so."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.errors import InputError
from toolkit.formats import format_of
from toolkit.formats.inline_convert import TMX, XLIFF_1, XLIFF_2, converted
from toolkit.formats.selection import named, reading_notes, tell
from toolkit.formats.xliff_edit import XliffEditor
from toolkit.markup import kind_of
from toolkit.markup.xliff import parse
from toolkit.units import TranslationUnit

TU = '<tu{}><tuv xml:lang="fr"><seg>Un</seg></tuv><tuv xml:lang="en"><seg>One</seg></tuv></tu>'


def notes(
    source: Path, out: str, source_language: str | None = None, target_language: str | None = None
) -> dict[str, int]:
    """What is said when a file becomes another: of reading and of writing."""
    made = source.with_name(out)
    with reading_notes() as read:
        units = format_of(source).read(source, source_language, target_language)
        report = format_of(made).write(units, made, source_language, target_language)
    return dict(report.notes) | {what: n for counts in read.values() for what, n in counts.items()}


@pytest.mark.parametrize(
    "unit, what",
    [
        ('<tu><tuv xml:lang="fr"><seg>Seul</seg></tuv></tu>', "units without a translation left out"),
        ('<tu><tuv xml:lang="en"><seg>Only</seg></tuv></tu>', "units without a variant in their source language 'fr' left out"),
        ('<tu srclang="*all*"><tuv xml:lang="en"><seg>Only</seg></tuv></tu>', "units without a translation left out"),
        ("<tu></tu>", "units without any text left out"),
    ],
)  # fmt: skip
def test_units_of_a_tmx_that_are_no_pair_are_counted(unit: str, what: str, tmp_path: Path) -> None:
    source = tmp_path / "a.tmx"
    source.write_text(f'<tmx version="1.4"><header srclang="fr"/><body>{TU.format("")}{unit}{unit}</body></tmx>')
    assert notes(source, "b.tsv")[what] == 2


XLIFF = """<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:m="urn:m" version="2.1" srcLang="fr" trgLang="en">
<file id="f" m:a="b"><skeleton href="a"/><notes><note>Note</note></notes>
<group id="g" name="menu"><unit id="u1" m:size="10"><m:glossary><m:term>chat</m:term></m:glossary>
<notes><note id="1" priority="1">Une note</note></notes>
<segment id="s1" subState="x:y" state="initial"><source>Un.</source></segment><ignorable><source> </source></ignorable>
<segment><source>Deux <mrk id="x" translate="no">MARQUE</mrk>.</source><target order="1">Two MARQUE.</target></segment></unit></group></file></xliff>"""


def test_what_xliff_holds_beside_its_units_is_counted(tmp_path: Path) -> None:
    (tmp_path / "a.xlf").write_text(XLIFF)
    for out in ("b.xlf2", "b.tmx", "b.jsonl"):
        told = notes(tmp_path / "a.xlf", out)
        assert told["elements outside of units that a new file does not take over (notes, skeleton)"] == 2
        assert told["attributes of files and groups that a new file does not take over (m:a, name)"] == 2
        assert told["elements of units that a new file does not take over (ignorable, m:glossary)"] == 2
        known = "attributes of units, segments and notes that a new file does not take over (id, m:size, order, priority, subState)"
        assert told[known] == 5
        assert told["groups, whose units stand by themselves in a new file"] == 1
        assert told["units of several segments, each of which is a unit of its own in a new file"] == 1


def test_what_xliff_1_holds_beside_its_units_is_counted(tmp_path: Path) -> None:
    (tmp_path / "a.xlf").write_text(
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:my="urn:my" version="1.2"><file original="a" source-language="fr" '
        'target-language="en" datatype="x"><header><note>A</note><phase-group><phase/></phase-group></header><body>'
        '<trans-unit id="1" my:a="z"><source>Un</source><note priority="1">B</note></trans-unit>'
        '<bin-unit id="b"><bin-source/><trans-unit id="2"><source>Deux</source></trans-unit></bin-unit></body></file></xliff>'
    )
    told = notes(tmp_path / "a.xlf", "b.xlf")
    assert told["elements outside of units that a new file does not take over (bin-unit, note, phase-group)"] == 3
    assert told["attributes of units, segments and notes that a new file does not take over (my:a, priority)"] == 2
    assert len(list(format_of(tmp_path / "b.xlf").read(tmp_path / "b.xlf"))) == 2


def test_a_plain_xliff_has_nothing_to_tell(tmp_path: Path) -> None:
    units = [TranslationUnit("1", "Un", "One", "fr", "en"), TranslationUnit("2", "Deux", "Two", "fr", "en")]
    for name in ("a.xlf", "a.xlf2"):
        format_of(tmp_path / name).write(units, tmp_path / name)
        assert notes(tmp_path / name, f"b{name}") == {}


@pytest.mark.parametrize("form, code", [
    (XLIFF_1, 'Un <mrk mid="x" mtype="protected">MOT</mrk>'), (TMX, 'Un <hi x="x" type="protected">MOT</hi>'),
])  # fmt: skip
def test_what_is_not_to_be_translated_says_so_in_other_formats(form: str, code: str) -> None:
    kept = 'Un <mrk id="x" translate="no">MOT</mrk>'
    assert converted(kept, "Un MOT", form) == code
    assert converted(code, "Un MOT", XLIFF_2) == kept


def test_languages_that_a_file_names_otherwise_are_counted(tmp_path: Path) -> None:
    units = [TranslationUnit("1", "Un", "One", "fr", "en-GB"), TranslationUnit("2", "Deux", "Two", "fr", "en-US")]
    format_of(tmp_path / "a.jsonl").write(units, tmp_path / "a.jsonl")
    told = notes(tmp_path / "a.jsonl", "b.xlf2", None, "en")
    assert told == {f"units in '{tag}', whose language the file names 'en'": 1 for tag in ("en-GB", "en-US")}
    assert notes(tmp_path / "a.jsonl", "c.xlf", None, "en") == {}


SEGMENTS = (
    '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:sdl="urn:sdl" version="1.2"><file original="a" source-language="fr" '
    'target-language="en" datatype="x"><body><trans-unit id="1"><source>Un chat. Deux chats.</source><seg-source><mrk mtype="seg" '
    'mid="1">Un chat.</mrk> <mrk mtype="seg" mid="2">Deux chats.</mrk></seg-source>{}<sdl:seg-defs><sdl:seg id="2" locked="true"/>'
    "</sdl:seg-defs></trans-unit></body></file></xliff>"
)


@pytest.mark.parametrize("target", ["", '<target><mrk mtype="seg" mid="1"/> <mrk mtype="seg" mid="2"/></target>'])
def test_a_locked_segment_without_a_target_gets_none(target: str) -> None:
    page = parse(SEGMENTS.format(target), "fr", "en")
    [block] = page.blocks
    block.text = "A cat."
    made = page.fill([block])
    assert '<mrk mtype="seg" mid="1">A cat.</mrk> <mrk mtype="seg" mid="2"></mrk></target>' in str(made)


@pytest.mark.parametrize("suffix", [".sdlxliff", ".mqxliff", ".mxliff"])
def test_files_of_translators_programs_are_known_and_never_made_anew(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_text(SEGMENTS.format(""))
    assert kind_of(path) == "xliff"
    units = list(format_of(path).read(path))
    assert [unit.source for unit in units] == ["Un chat.", "Deux chats."]
    with pytest.raises(InputError, match=f"a new {suffix} file is made by its own program alone; write .xlf"):
        format_of(path).write(units, tmp_path / f"b{suffix}")
    editor = format_of(path)
    assert editor.edits


def test_a_file_that_stands_for_a_pipe_is_called_by_its_name() -> None:
    path = Path("/tmp/x/stdin")
    with reading_notes() as read:
        with named({path: "stdin"}):
            tell(path, {"units left out": 1})
        tell(path, {"units left out": 2})
    assert read == {"stdin": {"units left out": 1}, "/tmp/x/stdin": {"units left out": 2}}


@pytest.mark.parametrize("name", ["a.tsv", "a.csv", "a.po", "a.parquet"])
def test_half_of_a_character_is_counted_where_it_cannot_be_written(name: str, tmp_path: Path) -> None:
    if name.endswith("parquet"):
        pytest.importorskip("pyarrow")
    units = [
        TranslationUnit("1", "Le \ud800 chat", "The \ud800 cat", "fr", "en"),
        TranslationUnit("2", "Un 😀", "A 😀", "fr", "en"),
    ]
    report = format_of(tmp_path / name).write(units, tmp_path / name)
    assert report.notes["units with half of a character, which became U+FFFD"] == 1
    read = list(format_of(tmp_path / name).read(tmp_path / name))
    assert [(unit.source, unit.target) for unit in read] == [("Le \ufffd chat", "The \ufffd cat"), ("Un 😀", "A 😀")]
    assert units[0].target == "The \ud800 cat", "the units stay as they are"


def test_an_xliff_of_two_directions_tells_of_the_other(tmp_path: Path) -> None:
    file = '<file original="{0}" source-language="{0}" target-language="{1}" datatype="x"><body><trans-unit id="1"><source>Un</source></trans-unit></body></file>'
    path = tmp_path / "a.xlf"
    path.write_text(
        f'<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">{file.format("fr", "en")}{file.format("en", "fr")}</xliff>'
    )
    with reading_notes() as read:
        assert len(XliffEditor(path, "fr", "en").units) == 1
    assert read == {str(path): {"units in other languages left as they are (en-fr)": 1}}
