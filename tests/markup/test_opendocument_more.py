"""OpenDocument presentations and spreadsheets, and what LibreOffice makes of files that we write."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from tests.markup.test_localisation import capitals, same, texts
from toolkit.markup import kind_of
from toolkit.markup.audit import audit
from toolkit.markup.odt import parse_sheet, parse_slides
from toolkit.markup.subtitles import parse as parse_subtitles
from toolkit.markup.subtitles import parse_ass

NAMES = "office:office style:style text:text table:table draw:drawing presentation:presentation svg:svg-compatible"
SPACES = "".join(
    f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (pair.split(":") for pair in NAMES.split())
)
SHEET = (
    '<table:table table:name="Feuille"><table:table-row>'
    '<table:table-cell office:value-type="string"><text:p>Un chat</text:p></table:table-cell>'
    '<table:table-cell office:value-type="float" office:value="12.5"><office:annotation><text:p>Un prix</text:p>'
    "</office:annotation><text:p>12,5 kilos</text:p></table:table-cell>"
    '<table:table-cell office:value-type="date" office:date-value="2024-03-12"><text:p>12 mars 2024</text:p>'
    '</table:table-cell><table:table-cell table:formula="of:=[.A1]" office:value-type="string" '
    'office:string-value="Un chat"><text:p>Un chat</text:p></table:table-cell>'
    '<table:table-cell table:number-columns-repeated="3" office:value-type="string"><text:p>Un <text:span>chien</text:span>'
    "</text:p></table:table-cell></table:table-row></table:table>"
)
SLIDES = (
    '<draw:page draw:name="Une page"><draw:frame><svg:title>Une image</svg:title><draw:text-box><text:p>Un titre</text:p>'
    "</draw:text-box></draw:frame><presentation:notes><draw:frame><draw:text-box><text:p>Une note</text:p>"
    "</draw:text-box></draw:frame></presentation:notes></draw:page>"
)


def packed(kind: str, body: str, styles: str = "") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}", zipfile.ZIP_STORED)
        head = f'<office:document-content{SPACES} office:version="1.3"><office:body><office:{kind}>'
        archive.writestr("content.xml", f"{head}{body}</office:{kind}></office:body></office:document-content>")
        archive.writestr(
            "styles.xml", f'<office:document-styles{SPACES} office:version="1.3">{styles}</office:document-styles>'
        )
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.{kind}"/>'
            '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
            '<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/></manifest:manifest>',
        )
    return buffer.getvalue()


def content(data: bytes, name: str = "content.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def test_cells_of_text_and_remarks_are_translated_and_nothing_else() -> None:
    data = packed("spreadsheet", SHEET)
    document = parse_sheet(data, "fr", "en")
    # The stored result of a formula follows the cell whose text it is.
    assert [block.text for block in document.blocks] == ["Un chat", "Un prix", "Un chat", "Un chien", "Un chat"]
    made = capitals(document)  # type: ignore[arg-type]
    code = content(made)  # type: ignore[arg-type]
    assert "<text:p>UN CHAT</text:p>" in code and "Un chat" not in code and ">12 mars 2024<" in code
    assert 'table:name="Feuille"' in code and "<text:p>12,5 kilos</text:p>" in code and "UN PRIX" in code
    assert audit("ods", data, made) == []  # type: ignore[arg-type]
    assert content(same(document)) == content(data)  # type: ignore[arg-type]


def test_slides_and_notes_are_translated_and_masters_stay() -> None:
    master = "<office:master-styles><style:master-page><draw:frame><draw:text-box><text:p>Un modèle</text:p></draw:text-box></draw:frame></style:master-page></office:master-styles>"
    data = packed("presentation", SLIDES, master)
    document = parse_slides(data, "fr", "en")
    assert [block.text for block in document.blocks] == ["Un titre", "Une note", "Une image"]
    made = capitals(document)  # type: ignore[arg-type]
    assert "UN TITRE" in content(made) and 'draw:name="Une page"' in content(made)  # type: ignore[arg-type]
    assert content(made, "styles.xml") == content(data, "styles.xml")  # type: ignore[arg-type]
    assert audit("odp", data, made) == []  # type: ignore[arg-type]


def test_they_are_known_by_their_suffixes(tmp_path: Path) -> None:
    assert [kind_of(tmp_path / f"a.{suffix}") for suffix in ("odp", "ods", "ass", "ssa")] == [
        "odp",
        "ods",
        "ass",
        "ass",
    ]


ASS = r"""[Script Info]
Title: Un film
[Events]
Format: Layer, Start, End, Style, Name, Text
Dialogue: 0,0:00:01.00,0:00:03.00,Default,Jean,{\i1}Un chat,{\i0}\Nun chien.
Comment: 0,0:00:01.00,0:00:03.00,Default,,Rien
Dialogue: 0,0:00:04.00,0:00:06.00,Default,,Des soldats sont arrivés hier
Dialogue: 0,0:00:06.10,0:00:08.00,Default,,dans la ville, en octobre.
Dialogue: 0,0:00:09.00,0:00:12.00,Default,,{\pos(1,2)\p1}m 0 0 l 100 0{\p0}
Dialogue: 0,0:00:09.00,0:00:12.00,Default,,{\k20}Bon{\k30}jour
Dialogue: 0,0:00:13.00,0:00:14.00,Default,,{\an8}- Un mot\N- Deux mots
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_dialogues_are_translated_and_drawings_and_karaoke_stay(newline: str) -> None:
    text = ASS.replace("\n", newline)
    page = parse_ass(text, "fr", "en")
    assert texts(page) == [
        "Un chat, un chien.", "Des soldats sont arrivés hier dans la ville, en octobre.", "Un mot", "Deux mots",
    ]  # fmt: skip
    assert same(page) == text
    made = capitals(page).split(newline)
    before = text.split(newline)
    assert len(made) == len(before)
    assert all(
        a == b for a, b in zip(before, made, strict=True) if not a.startswith("Dialogue") or "{\\p" in a or "\\k" in a
    )
    assert made[4].startswith(r"Dialogue: 0,0:00:01.00,0:00:03.00,Default,Jean,{\i1}UN CHAT,{\i0}\NUN CHIEN.")
    assert made[6].endswith(",DES SOLDATS SONT ARRIVÉS HIER") and made[7].endswith(",DANS LA VILLE, EN OCTOBRE.")
    assert made[10].endswith(r"{\an8}- UN MOT\N- DEUX MOTS")


