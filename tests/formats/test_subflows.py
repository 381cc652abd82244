"""Texts inside inline codes of TMX and XLIFF (``sub``): no words of the sentence around, and translated by themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.markup.engines import translated, upper
from toolkit.checks import check_unit
from toolkit.formats import FORMATS
from toolkit.formats.editing import open_editor
from toolkit.formats.inline import retexted, text_of, texts_inside
from toolkit.pipeline.units import translate_units
from toolkit.testing import UpperEngine

NOTE = '<ph {x}="2">&lt;fn&gt;<sub>Une <bpt i{d}="1">&lt;b&gt;</bpt>note<ept i{d}="1">&lt;/b&gt;</ept> courte.</sub>&lt;/fn&gt;</ph>'
LINK = '<bpt i{d}="1">&lt;a title="<sub>un titre</sub>"&gt;</bpt>la page<ept i{d}="1">&lt;/a&gt;</ept>'
IMAGE = '<ph {x}="1">&lt;img alt="<sub>un chien</sub>"&gt;</ph>'
HALF = '<it pos="{open}" {x}="3">&lt;i alt="<sub>une image</sub>"&gt;</it>'
SEGMENTS = [f"le chat dort{NOTE}.", f"voir {LINK}, puis {HALF}fermez", IMAGE]


def _segments(form: str) -> list[str]:
    words = {"x": "x", "d": "", "open": "begin"} if form == "tmx" else {"x": "id", "d": "d", "open": "open"}
    return [segment.format(**words) for segment in SEGMENTS]


def _write(path: Path) -> Path:
    form = path.suffix[1:]
    if form == "tmx":
        units = "".join(f'<tu><tuv xml:lang="fr"><seg>{code}</seg></tuv></tu>' for code in _segments("tmx"))
        path.write_text(f'<tmx version="1.4"><header srclang="fr"/><body>{units}</body></tmx>')
    else:
        units = "".join(
            f'<trans-unit id="{n}"><source>{code}</source></trans-unit>' for n, code in enumerate(_segments("xlf"))
        )
        path.write_text(
            f'<xliff version="1.2"><file original="a" source-language="fr" target-language="en" datatype="html">'
            f"<body>{units}</body></file></xliff>"
        )
    return path


@pytest.mark.parametrize("name", ["a.tmx", "a.xlf"])
def test_a_text_inside_a_code_is_no_word_of_its_sentence(tmp_path: Path, name: str) -> None:
    path = _write(tmp_path / name)
    if name == "a.tmx":
        path.write_text(path.read_text().replace("</tu>", '<tuv xml:lang="en"><seg>a</seg></tuv></tu>'))
    form = FORMATS["tmx" if name == "a.tmx" else "xliff"]
    units = list(form.read(path, "fr", "en"))
    assert [unit.source for unit in units] == ["le chat dort.", "voir la page, puis fermez", ""]
    assert [texts_inside(unit.properties["source-inline"]) for unit in units] == [1, 2, 1]
    for other, kept in (("jsonl", True), ("tmx", True), ("tsv", False), ("moses", False), ("xliff2", False)):
        report = FORMATS[other].write(units, tmp_path / f"out.{other}", "fr", "en")
        told = [count for what, count in report.notes.items() if what.startswith("texts inside inline codes")]
        assert told == ([] if kept else [4])


@pytest.mark.parametrize("name", ["a.tmx", "a.xlf"])
def test_jobs_in_place_translate_texts_inside_codes(tmp_path: Path, name: str) -> None:
    path = _write(tmp_path / name)
    editor = open_editor(FORMATS["tmx" if name == "a.tmx" else "xliff"], path, "fr", "en")
    list(translate_units(editor.units, UpperEngine(("fr", "en"))))
    assert [unit.target for unit in editor.units] == ["LE CHAT DORT.", "VOIR LA PAGE, PUIS FERMEZ", ""]
    assert [finding.check for finding in check_unit(editor.units[2])] == []
    out = tmp_path / f"out{path.suffix}"
    editor.save(out)
    made = out.read_text()
    for text in ("UN TITRE", "UN CHIEN", "UNE IMAGE"):
        assert f"<sub>{text}</sub>" in made
    assert "NOTE<ept" in made and " COURTE.</sub>&lt;/fn&gt;</ph>." in made
    again = open_editor(FORMATS["tmx" if name == "a.tmx" else "xliff"], out, "fr", "en")
    list(translate_units(again.units, UpperEngine(("fr", "en")), missing_only=True))
    again.save(tmp_path / "again")
    assert (tmp_path / "again").read_bytes() == out.read_bytes()


def test_files_of_xliff_have_the_texts_inside_codes_translated(tmp_path: Path) -> None:
    code = _write(tmp_path / "a.xlf").read_text()
    made = translated(code, "xliff", upper())
    assert made.count("<target") == 3
    assert all(f"<sub>{text}</sub>" in made for text in ("UN TITRE", "UN CHIEN", "UNE IMAGE"))
    assert all(code in made for code in _segments("xlf"))  # the sources stay


def test_changes_of_a_text_pass_by_the_texts_inside_codes() -> None:
    code = 'Un mot<ph x="1"><sub>mot</sub></ph> mot'
    assert text_of(code) == "Un mot mot"
    assert retexted(code, [(7, 10, "chat")]) == 'Un mot<ph x="1"><sub>mot</sub></ph> chat'


def test_codes_without_words_go_from_file_to_file(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.xlf")
    units = list(translate_units(FORMATS["xliff"].read(path, "fr", "en"), UpperEngine(("fr", "en"))))
    FORMATS["xliff"].write(units, tmp_path / "b.xlf", "fr", "en")
    assert '<sub>UN CHIEN</sub>"&gt;</ph></target>' in (tmp_path / "b.xlf").read_text()
