"""Segments on their ways through a model, all at the same time.

A way is a generator that yields what it waits for: hypotheses of the model, or translations of other texts. What all
ways want goes to the model together. A model that begins at once gets what is wanted anew, such as repairs, while it
still works on what came before: then no core waits for the slowest of a round.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from toolkit.translation.base import BESIDE_OTHERS, Hypothesis, Model, Translation

# The model begins with so many texts while the next ones are prepared. Fewer would be sorted worse by length.
_AHEAD = 512
# Tokens that are worth a batch of their own while the model works on others: what small jobs want anew goes together.
_ENOUGH = 1024


@dataclass(slots=True, frozen=True)
class Text:
    """A text to be translated whole.

    Attributes:
        text: a segment, or what a segment is made of.
        style: of quotes.
        message: it may be a message with forms.
    """

    text: str
    style: str
    message: bool = True


@dataclass(slots=True, frozen=True)
class Wanted:
    """Texts whose hypotheses a way waits for; see :meth:`toolkit.translation.base.Model.hypotheses`."""

    texts: Sequence[str]
    number: int
    avoid_repeats: int = 0


#: It gets a list of hypotheses for each text that it wants, and a translation for each text that it asks for.
Way = Generator[Wanted | Sequence[Text], Any, Translation]


@dataclass(slots=True, eq=False)
class _Waiting:
    """A way that waits, what came for it, and how much has not."""

    way: Way
    done: Callable[[Translation], None]
    found: list[Any] = field(default_factory=list)
    missing: int = 0


class Ways:
    """Goes the ways of texts.

    Args:
        model: any.
        way: of a text.
    """

    def __init__(self, model: Model, way: Callable[[Text], Way]) -> None:
        self._model = model
        self._way = way
        self._eager = getattr(model, "begins_at_once", False)
        self._made: dict[Text, Translation] = {}
        self._asked: dict[Text, list[Callable[[Translation], None]]] = {}
        self._queues: dict[tuple[int, int], list[tuple[str, _Waiting, int]]] = {}
        self._size = 0
        self._sent: deque[tuple[list[tuple[str, _Waiting, int]], Iterator[tuple[int, list[Hypothesis]]]]] = deque()
        self._finished: list[tuple[Text, Translation]] = []

    def translations(self, texts: Sequence[Text]) -> Iterator[tuple[Text, Translation]]:
        """Yield each text, no two of them equal, with its translation, as they are finished."""
        for start in range(0, len(texts), _AHEAD):
            for text in texts[start : start + _AHEAD]:
                self._ask(text, partial(self._finish, text))
            self._send()
        yield from self._news()
        while self._sent:
            queue, found = self._sent.popleft()
            for index, hypotheses in found:
                _, waiting, place = queue[index]
                self._arrived(waiting, place, hypotheses)
                if self._eager and self._size >= _ENOUGH:
                    self._send(beside_others=True)
                yield from self._news()
            if not self._sent:
                self._send()

    def _news(self) -> list[tuple[Text, Translation]]:
        finished, self._finished = self._finished, []
        return finished

    def _finish(self, text: Text, made: Translation) -> None:
        self._finished.append((text, made))

    def _ask(self, text: Text, then: Callable[[Translation], None]) -> None:
        """Have a text translated, unless it is or will be already."""
        if text in self._made:
            then(self._made[text])
        elif text in self._asked:
            self._asked[text].append(then)
        else:
            self._asked[text] = [then]
            self._go(_Waiting(self._way(text), partial(self._told, text)), None)

    def _told(self, text: Text, made: Translation) -> None:
        self._made[text] = made
        for then in self._asked.pop(text):
            then(made)

    def _go(self, one: _Waiting, answer: list[Any] | None) -> None:
        """Let a way go on until it waits again, or ends."""
        try:
            wanted = one.way.send(answer)
        except StopIteration as end:
            one.done(end.value)
            return
        texts = wanted.texts if isinstance(wanted, Wanted) else wanted
        one.found, one.missing = [None] * len(texts), len(texts)
        if isinstance(wanted, Wanted):
            queue = self._queues.setdefault((wanted.number, wanted.avoid_repeats), [])
            queue += [(text, one, place) for place, text in enumerate(wanted.texts)]
            self._size += sum(map(self._model.count, wanted.texts)) if self._eager else 0
        else:
            for place, text in enumerate(wanted):
                self._ask(text, partial(self._arrived, one, place))

    def _arrived(self, one: _Waiting, place: int, what: Any) -> None:
        one.found[place] = what
        one.missing -= 1
        if not one.missing:
            self._go(one, one.found)

    def _send(self, beside_others: bool = False) -> None:
        """Hand the model what is wanted of it."""
        queues, self._queues, self._size = self._queues, {}, 0
        token = BESIDE_OTHERS.set(beside_others or BESIDE_OTHERS.get())
        try:
            for (number, avoid_repeats), queue in queues.items():
                texts = [text for text, _, _ in queue]
                self._sent.append((queue, self._model.hypotheses(texts, number, avoid_repeats)))
        finally:
            BESIDE_OTHERS.reset(token)
