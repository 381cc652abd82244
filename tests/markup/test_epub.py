"""EPUB books: pages in the order of the spine, contents and title; all else byte for byte."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from toolkit.errors import InputError
from toolkit.markup import kind_of
from toolkit.markup.audit import audit
from toolkit.markup.epub import parse
from toolkit.markup.model import Block
from toolkit.markup.packed import PackedDocument

CONTAINER = (
    '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="OEBPS/livre.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
PACKAGE = """<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" xml:lang="fr" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:x</dc:identifier>
<dc:title>La porte bleue</dc:title><dc:creator>Anne Petit</dc:creator><dc:language>fr-FR</dc:language><dc:language>de</dc:language></metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>
<item id="deux" href="texte/ch%202.xhtml" media-type="application/xhtml+xml"/>
<item id="un" href="texte/ch1.xhtml" media-type="application/xhtml+xml"/>
<item id="css" href="style.css" media-type="text/css"/><item id="img" href="a.png" media-type="image/png"/></manifest>
<spine toc="ncx"><itemref idref="un"/><itemref idref="deux"/></spine></package>
"""
NCX = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "http://www.daisy.org/z3986/2005/ncx-2005-1.dtd">
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1" xml:lang="fr"><docTitle><text>La porte bleue</text></docTitle>
<navMap><navPoint id="p1" playOrder="1"><navLabel><text>Chapitre &amp; début</text></navLabel><content src="texte/ch1.xhtml"/></navPoint></navMap></ncx>
"""
PAGE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="fr" lang="fr"><head><title>{title}</title>
<link rel="stylesheet" href="../style.css"/></head><body><h1>{title}</h1>{body}</body></html>
"""
NAV = PAGE.format(
    title="Table", body='<nav epub:type="toc"><ol><li><a href="texte/ch1.xhtml">Le début</a></li></ol></nav>'
)
FIRST = '<p>Elle ouvre la <em>porte</em> bleue<a epub:type="noteref" href="#n1">1</a>.</p><pre><code>x = 1</code></pre>'
NOTE = '<aside epub:type="footnote" id="n1"><p>Une note &amp; un mot.</p></aside>'


def book(first: str = FIRST + NOTE, second: str = "<p>La pluie tombe.</p>", **others: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        archive.writestr("META-INF/container.xml", CONTAINER)
        archive.writestr("OEBPS/livre.opf", PACKAGE)
        archive.writestr("OEBPS/nav.xhtml", NAV)
        archive.writestr("OEBPS/toc.ncx", NCX)
        archive.writestr("OEBPS/texte/ch 2.xhtml", PAGE.format(title="Deux", body=second))
        archive.writestr("OEBPS/texte/ch1.xhtml", PAGE.format(title="Un", body=first))
        archive.writestr("OEBPS/style.css", "p { color: blue }")
        archive.writestr("OEBPS/a.png", b"\x89PNG\0")
        for name, content in others.items():
            archive.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        return {name: archive.read(name) for name in archive.namelist()}


def capitals(document: PackedDocument) -> bytes:
    changed = [
        Block(b.text.upper(), b.marks, b.code, b.escape, b.attribute, b.quote) if b.has_words() else None
        for b in document.blocks
    ]
    return document.fill(changed)


def test_texts_come_in_the_order_in_which_the_book_is_read() -> None:
    texts = [block.text for block in parse(book(), "fr", "en").blocks]
    assert texts[:5] == ["Un", "Un", "Elle ouvre la porte bleue.", "Une note & un mot.", "Deux"]
    assert texts[5:] == [
        "Deux",
        "La pluie tombe.",
        "Table",
        "Table",
        "Le début",
        "La porte bleue",
        "Chapitre & début",
        "La porte bleue",
    ]
    assert kind_of(Path("a.EPUB")) == "epub"


def test_pages_contents_title_and_language_change_and_nothing_else() -> None:
    data = book()
    before, after = members(data), members(capitals(parse(data, "fr", "en")))
    assert list(before) == list(after)
    same = {name for name in before if before[name] == after[name]}
    assert same == {"mimetype", "META-INF/container.xml", "OEBPS/style.css", "OEBPS/a.png"}
    package = after["OEBPS/livre.opf"].decode()
    assert "<dc:title>LA PORTE BLEUE</dc:title>" in package
    assert "<dc:language>en</dc:language><dc:language>de</dc:language>" in package and 'xml:lang="en"' in package
    assert "<dc:creator>Anne Petit</dc:creator>" in package
    assert "<text>CHAPITRE &amp; DÉBUT</text>" in after["OEBPS/toc.ncx"].decode()
    page = after["OEBPS/texte/ch1.xhtml"].decode()
    assert '<p>ELLE OUVRE LA <em>PORTE</em> BLEUE<a epub:type="noteref" href="#n1">1</a>.</p>' in page
    assert (
        "<pre><code>x = 1</code></pre>" in page
        and 'xml:lang="en" lang="en"' in page
        and "<!DOCTYPE html PUBLIC" in page
    )
    for name in after:
        if name.endswith((".xhtml", ".opf", ".ncx")):
            etree.fromstring(after[name])
    assert audit("epub", data, capitals(parse(data, "fr", "en"))) == []


def test_where_nothing_is_translated_every_byte_stays() -> None:
    data = book()
    document = parse(data, "fr", "en")
    assert members(document.fill([None] * len(document.blocks))) == members(data)


def test_utf_16_pages_are_read_and_written_as_utf_8() -> None:
    page = PAGE.replace('"utf-8"', '"utf-16"').format(title="Été", body="<p>Il neige.</p>").encode("utf-16")
    data = book()
    changed = io.BytesIO()
    with zipfile.ZipFile(changed, "w") as archive:
        for name, content in members(data).items():
            archive.writestr(name, page if name.endswith("ch1.xhtml") else content, zipfile.ZIP_STORED)
    written = members(capitals(parse(changed.getvalue(), "fr", "en")))["OEBPS/texte/ch1.xhtml"]
    assert 'encoding="UTF-8"' in written.decode("utf-8") and "ÉTÉ" in written.decode("utf-8")
    etree.fromstring(written)


@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co")), max_size=30), max_size=5
    )
)
def test_any_paragraphs_keep_the_structure(texts: list[str]) -> None:
    body = "".join(f"<p>{text.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')}</p>" for text in texts)
    data = book(second=body)
    assert audit("epub", data, capitals(parse(data, "fr", "en"))) == []


def test_the_audit_sees_what_is_lost() -> None:
    data = book()
    without = book(first=FIRST.replace("<em>", "").replace("</em>", ""))
    assert any("ch1.xhtml" in line and "em" in line for line in audit("epub", data, without))
    assert audit("epub", data, book(extra__file=b"x")) == ["extra/file is new"]


@pytest.mark.parametrize(
    "data, words",
    [
        (b"no zip file", "not an EPUB file"),
        (
            book(**{"META-INF__encryption.xml": b'<enc:CipherReference URI="OEBPS/texte/ch1.xhtml"/>'}),
            "protected against copying",
        ),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        parse(data, "fr", "en")


def test_obscured_fonts_are_no_protection() -> None:
    assert parse(book(**{"META-INF__encryption.xml": b'<enc:CipherReference URI="OEBPS/f.otf"/>'}), "fr", "en").blocks


def test_a_page_in_utf_16_is_no_page_that_lost_its_tags() -> None:
    import io
    import zipfile

    from toolkit.markup.epub_audit import audit_epub

    def book(page: bytes) -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr("p.xhtml", page)
        return buffer.getvalue()

    code = '<?xml version="1.0" encoding="{}"?><html><body><p>{}</p></body></html>'
    before = book(code.format("UTF-16", "Un été").encode("utf-16"))
    assert audit_epub(before, book(code.format("UTF-8", "A summer").encode())) == []
    assert audit_epub(before, book(b"<html><body>A summer</body></html>")) != []
