"""Word files: text of paragraphs with their formats, all other members byte for byte."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from toolkit.errors import InputError
from toolkit.markup.docx import parse
from toolkit.markup.packed import PackedDocument
from toolkit.pipeline.pages import read_manuscript, translate_manuscripts
from toolkit.translation import Translator

HEAD = '<?xml version="1.0"?><w:document xmlns:w="urn:w" xmlns:r="urn:r"><w:body>'
FOOT = "</w:body></w:document>"
BOLD, PLAIN = "<w:rPr><w:b/></w:rPr>", '<w:rPr><w:lang w:val="fr-FR"/></w:rPr>'


def run(text: str, style: str = "") -> str:
    return f'<w:r w:rsidR="0">{style}<w:t xml:space="preserve">{text}</w:t></w:r>'


def word(*paragraphs: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", HEAD + "".join(f"<w:p>{p}</w:p>" for p in paragraphs) + FOOT)
        archive.writestr("word/media/a.png", b"\x89PNG\0")
    return buffer.getvalue()


def content(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.read("word/media/a.png") == b"\x89PNG\0"
        code = archive.read("word/document.xml").decode()
    etree.fromstring(code.encode())
    return code.removeprefix(HEAD).removesuffix(FOOT)


def texts(document: PackedDocument) -> list[str]:
    return [block.text for block in document.blocks]


def test_runs_of_one_format_are_one_text() -> None:
    paragraph = (
        '<w:pPr><w:jc w:val="both"/></w:pPr>' + run("Le mini", PLAIN) + '<w:proofErr w:type="x"/>' + run("stre de ")
        + run("Russie", BOLD) + run(" &amp; la ") + '<w:hyperlink r:id="1">' + run("Chine", BOLD) + "</w:hyperlink>"
        + "<w:r><w:tab/><w:t>Fin</w:t></w:r>"
    )  # fmt: skip
    document = parse(word(paragraph, run("12 %"), "<w:pPr/>"), "fr", "en")
    assert texts(document) == ["Le ministre de Russie & la Chine Fin"]
    written = content(document.fill(document.blocks))
    assert written.startswith('<w:p><w:pPr><w:jc w:val="both"/></w:pPr><w:r><w:t xml:space="preserve">Le ministre de ')
    assert f'<w:r>{BOLD}<w:t xml:space="preserve">Russie</w:t></w:r>' in written
    assert f'<w:hyperlink r:id="1"><w:r>{BOLD}<w:t xml:space="preserve">Chine</w:t></w:r></w:hyperlink>' in written
    assert written.index("Chine") < written.index("<w:tab/>") < written.index("Fin")
    assert run("12 %") in written and '<w:t xml:space="preserve"></w:t>' not in written


def test_formats_go_with_their_words(engine: Translator) -> None:
    data = word(run("La ") + run("Russie", BOLD) + run(" a besoin de soldats."))
    [(document, made)] = translate_manuscripts([read_manuscript(data, "a.docx", "docx", "fr", "en")], engine)
    assert document.paragraphs[0].paragraph.text == "La Russie a besoin de soldats."
    assert f'<w:r>{BOLD}<w:t xml:space="preserve">Russia</w:t></w:r>' in content(made)
    [(_, again)] = translate_manuscripts([read_manuscript(data, "a.docx", "docx", "fr", "en")], engine)
    assert made == again


def test_text_boxes_and_what_is_not_taken_apart() -> None:
    box = run("Un texte") + f"<w:r><w:pict><w:txbxContent><w:p>{run('Dedans')}</w:p></w:txbxContent></w:pict></w:r>"
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        + run("Une page ")
        + run("ici", BOLD)
    )
    tracked = (
        run("Un mot") + "<w:del><w:r><w:delText>ancien</w:delText></w:r></w:del><w:ins>" + run(" nouveau") + "</w:ins>"
    )
    document = parse(word(box, field, tracked), "fr", "en")
    assert sorted(texts(document)) == ["Dedans", "Un mot nouveau", "Un texte", "Une page ici"]
    nested = f"<w:r><w:pict><w:p>{box}</w:p></w:pict></w:r>" + run("Dehors")
    deep = parse(word(nested), "fr", "en")
    assert content(deep.fill(deep.blocks)).count("</w:t>") == 3
    for block in document.blocks:
        block.text, block.marks = block.text.upper(), block.marks
    written = content(document.fill(document.blocks))
    assert re.findall(">([^<>]+)</w:t>", written) == ["UN TEXTE", "DEDANS", "UNE PAGE ICI", "UN MOT NOUVEAU"]
    assert "<w:instrText>PAGE</w:instrText>" in written and "<w:delText>ancien</w:delText>" in written
    kept = document.fill([None] * 4)
    assert content(kept) == content(word(box, field, tracked))


@pytest.mark.parametrize("data", [b"", b"PK\3\4", b"plain text", word()[:-30]])
def test_other_files_are_refused(data: bytes) -> None:
    with pytest.raises(InputError, match=r"a\.docx: not a Word file"):
        read_manuscript(data, "a.docx", "docx", "fr", "en")


def test_a_file_that_would_fill_the_memory_is_refused(monkeypatch) -> None:
    data = word(run("Bonjour"))
    monkeypatch.setattr("toolkit.markup.packed._UNPACKED_LIMIT", 10_000)
    assert texts(parse(data, "fr", "en")) == ["Bonjour"]
    monkeypatch.setattr("toolkit.markup.packed._UNPACKED_LIMIT", 100)
    with pytest.raises(InputError, match=r"a\.docx: unpacks to 0 MiB, more than any text"):
        read_manuscript(data, "a.docx", "docx", "fr", "en")


RUNS = st.lists(
    st.tuples(
        st.sampled_from(["un", " mot", "&amp; ", " ", "12", "é "]),
        st.sampled_from(["", BOLD, PLAIN, "<w:rPr><w:i/></w:rPr>"]),
        st.sampled_from(["", "<w:tab/>", "<w:drawing/>"]),
        st.booleans(),
    )
)


@given(RUNS)
def test_written_anew_the_text_is_the_same(runs: list[tuple[str, str, str, bool]]) -> None:
    code = ""
    for text, style, other, linked in runs:
        made = f"<w:r>{style}<w:t>{text}</w:t>{other}</w:r>"
        code += f'<w:hyperlink r:id="1">{made}</w:hyperlink>' if linked else made
    document = parse(word(code), "fr", "en")
    assert content(document.fill([None] * len(document.blocks))) == f"<w:p>{code}</w:p>"
    written = content(document.fill(document.blocks))
    for element in ("<w:tab/>", "<w:drawing/>"):
        assert written.count(element) == code.count(element)
    assert len(set(re.findall(BOLD, written))) <= len(set(re.findall(BOLD, code)))
    plain = ["".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", c)).replace(" ", "") for c in (code, written)]
    assert plain[0] == plain[1]
