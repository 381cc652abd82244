"""Strings that hold several texts."""

from __future__ import annotations

import pytest

from toolkit.text.messages import texts_of
from toolkit.translation import Translator


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("{0,choice,0#aucun fichier|1#un fichier|1<{0} fichiers} ici", ["aucun fichier", "un fichier", "{0} fichiers", " ici"]),
        ("{0,choice,-1#moins|1.5≤{1,choice,0#a|1#b} plus}", None),
        ("{0,choice,pas de limite}", None),
        ("{0,choice,0#rien", None),
        ("Première ligne.\\nDeuxième ligne.\\n\\nFin", ["Première ligne.", "Deuxième ligne.", "Fin"]),
        ("Tapez \\n pour une ligne, puis C:\\nouveau ou C:\\Notes", None),
        ("Un\tdeux", ["Un", "deux"]),
        ("%{n} chat |||| %{n} chats", ["%{n} chat", "%{n} chats"]),
        ("un seul texte", None),
        ("one {# jour} other {# jours}", ["# jour", "# jours"]),
        ("=0 {rien} other {# {nom}}", ["rien", "# {nom}"]),
        ("autre {chose}", None),
        ("other {chose} ici", None),
        (".input {$n :number}\n.match $n\none {{un chat}}\n* {{{$n} chats}}", ["un chat", "{$n} chats"]),
        (".local $x = {1} {{Bonjour {$nom :string} !}}", ["Bonjour {$nom :string} !"]),
        (".match $n one {{un chat}", None),
    ],
)  # fmt: skip
def test_texts(text: str, texts: list[str] | None) -> None:
    found = texts_of(text)
    assert (found and [text[a:b] for a, b in found]) == texts


def test_choices_come_through_a_translation(engine: Translator) -> None:
    [made] = engine.translate(["{0,choice,0#aucun fichier|1#un fichier|1<{0} fichiers}"])
    assert made.text.startswith("{0,choice,0#no file|1#") and made.text.endswith("|1<{0} files}")


def test_amounts_are_no_placeholders(engine: Translator) -> None:
    [made] = engine.translate(["Cela coûte 5 $ et 6 $ par mois."])
    assert "$5 and $6" in made.text


def test_a_sign_is_not_said_twice(engine: Translator) -> None:
    assert engine.translate(["Ma page & vous"])[0].text.count("&") == 1
