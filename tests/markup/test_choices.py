"""Lists of allowed values, filters, pivot tables and stored results change with the cells that they know, or stay."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.markup.test_office import R, S, book, changed, member, packed
from toolkit.markup import xlsx
from toolkit.markup.audit import audit
from toolkit.markup.choices import Choices, agreed
from toolkit.markup.model import Block

openpyxl = pytest.importorskip("openpyxl")
WORDS = {
    "Oui": "Yes", "Non": "No", "Peut-être": "Maybe", "Nord": "North", "Sud": "South", "Total": "Sum", "Lyon": "Lyons",
    "Ville": "Town", "Le chat": "The cat", "Région": "Region", "Ventes": "Sales", "Fruits": "Fruit", "Pomme": "Apple",
    "Un mot": "A word", "Fruits rouges": "Berries", "Somme de Ventes": "Sum of Sales", "Auto": "Car", "Voiture": "Car",
}  # fmt: skip


def translated(data: bytes, **other: str) -> bytes:
    """A workbook in other words; what they lack is in capitals."""
    document = xlsx.parse(data, "fr", "en")
    words = WORDS | other
    return document.fill([changed(block, words.get(block.text, block.text.upper())) for block in document.blocks])


def saved(made, tmp_path: Path) -> bytes:  # type: ignore[no-untyped-def]
    made.save(tmp_path / "a.xlsx")
    return (tmp_path / "a.xlsx").read_bytes()


def read(data: bytes):  # type: ignore[no-untyped-def]
    return openpyxl.load_workbook(io.BytesIO(data))


def sheet_of(cells: dict[str, str]):  # type: ignore[no-untyped-def]
    made = openpyxl.Workbook()
    for place, value in cells.items():
        made.active[place] = value
    return made


def allow(sheet, formula: str, area: str = "A1:A9") -> None:  # type: ignore[no-untyped-def]
    from openpyxl.worksheet.datavalidation import DataValidation

    check = DataValidation(type="list", formula1=formula)
    check.add(area)
    sheet.add_data_validation(check)


def outcome(data: bytes) -> tuple[str, dict[str, str]]:
    """The list of the first sheet, and its cells."""
    sheet = read(data).worksheets[0]
    cells = {cell.coordinate: str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None}
    return sheet.data_validations.dataValidation[0].formula1, cells


def test_a_list_of_choices_changes_with_the_cells_that_hold_them(tmp_path: Path) -> None:
    made = sheet_of({"A1": "Oui", "A2": "Non", "B1": "Un mot"})
    allow(made.active, '"Oui,Non, Peut-être"')
    formula, cells = outcome(translated(saved(made, tmp_path)))
    assert formula == '"Yes,No, Maybe"' and cells == {"A1": "Yes", "A2": "No", "B1": "A word"}


@pytest.mark.parametrize("word", ["Yes, of course", 'The "yes"', "Yes " * 80, "No"])
def test_a_list_that_could_not_be_written_stays_with_its_cells(tmp_path: Path, word: str) -> None:
    made = sheet_of({"A1": "Oui", "A2": "Non", "B1": "Un mot"})
    allow(made.active, '"Oui,Non"')
    formula, cells = outcome(translated(saved(made, tmp_path), Oui=word))
    assert formula == '"Oui,Non"' and cells == {"A1": "Oui", "A2": "Non", "B1": "A word"}


def test_a_list_whose_item_a_formula_knows_stays(tmp_path: Path) -> None:
    made = sheet_of({"A1": "Oui", "A2": "Non", "B1": '=IF(A1="Oui",1,0)', "C1": "Un mot"})
    allow(made.active, '"Oui,Non"')
    formula, cells = outcome(translated(saved(made, tmp_path)))
    assert formula == '"Oui,Non"' and (cells["A1"], cells["A2"], cells["C1"]) == ("Oui", "Non", "A word")


@pytest.mark.parametrize("state", ["visible", "hidden"])
def test_choices_taken_from_cells_are_translated_also_on_a_hidden_sheet(tmp_path: Path, state: str) -> None:
    made = sheet_of({"A1": "Oui"})
    other = made.create_sheet("Listes")
    for row in ("Oui", "Non", "Peut-être"):
        other.append([row, "Le chat"])
    other.sheet_state = state
    allow(made.active, "Listes!$A$1:$A$3")
    data = translated(saved(made, tmp_path))
    assert outcome(data) == ("Listes!$A$1:$A$3", {"A1": "Yes"})
    cells = [[cell.value for cell in row] for row in read(data)["Listes"].iter_rows()]
    other_text = "The cat" if state == "visible" else "Le chat"
    assert cells == [["Yes", other_text], ["No", other_text], ["Maybe", other_text]]


def test_choices_of_a_hidden_sheet_that_is_kept_stay_in_all_cells(tmp_path: Path) -> None:
    made = sheet_of({"A1": "Oui", "B1": "Un mot"})
    other = made.create_sheet("Listes")
    for row in ("Oui", "Non"):
        other.append([row])
    other.sheet_state = "hidden"
    allow(made.active, "Listes!$A$1:$A$2")
    document = xlsx.parse(saved(made, tmp_path), "fr", "en", "keep")
    data = document.fill([changed(block, WORDS[block.text]) for block in document.blocks])
    assert [cell.value for cell in read(data)["Listes"]["A"]] == ["Oui", "Non"]
    assert outcome(data)[1] == {"A1": "Oui", "B1": "A word"}


def test_choices_taken_from_cells_stay_if_a_formula_knows_one(tmp_path: Path) -> None:
    made = sheet_of({"A1": "Oui", "B1": '=COUNTIF(A1:A9,"Non")', "C1": "Un mot"})
    other = made.create_sheet("Listes")
    for row in ("Oui", "Non", "Peut-être"):
        other.append([row])
    allow(made.active, "Listes!$A$1:$A$3")
    data = translated(saved(made, tmp_path))
    assert [cell.value for cell in read(data)["Listes"]["A"]] == ["Oui", "Non", "Peut-être"]
    assert outcome(data)[1]["A1"] == "Oui" and outcome(data)[1]["C1"] == "A word"


def test_filters_change_with_the_cells_and_wildcards_keep_them(tmp_path: Path) -> None:
    from openpyxl.worksheet.filters import CustomFilter, CustomFilters, FilterColumn, Filters

    made = sheet_of({"A1": "Ville", "A2": "Lyon", "B1": "Région", "B2": "Le Sud", "B3": "Nord", "C2": "Le Sud-Est"})
    made.active.auto_filter.ref = "A1:B9"
    made.active.auto_filter.filterColumn = [
        FilterColumn(colId=0, filters=Filters(filter=["Lyon"])),
        FilterColumn(colId=1, customFilters=CustomFilters(customFilter=[CustomFilter(operator="equal", val="*sud*")])),
    ]
    sheet = read(translated(saved(made, tmp_path))).active
    first, second = sheet.auto_filter.filterColumn
    assert first.filters.filter == ["Lyons"] and sheet["A2"].value == "Lyons"
    assert second.customFilters.customFilter[0].val == "*sud*"
    assert [sheet[place].value for place in ("B2", "B3", "C2")] == ["Le Sud", "North", "LE SUD-EST"]


def test_names_that_a_formula_makes_references_of_stay(tmp_path: Path) -> None:
    from openpyxl.workbook.defined_name import DefinedName

    made = sheet_of({"A1": "Fruits rouges", "A2": "Pomme", "B1": "Un mot"})
    made.defined_names["Fruits_rouges"] = DefinedName("Fruits_rouges", attr_text="Sheet!$A$2")
    allow(made.active, 'INDIRECT(SUBSTITUTE($A$1," ","_"))', "C1")
    _, cells = outcome(translated(saved(made, tmp_path)))
    assert cells == {"A1": "Fruits rouges", "A2": "Apple", "B1": "A word"}


def test_cells_that_a_name_or_a_formula_reads_a_reference_or_a_format_of_stay(tmp_path: Path) -> None:
    from openpyxl.workbook.defined_name import DefinedName

    made = sheet_of({"A1": "Nord", "A2": "Nord", "A3": "jj mmmm", "B1": "=TAUX", "B2": "=TEXT(C1,A3)", "C2": "Sud"})
    made.defined_names["TAUX"] = DefinedName("TAUX", attr_text='INDIRECT("TAUX_"&Sheet!$A$1)')
    sheet = read(translated(saved(made, tmp_path))).active
    assert [sheet[place].value for place in ("A1", "A3", "C2")] == ["Nord", "jj mmmm", "South"]
    assert sheet["A2"].value == "Nord", "a formula may compare it with A1"


def test_one_text_becomes_one_text_in_all_cells(tmp_path: Path) -> None:
    """Formulas find rows because two cells are equal."""
    data = book(
        ["<t>Un</t>", "<t>Nord</t>", "<r><rPr><b/></rPr><t>Nord</t></r>"],
        '<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>2</v></c></row>',
    )
    document = xlsx.parse(data, "fr", "en")
    assert [block.text for block in document.blocks] == ["Nord", "Nord"]
    made = document.fill(
        [changed(block, word) for block, word in zip(document.blocks, ["North", "The north"], strict=True)]
    )
    assert re.findall("<t[^>]*>([^<]*)</t>", member(made, "xl/sharedStrings.xml")) == ["Un", "North", "North"]


def test_stored_results_follow_their_cells_and_formulas_are_calculated_anew() -> None:
    rows = (
        '<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="str"><f>A1</f><v>Le chat</v></c>'
        '<c r="C1" t="str"><f t="shared" si="0"/><v>Le chat</v></c><c r="D1" t="str"><f>A1&amp;"!"</f><v>Le chat!</v></c></row>'
    )
    data = book(["<t>Un</t>", "<t>Le chat</t>"], rows)
    made = translated(data)
    assert re.findall("<v>([^<]*)</v>", member(made, "xl/worksheets/sheet1.xml")) == [
        "1",
        "The cat",
        "The cat",
        "Le chat!",
    ]
    assert '</sheets><calcPr fullCalcOnLoad="1"/></workbook>' in member(made, "xl/workbook.xml")
    assert audit("xlsx", data, made) == []


@pytest.mark.parametrize(
    "code, made",
    [
        ('<x:workbook xmlns:x="u"><x:sheets></x:sheets><x:pivotCaches/></x:workbook>', '</x:sheets><x:calcPr fullCalcOnLoad="1"/><x:pivotCaches/>'),
        ("<workbook><sheets/><definedNames></definedNames></workbook>", '</definedNames><calcPr fullCalcOnLoad="1"/>'),
        ('<workbook><sheets></sheets><calcPr calcId="1" fullCalcOnLoad="0"/></workbook>', '<calcPr calcId="1" fullCalcOnLoad="1"/>'),
        ("<workbook/>", "<workbook/>"),
    ],
)  # fmt: skip
def test_where_a_workbook_says_that_it_is_calculated_anew(code: str, made: str) -> None:
    assert made in xlsx._calculated_anew(code)


def test_the_total_of_a_table_is_called_as_its_cell() -> None:
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    table = (
        f'<table xmlns="{S}" id="1" name="T" displayName="T" ref="A1:A3" totalsRowCount="1"><autoFilter ref="A1:A2"><filterColumn '
        'colId="0"><filters><filter val="Nord"/></filters></filterColumn></autoFilter><tableColumns count="1">'
        '<tableColumn id="1" name="Région" totalsRowLabel="Total"/></tableColumns></table>'
    )
    others = {
        "xl/worksheets/_rels/sheet1.xml.rels": f'<Relationships xmlns="{relations}"><Relationship Id="r1" Type="{R}/table" Target="../tables/t.xml"/></Relationships>',
        "xl/tables/t.xml": table,
    }
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>{n}</v></c></row>' for n in (1, 2, 3))
    data = book(["<t>Un</t>", "<t>Région</t>", "<t>Nord</t>", "<t>Total</t>"], rows, others)
    made = translated(data)
    assert re.findall("<t>([^<]*)</t>", member(made, "xl/sharedStrings.xml")) == ["Un", "Région", "North", "Sum"]
    code = member(made, "xl/tables/t.xml")
    assert 'name="Région" totalsRowLabel="Sum"' in code and '<filter val="North"/>' in code


def test_a_heading_of_a_table_on_a_hidden_sheet_stays_where_a_shown_cell_shares_it() -> None:
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    others = {
        "xl/worksheets/_rels/sheet2.xml.rels": f'<Relationships xmlns="{relations}"><Relationship Id="r1" Type="{R}/table" Target="../tables/t.xml"/></Relationships>',
        "xl/tables/t.xml": f'<table xmlns="{S}" id="1" name="T" displayName="T" ref="A1:A3"/>',
    }
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    document = xlsx.parse(book(["<t>Région</t>", "<t>Nord</t>"], rows, others), "fr", "en")
    assert [block.text for block in document.blocks] == ["Nord"]


def pivoted(calculated: str = "", items: tuple[str, ...] = ("Nord", "Sud")) -> bytes:
    base = "vnd.openxmlformats-officedocument.spreadsheetml."
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    texts = ["Région", "Ventes", *items, "Somme de Ventes"]
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>{n - 1}</v></c></row>' for n in range(1, len(texts) + 1))
    shared = "".join(f'<s v="{item}"/>' for item in items)
    files = {
        "xl/workbook.xml": f'<workbook xmlns="{S}" xmlns:r="urn:r"><sheets><sheet name="F" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{relations}"><Relationship Id="r1" Type="urn:worksheet" Target="worksheets/s.xml"/></Relationships>',
        "xl/worksheets/s.xml": f'<worksheet xmlns="{S}"><sheetData>{cells}</sheetData></worksheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{S}">{"".join(f"<si><t>{text}</t></si>" for text in texts)}</sst>',
        "xl/pivotCache/pivotCacheDefinition1.xml": f'<pivotCacheDefinition xmlns="{S}"><cacheSource type="worksheet"><worksheetSource ref="A1:B9" sheet="F"/>'
        f'</cacheSource><cacheFields count="2"><cacheField name="Région"><sharedItems count="2">{shared}</sharedItems></cacheField>'
        f'<cacheField name="Ventes"><sharedItems/></cacheField></cacheFields>{calculated}</pivotCacheDefinition>',
        "xl/pivotTables/pivotTable1.xml": f'<pivotTableDefinition xmlns="{S}" name="P" dataCaption="Valeurs"><dataFields count="1">'
        '<dataField name="Somme de Ventes" fld="1"/></dataFields></pivotTableDefinition>',
    }
    kinds = {
        "xl/workbook.xml": f"{base}sheet.main+xml", "xl/worksheets/s.xml": f"{base}worksheet+xml",
        "xl/sharedStrings.xml": f"{base}sharedStrings+xml",
        "xl/pivotCache/pivotCacheDefinition1.xml": f"{base}pivotCacheDefinition+xml",
        "xl/pivotTables/pivotTable1.xml": f"{base}pivotTable+xml",
    }  # fmt: skip
    return packed(files, kinds)


def shown(data: bytes) -> tuple[list[str], list[str], str]:
    """Cells, items of the cache, and the name of the field with sums."""
    cache, table = (
        member(data, f"xl/{name}") for name in ("pivotCache/pivotCacheDefinition1.xml", "pivotTables/pivotTable1.xml")
    )
    cells = re.findall("<t>([^<]*)</t>", member(data, "xl/sharedStrings.xml"))
    assert 'name="Région"' in cache and 'name="Ventes"' in cache and 'dataCaption="Valeurs"' in table
    return cells, re.findall('<s v="([^"]*)"', cache), re.findall('dataField name="([^"]*)"', table)[0]


def test_pivot_tables_keep_their_fields_and_their_items_follow_the_cells() -> None:
    made = translated(pivoted())
    assert shown(made) == (["Région", "Ventes", "North", "South", "Sum of Sales"], ["North", "South"], "Sum of Sales")
    assert audit("xlsx", pivoted(), made) == []


def test_items_that_would_be_one_stay() -> None:
    made = translated(pivoted(items=("Auto", "Voiture", "Nord")))
    assert shown(made)[:2] == (
        ["Région", "Ventes", "Auto", "Voiture", "North", "Sum of Sales"],
        ["Auto", "Voiture", "North"],
    )


def test_items_that_a_formula_of_the_cache_knows_stay() -> None:
    made = translated(pivoted('<calculatedItems><calculatedItem field="0" formula="Nord+Sud"/></calculatedItems>'))
    assert shown(made)[:2] == (["Région", "Ventes", "Nord", "Sud", "Sum of Sales"], ["Nord", "Sud"])


def test_a_workbook_is_found_by_the_type_of_its_suffix() -> None:
    """Some writers state the type of the workbook for all XML (PhpSpreadsheet's issue 2246)."""
    base = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    with zipfile.ZipFile(
        io.BytesIO(book(["<t>Un</t>", "<t>Le chat</t>"], '<row r="1"><c r="A1" t="s"><v>1</v></c></row>'))
    ) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    stated = files["[Content_Types].xml"].replace('<Override PartName="/xl/workbook.xml" ', '<Default Extension="xml" ')
    assert f'<Default Extension="xml" ContentType="{base}sheet.main+xml"' in stated
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, code in (files | {"[Content_Types].xml": stated}).items():
            archive.writestr(name, code)
    assert [block.text for block in xlsx.parse(buffer.getvalue(), "fr", "en").blocks] == ["Le chat"]


@given(
    st.lists(st.sampled_from("abcd"), max_size=8),
    st.lists(st.lists(st.sampled_from("abcde"), min_size=1, max_size=3), max_size=4),
    st.booleans(),
)
def test_agreed_texts_are_one_for_one_and_fit(texts: list[str], listed: list[list[str]], whole: bool) -> None:
    blocks = [Block(text) for text in texts]
    becomes = ["X", "Y", "X", "a,b", "", "Z", "W", "V"]
    after = agreed(
        blocks,
        [Block(becomes[n]) for n in range(len(texts))],
        [Choices(tuple(items), 9, ",", whole=whole) for items in listed],
    )
    made: dict[str, str] = {}
    for old, new in zip(blocks, after, strict=True):
        assert made.setdefault(old.text, new.text if new else old.text) == (new.text if new else old.text)
    for items in listed:
        own = [made.get(item, item) for item in items]
        moved = [item for item in items if made.get(item, item) != item]
        assert not any("," in made[item] or not made[item] for item in moved)
        assert not moved or len(set(own)) == len(set(items))
        assert not whole or not moved or all(item in made for item in items)


def test_packages_of_windows_with_other_slashes_are_read() -> None:
    data = book(["<t>Un</t>", "<t>Le chat</t>"], '<row r="1"><c r="A1" t="s"><v>1</v></c></row>')
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(buffer, "w") as other:
        for name in archive.namelist():
            other.writestr(name.replace("/", "\\"), archive.read(name))
    made = translated(buffer.getvalue())
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert b"<t>The cat</t>" in archive.read("xl\\sharedStrings.xml")
    assert audit("xlsx", buffer.getvalue(), made) == []


def test_stored_results_of_opendocument_follow_their_cells() -> None:
    from tests.markup.test_opendocument_more import cell, content
    from tests.markup.test_opendocument_more import packed as packed_odf
    from toolkit.markup.odt import parse_sheet

    formula = ' table:formula="of:=[.A1]"'
    cells = (
        cell("Le chat") + cell("Le chat", formula) + cell("Le chat!", ' table:formula="of:=[.A1]&amp;&quot;!&quot;"')
    )
    stored = cell("Le chat", f'{formula} office:string-value="Le chat"')
    data = packed_odf("spreadsheet", f"<table:table><table:table-row>{cells}{stored}</table:table-row></table:table>")
    document = parse_sheet(data, "fr", "en")
    code = content(document.fill([changed(block, WORDS[block.text]) for block in document.blocks]))
    assert re.findall("<text:p>([^<]*)</text:p>", code) == ["The cat", "The cat", "Le chat!", "The cat"]
    assert 'office:string-value="The cat"' in code
