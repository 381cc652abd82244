"""Charts, diagrams and masters: what they show is translated, what they copy from cells or hint at is not."""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.markup.test_office import A, P, capitals, member, slide
from tests.markup.test_office import packed as packed_office
from tests.markup.test_opendocument_more import SPACES, content
from tests.markup.test_opendocument_more import packed as packed_odf
from toolkit.markup import docx, odt, pptx
from toolkit.markup.audit import audit

CHART_SPACE = ' xmlns:chart="urn:oasis:names:tc:opendocument:xmlns:chart:1.0"'
CHART = (
    "<chart:chart><chart:title><text:p>Ventes de pommes</text:p></chart:title><chart:plot-area><chart:series "
    'chart:label-cell-address="{0}.$B$1" chart:values-cell-range-address="{0}.$B$2:.$B$3"/></chart:plot-area>'
    '<table:table table:name="local-table"><table:table-row><table:table-cell office:value-type="string"><text:p>Nord</text:p>'
    "<draw:g><svg:desc>{0}.$B$1:.$B$3</svg:desc></draw:g></table:table-cell>"
    '<table:table-cell office:value-type="float" office:value="3"><text:p>3</text:p></table:table-cell>'
    "</table:table-row></table:table></chart:chart>"
)
BODY = "<text:p>Un texte</text:p>"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def with_objects(kind: str, body: str, objects: dict[str, str]) -> bytes:
    """An OpenDocument file with more members."""
    buffer = io.BytesIO(packed_odf(kind, body))
    with zipfile.ZipFile(buffer, "a") as archive:
        for name, code in objects.items():
            archive.writestr(name, code)
    return buffer.getvalue()


def chart(sheet: str) -> str:
    body = f"<office:body><office:chart>{CHART.format(sheet)}</office:chart></office:body>"
    return f"<office:document-content{SPACES}{CHART_SPACE}>{body}</office:document-content>"


@pytest.mark.parametrize("kind, parse", [("text", odt.parse), ("spreadsheet", odt.parse_sheet)])
def test_titles_of_charts_are_translated_and_labels_that_a_sheet_has_stay(kind: str, parse) -> None:  # type: ignore[no-untyped-def]
    data = with_objects(kind, BODY, {"Object 1/content.xml": chart("Feuille")})
    document = parse(data, "fr", "en")
    assert [block.text for block in document.blocks] == ["Un texte", "Ventes de pommes"]
    code = content(capitals(document), "Object 1/content.xml")
    assert code == chart("Feuille").replace("Ventes de pommes", "VENTES DE POMMES")


def test_a_chart_with_data_of_its_own_has_its_labels_translated_and_its_addresses_kept() -> None:
    data = with_objects("text", BODY, {"Object 1/content.xml": chart("local-table")})
    made = capitals(odt.parse(data, "fr", "en"))
    expected = chart("local-table").replace("Ventes de pommes", "VENTES DE POMMES").replace("Nord", "NORD")
    assert content(made, "Object 1/content.xml") == expected
    assert audit("odt", data, made) == []


def test_texts_in_objects_are_translated_and_formulas_stay() -> None:
    formula = '<math xmlns="http://www.w3.org/1998/Math/MathML"><mtext>si</mtext></math>'
    inner = f"<office:document-content{SPACES}><office:body><office:text>{BODY}</office:text></office:body></office:document-content>"
    objects = {"Object 1/content.xml": formula, "Object 2/content.xml": inner, "META-INF/x/content.xml": inner}
    document = odt.parse_slides(with_objects("presentation", "", objects), "fr", "en")
    made = capitals(document)
    assert content(made, "Object 1/content.xml") == formula and "UN TEXTE" in content(made, "Object 2/content.xml")
    assert content(made, "META-INF/x/content.xml") == inner
    assert all(block.attribute for block in document.blocks), "they are no paragraphs of the article"


