"""Dashes of the source come back in a translation."""

from __future__ import annotations

import pytest

from toolkit.languages.dashes import restore_dashes
from toolkit.languages.english import restore


@pytest.mark.parametrize(
    ("source", "model", "made"),
    [
        ("Le prix — bas — est bon.", "The price - low - is good.", "The price — low — is good."),
        ("Le prix – bas – est bon.", "The price - low - is good.", "The price – low – is good."),
        ("Voir pp. 12–15 ici.", "See pp. 12-15 here.", "See pp. 12–15 here."),
        ("De 1939–1945.", "From 1939 - 1945.", "From 1939–1945."),
        # Another number of dashes, hyphens of the source, and what is no range.
        ("Le prix — bas — est bon.", "The low price - is good.", "The low price - is good."),
        ("Un - deux — trois.", "One - two - three.", "One - two - three."),
        ("Le porte-avions 12-15.", "The carrier 12-15.", "The carrier 12-15."),
        ("Tél. 01–02 et A4–12", "Tel. 01-02 and A4-12", "Tel. 01–02 and A4-12"),
    ],
)
def test_dashes(source: str, model: str, made: str) -> None:
    assert restore_dashes(model, source) == made
    assert restore(model, source) == made
