"""``clean`` takes units out of a file; all else of it stays byte for byte."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path

import pytest

from toolkit.api import cleaning
from toolkit.formats import format_of
from toolkit.formats.editing import open_editor

from .test_in_place import PO, TMX, XLIFF

BAD_TU = '  <tu tuid="bad"><tuv xml:lang="fr"><seg>Bonjour à tous les amis.</seg></tuv><tuv xml:lang="en"><seg>Bonjour à tous les amis.</seg></tuv></tu>\n'
BAD_UNIT = '   <trans-unit id="bad"><source>Bonjour à tous les amis.</source><target state="final">Bonjour à tous les amis.</target></trans-unit>\n'
BAD_MESSAGE = '# a comment\n#: b.py:3\nmsgid "Bonjour à tous les amis."\nmsgstr ""\n"Bonjour à "\n"tous les amis."\n\n'


@pytest.mark.parametrize(
    ("name", "text", "bad", "before", "kept", "unjudged"),
    [
        ("x.tmx", TMX.replace("ISO-8859-1", "UTF-8"), BAD_TU, '  <tu tuid="18">', 1, 0),
        ("x.xlf", XLIFF, BAD_UNIT, '   <trans-unit id="final">', 2, 7),
        ("x.po", PO.replace("{charset}", "UTF-8"), BAD_MESSAGE, 'msgid "Fermer"', 1, 5),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_rejected_unit_goes_and_all_else_stays(
    bitext, tmp_path: Path, name: str, text: str, bad: str, before: str, kept: int, unjudged: int, newline: str
) -> None:
    wanted = text.replace("\n", newline)
    given = text.replace(before, bad + before).replace("\n", newline)
    (tmp_path / name).write_text(given, newline="")
    (tmp_path / "mine.toml").write_text("[identical]\n")
    result = bitext(
        "clean",
        name,
        "-o",
        f"out-{name}",
        "--config",
        "mine.toml",
        "--from",
        "fr",
        "--to",
        "en",
        "--rejects",
        "r.jsonl",
    )
    assert result.returncode == 0, result.stderr
    assert f"{kept} of {kept + 1} units kept".encode() in result.stdout
    assert (tmp_path / f"out-{name}").read_bytes().decode() == wanted
    [gone] = [json.loads(line) for line in (tmp_path / "r.jsonl").read_text().splitlines()]
    assert gone["target"] == "Bonjour à tous les amis." and gone["findings"][0]["check"] == "identical"
    if unjudged:
        assert f"{unjudged} x units without a translation to judge, which stay".encode() in result.stderr
    # Nothing is written over.
    assert bitext("clean", name, "-o", f"out-{name}", "--config", "mine.toml").returncode == 2
    assert bitext("clean", name, "-o", name, "--config", "mine.toml", "--force").returncode == 2


@pytest.mark.parametrize("name", ["x.tmx", "x.xlf", "x.xlf2", "x.po"])
def test_any_units_can_go(tmp_path: Path, name: str) -> None:
    """Of random units that go, none is left, and all others are as they were, in their order."""
    new = (
        '<xliff version="2.0" srcLang="fr" trgLang="en" xmlns="urn:oasis:names:tc:xliff:document:2.0"><file id="f">\n'
        + "".join(
            f'<unit id="{n}">\n<segment><source>Un {n}</source><target>One {n}</target></segment>\n</unit>\n'
            for n in range(6)
        )
    )
    text = {
        "x.tmx": TMX.replace("ISO-8859-1", "UTF-8").replace("</body>", BAD_TU * 3 + "</body>"),
        "x.xlf": XLIFF,
        "x.xlf2": new + "</file></xliff>",
        "x.po": PO.replace("{charset}", "UTF-8") + "\n" + BAD_MESSAGE * 3,
    }[name]
    path, out = tmp_path / name, tmp_path / f"out-{name}"
    path.write_text(text)
    for seed in range(40):
        editor = open_editor(format_of(path), path, "fr", "en")
        chosen = random.Random(seed)
        staying = [u for u in editor.units if chosen.random() < 0.6]
        report = editor.save(out, staying)
        made = open_editor(format_of(out), out, "fr", "en").units if report.units else []
        sides = [(u.source, u.target) for u in made]
        assert len(made) == report.units == len(editor.units) - report.left_out
        there = iter(sides)
        assert all((u.source, u.target) in there for u in staying)
        assert report.units >= len(staying)
    # Nothing goes, nothing changes.
    editor = open_editor(format_of(path), path, "fr", "en")
    editor.save(out, editor.units)
    assert out.read_bytes() == path.read_bytes()


def test_a_form_stays_as_long_as_another_of_its_message_does(bitext, tmp_path: Path) -> None:
    forms = 'msgid "un fichier de trop"\nmsgid_plural "%d fichiers de trop"\nmsgstr[0] "un fichier de trop"\nmsgstr[1] "%d files too many"\n'
    (tmp_path / "x.po").write_text('msgid ""\nmsgstr "Language: en\\n"\n\n' + forms)
    (tmp_path / "mine.toml").write_text("[identical]\n")
    result = bitext("clean", "x.po", "-o", "y.po", "--config", "mine.toml", "--from", "fr")
    assert b"1 of 2 units kept" in result.stdout
    assert b"1 x rejected units that stay, as parts of what else stays" in result.stderr
    assert (tmp_path / "y.po").read_text() == (tmp_path / "x.po").read_text()


def test_a_large_file_is_streamed(bitext, tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "x.tmx").write_text(TMX.replace("ISO-8859-1", "UTF-8"))
    job = cleaning.CleaningJob(tmp_path / "y.tmx", {})
    files = cleaning.UnitFiles.of(tmp_path / "x.tmx", "fr", "en")
    assert cleaning.editor_for(files, job) is not None
    size = (tmp_path / "x.tmx").stat().st_size
    monkeypatch.setattr(cleaning, "IN_PLACE", size)
    assert cleaning.editor_for(files, job) is not None
    (tmp_path / "x.tmx.gz").write_bytes(gzip.compress((tmp_path / "x.tmx").read_bytes()))
    assert cleaning.editor_for(cleaning.UnitFiles.of(tmp_path / "x.tmx.gz", "fr", "en"), job) is None
    monkeypatch.setattr(cleaning, "IN_PLACE", size - 1)
    assert cleaning.editor_for(files, job) is None
