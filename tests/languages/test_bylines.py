from __future__ import annotations

import pytest

from toolkit.documents import parse_document
from toolkit.languages.bylines import translate_byline
from toolkit.pipeline import translate_document


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("Chas Pravdy - 19 septembre 2025 20:29", "Chas Pravdy - 19 September 2025 20:29"),
        ("Par Jeanne Morel et Luc Petit", "By Jeanne Morel and Luc Petit"),
        ("Publié le 1er mai 2024 à 16 h 30", "Published on 1 May 2024 at 16:30"),
        ("Mis à jour hier soir", None),
    ],
)
def test_bylines(french: str, english: str | None) -> None:
    assert translate_byline(french) == english


def test_the_model_does_not_see_them(engine) -> None:
    text = "Un titre court\nPar Jeanne Morel\nLe corps de l'article est ici. Il est court.\nSource\n"
    [rendered] = translate_document([parse_document(text, "d")], engine)
    lines = rendered.text().splitlines()
    assert lines[1] == "By Jeanne Morel"
    assert lines[3] == "Source"
    assert [t.pieces for p in rendered.paragraphs for t in p.translations][1] == 0
