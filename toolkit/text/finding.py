"""What finds one kind of span, and which of many finders it is worth trying on a text."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

_DIGIT, _ANY_DIGIT = re.compile(r"\d"), "any digit"


@dataclass(slots=True, frozen=True)
class Finder:
    """Finds one kind of span.

    Attributes:
        kind: its name.
        search: gives the offsets of the spans of a text, in order.
        hints: a text with such a span has one of them, or a match of it where it is a pattern.
        aside: it stands beside the words of a sentence and not for one of them.
        regex: what a span looks like, where that says it all.
        signs: a match of hints that are a pattern has one of them; ``0`` stands for any digit. Empty: none is sure.
        run: a text with such a span has so many characters without a blank.
    """

    kind: str
    search: Callable[[str], Iterable[tuple[int, int]]]
    hints: str | re.Pattern[str]
    aside: bool = False
    regex: str = ""
    signs: str = ""
    run: int = 0

    @property
    def pattern(self) -> re.Pattern[str] | None:
        """The same, compiled."""
        return _compiled(self.regex) if self.regex else None


def finder_of(
    kind: str,
    regex: str,
    hints: str | re.Pattern[str],
    aside: bool = False,
    group: int = 0,
    signs: str = "",
    run: int = 0,
) -> Finder:
    """One whose spans are matches of a pattern, or of a group of it."""

    def search(text: str) -> Iterator[tuple[int, int]]:
        return (m.span(group) for m in _compiled(regex).finditer(text))

    return Finder(kind, search, hints, aside, regex, signs, run)


# Most are never asked for when one sentence is translated.
_compiled = functools.cache(re.compile)


class Possible:
    """Tells which finders may find something in a text: of sixty two or three for most sentences.

    >>> ampersand, digits = finder_of("entity", "&[a-z]+;", "&"), finder_of("number", "[0-9]+", "0123456789")
    >>> [finder.kind for finder in Possible([ampersand, digits])("See page 7.")]
    ['number']

    Args:
        finders: in order of precedence.
    """

    def __init__(self, finders: Sequence[Finder]) -> None:
        self._finders = tuple(finders)
        # A bit for each finder that is tried where a sign is, and of those without signs always.
        self._bits: dict[str, int] = {"": 0, _ANY_DIGIT: 0}
        for number, finder in enumerate(finders):
            signs = list(finder.hints) if isinstance(finder.hints, str) else list(finder.signs.replace("0", ""))
            signs += [_ANY_DIGIT] if "0" in finder.signs else []
            for sign in signs or [""]:
                self._bits[sign] = self._bits.get(sign, 0) | 1 << number
        self._of = functools.lru_cache(maxsize=1024)(self._chosen)

    def _chosen(self, bits: int) -> tuple[Finder, ...]:
        return tuple(finder for number, finder in enumerate(self._finders) if bits & 1 << number)

    def __call__(self, text: str) -> list[Finder]:
        """Those worth trying, in order."""
        bits = self._bits[""] | (self._bits[_ANY_DIGIT] if _DIGIT.search(text) else 0)
        for sign in self._bits.keys() & {*text}:
            bits |= self._bits[sign]
        longest = max(map(len, text.split()), default=0)
        found: list[Finder] = []
        seen: dict[re.Pattern[str], bool] = {}
        for finder in self._of(bits):
            hints = finder.hints
            # Some have a pattern of hints in common.
            if isinstance(hints, re.Pattern) and hints not in seen:
                seen[hints] = longest >= finder.run and hints.search(text) is not None
            if isinstance(hints, str) or seen[hints]:
                found.append(finder)
        return found
