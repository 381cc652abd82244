"""What English texts are given in before a model that writes French."""

from __future__ import annotations

import pytest

from toolkit.languages.conventions import conventions_of
from toolkit.languages.pair import LanguagePair


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("at 3:45 pm, 12:00 AM, 12:30 p.m.", "à 15 h 45, 0 h, 12 h 30."),
        ("Open Mon.-Fri. 9 a.m.-5 p.m. daily", "Open lundi-vendredi 9 h-17 h daily"),
        ("No. 5 and no. I am", "n° 5 and no. I am"),
    ],
)
def test_times_and_numbers(text: str, given: str) -> None:
    assert conventions_of(LanguagePair("en", "fr")).before(text) == given
    assert conventions_of(LanguagePair("de", "fr")).before(text) == text


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("The $5M deal", "The 5 millions de dollars deal"),
        ("€1.2bn in debt, $300k saved", "1,2 milliard d'euros in debt, 300 k$ saved"),
        ("about $3 billion", "about 3 milliards de dollars"),
        ("$5 a day", "$5 a day"),
        (
            "a $5 billion-dollar deal, a $100-million project",
            "a 5 milliards de dollars deal, a 100 millions de dollars project",
        ),
        ("US$40 million and A$3", "40 millions de dollars américains and 3 dollars australiens"),
        ("C$5,000 or NZ$30", "5,000 dollars canadiens or 30 dollars néo-zélandais"),
    ],
)
def test_large_sums(text: str, given: str) -> None:
    assert conventions_of(LanguagePair("en", "fr")).before(text) == given


def test_quotes_with_blanks_inside() -> None:
    conventions = conventions_of(LanguagePair("en", "fr"))
    assert conventions.after('C\'est " facile" !', "", "straight") == "C'est «\u202ffacile\u202f»\u202f!"
    assert conventions.after("Entre $5 et 10 $ par jour", "Between $5 and $10 a day", "straight") == (
        "Entre 5\u202f$ et 10\u202f$ par jour"
    )
    assert conventions.after("Placez $1 dedans", "Put $1 inside", "straight") == "Placez $1 dedans"
