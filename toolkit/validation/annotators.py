"""Who has annotated a text, by annotatorsRef of ITS 2.0: each confidence needs it on or around its element.

XLIFF 2.1 asks for one where `mtConfidence`, `taConfidence` or `termConfidence` is not in the scope of another that
names its category (sections *MT Confidence Annotation*, *ITS Text Analysis Annotation* and *ITS Terminology
Annotation* of the ITS Module), and lets the attributes of an `sm` apply as far as its `em`. Other categories need
none. The Schematron file of the module also wants the type `its:generic` beside the attribute, which the text
contradicts for terms: that is not asked for here.
"""

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
        # What the spans name that are open in a text, by side and id; sources and targets have their own.
        self._spans: dict[tuple[str, str], frozenset[str]] = {}

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

    def tree(self, node: Node, side: str = "") -> Told:
        """A whole unit.

        Args:
            node: the unit, or a part of it.
            side: ``source`` or ``target`` within one of them, which are those of a match within a match.
        """
        if node.name == "em":
            self._spans.pop((side, node.attributes.get("startRef", "")), None)
        if node.name in ("source", "target"):
            side = node.name
        within = [named for (where, _), named in self._spans.items() if where == side]
        self._open.append(self._open[-1].union(*within))
        yield from self.enter(node)
        if node.name == "sm" and (named := _named(node)):
            self._spans[side, node.attributes.get("id", "")] = named
        # A span may go on in the next segment, but not beyond its unit or match.
        outer = self._spans
        if node.name in ("unit", "match"):
            self._spans = {}
        for child in node.children:
            yield from self.tree(child, side)
        if node.name in ("unit", "match"):
            self._spans = outer
        self.leave()
        self.leave()


def _named(node: Node) -> frozenset[str]:
    value = node.attributes.get(_REF) or (node.attributes.get("annotatorsRef", "") if node.space == ITS else "")
    return frozenset(part.partition("|")[0] for part in value.split())


def _missing(node: Node, named: frozenset[str]) -> Told:
    for name, category in _WANTED.items():
        told = f"{{{ITS}}}{name}" in node.attributes or (node.space == ITS and name in node.attributes)
        if told and category not in named:
            yield "annotator", node, f"{name} of <{node.name}>, but no annotatorsRef around it names '{category}'"
