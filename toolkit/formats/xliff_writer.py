"""Targets put into the code of XLIFF units.

What a unit is says :mod:`toolkit.formats.xliff_scan`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from toolkit.formats.approvals import outdated_attributes
from toolkit.formats.xliff_scan import Node, Slot, Unit, segments
from toolkit.formats.xml_code import opened, with_attribute

Piece = TypeVar("Piece")


@dataclass(slots=True)
class Edit(Generic[Piece]):
    """Pieces of code to put in the place of a part of it."""

    start: int
    end: int
    pieces: list[str | Piece]


def _outdated(node: Node, tag: str) -> list[Edit[Piece]]:
    """The start tag of an element, less what it said of the target that was there before."""
    for name, value in outdated_attributes(node.token.attributes, node.token.name):
        tag = with_attribute(tag, name, value)
    if tag == node.token.code:
        return []
    return [Edit(node.start, node.start + len(node.token.code), [tag])]


class Writer(Generic[Piece]):
    """Puts targets into the code of units.

    Args:
        text: the code.
        fill: pieces of the new target of a slot, or None where it stays as it is.
        state: attributes that a new target of version 1.2 gets; one that is None goes. None for all states as they
            are: what changes is no other translation.
    """

    def __init__(
        self, text: str, fill: Callable[[Unit, Slot], Sequence[str | Piece] | None], state: dict[str, str | None] | None
    ) -> None:
        self._text, self._fill, self._state = text, fill, state

    def edits(self, unit: Unit) -> list[Edit[Piece]]:
        """All that changes in a unit, in order."""
        filled = [(slot, self._fill(unit, slot)) for slot in unit.slots]
        if all(pieces is None for _, pieces in filled):
            return []
        if unit.node.name == "unit":
            return [edit for slot, pieces in filled if pieces is not None for edit in self._segment(slot, list(pieces))]
        target = unit.node.child("target")
        content = list(filled[0][1] or ()) if unit.slots[0].node is None else self._segmented(unit, filled, target)
        edits = [self._target(unit.node, target, content, self._state or {})]
        if self._state is not None:
            changed = {slot.key for slot, pieces in filled if pieces is not None}
            for about in unit.node.all("seg"):
                edits += _outdated(about, about.token.code) if about.get("id") in changed else []
            tag = unit.node.token.code
            if unit.node.get("approved") == "yes":
                tag = with_attribute(tag, "approved", "no")
            edits = [*_outdated(unit.node, tag), *edits]
        return edits

    def _segment(self, slot: Slot, content: list[str | Piece]) -> list[Edit[Piece]]:
        """Of version 2: its state, where it says one, and its target."""
        assert slot.node is not None
        edits: list[Edit[Piece]] = []
        if self._state is not None:
            tag = slot.node.token.code
            if slot.node.get("state"):
                tag = with_attribute(with_attribute(tag, "state", "translated"), "subState", None)
            edits = _outdated(slot.node, tag)
        return [*edits, self._target(slot.node, slot.node.child("target"), content, {})]

    def _target(
        self, parent: Node, target: Node | None, content: list[str | Piece], attributes: dict[str, str | None]
    ) -> Edit[Piece]:
        source = parent.child("source")
        assert source is not None
        name = source.token.name.removesuffix("source") + "target"
        if target is not None:
            tag = opened(target.token.code)
            for key, value in attributes.items():
                tag = with_attribute(tag, key, value)
            return Edit(target.start, target.end, [tag, *content, f"</{target.token.name}>"])
        tag = f"<{name}>"
        for key, value in attributes.items():
            tag = with_attribute(tag, key, value)
        after = (parent.child("seg-source") or source).end
        gap = self._text[self._text.rfind(">", 0, source.start) + 1 : source.start]
        return Edit(after, after, [(gap if not gap.strip() else "") + tag, *content, f"</{name}>"])

    def _segmented(
        self, unit: Unit, filled: list[tuple[Slot, Sequence[str | Piece] | None]], target: Node | None
    ) -> list[str | Piece]:
        """A target of version 1.2 with the segments of its source; what is not to be filled keeps its text."""
        source = unit.node.child("seg-source")
        assert source is not None
        marks = {m.get("mid"): m for m in segments(target)}
        skeleton = source
        if target is not None and all(slot.key in marks for slot in unit.slots):
            skeleton = target
        else:
            marks = {m.get("mid"): m for m in segments(source)}
        pieces: list[str | Piece] = []
        position = skeleton.inner
        by_key = {slot.key: (slot, new) for slot, new in filled}
        for key, mark in marks.items():
            if key not in by_key:
                continue
            slot, new = by_key[key]
            # A locked segment without a target has none: nobody wanted it translated, and a copy would be one.
            kept = slot.target if slot.target.strip() or slot.locked else slot.source
            tag = opened(mark.token.code)
            pieces.append(self._text[position : mark.start] + tag)
            pieces += [kept] if new is None else new
            pieces.append(f"</{mark.token.name}>")
            position = mark.end
        return [*pieces, self._text[position : skeleton.inner_end]]
