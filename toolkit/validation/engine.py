"""A stream of XML elements against a table of what each may hold; whole units go to rules of their format.

A table has a row an element: its attributes and its children in order. ``id!`` must be there, ``translate=yes|no`` may
have these values only, ``priority=1..10`` is a number between these. Children are written as
``source target? (note|alt-trans)*``; ``+`` is at least one, ``#`` is text, ``*`` alone is any element of another
namespace, ``any`` is whatever there is.
"""

from __future__ import annotations

import re
import xml.parsers.expat as expat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from toolkit.files import open_input
from toolkit.languages.tags import is_tag
from toolkit.validation.problems import Problem

XML = "http://www.w3.org/XML/1998/namespace"
_BLOCK = 1 << 16
_DEEPEST = 200
_NMTOKEN = re.compile(r"[\w.:\-\u00b7]+")
_PART = re.compile(r"(\([^()]*\)|[^\s()?*+]+|\*)([?*+]?)")


@dataclass(slots=True)
class Node:
    """An element.

    Attributes:
        name: local name.
        space: namespace.
        attributes: by local name, those of XML itself as ``xml:lang``, others of a namespace as ``{namespace}name``.
        line, column: of its tag, from 1.
        children: elements in it, within a unit.
        text: its own text, as far as anybody asks whether there is some.
    """

    name: str
    space: str
    attributes: dict[str, str]
    line: int
    column: int
    children: list[Node] = field(default_factory=list)
    text: str = ""

    def all(self) -> Iterator[Node]:
        """Elements below it, in order."""
        for child in self.children:
            yield child
            yield from child.all()

    def child(self, name: str) -> Node | None:
        """The first of its children of a name and of its namespace."""
        return next((c for c in self.children if c.name == name and c.space == self.space), None)

    def whole_text(self) -> str:
        """Text of it and of all below it, children last."""
        return self.text + "".join(child.whole_text() for child in self.children)


@dataclass(slots=True, frozen=True)
class Group:
    """Children that may stand at one place of a row."""

    names: frozenset[str]
    least: int
    most: int | None


@dataclass(slots=True, frozen=True)
class Row:
    """What an element may have."""

    required: frozenset[str]
    attributes: Mapping[str, str]
    groups: tuple[Group, ...]
    text: bool
    open: bool


@cache
def row_of(attributes: str, children: str) -> Row:
    """A row of a table, as the module says."""
    names: dict[str, str] = {}
    required = set()
    for word in attributes.split():
        name, _, values = word.partition("=")
        if name.endswith("!"):
            name = name[:-1]
            required.add(name)
        names[name] = values
    groups = []
    words = children.split()
    if "any" in words:
        return Row(frozenset(required), names, (), True, True)
    for part, times in _PART.findall(" ".join(w for w in words if w != "#")):
        choice = frozenset(part.strip("()").split("|"))
        groups.append(Group(choice, times in ("", "+"), None if times in ("*", "+") else 1))
    return Row(frozenset(required), names, tuple(groups), "#" in words, False)


@dataclass(slots=True)
class _Frame:
    """An element that is open: where in its row it is."""

    node: Node
    row: Row | None
    place: int = 0
    count: int = 0
    last: str = ""


class Checker:
    """The rules of a format: which rows there are, which elements are units, and what else holds.

    Attributes:
        format: name of it.
        table: attributes and children of each element by :meth:`name`.
    """

    format = ""
    table: Mapping[str, tuple[str, str]] = {}

    def row(self, node: Node, parent: Node | None) -> Row | None:
        """The row of an element; None for one of an extension, into which nobody looks."""
        return self.row_called(self.name(node))

    def row_called(self, name: str) -> Row | None:
        """The row of a name."""
        row = self.table.get(name)
        return row_of(*row) if row else None

    def _problem(self, rule: str, node: Node, message: str, unit: str) -> Problem:
        return Problem(rule, node.line, unit or 0, message, self.format, node.column)

    def name(self, node: Node) -> str:
        """The name by which rows of the table call an element; ``*`` for one of another namespace."""
        raise NotImplementedError

    def is_unit(self, node: Node) -> bool:
        """Whether an element is kept whole for :meth:`unit`."""
        raise NotImplementedError

    def start(self, node: Node) -> Iterator[Problem]:
        """Rules of an element outside of units, at its beginning."""
        yield from ()

    def passed(self, node: Node, holder: Node) -> Iterator[Problem]:
        """Rules of an element of an extension outside of units, by the innermost element with a row around it."""
        yield from ()

    def end(self, node: Node) -> Iterator[Problem]:
        """Rules of an element outside of units, at its end."""
        yield from ()

    def unit(self, node: Node) -> Iterator[Problem]:
        """Rules of a whole unit."""
        yield from ()

    def finish(self) -> Iterator[Problem]:
        """Rules of the whole file."""
        yield from ()


