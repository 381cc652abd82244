"""What a file or group of XLIFF 2 holds outside of its units: ids of extensions, size data and change tracks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from toolkit.validation.engine import Node, row_of
from toolkit.validation.xliff1 import REMEMBERED

Told = Iterator[tuple[str, Node, str]]

_SIZES = "urn:oasis:names:tc:xliff:sizerestriction:2.0"
_SIZE_REF = f"{{{_SIZES}}}sizeInfoRef"
#: Namespace of change tracks.
TRACK = "urn:oasis:names:tc:xliff:changetracking:2.0"


def id_of(node: Node) -> str:
    """Its id, by either name."""
    return node.attributes.get("id") or node.attributes.get("xml:id") or ""


@dataclass(slots=True)
class _Scope:
    """A file or group that is open."""

    extensions: set[int] = field(default_factory=set)
    sizes: set[str] = field(default_factory=set)


class Scopes:
    """The files and groups that are open, innermost last."""

    def __init__(self) -> None:
        self._open: list[_Scope] = []

    def enter(self, node: Node) -> Told:
        """A file or group begins; its own sizeInfoRef leads into what is around it."""
        # Nothing can be a sibling of <file> that holds size data: there is no place to look.
        if self._open:
            yield from self.size_ref(node)
        self._open.append(_Scope())

    def leave(self) -> None:
        """The innermost one ends."""
        self._open.pop()

    def passed(self, node: Node, holder: Node) -> Told:
        """An element of another namespace outside of units.

        Args:
            node: the element.
            holder: the innermost element of the standard around it.
        """
        own = id_of(node)
        if not self._open or not own:
            return
        scope = self._open[-1]
        if holder.name == "data" and holder.space == _SIZES:
            if len(scope.sizes) < REMEMBERED:
                scope.sizes.add(own)
        elif holder.name in ("file", "group") and len(scope.extensions) < REMEMBERED:
            key = hash((node.space, own))
            if key in scope.extensions:
                yield "duplicate-id", node, f"another element of '{node.space}' with id '{own}' in the <{holder.name}>"
            scope.extensions.add(key)

    def size_ref(self, node: Node, also: frozenset[str] = frozenset()) -> Told:
        """The sizeInfoRef of an element.

        Args:
            node: a group, a unit or an inline code.
            also: ids of size data within the unit around it.
        """
        ref = node.attributes.get(_SIZE_REF)
        if ref is None:
            return
        name = ref.removeprefix("#")
        full = any(len(scope.sizes) >= REMEMBERED for scope in self._open)
        if name not in also and not full and not any(name in scope.sizes for scope in self._open):
            yield "size-info", node, f"sizeInfoRef='{ref}' of <{node.name}>, which no <slr:data> around it holds"

    def unit_sizes(self, unit: Node, codes: list[Node]) -> Told:
        """References of a whole unit and its codes."""
        held = frozenset(
            id_of(one)
            for child in unit.children
            if child.name == "data" and child.space == _SIZES
            for one in child.all()
        )
        yield from self.size_ref(unit)
        for code in codes:
            yield from self.size_ref(code, held)


class Tracks:
    """Versions, elements and properties of change tracks, element by element.

    Args:
        table: attributes and children of the elements of the standard, by name.
    """

    def __init__(self, table: Mapping[str, tuple[str, str]]) -> None:
        self._table = table
        self._about = ""
        self._versions: set[str] = set()
        self._items: set[str] = set()

    def start(self, node: Node) -> Told:
        """An element of the module begins."""
        if node.space != TRACK:
            return
        if node.name == "revisions":
            self._versions = set()
            self._about = node.attributes.get("appliesTo", "")
            if self._about and ":" not in self._about and self._about not in self._table:
                yield "change-track", node, f"appliesTo='{self._about}', which is no element of XLIFF"
        elif node.name == "revision":
            self._items = set()
            self._versions.add(node.attributes.get("version", ""))
        elif node.name == "item":
            yield from self._item(node)

    def _item(self, node: Node) -> Told:
        name = node.attributes.get("property", "content")
        if name in self._items:
            yield "change-track", node, f"a second <item> about '{name}' in one <revision>; it has one value a revision"
        self._items.add(name)
        row = self._table.get(self._about)
        if row is not None and name != "content" and ":" not in name and name not in row_of(*row).attributes:
            yield "change-track", node, f"property='{name}', which no <{self._about}> has"

    def end(self, node: Node) -> Told:
        """An element of the module ends."""
        current = node.attributes.get("currentVersion")
        if node.space == TRACK and node.name == "revisions" and current and current not in self._versions:
            yield "change-track", node, f"currentVersion='{current}', which is the version of no <revision> in it"

    def unit(self, node: Node) -> Told:
        """All elements of a unit."""
        for child in node.children:
            yield from self.start(child)
            yield from self.unit(child)
            yield from self.end(child)
