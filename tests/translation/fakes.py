"""Models for tests: quick, and as bad as a model can be."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar

from toolkit.languages.pair import LanguagePair
from toolkit.translation import Hypothesis, Resources


class FakeModel:
    """A model that answers with what a function makes of a text."""

    limit = 40
    scores = True
    resources = Resources()
    signature = "fake"
    facts: ClassVar[dict[str, str]] = {}

    def __init__(self, answer: Callable[[str], str], pair: str = "fr-en", alternatives: int = 1) -> None:
        self.pair = LanguagePair.parse(pair)
        self.alternatives = alternatives
        self._answer = answer
        self.seen: list[str] = []

    def count(self, text: str) -> int:
        return len(text.split())

    def spells(self, character: str) -> bool:
        return character.isascii() or character in "éèàçùâêîôûëïüœÉÈÀ’«»"

    def hypotheses(
        self, texts: Sequence[str], number: int = 1, avoid_repeats: int = 0
    ) -> Iterator[tuple[int, list[Hypothesis]]]:
        self.seen += texts
        for place, text in enumerate(texts):
            yield place, [Hypothesis(self._answer(text), -1.0, 5)] * number


def _shuffled(text: str) -> str:
    words = text.split()
    random.Random(len(text)).shuffle(words)
    return " ".join(words)


#: What models do to texts.
ANSWERS: dict[str, Callable[[str], str]] = {
    "echo": str,
    "upper": str.upper,
    "nothing": lambda text: "",
    "unreadable": lambda text: f"\ufffd {text} \u2047",
    "shuffled": _shuffled,
    "twice": lambda text: f"{text} {text}",
    "half": lambda text: text[: len(text) // 2],
    "invented": lambda text: f"[1] {{0}} 🎉 {text[::-1]} [7] %s",
}
