"""Nothing is lost without a word: structural audits, bad files among good ones, and jobs that had nothing to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.files.test_listing import refuse
from toolkit.cli import run
from toolkit.testing import EchoEngine

PO = """msgid ""
msgstr ""
"Language: en\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

msgid "Bonjour %s"
msgstr ""

msgid "Merci"
msgstr "Thanks"
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, and an engine that needs no model."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("toolkit.translation.load_translator", lambda *args, **kwargs: EchoEngine())
    return tmp_path


@pytest.fixture
def lossy(monkeypatch: pytest.MonkeyPatch) -> None:
    """An audit that misses something in every page that has a link."""

    def audit(kind: str, before: bytes, after: bytes) -> list[str]:
        return ["links: 1 before, 0 after"] if b"<a" in before else []

    monkeypatch.setattr("toolkit.markup.audit.audit", audit)
    monkeypatch.setattr("toolkit.pipeline.batch.audit", audit)


def test_a_difference_of_one_file_is_named(here: Path, lossy: None, capsys) -> None:
    (here / "page.html").write_text("<p>Le <a href='x'>chat</a>.</p>\n")
    assert run(["translate", "page.html", "--out", "out.html", "-q"]) == 1
    assert capsys.readouterr().err == "bitext: page.html: links: 1 before, 0 after\n"
    assert (here / "out.html").exists()


def test_strict_writes_no_file_that_differs(here: Path, lossy: None, capsys) -> None:
    (here / "page.html").write_text("<p>Le <a href='x'>chat</a>.</p>\n")
    assert run(["translate", "page.html", "--out", "out.html", "--strict", "-q"]) == 1
    assert not (here / "out.html").exists()
    assert "page.html: the translation was not written (--strict)" in capsys.readouterr().err
    assert run(["translate", "page.html", "--strict", "-q"]) == 1
    assert capsys.readouterr().out == ""


def test_a_folder_goes_on_behind_bad_files(here: Path, lossy: None, capsys) -> None:
    (here / "in").mkdir()
    (here / "in" / "a.html").write_text("<p>Le <a href='x'>chat</a>.</p>\n")
    (here / "in" / "b.docx").write_bytes(b"no archive")
    (here / "in" / "c.txt").write_text("Le chien.\n")
    assert run(["translate", "in", "--out", "out", "--strict"]) == 1
    said = capsys.readouterr().err
    assert "a.html: links: 1 before, 0 after" in said and "b.docx: " in said
    assert "1 file translated into out/, 0 were finished before, 2 could not be translated" in said
    assert [p.name for p in (here / "out").glob("*.*") if p.name[0] != "."] == ["c.en.txt"]


@pytest.mark.parametrize("last", [["-o", "out"], ["--json"], ["-o", "out", "--missing"]])
def test_a_folder_goes_on_beside_one_that_cannot_be_read(here: Path, monkeypatch, capsys, last: list[str]) -> None:
    for name in ("in/a.strings", "in/closed/b.strings", "in/c/c.strings"):
        (here / name).parent.mkdir(parents=True, exist_ok=True)
        (here / name).write_text('"k" = "Le chien";\n')
    (here / "out").mkdir()
    refuse(monkeypatch, Path("in/closed"))
    assert run(["translate", "in", *last]) == 1
    said = capsys.readouterr()
    assert said.err.count("bitext: in/closed: this folder cannot be read (Permission denied)\n") == 1
    if "-o" in last:
        assert "2 files " in said.err and len(list((here / "out").rglob("[!.]*.strings"))) == 2
    else:
        assert said.out.count("Le chien") >= 2
    assert run(["translate", "in/closed", *last]) == 2, "there is nothing else to do"


def test_a_file_without_text_is_named(here: Path, capsys) -> None:
    (here / "page.html").write_text("<p><img src='x'></p>\n")
    assert run(["translate", "page.html", "--out", "out.html", "-q"]) == 1
    assert "page.html: no text to translate" in capsys.readouterr().err


def test_a_sound_job_on_units_passes(here: Path, capsys) -> None:
    (here / "a.po").write_text(PO)
    assert run(["translate", "--units", "--missing", "a.po", "--out", "b.po"]) == 0
    assert "3 units" not in capsys.readouterr().err
    assert 'msgstr "Bonjour %s"' in (here / "b.po").read_text()
    assert run(["translate", "--missing", "a.po", "--out", "c.po", "-q"]) == 0, "its name says that it has units"
    assert (here / "c.po").read_bytes() == (here / "b.po").read_bytes()


