"""Quotation marks that a model has lost come back round the words that they stood round."""

from __future__ import annotations

import pytest

from toolkit.lexical.counterparts import word_model
from toolkit.translation.quotations import with_quotation


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        (
            'Il faudrait "donner aux jeunes la possibilité de travailler".',
            "We should give young people the opportunity to work.",
            'We should "give young people the opportunity to work".',
        ),
        ('"La Chine le sait aussi", disait Köhler.', 'China also knows it,"Köhler said.', '"China also knows it", Köhler said.'),
        (
            'Le discours "devrait servir de guide contre la pauvreté", a écrit le quotidien.',
            'The speech "should serve as a guide against poverty, wrote the newspaper.',
            'The speech "should serve as a guide against poverty", wrote the newspaper.',
        ),
        (
            "Les tziganes ont \"terrorisé\" la Bulgarie.",
            "The gypsies have 'terrorised' Bulgaria.",
            'The gypsies have "terrorised" Bulgaria.',
        ),
        ('Elle dit : "Nous partons demain."', "She says: We leave tomorrow.", 'She says: "We leave tomorrow."'),
        ("Elle gagne des \"centaines de millions de dollars\" avec ces ventes.", "It earns hundreds of millions of dollars with these sales.", 'It earns "hundreds of millions of dollars" with these sales.'),
    ],
)  # fmt: skip
def test_a_lost_quotation_comes_back(source: str, target: str, expected: str) -> None:
    assert with_quotation(source, target, word_model()) == expected


@pytest.mark.parametrize(
    ("source", "target"),
    [
        # It has them.
        ('Il dit "oui".', 'He says "yes".'),
        # Two quotations, or none.
        ('"Oui", dit-il. "Non", dit-elle.', "Yes, he says. No, she says."),
        ("Il dort.", "He sleeps."),
        # Nothing tells where.
        ('Le "xyzzy" dort.', "Foo bar baz qux quux."),
        # Inches.
        ('Un écran de 15" et un de 17".', "A 15 inch and a 17 inch screen."),
        # Its own single marks stay.
        ("Il dit \"c'est 'bien'\".", "He says it's 'good'."),
    ],
)
def test_what_is_not_clear_stays(source: str, target: str) -> None:
    assert with_quotation(source, target, word_model()) == target
