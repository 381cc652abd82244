"""Times of day in words."""

from __future__ import annotations

import pytest

from toolkit.languages.french_clock import give_clock


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("Rendez-vous à sept heures et demie.", "Rendez-vous à 7:30."),
        ("à huit heures moins le quart", "à 7:45"),
        ("Il est 8 h moins le quart.", "Il est 7:45."),
        ("Il est midi et quart ; à 8h et demie il part.", "Il est 12:15 ; à 8:30 il part."),
        ("À 2 heures et demie de Paris.", "À 2 heures et demie de Paris."),
        ("vers vingt heures trente et une, il part", "vers 20:31, il part"),
        ("dès dix-sept heures quarante du soir", "dès 17:40 du soir"),
        ("à minuit moins dix", "à 23:50"),
        ("à midi vingt et à midi et demi", "à 12:20 et à 12:30"),
        ("à sept heures deux hommes sont entrés", "à sept heures deux hommes sont entrés"),
        ("à vingt heures trente et une personnes", "à vingt heures trente et une personnes"),
        ("après sept heures et demie de route", "après sept heures et demie de route"),
        ("Il a travaillé dix heures trente fois", "Il a travaillé dix heures trente fois"),
        ("à midi on mange", "à midi on mange"),
    ],
)
def test_times_in_words(text: str, given: str) -> None:
    assert give_clock(text) == given
