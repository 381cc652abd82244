"""Bilingual books: every text once, in order, in files that readers open."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import toolkit
from tests.conftest import ROOT, one_line
from tests.translation.fakes import FakeModel
from toolkit.errors import InputError, OutputError
from toolkit.reports.book import BOOK_LAYOUTS, make_book, render_book_epub, render_book_page
from toolkit.reports.book_docx import render_book_docx
from toolkit.translation import Translator
from toolkit.units import TranslationUnit

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CORPUS = ROOT / "corpus"
LAYOUTS = BOOK_LAYOUTS


def unit(source: str, target: str, paragraph: int | None = None, document: str = "d") -> TranslationUnit:
    return TranslationUnit("d-1", source, target, "fr", "en", document, paragraph=paragraph)


NOVEL = [
    unit("Avant-propos de l'éditeur.", "The editor's foreword.", 0),
    unit("Chapitre I. Où l'on part", "Chapter I. In which we leave", 1),
    unit("Il part.", "He leaves.", 2),
    unit("Il revient & rit.", "", 2),
    unit("", "He <sleeps>.", 2),
    unit("Part du gâteau pour tous.", "A piece of cake for all.", 3),
    unit("XII", "XII", 4),
    unit("Fin.", "The end.", 5),
]


def pages(data: bytes) -> dict[str, etree._Element]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.infolist()[0].filename == "mimetype" and archive.infolist()[0].compress_type == 0
        return {n: etree.fromstring(archive.read(n)) for n in archive.namelist() if n.endswith((".xhtml", ".opf"))}


def test_chapters_begin_at_headings() -> None:
    book = make_book(NOVEL, "Le départ")
    assert [(c.title, c.translation) for c in book.chapters] == [
        ("Avant-propos de l'éditeur.", ""),
        ("Chapitre I. Où l'on part", "Chapter I. In which we leave"),
        ("XII", "XII"),
    ]
    assert [len(c.paragraphs) for c in book.chapters] == [1, 2, 1] and book.pairs == 6


@pytest.mark.parametrize(
    "text", ["Part of it is true.", "Chapter houses were small.", "Livre-moi ton secret !", "I am here."]
)
def test_sentences_are_no_headings(text: str) -> None:
    assert len(make_book([unit("Un mot.", "A word.", 0), unit(text, "x", 1)], "b").chapters) == 1


def test_columns_keep_paragraphs_together_and_what_has_no_counterpart() -> None:
    page = pages(render_book_epub(make_book(NOVEL, "b")))["OEBPS/c2.xhtml"]
    rows = [[cell.text or "" for cell in row] for row in page.iter("{*}tr")]
    assert rows[0] == ["Il part. Il revient & rit.", "He leaves. He <sleeps>."]
    assert [cell.get("lang") for cell in page.iter("{*}td")][:2] == ["fr", "en"]


def test_each_language_joins_its_sentences_in_its_own_way() -> None:
    units = [
        TranslationUnit("d", s, t, "zh", "en", "d", paragraph=0) for s, t in (("你好。", "Hello."), ("再见。", "Bye."))
    ]
    page = pages(render_book_epub(make_book(units, "b")))["OEBPS/c1.xhtml"]
    assert [cell.text for cell in page.iter("{*}td")] == ["你好。再见。", "Hello. Bye."]


def test_translations_open_at_their_sentences() -> None:
    page = pages(render_book_epub(make_book(NOVEL, "b"), "popup"))["OEBPS/c2.xhtml"]
    links = {a.get("href")[1:]: a.text for a in page.iter("{*}a") if a.get("id")}
    notes = {aside.get("id"): aside[0].text.strip() for aside in page.iter("{*}aside")}
    assert {links[key]: notes[key] for key in links} == {
        "Il part.": "He leaves.",
        "Part du gâteau pour tous.": "A piece of cake for all.",
    }
    assert "Il revient & rit." in "".join(page.itertext()), "a sentence without a translation is no link"


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(TEXT, TEXT, st.integers(0, 3)), min_size=1, max_size=8), st.sampled_from(LAYOUTS))
def test_any_text_gives_valid_pages_with_every_text(rows: list[tuple[str, str, int]], layout: str) -> None:
    units = [unit(f"{a}«{n}a»", f"{b}«{n}b»", n + step) for n, (a, b, step) in enumerate(rows)]
    book = make_book(units, "b")
    text = "".join("".join(page.itertext()) for page in pages(render_book_epub(book, layout)).values())
    html = render_book_page(book, layout).decode()
    for n in range(len(rows)):
        for mark in (f"«{n}a»", f"«{n}b»"):
            assert mark in text and mark in html
    assert render_book_epub(book, layout) == render_book_epub(book, layout)


def test_units_of_several_pairs_are_refused() -> None:
    other = TranslationUnit("e", "Hallo", "Hello", "de", "en")
    with pytest.raises(InputError, match="de-en, fr-en"):
        make_book([unit("a", "b"), other], "b")
    with pytest.raises(InputError, match="unknown layout 'rows'"):
        render_book_page(make_book(NOVEL, "b"), "rows")


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.skipif(not shutil.which("java") or not Path("/usr/bin/epubcheck").exists(), reason="needs epubcheck")
def test_epubcheck_has_nothing_to_say(tmp_path: Path, layout: str) -> None:
    toolkit.book(CORPUS, tmp_path / "b.epub", layout=layout)
    result = subprocess.run(
        ["java", "-jar", "/usr/bin/epubcheck", str(tmp_path / "b.epub")], capture_output=True, text=True, check=False
    )
    assert "0 errors / 0 warnings" in result.stdout + result.stderr


def test_two_documents_become_a_book(bitext, tmp_path) -> None:
    french = "<html lang=fr><h1>Chapitre I</h1><p>La maison est grande. Le chat dort dans la cuisine.<p>Il pleut sur la ville depuis trois jours."
    english = "<html lang=en><h1>Chapter I</h1><p>The house is big. The cat is sleeping in the kitchen.<p>It has been raining on the city for three days."
    (tmp_path / "f.html").write_text(french)
    (tmp_path / "e.html").write_text(english)
    result = bitext("book", "f.html", "e.html", "-o", "b.epub", "--title", "La maison")
    assert result.returncode == 0 and "3 units in 1 chapter" in result.stderr.decode()
    found = pages((tmp_path / "b.epub").read_bytes())
    rows = [[cell.text for cell in row] for row in found["OEBPS/c1.xhtml"].iter("{*}tr")]
    assert rows == [
        [
            "La maison est grande. Le chat dort dans la cuisine.",
            "The house is big. The cat is sleeping in the kitchen.",
        ],
        ["Il pleut sur la ville depuis trois jours.", "It has been raining on the city for three days."],
    ]
    again = bitext("book", "f.html", "e.html", "-o", "b.epub")
    assert again.returncode == 2 and "exists already" in one_line(again.stderr)
    pdf = bitext("book", CORPUS, "-o", "b.pdf")
    assert pdf.returncode == 2 and "change its suffix" in one_line(pdf.stderr)


def word_texts(data: bytes) -> tuple[list[str], list[list[str]]]:
    """Paragraphs of a Word document, and the rows of its tables, as python-docx reads them."""
    docx = pytest.importorskip("docx")
    document = docx.Document(io.BytesIO(data))
    return [p.text for p in document.paragraphs if p.text], [
        [cell.text for cell in row.cells] for table in document.tables for row in table.rows
    ]


def test_word_has_facing_columns() -> None:
    data = render_book_docx(make_book(NOVEL, "Le <départ>"))
    paragraphs, rows = word_texts(data)
    assert paragraphs == [
        "Le <départ>", "Avant-propos de l'éditeur.", "Chapitre I. Où l'on part", "Chapter I. In which we leave", "XII", "XII",
    ]  # fmt: skip
    assert rows == [
        ["Avant-propos de l'éditeur.", "The editor's foreword."],
        ["Il part. Il revient & rit.", "He leaves. He <sleeps>."],
        ["Part du gâteau pour tous.", "A piece of cake for all."],
        ["Fin.", "The end."],
    ]
    assert data == render_book_docx(make_book(NOVEL, "Le <départ>"))


def test_word_has_paragraphs_or_sentences_in_turn() -> None:
    paragraphs, rows = word_texts(render_book_docx(make_book(NOVEL, "b"), "sentences"))
    assert not rows and paragraphs[6:10] == ["Il part.", "He leaves.", "Il revient & rit.", "He <sleeps>."]
    paragraphs, _ = word_texts(render_book_docx(make_book(NOVEL, "b"), "paragraphs"))
    assert paragraphs[6:8] == ["Il part. Il revient & rit.", "He leaves. He <sleeps>."]


def test_word_has_translations_as_footnotes() -> None:
    with zipfile.ZipFile(io.BytesIO(render_book_docx(make_book(NOVEL, "b"), "popup"))) as archive:
        parts = {name: etree.fromstring(archive.read(name)) for name in archive.namelist()}
    notes = {n.get(f"{W}id"): "".join(n.itertext()).strip() for n in parts["word/footnotes.xml"]}
    called = [r.get(f"{W}id") for r in parts["word/document.xml"].iter(f"{W}footnoteReference")]
    assert [notes[number] for number in called] == [
        "The editor's foreword.", "He leaves.", "He <sleeps>.", "A piece of cake for all.", "The end.",
    ]  # fmt: skip
    styles = {s.get(f"{W}styleId"): s.find(f".//{W}lang") for s in parts["word/styles.xml"].iter(f"{W}style")}
    assert [styles[name].get(f"{W}val") for name in ("BookSource", "BookTarget")] == ["fr-FR", "en-GB"]


def test_texts_from_right_to_left_say_so_in_word() -> None:
    units = [TranslationUnit("d", "Bonjour.", "مرحبا.", "fr", "ar", "d", paragraph=0)]
    for layout in BOOK_LAYOUTS:
        with zipfile.ZipFile(io.BytesIO(render_book_docx(make_book(units, "b"), layout))) as archive:
            code = (archive.read("word/document.xml") + archive.read("word/footnotes.xml")).decode()
        assert "<w:bidi/></w:pPr>" in code and code.count("<w:rtl/>") == 1 and "مرحبا." in code


def test_a_text_is_translated_into_a_book(tmp_path: Path) -> None:
    path = tmp_path / "marin.txt"
    path.write_text("Chapitre premier\n\nUn vieux marin. Il dort.\n\nLa mer.\n", encoding="utf-8")
    made = toolkit.book(path, tmp_path / "b.docx", engine=Translator(FakeModel(str.upper)))
    assert made.pairs == 3 and [c.title for c in made.chapters] == ["Chapitre premier"]
    assert word_texts((tmp_path / "b.docx").read_bytes())[1] == [
        ["Un vieux marin. Il dort.", "UN VIEUX MARIN. IL DORT."], ["La mer.", "LA MER."],
    ]  # fmt: skip
    with pytest.raises(OutputError, match="input"):
        toolkit.book(tmp_path / "b.docx", tmp_path / "b.docx", engine=Translator(FakeModel(str.upper)), force=True)
    with pytest.raises(InputError, match=r"\.docx file"):
        toolkit.book(path, tmp_path / "b.pdf", engine=Translator(FakeModel(str.upper)))


@pytest.mark.parametrize("layout", ["columns", "popup"])
@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_libreoffice_opens_what_word_gets(tmp_path: Path, layout: str) -> None:
    (tmp_path / "b.docx").write_bytes(render_book_docx(make_book(NOVEL, "Le départ"), layout))
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    command = [
        "soffice",
        home,
        "--headless",
        "--convert-to",
        "txt:Text",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "b.docx"),
    ]
    subprocess.run(command, capture_output=True, timeout=120, check=False)
    if not (tmp_path / "b.txt").exists():
        pytest.skip("LibreOffice has no Writer here")
    text = (tmp_path / "b.txt").read_text("utf-8-sig")
    for unit in NOVEL:
        assert unit.source in text and (unit.target in text or layout == "popup")
