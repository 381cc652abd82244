"""Pages through the whole pipeline: with the embedded package, in folders, on the command line."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

from tests.conftest import one_line
from tests.markup.engines import upper
from tests.pipeline.test_build import Recorder
from toolkit.files import text_files
from toolkit.markup import suffixes
from toolkit.pipeline.batch import translate_files
from toolkit.pipeline.pages import read_manuscript, translate_manuscripts, translate_stream
from toolkit.text.typography import fold
from toolkit.translation import Translator

PAGE = """<html lang="fr"><title>La Russie</title>
<p>Je suis content de <b>vous voir</b>. <a href="x">La Russie</a> a besoin de soldats.
<p>La Corée du Nord<br>et la Chine
"""


def test_a_page_and_its_text_are_translated_alike(engine: Translator) -> None:
    page = read_manuscript(PAGE.encode(), "p", "html", "fr", "en")
    plain = read_manuscript("La Russie\nLa Corée du Nord\net la Chine\n".encode(), "t", "text", "fr", "en")
    [(document, made), (_, lines)] = translate_manuscripts([page, plain], engine)
    code, text = made.decode(), lines.decode()
    first, third, fourth = text.splitlines()
    assert code.startswith(f'<html lang="en"><title>{first}</title>\n<p>')
    assert code.endswith(f"<p>{third}<br>{fourth}\n")
    assert '<a href="x">Russia</a>' in code
    assert [p.paragraph.text for p in document.paragraphs][1].startswith("Je suis content de vous voir. La Russie")


def test_what_has_no_words_never_reaches_the_engine() -> None:
    recorder = Recorder()
    code = "<p>12 %</p><pre>un mot</pre><p>Un mot <code>de code</code>.</p><p><code>x</code></p>"
    [(_, written)] = translate_manuscripts([read_manuscript(code.encode(), "p", "html", "fr", "en")], recorder)
    assert recorder.seen == ["Un mot {0}."]
    assert written.count(b"<code>de code</code>") == 1


def test_a_folder_of_pages(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.html").write_text(PAGE)
    (folder / "b.md").write_text("# Un titre\n")
    (folder / "c.srt").write_text("1\n00:00:01,000 --> 00:00:02,000\nUn mot\n")
    (folder / "d.txt").write_text("Un mot\n")
    (folder / "e.bin").write_bytes(b"\0")
    files = text_files([folder], suffixes())
    engine = Recorder()
    for done, skipped in ((4, 0), (0, 4)):
        report = translate_files(files, engine, tmp_path / "out")
        assert (report.done, report.skipped, report.passed) == (done, skipped, True)
    assert (tmp_path / "out/b.en.md").read_text().startswith("# This is")
    assert (tmp_path / "out/c.en.srt").read_text().startswith("1\n00:00:01,000 --> 00:00:02,000\nThis is")
    # Translations depend on how files are read.
    ledger = [json.loads(line) for line in (tmp_path / "out/.bitext-translate.jsonl").read_text().split("\n") if line]
    made = {r["file"]: r["made_of"] for r in ledger}
    assert "|recorder|markup-" in made["a.en.html"] and "|recorder|markup-" in made["d.en.txt"]


def test_as_names_the_kind(bitext, tmp_path: Path) -> None:
    result = bitext("translate", "-", "--as", "html", "--quiet", stdin=b"<p>La <b>Russie</b>\n")
    assert (result.returncode, result.stdout) == (0, b"<p><b>Russia</b>\n")
    plain = bitext("translate", "-", "--as", "text", "--quiet", stdin=b"12 <b>\n")
    assert plain.stdout == b"12 <b>\n"
    wrong = bitext("translate", "-", "--as", "bdf", stdin=b"a\n")
    assert wrong.returncode == 2
    assert b"did you mean 'pdf'? choose from: text, html, markdown, subtitles, ass, xliff, docx" in wrong.stderr
    assert bitext("translate", "a.xlf", "--units", "--as", "html").returncode == 2
    (tmp_path / "a.srt").write_text("1\n00:00:01,000 --> 00:00:02,000\nLa Russie\n")
    records = [json.loads(line) for line in bitext("translate", "a.srt", "--json", "--quiet").stdout.splitlines()]
    assert [(r["source"], r["target"]) for r in records] == [("La Russie", "Russia")]


def test_a_bitext_is_not_taken_for_text(bitext, tmp_path: Path) -> None:
    (tmp_path / "a.tmx").write_text("<tmx/>")
    refused = bitext("translate", "a.tmx")
    assert (refused.returncode, refused.stdout) == (2, b"")
    assert b"a.tmx: its name is that of a bitext; add --units, or --as text to translate its lines" in refused.stderr


def test_a_corpus_from_pages(bitext, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.html").write_text(
        '<html lang="fr"><title>La Russie</title><meta name="description" content="Rien"><p>La <b>Russie</b> a besoin '
        "de soldats. Nous parlons de <code>x.py</code> ici.<p>Je suis content de vous voir.<script>var a</script>"
    )
    (tmp_path / "in/b.md").write_text("# Un titre\n\nLa *Chine* est là.\n")
    (tmp_path / "in/c.srt").write_text("1\n00:00:01,000 --> 00:00:02,000\nUn mot\n")
    result = bitext("build", "in", "--out", "corpus", "--quiet")
    assert result.returncode == 0, result.stderr
    units = [json.loads(line) for line in (tmp_path / "corpus/bitext.jsonl").read_text().splitlines()]
    sources = [u["source"] for u in units]
    assert "La Russie a besoin de soldats." in sources and "La Chine est là." in sources
    assert "Nous parlons de x.py ici." in sources and not any("Rien" in s or "var" in s for s in sources)
    assert (tmp_path / "corpus/articles/a.en.txt").read_text().count("\n\n") == 2


REFUSED = {
    "strings.json": (b'["Bienvenue"]', "no texts by key"),
    "letter.rtf": (b"{\\rtf1 Bonjour}", ".docx"),
    "old.doc": (b"\xd0\xcf\x11\xe0 x", ".docx"),
    "scan.pdf": (b"%PDF-1.4 x", "a damaged PDF"),
    "sheet.xls": (b"x", "spreadsheets"),
    "page.mdx": (b"import A from 'a'\n", "MDX"),
    "page.adoc": (b"= Titre\n", "AsciiDoc; translate the PO file"),
    "image.png": (b"\x89PNG", "image"),
    "data.odd": (b"a: Bienvenue\n", ".odd files are not translated; .txt, .html"),
    # By what they say they are, whatever they are called.
    "strings": (b'{\n  "a": "Bienvenue"\n}\n', "--as text"),
    "letter.txt": (b"{\\rtf1 Bonjour}", ".docx"),
}


def test_kinds_that_would_be_damaged_are_refused(bitext, tmp_path: Path) -> None:
    for name, (data, words) in REFUSED.items():
        (tmp_path / name).write_bytes(data)
        result = bitext("translate", name, "--out", "out.x")
        assert (result.returncode, result.stdout) == (2, b""), name
        assert words in one_line(result.stderr), name
        assert not (tmp_path / "out.x").exists()
    assert bitext("translate", "strings.json", "--as", "text", "-q").returncode == 0
    assert bitext("translate", "strings", "--as", "json", "-q", "--out", "made").returncode == 0
    assert json.loads((tmp_path / "made").read_text()) == {"a": "Welcome"}
    refused = bitext("translate", "-", stdin=REFUSED["strings"][0])
    assert refused.returncode == 2 and "--as text" in one_line(refused.stderr)
    built = bitext("build", "strings", "--out", "corpus")
    assert built.returncode == 2 and "JSON" in one_line(built.stderr)


def test_a_folder_with_an_empty_file(bitext, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name, text in {"a": "12\n", "b": "", "c": "34\n"}.items():
        (tmp_path / f"in/{name}.txt").write_text(text)
    result = bitext("translate", "in", "--out", "out", "-q")
    assert result.returncode == 1
    assert "b.txt: no text in this file" in one_line(result.stderr)
    assert sorted(p.name for p in (tmp_path / "out").glob("*.txt")) == ["a.en.txt", "c.en.txt"]


def test_a_pipe_of_paragraphs_and_columns() -> None:
    lines = [
        "Le conseil municipal, réuni hier soir sous la",
        "présidence du maire, a décidé de tout reporter.",
        "",
        "Nom\tÂge",
    ]
    made = list(translate_stream(lines, upper()))
    assert len(made) == 4 and " ".join(made[:2]).split() == " ".join(lines[:2]).upper().split()
    assert made[2:] == ["", "NOM\tÂGE"]
    assert list(translate_stream(lines, upper(), "keep", size=1)) == [line.upper() for line in lines]
    engine = upper()
    list(translate_stream(lines, engine, "join"))
    assert engine.seen[0] == " ".join(lines[:2])


def test_wrap_on_the_command_line(bitext) -> None:
    text = b"12\n34\n"
    assert bitext("translate", "-", "--wrap", "join", "-q", stdin=text).stdout == text
    wrong = bitext("translate", "-", "--wrap", "x", stdin=text)
    assert wrong.returncode == 2 and "choose from: auto, keep, join" in one_line(wrong.stderr)


@pytest.mark.parametrize("letters", ["ﬁn", "afﬁché", "eﬀet", "ﬂeuve", "aﬄuent"])
def test_ligatures_are_folded_for_the_model(letters: str) -> None:
    assert fold(letters) == unicodedata.normalize("NFKC", letters)
