"""What a PDF shows, read as a person reads it: words, accents, tables, columns, notes, furniture."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest

from tests.markup.pdf_pages import TEX, WIDE, line, lines, pdf_of
from toolkit.errors import BitextWarning, InputError
from toolkit.markup.audit import audit
from toolkit.markup.pdf import markdown_of, read_pdf
from toolkit.markup.pdf_fonts import text_of_name

pytest.importorskip("pypdf")
PROSE = (
    "Le gouvernement a annoncé hier que les travaux du port",
    "commenceront au printemps, malgré les réserves de la",
    "commission, qui demande une étude plus complète avant",
    "que les habitants du quartier ne soient consultés.",
)


def parts(*pages: bytes, **more: bytes) -> list[str]:
    """The paragraphs of a PDF, without a word on what is left out."""
    return read_pdf(pdf_of(pages, **more))[0].strip().split("\n\n")


def test_gaps_part_words_where_a_font_has_no_blank() -> None:
    code = b"BT /F 10 Tf 50 700 Td [<00420043> -333 <00410044> 20 <0045>] TJ 0 -12 Td <0051> Tj ET"
    assert parts(code, font=WIDE) == ["bc éde fi"]


def test_an_accent_over_a_letter_is_one_with_it() -> None:
    # As TeX shows them: the accent first, then a step back; a cedilla comes behind its letter.
    code = rb"BT /F 10 Tf 50 700 Td [(\023)500(et)]TJ 15 0 Td [(\022)500(a)-333(gar)-10(c)500(\030)-0(on)-333(b)]TJ ET"
    code += rb" BT /F 10 Tf 50 640 Td [(c)-0(^)500(ote)-333(\014n)]TJ ET"
    assert parts(code, font=TEX) == ["ét à garçon b", "côte fin"]


def test_an_accent_of_a_text_of_its_own_stays() -> None:
    assert parts(rb"BT /F 10 Tf 50 700 Td [(x)-333(^)-333(e)]TJ ET", font=TEX) == ["x ˆ e"]


def test_raised_figures_are_notes_and_the_logo_of_latex_is_none() -> None:
    code = line("Le mot", 50, 700) + line("1", 78.6, 704, 6) + line("et la suite en L", 85, 700)
    code += line("A", 154, 703, 7) + line("TeX", 158.5, 700)
    assert parts(code) == ["Le mot<sup>1</sup> et la suite en LATeX"]


def test_what_is_shown_twice_to_look_bold_is_read_once() -> None:
    assert parts(line("Titre", 50, 700) + line("Titre", 50.4, 700)) == ["Titre"]


def test_words_that_come_later_find_their_place() -> None:
    code = line("Le chat", 50, 700) + line("la nuit.", 150, 700) + line("Un autre.", 50, 640) + line("dort", 87, 700)
    assert parts(code)[0] == "Le chat dort"
    assert sorted(" ".join(parts(code)).split()) == sorted("Le chat dort la nuit. Un autre.".split())


def test_rows_of_cells_become_a_table() -> None:
    rows = [("Produit", "Prix", "Nombre"), ("Pain de seigle", "3,50 €", "12"), ("Beurre | salé", "2,10 €", "3")]
    code = b"".join(
        line(cell, 50 + 150 * column, 700 - 14 * row)
        for row, cells in enumerate(rows)
        for column, cell in enumerate(cells)
    )
    code += line("la livre", 200, 660) + lines(PROSE, y=600)
    table, prose = parts(code)
    assert table.splitlines() == [
        "| Produit | Prix | Nombre |", "| --- | --- | --- |", "| Pain de seigle | 3,50 € | 12 |",
        r"| Beurre \| salé | 2,10 € la livre | 3 |",
    ]  # fmt: skip
    assert prose == " ".join(PROSE)


def test_columns_that_come_line_by_line_are_read_one_by_one() -> None:
    left = [
        "Le premier article du journal",
        "parle des ports du nord et des",
        "navires qui y viennent chaque",
        "année de tous les pays, sans",
        "que la ville en profite.",
    ]
    right = [
        "Le second parle de la récolte",
        "de blé, qui fut bonne malgré",
        "la pluie de juillet, et des",
        "prix que les meuniers disent",
        "trop hauts pour eux.",
    ]
    code = b"".join(
        line(a, 50, 700 - 12 * n) + line(b, 300, 700 - 12 * n) for n, (a, b) in enumerate(zip(left, right, strict=True))
    )
    assert parts(code) == [" ".join(left), " ".join(right)]
    whole = parts(lines(left) + lines(right, x=300))
    assert whole == [" ".join(left), " ".join(right)]


def test_rows_of_a_table_of_contents_stay_apart() -> None:
    code = line("1", 50, 700) + line("Le début", 70, 700) + line("1", 400, 700)
    for number, title in enumerate(("Une section", "Une autre section", "La dernière section")):
        code += line(f"1.{number} {title} . . . . . . . . . . . . {number + 2}", 70, 688 - 12 * number)
    assert parts(code) == [
        "1 Le début 1", "1.0 Une section … 2", "1.1 Une autre section … 3", "1.2 La dernière section … 4",
    ]  # fmt: skip


def test_a_label_stands_before_its_item() -> None:
    code = (
        line("•", 50, 700)
        + line("Un point qui est assez long pour une ligne", 75, 700)
        + line("et une autre.", 75, 688)
    )
    code += line("•", 50, 676) + line("Un autre point.", 75, 676)
    assert parts(code) == ["- Un point qui est assez long pour une ligne et une autre.", "- Un autre point."]


def test_lines_that_end_early_are_lines_of_their_own() -> None:
    address = ["Mairie de Brest", "2 rue Frézier", "29200 Brest"]
    assert (
        parts(lines([*address, "Une ligne beaucoup plus longue que les trois autres de cette adresse"]))[:3] == address
    )


def test_notes_at_the_foot_come_behind_the_paragraph_that_they_cut() -> None:
    note = line("1. Une note de bas de page.", 50, 60, 7)
    found = parts(lines(PROSE[:2], y=84) + note, lines(PROSE[2:], y=700))
    assert found == [" ".join(PROSE), "1. Une note de bas de page."]


def book(count: int) -> list[bytes]:
    pages = []
    for number in range(count):
        head = line(f"Chapitre {number // 3 + 1}", 50, 770) + line(str(number + 7), 500, 770)
        body = line("Objectif", 50, 740, 12) + lines([f"{'abcdef'[number]} {text}" for text in PROSE])
        pages.append(head + body + line("Le manuel complet", 50, 30))
    return pages


def test_running_heads_go_and_headings_that_come_again_stay() -> None:
    pages = book(6)
    # On pages of its own, a heading has another height or other words above it.
    pages = [page.replace(b"740 Tm", b"%d Tm" % (740 - 9 * n)) for n, page in enumerate(pages)]
    text, left_out = read_pdf(pdf_of(pages))
    assert text.count("Objectif") == 6 and "Chapitre" not in text and "manuel complet" not in text
    assert left_out == "18 lines of running heads and page numbers"


def test_what_a_file_calls_furniture_is_left_out() -> None:
    code = b"/Artifact <</Type /Pagination>> BDC " + line("Confidentiel", 50, 400) + b" EMC " + lines(PROSE)
    text, left_out = read_pdf(pdf_of([code]))
    assert text.strip() == " ".join(PROSE) and left_out == "1 line of running heads and page numbers"


def test_a_text_that_the_file_gives_for_its_characters_is_taken() -> None:
    code = b"BT /F 10 Tf 50 700 Td (a) Tj /Span <</ActualText <FEFF006600660069>>> BDC (X) Tj (Y) Tj EMC (b) Tj ET"
    assert parts(code) == ["affib"]


@pytest.mark.parametrize(
    ("matrix", "extra"),
    [(b"0 1 -1 0", b""), (b"-1 0 0 -1", b""), (b"0 -1 1 0", b""), (b"0 1 -1 0", b"/Rotate 90"), (b"1 0 0 1", b"")],
)
def test_a_page_on_its_side_is_read(matrix: bytes, extra: bytes) -> None:
    code = b"".join(
        b"BT /F 10 Tf %s 300 400 Tm 0 %d Td (%s) Tj ET " % (matrix, -12 * n, text.encode("cp1252"))
        for n, text in enumerate(PROSE)
    )
    assert parts(code, extra=extra) == [" ".join(PROSE)]


def test_texts_turned_aside_are_counted() -> None:
    code = lines(PROSE) + b"BT /F 40 Tf 0.7 0.7 -0.7 0.7 100 100 Tm (Brouillon) Tj ET"
    with pytest.warns(BitextWarning, match="left out of the PDF: 1 text turned aside"):
        assert markdown_of(pdf_of([code])).strip() == " ".join(PROSE)


def test_values_of_forms_are_read_and_hidden_ones_are_not() -> None:
    field = b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (nom) /V (Alice Martin) /Rect [100 700 200 715] %s >>"
    assert parts(line("Nom :", 50, 703), annotations=field % b"") == ["Nom :", "Alice Martin"]
    assert parts(line("Nom :", 50, 703), annotations=field % b"/F 2") == ["Nom :"]


def test_hebrew_is_read_from_the_right() -> None:
    text = "שלום 2024 עולם"
    shown = "םלוע 2024 םולש"
    names = b" ".join(b"/uni%04X" % ord(sign) for sign in shown)
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /X /FirstChar 33 /Widths [%s] /Encoding << /Differences [33 %s] >> >>" % (
        b" ".join([b"500"] * len(shown)), names,
    )  # fmt: skip
    code = b"BT /F 10 Tf 50 700 Td (%s) Tj ET" % bytes(range(33, 33 + len(shown))).replace(b"(", b"\\(").replace(
        b")", b"\\)"
    )
    assert parts(code, font=font) == [text]


def test_names_of_characters() -> None:
    names = {
        "eacute": "é",
        "f_f_i": "ffi",
        "uni00E9": "é",
        "u1F600": "😀",
        "A.sc": "A",
        "noteheads.s2": "",
        "_": "",
        "space": " ",
    }
    assert {name: text_of_name(name) for name in names} == names


def test_the_audit_compares_the_structure(tmp_path: Path) -> None:
    data = pdf_of([line("Un titre", 50, 740, 18) + lines(PROSE) + line("•", 50, 600) + line("Un point.", 70, 600)])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        text = read_pdf(data)[0]
        assert audit("pdf", data, text.upper().encode()) == []
        assert audit("pdf", data, text.replace("# ", "").encode())
        assert audit("pdf", data, text.replace("- Un point.", "").encode())


def test_forms_within_forms_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("toolkit.markup.pdf_runs._MOST_OPERATIONS", 20)
    with pytest.raises(InputError, match="operations"):
        parts(lines(PROSE) * 10)
