"""What English texts are given in before a model that writes French."""

from __future__ import annotations

import pytest

from toolkit.languages.conventions import conventions_of
from toolkit.languages.pair import LanguagePair


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("at 3:45 pm, 12:00 AM, 12:30 p.m.", "at 15 h 45, 0 h, 12 h 30."),
        ("Open Mon.-Fri. 9 a.m.-5 p.m. daily", "Open lundi-vendredi 9 h-17 h daily"),
        ("No. 5 and no. I am", "n° 5 and no. I am"),
    ],
)
def test_times_and_numbers(text: str, given: str) -> None:
    assert conventions_of(LanguagePair("en", "fr")).before(text) == given
    assert conventions_of(LanguagePair("de", "fr")).before(text) == text
