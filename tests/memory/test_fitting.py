"""Fuzzy matches whose numbers or placeholders are others."""

from __future__ import annotations

import pytest

from toolkit.memory.fitting import fitted
from toolkit.memory.store import Match
from toolkit.units import Origin


@pytest.mark.parametrize(
    ("source", "target", "segment", "wanted"),
    [
        ("Il y a 5 chats.", "There are 5 cats.", "Il y a 7 chats.", "There are 7 cats."),
        ("Le prix est de 10 €.", "The price is €10.", "Le prix est de 12 €.", "The price is €12."),
        ("Cliquez sur {0}.", "Click {0}.", "Cliquez sur {1}.", "Click {1}."),
        ("Il y a un chat.", "There is a cat.", "Il y a un chien.", "There is a cat."),
        ("Il y a 5 chats.", "There are 5 cats.", "Il y a 1 chat.", None),
        ("Il y a 5 chats.", "There are five cats.", "Il y a 7 chats.", None),
        ("De 5 à 5.", "From 5 to 5.", "De 5 à 6.", None),
        ("Il pèse 5,5 kg.", "It weighs 5.5 kg.", "Il pèse 6,5 kg.", None),
        ("Cliquez sur {0}.", "Click {0}.", "Cliquez ici.", None),
        ("Le 3 et le 4.", "The 3 and the 4.", "Le 4 et le 3.", "The 4 and the 3."),
    ],
)
def test_what_differs_is_put_right_or_refused(source: str, target: str, segment: str, wanted: str | None) -> None:
    found = fitted(Match(source, target, 0.8, "u", "", Origin.HUMAN), segment)
    assert (found and found.target) == wanted
