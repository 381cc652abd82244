"""Fields of Word: whole, in order, around their words or at their place in the sentence."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.markup.words import BOLD, body, field, inserted, mark, run, texts, translated, upper, word
from toolkit.pipeline.pages import read_manuscript, translate_manuscripts
from toolkit.translation import Translator

TAB = "<w:r><w:tab/></w:r>"


def test_page_of_pages(engine: Translator) -> None:
    page, pages = field(" PAGE ", run("1")), field(" NUMPAGES ", run("3"))
    data = word(run("Page ") + page + run(" sur ") + pages)
    [(_, made)] = translate_manuscripts([read_manuscript(data, "a.docx", "docx", "fr", "en")], engine)
    assert body(made) == f"<w:p>{run('Page ')}{page}{run(' of ')}{pages}</w:p>"


def test_entries_of_a_table_of_contents() -> None:
    number = field(" PAGEREF _Toc1 \\h ", run("3"))
    linked = f'<w:hyperlink w:anchor="_Toc1">{run("Introduction")}{TAB}{number}</w:hyperlink>'
    complex_link = field(' HYPERLINK \\l "_Toc2" ', run("Méthode") + TAB + number)
    begin = mark("begin") + run(" TOC \\o ", tag="instrText") + mark("separate")
    data = word(begin + linked, complex_link, run("Fin") + TAB + number + mark("end"), run("Un texte"))
    assert texts(data) == ["Introduction", "Méthode", "Fin", "Un texte"]
    expected = body(data)
    for text in texts(data):
        expected = expected.replace(f">{text}<", f">{text.upper()}<")
    assert body(translated(data, upper)) == expected


def test_the_result_of_a_date_or_a_reference_is_translated_by_itself() -> None:
    date, reference = field(' DATE \\@ "d MMMM yyyy" ', run("3 mars 2025")), field(" REF a \\h ", run("Méthode", BOLD))
    data = word(date + run(", réunion du comité"), run("Voir ") + reference + run("."))
    assert sorted(texts(data)) == ["3 mars 2025", "Méthode", "Voir {0}.", "{0}, réunion du comité"]
    written = body(translated(data, upper))
    assert f"<w:p>{date.replace('3 mars', '3 MARS')}{run(', RÉUNION DU COMITÉ')}</w:p>" in written
    assert run("VOIR ") + reference.replace("Méthode", "MÉTHODE") + run(".") in written


def test_a_link_is_around_its_words_and_a_number_is_a_word() -> None:
    link = field(' HYPERLINK "https://exemple.fr" ', run("le guide", BOLD))
    simple = f'<w:fldSimple w:instr=" SEQ Figure ">{run("1")}</w:fldSimple>'
    data = word(run("Consultez ") + link + run(" vite."), run("Figure ") + simple + run(" : le port"))
    assert texts(data) == ["Consultez le guide vite.", "Figure {0} : le port"]
    written = body(translated(data, upper))
    assert run("CONSULTEZ ") + link.replace("le guide", "LE GUIDE") + run(" VITE.") in written
    assert run("FIGURE ") + simple + run(" : LE PORT") in written


@pytest.mark.parametrize(
    "name", ["CITATION Dup20 \\l 1036", "ADDIN ZOTERO_ITEM CSL_CITATION {}", "MERGEFIELD Nom", "FOO"]
)
def test_what_is_not_known_is_a_word_that_is_never_translated(name: str) -> None:
    unknown = field(f" {name} ", run("(Dupont, 2020)"))
    data = word(run("Il dit ") + unknown + run(" cela."))
    assert texts(data) == ["Il dit {0} cela."]
    assert body(translated(data, upper)) == f"<w:p>{run('IL DIT ')}{unknown}{run(' CELA.')}</w:p>"


def test_what_nobody_sees_stays_beside_its_word() -> None:
    entry = mark("begin") + run(' XE "port" ', tag="instrText") + mark("end")
    data = word(run("Le port") + entry + run(" est fermé."))
    assert texts(data) == ["Le port est fermé."]
    assert body(translated(data, upper)) == f"<w:p>{run('LE PORT')}{entry}{run(' EST FERMÉ.')}</w:p>"


def test_nested_fields_and_instructions_over_several_paragraphs() -> None:
    nested = (
        mark("begin") + run(" IF ", tag="instrText") + field(" MERGEFIELD Sexe ", run("M")) + mark("separate")
        + run("Monsieur") + mark("end")
    )  # fmt: skip
    begin = mark("begin") + run(' IF 1 = 1 "Oui', tag="instrText")
    rest = run(' certes" ', tag="instrText") + mark("separate") + run("Oui certes") + mark("end")
    data = word(run("Cher ") + nested + run(", bonjour."), run("Un. ") + begin, rest + run(" Deux."), run("Trois."))
    assert texts(data) == ["Cher {0}, bonjour.", "Un.", "Oui certes", "Deux.", "Trois."]
    written = body(translated(data, upper))
    assert run("CHER ") + nested + run(", BONJOUR.") in written
    assert begin in written and re.search('OUI CERTES.*fldCharType="end".*DEUX', written)


def test_marks_in_different_containers_never_move() -> None:
    data = word(
        run("Un mot ")
        + inserted(1, mark("begin") + run(" PAGE ", tag="instrText") + mark("separate"))
        + inserted(2, run("4") + mark("end"))
        + run(" et la suite.")
    )
    assert body(translated(data)).count("<w:ins ") == 2
    assert texts(data) == ["Un mot", "et la suite."]


def test_a_field_without_its_end_loses_no_text() -> None:
    data = word(mark("begin") + run("PAGE", tag="instrText") + run("Une page ") + run("ici", BOLD))
    assert texts(data) == ["Une page ici"]


PIECES = st.recursive(
    st.sampled_from([run("un "), run("mot ", BOLD), run("12"), TAB, "<w:r><w:br/></w:r>"]),
    lambda inner: st.tuples(
        st.sampled_from([" PAGE ", " REF a ", ' HYPERLINK "a" ', " TOC ", " DATE "]),
        st.lists(inner, max_size=3),
    ).map(lambda pair: field(pair[0], "".join(pair[1]))),
    max_leaves=6,
)


@given(
    st.lists(st.lists(st.one_of(PIECES, st.sampled_from([mark("begin"), mark("separate"), mark("end")]))), max_size=3)
)
def test_every_mark_of_a_field_once_and_in_order(paragraphs: list[list[str]]) -> None:
    data = word(*map("".join, paragraphs))
    written = body(translated(data))
    marks = [re.findall("<w:fldChar [^>]*>|<w:instrText[^>]*>[^<]*", code) for code in (body(data), written)]
    assert marks[0] == marks[1]
    shown = ["".join(re.findall("<w:t [^>]*>([^<]*)", code)).replace(" ", "") for code in (body(data), written)]
    assert shown[0] == shown[1]


def test_a_field_of_a_form_that_nobody_has_filled_in_keeps_its_blanks() -> None:
    empty, full = field(" FORMTEXT ", run("\u2002\u2002\u2002")), field(" FORMTEXT ", run("le port"))
    data = word(run("Nom : ") + empty, empty, run("Ville : ") + full)
    written = body(translated(data, upper))
    assert f"<w:p>{run('NOM : ')}{empty}</w:p><w:p>{empty}</w:p>" in written
    assert run("VILLE : ") + full.replace("le port", "LE PORT") in written
