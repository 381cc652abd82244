"""A gated pattern finds what its expression finds, in any text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.languages.words import words_of
from toolkit.text.word_gate import WordPattern, _gate

LANGUAGES = ("fr", "en", "de", "es")
BORDERS = ((r"\b(?:", r")\b"), (r"(?<![^\W\d_])(?:", r")(?![^\W\d_])"), (r"(?<![\w-])(?:", r")(?![^\W_])"))


def _patterns() -> list[str]:
    """Word lists of all languages, as the checks put them together."""
    found = []
    for language in LANGUAGES:
        table = words_of(language)
        if table is None:
            continue
        lists = [table.negations, table.negative, table.she, table.he, table.anyone, table.percent, table.several]
        lists += [*table.weekdays, *table.hundreds_of, *(p for pair in table.contrasts.values() for p in pair)]
        lists += [p for pair in table.currencies.values() for p in pair]
        found += [f"{BORDERS[n % 3][0]}{words}{BORDERS[n % 3][1]}" for n, words in enumerate(filter(None, lists))]
    return found


PATTERNS = [WordPattern(pattern) for pattern in _patterns()]
PIECES = sorted(
    {word for one in PATTERNS for word in re.findall(r"[^\W\d_]+|[€$£%]", one.regex.pattern)}
    | {"’", "'", "-", " ", "12", "_", ".", "é", "İ", "n’", "don't", "plus", "PAS", "Ne"}
)


def test_there_are_patterns_with_gates() -> None:
    assert len(PATTERNS) > 60
    assert sum(one.may_be_in("xyzzy") for one in PATTERNS) < len(PATTERNS) / 4


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.sampled_from([" ", " ", "-", "’"]), st.text(max_size=3))))
def test_nothing_is_missed(pieces: list[str]) -> None:
    text = "".join(pieces)
    for pattern in PATTERNS:
        expected = pattern.regex.search(text)
        found = pattern.search(text)
        assert (found and found.span()) == (expected and expected.span()), pattern.regex.pattern
        assert [m.span() for m in pattern.finditer(text)] == [m.span() for m in pattern.regex.finditer(text)]


@pytest.mark.parametrize(
    ("pattern", "gate"),
    [
        (r"\b(?:not|never)\b", {"not\0", "neve"}),
        (r"\b(?:n['’]|aucune?s?)", {"n\0", "aucu"}),
        (r"%|percent", {"%", "perc"}),
        (r"\d+ ans", {"\0digit"}),
        (r"(?:multi-?)?millions?", {"mult", "mill"}),
        (r"\w+n't", None),
        (r"[^a]b", None),
        (r"(?:x)?", None),
    ],
)
def test_gates(pattern: str, gate: set[str] | None) -> None:
    assert _gate(pattern) == (None if gate is None else frozenset(gate))
