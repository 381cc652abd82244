"""Runs: tabs in them part texts, raised and lowered parts stay so, words that only their looks part are two."""

from __future__ import annotations

import re

import pytest

from tests.markup.test_odt import content, odt
from tests.markup.test_office import book, capitals, member, slides, translated
from tests.markup.words import body, run, texts, upper, word
from tests.markup.words import translated as reworded
from toolkit.markup import pptx, xlsx
from toolkit.markup.inline import Item, Kind
from toolkit.markup.odt import parse as parse_odt
from toolkit.markup.run_looks import parted, position_of

STRUCK, BOLD, ITALIC = "<w:rPr><w:strike/></w:rPr>", "<w:rPr><w:b/></w:rPr>", "<w:rPr><w:i/></w:rPr>"
UP, DOWN = '<a:rPr baseline="30000"/>', '<a:rPr baseline="-25000"/>'
EXPONENT = '<rPr><vertAlign val="superscript"/></rPr>'


def drawn(*runs: tuple[str, str]) -> str:
    return f"<a:p>{''.join(f'<a:r>{style}<a:t>{text}</a:t></a:r>' for text, style in runs)}</a:p>"


def cell(*runs: tuple[str, str]) -> str:
    return "".join(f'<r>{style}<t xml:space="preserve">{text}</t></r>' for text, style in runs)


ONE_CELL = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'


def test_tabs_in_texts_of_slides_part_them_and_stay() -> None:
    document = pptx.parse(slides(drawn(("\tNom\tPrénom", ""), ("\tÂge", '<a:rPr b="1"/>'))), "fr", "en")
    assert [block.text for block in document.blocks] == ["Nom", "Prénom", "Âge"]
    code = member(capitals(document), "ppt/slides/slide1.xml")
    assert "".join(re.findall("<a:t>(.*?)</a:t>", code)) == "\tNOM\tPRÉNOM\tÂGE"
    assert '<a:rPr b="1"/><a:t>\t</a:t>' in code and '<a:rPr b="1"/><a:t>ÂGE</a:t>' in code


def test_tabs_in_texts_of_word_and_cells_part_them_and_stay() -> None:
    data = word(run("Nom\tPrénom") + run("a)\tUn mot"))
    assert texts(data) == ["Nom", "Prénoma)", "Un mot"]
    assert re.findall("<w:t[^>]*>(.*?)</w:t>", body(reworded(data, upper))) == ["NOM", "\t", "PRÉNOMA)", "\t", "UN MOT"]
    document = xlsx.parse(book([cell(("Nom\tÂge", BOLD.replace("w:", "")))], ONE_CELL), "fr", "en")
    assert [block.text for block in document.blocks] == ["Nom", "Âge"]


def test_a_letter_that_numbers_an_item_before_a_tab_stays() -> None:
    document = pptx.parse(slides(drawn(("a)\tPremier choix", "")), drawn(("iv.\tUn mot", ""))), "fr", "en")
    assert [block.text for block in document.blocks] == ["Premier choix", "Un mot"]


@pytest.mark.parametrize(
    "runs, text, kept",
    [
        ([("20 m", ""), ("2", UP), (" au sol", "")], "20 {0} au sol", f"<a:r><a:t>m</a:t></a:r><a:r>{UP}<a:t>2</a:t></a:r>"),
        ([("H", ""), ("2", DOWN), ("O ici", "")], "{0} ici", f"{DOWN}<a:t>2</a:t></a:r><a:r><a:t>O</a:t>"),
        ([("Le texte", ""), ("1", UP), (" a parlé.", "")], "Le texte a parlé.", f"{UP}<a:t>1</a:t>"),
        ([("Le XIX", ""), ("e", UP), (" siècle", "")], "Le XIXe siècle", f"{UP}<a:t>E</a:t>"),
    ],
)  # fmt: skip
def test_raised_and_lowered_runs_of_slides_stay_so(runs: list[tuple[str, str]], text: str, kept: str) -> None:
    document = pptx.parse(slides(drawn(*runs)), "fr", "en")
    assert [block.text for block in document.blocks] == [text]
    assert kept in member(capitals(document), "ppt/slides/slide1.xml")


