"""Texts on their ways through a model, all at the same time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from toolkit.translation import ways
from toolkit.translation.base import BESIDE_OTHERS, Hypothesis, Translation
from toolkit.translation.ways import Text, Wanted, Way, Ways


class _Model:
    """Says each text in capitals, and keeps what it was given at once."""

    def __init__(self, begins_at_once: bool) -> None:
        self.begins_at_once = begins_at_once
        self.calls: list[tuple[list[str], int, bool]] = []
        self.left = 0

    def count(self, text: str) -> int:
        return len(text)

    def hypotheses(
        self, texts: Sequence[str], number: int = 1, avoid_repeats: int = 0
    ) -> Iterator[tuple[int, list[Hypothesis]]]:
        self.calls.append(([*texts], self.left, BESIDE_OTHERS.get()))
        self.left += len(texts)
        return self._found([*texts])

    def _found(self, texts: list[str]) -> Iterator[tuple[int, list[Hypothesis]]]:
        for index in reversed(range(len(texts))):
            self.left -= 1
            yield index, [Hypothesis(texts[index].upper())]


def _once(text: Text) -> Way:
    [[found]] = yield Wanted([text.text], 1)
    return Translation(found.text, 0.0)


def _twice(text: Text) -> Way:
    yield Wanted([text.text], 1)
    [[found]] = yield Wanted([f"{text.text} again"], 1)
    return Translation(found.text, 0.0)


def _quoting(text: Text) -> Way:
    """A text that ends with a quotation, which is translated by itself."""
    before, _, quoted = text.text.partition(": ")
    [[found]] = yield Wanted([before], 1)
    [made] = (yield [Text(quoted, "straight")]) if quoted else [Translation("", 0.0)]
    return Translation(f"{found.text}: {made.text}" if quoted else found.text, 0.0)


def _through(model: _Model, way: object, texts: Sequence[str]) -> dict[str, str]:
    found = Ways(model, way).translations([Text(text, "straight") for text in texts])  # type: ignore[arg-type]
    return {text.text: made.text for text, made in found}


@pytest.mark.parametrize("begins_at_once", [False, True])
def test_all_texts_go_through_the_model_together(begins_at_once: bool) -> None:
    model = _Model(begins_at_once)
    assert _through(model, _once, ["one", "two", "three"]) == {"one": "ONE", "two": "TWO", "three": "THREE"}
    assert model.calls == [(["one", "two", "three"], 0, False)]


def test_a_text_that_several_ask_for_is_translated_once() -> None:
    model = _Model(begins_at_once=True)
    made = _through(model, _quoting, ["he said: stop", "she said: stop", "stop"])
    assert made == {"he said: stop": "HE SAID: STOP", "she said: stop": "SHE SAID: STOP", "stop": "STOP"}
    assert [texts for texts, _, _ in model.calls] == [["he said", "she said", "stop"]]


def test_what_is_wanted_again_waits_for_all_of_a_round() -> None:
    model = _Model(begins_at_once=False)
    assert len(_through(model, _twice, [f"text {n}" for n in range(9)])) == 9
    assert [(len(texts), left) for texts, left, _ in model.calls] == [(9, 0), (9, 0)]


def test_a_model_that_begins_at_once_gets_it_while_it_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ways, "_ENOUGH", 30)
    model = _Model(begins_at_once=True)
    made = _through(model, _twice, [f"text {n}" for n in range(9)])
    assert made == {f"text {n}": f"TEXT {n} AGAIN" for n in range(9)}
    # Three of twelve tokens are enough for a batch, and others are with the model still.
    assert [(len(texts), left > 0, beside) for texts, left, beside in model.calls] == [
        (9, False, False),
        (3, True, True),
        (3, True, True),
        (3, True, True),
    ]
    assert not BESIDE_OTHERS.get()


def test_texts_are_begun_while_others_are_prepared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ways, "_AHEAD", 2)
    model = _Model(begins_at_once=True)
    assert len(_through(model, _once, ["a", "b", "c"])) == 3
    assert [texts for texts, _, _ in model.calls] == [["a", "b"], ["c"]]
