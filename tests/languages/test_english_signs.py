"""Signs, dashes and digits of a translation into English are those of its source."""

from __future__ import annotations

import pytest

from toolkit.languages.english import restore


@pytest.mark.parametrize(
    ("source", "made", "right"),
    [
        ("Rien…", "Nothing....", "Nothing..."),
        ("Trois...", "Three ...", "Three..."),
        ("ça va ??!!", "that goes?!", "that goes??!!"),
        ("« Non !! »", '"No!"', '"No!!"'),
        ("Non !", "No!", "No!"),
        ("Le chat — le chien — dort.", "The cat - the dog - sleeps.", "The cat — the dog — sleeps."),
        ("Total : 15,00 €", "Total: 15.00€€", "Total: €15.00"),
        ("Code 3 017620 422003 lu", "Code 3,017620, 422003 read", "Code 3 017620 422003 read"),
        ("Le 0 123 456", "The 0 123,456", "The 0 123 456"),
        ("Poste 12 34, 12 345 km", "Post 12,34, 12 345 km", "Post 12 34, 12,345 km"),
    ],
)
def test_signs(source: str, made: str, right: str) -> None:
    assert restore(made, source) == right == restore(right, source)


def test_a_sentence_whose_last_word_was_lost_gets_its_stop() -> None:
    assert restore("The screen costs CA$799, or €540", "L'écran coûte 799 $ CA, soit 540 € environ.").endswith("€540.")
    assert restore("Phone and fax", "Tél. et fax.") == "Phone and fax"
    assert restore("the cats and the dogs etc", "les chats, les chiens, etc.") == "the cats and the dogs etc"
