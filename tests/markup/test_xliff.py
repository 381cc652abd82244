"""XLIFF in place: missing targets with the tags of their sources, all else as it was."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.pipeline.test_build import Recorder
from toolkit.errors import InputError
from toolkit.formats.xliff import read
from toolkit.markup.model import Block
from toolkit.markup.xliff import inline_pieces, parse
from toolkit.pipeline.pages import read_manuscript, translate_manuscripts
from toolkit.translation import Translator

FIRST = """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
 <file original="a.html" source-language="fr-FR" datatype="html">
  <body>
   <trans-unit id="1">
    <source>Le <g id="1">ministre</g> aime <bpt id="2">&lt;i&gt;</bpt>la Russie<ept id="2">&lt;/i&gt;</ept><x id="3"/>.</source>
   </trans-unit>
   <trans-unit id="2"><source>Déjà traduit</source><target state="final">Already done</target></trans-unit>
   <trans-unit id="3" translate="no"><source>Ne pas traduire</source></trans-unit>
   <trans-unit id="4">
    <source>Bonjour &amp; merci</source>
    <target/>
    <alt-trans><source>Bonjour</source><target>Hi</target></alt-trans>
   </trans-unit>
   <trans-unit id="5"><source>12 %</source></trans-unit>
  </body>
 </file>
</xliff>
"""
SECOND = """<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="fr">
 <file id="f1"><unit id="1">
  <segment id="s1"><source>Le <pc id="1">ministre</pc> aime <mrk id="m1" translate="no">git push</mrk>.</source></segment>
  <ignorable><source> </source></ignorable>
  <segment id="s2"><source>La <sc id="2"/>Russie<ec startRef="2"/> <![CDATA[& vous]]>.</source></segment>
 </unit></file>
