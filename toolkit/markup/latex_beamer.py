"""Slides of beamer: which of them a command is for, and the titles of frames and blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

#: Commands of the preamble whose argument is a text.
TITLES = frozenset(["title", "subtitle", "date"])
#: Environments whose arguments in braces are texts.
TITLED = frozenset(["frame", "block", "alertblock", "exampleblock"])
#: Environments whose option is a text: theorems, and what is made like them.
NAMED = frozenset(
    "theorem theoreme théorème lemma lemme definition définition corollary corollaire proposition proof preuve "
    "example exemple remark remarque".split()
)
# Numbers of slides behind a command: \only<2>, \begin{frame}<1-3>, \item<+->.
_OVERLAY = re.compile(r"(\\(?:(?:begin|end)\{[a-zA-Z]+\}|[a-zA-Z]+)\*?)<([a-z:@|]*[\d+.][\d+.,:@|a-z()-]*)>")
_OPTION = re.compile(r"\[([^\[\]{}$\\]*)\]")


def without_overlays(text: str) -> str:
    """A document where the numbers of slides are options, which the library knows; it is as long as the document.

    Example:
        >>> print(without_overlays(chr(92) + "only<2->{deux}"))
        \\\\only[2-]{deux}
    """
    return _OVERLAY.sub(r"\1[\2]", text) if "<" in text else text


def titles_of(name: str, text: str, nodes: Sequence[Any], start: int) -> list[tuple[int, int]]:
    """Offsets of the texts among the arguments of an environment, without their braces.

    Args:
        name: of the environment.
        text: the document, without overlays.
        nodes: groups in the environment.
        start: where its arguments begin.
    """
    groups = {node.pos: node.len for node in nodes}
    found = []
    while True:
        if option := _OPTION.match(text, start):
            if name in NAMED and any(map(str.isalpha, option[1])):
                found.append(option.span(1))
            start = option.end()
        elif start in groups:
            if name in TITLED:
                found.append((start + 1, start + groups[start] - 1))
            start += groups[start]
        else:
            return found
