"""OpenDocument texts: paragraphs with their formats, notes and frames, all other code byte for byte."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from toolkit.errors import InputError
from toolkit.markup import kind_of
from toolkit.markup.audit import audit
from toolkit.markup.languages import opendocument_languages
from toolkit.markup.odt import parse
from toolkit.markup.packed import PackedDocument
from toolkit.markup.transfer import Sentence, transfer
from toolkit.pipeline.pages import read_article, read_manuscript, translate_manuscripts
from toolkit.translation import Translator

SPACES = "".join(f' xmlns:{n}="urn:{n}"' for n in "office style text fo officeooo draw xlink dc svg".split())
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
    # Without a time of day: the same parts are the same bytes.
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        archive.writestr(zipfile.ZipInfo("content.xml"), HEAD + body + FOOT)
        archive.writestr(
            zipfile.ZipInfo("styles.xml"), f"<office:document-styles{SPACES}>{header}</office:document-styles>"
        )
        archive.writestr(zipfile.ZipInfo("Pictures/a.png"), b"\x89PNG\0")
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
    assert written.endswith(f"<text:p>Le ministre de {span('B', 'Russie')} vient.</text:p>")
    assert 'fo:language="en" officeooo' in written
    assert document.fill([None]) == odt(body)


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
    assert sorted(texts(document)) == [
        "12 %", "3 mai", "Ancien", "Dans le cadre", "En-tête", "Titre", "Un mot et un {0} soir.", "Une note.", "À revoir",
    ]  # fmt: skip
    assert document.fill([None] * 9) == odt(body, "<text:p>En-tête</text:p>")
    assert [b.text for b in document.blocks if b.attribute] == ["Ancien", "À revoir"]
    written = echoed(odt(body), str.upper)
    assert ">UNE NOTE.</text:p>" in written and ">DANS LE CADRE</text:p></draw:text-box>" in written
    assert f"{deleted.replace('Ancien', 'ANCIEN')}<text:h>TITRE</text:h><text:p>UN MOT<text:note>" in written
    assert remark.replace("À revoir", "À REVOIR") in written and 'draw:name="Un cadre"' in written
    assert "<text:date>3 MAI</text:date> SOIR." in written


def echoed(data: bytes, translate: Callable[[str], str] = str) -> str:
    """The content of the file with the translation of each block by a function; the audit finds nothing."""
    document = parse(data, "fr", "en")
    blocks = []
    for block in document.blocks:
        target = translate(block.text)
        blocks.append(transfer(block, target, [Sentence(0, len(block.text), 0, len(target))], None))
    made = document.fill(blocks)
    assert audit("odt", data, made) == []
    return content(made)


def test_a_change_starts_before_it_ends_and_the_deletion_stays_beside_it(engine: Translator) -> None:
    deleted = '<text:change text:change-id="ct1"/>'
    start, end = '<text:change-start text:change-id="ct2"/>', '<text:change-end text:change-id="ct2"/>'
    body = f"<text:p>La loi {deleted}{start}nouvelle{end} est votée.</text:p>"
    assert f"<text:p>La loi {deleted}{start}nouvelle{end} est votée.</text:p>" in echoed(odt(body))
    [(_, made)] = translate_manuscripts([read_manuscript(odt(body), "a.odt", "odt", "fr", "en")], engine)
    assert f"{deleted}{start}new{end} law" in content(made)


def test_alternative_texts_tables_of_contents_and_tabs() -> None:
    frame = "<draw:frame><draw:image/><svg:title>Photo du port</svg:title><svg:desc>Un bateau</svg:desc></draw:frame>"
    entry = '<text:a xlink:href="#a">Introduction<text:tab/>3</text:a>'
    formula = '<draw:frame text:anchor-type="as-char"><draw:object xlink:href="./Object 1"/></draw:frame>'
    body = (
        f"<text:p>{frame}</text:p><text:index-title-template>Table des matières</text:index-title-template>"
        f"<text:p>{entry}</text:p><text:p>Soit {formula} la formule</text:p><text:p><text:s/>Nom<text:tab/>Âge</text:p>"
    )
    data = odt(body)
    assert sorted(texts(parse(data, "fr", "en"))) == [
        "Introduction", "Nom", "Photo du port", "Soit {0} la formule", "Table des matières", "Un bateau", "Âge",
    ]  # fmt: skip
    written = echoed(data, str.upper)
    assert "<svg:title>PHOTO DU PORT</svg:title><svg:desc>UN BATEAU</svg:desc>" in written
    assert entry.replace("Introduction", "INTRODUCTION") in written and "<text:p><text:s/>NOM<text:tab/>ÂGE" in written
    assert f"SOIT {formula} LA FORMULE" in written


def test_references_and_ranges_stay_around_their_words() -> None:
    reference = '<text:bookmark-ref text:ref-name="m">Méthode</text:bookmark-ref>'
    marked = '<text:bookmark-start text:name="m"/>Méthode<text:bookmark-end text:name="m"/>'
    remark = '<office:annotation office:name="1"><text:p>Vérifier</text:p></office:annotation>'
    body = (
        f"<text:h>{marked}</text:h><text:p>Voir {reference}, page <text:page-number>1</text:page-number>.</text:p>"
        f'<text:p>Il y a {remark}trois mille<office:annotation-end office:name="1"/> habitants.</text:p>'
    )
    assert sorted(texts(parse(odt(body), "fr", "en"))) == [
        "Il y a trois mille habitants.", "Méthode", "Méthode", "Voir {0}, page {1}.", "Vérifier",
    ]  # fmt: skip
    assert body in echoed(odt(body))


def test_languages_of_formats_are_set() -> None:
    style = (
        '<style:text-properties fo:language="fr" fo:country="FR" style:language-asian="zh" style:country-asian="CN"/>'
        '<number:date-style number:language="fr" number:country="FR"/>'
    )
    set_ = opendocument_languages("fr", "en-US")
    assert set_(style) == style.replace('"fr"', '"en"').replace('"FR"', '"US"')
    assert set_(style.replace("fr", "de")) == style.replace("fr", "de")


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
    data = odt(code)
    document = parse(data, "fr", "en")
    assert document.fill([None] * len(document.blocks)) == data
    written = echoed(data)
    for element in (
        "<text:tab/>",
        "<draw:frame/>",
        "<text:date>3</text:date>",
        "<draw:a><text:p>un cadre</text:p></draw:a>",
    ):
        assert written.count(element) == code.count(element)
    plain = [re.sub(r"<[^<>]*>|\s", "", c) for c in (code, written)]
    assert sorted(plain[0]) == sorted(plain[1])