def test_what_a_master_shows_on_slides_is_translated_and_its_hints_stay() -> None:
    box = "<draw:frame{}><draw:text-box><text:p>{}</text:p></draw:text-box></draw:frame>"
    page = '<style:master-page style:name="{}">{}</style:master-page>'
    hints = box.format(' presentation:class="title" presentation:placeholder="true"', "Cliquez ici")
    hints += f"<presentation:notes>{box.format('', 'Vos notes')}</presentation:notes>"
    masters = page.format("A", hints + box.format("", "Texte confidentiel")) + page.format(
        "B", box.format("", "Jamais vu")
    )
    styles = f"<office:styles/><office:master-styles>{masters}</office:master-styles>"
    footer = '<presentation:footer-decl presentation:name="f">Pied de page</presentation:footer-decl>'
    data = packed_odf("presentation", f'{footer}<draw:page draw:master-page-name="A">{BODY}</draw:page>', styles)
    document = odt.parse_slides(data, "fr", "en")
    assert sorted(block.text for block in document.blocks) == ["Pied de page", "Texte confidentiel", "Un texte"]
    made = capitals(document)
    changed = content(data, "styles.xml").replace("Texte confidentiel", "TEXTE CONFIDENTIEL")
    assert content(made, "styles.xml") == changed and audit("odp", data, made) == []


def relations(kind: str, target: str) -> str:
    return f'<Relationships><Relationship Id="r1" Type="{R}/{kind}" Target="{target}"/></Relationships>'


def shape(text: str, more: str = "") -> str:
    return f"<p:sp><p:nvPr>{more}</p:nvPr><p:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>"


def test_what_masters_and_layouts_of_powerpoint_show_is_translated_where_a_slide_has_them() -> None:
    base = "vnd.openxmlformats-officedocument.presentationml."
    master = f'<p:sldMaster xmlns:p="{P}" xmlns:a="{A}">{{}}</p:sldMaster>'
    files = {
        "ppt/presentation.xml": f'<p:presentation xmlns:p="{P}"/>',
        "ppt/slides/slide1.xml": slide("<a:p><a:r><a:t>Un titre</a:t></a:r></a:p>"),
        "ppt/slides/_rels/slide1.xml.rels": relations("slideLayout", "../slideLayouts/l1.xml"),
        "ppt/slideLayouts/l1.xml": master.format(shape("Cliquez", '<p:ph type="title"/>') + shape("Nos services")),
        "ppt/slideLayouts/_rels/l1.xml.rels": relations("slideMaster", "../slideMasters/m1.xml"),
        "ppt/slideMasters/m1.xml": master.format(shape("Document confidentiel")),
        "ppt/slideLayouts/l2.xml": master.format(shape("Jamais vu")),
    }
    kinds = {
        name: base + name.split("/")[1].removesuffix("s").replace("presentation.xml", "presentation.main") + "+xml"
        for name in files if not name.endswith(".rels")
    }  # fmt: skip
    data = packed_office(files, kinds)
    document = pptx.parse(data, "fr", "en")
    assert [block.text for block in document.blocks] == ["Un titre", "Nos services", "Document confidentiel"]
    made = capitals(document)
    layout = member(made, "ppt/slideLayouts/l1.xml")
    assert layout == files["ppt/slideLayouts/l1.xml"].replace("Nos services", "NOS SERVICES")
    assert member(made, "ppt/slideLayouts/l2.xml") == files["ppt/slideLayouts/l2.xml"]
    assert audit("pptx", data, made) == []


def test_charts_and_diagrams_of_word_are_translated_and_say_their_language() -> None:
    base = "vnd.openxmlformats-officedocument."
    title = '<a:p><a:r><a:rPr lang="fr-FR"/><a:t>Ventes de pommes</a:t></a:r></a:p>'
    cached = "<c:strCache><c:pt><c:v>Nord</c:v></c:pt></c:strCache>"
    files = {
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>Un texte</w:t></w:r></w:p></w:body></w:document>',
        "word/charts/chart1.xml": f'<c:chartSpace xmlns:c="urn:c" xmlns:a="{A}">{title}{cached}</c:chartSpace>',
        "word/diagrams/data1.xml": f'<d:dataModel xmlns:d="urn:d" xmlns:a="{A}"><a:p><a:r><a:t>Une étape</a:t></a:r></a:p></d:dataModel>',
    }
    kinds = {
        "word/document.xml": f"{base}wordprocessingml.document.main+xml",
        "word/charts/chart1.xml": f"{base}drawingml.chart+xml",
        "word/diagrams/data1.xml": f"{base}drawingml.diagramData+xml",
    }
    data = packed_office(files, kinds)
    document = docx.parse(data, "fr", "en")
    assert [(block.text, block.attribute) for block in document.blocks] == [
        ("Un texte", False), ("Ventes de pommes", True), ("Une étape", True),
    ]  # fmt: skip
    made = capitals(document)
    code = member(made, "word/charts/chart1.xml")
    assert '<a:rPr lang="en-GB"/><a:t>VENTES DE POMMES</a:t>' in code and "<c:v>Nord</c:v>" in code
    assert audit("docx", data, made) == []
