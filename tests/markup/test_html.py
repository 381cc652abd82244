"""HTML pages: what is text and what is not, and all code kept."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.markup.html import parse

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
        'Pourquoi le partenariat "durable" est là',
        'Le ministre "X"',
        "Envoyer",
    ]


def test_code_is_kept() -> None:
    page = parse(PAGE, "fr", "en")
    kept = page.fill([None] * len(page.blocks))
    wanted = PAGE.replace('"fr-FR"', '"en"').replace("'Le ministre \"X\"'", '"Le ministre &quot;X&quot;"')
    assert kept == wanted.replace("value=Envoyer", 'value="Envoyer"')
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
