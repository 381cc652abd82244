from __future__ import annotations

import pytest

from toolkit.alignment import Bead, score_alignment
from toolkit.alignment.score import read_beads
from toolkit.errors import InputError


def beads(*pairs: tuple[list[int], list[int]]) -> list[Bead]:
    return [Bead(tuple(s), tuple(t)) for s, t in pairs]


def test_strict_and_lax_by_hand() -> None:
    gold = beads(([0], [0]), ([1, 2], [1]), ([3], []), ([4], [2]))
    predicted = beads(([0], [0]), ([1], [1]), ([2], []), ([3], []), ([4], [2]))
    figures = score_alignment(gold, predicted).figures()
    # Predicted: 0-0, the null bead of 3 and 4-2 are right of five; 1-1 shares a link with the gold.
    assert figures["strict_precision"] == 3 / 5
    assert figures["lax_precision"] == 4 / 5
    # Gold with both sides: 0-0 and 4-2 found of three; 12-1 shares a link with a predicted bead.
    assert figures["strict_recall"] == 2 / 3
    assert figures["lax_recall"] == 1


def test_sums_over_documents() -> None:
    gold = beads(([0], [0]))
    total = score_alignment(gold, gold) + score_alignment(gold, beads(([0], []), ([], [0])))
    assert (total.predicted, total.gold, total.strict_hits, total.strict_found) == (3, 2, 1, 1)


def test_nothing_predicted() -> None:
    assert score_alignment(beads(([0], [0])), []).figures()["strict_f1"] == 0


def test_files_of_beads(tmp_path) -> None:
    path = tmp_path / "x.gold"
    path.write_text("[0]:[0]\n[1, 2]:[]:0.5\n\n[]:[1]\n")
    assert read_beads(path) == beads(([0], [0]), ([1, 2], []), ([], [1]))
    path.write_text("[0]:[0]\n1-1\n")
    with pytest.raises(InputError, match=r"line 2: '1-1' is not a bead"):
        read_beads(path)
