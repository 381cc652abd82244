"""OpenDocument texts: paragraphs with their formats, notes and frames, all other code byte for byte."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from toolkit.errors import InputError
from toolkit.markup import kind_of
from toolkit.markup.odt import parse
from toolkit.markup.packed import PackedDocument
from toolkit.pipeline.pages import read_article, read_manuscript, translate_manuscripts
from toolkit.translation import Translator

SPACES = "".join(f' xmlns:{n}="urn:{n}"' for n in "office style text fo officeooo draw xlink dc".split())
STYLES = (
    '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="T1" style:family="text"><style:text-properties officeooo:rsid="0012"/></style:style>'
    '<style:style style:name="T2" style:family="text"><style:text-properties fo:language="fr" officeooo:rsid="01"/></style:style>'
)
HEAD = f"<office:document-content{SPACES}><office:automatic-styles>{STYLES}</office:automatic-styles><office:body>"
FOOT = "</office:body></office:document-content>"


def span(style: str, text: str) -> str:
    return f'<text:span text:style-name="{style}">{text}</text:span>'


def odt(body: str, header: str = "") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        archive.writestr("content.xml", HEAD + body + FOOT)
        archive.writestr("styles.xml", f"<office:document-styles{SPACES}>{header}</office:document-styles>")
        archive.writestr("Pictures/a.png", b"\x89PNG\0")
    return buffer.getvalue()


def content(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.infolist()[0].filename == "mimetype" and not archive.infolist()[0].compress_type
        assert archive.read("Pictures/a.png") == b"\x89PNG\0"
        code = archive.read("content.xml").decode()
    etree.fromstring(code.encode())
    return code.removeprefix(HEAD).removesuffix(FOOT)


def texts(document: PackedDocument) -> list[str]:
    return [block.text for block in document.blocks]


def test_formats_that_nobody_sees_are_none() -> None:
    body = (
        f"<text:p>Le {span('T1', 'mini')}{span('T2', 'stre')} de {span('B', 'Rus')}{span('B', 'sie')} vient.</text:p>"
    )
    document = parse(odt(body), "fr", "en")
    assert texts(document) == ["Le ministre de Russie vient."]
    written = content(document.fill(document.blocks))
    assert written == f"<text:p>Le ministre de {span('B', 'Russie')} vient.</text:p>"
    assert content(document.fill([None])) == body


def test_notes_frames_fields_and_what_was_deleted() -> None:
    note = "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Une note.</text:p></text:note-body></text:note>"
    frame = (
        '<draw:frame draw:name="Un cadre"><draw:text-box><text:p>Dans le cadre</text:p></draw:text-box></draw:frame>'
    )
    deleted = "<text:tracked-changes><text:changed-region><text:deletion><text:p>Ancien</text:p></text:deletion></text:changed-region></text:tracked-changes>"
    remark = "<office:annotation><dc:creator>Moi</dc:creator><text:p>À revoir</text:p></office:annotation>"
    body = (
        f"{deleted}<text:h>Titre</text:h><text:p>Un mot{note} et{remark} un <text:date>3 mai</text:date><text:s/>soir.</text:p>"
        f"<text:p>{frame}</text:p><text:p>12 %</text:p><text:p/>"
    )
    document = parse(odt(body, "<text:p>En-tête</text:p>"), "fr", "en")
    assert sorted(texts(document)) == ["Dans le cadre", "En-tête", "Titre", "Un mot et un {0} soir.", "Une note."]
    assert content(document.fill([None] * 5)) == body
    for block in document.blocks:
        block.text = block.text.upper()
    written = content(document.fill(document.blocks))
    assert ">UNE NOTE.</text:p>" in written and ">DANS LE CADRE</text:p></draw:text-box>" in written
    assert written.startswith(deleted + "<text:h>TITRE</text:h><text:p>UN MOT<text:note>")
    assert remark in written and "<text:date>3 mai</text:date> SOIR." in written and 'draw:name="Un cadre"' in written


def test_a_document_is_translated_and_read_as_an_article(engine: Translator, tmp_path: Path) -> None:
    body = f"<text:h>La guerre</text:h><text:p>La {span('B', 'Russie')} a besoin de <text:a>soldats</text:a>.</text:p>"
    (tmp_path / "a.odt").write_bytes(odt(body))
    assert kind_of(tmp_path / "a.odt") == "odt"
    manuscript = read_manuscript(odt(body), "a.odt", "odt", "fr", "en")
    [(_, made)] = translate_manuscripts([manuscript], engine)
    assert span("B", "Russia") in content(made) and "<text:a>soldiers</text:a>" in content(made)
    article = read_article(tmp_path / "a.odt", "a", "fr", "en")
    assert [p.text for p in article.paragraphs] == ["La guerre", "La Russie a besoin de soldats."]


@pytest.mark.parametrize("data", [b"", b"PK\3\4", b"plain text", odt("")[:-30]])
def test_other_files_are_refused(data: bytes) -> None:
    with pytest.raises(InputError, match=r"a\.odt: not an OpenDocument file"):
        read_manuscript(data, "a.odt", "odt", "fr", "en")


PIECES = st.recursive(
    st.lists(st.sampled_from(["un", " mot", "&amp; ", " ", "12", "é ", "<text:s/>", "<text:tab/>", "<draw:frame/>",
                              "<text:date>3</text:date>", "<draw:a><text:p>un cadre</text:p></draw:a>"])).map("".join),
    lambda inner: st.tuples(st.sampled_from(["B", "T1", "T2"]), inner, inner).map(lambda p: span(p[0], p[1]) + p[2]),
    max_leaves=6,
)  # fmt: skip


@given(st.lists(PIECES, max_size=3))
def test_written_anew_the_text_is_the_same(paragraphs: list[str]) -> None:
    code = "".join(f"<text:p>{p}</text:p>" for p in paragraphs)
    document = parse(odt(code), "fr", "en")
    assert content(document.fill([None] * len(document.blocks))) == code
    written = content(document.fill(document.blocks))
    for element in (
        "<text:tab/>",
        "<draw:frame/>",
        "<text:date>3</text:date>",
        "<draw:a><text:p>un cadre</text:p></draw:a>",
    ):
        assert written.count(element) == code.count(element)
    plain = [re.sub(r"<[^<>]*>|\s", "", c) for c in (code, written)]
    assert sorted(plain[0]) == sorted(plain[1])
