"""Which finders are tried on a text."""

import re

import pytest

from toolkit.text.finders import FINDERS, possible_finders
from toolkit.text.finding import Possible, finder_of

TEXTS = (
    "Voir https://example.org/a?b=1 et www.example.org.",
    "Écrire à jean.dupont@example.org ou à tel:+33123456789.",
    "Le point A' et l'axe B'-C', mais pas l'avion.",
    "Ouvrez « mon rapport.pdf » puis notes.txt.",
    "Nom : ____ Prénom : …… Date : . . . . .",
    "Serveur 192.168.0.1, 00:1A:2B:3C:4D:5E, fe80::1 et 2001:db8::2.",
    "// commentaire",
    "---",
    "Date au format dd/mm/yyyy ou HH:mm, soit 1e-5.",
    "{0} fichiers sur %d, <b>gras</b> &amp; :smile:",
    "IBAN FR76 3000 6000 0112 3456 7890 189, tél. 01 23 45 67 89",
    "dGhpcyBpcyBhIGxvbmcgdG9rZW4gb2YgYmFzZTY0 est un jeton.",
)


@pytest.mark.parametrize("text", TEXTS)
def test_no_finder_that_finds_something_is_passed_over(text: str) -> None:
    tried = possible_finders(text)
    assert [f.kind for f in FINDERS if list(f.search(text)) and f not in tried] == []
    assert tried


def test_few_finders_are_tried_on_a_plain_sentence() -> None:
    assert len(possible_finders("Le musée de la ville est ouvert au public")) <= 2


def test_a_sign_may_be_any_digit_and_a_run_must_be_long() -> None:
    code = finder_of("code", r"\d{3}", re.compile(r"\d\d"), signs="0")
    token = finder_of("token", r"\S{9,}", re.compile(r"\S{9}"), run=9)
    possible = Possible([code, token])
    assert possible("١٢٣") == [code]
    assert possible("one two three") == []
    assert possible("abcdefghi") == [token]