class Stream:
    """Reads a file and tells its problems.

    Args:
        checker: of the format.
    """

    def __init__(self, checker: Checker) -> None:
        self._checker = checker
        self._open: list[_Frame] = []
        self._within: list[Node] = []
        self._found: list[Problem] = []
        self._unit: str = ""
        parser = self._parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = self._entity

    def problems(self, path: Path) -> Iterator[Problem]:
        """Problems as they come; memory does not grow with the file.

        Raises:
            InputError: the file cannot be read at all.
        """
        with open_input(path) as file:
            while True:
                block = file.read(_BLOCK)
                try:
                    self._parser.Parse(block, not block)
                except expat.ExpatError as error:
                    yield from self._take()
                    message = expat.errors.messages.get(error.code, str(error))
                    yield self._problem("well-formed", message, error.lineno, error.offset + 1)
                    return
                yield from self._take()
                if not block:
                    break
        yield from self._checker.finish()

    def _take(self) -> list[Problem]:
        found, self._found = self._found, []
        return found

    def _problem(self, rule: str, message: str, line: int, column: int) -> Problem:
        return Problem(rule, line, self._unit or 0, message, self._checker.format, column)

    def _say(self, rule: str, node: Node, message: str) -> None:
        self._found.append(self._problem(rule, message, node.line, node.column))

    def _entity(self, name: str, *_: object) -> None:
        line, column = self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1
        self._found.append(self._problem("entity", f"the entity '{name}' is declared", line, column))

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        space, _, name = tag.rpartition(" ")
        line, column = self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1
        node = Node(name, space, {_plain(key): value for key, value in attributes.items()}, line, column)
        parent = self._open[-1] if self._open else None
        if len(self._open) >= _DEEPEST:
            if len(self._open) == _DEEPEST:
                self._say("structure", node, "tags nested hundreds deep")
            self._open.append(_Frame(node, None))
            return
        inside_extension = parent is not None and (parent.row is None or parent.row.open)
        row = None if inside_extension else self._checker.row(node, parent.node if parent else None)
        if parent is not None and parent.row is not None and not parent.row.open:
            self._place(parent, node)
        if parent is None and row is None:
            self._say("root", node, f"<{node.name}> in the namespace '{node.space}'")
        if row is not None:
            self._attributes(node, row)
        self._open.append(_Frame(node, row))
        if self._within:
            self._within[-1].children.append(node)
            self._within.append(node)
        elif self._checker.is_unit(node):
            self._unit = node.attributes.get("id", "")
            self._within.append(node)
        elif row is not None:
            self._found += self._checker.start(node)
        elif holder := next((frame.node for frame in reversed(self._open) if frame.row is not None), None):
            self._found += self._checker.passed(node, holder)

    def _place(self, frame: _Frame, node: Node) -> None:
        """Find the place of a child in the row of its parent."""
        row = frame.row
        assert row is not None
        name = self._checker.name(node)
        shown = f"<{node.name}>" if name != "*" else f"<{node.name}> of another namespace"
        for place in range(frame.place, len(row.groups)):
            if name in row.groups[place].names:
                full = place == frame.place and row.groups[place].most == frame.count
                if full and any(name in group.names for group in row.groups[place + 1 :]):
                    continue
                if place != frame.place:
                    self._skipped(frame, place, node)
                    frame.place, frame.count = place, 0
                frame.count += 1
                most = row.groups[place].most
                if most is not None and frame.count == most + 1:
                    self._say("structure", node, f"a second {shown} in <{frame.node.name}>")
                frame.last = node.name
                return
        if any(name in group.names for group in row.groups):
            self._say("structure", node, f"{shown} behind <{frame.last}> in <{frame.node.name}>; it stands before")
        else:
            self._say("structure", node, f"{shown} may not stand in <{frame.node.name}>")

    def _skipped(self, frame: _Frame, place: int, node: Node) -> None:
        row = frame.row
        assert row is not None
        for number in range(frame.place, place):
            group = row.groups[number]
            if group.least and not (number == frame.place and frame.count):
                self._say("structure", node, f"<{frame.node.name}> lacks {_names(group)} before <{node.name}>")

    def _attributes(self, node: Node, row: Row) -> None:
        for name in sorted(row.required - node.attributes.keys()):
            self._say("attribute-missing", node, f"<{node.name}> without {name}")
        for name, value in node.attributes.items():
            if name.startswith("{"):
                continue
            if name not in row.attributes:
                if not name.startswith("xml:"):
                    self._say("attribute-unknown", node, f"<{node.name}> has no attribute '{name}'")
            elif not _fits(row.attributes[name], value):
                self._say(
                    "attribute-value", node, f"{name}='{value}' of <{node.name}>; {_wanted(row.attributes[name])}"
                )

    def _end(self, tag: str) -> None:
        frame = self._open.pop()
        row, node = frame.row, frame.node
        if row is not None and not row.open:
            for number in range(frame.place, len(row.groups)):
                group = row.groups[number]
                if group.least and not (number == frame.place and frame.count):
                    self._say("structure", node, f"<{node.name}> lacks {_names(group)}")
            if not row.text and node.text.strip():
                self._say("structure", node, f"text in <{node.name}>, which may not hold any")
        if len(self._open) >= _DEEPEST:
            return
        if self._within:
            if self._within.pop() is node and not self._within:
                self._found += self._checker.unit(node)
                self._unit = ""
        elif row is not None:
            self._found += self._checker.end(node)

    def _text(self, text: str) -> None:
        if self._open:
            node = self._open[-1].node
            # Of text outside of units it is enough to know that there is some.
            if self._within or len(node.text) < 100:
                node.text += text


def _plain(key: str) -> str:
    space, _, name = key.rpartition(" ")
    return name if not space else f"xml:{name}" if space == XML else f"{{{space}}}{name}"


def _names(group: Group) -> str:
    return " or ".join(f"<{name}>" for name in sorted(group.names) if name != "*")


def _fits(values: str, value: str) -> bool:
    if not values:
        return True
    if values == "lang":
        return is_tag(value)
    if values == "token":
        return _NMTOKEN.fullmatch(value) is not None
    low, dots, high = values.partition("..")
    if dots:
        return value.isdecimal() and int(low) <= int(value) and (not high or int(value) <= int(high))
    choices = values.split("|")
    return value in choices or ("x-" in choices and value.startswith("x-"))


def _wanted(values: str) -> str:
    if values == "lang":
        return "a language tag is wanted"
    if values == "token":
        return "a name without spaces is wanted"
    return f"wanted is {values.replace('..', ' to ').replace('|', ', ').replace('x-', 'x-…')}"
