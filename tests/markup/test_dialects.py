"""Markdown by its dialects: what an engine changes are words, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.markup.engines import echo, short, translated, upper
from toolkit.markup.text_audit import audit_markdown

PAGES = {
    "mkdocs": (
        '!!! warning "Attention aux données"\n    Sauvegardez vos fichiers.\n\n    - Fermez le programme.\n\n'
        '    !!! note\n        Une note.\n\n            du code\n\n??? info\n    Caché.\n\n=== "Linux"\n\n    Ouvrez.\n\nFini.\n',
        '!!! warning "ATTENTION AUX DONNÉES"\n    SAUVEGARDEZ VOS FICHIERS.\n\n    - FERMEZ LE PROGRAMME.\n\n'
        '    !!! note\n        UNE NOTE.\n\n            du code\n\n??? info\n    CACHÉ.\n\n=== "LINUX"\n\n    OUVREZ.\n\nFINI.\n',
    ),
    "docusaurus": (
        ":::note Titre personnalisé\nSauvegardez vos fichiers.\n:::\n\n:::tip[Un **bon** mot]\nOui.\n:::\n",
        ":::note TITRE PERSONNALISÉ\nSAUVEGARDEZ VOS FICHIERS.\n:::\n\n:::tip[UN **BON** MOT]\nOUI.\n:::\n",
    ),
    "quarto": (
        '::: {.callout-note title="Le titre"}\nUn mot.\n:::\n\n:::: columns\n::: {.column width="50%"}\nÀ gauche.\n:::\n::::\n',
        '::: {.callout-note title="LE TITRE"}\nUN MOT.\n:::\n\n:::: columns\n::: {.column width="50%"}\nÀ GAUCHE.\n:::\n::::\n',
    ),
    "pymdownx blocks": (
        "/// note | Le titre\nUn mot.\n///\n\n/// html | div.result\nDeux.\n///\n",
        "/// note | LE TITRE\nUN MOT.\n///\n\n/// html | div.result\nDEUX.\n///\n",
    ),
    "myst": (
        "```{note} Le titre\n:class: tip\nUn {ref}`lien` ici.\n```\n\n```python\nx = 'mot'\n```\n",
        "```{note} LE TITRE\n:class: tip\nUN {ref}`lien` ICI.\n```\n\n```python\nx = 'mot'\n```\n",
    ),
    "notes and styles within a line": (
        "Un mot^[Une note avec [un lien](a.md) et du **gras**.] et [la suite]{.rouge}, [fin]{#id}.\n\n| A |\n|---|\n| Le chien^[noir] |\n",
        "UN MOT^[UNE NOTE AVEC [UN LIEN](a.md) ET DU **GRAS**.] ET [LA SUITE]{.rouge}, [FIN]{#id}.\n\n| A |\n|---|\n| LE CHIEN^[NOIR] |\n",
    ),
    "alert": ("> [!WARNING]\n> Ce disque sera effacé.\n", "> [!WARNING]\n> CE DISQUE SERA EFFACÉ.\n"),
    "callout": ("> [!note]- Le titre\n> Un mot.\n", "> [!note]- LE TITRE\n> UN MOT.\n"),
    "formulas": (
        "La vitesse est $v_m = \\frac{d}{t}$ et $t_1 * t_2$.\n\n$$\nE_c = \\frac{1}{2} \\\\\n= m \\cdot a_{x}\n$$\n\n"
        "Soit\n\\[\n- x^2\n\\]\net \\(y_1\\), mais 5$ et 10$.\n",
        "LA VITESSE EST $v_m = \\frac{d}{t}$ ET $t_1 * t_2$.\n\n$$\nE_c = \\frac{1}{2} \\\\\n= m \\cdot a_{x}\n$$\n\n"
        "SOIT\n\\[\n- x^2\n\\]\nET \\(y_1\\), MAIS 5$ ET 10$.\n",
    ),
    "TOML": (
        '+++\ntitle = "Nos recettes d\'hiver"\ndate = 2024-01-05\ntags = ["cuisine"]\n+++\n\nLa soupe.\n',
        '+++\ntitle = "NOS RECETTES D\'HIVER"\ndate = 2024-01-05\ntags = ["cuisine"]\n+++\n\nLA SOUPE.\n',
    ),
    "JSON": (
        '{\n  "title": "Le titre",\n  "draft": true\n}\n\nUn mot.\n',
        '{\n  "title": "LE TITRE",\n  "draft": true\n}\n\nUN MOT.\n',
    ),
    "byte order mark": (
        "\ufeff---\ntitle: Le titre\n---\n\nBonjour.\n",
        '\ufeff---\ntitle: "LE TITRE"\n---\n\nBONJOUR.\n',
    ),
    "YAML over lines": (
        "---\ndescription: Un texte\n  sur deux lignes\nsummary: >-\n  Un autre\n  texte\nhero:\n  tagline: Court # là\n---\nMot.\n",
        '---\ndescription: "UN TEXTE SUR DEUX LIGNES"\nsummary: "UN AUTRE TEXTE"\nhero:\n  tagline: "COURT" # là\n---\nMOT.\n',
    ),
    "definitions": (
        "Carotte\n: Légume orange.\n\nSoupe\nPotage\n:   Plat liquide.\n\n    Suite.\n",
        "CAROTTE\n: LÉGUME ORANGE.\n\nSOUPE\nPOTAGE\n:   PLAT LIQUIDE.\n\n    SUITE.\n",
    ),
    "notes": (
        "Le barrage[^1] puis[^agr].\n\n[^1]: Les archives.\n[^agr]: Trois ans.\n    Une suite.\n",
        "LE BARRAGE[^1] PUIS[^agr].\n\n[^1]: LES ARCHIVES.\n[^agr]: TROIS ANS. UNE SUITE.\n",
    ),
    "tasks": ("- [ ] Du pain\n- [x] La porte\n  - [ ] Une vis\n", "- [ ] DU PAIN\n- [x] LA PORTE\n  - [ ] UNE VIS\n"),
    "shortcodes": (
        ':rocket: Lancement :tada: demain à 12:30:45 !\n\n{{< figure src="a.png" >}}\n\nVoir [la page]({{< ref "d.md" >}}).\n'
        "{{% notice tip %}}\nUn mot.\n{{% /notice %}}\n",
        ':rocket: LANCEMENT :tada: DEMAIN À 12:30:45 !\n\n{{< figure src="a.png" >}}\n\nVOIR [LA PAGE]({{< ref "d.md" >}}).\n'
        "{{% notice tip %}}\nUN MOT.\n{{% /notice %}}\n",
    ),
    "wiki": (
        "Voir [[Page d’accueil|la page]], [[Cible]] et ![[schema.png]], ==surligné==.\n",
        "VOIR [[Page d’accueil|LA PAGE]], [[Cible]] ET ![[schema.png]], ==SURLIGNÉ==.\n",
    ),
    "signs": ("Le calcul 5 * 3 * 2 donne H~2~O.\n", "LE CALCUL 5 * 3 * 2 DONNE H~2~O.\n"),
    "identifiers": (
        "## Un titre {#un-titre}\n\n## Deux { #deux }\n\n### Trois {/*trois*/}\n\n![Une image](a.png){width=50%} et **gras**{.x}.\n",
        "## UN TITRE {#un-titre}\n\n## DEUX { #deux }\n\n### TROIS {/*trois*/}\n\n![UNE IMAGE](a.png){width=50%} ET **GRAS**{.x}.\n",
    ),
    "components": (
        "<Intro>\n\nUn éditeur aide.\n</Intro>\n\n<Tabs\n  items={['a']}\n>\nUn **mot** et [lien](x).\n</Tabs>\n",
        "<Intro>\n\nUN ÉDITEUR AIDE.\n</Intro>\n\n<Tabs\n  items={['a']}\n>\nUN **MOT** ET [LIEN](x).\n</Tabs>\n",
    ),
    "kramdown": (
        "* **Carottes** : trois\n* **Sel** : une pincée\n{: .liste}\n\nUn mot.\n{: #id}\n",
        "* **CAROTTES** : TROIS\n* **SEL** : UNE PINCÉE\n{: .liste}\n\nUN MOT.\n{: #id}\n",
    ),
    "liquid": (
        "Bonjour {% if x %}cher ami{% else %}{{ nom }}{% endif %}, oui.\n\n{% highlight ruby %}\nputs 'mot'\n{% endhighlight %}\n",
        "BONJOUR {% if x %}CHER AMI{% else %}{{ nom }}{% endif %}, OUI.\n\n{% highlight ruby %}\nputs 'mot'\n{% endhighlight %}\n",
    ),
    "labels": (
        "Voir [`x`][], [ici][Là] et [`y`].\n\n[`x`]: http://a\n[Là]: b\n",
        "VOIR [`x`][`x`], [ICI][Là] ET [`y`].\n\n[`x`]: http://a\n[Là]: b\n",
    ),
    "grid table": (
        "+----+----+\n| Un | Deux |\n+----+----+\n\nMot.\n",
        "+----+----+\n| Un | Deux |\n+----+----+\n\nMOT.\n",
    ),
    "breaks": ("Une<br>deux\n\n| Vers un,\n| vers deux\n", "UNE<br>DEUX\n\n| VERS UN,\n| VERS DEUX\n"),
    "tags": (
        'Un <img alt="Une image" src=x> mot.\n\n<p align="center">Le mot</p>\n',
        'UN <img alt="UNE IMAGE" src=x> MOT.\n\n<p align="center">LE MOT</p>\n',
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_words_change_and_nothing_else(name: str) -> None:
    code, wanted = PAGES[name]
    assert translated(code, "markdown", upper()) == wanted


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("name", PAGES)
def test_what_the_engine_leaves_is_left_byte_for_byte(name: str, newline: str) -> None:
    code = PAGES[name][0].replace("\n", newline)
    assert translated(code, "markdown", echo()) == code


@pytest.mark.parametrize("name", PAGES)
def test_other_words_in_another_order_break_nothing(name: str) -> None:
    code = PAGES[name][0]
    assert audit_markdown(code.encode(), translated(code, "markdown", short()).encode()) == []


LINES = sorted({line for code, _ in PAGES.values() for line in code.split("\n") if not line.startswith(("---", "+++"))})


@given(st.lists(st.sampled_from([*LINES, "", "", "    ", "> ", "- "]), max_size=12).map("\n".join))
def test_any_mixture_of_lines_is_left_byte_for_byte(code: str) -> None:
    assert translated(code + "\nun mot", "markdown", echo()) == code + "\nun mot"


BLOCKS = [
    code for name, (code, _) in PAGES.items() if name not in ("TOML", "JSON", "byte order mark", "YAML over lines")
]


@given(st.lists(st.sampled_from(BLOCKS), max_size=4).map("\n".join))
def test_pages_of_several_dialects_keep_their_structure(code: str) -> None:
    code += "\n\nun mot\n"
    for engine in (upper(), short()):
        assert audit_markdown(code.encode(), translated(code, "markdown", engine).encode()) == []
