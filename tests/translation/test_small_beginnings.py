"""A text that begins with a small letter gets no capital and no stop that a model gives to whole sentences."""

from __future__ import annotations

import pytest

from tests.translation.fakes import FakeModel
from toolkit.translation import Translator


@pytest.mark.parametrize(
    ("source", "answer", "made"),
    [
        ("null", "Null", "null"),
        ("btn chat", "Btn cat", "btn cat"),
        ("chats", "Cats.", "cats"),
        ("mars 2023", "March 2023", "March 2023"),
        ("juillet", "July", "July"),
        ("lundi", "x", "Monday"),
        ("espagnol", "Spanish", "Spanish"),
        ("je suis là", "I am here", "I am here"),
        ("le chat dort.", "The cat sleeps.", "the cat sleeps."),
        ("Chats", "Cats", "Cats"),
        ("iPhone neuf", "New iPhone", "new iPhone"),
    ],
)
def test_small_beginnings(source: str, answer: str, made: str) -> None:
    [result] = Translator(FakeModel(lambda _: answer)).translate([source])
    assert result.text == made
