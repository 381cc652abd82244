"""Who has annotated a text, by annotatorsRef of ITS 2.0: each confidence needs it on or around its element."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.validation.engine import Node
from toolkit.validation.its import ITS

Told = Iterator[tuple[str, Node, str]]

_REF = f"{{{ITS}}}annotatorsRef"
#: By attribute, the data category whose annotator must be named.
_WANTED = {"mtConfidence": "mt-confidence", "taConfidence": "text-analysis", "termConfidence": "terminology"}


class Annotators:
    """Data categories whose annotators the elements name that are open."""

    def __init__(self) -> None:
        self._open: list[frozenset[str]] = [frozenset()]

    def enter(self, node: Node) -> Told:
        """An element begins that holds others."""
        named = self._open[-1] | _named(node)
        yield from _missing(node, named)
        self._open.append(named)

    def leave(self) -> None:
        """It ends."""
        self._open.pop()

    def alone(self, node: Node) -> Told:
        """An element that is read by itself, outside of units."""
        yield from _missing(node, self._open[-1] | _named(node))

    def tree(self, node: Node) -> Told:
        """A whole unit."""
        yield from self.enter(node)
        for child in node.children:
            yield from self.tree(child)
        self.leave()


def _named(node: Node) -> frozenset[str]:
    value = node.attributes.get(_REF) or (node.attributes.get("annotatorsRef", "") if node.space == ITS else "")
    return frozenset(part.partition("|")[0] for part in value.split())


def _missing(node: Node, named: frozenset[str]) -> Told:
    for name, category in _WANTED.items():
        told = f"{{{ITS}}}{name}" in node.attributes or (node.space == ITS and name in node.attributes)
        if told and category not in named:
            yield "annotator", node, f"{name} of <{node.name}>, but no annotatorsRef around it names '{category}'"