</xliff>
"""


def translated(code: str, engine) -> str:
    [(_, written)] = translate_manuscripts([read_manuscript(code.encode(), "a.xlf", "xliff", "fr", "en")], engine)
    etree.fromstring(written)
    return written.decode()


def test_missing_targets_and_nothing_else() -> None:
    assert [b.text for b in parse(FIRST, "fr", "en").blocks] == [
        "Le ministre aime la Russie.",
        "Bonjour & merci",
        "12 %",
    ]
    assert [b.text for b in parse(SECOND, "fr", "en").blocks] == ["Le ministre aime {0}.", "La Russie & vous."]
    written = translated(FIRST, Recorder())
    made = '    <target state="needs-review-translation" state-qualifier="mt-suggestion">'
    lines = written.replace(' target-language="en"', "").splitlines()
    assert sum(line.startswith(made) for line in lines) == 2
    amount = f"{made.strip()}12%</target>"
    assert sum(amount in line for line in lines) == 1
    kept = [line.replace(amount, "") for line in lines if not line.startswith(made)]
    assert kept == FIRST.replace("    <target/>\n", "").splitlines()
    assert translated(written, Recorder()) == written


def test_tags_go_with_their_words(engine: Translator, tmp_path: Path) -> None:
    written = translated(FIRST, engine)
    assert '<bpt id="2">&lt;i&gt;</bpt>Russia<ept id="2">&lt;/i&gt;</ept>' in written
    assert '<g id="1">Minister</g>' in written or '<g id="1">minister</g>' in written
    second = translated(SECOND, engine)
    assert 'trgLang="en"' in second and '<sc id="2"/>Russia<ec startRef="2"/>' in second
    assert second.count('<mrk id="m1" translate="no">git push</mrk>') == 2
    (tmp_path / "a.xlf").write_text(written)
    assert [bool(u.target) for u in read(tmp_path / "a.xlf")] == [True, True, False, True, True]


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("<xliff>\n<file>", "a.xlf: line 2: not well-formed XML"),
        ("<tmx/>", "a.xlf: not XLIFF (the root element is <tmx>)"),
        (FIRST.replace("fr-FR", "de"), "a.xlf: its sources are 'de'"),
    ],
)
def test_what_cannot_be_used_is_said(code: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        read_manuscript(code.encode(), "a.xlf", "xliff", "fr", "en")
    assert str(caught.value).startswith(message)


TAGS = [
    "<g id='1'>",
    "</g>",
    "<x id='2'/>",
    "<bpt id='3'>a</bpt>",
    "<ept id='3'>a</ept>",
    "<mrk>",
    "</mrk>",
    "un",
    " ",
    "&amp;",
    "<ph id='4'>x</ph>",
]


@given(st.lists(st.sampled_from(TAGS)).map("".join))
def test_any_source_gets_a_target_of_the_same_tags(source: str) -> None:
    code = f"<xliff><file source-language='fr'><trans-unit><source>{source} mot</source></trans-unit></file></xliff>"
    try:
        etree.fromstring(code)
    except etree.XMLSyntaxError:
        return
    root = etree.fromstring(translated(code, Recorder()).encode())
    sides = [
        sorted((e.tag, e.get("id")) for e in root.find(f".//{side}").iterdescendants()) for side in ("source", "target")
    ]
    assert sides[0] == sides[1]


CASE = """<?xml version="1.0" encoding="{encoding}"?>
<xliff version="1.2"><file original="a" source-language="fr"{target} datatype="html"><body>{units}</body></file></xliff>
"""


def case(units: str, target: str = ' target-language="en"') -> str:
    return CASE.format(encoding="UTF-8", target=target, units=units)


def test_copied_targets_are_translated_and_finished_ones_stay() -> None:
    code = case(
        '<trans-unit id="1"><source>un</source><target state="new">un</target></trans-unit>'
        '<trans-unit id="2"><source>deux</source><target state="needs-translation">deux</target></trans-unit>'
        '<trans-unit id="3"><source>trois</source><target state="final">three</target></trans-unit>'
        '<trans-unit id="4" approved="yes"><source>quatre</source><target>four</target></trans-unit>'
    )
    assert [b.text for b in parse(code, "fr", "en").blocks] == ["un", "deux"]
    assert 'state="new"' not in translated(code, Recorder())


def test_translate_is_inherited() -> None:
    code = case(
        '<group translate="no"><group><trans-unit id="1"><source>un</source></trans-unit></group>'
        '<trans-unit id="2" translate="yes"><source>deux</source></trans-unit></group>'
        '<trans-unit id="3"><source>trois</source></trans-unit>'
    )
    assert [b.text for b in parse(code, "fr", "en").blocks] == ["deux", "trois"]


def test_lines_of_preserved_space_are_translated_one_by_one() -> None:
    code = case('<trans-unit id="1" xml:space="preserve"><source>  Ouvrir le\n\tFermer  là\n </source></trans-unit>')
    page = parse(code, "fr", "en")
    assert [b.text for b in page.blocks] == ["Ouvrir le", "Fermer", "là"]
    assert "<target" in page.fill([None] * 3) and ">  Ouvrir le\n\tFermer  là\n </target>" in page.fill([None] * 3)


def test_tags_that_are_text_are_tags() -> None:
    for source in ("&lt;p&gt;Cliquez &lt;b&gt;ici&lt;/b&gt;.&lt;/p&gt;", "<![CDATA[<p>Cliquez <b>ici</b>.</p>]]>"):
        page = parse(case(f'<trans-unit id="1"><source>{source}</source></trans-unit>'), "fr", "en")
        [block] = page.blocks
        assert block.text == "Cliquez ici."
        assert page.fill([None]).count(source) == 2


def test_branches_of_a_message_are_translated_one_by_one() -> None:
    source = '{N, plural, =0 {aucun message} other {<x id="INTERPOLATION"/> messages {K, select, a {de lui} other {}}}}'
    page = parse(case(f'<trans-unit id="1"><source>{source}</source></trans-unit>'), "fr", "en")
    assert [b.text for b in page.blocks] == ["aucun message", "{0} messages", "de lui"]
    assert page.fill([None] * 3).count(source) == 2
    simple = source.replace(" {K, select, a {de lui} other {}}", "")
    page = parse(case(f'<trans-unit id="1"><source>{simple}</source></trans-unit>'), "fr", "en")
    assert [b.text for b in page.blocks] == ["aucun message", "{0} messages"]


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        (
            '<g id="1">Vous avez {n, plural, one {un mot} other {des mots}}</g> dans <g id="2">la liste</g>.',
            ["Vous avez", "un mot", "des mots", "dans la liste."],
        ),
        ("Un &lt;b&gt;{n, plural, one {mot} other {texte}}&lt;/b&gt; ici", ["Un", "mot", "texte", "ici"]),
        (
            'Un <bpt id="1">[</bpt>{n, plural, one {mot} other {texte}}<ept id="1">]</ept> ici',
            ["Un", "mot", "texte", "ici"],
        ),
        ("Un {n, plural, one {mot} other {texte}} ici", ["Un {n, plural, one {mot} other {texte}} ici"]),
    ],
)
def test_tags_around_a_form_stay_where_they_are(source: str, texts: list[str]) -> None:
    page = parse(case(f'<trans-unit id="1"><source>{source}</source></trans-unit>'), "fr", "en")
    assert [b.text for b in page.blocks] == texts
    assert page.fill([None] * len(texts)).count(source) == 2
    made = page.fill([Block(b.text.replace("ici", "here"), b.marks, b.code, b.escape) for b in page.blocks])
    assert isinstance(made, str) and f"<target{made.partition('<target')[2]}".count(source.replace("ici", "here")) == 1


def test_the_declared_encoding_is_kept() -> None:
    for encoding in ("iso-8859-1", "windows-1252", "utf-16"):
        code = CASE.format(encoding=encoding, target="", units="<trans-unit id='1'><source>Noël</source></trans-unit>")
        manuscript = read_manuscript(code.encode(encoding), "a.xlf", "xliff", "fr", "en")
        [(_, written)] = translate_manuscripts([manuscript], Recorder())
        assert "Noël" in written.decode(encoding) and "<target" in written.decode(encoding)


def test_targets_of_another_language_are_refused() -> None:
    code = case("<trans-unit id='1'><source>Bonjour</source></trans-unit>", ' target-language="de"')
    with pytest.raises(InputError, match="its targets are 'de', the package translates into 'en'"):
        parse(code, "fr", "en")
    assert parse(code, "fr-CA", "de-AT").blocks


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ('Le chat<x id="1" ctype="lb"/>dort.', ["Le chat", "dort."]),
        ('Le chat<ph id="1">&lt;br/&gt;</ph>dort.', ["Le chat", "dort."]),
        ("Le chat&lt;br&gt;dort.", ["Le chat", "dort."]),
        ("&lt;li&gt;Un chat&lt;/li&gt;&lt;li&gt;Un chien&lt;/li&gt;", ["Un chat", "Un chien"]),
        ('Le chat dort<x id="1" ctype="lb"/>.', ["Le chat dort."]),
        ('<x id="1" ctype="lb"/>Le chat dort.', ["Le chat dort."]),
        ('Cliquez <ph id="2">%s</ph> ici.', ["Cliquez {0} ici."]),
    ],
)
def test_codes_of_line_breaks_part_a_text(code: str, texts: list[str]) -> None:
    pieces = inline_pieces(code, preserve=True)
    found = [piece.text for piece in pieces if isinstance(piece, Block)]
    assert found == texts
    assert "".join(piece if isinstance(piece, str) else piece.code for piece in pieces) == code


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ('<g id="1" ctype="x-html-li">Un chat</g><g id="2" ctype="x-html-li">Un <g id="3" ctype="bold">chien</g></g>', ["Un chat", "Un chien"]),
        ('<g id="0" ctype="x-html-ul"><g id="1" ctype="x-html-li">Un</g><g id="2" ctype="x-html-li">Deux</g></g>', ["Un", "Deux"]),
        ('<g id="1">Nom</g><g id="2">Prix</g>', ["Nom", "Prix"]),
        ('<g id="1">B</g><g id="2">onjour</g>', ["Bonjour"]),
        ('Un <g id="1">Nom</g><g id="2">Prix</g>', ["Un NomPrix"]),
    ],
)  # fmt: skip
def test_elements_of_items_and_elements_that_touch_part_a_text(source: str, wanted: list[str]) -> None:
    code = (
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" source-language="fr" '
        f'target-language="en" datatype="html"><body><trans-unit id="1"><source>{source}</source></trans-unit></body></file></xliff>'
    )
    page = parse(code, "fr", "en")
    assert [block.text for block in page.blocks] == wanted
    filled = page.fill([replace(block, text=block.text.upper()) for block in page.blocks])
    assert etree.fromstring(filled.encode()) is not None
    assert filled.count("<g ") == 2 * source.count("<g ")


@pytest.mark.parametrize(
    ("code", "covered"),
    [
        ('Titre<x id="1"/> du <it id="2" pos="open">a</it>texte', [('<it id="2" pos="open">a</it>', "texte")]),
        ("Fin<it pos='end'>a</it> du texte", [("", "Fin")]),
        ('Le <bpt i="1">a</bpt>chat <g id="9">noir</g> dort', [('<bpt i="1">a</bpt>', "chat noir dort")]),
        ('Un <sc id="1"/>chat <sc id="2"/>noir<ec startRef="2"/>', [('<sc id="1"/>', "chat noir")]),
        # Within a pair, or across another half, a code stands for itself.
        ('Un <g id="1">chat <it pos="open">a</it>noir</g>', []),
        ('Un <bpt i="1">a</bpt>chat <ept i="2">b</ept>noir', [('<bpt i="1">a</bpt>', "chat noir")]),
    ],
)
def test_half_a_pair_is_around_what_it_begins_or_ends(code: str, covered: list[tuple[str, str]]) -> None:
    [block] = [piece for piece in inline_pieces(code) if isinstance(piece, Block)]
    halves = [m for m in block.marks if m.start < m.end and not (m.opening and m.closing)]
    assert [(m.opening, block.text[m.start : m.end]) for m in halves] == covered
    assert replace(block, code="").written() == code


@pytest.mark.parametrize(
    ("code", "covered"),
    [
        ("Le <ph id='1'>&lt;b class=\"x\"&gt;</ph>chat noir<ph id='2'>&lt;/b&gt;</ph> dort", ["chat noir"]),
        ('Un <x id="1" equiv-text="&lt;i&gt;"/>mot<x id="2" equiv-text="&lt;/i&gt;"/>', ["mot"]),
        # A tag alone, one that nothing closes, and what would cross another element.
        ("Un <ph>&lt;img src='a'&gt;</ph>mot<ph>&lt;/i&gt;</ph>", []),
        ("Un <g id='1'>mot <ph>&lt;b&gt;</ph>ici</g> et<ph>&lt;/b&gt;</ph> là", ["mot ici"]),
    ],
)
def test_lone_codes_that_show_a_pair_of_tags_are_one(code: str, covered: list[str]) -> None:
    [block] = [piece for piece in inline_pieces(code) if isinstance(piece, Block)]
    assert [block.text[m.start : m.end] for m in block.marks if m.start < m.end] == covered
    assert replace(block, code="").written() == code


def test_a_break_between_two_words_parts_them() -> None:
    [block] = inline_pieces('Cliquez <g id="1">là<x id="2" ctype="lb"/></g>pour voir')
    assert isinstance(block, Block) and block.text == "Cliquez là pour voir"


def test_white_space_that_counts_in_a_source_alone() -> None:
    code = FIRST.replace("<source>Bonjour &amp; merci</source>", '<source xml:space="preserve">Un  mot\ncourt</source>')
    assert [b.text for b in parse(code, "fr", "en").blocks][1:4] == ["Un", "mot", "court"]


@pytest.mark.parametrize("name", ["sub", "b", "tool:mark"])
def test_elements_of_no_standard_are_around_their_words(name: str) -> None:
    code = f'Une <{name}>note</{name}> <ph id="1">a</ph> ici<it pos="close">b</it> <bpt i="1">c</bpt>et là'
    [block] = [piece for piece in inline_pieces(code) if isinstance(piece, Block)]
    assert ("note", f"</{name}>") in [(block.text[m.start : m.end], m.closing) for m in block.marks]
    assert replace(block, code="").written() == code
