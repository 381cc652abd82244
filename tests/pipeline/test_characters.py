"""Halves of characters are refused with their place; control characters of a memory reach no document."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

import toolkit
from tests.markup.words import body, word
from tests.markup.words import run as word_run
from toolkit.cli import run
from toolkit.errors import InputError
from toolkit.formats.selection import reading_notes
from toolkit.formats.xliff_edit import XliffEditor
from toolkit.markup.subtitles import parse as parse_subtitles
from toolkit.markup.text import parse as parse_text
from toolkit.pipeline.pages import filled_manuscript, read_manuscript
from toolkit.pipeline.render import RenderedDocument, RenderedParagraph
from toolkit.segmentation import Segment
from toolkit.testing import EchoEngine
from toolkit.translation.base import Translation
from toolkit.units import TranslationUnit

HALF = "Bonjour \ud800 chat"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("toolkit.translation.load_translator", lambda *args, **kwargs: EchoEngine())
    return tmp_path


@pytest.mark.parametrize(
    "name, code",
    [
        ("a.json", r'{"a": "Bonjour \ud800 chat"}'),
        ("a.yml", 'a: "Bonjour \\ud800 chat"\n'),
        ("a.properties", r"a=Bonjour \ud800 chat"),
        ("a.strings", r'"a" = "Bonjour \ud800 chat";'),
    ],
)
def test_half_of_a_character_is_named_and_stops_no_other_file(name: str, code: str, here: Path, capsys) -> None:
    (here / "in").mkdir()
    (here / "in" / name).write_text(code)
    (here / "in" / "b.txt").write_text("Un mot.\n")
    assert run(["translate", f"in/{name}", "-q"]) == 2
    assert f"in/{name}: half of a character (\\ud800) in 'Bonjour ? chat'" in capsys.readouterr().err
    assert run(["translate", f"in/{name}", "in/b.txt", "--out", "out", "-q"]) == 1
    assert (here / "out" / "b.en.txt").read_text() == "Un mot.\n"


def test_half_of_a_character_is_refused_in_python() -> None:
    engine = EchoEngine()
    for job in (
        lambda: toolkit.translate(HALF, engine),
        lambda: list(toolkit.translate([HALF], engine)),
        lambda: list(toolkit.translate_units([TranslationUnit("7", HALF, "", "fr", "en")], engine)),
    ):
        with pytest.raises(InputError, match="half of a character"):
            job()
    assert toolkit.translate("Un 😀", engine) == "Un 😀"


def filled(data: bytes, name: str, kind: str, target: str) -> tuple[bytes, dict[str, dict[str, int]]]:
    manuscript = read_manuscript(data, name, kind, "fr", "en")
    [paragraph] = manuscript.document.paragraphs
    part = RenderedParagraph(
        paragraph, [Segment(paragraph.text, 0, len(paragraph.text))], [Translation(target, None, pieces=0)]
    )
    part.join()
    with reading_notes() as notes:
        return filled_manuscript(manuscript, RenderedDocument(manuscript.document, [part]), None), notes


def test_control_characters_of_targets_are_removed_and_counted() -> None:
    made, notes = filled(word(word_run("Le chat dort.")), "a.docx", "docx", "The cat\x0bsleeps\x01.\ufffe")
    assert word_run("The cat sleeps.") in body(made)
    assert notes == {"a.docx": {"control characters of targets, which no document holds, removed": 3}}
    made, _ = filled(b'<resources><string name="a">Un mot</string></resources>', "a.xml", "android", "A\x0bword")
    assert etree.fromstring(made)[0].text == "A word"
    made, notes = filled(b"Un mot\n", "a.txt", "text", "A word")
    assert made == b"A word\n" and notes.get("a.txt", {}) == {}


def test_control_characters_of_units_are_removed_and_counted(here: Path, capsys) -> None:
    (here / "x.xlf").write_text(
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"><file original="a" source-language="fr" '
        'target-language="en" datatype="x"><body><trans-unit id="1"><source>Le chat</source></trans-unit></body></file></xliff>'
    )
    editor = XliffEditor(here / "x.xlf")
    editor.units[0].target = "The\x0b cat\x01"
    report = editor.save(here / "y.xlf")
    assert report.notes["characters removed that XML forbids"] == 2
    assert "<target" in (here / "y.xlf").read_text() and etree.parse(here / "y.xlf")


def test_lines_that_were_typed_into_a_cue_or_a_line_break_no_file() -> None:
    code = "1\n00:00:01,000 --> 00:00:02,000\nUn mot.\n\n2\n00:00:03,000 --> 00:00:04,000\nFin.\n"
    page = parse_subtitles(code, "fr", "en")
    page.blocks[0].text = "A\n\nB"
    assert page.fill([page.blocks[0], None]) == code.replace("Un mot.", "A\nB")
    page = parse_text("Un mot\tUn chat\nFin\n", "fr", "en")
    page.blocks[0].text = "A\n\nword\there"
    assert page.fill([page.blocks[0], None, None]) == "A word here\tUn chat\nFin\n"