def test_backslashes_of_other_subtitles_are_text_and_remarks_of_ass_are_none() -> None:
    cue = "1\n00:00:01,000 --> 00:00:02,000\nOuvrez C:\\Nord\\hiver ici.\n"
    assert texts(parse_subtitles(cue, "fr", "en")) == ["Ouvrez C:\\Nord\\hiver ici."]
    assert texts(parse_subtitles(f"WEBVTT\n\n{cue[2:].replace(',000', '.000')}", "fr", "en")) == [
        "Ouvrez C:\\Nord\\hiver ici."
    ]
    page = parse_ass(ASS + "Dialogue: 0,0:00:20.00,0:00:21.00,Default,,{note du traducteur}Un chat dort.\n", "fr", "en")
    assert texts(page)[-1] == "Un chat dort." and "{note du traducteur}UN CHAT DORT." in capitals(page)


def test_covered_cells_are_cells() -> None:
    covered = SHEET.replace("table:table-cell", "table:covered-table-cell")
    assert [b.text for b in parse_sheet(packed("spreadsheet", covered), "fr", "en").blocks] == [
        "Un chat",
        "Un prix",
        "Un chat",
        "Un chien",
        "Un chat",
    ]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice (Debian: libreoffice-calc, -impress)")
def test_libreoffice_reads_what_we_write(bitext, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["Le chat", 12.5, "=A1&B1"])
    book.save(tmp_path / "a.xlsx")
    (tmp_path / "b.ods").write_bytes(packed("spreadsheet", SHEET))
    (tmp_path / "c.odp").write_bytes(packed("presentation", SLIDES))

    def converted(name: str, kind: str) -> Path:
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", kind, name],
            cwd=tmp_path, check=True, capture_output=True, timeout=300,
        )  # fmt: skip
        return tmp_path / f"{Path(name).stem}.{kind}"

    for name in ("a.xlsx", "b.ods", "c.odp"):
        assert bitext("translate", name, "-o", f"en-{name}", "-q").returncode == 0
    [[cat, price, both]] = csv.reader(converted("en-a.xlsx", "csv").read_text().splitlines())
    assert (cat, price, both) == ("The cat", "12.5", "The cat12.5")
    [row] = csv.reader(converted("en-b.ods", "csv").read_text().splitlines())
    assert row[0] == "A cat" and row[4] == "A dog" and row[1].startswith("12")
    assert converted("en-c.odp", "pdf").stat().st_size > 1000


def test_cells_that_formulas_compare_with_stay_and_values_follow_their_texts() -> None:
    def cell(text: str, more: str = "") -> str:
        return f'<table:table-cell office:value-type="string"{more}><text:p>{text}</text:p></table:table-cell>'

    cells = [
        cell("Le chat"),
        cell("Le chien mange."),
        cell("Il dort.", ' office:string-value="Il dort."'),
        '<table:table-cell table:formula="of:=IF([.A1]=&quot;Le chat&quot;;1;0)" office:value-type="float" office:value="1"/>',
    ]
    data = packed("spreadsheet", f"<table:table><table:table-row>{''.join(cells)}</table:table-row></table:table>")
    page = parse_sheet(data, "fr", "en")
    assert sorted(block.text for block in page.blocks) == ["Il dort.", "Il dort.", "Le chien mange."]
    made = page.fill([replace(block, text=block.text.upper()) for block in page.blocks])
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        code = archive.read("content.xml").decode()
    assert 'office:string-value="IL DORT."><text:p>IL DORT.<' in code and "<text:p>Le chat<" in code


