"""Codes of style stand beside words as tags do, and tags of line breaks part a text."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.translation.fakes import FakeModel
from toolkit.text import protected
from toolkit.text.items import items_of
from toolkit.text.styling import find_breaks, find_styling
from toolkit.translation import Translator


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("[color=red]Rouge[/color] et [b]gras[/b]", ["[color=red]", "[/color]", "[b]", "[/b]"]),
        ("[list][*]un[*]deux[/list]", ["[list]", "[*]", "[*]", "[/list]"]),
        ("[i]Le chat dort.", ["[i]"]),
        ("tab[i] vaut b[i] et [s] non", []),
        (r"{\i1}Elle{\i0} dort {i}ici{/i} {w=0.5}et {i} là", [r"{\i1}", r"{\i0}", "{i}", "{/i}", "{w=0.5}", "{i}"]),
        ("Fichier {i} de {n}", []),
        ("<<if $or gte 10>>Oui<<else>>Non<</if>> <<PRENOM>>", ["<<if $or gte 10>>", "<<else>>", "<</if>>"]),
        ("|cffff0000Attention|r : §aBonjour§r", ["|cffff0000", "|r", "§a", "§r"]),
        ("Selon le § 3 et le §3", []),
        ("&aBienvenue &lsur le serveur &r!", ["&a", "&l", "&r"]),
        ("&ouvrir la R&D", []),
        (
            '[vc_row][vc_column width="1/2"]Bonjour[/vc_column][/vc_row] [mot] [voir ici] [gallery ids=1,2 /]',
            ["[vc_row]", '[vc_column width="1/2"]', "[/vc_column]", "[/vc_row]", "[gallery ids=1,2 /]"],
        ),
        ("[caption id='a']Un chat", ["[caption id='a']"]),
        ('input[type="text"], [x] et a[i]=[b c]', []),
        ("* [https://ex.fr Site officiel], [nom](https://ex.fr)", ["[https://ex.fr ", "]"]),
    ],
)
def test_codes_of_style(text: str, codes: list[str]) -> None:
    assert [text[a:b] for a, b in find_styling(text)] == codes


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("Cliquez ici<br>pour continuer", ["Cliquez ici", "pour continuer"]),
        ("<ul><li>Rouge</li><li>Vert</li></ul>", ["Rouge", "Vert"]),
        ("<h1>Titre</h1>Texte <b>ici</b>.", ["Titre", "Texte <b>ici</b>."]),
        ("Le chat&lt;br/&gt;dort.", ["Le chat", "dort."]),
        ("<b>Nom</b><i>Prix</i>", ["<b>Nom", "Prix</i>"]),
        ("[list][*]un chat[*]deux chiens[/list]", ["un chat", "deux chiens"]),
        (r"Rien.\NPuis elle part.", ["Rien.", "Puis elle part."]),
        ("Voir <b>ici</b> et <i>là</i>.", None),
        ("La balise <br> sert à aller à la ligne.", None),
        ("Écrivez `<br>` ici.", None),
        ("! Nom !! Âge", ["Nom", "Âge"]),
        ("^ Nom ^ Âge ^", ["Nom", "Âge"]),
    ],
)
def test_tags_of_line_breaks_part_a_text(text: str, items: list[str] | None) -> None:
    found = items_of(text, protected.find(text, "fr"))
    assert (found and [text[a:b] for a, b in found]) == items


@pytest.mark.parametrize(
    "text", ["== Histoire ==", "# Sur le pont #", "♪ Sur le pont ♪", "''Le Monde'' dort", "~Coucou~"]
)
def test_signs_around_words_stay_where_they_are(text: str) -> None:
    [made] = Translator(FakeModel(lambda s: s.upper().replace("#", ""), "fr-en")).translate([text])
    assert re.findall(r"[=#♪'~]+", made.text) == re.findall(r"[=#♪'~]+", text)
    assert (made.text[0], made.text[-1]) == (text[0], text[-1]) or text[-1].isalpha()


def test_a_stop_before_a_closing_tag_stays_before_it(engine: Translator) -> None:
    [made] = engine.translate(["<i>Il est tard.</i>"])
    assert made.text.startswith("<i>") and made.text.endswith(".</i>")


PARTS = [
    "[b]",
    "[/b]",
    "[url=x]",
    "{i}",
    "{/i}",
    "§c",
    "&r",
    "<br>",
    "<li>",
    "</p>",
    "<<if x>>",
    "|r",
    "chat",
    " ",
    "«",
    "\\N",
]


@given(st.lists(st.sampled_from(PARTS), max_size=12).map("".join))
def test_codes_and_breaks_do_not_overlap(text: str) -> None:
    for found in (list(find_styling(text)), find_breaks(text)):
        assert all(a < b for a, b in found)
        assert all(one[1] <= other[0] for one, other in pairwise(found))
