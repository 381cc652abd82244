from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.alignment import Bead, aligner_names, get_aligner
from toolkit.errors import InputError

FRENCH = [
    "La Russie a reçu 5 000 obus de la Corée du Nord en janvier.",
    "Personne ne l'a vu.",
    "Le président Kim est allé à Vladivostok, où il a rencontré Vladimir Poutine pendant deux heures.",
    "Ils ont parlé de satellites.",
    "La guerre continue.",
]
ENGLISH = [
    "Russia received 5,000 shells from North Korea in January.",
    "Nobody saw it.",
    "President Kim went to Vladivostok.",
    "There he met Vladimir Putin for two hours.",
    "They talked about satellites.",
    "The war goes on.",
]
WANTED = [((0,), (0,)), ((1,), (1,)), ((2,), (2, 3)), ((3,), (4,)), ((4,), (5,))]


def pairs(beads: list[Bead]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(b.source, b.target) for b in beads]


@pytest.mark.parametrize("name", aligner_names())
def test_a_small_text(name: str) -> None:
    beads = get_aligner(name).align(FRENCH, ENGLISH)
    assert pairs(beads) == WANTED
    assert all(0 < b.score <= 1 for b in beads)


@pytest.mark.parametrize("name", aligner_names())
def test_an_empty_side(name: str) -> None:
    aligner = get_aligner(name)
    assert pairs(aligner.align(FRENCH[:2], [])) == [((0,), ()), ((1,), ())]
    assert pairs(aligner.align([], ENGLISH[:1])) == [((), (0,))]
    assert aligner.align([], []) == []


_TEXTS = st.lists(st.sampled_from([*FRENCH, *ENGLISH, "", "x", "12"]), max_size=8)


@pytest.mark.parametrize("name", aligner_names())
@settings(max_examples=25, deadline=None)
@given(source=_TEXTS, target=_TEXTS)
def test_every_sentence_is_in_one_bead_and_in_order(name: str, source: list[str], target: list[str]) -> None:
    beads = get_aligner(name).align(source, target)
    assert [i for b in beads for i in b.source] == list(range(len(source)))
    assert [j for b in beads for j in b.target] == list(range(len(target)))
    assert all(b.source or b.target for b in beads)
    assert all(0 <= b.score <= 1 for b in beads)
    assert beads == get_aligner(name).align(source, target)


def test_unknown_name() -> None:
    with pytest.raises(InputError, match="unknown aligner 'x'"):
        get_aligner("x")
