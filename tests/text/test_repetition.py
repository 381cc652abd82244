from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from toolkit.text.repetition import most_frequent, ngrams, repeats_words


@given(st.lists(st.sampled_from("ab"), max_size=8), st.integers(1, 4))
def test_runs_of_words_are_all_slices_of_their_length(words: list[str], size: int) -> None:
    slices = [tuple(words[n : n + size]) for n in range(len(words) - size + 1)]
    assert list(ngrams(words, size)) == slices
    assert most_frequent(words, size) == max(map(slices.count, slices), default=1)


def test_the_most_frequent_run_may_overlap_itself() -> None:
    assert most_frequent("no no no no".split(), 3) == 2
    assert most_frequent("a b c d a b c".split(), 3) == 2
    assert most_frequent("a b".split(), 3) == 1


def test_numbers_may_be_parted_otherwise() -> None:
    assert not repeats_words("Tel.: 04 91 00 00 00", "Tél. : 04.91.00.00.00")
    assert repeats_words("Tel.: 04 91 00 00 00", "Tél. : 04.91.00")
