from __future__ import annotations

import math
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import with_file
from toolkit.errors import PackageError
from toolkit.lexical import word_model
from toolkit.lexical.word_model import WEIGHT, WordModel, package_word_model, words_of
from toolkit.packages.store import embedded_package, find_package
from toolkit.training.channel import learn_channel
from toolkit.translation import translator_of
from toolkit.translation.base import Translation

_FRENCH = "un deux trois quatre cinq six sept huit neuf dix".split()
_ENGLISH = "one two three four five six seven eight nine ten".split()
_COUNTS = WordModel({"": {"de": 0.2}, **{e: {f: 0.9} for e, f in zip(_ENGLISH, _FRENCH, strict=True)}})


def _counting(pairs: int, seed: int = 1) -> list[tuple[list[str], list[str]]]:
    """Sentences of number words whose translation is in another order."""
    generator = random.Random(seed)
    result = []
    for _ in range(pairs):
        chosen = generator.sample(range(10), generator.randint(2, 6))
        shuffled = generator.sample(chosen, len(chosen))
        result.append(([_FRENCH[i] for i in chosen], [_ENGLISH[i] for i in shuffled]))
    return result


def test_words_that_it_does_not_know_leave_nothing_behind() -> None:
    model = WordModel({"": {"de": 0.2}, "one": {"un": 0.9}})
    model.scores("un", ["one"])
    model.standing_for("one", 0.1)
    kept = len(model._rows), len(model._standing)
    for number in range(50):
        model.scores(f"a{number}", [f"b{number}"])
        assert model.standing_for(f"b{number}", 0.1) == frozenset()
    assert (len(model._rows), len(model._standing)) == kept


def test_who_stands_for_whom_is_learnt_whatever_the_order() -> None:
    channel = learn_channel(_counting(400))
    for english, french in zip(_ENGLISH, _FRENCH, strict=True):
        alone = channel.scores(french, [english, *(e for e in _ENGLISH if e != english)])
        assert alone[0] > max(alone[1:]) + 1


def test_what_occurs_once_and_what_is_long_is_left_out() -> None:
    pairs = [(["un", "chat"], ["one", "cat"]), (["un"], ["one"]), (["deux"] * 50, ["two"] * 50)]
    assert "chat" not in learn_channel(pairs).to_text()
    assert "two" not in learn_channel(pairs * 9).to_text()
    assert "cat\tchat" in learn_channel(pairs * 9).to_text()
    assert len(learn_channel([])) == len(learn_channel([([], ["one"]), (["deux"], [])])) == 0


def test_a_dropped_word_costs_more_than_a_changed_order() -> None:
    whole, turned, short, stuttered = _COUNTS.scores(
        "un deux trois", ["one two three", "three one two", "one two", "one two two"]
    )
    assert whole == pytest.approx(turned)
    assert whole > short + 3 and whole > stuttered + 3
    assert _COUNTS.scores("", ["one", ""]) == [0, 0]


def test_it_is_model_1() -> None:
    [score] = _COUNTS.scores("un de", ["one two"])
    assert score == pytest.approx(math.log(0.9 / 3 + 1e-5) + math.log(0.2 / 3 + 1e-5))


def test_names_that_are_copied_are_accounted_for() -> None:
    kept, lost = _COUNTS.scores("Un Kovács", ["one Kovács", "one Kovach"])
    assert kept > lost + 3


@given(
    st.dictionaries(
        st.text(st.characters(categories=["Ll", "Lo", "Nd", "Po"]), max_size=6),
        st.dictionaries(
            st.text(st.characters(categories=["Ll", "Lo", "Nd", "Po"]), min_size=1, max_size=6),
            st.integers(1, 1000).map(lambda n: n / 1000),
            min_size=1,
            max_size=4,
        ),
        max_size=6,
    )
)
def test_written_and_read_it_is_the_same(rows: dict[str, dict[str, float]]) -> None:
    text = WordModel(rows).to_text()
    assert WordModel.from_text(text).to_text() == text
    sources = [" ".join(row) for row in rows.values()]
    for source in sources:
        assert WordModel.from_text(text).scores(source, list(rows)) == WordModel(rows).scores(source, list(rows))


def test_words() -> None:
    assert words_of("L’État a 3,5 M€.") == ["l", "'", "état", "a", "3", ",", "5", "m", "€", "."]


@pytest.mark.parametrize("data", [b"\xff", b"one\tun", b"one\tun x", b"one", b"one\t"])
def test_a_damaged_model_in_a_package(tmp_path: Path, data: bytes) -> None:
    broken = with_file(embedded_package(), tmp_path / "x.argosmodel", "channel.tsv", data)
    with pytest.raises(PackageError, match=r"channel.tsv is damaged; install the package again"):
        package_word_model(find_package("fr", "en", str(broken)))


def test_the_embedded_model_knows_words() -> None:
    channel = package_word_model(embedded_package())
    assert channel is not None and len(channel) > 10_000
    good, bad = channel.scores(
        "La guerre a commencé en février.", ["The war began in February.", "Peace began in May."]
    )
    assert good > bad + 5


def test_what_it_chooses_accounts_for_more_and_is_likely(
    sentences: list[str], likeliest: list[Translation], reranked: list[Translation]
) -> None:
    channel = package_word_model(embedded_package())
    assert channel is not None
    assert f"chan:{channel.digest}*{WEIGHT:g}|" in translator_of(embedded_package()).signature
    rated = []
    for results in (likeliest, reranked):
        explained = sum(channel.scores(s, [r.text])[0] for s, r in zip(sentences, results, strict=True))
        rated.append((explained, sum(r.score for r in results) / len(results)))
    assert rated[1][0] > rated[0][0] + 10
    assert rated[1][1] > rated[0][1] - 0.05


def test_greedy_search_has_nothing_to_choose_from() -> None:
    assert "chan:" not in translator_of(embedded_package(), beam=1).signature


def test_no_more_lines_are_kept_as_read_than_a_server_can_bear(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_model, "MOST_READ", 10)
    model = WordModel({"": {"de": 0.2}} | {f"one{n}": {f"un{n}": 0.9} for n in range(100)})
    for number in range(100):
        assert model.row(f"one{number}", [f"un{number}"]) == [0.9]
        assert model.standing_for(f"one{number}", 0.1) == {f"un{number}"}
        assert len(model._rows) <= 10
        assert len(model._standing) <= 10
    assert model.row("one0", ["un0"]) == [0.9]
