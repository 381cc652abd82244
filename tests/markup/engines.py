"""Engines that change nothing, or letters alone: what comes out shows what a file's reader does."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from toolkit.languages.pair import LanguagePair
from toolkit.pipeline.pages import read_manuscript, translate_manuscripts
from toolkit.translation.base import Translation

PLACEHOLDER = re.compile(r"(\{\d+\})")


class Changed:
    """Changes each segment by a function."""

    pair, signature = LanguagePair("fr", "en"), "changed"

    def __init__(self, change: Callable[[str], str]) -> None:
        self._change = change
        self.seen: list[str] = []

    def translate(self, segments: Sequence[str], *, style: str | None = None, progress: object = None):
        self.seen += segments
        return [Translation(self._change(segment), 0.0) for segment in segments]


def echo() -> Changed:
    return Changed(lambda text: text)


def upper() -> Changed:
    return Changed(str.upper)


def short() -> Changed:
    """Other words, fewer of them, and the placeholders the other way round."""

    def change(text: str) -> str:
        words = [f"w{number}" for number, word in enumerate(PLACEHOLDER.sub(" ", text).split()) if number % 2 == 0]
        return " ".join([*PLACEHOLDER.findall(text)[::-1], *words]) or text

    return Changed(change)


def translated(code: str, kind: str, engine: Changed) -> str:
    """A file as an engine leaves it."""
    [(_, data)] = translate_manuscripts([read_manuscript(code.encode(), "f", kind, "fr", "en")], engine)
    return data.decode()


def known(table: dict[str, str]) -> Changed:
    """One that translates some texts and gives the others back."""
    return Changed(lambda text: table.get(text, text))
