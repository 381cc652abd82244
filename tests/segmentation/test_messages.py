"""Sentences of messages of ICU."""

from __future__ import annotations

import pytest

from toolkit.segmentation.messages import split_message


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Un chat. Deux chiens.", None),
        ("{n, plural, one {Un mot.} other", None),
        ("{n, plural, one {un mot} other {# mots}}", ["{n, plural, one {un mot} other {# mots}}"]),
        (
            "{n, plural, one {Un mot. Il est là.} other {# mots. Ils sont là.}}",
            ["Un mot.", "Il est là.", "# mots.", "Ils sont là."],
        ),
        (
            "Bonjour. Vous avez {n, plural, one {un mot} other {# mots}}. Merci.",
            ["Bonjour.", "Vous avez {n, plural, one {un mot} other {# mots}}.", "Merci."],
        ),
        (
            "Voici {n, plural, one {un mot. Lisez-le} other {# mots. Lisez-les}} vite. Merci.",
            ["Voici", "un mot.", "Lisez-le", "# mots.", "Lisez-les", "vite.", "Merci."],
        ),
        (
            "{g, select, a {{n, plural, one {Un. Deux.} other {#}}} other {}}",
            ["Un.", "Deux."],
        ),
        ("{n, plural, other {Tapez '{' ou '}'. Puis sortez.}}", ["Tapez '{' ou '}'.", "Puis sortez."]),
    ],
)
def test_no_cut_goes_through_a_form(text: str, sentences: list[str] | None) -> None:
    found = split_message(text, "fr")
    assert (found and [segment.text for segment in found]) == sentences
    assert all(text[segment.start : segment.end] == segment.text for segment in found or ())
