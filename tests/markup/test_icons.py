"""HTML: items with an icon each, and the no-break blank between an icon and its text."""

from __future__ import annotations

import pytest

from tests.markup.engines import translated, upper
from toolkit.markup.html import parse

ICON = '<i class="fa"></i>'


def _texts(code: str) -> list[str]:
    return [block.text.strip() for block in parse(code, "fr", "en").blocks]


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        (f"<p>{ICON} Mon compte {ICON}&nbsp;Panier</p>", ["Mon compte", "Panier"]),
        ('<p><img src="a.png"> Mon compte <img src="b.png"> Panier</p>', ["Mon compte", "Panier"]),
        ("<p><svg><path/></svg> Mon compte <svg><path/></svg> Panier</p>", ["Mon compte", "Panier"]),
        ('<p><span class="a"></span>Mon compte<span class="b"></span>Panier</p>', ["Mon compte", "Panier"]),
        (
            "<p>Livraison gratuite <i></i> Retour facile <i></i> Aide</p>",
            ["Livraison gratuite", "Retour facile", "Aide"],
        ),
        ('<p><input type="radio"> Parlez-moi de <input type="radio"> Rester</p>', ["Parlez-moi de", "Rester"]),
        ("<p>Étape 1 <span>→</span> Étape 2 <b>›</b> Fin</p>", ["Étape 1", "Étape 2", "Fin"]),
        ("<p>Il va <b>→</b> là.</p>", ["Il va → là."]),
        # An icon in a sentence stands for a word.
        (f"<p>Appuyez sur {ICON} puis sur {ICON} pour fermer.</p>", ["Appuyez sur puis sur pour fermer."]),
        (f"<p>{ICON} Cliquez sur {ICON} Enregistrer</p>", ["Cliquez sur Enregistrer"]),
        (f"<p>Ouvrez {ICON} Options</p>", ["Ouvrez Options"]),
        (f"<p>{ICON} Ajouter au panier {ICON}</p>", ["Ajouter au panier"]),
    ],
)
def test_items_with_icons_are_texts_of_their_own(code: str, texts: list[str]) -> None:
    assert _texts(code) == texts


@pytest.mark.parametrize(
    "code",
    [
        "<p>&nbsp;panier</p>",
        "<p>panier&nbsp;</p>",
        "<p>\u00a0 panier&#160;</p>",
        f"<p>{ICON}&nbsp;panier</p>",
        f'<a href="x">{ICON}&nbsp;ouvrir le panier</a>',
        f'<a href="x">{ICON}\u00a0ouvrir le panier</a>',
        f"<p>{ICON} Compte {ICON}&nbsp;Panier</p>",
    ],
)
def test_a_no_break_blank_at_the_edge_of_a_text_stays(code: str) -> None:
    made = translated(code, "html", upper())
    assert made == code.replace("panier", "PANIER").replace("ouvrir le", "OUVRIR LE").replace(
        "Compte", "COMPTE"
    ).replace("Panier", "PANIER")
