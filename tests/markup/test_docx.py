"""Word files: text of paragraphs with their formats, all other members byte for byte."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.markup.words import BOLD, SPACES, W, body, bookmark, field, member, run, texts, translated, upper, word
from toolkit.errors import InputError
from toolkit.markup.audit import audit
from toolkit.markup.docx import parse
from toolkit.pipeline.pages import read_manuscript, translate_manuscripts
from toolkit.translation import Translator

PLAIN = '<w:rPr><w:lang w:val="fr-FR"/></w:rPr>'
RAISED, LOWERED = (f'<w:rPr><w:vertAlign w:val="{name}"/></w:rPr>' for name in ("superscript", "subscript"))
ITALIC = "<w:rPr><w:i/></w:rPr>"


def test_runs_of_one_format_are_one_text() -> None:
    paragraph = (
        '<w:pPr><w:jc w:val="both"/></w:pPr>' + run("Le mini", PLAIN) + '<w:proofErr w:type="x"/>' + run("stre de ")
        + run("Russie", BOLD) + run(" &amp; la ") + '<w:hyperlink r:id="1">' + run("Chine", BOLD) + "</w:hyperlink>"
    )  # fmt: skip
    data = word(paragraph, run("12 %"), "<w:pPr/>")
    assert texts(data) == ["Le ministre de Russie & la Chine", "12 %"]
    written = body(translated(data))
    assert written.startswith('<w:p><w:pPr><w:jc w:val="both"/></w:pPr><w:r><w:t xml:space="preserve">Le ministre de ')
    assert run("Russie", BOLD) in written
    assert f'<w:hyperlink r:id="1">{run("Chine", BOLD)}</w:hyperlink>' in written
    assert run("12 %") in written and '<w:t xml:space="preserve"></w:t>' not in written


def test_formats_go_with_their_words(engine: Translator) -> None:
    data = word(run("La ") + run("Russie", BOLD) + run(" a besoin de soldats."))
    [(document, made)] = translate_manuscripts([read_manuscript(data, "a.docx", "docx", "fr", "en")], engine)
    assert document.paragraphs[0].paragraph.text == "La Russie a besoin de soldats."
    assert run("Russia", BOLD) in body(made)
    [(_, again)] = translate_manuscripts([read_manuscript(data, "a.docx", "docx", "fr", "en")], engine)
    assert made == again


def test_raised_parts_of_words_stay_with_their_words(engine: Translator) -> None:
    data = word(
        run("Le XIX") + run("e", RAISED) + run(" siècle est loin."),
        run("La surface est de 20 m") + run("2", RAISED) + run(" au total."),
        run("H") + run("2", LOWERED) + run("O est la formule de l’eau."),
        run("Voir la note") + run("1", RAISED) + run(" de la page."),
        run("Un mot ") + run("très haut", RAISED) + run(" ici."),
    )
    assert texts(data) == [
        "Le XIXe siècle est loin.", "La surface est de 20 {0} au total.", "{0} est la formule de l’eau.", "Voir la note de la page.",
        "Un mot très haut ici.",
    ]  # fmt: skip
    [(_, made)] = translate_manuscripts([read_manuscript(data, "a.docx", "docx", "fr", "en")], engine)
    written = body(made)
    assert "19</w:t></w:r>" + run("th", RAISED) in written
    assert run("m") + run("2", RAISED) in written
    assert run("H") + run("2", LOWERED) + run("O") in written
    assert re.search(r"note</w:t></w:r>" + re.escape(run("1", RAISED)), written)
    assert not audit("docx", data, made)


def test_tabs_part_cells_and_breaks_part_lines() -> None:
    tab, line = "<w:r><w:tab/></w:r>", "<w:r><w:br/></w:r>"
    data = word(
        run("Nom") + tab + run("Âge"),
        run("Mairie de Nantes") + line + run("Service des eaux"),
        run("La ville est") + line + run("grande et belle."),
        tab + run("Un alinéa"),
        run("Fin.") + '<w:r><w:br w:type="page"/></w:r>' + run("suite"),
    )
    assert texts(data) == [
        "Nom", "Âge", "Mairie de Nantes", "Service des eaux", "La ville est grande et belle.", "Un alinéa", "Fin.",
        "suite",
    ]  # fmt: skip
    written = body(translated(data, upper))
    assert run("NOM") + tab + run("ÂGE") in written and tab + run("UN ALINÉA") in written
    assert run("LA VILLE EST") + line + run("GRANDE ET BELLE.") in written


def test_hyphens_of_word_are_hyphens_of_the_text() -> None:
    hyphens = "<w:r><w:t>Le sous</w:t><w:noBreakHyphen/><w:t>préfet dé</w:t><w:softHyphen/><w:t>mé</w:t></w:r>"
    assert texts(word(hyphens + run("nage."))) == ["Le sous-préfet déménage."]


def test_an_equation_stays_in_its_sentence() -> None:
    equation = "<m:oMath><m:r><m:t>a+b=c</m:t></m:r></m:oMath>"
    data = word(run("Soit ") + equation + run(" à ") + run("démontrer", BOLD) + run("."), equation)
    assert texts(data) == ["Soit {0} à démontrer."]
    written = body(translated(data, upper))
    assert run("SOIT ") + equation + run(" À ") + run("DÉMONTRER", BOLD) in written
    [block] = parse(data, "fr", "en").blocks
    assert block.readable() == "Soit a+b=c à démontrer."


def test_a_content_control_stays_around_its_words() -> None:
    control = f'<w:sdt><w:sdtPr><w:id w:val="7"/></w:sdtPr><w:sdtContent>{run("Nantes", BOLD)}</w:sdtContent></w:sdt>'
    box = "<w:sdt><w:sdtPr/><w:sdtContent>" + run("☐") + "</w:sdtContent></w:sdt>"
    data = word(
        run("La ville de ") + control + run(" est ") + run("grande", ITALIC),
        control + run(", hier."),
        box + run(" Oui"),
    )
    written = body(translated(data, upper))
    assert control.replace("Nantes", "NANTES") + run(" EST ") + run("GRANDE", ITALIC) in written
    assert f"<w:p>{control.replace('Nantes', 'NANTES')}" in written and f"<w:p>{box}" in written
    assert "Oui" in texts(data)


def test_ranges_stay_around_their_words_also_where_they_cross() -> None:
    start, end = '<w:commentRangeStart w:id="0"/>', '<w:commentRangeEnd w:id="0"/>'
    note = '<w:r><w:commentReference w:id="0"/></w:r>'
    data = word(
        run("La ville compte ") + start + run("trois mille") + end + note + run(" habitants."),
        bookmark(5, run("Méthode de travail")),
        run("un ") + start + run("deux ") + bookmark(3, run("trois ") + end + run("quatre")) + run(" cinq"),
    )
    written = body(translated(data))
    first, second, third = re.findall("<w:p>.*?</w:p>", written)
    assert start + run("trois mille") + end + note in first
    assert second == f"<w:p>{bookmark(5, run('Méthode de travail'))}</w:p>"
    order = re.findall("<w:(?:bookmark|commentRange)(?:Start|End)|(?:un|deux|trois|quatre|cinq)", third)
    assert order == [
        "un", "<w:commentRangeStart", "deux", "<w:bookmarkStart", "trois", "<w:commentRangeEnd", "quatre",
        "<w:bookmarkEnd", "cinq",
    ]  # fmt: skip


def test_text_boxes_in_both_branches_and_alternative_texts() -> None:
    box = f"<w:txbxContent><w:p>{run('Dedans')}</w:p></w:txbxContent>"
    both = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:docPr id="1" name="Image 1" '
        f"descr=\"Un bateau &amp;&#10;un port\" title='Le &quot;port&quot;'/>{box}</w:drawing></mc:Choice>"
        f'<mc:Fallback><w:pict><v:shape alt="photo.png"/>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>'
    )
    data = word(run("Un ") + both + run(" texte"))
    assert sorted(texts(data)) == ["Dedans", "Dedans", 'Le "port"', "Un bateau &", "Un texte", "un port"]
    written = body(translated(data, upper))
    assert written.count("DEDANS") == 2 and 'alt="photo.png"' in written and 'name="Image 1"' in written
    assert "descr=\"UN BATEAU &amp;&#10;UN PORT\" title='LE &quot;PORT&quot;'" in written


def test_other_parts_are_read_and_languages_set() -> None:
    def part(text: str) -> str:
        return f"<w:x {SPACES}><w:p>{run(text, PLAIN)}</w:p></w:x>"

    styles = (
        f'<w:styles {SPACES}><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="fr-FR" w:eastAsia="en-US"/></w:rPr>'
        '</w:rPrDefault></w:docDefaults><w:style><w:rPr><w:lang w:val="de-DE"/></w:rPr></w:style></w:styles>'
    )
    names = ("header1", "footer2", "footnotes", "endnotes", "comments")
    members = {f"word/{name}.xml": part(f"Le mot de {name}") for name in names} | {"word/styles.xml": styles}
    data = word(run("Bon") + run("jour", PLAIN), run("42", PLAIN), members=members)
    made = translated(data, upper)
    for name in names:
        assert f"LE MOT DE {name.upper()}" in member(made, f"word/{name}.xml")
    assert run("BONJOUR") in body(made) and 'w:val="en-GB"/></w:rPr><w:t xml:space="preserve">42' in body(made)
    assert member(made, "word/styles.xml") == styles.replace("fr-FR", "en-GB")
    document = parse(data, "fr", "en")
    assert document.fill([None] * len(document.blocks)) == data


def test_any_prefix_and_any_name_of_the_main_part() -> None:
    plain = member(word(run("Bonjour à tous, ") + bookmark(1, run("la réunion", BOLD)) + field(" PAGE ", run("1"))))
    other = plain.replace("<w:", "<n:").replace("</w:", "</n:").replace(" w:", " n:").replace("xmlns:w=", "xmlns:n=")
    default = plain.replace("<w:", "<").replace("</w:", "</").replace("<document ", f'<document xmlns="{W}" ', 1)
    types = (
        '<Types><Override PartName="/word/document2.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.document.main+xml"/></Types>'
    )
    for code in (plain, other, default):
        made = translated(packed({"[Content_Types].xml": types, "word/document2.xml": code}), upper)
        tree = etree.fromstring(member(made, "word/document2.xml").encode())
        shown = [element.text for element in tree.iter(f"{{{W}}}t")]
        assert shown == ["BONJOUR À TOUS, ", "LA RÉUNION", "1"] or shown == ["BONJOUR À TOUS,", " ", "LA RÉUNION", "1"]


def packed(members: dict[str, str]) -> bytes:
    import io
    import zipfile

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def test_the_main_part_is_found_by_the_relationships_of_the_package() -> None:
    rel = '<Relationships><Relationship Id="a" Type="http://x/officeDocument" Target="/a/b.xml"/></Relationships>'
    own = '<Relationships><Relationship Id="a" Type="http://x/header" Target="../h.xml"/></Relationships>'
    code = f"<w:document {SPACES}><w:body><w:p>{run('Bonjour')}</w:p></w:body></w:document>"
    data = packed({"_rels/.rels": rel, "a/b.xml": code, "a/_rels/b.xml.rels": own, "h.xml": code})
    assert texts(data) == ["Bonjour", "Bonjour"]


@pytest.mark.parametrize("data", [b"", b"PK\3\4", b"plain text", word()[:-30], packed({"a.xml": "<a/>"})])
def test_other_files_are_refused(data: bytes) -> None:
    with pytest.raises(InputError, match=r"a\.docx: not a Word file"):
        read_manuscript(data, "a.docx", "docx", "fr", "en")


def test_damaged_files_are_refused_at_once() -> None:
    whole = word(run("Bonjour à tous, la réunion est reportée. " * 50), members={"word/media/a.bin": "1" * 4000})
    import io
    import zipfile

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", member(whole))
    broken = bytearray(buffer.getvalue())
    broken[60:100] = b"\xff" * 40
    with pytest.raises(InputError, match="not a Word file"):
        parse(bytes(broken), "fr", "en")
    with pytest.raises(InputError, match=r"word/document\.xml is nested more than 256 elements deep"):
        parse(word("<w:p>" * 50_000 + "</w:p>" * 50_000), "fr", "en")
    with pytest.raises(InputError, match=r"word/document\.xml is not well-formed XML"):
        parse(word("<w:r>"), "fr", "en")
    with pytest.raises(InputError, match="declares a document type"):
        parse(packed({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "fr", "en")
    deep = "<w:r><w:pict><w:txbxContent><w:p>" * 60 + run("Fond") + "</w:p></w:txbxContent></w:pict></w:r>" * 60
    assert texts(word(deep)) == ["Fond"]


def test_a_file_that_would_fill_the_memory_is_refused(monkeypatch) -> None:
    data = word(run("Bonjour"))
    monkeypatch.setattr("toolkit.markup.packed._UNPACKED_LIMIT", 10_000)
    assert texts(data) == ["Bonjour"]
    monkeypatch.setattr("toolkit.markup.packed._UNPACKED_LIMIT", 100)
    with pytest.raises(InputError, match=r"a\.docx: refused, it unpacks to 0 MiB"):
        read_manuscript(data, "a.docx", "docx", "fr", "en")


RUNS = st.lists(
    st.tuples(
        st.sampled_from(["un", " mot", "&amp; ", " ", "12", "é "]),
        st.sampled_from(["", BOLD, PLAIN, ITALIC]),
        st.sampled_from(["", "<w:tab/>", "<w:br/>", "<w:drawing/>", '<w:sym w:char="F0FE"/>']),
        st.booleans(),
    )
)


@given(RUNS)
def test_written_anew_the_text_is_the_same(runs: list[tuple[str, str, str, bool]]) -> None:
    code = ""
    for text, style, other, linked in runs:
        made = f'<w:r>{style}<w:t xml:space="preserve">{text}</w:t>{other}</w:r>'
        code += f'<w:hyperlink r:id="1">{made}</w:hyperlink>' if linked else made
    data = word(code)
    document = parse(data, "fr", "en")
    assert document.fill([None] * len(document.blocks)) == data
    written = body(translated(data))
    plain = ["".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", c)).split() for c in (code, written)]
    assert "".join(plain[0]) == "".join(plain[1])


def spoken(language: str, more: str = "") -> str:
    return f'<w:rPr>{more}<w:lang w:val="{language}"/></w:rPr>'


@pytest.mark.parametrize(
    "runs, found",
    [
        (run("Le mot ") + run("hello world", spoken("en-US")) + run(" est anglais."), ["Le mot {0} est anglais."]),
        (run("Le ") + run("time", spoken("en-US")) + run(" to market ", spoken("en-US")) + run("compte."), ["Le {0} compte."]),
        (run("Il dit ") + run("guten Morgen", spoken("de-DE", "<w:i/>")) + run("."), ["Il dit {0}."]),
        (run("This is all in English.", spoken("en-GB")), []),
        # Word mislabels: the words decide.
        (run("Le chat ") + run("dort dans la maison", spoken("en-US")) + run("."), ["Le chat dort dans la maison."]),
        (run("Le ") + run("deep learning et statistiques", spoken("en-US")) + run("."), ["Le deep learning et statistiques."]),
        (run("Le mot ") + run("Hello", spoken("en-US")) + run("."), ["Le mot Hello."]),
        (run("Le mot ") + run("hello world", spoken("fr-CA")) + run("."), ["Le mot hello world."]),
        (run("Le mot ") + run("hello world", spoken("tlh-US")) + run("."), ["Le mot hello world."]),
    ],
)  # fmt: skip
def test_runs_in_another_language_are_kept_if_their_words_are_too(runs: str, found: list[str]) -> None:
    data = word(runs)
    assert texts(data) == found
    assert re.sub("<[^<>]*>", "", body(translated(data))) == re.sub("<[^<>]*>", "", body(data))


def test_the_language_of_the_whole_document_tells_nothing_of_a_run() -> None:
    styles = f'<w:styles {SPACES}><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-US"/></w:rPr></w:rPrDefault></w:docDefaults></w:styles>'
    runs = run("Le mot ") + run("hello world", spoken("en-US")) + run(" est anglais.")
    data = word(runs, members={"word/styles.xml": styles})
    assert texts(data) == ["Le mot hello world est anglais."]