def cell(text: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string"{more}><text:p>{text}</text:p></table:table-cell>'


def test_headings_of_named_ranges_and_of_pivot_tables_stay() -> None:
    row = "<table:table-row>{}</table:table-row>"
    rows = row.format(cell("Un titre") * 4) + row.format(cell("Un nom") + cell("Un prix") + cell("Une note") * 2)
    rows += row.format(cell("Un chat", ' table:number-columns-repeated="3"'))
    target, named = "table:database-range table:target-range-address", "'Ma feuille'.A1:'Ma feuille'.D9"
    ranges = (
        f"""<table:database-ranges><{target}="$'Ma feuille'.$A$2:.$B$9" table:name="Prix"/>"""
        f"""<{target}="{named}" table:name="__Anonymous_Sheet_DB__0"/>"""
        f'<{target}="Autre.A1:Autre.D9" table:name="Rien" table:contains-header="false"/></table:database-ranges>'
        '<table:data-pilot-tables><table:data-pilot-table table:name="P"><table:source-cell-range '
        'table:cell-range-address="Autre.A2:Autre.A9"/></table:data-pilot-table></table:data-pilot-tables>'
    )
    tables = "".join(f'<table:table table:name="{name}">{rows}</table:table>' for name in ("Ma feuille", "Autre"))
    data = packed("spreadsheet", tables + ranges)
    document = parse_sheet(data, "fr", "en")
    one = ["Un titre"] * 4 + ["Une note"] * 2 + ["Un chat"]
    assert [block.text for block in document.blocks] == one + ["Un titre"] * 4 + [
        "Un prix",
        "Une note",
        "Une note",
        "Un chat",
    ]
    assert audit("ods", data, capitals(document)) == []  # type: ignore[arg-type]


def test_hidden_sheets_stay_if_somebody_wants_that() -> None:
    styles = (
        '<office:automatic-styles><style:style style:name="ta1" style:family="table"><style:table-properties '
        'table:display="true"/></style:style><style:style style:name="ta2" style:family="table" style:master-page-name="x">'
        '<style:table-properties table:display="false" style:writing-mode="lr-tb"/></style:style></office:automatic-styles>'
    )
    table = '<table:table table:name="{0}" table:style-name="{0}"><table:table-row>{1}</table:table-row></table:table>'
    body = table.format("ta1", cell("Un chat")) + table.format("ta2", cell("Un secret"))
    data = packed("spreadsheet", body)
    data = rewritten(data, content(data).replace("<office:body>", f"{styles}<office:body>"))
    for hidden, wanted in (
        ("auto", ["Un chat", "Un secret"]),
        ("translate", ["Un chat", "Un secret"]),
        ("keep", ["Un chat"]),
    ):
        assert [block.text for block in parse_sheet(data, "fr", "en", hidden).blocks] == wanted


def rewritten(data: bytes, code: str) -> bytes:
    """A file with another content."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for info in old.infolist():
            new.writestr(info, code if info.filename == "content.xml" else old.read(info))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("said", "texts_of_it", "written"),
    [
        (r"Paris\N12 mars 2024", ["Paris 12 mars 2024"], r"PARIS\N12 MARS 2024"),
        (r"MARIE: Le chat\Nsous la table.\NJEAN: Oui.", ["Le chat sous la table.", "Oui."],
         r"MARIE: LE CHAT\NSOUS LA TABLE.\NJEAN: OUI."),
        (r"- Un chat \N dort.\N- Oui, je sais.", ["Un chat dort.", "Oui, je sais."], r"- UN CHAT \N DORT.\N- OUI, JE SAIS."),
        (r"{\i1}Un chat\Ndort{\i0}", ["Un chat dort"], r"{\i1}UN CHAT\NDORT{\i0}"),
        (r"Un chat\ndort", ["Un chat dort"], r"UN CHAT DORT"),
    ],
)  # fmt: skip
def test_breaks_that_are_asked_for_stay(said: str, texts_of_it: list[str], written: str) -> None:
    code = f"{ASS.partition('Dialogue')[0]}Dialogue: 0,0:00:20.00,0:00:21.00,Default,,{said}\n"
    page = parse_ass(code, "fr", "en")
    assert texts(page) == texts_of_it and same(page) == code
    assert capitals(page) == code.replace(said, written)