def test_what_folders_lack_is_filled(here: Path, capsys) -> None:
    for name, text in {
        "fr/a.json": '{"a": "Un", "b": "Deux"}',
        "fr/n.md": "Un.\n",
        "en/a.json": '{"a": "One"}',
    }.items():
        (here / name).parent.mkdir(exist_ok=True)
        (here / name).write_text(text)
    assert run(["translate", "fr", "--missing", "--out", "en"]) == 0
    said = capsys.readouterr().err
    assert "1 file filled in en/, 0 lacked nothing" in said and "not filled, of other kinds: fr/n.md" in said
    assert (here / "en/a.json").read_text() == '{"a": "One", "b": "Deux"}'
    assert run(["translate", "fr", "--missing", "--out", "en"]) == 0
    assert "0 files filled in en/, 1 lacked nothing" in capsys.readouterr().err
    (here / "fr/b.json").write_text("[1]")
    assert run(["translate", "fr", "--missing", "--out", "en"]) == 1
    assert "fr/b.json: JSON, but no texts by key" in capsys.readouterr().err
    for wrong in (
        ["fr", "--missing"],
        ["fr", "--missing", "--out", "en/a.json"],
        ["fr/a.json", "--missing", "--out", "en"],
    ):
        assert run(["translate", *wrong]) == 2
    assert run(["translate", "fr/n.md", "--missing", "--out", "x.md"]) == 2


def test_a_lost_placeholder_of_a_unit_is_named(here: Path, monkeypatch, capsys) -> None:
    class Lossy(EchoEngine):
        def change(self, segment: str) -> str:
            return "Hello"

    monkeypatch.setattr("toolkit.translation.load_translator", lambda *args, **kwargs: Lossy())
    (here / "a.po").write_text(PO)
    assert run(["translate", "--units", "--missing", "a.po", "--out", "b.po", "--strict"]) == 1
    said = capsys.readouterr().err
    assert "b.po: unit" in said and "placeholder '%s' of its source is missing" in said
    assert "b.po: the file was not written (--strict)" in said and not (here / "b.po").exists()
    assert run(["translate", "--units", "--missing", "a.po", "--out", "b.po"]) == 1
    assert (here / "b.po").exists()


def test_units_with_nothing_to_translate(here: Path, capsys) -> None:
    (here / "a.po").write_text(PO.replace('"Bonjour %s"\nmsgstr ""', '"Bonjour %s"\nmsgstr "Hello %s"'))
    assert run(["translate", "--units", "--missing", "a.po", "--out", "b.po", "-q"]) == 1
    assert "every unit has a target already" in capsys.readouterr().err


def test_a_check_of_no_units(here: Path, capsys) -> None:
    (here / "a.tsv").write_text("source\ttarget\n")
    assert run(["check", "a.tsv"]) == 1
    assert "no unit to check" in capsys.readouterr().err


def test_check_keeps_all_but_findings(here: Path, monkeypatch, capsys) -> None:
    (here / "a.po").write_text(PO)
    monkeypatch.setattr("toolkit.formats.audit.audit_units", lambda *args: ["3 units went in, 2 came out"])
    assert run(["check", "a.po", "--only", "numbers", "--out", "b.po", "--strict"]) == 1
    assert "b.po: 3 units went in, 2 came out" in capsys.readouterr().err and not (here / "b.po").exists()


def test_a_text_in_the_place_of_a_file_is_translated(here: Path, capfd) -> None:
    for text in ("Bonjour le monde", "Bonjour", "Il est 12.30 h, et/ou 13 h"):
        assert run(["translate", text]) == 0
        out, said = capfd.readouterr()
        assert out == f"{text}\n" and "no file has this name" in said


@pytest.mark.parametrize("path", ["seeds/", "in/*.txt", "missing.txt", "my letter.docx", "~/x"])
def test_a_mistyped_path_is_no_text(here: Path, capsys, path: str) -> None:
    assert run(["translate", path]) == 2
    assert f"{path.rstrip('/')}: no such file" in capsys.readouterr().err
    assert run(["translate", "seedz", "--out", "en"]) == 2


def test_a_text_without_quotes(here: Path, capsys) -> None:
    assert run(["translate", "Bonjour", "le", "monde"]) == 2
    assert 'put a text in quotes: bitext translate "Bonjour le monde"' in capsys.readouterr().err


