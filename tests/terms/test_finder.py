from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from toolkit.terms import TermFinder


def found(text: str, *terms: str, inflected: bool = False) -> list[str]:
    places = list(TermFinder(terms, inflected).find(text))
    assert all(0 <= start < end <= len(text) for start, end, _ in places)
    return [text[start:end] for start, end, _ in places]


def test_the_longest_term_is_found_as_whole_words() -> None:
    text = "Le Maire  adjoint, un maire, la mairie, l'obus, porte-obus"
    assert found(text, "maire", "maire adjoint", "obus") == ["Maire  adjoint", "maire", "obus", "obus"]
    assert found("en C++, en C++11 et en C", "C++") == ["C++"]
    assert found("lance-roquettes", "lance roquettes") == []
    assert not TermFinder([]) and not TermFinder([" "])


def test_plurals_are_found_when_asked_for() -> None:
    text = "des missiles balistiques, des canaux, ballistic missiles, batteries, un missile"
    terms = "missile balistique", "canal", "ballistic missile", "battery"
    assert found(text, *terms) == []
    assert found(text, *terms, inflected=True) == [
        "missiles balistiques",
        "canaux",
        "ballistic missiles",
        "batteries",
    ]


@given(
    st.lists(st.text("abC+' é", min_size=1, max_size=6), max_size=6),
    st.text("abcC+' é.-", max_size=40),
)
def test_it_finds_what_a_regular_expression_finds(terms: list[str], text: str) -> None:
    wanted = [" ".join(t.split()) for t in terms if t.strip()]
    longest_first = sorted(set(wanted), key=lambda t: (-len(t), t))
    pattern = "|".join(re.escape(t).replace(r"\ ", r"\s+") for t in longest_first)
    expected = re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", text, re.IGNORECASE) if pattern else ()
    assert [(start, end) for start, end, _ in TermFinder(wanted).find(text)] == [m.span() for m in expected]
