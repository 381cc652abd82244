"""Pages through the whole pipeline: with the embedded package, in folders, on the command line."""

from __future__ import annotations

import json
from pathlib import Path

from tests.pipeline.test_build import Recorder
from toolkit.files import text_files
from toolkit.markup import suffixes
from toolkit.pipeline.batch import translate_files
from toolkit.pipeline.pages import read_manuscript, translate_manuscripts
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
    assert translate_files(files, engine, tmp_path / "out") == (4, 0)
    assert translate_files(files, engine, tmp_path / "out") == (0, 4)
    assert (tmp_path / "out/b.en.md").read_text().startswith("# This is")
    assert (tmp_path / "out/c.en.srt").read_text().startswith("1\n00:00:01,000 --> 00:00:02,000\nThis is")
    # Pages depend on how markup is moved, text does not.
    ledger = [json.loads(line) for line in (tmp_path / "out/.bitext-translate.jsonl").read_text().split("\n") if line]
    assert "|recorder|markup-" in {r["file"]: r["made_of"] for r in ledger}["a.en.html"]
    assert {r["file"]: r["made_of"] for r in ledger}["d.en.txt"].endswith("|recorder")


def test_as_names_the_kind(bitext, tmp_path: Path) -> None:
    result = bitext("translate", "-", "--as", "html", "--quiet", stdin=b"<p>La <b>Russie</b>\n")
    assert (result.returncode, result.stdout) == (0, b"<p><b>Russia</b>\n")
    plain = bitext("translate", "-", "--as", "text", "--quiet", stdin=b"12 <b>\n")
    assert plain.stdout == b"12 <b>\n"
    wrong = bitext("translate", "-", "--as", "pdf", stdin=b"a\n")
    assert wrong.returncode == 2
    assert b"'pdf'; choose from: text, html, markdown, subtitles, xliff, docx" in wrong.stderr
    assert bitext("translate", "a.xlf", "--units", "--as", "html").returncode == 2
    (tmp_path / "a.srt").write_text("1\n00:00:01,000 --> 00:00:02,000\nLa Russie\n")
    records = [json.loads(line) for line in bitext("translate", "a.srt", "--json", "--quiet").stdout.splitlines()]
    assert [(r["source"], r["target"]) for r in records] == [("La Russie", "Russia")]


def test_a_bitext_is_not_taken_for_text(bitext, tmp_path: Path) -> None:
    (tmp_path / "a.tmx").write_text("<tmx/>")
    refused = bitext("translate", "a.tmx")
    assert (refused.returncode, refused.stdout) == (2, b"")
    assert b"a.tmx: a bitext by its name; add --units, or --as text" in refused.stderr


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
