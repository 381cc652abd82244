"""Markdown pages: structure and inline code kept, text found and written anew."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.markup.engines import echo, known, translated, upper
from toolkit.markup.markdown import parse

PAGE = """---
title: "Le retour de l'allié"
date: 2024-10-01
description: Une analyse de la guerre
tags: [guerre, corée]
---

# Pourquoi le *partenariat* est là {#titre}

Le [ministre](https://x.fr/a_b "Le titre") a dit que **la Corée du Nord**
fournirait des armes[^1]. Exécutez `git push`, voir <https://x.fr> et https://y.fr/a_b.

> Une citation *sur
> deux* lignes.  
> Encore [un lien][Réf] et ![une image](a.png "t").

| Pays | Nombre |
|------|-------:|
| La **Corée** | 10 000 soldats |
| a \\| b | `x` |

- un point avec 3 * 4
- {{ page.title }} et {% include x %} la suite
  1. Deuxième <span class="x">étape</span>

```python
print("bonjour")
```

[^1]: Selon les services.

[réf]: http://e.fr/a

<div class="note"><p>Bonjour à <b>tous</b></p></div>
"""


def test_what_people_read_is_text_and_nothing_else() -> None:
    assert [b.text for b in parse(PAGE, "fr", "en").blocks] == [
        "Le retour de l'allié",
        "Une analyse de la guerre",
        "Pourquoi le partenariat est là",
        "Le ministre a dit que la Corée du Nord fournirait des armes. Exécutez {0}, voir {1} et {2}.",
        "Une citation sur deux lignes.",
        "Encore un lien et {0}.",
        "Pays",
        "Nombre",
        "La Corée",
        "10 000 soldats",
        "a | b",
        "un point avec {0}",
        "{0} et la suite",
        "Deuxième étape",
        "Selon les services.",
        "Bonjour à tous",
        "Le titre",
        "une image",
        "t",
    ]


def test_the_text_of_an_image_alone() -> None:
    page = parse("![une image](a.png)\n", "fr", "en")
    [block] = page.blocks
    block.text = "an image"
    assert page.fill([block]) == "![an image](a.png)\n"


def test_code_is_kept() -> None:
    page = parse(PAGE, "fr", "en")
    assert page.fill([None] * len(page.blocks)) == PAGE
    # Written anew: a paragraph is one line, a text of the front matter is quoted.
    wanted = PAGE.replace("Nord**\n", "Nord** ").replace("*sur\n> deux*", "*sur deux*")
    assert page.fill(page.blocks) == wanted.replace(": Une analyse de la guerre", ': "Une analyse de la guerre"')


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Elle dit *non* et `oui` <b>", "Elle dit \\*non\\* et \\`oui\\` \\<b>"),
        ("2024. Une année", "2024\\. Une année"),
        ("# pas un titre", "\\# pas un titre"),
        ("+ ni une liste", "\\+ ni une liste"),
        ("snake_case et _ceci_", "snake_case et \\_ceci\\_"),
        ("__proto__", "\\_\\_proto\\_\\_"),
        ("[un](lien) & R&D", "[un\\](lien) & R&D"),
    ],
)
def test_what_would_be_markup_is_escaped(text: str, written: str) -> None:
    [block] = parse("mot", "fr", "en").blocks
    block.text = text
    assert block.written() == written
    [again] = parse(written, "fr", "en").blocks
    assert (again.text, again.marks) == (text, [])


PIECES = [
    "un mot",
    "*",
    "**",
    "_",
    "`",
    "[",
    "](x)",
    "![",
    "<b>",
    "</b>",
    "\n",
    "\n\n",
    "- ",
    "> ",
    "# ",
    "|",
    "  \n",
    "\\",
    "{{ x }}",
    "[^1]",
    "é",
    "1. ",
    "---\n",
    "\t",
    "https://a.b/c",
    "\r\n",
]


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_any_code_is_kept(code: str) -> None:
    page = parse(code, "fr", "en")
    assert page.fill([None] * len(page.blocks)) == code


@pytest.mark.parametrize(
    ("code", "shouted"),
    [
        ('Voir [le guide](a.md "Le titre") ici.', 'VOIR [LE GUIDE](a.md "LE TITRE") ICI.'),
        ("![un chat](a.png 'Un \"beau\" chat')", '![UN CHAT](a.png "UN \\"BEAU\\" CHAT")'),
        ('![](a.png "Un chat")', '![](a.png "UN CHAT")'),
        ('Voir [le guide][g].\n\n[g]: a.md "Le titre"\n', 'VOIR [LE GUIDE][g].\n\n[g]: a.md "LE TITRE"\n'),
        (
            "[g]: <a b.md>\n   'Le \"titre\"'  \n[h]: b.md\n\nMot.\n",
            '[g]: <a b.md>\n   "LE \\"TITRE\\""  \n[h]: b.md\n\nMOT.\n',
        ),
        (
            "> [g]: a.md (Le titre)\n>\n> Mot\n\n- [h]: b.md 'Autre'\n",
            '> [g]: a.md "LE TITRE"\n>\n> MOT\n\n- [h]: b.md "AUTRE"\n',
        ),
        ('[g]: a.md "Un"\n[g]: b.md "Deux"\n\n<p>Mot</p>\n', '[g]: a.md "UN"\n[g]: b.md "DEUX"\n\n<p>MOT</p>\n'),
        # Nothing to say, code, and what is no definition.
        (
            '[g]: a.md "12"\n[h]: b.md "{{ x }}"\n\n    [i]: c.md "Code"\n',
            '[g]: a.md "12"\n[h]: b.md "{{ x }}"\n\n    [i]: c.md "Code"\n',
        ),
        ('| un |\n|---|\n| [mot](c "d \\| e") |', '| UN |\n|---|\n| [MOT](c "d \\| e") |'),
    ],
)
def test_titles_of_links_are_read(code: str, shouted: str) -> None:
    assert translated(code, "markdown", upper()) == shouted
    assert "'" in code or translated(code, "markdown", echo()) == code


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ("*[HTML]: Langage\n*[CSS]: Feuilles\n", ["Langage", "Feuilles"]),
        ("Voir https://nu.fr/page_(x) et la suite.\n", ["Voir {0} et la suite."]),
    ],
)
def test_abbreviations_and_bare_addresses(code: str, texts: list[str]) -> None:
    page = parse(code, "fr", "en")
    assert [block.text for block in page.blocks] == texts
    assert page.fill([None] * len(texts)) == code


def test_a_note_within_a_line_is_a_text_of_its_own() -> None:
    page = parse("Le prix^[hors taxes, [voir](a.md)] est bas.\n", "fr", "en")
    assert sorted(block.text for block in page.blocks) == ["Le prix est bas.", "hors taxes, voir"]


def test_attributes_stay_with_the_words_of_their_brackets() -> None:
    engine = known({"Voir un mot, {0} et lui.": "See a word, {0} and him."})
    made = translated("Voir [un mot]{.small}, [[la page]] et lui.\n", "markdown", engine)
    assert "[a word]{.small}" in made


@pytest.mark.parametrize("address", ["https://a.fr/b?c=%E2%9C%93&d", "https://a.fr/✓", "mailto:a@b.fr", "a@b.fr"])
def test_an_address_alone_stays_as_it_is_written(address: str) -> None:
    page = parse(f"Voir <{address}> ici.\n", "fr", "en")
    assert [mark.opening for mark in page.blocks[0].marks] == [f"<{address}>"]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("Un mot^exposant^ ici.\n", "UN MOT^EXPOSANT^ ICI.\n"),
        ("Un mot^longue\\ note^ et valeur~indication~.\n", "UN MOT^LONGUE\\ NOTE^ ET VALEUR~INDICATION~.\n"),
        ("Le texte^(1)^ ici.\n", "LE TEXTE^(1)^ ICI.\n"),
        ("Un ^^mot ajouté^^ ici.\n", "UN ^^MOT AJOUTÉ^^ ICI.\n"),
        ("&nbsp;Bonjour à tous&nbsp;\n", "&nbsp;BONJOUR À TOUS&nbsp;\n"),
        ("\u00a0Bonjour\u202f\n\nFin&emsp;&emsp;\n", "\u00a0BONJOUR\u202f\n\nFIN&emsp;&emsp;\n"),
        ("C'est {==marqué==}{>>À voir.<<} ici.\n", "C'EST {==MARQUÉ==}{>>À VOIR.<<} ICI.\n"),
        (
            "Du {--pain--}{>>Oui ?<<} et {++du vin++}{>>Non.<<}.\n",
            "DU {--PAIN--}{>>OUI ?<<} ET {++DU VIN++}{>>NON.<<}.\n",
        ),
    ],
)
def test_signs_of_the_dialects_keep_their_places(code: str, expected: str) -> None:
    assert translated(code, "markdown", upper()) == expected


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("Je mange et ![alt](a.png)\n", "Je mange et {0}"),
        ("Cliquez sur ![alt](a.png).\n", "Cliquez sur {0}."),
        ("Du pain et ![alt](a.png) du vin.\n", "Du pain et du vin."),
        ("Un chat ![alt](a.png)\n", "Un chat"),
    ],
)
def test_an_image_that_a_sentence_wants_is_a_word_of_it(code: str, text: str) -> None:
    page = parse(code, "fr", "en")
    assert page.blocks[0].text == text
    assert page.fill([None] * len(page.blocks)) == code


def test_a_comment_stays_with_what_it_is_about() -> None:
    [block, *_] = parse("C'est {==un passage==}{>>À revoir.<<} du texte.\n", "fr", "en").blocks
    assert [(m.opening, m.closing[:3], block.text[m.start : m.end]) for m in block.marks] == [
        ("{==", "==}", "un passage")
    ]


def test_a_key_is_no_text() -> None:
    page = parse("Terminez par <kbd>Entrée</kbd> ou <samp>oui</samp>.\n", "fr", "en")
    assert [block.text for block in page.blocks] == ["Terminez par {0} ou {1}."]
    assert translated("Tapez <kbd>Entrée</kbd>.\n", "markdown", upper()) == "TAPEZ <kbd>Entrée</kbd>.\n"