def test_raised_runs_of_cells_stay_so() -> None:
    document = xlsx.parse(book([cell(("Surface : 20 m", ""), ("2", EXPONENT), (" au sol", ""))], ONE_CELL), "fr", "en")
    assert [block.text for block in document.blocks] == ["Surface : 20 {0} au sol"]
    code = member(translated(document, {"Surface : 20 {0} au sol": "Area: 20 {0} of floor"}), "xl/sharedStrings.xml")
    assert re.sub(r"<rPr>.*?</rPr>", "^", "".join(re.findall(r"<rPr>.*?</rPr>|(?<=>)[^<>]+(?=</t>)", code))) == (
        "Area: 20 m^2 of floor"
    )


@pytest.mark.parametrize("position", ["super 58%", "33% 58%"])
def test_raised_spans_of_opendocument_cover_what_they_covered(position: str) -> None:
    style = (
        '<style:style style:name="S" style:family="text"><style:text-properties '
        f'style:text-position="{position}"/></style:style>'
    )
    raised = '<text:span text:style-name="S">{}</text:span>'
    paragraphs = f"<text:p>20 m{raised.format(2)} ici</text:p><text:p>Le XIX{raised.format('e')} siècle</text:p>"
    document = parse_odt(odt(paragraphs, style), "fr", "en")
    assert [block.text for block in document.blocks] == ["20 {0} ici", "Le XIXe siècle"]
    made = content(document.fill([None, None]))
    assert made == paragraphs
    assert f"20 m{raised.format(2)} ICI" in content(capitals(document))
    assert f"LE XIX{raised.format('E')} SIÈCLE" in content(capitals(document))


def test_formats_that_lower_are_known() -> None:
    assert position_of('<rPr><vertAlign val="subscript"/></rPr>') == position_of(DOWN) == "subscript"
    assert position_of('<a:rPr baseline="0"/>') == position_of(BOLD) == ""


@pytest.mark.parametrize(
    "runs, found",
    [
        (run("Ancien", STRUCK) + run("nouveau", BOLD), ["Ancien", "nouveau"]),
        (run("Un", BOLD) + run("deux", ITALIC), ["Un", "deux"]),
        (run("Le ") + run("grand", STRUCK) + run("petit chat dort."), ["Le grand petit chat dort."]),
        (run("12", STRUCK) + run("15 euros"), ["12 15 euros"]),
        # A word that is cut by a format is one word.
        (run("pe") + run("tit ch", BOLD) + run("at dort"), ["petit chat dort"]),
        (run("anti", BOLD) + run("gel"), ["antigel"]),
        (run("mot", '<w:rPr><w:spacing w:val="1"/></w:rPr>') + run("if", '<w:rPr><w:sz w:val="9"/></w:rPr>'), ["motif"]),
        (run("mot", BOLD) + run("if", '<w:rPr><w:b/><w:i/></w:rPr>'), ["motif"]),
    ],
)  # fmt: skip
def test_words_that_only_their_looks_part_are_two(runs: str, found: list[str]) -> None:
    data = word(runs)
    assert texts(data) == found


def test_touching_words_keep_their_formats() -> None:
    assert body(reworded(word(run("Ancien", STRUCK) + run("neuf", BOLD)), upper)).count(run("NEUF", BOLD)) == 1
    made = body(reworded(word(run("Le ") + run("grand", STRUCK) + run("petit", BOLD) + run(" chat dort.")), upper))
    assert run("GRAND", STRUCK) in made and run("PETIT", BOLD) in made


def test_touching_words_of_slides_and_cells_are_two() -> None:
    struck, bold = '<a:rPr strike="sngStrike"/>', '<a:rPr strike="noStrike" b="1"/>'
    document = pptx.parse(slides(drawn(("Ancien", struck), ("nouveau", bold))), "fr", "en")
    assert [block.text for block in document.blocks] == ["Ancien", "nouveau"]
    linked = [f'<a:rPr><a:hlinkClick r:id="r{n}"/></a:rPr>' for n in (1, 2)]
    space = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    links = drawn(("Lien", linked[0]), ("Autre", linked[1])).replace("<a:p>", f"<a:p {space}>")
    assert [block.text for block in pptx.parse(slides(links), "fr", "en").blocks] == ["Lien", "Autre"]
    document = xlsx.parse(book([cell(("Nom", "<rPr><b/></rPr>"), ("Prix", "<rPr><i/></rPr>"))], ONE_CELL), "fr", "en")
    assert [block.text for block in document.blocks] == ["Nom", "Prix"]


def test_what_stands_between_words_parts_them_anyway() -> None:
    items = [Item(Kind.TEXT, "", "un", STRUCK), Item(Kind.POINT, "<x/>"), Item(Kind.TEXT, "", "deux", BOLD)]
    assert parted(items) == items
