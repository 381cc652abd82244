"""Markdown: links in a row and items with an icon each are texts of their own."""

from __future__ import annotations

import pytest

from tests.markup.engines import translated, upper
from toolkit.markup.markdown import parse


@pytest.mark.parametrize(
    ("line", "texts"),
    [
        ("[Accueil](a) | [Nous contacter](b) · [Aide](c)", ["Accueil", "Nous contacter", "Aide"]),
        ("- [Accueil](a) > [Boutique](b) > Chaussures", ["Accueil", "Boutique", "Chaussures"]),
        ('[Le chat][1] / [Le chien](b "Un titre")\n\n[1]: x', ["Le chat", "Le chien", "Un titre"]),
        ("![a](a.png) Mon compte ![b](b.png) Panier", ["Mon compte", "Panier", "a", "b"]),
        ("[Lire](a) - [Écrire](b) pour finir.", ["Lire - Écrire pour finir."]),
        ("Voir [la page](a) - [le site](b)", ["Voir la page - le site"]),
        ("[Le Monde](a) [Diplomatique](b)", ["Le Monde Diplomatique"]),
        ("![a](a.png) Cliquez sur ![b](b.png) Panier", ["Cliquez sur Panier", "a", "b"]),
    ],
)
def test_rows_are_cut(line: str, texts: list[str]) -> None:
    blocks = parse(f"{line}\n", "fr", "en").blocks
    assert sorted(block.text.strip() for block in blocks if block.has_words()) == sorted(texts)


def test_what_stands_between_stays() -> None:
    code = "| [Ouvrir](a) - [Fermer](b) | ![x](x.png) Oui ![y](y.png) Non |\n|---|---|\n"
    made = translated(code, "markdown", upper())
    for word in ("Ouvrir", "Fermer", "Oui", "Non"):
        code = code.replace(word, word.upper())
    assert made == code