def test_a_slash_behind_an_output_means_a_folder(here: Path, capsys) -> None:
    (here / "a.txt").write_text("Un mot.\n")
    assert run(["translate", "a.txt", "--out", "new/", "-q"]) == 0
    assert (here / "new" / "a.en.txt").exists()
    assert run(["translate", "a.txt", "--out", "new", "-q"]) == 2, "without a slash, a file is meant"
    assert run(["translate", "a.txt", "--out", "b", "-q"]) == 0 and (here / "b").is_file()


def test_links_that_are_not_followed_are_named(here: Path, capsys) -> None:
    for name in ("in", "other"):
        (here / name).mkdir()
        (here / name / "a.txt").write_text("Un mot.\n")
    (here / "in" / "folder").symlink_to("../other")
    (here / "in" / "gone.txt").symlink_to("nothing")
    (here / "in" / "file.txt").symlink_to("../other/a.txt")
    (here / "in" / ".hidden").symlink_to("../other")
    assert run(["translate", "in", "--out", "out", "-q"]) == 0
    told = [line for line in capsys.readouterr().err.splitlines() if "link" in line]
    assert told == [
        f"bitext: in/{name}: a link to a folder, or to nothing; it is not followed" for name in ("folder", "gone.txt")
    ]
    assert sorted(p.name for p in (here / "out").glob("*.txt")) == ["a.en.txt", "file.en.txt"]


def test_a_return_and_a_newline_are_one_newline_in_po(here: Path) -> None:
    from toolkit.formats import format_of
    from toolkit.units import TranslationUnit

    unit = TranslationUnit("1", "a\r\nb\rc\r\r\nd", "x\r\ny", "fr", "en")
    report = format_of(Path("a.po")).write([unit], Path("a.po"))
    [back] = format_of(Path("a.po")).read(Path("a.po"))
    assert (back.source, back.target) == ("a\nb\nc\nd", "x\ny")
    assert report.notes["units whose carriage returns or control characters went"] == 1


HEADS = {
    '<meta charset="windows-1252">': ('<meta charset="utf-8">', "windows-1252"),
    "<meta http-equiv=Content-Type content='text/html; charset=ISO-8859-1'>": (
        "<meta http-equiv=Content-Type content='text/html; charset=utf-8'>",
        "windows-1252",
    ),
    '<?xml version="1.0" encoding="koi8-r"?>': ('<?xml version="1.0" encoding="utf-8"?>', "koi8-r"),
}


@pytest.mark.parametrize("head", HEADS)
def test_a_page_is_read_by_the_charset_that_it_declares(here: Path, capsys, head: str) -> None:
    made, charset = HEADS[head]
    text = "Да" if charset == "koi8-r" else "Été à “Œuvre”, 5 €"
    (here / "in").mkdir()
    page = f"{head}<!-- charset=utf-8 --><p title='{text}'>{text}</p>\n".encode(charset)
    (here / "in/a.html").write_bytes(page)
    wanted = f'{made}<!-- charset=utf-8 --><p title="{text}">{text}</p>\n'
    assert run(["translate", "in/a.html", "--out", "a.html", "-q"]) == 0
    assert (here / "a.html").read_text().replace("'" + text + "'", f'"{text}"') == wanted
    said = f"bitext: in/a.html: read as {charset}, which it declares; the translation is UTF-8 and says so\n"
    assert capsys.readouterr().err == said
    assert run(["translate", "in", "--out", "out", "-q"]) == 0
    assert (here / "out/a.en.html").read_bytes() == (here / "a.html").read_bytes()
    assert capsys.readouterr().err == said
    assert run(["translate", "a.html", "--out", "b.html", "-q"]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ("", "not UTF-8"),
        ("<meta charset=utf-8>", "not UTF-8"),
        ("<meta charset=utf-16>", "not UTF-8"),
        ("<!-- <meta charset=koi8-r> -->", "not UTF-8"),
        ("<meta charset=x-unknown>", "'x-unknown' is not known"),
        ("<meta charset=us-ascii><p>\x81", "not WINDOWS-1252, which the page declares"),
    ],
)
def test_a_page_in_no_declared_charset_is_refused(here: Path, capsys, head: str, words: str) -> None:
    (here / "a.html").write_bytes(f"{head}<p>Été</p>".encode("latin-1"))
    assert run(["translate", "a.html", "--out", "b.html", "-q"]) == 2
    assert words in capsys.readouterr().err
