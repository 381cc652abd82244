"""HTML pages: what is text and what is not, and all code kept."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.markup.engines import Changed, echo, short, translated, upper
from toolkit.markup.html import parse
from toolkit.markup.text_audit import audit_html

PAGE = """<!DOCTYPE html>
<html lang="fr-FR"><head><meta charset="utf-8"><title>La guerre &amp; la paix</title>
<meta name="description" content="Pourquoi le partenariat &quot;durable&quot; est là">
<style>p { color: red }</style><script>var a = "<p>bonjour</p>";</script></head>
<body class=main>
<nav><a href="/">Accueil</a> | <a href="/monde">Monde</a></nav>
<h1>Pourquoi le <em>partenariat militaire</em> est là</h1>
<!-- un commentaire -->
<p>Le <a href="https://x.fr/a?b=1&amp;c=2" title='Le ministre "X"'>ministre</a> a <code>git push</code>
dit.<sup><a href="#n1">1</a></sup> Oui.
<br>Deuxième ligne&nbsp;: la suite.
<p translate="no">Ne pas traduire.
<ul><li>Un premier point<li><a href="/x"><h3>Le titre du lien</h3><p>Un paragraphe.</p></a></ul>
<pre>du code</pre><blockquote lang="en">Already <b>English</b>.</blockquote><span class="x notranslate">Non</span>
<input type=submit value=Envoyer> <button>Chercher</button> 12 %
</body></html>
"""


def texts(code: str) -> list[str]:
    return [block.text for block in parse(code, "fr", "en").blocks]


def test_what_people_read_is_text_and_nothing_else() -> None:
    assert texts(PAGE) == [
        "La guerre & la paix",
        "Accueil",
        "Monde",
        "Pourquoi le partenariat militaire est là",
        "Le ministre a {0} dit. Oui.",
        "Deuxième ligne\u00a0: la suite.",
        "Un premier point",
        "Le titre du lien",
        "Un paragraphe.",
        "Chercher",
        "12 %",
        'Pourquoi le partenariat "durable" est là',
        'Le ministre "X"',
        "Envoyer",
    ]


def test_code_is_kept() -> None:
    page = parse(PAGE, "fr", "en")
    kept = page.fill([None] * len(page.blocks))
    assert kept == PAGE.replace('"fr-FR"', '"en"')
    wanted = kept.replace("'Le ministre \"X\"'", '"Le ministre &quot;X&quot;"')
    # Written anew, only white space and references to characters differ.
    assert (
        html.unescape(page.fill(page.blocks)).split() == html.unescape(wanted.replace("=Envoyer", '="Envoyer"')).split()
    )


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        ("un <b>mot", ["un mot"]),
        ("<b>un<p>deux</b>", ["un", "deux"]),
        ("un </b>mot", ["un mot"]),
        ("<i><b>un</i></b>", ["un"]),
        ("1 < 2 et a & b", ["1 < 2 et a & b"]),
        ("<p translate=no><b>un<p>deux", ["deux"]),
        ("<div translate=no><div>un</div>deux</div>trois", ["trois"]),
        ("<ul><li translate=no>un<li>deux</ul>", ["deux"]),
        ("<script>un", []),
        ("", []),
        ("<a href=x>un</a> et <a href=y>deux</a>", ["un et deux"]),
        ("<span xml:lang='de'>ein</span> mot", ["{0} mot"]),
    ],
)
def test_code_that_is_not_well_formed(code: str, wanted: list[str]) -> None:
    page = parse(code, "fr", "en")
    assert [b.text for b in page.blocks] == wanted
    assert page.fill([None] * len(wanted)) == code
    assert sorted(re.findall("<[^<>]*>", page.fill(page.blocks))) == sorted(re.findall("<[^<>]*>", code))


PIECES = "<p> </p> <b> </b> <i> </i> <br> <li> <a\thref=x> </a> <code> </code> <script> </script> <!--\tx\t--> <pre> </pre> <sup> </sup> 1 un mot &amp; < > & « » é <p\ttranslate=no>".split()


@given(st.lists(st.sampled_from([*(piece.replace("\t", " ") for piece in PIECES), " ", "\n"])).map("".join))
def test_any_code_is_kept(code: str) -> None:
    page = parse(code, "fr", "en")
    assert page.fill([None] * len(page.blocks)) == code
    # The tags of blocks that are written from text and marks are all there.
    for block in page.blocks:
        assert sorted(re.findall("</?[a-z][^<>]*>", block.written())) == sorted(
            re.findall("</?[a-z][^<>]*>", block.code)
        )


@given(st.text())
def test_any_text_is_kept(code: str) -> None:
    code = code.replace("\0", "").replace("\r", "")
    page = parse(code, "fr", "en")
    assert page.fill([None] * len(page.blocks)) == code


CASES = {
    # Templates, byte for byte, in text, tags and attributes.
    "<p>Bonjour {{ prenom }}, le {% if express %}lendemain{% else %}{{ date }}{% endif %}.</p>": (
        "<p>BONJOUR {{ prenom }}, LE {% if express %}LENDEMAIN{% else %}{{ date }}{% endif %}.</p>"
    ),
    "<p>Bonjour <%= u.nom %>, <?php if ($x->y > 1): ?>deux<?php else: ?>trois<?php endif; ?> jours ${a}.</p>": (
        "<p>BONJOUR <%= u.nom %>, <?php if ($x->y > 1): ?>DEUX<?php else: ?>TROIS<?php endif; ?> JOURS ${a}.</p>"
    ),
    '<a href="{{ url("a>b") }}" {{ attrs }} title="Le {{ a }} est là">Le lien</a>': (
        '<a href="{{ url("a>b") }}" {{ attrs }} title="LE {{ a }} EST LÀ">LE LIEN</a>'
    ),
    "{{#each x}}<li>Un {{this}}{{#if y}} deux{{/if}}</li>{{/each}}": (
        "{{#each x}}<li>UN {{this}}{{#if y}} DEUX{{/if}}</li>{{/each}}"
    ),
    # Formulas.
    "<p>Soit \\(x^2 = 4\\), $x = 2$ et $$\\int_0^1 f(t)\\,dt$$ ; 5$ et 10$.</p>": (
        "<p>SOIT \\(x^2 = 4\\), $x = 2$ ET $$\\int_0^1 f(t)\\,dt$$ ; 5$ ET 10$.</p>"
    ),
    # Raised and lowered parts of words.
    "<p>M<sup>me</sup> X, loi n<sup>o</sup> 12, XIX<sup>e</sup>, H<sub>2</sub>O, 20 m<sup>2</sup>, mot<sup>1</sup>.</p>": (
        "<p>M<sup>ME</sup> X, LOI N° 12, XIX<sup>E</sup>, H<sub>2</sub>O, 20 m<sup>2</sup>, MOT<sup>1</sup>.</p>"
    ),
    # White space at icons, prices.
    '<p><i class="fa"></i> Appelez.</p>': '<p><i class="fa"></i> APPELEZ.</p>',
    "<p><a><i></i> Voir</a></p>": "<p><a><i></i> VOIR</a></p>",
    "<p>Prix : <del>30\u00a0€</del> <ins>25\u00a0€</ins></p>": "<p>PRIX : <del>€30</del> <ins>€25</ins></p>",
    # Cells with what only looks like an amount.
    "<td>1,2,3</td><td>2024</td><td>01 23 45 67 89</td><td>12/05/2024</td><td>1.2.3</td><td>192.168.1.5</td><td>&mdash;</td>": (
        "<td>1,2,3</td><td>2024</td><td>01 23 45 67 89</td><td>12/05/2024</td><td>1.2.3</td><td>192.168.1.5</td><td>&mdash;</td>"
    ),
    "<table><tr><td>Mot</td></tr></table> 12,5 %": "<table><tr><td>MOT</td></tr></table> 12.5%",
    # A placeholder of the page, and code.
    "<p>La valeur {0} du champ <code>total</code>.</p>": "<p>LA VALEUR {0} DU CHAMP <code>total</code>.</p>",
    # Attributes.
    '<optgroup label="Pays"></optgroup><textarea placeholder="Message"></textarea><track label="Texte" srclang=fr>': (
        '<optgroup label="PAYS"></optgroup><textarea placeholder="MESSAGE"></textarea><track label="TEXTE" srclang=fr>'
    ),
    '<table><tr><th abbr="Prix" scope=col>Prix de vente</th><td abbr="Non">1</td></tr></table>': (
        '<table><tr><th abbr="PRIX" scope=col>PRIX DE VENTE</th><td abbr="Non">1</td></tr></table>'
    ),
    # What a picture says, and the words that are drawn in it.
    '<svg role="img"><title>Carte</title><desc id="d"> Une rue &amp; un pont </desc><text>Bonjour</text><path d="M1,2"/></svg>': (
        '<svg role="img"><title>CARTE</title><desc id="d"> UNE RUE &amp; UN PONT </desc><text>BONJOUR</text><path d="M1,2"/></svg>'
    ),
    "<p>Voir <svg><title>Flèche</title></svg> la suite <svg><title>{{ x }}</title><title/><title></title></svg>.</p>": (
        "<p>VOIR <svg><title>FLÈCHE</title></svg> LA SUITE <svg><title>{{ x }}</title><title/><title></title></svg>.</p>"
    ),
    "<p>Ici <svg><text x='1'>Un <tspan class='a'>mot</tspan></text><text>x</text><text/></svg> là</p>": (
        "<p>ICI <svg><text x='1'>UN <tspan class='a'>MOT</tspan></text><text>x</text><text/></svg> LÀ</p>"
    ),
    "<svg><text><tspan x='0' dy='1'>Un mot</tspan><tspan x='0' dy='2'>Deux</tspan></text><text>Un": (
        "<svg><text><tspan x='0' dy='1'>UN MOT</tspan><tspan x='0' dy='2'>DEUX</tspan></text><text>Un"
    ),
    '<svg translate="no"><title>Carte</title></svg>': '<svg translate="no"><title>Carte</title></svg>',
    '<picture><img alt="Une image"></picture><meta property="og:title" content="Titre"><p lang="fr">Mot</p>': (
        '<picture><img alt="UNE IMAGE"></picture><meta property="og:title" content="TITRE"><p lang="en">MOT</p>'
    ),
}


def test_a_cell_with_nothing_but_an_amount_is_written_as_the_language_does() -> None:
    code = "<td>1 234,50 €</td><th>12,5 %</th><td> <b>3,5</b></td><td><span>7,25</span> %</td><td>-0,5</td>"
    made = "<td>€1,234.50</td><th>12.5%</th><td> <b>3.5</b></td><td><span>7.25</span>%</td><td>-0.5</td>"
    assert translated(code, "html", upper()) == made
    # Outside of cells as in them.
    assert translated(code.replace("td>", "li>"), "html", upper()) == made.replace("td>", "li>")
    assert translated("<td>10 000</td><li>10 000</li>", "html", upper()) == "<td>10,000</td><li>10 000</li>"
    assert translated('<td translate="no">3,5</td>', "html", upper()) == '<td translate="no">3,5</td>'


@pytest.mark.parametrize("code", CASES)
def test_words_change_and_nothing_else(code: str) -> None:
    assert translated(code, "html", upper()) == CASES[code]


@pytest.mark.parametrize("code", [c for c in CASES if "lang=" not in c and "12,5 %" not in c])
def test_what_the_engine_leaves_is_left_byte_for_byte(code: str) -> None:
    assert translated(code, "html", echo()) == code
    assert audit_html(code.encode(), translated(code, "html", short()).encode()) == []


def test_raised_endings_follow_the_words_of_the_translation() -> None:
    code = "<p>Au XIX<sup>e</sup> siècle, M<sup>me</sup> Girard, le 1<sup>er</sup> mars.</p>"
    engine = Changed(lambda _: "In the 19th century, Mrs Girard, 1 March.")
    assert translated(code, "html", engine) == "<p>In the 19<sup>th</sup> century, Mrs Girard, 1 March.</p>"


@given(
    st.lists(
        st.sampled_from(["{0}", "{1}", "{2}", "mot", "<code>x</code>", "<kbd>y</kbd>", "{", "}", "{00}"]), max_size=8
    )
)
def test_placeholders_of_a_page_and_ours_never_change_places(pieces: list[str]) -> None:
    code = f"<p>{' '.join(['un', *pieces, 'mot'])}</p>"
    assert translated(code, "html", upper()) == re.sub(r"\b(?:un|mot)\b", lambda m: m.group().upper(), code)


TAGS = [
    "{% if a %}",
    "{% else %}",
    "{% endif %}",
    "{{ b }}",
    "<%= c %>",
    "<% if d %>",
    "<% end %>",
    "$x$",
    "$",
    "\\(y\\)",
    "{%",
    "}}",
]


@given(
    st.lists(st.sampled_from([*TAGS, "un mot", "<b>", "</b>", "<br>", " ", "<p>", "<a title='un'>", "</a>"])).map(
        "".join
    )
)
def test_templates_are_left_whatever_they_stand_in(code: str) -> None:
    assert translated(code + "un", "html", echo()) == code + "un"
    made = translated(code + "un", "html", upper())
    assert re.findall(r"\{%.*?%\}", made) == re.findall(r"\{%.*?%\}", code + "un")
    assert not re.search("\0|[\U000f0000-\U000ffffd]", made)


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ("<td><span>Prix</span><span>12,50 € net</span></td>", ["Prix", "12,50 € net"]),
        ("<div><span>Nouveau</span><span>Gratuit</span></div>", ["Nouveau", "Gratuit"]),
        ("<p><b>Bon</b><i>jour</i> <b>à</b> <i>Tous</i></p>", ["Bon jour à Tous"]),
        ("<p>Vu <b v-if='n > 1'>{{ n }} cas</b><b v-else>un cas</b>.</p>", ["Vu {0}{1}.", "{0} cas", "un cas"]),
        ("<p>Le chat dort<a href='#n1'>1</a>. Le roi<a href='#a'>*</a> vient.</p>", ["Le chat dort. Le roi vient."]),
        ("<p>Bonjour {x, plural, =0 {rien} other {{{x}} choses}}</p>", ["Bonjour {x, plural, =0 {rien} other {{0} choses}}"]),
    ],
)  # fmt: skip
def test_where_a_text_ends_between_elements(code: str, texts: list[str]) -> None:
    page = parse(code, "fr", "en")
    assert [block.text for block in page.blocks] == texts
    assert page.fill([None] * len(texts)) == code


def test_a_page_says_that_it_is_utf_8() -> None:
    code = '<meta charset="windows-1252"><meta http-equiv=Content-Type content="text/html; charset=iso-8859-1"><p>a</p>'
    made = '<meta charset="utf-8"><meta http-equiv=Content-Type content="text/html; charset=utf-8"><p>a</p>'
    assert translated(code, "html", echo()) == made
    assert translated('<META CHARSET="UTF-8">', "html", echo()) == '<META CHARSET="UTF-8">'


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ("<h1>Titre <small>sous-titre</small></h1>", ["Titre", "sous-titre"]),
        ("<h2><small>Chapitre 1</small> Le chat</h2>", ["Chapitre 1", "Le chat"]),
        ("<h2>Le chat <small>(noir)</small></h2>", ["Le chat (noir)"]),
        ("<h2>Le <small>petit</small> chat</h2>", ["Le petit chat"]),
        ("<p>Le chat <small>dort</small></p>", ["Le chat dort"]),
        ("<p>Messages <span class='badge x'>nouveau</span></p>", ["Messages", "nouveau"]),
        ("<p>Mot <span class='table-label-x'>nouveau</span></p>", ["Mot nouveau"]),
    ],
)
def test_subtitles_and_badges_are_texts_of_their_own(code: str, texts: list[str]) -> None:
    page = parse(code, "fr", "en")
    assert [block.text for block in page.blocks] == texts
    assert page.fill([None] * len(texts)) == code


def test_a_picture_that_a_sentence_wants_is_a_word_of_it() -> None:
    page = parse('<p>Je mange et <img src="a.png"></p><p>Un <b>chat</b> <img src="a.png">.</p>', "fr", "en")
    assert [block.text for block in page.blocks] == ["Je mange et {0}", "Un chat."]
