from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.alignment.test_aligners import ENGLISH, FRENCH, pairs
from toolkit.alignment.clauses import CLAUSE_TYPES, Links, clause_band, split_clauses
from toolkit.alignment.embedding import EmbeddingAligner
from toolkit.alignment.search import ROUGH, Step
from toolkit.alignment.worth import TYPES
from toolkit.documents import read_document
from toolkit.encoders import default_encoder
from toolkit.segmentation import split_sentences


def test_a_sentence_is_cut_beside_punctuation() -> None:
    sentence = "Il pleuvait toute la nuit ; au matin (vers six heures), la rivière avait emporté le pont, dit-il."
    assert split_clauses(sentence) == [
        "Il pleuvait toute la nuit ;",
        "au matin (vers six heures),",
        "la rivière avait emporté le pont, dit-il.",
    ]
    assert split_clauses("他昨天晚上来到了这个城市的中心，今天早上又离开了这里去北京看望他的老朋友。") == [
        "他昨天晚上来到了这个城市的中心，",
        "今天早上又离开了这里去北京看望他的老朋友。",
    ]
    assert split_clauses("") == [""]


@settings(max_examples=200)
@given(st.text(st.sampled_from("ab é,;.()«»\u00a0\t-"), max_size=120))
def test_nothing_is_lost(sentence: str) -> None:
    parts = split_clauses(sentence)
    assert "".join("".join(parts).split()) == "".join(sentence.split())
    assert all(parts) or parts == [""]


def test_clauses_of_the_articles_lose_nothing(seeds) -> None:
    for path in seeds:
        for paragraph in read_document(path).paragraphs:
            for sentence in split_sentences(paragraph.text, "fr"):
                assert " ".join(split_clauses(sentence.text)).split() == sentence.text.split()


def test_clauses_add_up_to_their_sentence(seeds) -> None:
    texts = [p.text for p in read_document(seeds[0]).paragraphs[:6]]
    encoder = default_encoder()
    sums, weights, part_sums, part_weights = encoder.sums_with_parts([split_clauses(text) for text in texts])
    alone, alone_weights = encoder.sums(texts)
    assert np.abs(sums - alone).max() < 1e-3 * np.abs(alone).max()
    assert weights.tolist() == alone_weights.tolist()
    assert part_weights.sum() == weights.sum()
    assert np.abs(part_sums.sum(axis=0) - sums.sum(axis=0)).max() < 1e-3 * np.abs(sums).max()


@settings(max_examples=60)
@given(
    st.integers(1, 9),
    st.integers(1, 9),
    st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8), st.floats(0.1, 50)), max_size=20),
    st.integers(1, 5),
)
def test_the_share_that_is_cut(rows: int, columns: int, links: list[tuple[int, int, float]], first: int) -> None:
    links = [(i, j, mass) for i, j, mass in links if i < rows and j < columns]
    first = min(first, rows)
    ends = np.arange(first, rows + 1), np.arange(0, columns + 1)
    cut = Links.of(links, rows, columns).cut(TYPES, *ends)
    for number, (n, m) in enumerate(TYPES):
        for a, row in enumerate(ends[0]):
            for b, column in enumerate(ends[1]):
                if row < n or column < m:
                    continue
                inside = [(int(row - n <= i < row), int(column - m <= j < column), mass) for i, j, mass in links]
                total = sum(mass * (one + other) for one, other, mass in inside)
                out = sum(mass for one, other, mass in inside if one != other)
                assert cut[number, a, b] == pytest.approx(out / total if total else 0, abs=1e-5)


def test_the_band_holds_the_clauses_of_the_path_and_beside_it() -> None:
    path = [Step(0, 0, 1, 2, 0, 0), Step(1, 2, 1, 0, 0, 0), Step(2, 2, 2, 1, 0, 0)]
    low, high = clause_band(path, np.array([0, 2, 3, 5, 6]), np.array([0, 1, 4, 6]))
    assert (low.tolist(), high.tolist()) == ([0, 0, 0, 1, 1, 1, 1], [6] * 7)
    assert max(max(kind) for kind in CLAUSE_TYPES) == 4


MOVED = (
    ["Le soir, ils mangèrent du pain et du fromage ; puis ils chantèrent.", "Au matin, la neige couvrait la vallée."],
    ["In the evening they ate bread and cheese.", "Then they sang; in the morning, snow covered the valley."],
)


def test_a_clause_that_went_to_the_next_sentence_joins_both(monkeypatch) -> None:
    source, target = FRENCH[:2] + MOVED[0] + FRENCH[3:], ENGLISH[:2] + MOVED[1] + ENGLISH[4:]
    wanted = [((0,), (0,)), ((1,), (1,)), ((2, 3), (2, 3)), ((4,), (4,)), ((5,), (5,))]
    assert pairs(EmbeddingAligner().align(source, target)) == wanted
    monkeypatch.setattr("toolkit.alignment.search.FINAL", ROUGH)
    apart = EmbeddingAligner().align(source, target)
    assert [len(b.source) for b in apart] == [1] * 6
    assert apart[2].score < 0.75 < apart[1].score
