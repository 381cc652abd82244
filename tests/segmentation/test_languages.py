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
