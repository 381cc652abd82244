"""Slides and sheets: texts with their formats; formulas, numbers, names, masters and all other code stay."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import toolkit
from tests.translation.fakes import FakeModel
from toolkit.errors import InputError
from toolkit.markup import kind_of, pptx, xlsx
from toolkit.markup.audit import audit
from toolkit.markup.model import Block
from toolkit.markup.packed import PackedDocument
from toolkit.markup.transfer import Sentence, transfer
from toolkit.translation import Translator

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{}</Types>'


def packed(files: dict[str, str], kinds: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="application/{kind}"/>' for name, kind in kinds.items()
    )
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES.format(overrides))
        for name, code in files.items():
            archive.writestr(name, code)
    return buffer.getvalue()


def slides(*bodies: str) -> bytes:
    base = "vnd.openxmlformats-officedocument.presentationml."
    files = {
        "ppt/presentation.xml": f'<p:presentation xmlns:p="{P}"/>',
        "ppt/slideMasters/m1.xml": slide("<a:p><a:r><a:t>Modifiez</a:t></a:r></a:p>"),
    }
    kinds = {
        "ppt/presentation.xml": f"{base}presentation.main+xml",
        "ppt/slideMasters/m1.xml": f"{base}slideMaster+xml",
    }
    for number, body in enumerate(bodies, 1):
        files[f"ppt/slides/slide{number}.xml"] = slide(body)
        kinds[f"ppt/slides/slide{number}.xml"] = f"{base}slide+xml"
    return packed(files, kinds)


def slide(body: str) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><p:sld xmlns:p="{P}" xmlns:a="{A}"><p:txBody>{body}</p:txBody></p:sld>'
    )


def member(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        code = archive.read(name)
    etree.fromstring(code)
    return code.decode()


def translated(document: PackedDocument, words: dict[str, str]) -> bytes:
    """The file with texts from a table, marks around the words that they covered."""
    return document.fill([changed(block, words.get(block.text)) for block in document.blocks])


def changed(block: Block, text: str | None) -> Block | None:
    return None if text is None else transfer(block, text, [Sentence(0, len(block.text), 0, len(text))], None)


def capitals(document: PackedDocument) -> bytes:
    return document.fill([changed(block, block.text.upper()) for block in document.blocks])


BOLD = (
    '<a:p><a:pPr lvl="0"/><a:r><a:rPr lang="fr-FR" dirty="0"/><a:t>Le ministre </a:t></a:r><a:r><a:rPr lang="fr-FR" b="1"/>'
    '<a:t>a parlé</a:t></a:r><a:r><a:rPr lang="fr-FR"/><a:t> hier.</a:t></a:r><a:endParaRPr lang="fr-FR"/></a:p>'
)


def test_runs_become_sentences_and_keep_their_formats() -> None:
    document = pptx.parse(slides(BOLD), "fr", "en")
    assert [block.text for block in document.blocks] == ["Le ministre a parlé hier."]
    code = member(capitals(document), "ppt/slides/slide1.xml")
    assert "<a:t>LE MINISTRE </a:t>" in code and '<a:rPr lang="en-GB" b="1"/><a:t>A PARLÉ</a:t>' in code
    assert code.count('lang="en-GB"') == 4 and '<a:pPr lvl="0"/>' in code and "xml:space" not in code


def test_slides_come_in_order_and_masters_stay() -> None:
    data = slides(*(f"<a:p><a:r><a:t>Texte {n}</a:t></a:r></a:p>" for n in range(1, 12)))
    document = pptx.parse(data, "fr", "en")
    assert [block.text for block in document.blocks] == [f"Texte {n}" for n in range(1, 12)]
    assert member(capitals(document), "ppt/slideMasters/m1.xml") == member(data, "ppt/slideMasters/m1.xml")
    assert audit("pptx", data, capitals(document)) == []


def test_fields_and_breaks_keep_their_places() -> None:
    field = '<a:fld id="{1}" type="slidenum"><a:rPr/><a:t>7</a:t></a:fld>'
    body = f"<a:p><a:r><a:t>Page </a:t></a:r>{field}<a:r><a:t> sur dix</a:t></a:r></a:p><a:p><a:r><a:t>Un.</a:t></a:r><a:br/><a:r><a:t>Deux.</a:t></a:r></a:p>"
    document = pptx.parse(slides(body), "fr", "en")
    assert [block.text for block in document.blocks] == ["Page {0} sur dix", "Un.", "Deux."]
    code = member(capitals(document), "ppt/slides/slide1.xml")
    assert f"<a:t>PAGE </a:t></a:r>{field}" in code and "<a:t>UN.</a:t></a:r><a:br/>" in code


def book(strings: list[str], rows: str, others: dict[str, str] | None = None, inline: str = "") -> bytes:
    base = "vnd.openxmlformats-officedocument.spreadsheetml."
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    files = {
        "xl/workbook.xml": f'<workbook xmlns="{S}" xmlns:r="{R}"><sheets><sheet name="Ventes" sheetId="1" r:id="r1"/>'
        '<sheet name="Secret" sheetId="2" state="hidden" r:id="r2"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{relations}"><Relationship Id="r1" Type="{R}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{R}/worksheet" Target="/xl/worksheets/sheet2.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{S}"><sheetData>{rows}{inline}</sheetData></worksheet>',
        "xl/worksheets/sheet2.xml": f'<worksheet xmlns="{S}"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{S}" count="{len(strings)}">{"".join(f"<si>{s}</si>" for s in strings)}</sst>',
        **(others or {}),
    }
    kinds = {
        "xl/workbook.xml": f"{base}sheet.main+xml",
        "xl/worksheets/sheet1.xml": f"{base}worksheet+xml",
        "xl/worksheets/sheet2.xml": f"{base}worksheet+xml",
        "xl/sharedStrings.xml": f"{base}sharedStrings+xml",
        **({"xl/tables/t.xml": f"{base}table+xml"} if others else {}),
    }
    return packed(files, kinds)


STRINGS = [
    "<t>Texte caché</t>",
    "<t>La porte</t>",
    '<t xml:space="preserve">  Un mot  </t>',
    "<r><t>Le </t></r><r><rPr><b/></rPr><t>gros</t></r><r><t> chat dort.</t></r>",
    "<t>12</t>",
]
ROWS = '<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>2</v></c><c r="C1" t="s"><v>3</v></c><c r="D1"><f>LEN("Oui")</f><v>3</v></c><c r="E1" t="s"><v>4</v></c></row>'


def test_shared_strings_that_are_seen_are_translated_in_place() -> None:
    data = book(STRINGS, ROWS)
    document = xlsx.parse(data, "fr", "en")
    assert [block.text for block in document.blocks] == ["La porte", "Un mot", "Le gros chat dort."]
    after = capitals(document)
    strings = member(after, "xl/sharedStrings.xml")
    assert "<si><t>Texte caché</t></si><si><t>LA PORTE</t></si>" in strings, "what only a hidden sheet shows stays"
    assert '<t xml:space="preserve">  UN MOT  </t>' in strings and "<si><t>12</t></si>" in strings
    assert '<rPr><b/></rPr><t xml:space="preserve">GROS</t>' in strings
    for name in ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"):
        assert member(after, name) == member(data, name)
    anew = member(after, "xl/workbook.xml")
    assert anew.replace('<calcPr fullCalcOnLoad="1"/>', "") == member(data, "xl/workbook.xml") != anew
    assert audit("xlsx", data, after) == []


def test_hidden_sheets_are_translated_if_somebody_wants_that(tmp_path: Path) -> None:
    data = book(STRINGS, ROWS)
    document = xlsx.parse(data, "fr", "en", "translate")
    assert [block.text for block in document.blocks] == ["Texte caché", "La porte", "Un mot", "Le gros chat dort."]
    assert "<si><t>TEXTE CACHÉ</t></si>" in member(capitals(document), "xl/sharedStrings.xml")
    (tmp_path / "a.xlsx").write_bytes(data)
    engine = Translator(FakeModel(str.upper))
    made = [
        toolkit.translate_file(tmp_path / "a.xlsx", None, engine, hidden_sheets=how) for how in ("auto", "translate")
    ]
    assert [sum(one.counts().values()) for one in made] == [3, 4] and made[0].signature != made[1].signature
    with pytest.raises(InputError, match="unknown hidden sheets 'no'; choose from: auto, translate, keep"):
        toolkit.translate_file(tmp_path / "a.xlsx", None, engine, hidden_sheets="no")


def test_headings_of_tables_stay_and_so_do_formulas() -> None:
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    table = f'<table xmlns="{S}" id="1" name="T" displayName="T" ref="A1:B3"><tableColumns count="2"><tableColumn id="1" name="La porte"/></tableColumns></table>'
    others = {
        "xl/worksheets/_rels/sheet1.xml.rels": f'<Relationships xmlns="{relations}"><Relationship Id="r1" Type="{R}/table" Target="../tables/t.xml"/></Relationships>',
        "xl/tables/t.xml": table,
    }
    inline = '<row r="2"><c r="B1" t="inlineStr"><is><t>Un titre</t></is></c><c r="B2" t="inlineStr"><is><t>La pluie</t></is></c></row>'
    document = xlsx.parse(book(STRINGS, ROWS, others, inline), "fr", "en")
    assert [block.text for block in document.blocks] == ["La pluie", "Le gros chat dort."]


def test_a_cell_without_content_hides_no_cell_after_it() -> None:
    rows = (
        '<row r="1" spans="1:5"><c r="A1" s="1"/><c r="B1" s="2" t="s"><v>1</v></c><c r="C1" s="1" /><c r="D1" t="inlineStr">'
        '<is><t>La pluie</t></is></c><c/><c t="s"><v>2</v></c></row><row r="2"/><row><c r="A3"/><c t="s"><v>3</v></c></row>'
    )
    data = book(STRINGS, rows)
    document = xlsx.parse(data, "fr", "en")
    assert [block.text for block in document.blocks] == ["La pluie", "La porte", "Un mot", "Le gros chat dort."]
    assert audit("xlsx", data, capitals(document)) == []


@given(st.lists(st.sampled_from(["empty", "styled", "number", "shared", "inline", "nameless"]), max_size=12))
def test_every_text_that_a_sheet_shows_is_read(kinds: list[str]) -> None:
    cells, strings, inline = [], [], []
    for number, kind in enumerate(kinds):
        place = f"{chr(65 + number)}1"
        if kind in ("shared", "nameless"):
            where = f'r="{place}" ' if kind == "shared" else ""
            cells.append(f'<c {where}s="1" t="s"><v>{len(strings)}</v></c>')
            strings.append(f"Phrase {number}.")
        elif kind == "inline":
            cells.append(f'<c t="inlineStr" r="{place}"><is><t>Cellule {number}.</t></is></c>')
            inline.append(f"Cellule {number}.")
        else:
            cells.append(
                {"empty": f'<c r="{place}"/>', "styled": f'<c r="{place}" s="4" />', "number": "<c><v>7</v></c>"}[kind]
            )
    data = book([f"<t>{s}</t>" for s in strings], f'<row r="1">{"".join(cells)}</row>')
    seen = [block.text for block in xlsx.parse(data, "fr", "en").blocks]
    assert sorted(seen) == sorted(strings + inline)


def test_places_that_a_writer_leaves_out_are_counted() -> None:
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    others = {
        "xl/worksheets/_rels/sheet1.xml.rels": f'<Relationships xmlns="{relations}"><Relationship Id="r1" Type="{R}/table" Target="../tables/t.xml"/></Relationships>',
        "xl/tables/t.xml": f'<table xmlns="{S}" id="1" name="T" displayName="T" ref="B2:C3"/>',
    }
    rows = '<row/><row><c/><c t="s"><v>1</v></c></row><row><c/><c t="s"><v>3</v></c></row>'
    document = xlsx.parse(book(STRINGS, rows, others), "fr", "en")
    assert [block.text for block in document.blocks] == ["Le gros chat dort."], "B2 is a heading"


@pytest.mark.parametrize("kind", ["pptx", "xlsx"])
def test_where_nothing_is_translated_every_byte_stays(kind: str) -> None:
    spaced = BOLD.replace("</a:r><a:r>", "</a:r>\n  <a:r>")
    data = slides(BOLD, spaced) if kind == "pptx" else book(STRINGS, ROWS)
    document = (pptx if kind == "pptx" else xlsx).parse(data, "fr", "en")
    same = document.fill([None] * len(document.blocks))
    with zipfile.ZipFile(io.BytesIO(data)) as one, zipfile.ZipFile(io.BytesIO(same)) as other:
        assert [(n, one.read(n)) for n in one.namelist()] == [(n, other.read(n)) for n in other.namelist()]
    if kind == "pptx":
        assert [block.text for block in document.blocks] == ["Le ministre a parlé hier."] * 2


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co")), min_size=1, max_size=15)


@given(st.lists(st.tuples(TEXT, st.sampled_from(["", "<{}rPr><{}b/></{}rPr>"])), min_size=1, max_size=6))
def test_any_runs_keep_the_structure(runs: list[tuple[str, str]]) -> None:
    def escaped(text: str) -> str:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    def code(prefix: str, keep: str) -> str:
        return "".join(
            f"<{prefix}r>{style.replace('{}', prefix)}<{prefix}t{keep}>{escaped(text)}</{prefix}t></{prefix}r>"
            for text, style in runs
        )

    deck, sheet = (
        slides(f"<a:p>{code('a:', '')}</a:p>"),
        book([code("", ' xml:space="preserve"')], ROWS.replace("<v>1<", "<v>0<")),
    )
    for kind, data, module in (("pptx", deck, pptx), ("xlsx", sheet, xlsx)):
        after = capitals(module.parse(data, "fr", "en"))
        assert audit(kind, data, after) == []
        with zipfile.ZipFile(io.BytesIO(after)) as archive:
            for name in archive.namelist():
                etree.fromstring(archive.read(name))


def test_the_audit_sees_what_is_lost() -> None:
    assert "ppt/slides/slide1.xml: paragraphs: 1 before, 2 after" in audit("pptx", slides(BOLD), slides(BOLD * 2))
    lost = audit("xlsx", book(STRINGS, ROWS), book(STRINGS, re.sub(r"<f>.*?</f>", "", ROWS)))
    assert lost == ["xl/worksheets/sheet1.xml: formulas: 1 before, 0 after"]


@pytest.mark.parametrize("module, words", [(pptx, "not a PowerPoint file"), (xlsx, "not an Excel file")])
@pytest.mark.parametrize("data", [b"nothing", packed({"a.xml": "<a/>"}, {"a.xml": "xml"})])
def test_other_files_are_refused(module, words: str, data: bytes) -> None:
    with pytest.raises(InputError, match=words):
        module.parse(data, "fr", "en")


def test_files_with_a_password_are_refused_as_such() -> None:
    data = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(InputError, match="protected by a password; save it without one first"):
        xlsx.parse(data, "fr", "en")


def test_files_are_known_by_suffix() -> None:
    assert [kind_of(Path(name)) for name in ("a.pptx", "b.XLSX")] == ["pptx", "xlsx"]


@pytest.mark.parametrize(
    ("suffix", "base", "kind", "other"),
    [
        ("xlsm", "xlsx", "vnd.openxmlformats-officedocument.spreadsheetml.sheet", "vnd.ms-excel.sheet.macroEnabled"),
        ("xltx", "xlsx", "spreadsheetml.sheet", "spreadsheetml.template"),
        ("pptm", "pptx", "vnd.openxmlformats-officedocument.presentationml.presentation", "vnd.ms-powerpoint.presentation.macroEnabled"),
        ("potx", "pptx", "presentationml.presentation", "presentationml.template"),
        ("docm", "docx", "vnd.openxmlformats-officedocument.wordprocessingml.document", "vnd.ms-word.document.macroEnabled"),
        ("dotx", "docx", "wordprocessingml.document", "wordprocessingml.template"),
    ],
)  # fmt: skip
def test_templates_and_files_with_macros_are_translated_and_keep_them(
    tmp_path: Path, suffix: str, base: str, kind: str, other: str
) -> None:
    if base == "docx":
        w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        code = f'<w:document xmlns:w="{w}"><w:body><w:p><w:r><w:t>La porte</w:t></w:r></w:p></w:body></w:document>'
        data = packed({"word/document.xml": code}, {"word/document.xml": "wordprocessingml.document.main+xml"})
        kind = kind.removeprefix("vnd.openxmlformats-officedocument.")
    else:
        data = book(STRINGS, ROWS) if base == "xlsx" else slides("<a:p><a:r><a:t>La porte</a:t></a:r></a:p>")
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "[Content_Types].xml":
                assert f"{kind}.main+xml".encode() in content
                content = content.replace(f"{kind}.main+xml".encode(), f"{other}.main+xml".encode())
            new.writestr(name, content)
        new.writestr("vba/vbaProject.bin", b"\xcc\x61 code")
    path = tmp_path / f"a.{suffix}"
    path.write_bytes(made.getvalue())
    engine = Translator(FakeModel(lambda text: text.replace("La porte", "The door")))
    toolkit.translate_file(path, tmp_path / f"b.{suffix}", engine)
    result = (tmp_path / f"b.{suffix}").read_bytes()
    with zipfile.ZipFile(io.BytesIO(result)) as archive:
        assert archive.read("vba/vbaProject.bin") == b"\xcc\x61 code"
        assert other.encode() in archive.read("[Content_Types].xml")
        assert any(b"The door" in archive.read(name) for name in archive.namelist())


def test_texts_that_formulas_and_lists_compare_with_stay(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    from openpyxl.worksheet.datavalidation import DataValidation

    book = openpyxl.Workbook()
    sheet = book.active
    for place, value in {"A1": "Nom", "A2": "Le chat dort.", "D1": "Oui", "D2": "Le chien mange.", "D3": "non"}.items():
        sheet[place] = value
    sheet["E1"] = '=IF(D1="Oui",1,0)'
    sheet["E2"] = '=VLOOKUP("nom",A1:B3,1,FALSE)'
    allowed = DataValidation(type="list", formula1='"Oui,Non"', allow_blank=True)
    allowed.add("D1:D9")
    sheet.add_data_validation(allowed)
    book.save(tmp_path / "a.xlsx")
    page = xlsx.parse((tmp_path / "a.xlsx").read_bytes(), "fr", "en")
    assert {block.text for block in page.blocks} == {"Le chat dort.", "Le chien mange."}
