"""Sentences of other scripts and languages, and French legal citations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.segmentation import read_gold
from tests.conftest import ROOT
from toolkit.segmentation import split_sentences

GOLD = read_gold(ROOT / "tests" / "data" / "languages.gold")
LANGUAGES = sorted({language for language, _, _ in GOLD} | {"zh-TW", "pt-BR", "lo"})


@pytest.mark.parametrize(("language", "text", "bounds"), GOLD, ids=[f"{g[0]}-{n}" for n, g in enumerate(GOLD)])
def test_each_script_ends_its_sentences_by_its_own_marks(language: str, text: str, bounds: set[int]) -> None:
    assert {s.start for s in split_sentences(text, language)} - {0} == bounds


_PIECES = st.sampled_from(
    '。 ！ ？ 」 “ ” " « » ؟ ۔ ؛ । ॥ ; · ։ : ፡፡ :: ። ။ ៕ ། . ! ? … 中 と ا د क ก ხ Α ա A a 3 1. Dr. ．'.split(" ")
)


@given(st.lists(st.one_of(_PIECES, st.text(max_size=4)), max_size=20), st.sampled_from(["", " "]))
def test_nothing_but_white_space_is_between_sentences(pieces: list[str], gap: str) -> None:
    text = gap.join(pieces)
    for language in LANGUAGES:
        position = 0
        for segment in split_sentences(text, language):
            assert text[segment.start : segment.end] == segment.text == segment.text.strip() != ""
            assert not text[position : segment.start].strip()
            position = segment.end
        assert not text[position:].strip()


@pytest.mark.parametrize("language", LANGUAGES)
def test_marks_at_the_end_stay_with_their_sentence(language: str) -> None:
    for ending in (
        "。。。",
        "？！",
        "。”",
        "。」",
        "。』」",
        "！！！",
        "؟!",
        "।।",
        "…",
        "?!",
        "。）",
        "!»",
        '."',
        ".)",
        "።»",
        "……",
    ):
        text = f"abc def{ending}"
        assert [s.text for s in split_sentences(text, language)] == [text]
        assert [s.text for s in split_sentences(f"{text} ", language)] == [text]


@pytest.mark.parametrize("unit", ["!", "。", "! ", "。）", '."', "«", ". ", "” 。", "::", "1. "])
def test_runs_of_marks_cost_linear_time(unit: str) -> None:
    from time import process_time

    def cost(count: int) -> float:
        started = process_time()
        for language in ("fr", "zh", "am"):
            split_sentences(unit * count, language)
        return process_time() - started

    cost(100)
    assert cost(8_000) < 1 + 40 * cost(1_000)
