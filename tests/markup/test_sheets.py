"""Sheets: texts that formulas look into stay; notes, prompts, headers and alternative texts are translated."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

import pytest

from tests.markup.test_office import A, S, capitals, changed, member, packed, slide, slides
from tests.markup.test_opendocument_more import content
from tests.markup.test_opendocument_more import packed as packed_odf
from toolkit.markup import odt, pptx, xlsx
from toolkit.markup.sheets import compared, looked_for


@pytest.mark.parametrize(
    "formula, parts",
    [
        ('COUNTIF(A1,"Fini*")', [("fini",)]),
        ('COUNTIF(A1,"le*dort")', [("le", "dort")]),
        ('COUNTIF(A1,"<>Oui*")', [("oui",)]),
        ('COUNTIF(A1,"Oui")', []),
        ('ISNUMBER(SEARCH("rouge",A3))', [("rouge",)]),
        ('IF(ISNUMBER(SEARCH("x",A1)),"oui","non")', [("x",)]),
        ('LEFT(A4,3)="Oui"', [("oui",)]),
        ('"Oui"=LEFT(A4,3)', [("oui",)]),
        ('SWITCH(LEFT(A1,2),"AB",1)', [("ab",)]),
        ('SUMIF(A8:A9,"Mar"&"di",B8:B9)', [("di",), ("mar",)]),
        ('DATEVALUE("1 "&A6)', [()]),
        ('A1&" et "&B1', []),
        ('INDIRECT("PRIX_"&A1)', [()]),
        ("TEXT(C1,B1)", [()]),
        ('TEXT(C1,"0,00")&A1', []),
        ('"SEARCH("&A1', []),
        ('SUBSTITUTE(A1,")",TRIM("("))&"un mot"', [("(",), (")",)]),
    ],
)  # fmt: skip
def test_what_a_formula_looks_for(formula: str, parts: list[tuple[str, ...]]) -> None:
    assert looked_for(formula) == parts


def test_operators_of_criteria_are_no_part_of_a_text() -> None:
    assert "oui" in compared([('COUNTIF(A1:A9,"<>Oui")', False)])


def workbook(tmp_path: Path, cells: dict[str, str], other: dict[str, str] | None = None, prepare=None) -> list[str]:  # type: ignore[no-untyped-def]
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.title = "Ma feuille"
    for place, value in cells.items():
        book.active[place] = value
    if other:
        sheet = book.create_sheet("B")
        for place, value in other.items():
            sheet[place] = value
    if prepare:
        prepare(book)
    book.save(tmp_path / "a.xlsx")
    return sorted(block.text for block in xlsx.parse((tmp_path / "a.xlsx").read_bytes(), "fr", "en").blocks)


def test_texts_that_formulas_look_into_stay(tmp_path: Path) -> None:
    cells = {
        "A1": "Fini hier", "A2": "Le chat dort", "A3": "Rouge foncé", "A4": "Oui, bien sûr", "A5": "Janvier",
        "A6": "Le chat rouge", "A7": "Rien de fini",
        "B1": '=COUNTIF(A1,"Fini*")', "B2": '=COUNTIF(A2,"*chat*")', "B3": '=SEARCH("rouge",$A$3)',
        "B4": '=LEFT(A4,3)="Oui"', "B5": '=DATEVALUE("1 "&A5&" 2024")',
    }  # fmt: skip
    assert workbook(tmp_path, cells) == ["Le chat rouge", "Rien de fini"], "no formula looks into these"


def test_formulas_of_other_sheets_names_columns_and_formats_count(tmp_path: Path) -> None:
    from openpyxl.formatting.rule import FormulaRule
    from openpyxl.workbook.defined_name import DefinedName

    def prepare(book) -> None:  # type: ignore[no-untyped-def]
        book.defined_names["Liste"] = DefinedName("Liste", attr_text="'Ma feuille'!$C$1:$C$2")
        rule = FormulaRule(formula=['ISNUMBER(SEARCH("grand",D1))'])
        book.active.conditional_formatting.add("D1:D3", rule)

    cells = {
        "A1": "Un chat noir", "A2": "Un chien", "B1": "Vert clair", "C2": "Le mot juste",
        "D3": "Un grand jour", "E1": "Un grand soir",
    }  # fmt: skip
    others = {
        "A1": "=FIND(\"chat\",'Ma feuille'!A1)", "A2": "=SEARCH(\"vert\",'Ma feuille'!B:B)", "A3": '=MATCH("*mot*",Liste,0)',
        "B1": "Un chat blanc",
    }  # fmt: skip
    assert workbook(tmp_path, cells, others, prepare) == ["Un chat blanc", "Un chien", "Un grand soir"]


def test_cells_of_opendocument_that_formulas_look_into_stay() -> None:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    formula = '<table:table-cell table:formula="of:=COUNTIF([.A1];&quot;Fini*&quot;)" office:value-type="float"/>'
    message = '<table:help-message table:title="Choix"><text:p>Choisissez</text:p></table:help-message>'
    body = (
        f"<office:spreadsheet><table:content-validations><table:content-validation>{message}</table:content-validation>"
        f"</table:content-validations><table:table><table:table-row>{cell.format('Fini hier')}{cell.format('Un mot')}"
        f"{formula}</table:table-row></table:table></office:spreadsheet>"
    )
    document = odt.parse_sheet(packed_odf("ods", body), "fr", "en")
    assert sorted(block.text for block in document.blocks) == ["Choisissez", "Choix", "Un mot"]
    assert '<table:help-message table:title="CHOIX">' in content(capitals(document))


SHEET = (
    f'<worksheet xmlns="{S}"><sheetData/><dataValidations count="1"><dataValidation type="list" sqref="A1" promptTitle="Choix" '
    'prompt="Choisissez &amp; validez" errorTitle="Erreur" error="Non"><formula1>"Rouge,Vert"</formula1></dataValidation>'
    '</dataValidations><hyperlinks><hyperlink ref="A2" tooltip="Cliquez ici"/></hyperlinks><headerFooter>'
    '<oddHeader>&amp;L&amp;"Arial,Bold"&amp;12Le titre&amp;RPage &amp;P sur &amp;N</oddHeader><oddFooter>&amp;CPain &amp;&amp; vin'
    "</oddFooter></headerFooter></worksheet>"
)
NOTES = (
    f'<comments xmlns="{S}"><authors><author>Jean</author></authors><commentList><comment ref="B2" authorId="0"><text>'
    '<r><rPr><b/></rPr><t>Jean:</t></r><r><t xml:space="preserve">\nUn mot.\nUn autre.</t></r></text></comment></commentList></comments>'
)


def notes() -> bytes:
    base, relations = (
        "vnd.openxmlformats-officedocument.spreadsheetml.",
        "http://schemas.openxmlformats.org/package/2006/relationships",
    )
    files = {
        "xl/workbook.xml": f'<workbook xmlns="{S}" xmlns:r="urn:r"><sheets><sheet name="F" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{relations}"><Relationship Id="r1" Type="urn:worksheet" Target="worksheets/s.xml"/></Relationships>',
        "xl/worksheets/s.xml": SHEET,
        "xl/comments1.xml": NOTES,
        "xl/threadedComments/t.xml": '<ThreadedComments xmlns="urn:t"><threadedComment ref="A1"><text>Un avis</text></threadedComment></ThreadedComments>',
    }
    kinds = {
        "xl/workbook.xml": f"{base}sheet.main+xml", "xl/worksheets/s.xml": f"{base}worksheet+xml",
        "xl/comments1.xml": f"{base}comments+xml", "xl/threadedComments/t.xml": "vnd.ms-excel.threadedcomments+xml",
    }  # fmt: skip
    return packed(files, kinds)


def test_what_excel_says_beside_cells_is_translated() -> None:
    document = xlsx.parse(notes(), "fr", "en")
    made = capitals(document)
    sheet = member(made, "xl/worksheets/s.xml")
    assert 'promptTitle="CHOIX" prompt="CHOISISSEZ &amp; VALIDEZ" errorTitle="ERREUR" error="NON"' in sheet
    assert 'tooltip="CLIQUEZ ICI"' in sheet and '<formula1>"ROUGE,VERT"</formula1>' in sheet
    assert '&amp;L&amp;"Arial,Bold"&amp;12LE TITRE&amp;RPAGE &amp;P SUR &amp;N<' in sheet
    assert "&amp;CPAIN &amp;&amp; VIN<" in sheet
    remark = member(made, "xl/comments1.xml")
    assert (
        "".join(re.findall("<t[^>]*>([^<]*)</t>", remark)) == "JEAN:\nUN MOT.\nUN AUTRE." and "<author>Jean<" in remark
    )
    assert "<text>UN AVIS</text>" in member(made, "xl/threadedComments/t.xml")
    same = document.fill([None] * len(document.blocks))
    assert all(member(same, name) == member(notes(), name) for name in ("xl/worksheets/s.xml", "xl/comments1.xml"))


def test_lines_in_what_excel_says_stay_lines() -> None:
    from toolkit.markup.model import Page
    from toolkit.markup.office_texts import SAID, opened

    page = Page()
    code = '<dataValidation error="Un mot_x000a__x000a_ou rien&#10;Le chat"/>'
    page.parts = [opened(page, code, SAID)]
    assert [block.text for block in page.blocks] == ["Un mot", "ou rien", "Le chat"]
    assert page.fill([None] * 3) == code
    made = page.fill([changed(block, block.text.upper()) for block in page.blocks])
    assert made == '<dataValidation error="UN MOT_x000a__x000a_OU RIEN&#10;LE CHAT"/>'


def test_a_title_that_has_no_room_stays() -> None:
    document = xlsx.parse(notes(), "fr", "en")
    title = next(block for block in document.blocks if block.text == "Choix")
    title.text = "A title that is longer than Excel takes"
    assert title.written() == "Choix"


def test_alternative_texts_and_comments_of_slides_are_translated() -> None:
    shape = '<p:cNvPr id="2" name="Zone" descr="Un chat &amp; un chien" title="image1.png"/><a:p><a:r><a:t>Un mot</a:t></a:r></a:p>'
    document = pptx.parse(slides(shape), "fr", "en")
    code = member(capitals(document), "ppt/slides/slide1.xml")
    assert 'name="Zone" descr="UN CHAT &amp; UN CHIEN" title="image1.png"' in code and "UN MOT" in code
    base = "vnd.openxmlformats-officedocument.presentationml."
    old = '<p:cmLst xmlns:p="urn:p"><p:cm><p:text>Un avis\nUn autre</p:text></p:cm></p:cmLst>'
    new = f'<p188:cmLst xmlns:p188="urn:q" xmlns:a="{A}"><p188:txBody><a:p><a:r><a:t>Un mot</a:t></a:r></a:p></p188:txBody></p188:cmLst>'
    files = {
        "ppt/presentation.xml": '<p:presentation xmlns:p="urn:p"/>',
        "ppt/slides/slide1.xml": slide(""),
        "ppt/c1.xml": old,
        "ppt/c2.xml": new,
    }
    kinds = {
        "ppt/presentation.xml": f"{base}presentation.main+xml", "ppt/slides/slide1.xml": f"{base}slide+xml",
        "ppt/c1.xml": f"{base}comments+xml", "ppt/c2.xml": "vnd.ms-powerpoint.comments+xml",
    }  # fmt: skip
    made = capitals(pptx.parse(packed(files, kinds), "fr", "en"))
    assert "<p:text>UN AVIS\nUN AUTRE</p:text>" in member(made, "ppt/c1.xml") and "UN MOT" in member(made, "ppt/c2.xml")


def test_lines_of_a_cell_with_formats_stay_lines() -> None:
    from tests.markup.test_office import book

    text = '<r><rPr><b/></rPr><t>Titre</t></r><r><t xml:space="preserve">\nUn mot.\nLe chat\ndort ici.</t></r>'
    document = xlsx.parse(book([text], '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'), "fr", "en")
    assert [block.text for block in document.blocks] == ["Titre", "Un mot.", "Le chat dort ici."]
    code = member(capitals(document), "xl/sharedStrings.xml")
    assert "".join(re.findall("<t[^>]*>([^<]*)</t>", code)) == "TITRE\nUN MOT.\nLE CHAT\nDORT ICI."


@pytest.mark.parametrize("length, taken", [(200, True), (252, False)])
def test_a_header_that_would_have_no_room_stays(length: int, taken: bool) -> None:
    from toolkit.markup.model import Page
    from toolkit.markup.office_texts import with_headers
    from toolkit.markup.transfer import Sentence, transfer

    page, text = Page(), ("un mot &P " * 40)[: length - 7] + "."
    code = f"<oddHeader>{escape(f'&L{text}&RFin', quote=False)}</oddHeader>"
    page.parts = [with_headers(page, code)]
    made = []
    for block in page.blocks:
        target = block.text.replace("mot", "mots").replace("Fin", "End")
        made.append(transfer(block, target, [Sentence(0, len(block.text), 0, len(target))], None))
    assert ("mots" in page.fill(made)) is taken and "&amp;REnd<" in page.fill(made)
    assert page.fill([None] * len(made)) == code


def test_characters_that_excel_stores_by_codes_are_read_and_written_as_such() -> None:
    from tests.markup.test_office import book

    strings = ["Le chat_x000D_\ndort ici.", "a_x005F_x0041_ texte", "un_x0009_mot", "un_x0001_cri", "un_xD83D_ mot"]
    rows = "".join(f'<c r="{column}1" t="s"><v>{n}</v></c>' for n, column in enumerate("ABCDE"))
    document = xlsx.parse(book([f"<t>{text}</t>" for text in strings], f'<row r="1">{rows}</row>'), "fr", "en")
    texts = ["Le chat\ndort ici.", "a_x0041_ texte", "un\tmot", "un_x0001_cri", "un_xD83D_ mot"]
    assert [block.text for block in document.blocks] == texts
    made = document.fill([changed(block, block.text + "!") for block in document.blocks])
    written = re.findall("<t[^>]*>([^<]*)</t>", member(made, "xl/sharedStrings.xml"))
    assert written == [text.replace("_x0009_", "\t") + "!" for text in strings]
