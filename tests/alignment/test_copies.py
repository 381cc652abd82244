"""A passage that stands twice in one text and once in the other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.alignment.beads import Bead
from toolkit.alignment.copies import align_copies, stands_twice
from toolkit.alignment.registry import get_aligner

FRENCH = [
    "Le pont est fermé depuis lundi.",
    "Le maire a visité le chantier avec deux ingénieurs.",
    "Ils ont trouvé des fissures dans trois des piliers.",
    "Les habitants devront prendre le bac jusqu'au printemps.",
]
ENGLISH = [
    "The bridge has been closed since Monday.",
    "The mayor visited the site with two engineers.",
    "They found cracks in three of the pillars.",
    "Residents must use the ferry until spring.",
]


@pytest.mark.parametrize("name", ["embedding", "gale-church"])
@pytest.mark.parametrize("times", [2, 3])
def test_one_copy_is_aligned_with_low_scores(name: str, times: int) -> None:
    beads = align_copies(get_aligner(name), FRENCH * times, ENGLISH)
    assert [(b.source, b.target) for b in beads if b.target] == [((n,), (n,)) for n in range(4)]
    assert [b.source for b in beads if not b.target] == [(n,) for n in range(4, 4 * times)]
    assert all(b.score <= 0.5 for b in beads)
    turned = align_copies(get_aligner(name), ENGLISH, FRENCH * times)
    assert [(b.source, b.target) for b in turned] == [(b.target, b.source) for b in beads]


def test_a_repeat_in_both_texts_is_aligned_twice() -> None:
    beads = align_copies(get_aligner("embedding"), FRENCH * 2, ENGLISH * 2)
    assert [(b.source, b.target) for b in beads] == [((n,), (n,)) for n in range(8)]
    assert min(b.score for b in beads) > 0.8


def test_a_copy_in_other_words_is_a_translation() -> None:
    again = ["The bridge is shut since Monday.", "With two engineers the mayor came to the site.", *ENGLISH[2:]]
    again[2:] = ["In three pillars they discovered cracks.", "Until spring people have to take the ferry."]
    beads = align_copies(get_aligner("embedding"), FRENCH * 2, ENGLISH + again)
    assert [(b.source, b.target) for b in beads] == [((n,), (n,)) for n in range(8)]


class Diagonal:
    """Pairs sentences by number."""

    signature = "diagonal"

    def align(self, source: list[str], target: list[str]) -> list[Bead]:
        both = min(len(source), len(target))
        beads = [Bead((n,), (n,), 1.0) for n in range(both)]
        beads += [Bead((n,), ()) for n in range(both, len(source))]
        return beads + [Bead((), (n,)) for n in range(both, len(target))]


@given(st.lists(st.sampled_from("abcd"), max_size=12), st.lists(st.sampled_from("wxyz"), max_size=12))
def test_every_sentence_is_in_one_bead_in_order(source: list[str], target: list[str]) -> None:
    beads = align_copies(Diagonal(), source, target)
    assert [i for b in beads for i in b.source] == list(range(len(source)))
    assert [j for b in beads for j in b.target] == list(range(len(target)))
    assert all(0 <= b.score <= 1 for b in beads)


def test_a_single_line_that_comes_twice_is_no_passage() -> None:
    assert stands_twice(FRENCH * 2) and not stands_twice(["Oui.", "Oui.", *FRENCH])
