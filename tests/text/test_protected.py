from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.text.protected import find, hide, is_whole, show
from toolkit.translation import Translator


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Voir https://exemple.fr/a_(b)?c=d&e. Puis WWW.EXEMPLE.FR, fin", ["https://exemple.fr/a_(b)?c=d&e", "WWW.EXEMPLE.FR"]),
        ("(voir www.exemple.fr/x) ou « http://a.b »", ["www.exemple.fr/x", "http://a.b"]),
        ("Écrire à jean.dupont+a@exemple.co.uk.", ["jean.dupont+a@exemple.co.uk"]),
        ("le site lemonde.fr/a/b, amazon.com", ["lemonde.fr/a/b", "amazon.com"]),
        ("@LeMonde et #Ukraine, C# no #1", ["@LeMonde", "#Ukraine"]),
        ("dans /etc/apt/sources.list, ~/.bashrc ou ./a/b.", ["/etc/apt/sources.list", "~/.bashrc", "./a/b"]),
        ("et/ou 12/05/2024 km/h la fin.de la guerre. C'est 3.5 fois", []),
        ("<b>a</b> 5 / 6 </i> 50 €/jour/personne", []),
        ("PATH=/usr/bin/x (/etc/hosts) l'«/a/b»", ["/usr/bin/x", "/etc/hosts", "/a/b"]),
    ],
)  # fmt: skip
def test_what_is_found(text: str, found: list[str]) -> None:
    assert find(text) == found


def test_marks_are_new_and_come_back() -> None:
    text = "Voir [1], www.a.fr et [3] puis www.b.fr/[2]."
    hidden, kept = hide(text)
    assert hidden == "Voir [1], [4] et [3] puis [5]." and kept == {"[4]": "www.a.fr", "[5]": "www.b.fr/[2]"}
    assert show(hidden, kept) == text
    assert is_whole(hidden, kept) and not is_whole("See [4]", kept) and not is_whole(hidden + "[4]", kept)
    assert hide("rien") == ("rien", {}) and show("[1]", {}) == "[1]"


@given(st.text(alphabet="a/@#.[]1:w~ \n", max_size=40))
def test_what_is_hidden_comes_back(text: str) -> None:
    hidden, kept = hide(text)
    assert is_whole(hidden, kept) and show(hidden, kept) == text


def test_addresses_come_through_a_translation(engine: Translator) -> None:
    sources = [
        "Écrivez à contact@exemple.fr ou visitez https://www.exemple.fr/page?id=12 avant le 3 mai.",
        "- https://www.exemple.fr/",
        "CONSULTEZ NOTRE SITE WWW.EXEMPLE.FR DÈS DEMAIN",
    ]
    one, two, three = (t.text for t in engine.translate(sources))
    assert "contact@exemple.fr" in one and "https://www.exemple.fr/page?id=12" in one and "Écrivez" not in one
    assert two == sources[1]
    assert "WWW.EXEMPLE.FR" in three and three.isupper()


def test_what_loses_an_address_is_translated_with_it_in_sight(engine: Translator, monkeypatch) -> None:
    source = "Le site www.exemple.fr est connu."
    seen = []
    hypotheses = engine.model.hypotheses
    monkeypatch.setattr("toolkit.text.protected.is_whole", lambda text, kept: not kept)
    monkeypatch.setattr(engine.model, "hypotheses", lambda texts, *rest: seen.extend(texts) or hypotheses(texts, *rest))
    [result] = engine.translate([source])
    assert any("[1]" in text for text in seen) and any("www." in text for text in seen)
    assert result.text and "[1]" not in result.text
