"""XLIFF 1.2 and 2.x as code with offsets: its segments, and what is known of them.

Facts: OASIS, "XLIFF Version 1.2" (2008) and "XLIFF Version 2.1" (2018). ``translate`` and ``xml:space`` are inherited
from files, groups and units; of version 1.2, each ``<mrk mtype="seg">`` of ``<seg-source>`` is a segment, as Trados and
memoQ write them; of version 2, each ``<segment>``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from toolkit.errors import InputError
from toolkit.formats.limits import restriction_properties
from toolkit.formats.xml_code import XmlCode
from toolkit.text.xml_tokens import Token, read_tokens

#: States of targets that nobody translated, whatever their text; then those of a finished one.
NEW = frozenset({"new", "needs-translation"})
FINISHED = frozenset({"final", "signed-off", "reviewed"})
_OUTER = frozenset({"xliff", "file", "group", "body"})
# Of files and groups: what units know, and what every writer gives anew.
_OF_OUTER = frozenset(
    "original id datatype source-language target-language translate xml:space tool-id date build-num".split()
)
_LOCKED = frozenset({"true", "yes", "locked", "1"})
# Of SDLXLIFF, what an approved segment says.
_APPROVED = frozenset({"ApprovedTranslation", "ApprovedSignOff"})

#: What an id may be.
NMTOKEN = re.compile(r"[A-Za-z0-9_][\w.-]*", re.ASCII)


@dataclass(slots=True)
class Node:
    """An element of the code.

    Attributes:
        name: without prefix.
        token: its start tag.
        inner, inner_end, end: offsets of its content, of its end tag and behind that.
        children: elements in it.
    """

    name: str
    token: Token
    inner: int = 0
    inner_end: int = 0
    end: int = 0
    children: list[Node] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Offset of its start tag."""
        return self.token.start

    def get(self, name: str) -> str:
        """An attribute, without regard to its prefix; empty if it is not there."""
        attributes = self.token.attributes
        if name in attributes:
            return attributes[name]
        return next((value for key, value in attributes.items() if key.rpartition(":")[2] == name), "")

    def child(self, name: str) -> Node | None:
        """The first child of a name."""
        return next((c for c in self.children if c.name == name), None)

    def all(self, name: str) -> Iterator[Node]:
        """Elements of a name below it, outer ones only."""
        for child in self.children:
            if child.name == name:
                yield child
            else:
                yield from child.all(name)


@dataclass(slots=True)
class Slot:
    """A segment and the place of its target.

    Attributes:
        id: of its unit, with a number from 2 on behind it.
        source, target: their code; the target is empty where there is none.
        state: of the target; empty if it says none.
        locked: it is not to be translated.
        finished: a person is done with it.
        node: the ``mrk``, or of version 2 the ``segment``; None where the unit is one.
        key: what the two sides of a ``mrk`` have in common.
    """

    id: str
    source: str
    target: str
    state: str = ""
    locked: bool = False
    finished: bool = False
    node: Node | None = None
    key: str = ""

    @property
    def untranslated(self) -> bool:
        """Whether nobody has translated it: no target, or one that says so, or at its initial state a copy."""
        return (
            not self.target.strip()
            or self.state in NEW
            or (self.state == "initial" and self.target.strip() == self.source.strip())
        )


@dataclass(slots=True)
class Unit:
    """A ``<trans-unit>`` or a ``<unit>``.

    Attributes:
        node: its element.
        document: name of its file.
        languages: of source and target; empty where the file does not say.
        preserve: white space counts.
        slots: its segments.
        limits: of version 2, how long its target may be, as properties of units.
    """

    node: Node
    document: str
    languages: tuple[str, str]
    preserve: bool
    slots: list[Slot] = field(default_factory=list)
    limits: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Scope:
    """What is inherited."""

    name: str
    translate: bool = True
    preserve: bool = False
    # All texts of a file or group together: none of them may be longer.
    sizes: tuple[str, str] = ("", "")


@dataclass(slots=True)
class Scan:
    """An XLIFF file.

    Attributes:
        units: in order.
        heads: start tags that name languages, each with them.
        outside: names of the elements that stand beside units, such as skeletons and notes of the file.
        outer_attributes: names of the attributes of files and groups that no unit has.
        groups: how many there are.
    """

    units: list[Unit] = field(default_factory=list)
    heads: list[tuple[Token, tuple[str, str]]] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    outer_attributes: list[str] = field(default_factory=list)
    groups: int = 0


def scan(code: XmlCode) -> Scan:
    """Find the units of an XLIFF file.

    Raises:
        InputError: not XLIFF.
    """
    if code.root != "xliff":
        raise InputError(f"not XLIFF (the root element is <{code.root}>); name another --as")
    found = Scan()
    scopes = [_Scope("")]
    inside: list[str] = []
    languages, document, number = ("", ""), "", 0
    profiles = ("", "")
    tokens = read_tokens(code.text)
    for token in tokens:
        name = token.name.rpartition(":")[2]
        if inside and name not in ("trans-unit", "unit"):
            if token.closing and name == inside[-1]:
                inside.pop()
            elif token.opens and name:
                inside.append(name)
        elif name and name not in _OUTER and name not in ("trans-unit", "unit", "header") and not token.closing:
            found.outside.append(token.name)
            if token.opens:
                inside.append(name)
        if name in ("trans-unit", "unit") and not token.closing:
            number += 1
            node = tree(token, tokens)
            scope = _inherited(scopes[-1], name, token)
            source = node.child("source")  # of which memoQ says whether its space counts
            unit = Unit(node, document, languages, (_inherited(scope, "", source.token) if source else scope).preserve)
            unit.limits = restriction_properties(profiles, *scope.sizes) if name == "unit" and any(profiles) else {}
            identity = node.get("id") or str(number)
            own = node.get("name") if name == "unit" and re.fullmatch(r"u\d+(?:-[\w.-]+)?", identity) else ""
            # In a file of ours, the name of a unit is its id where that is no NMTOKEN.
            identity = own if own and not NMTOKEN.fullmatch(own) else identity
            unit.slots = list(_slots(code.text, node, identity, not scope.translate))
            found.units.append(unit)
        elif name == "profiles" and not token.closing:
            profiles = token.attributes.get("generalProfile", ""), token.attributes.get("storageProfile", "")
        elif name in _OUTER:
            if token.closing:
                scopes = scopes[:-1] if scopes[-1].name == name else scopes
                continue
            attributes = token.attributes
            if name != "xliff":
                found.groups += name == "group"
                found.outer_attributes += [key for key in attributes if key not in _OF_OUTER and key[:5] != "xmlns"]
            if not token.empty:
                scopes.append(_inherited(scopes[-1], name, token))
            if name == "file":
                document = attributes.get("original") or attributes.get("id") or ""
                profiles = ("", "")
            if "source-language" in attributes or "srcLang" in attributes:
                first = attributes.get("source-language") or attributes.get("srcLang") or ""
                languages = first, attributes.get("target-language") or attributes.get("trgLang") or ""
                found.heads.append((token, languages))
    return found


def _inherited(outer: _Scope, name: str, token: Token) -> _Scope:
    attributes = token.attributes
    translate = {"no": False, "yes": True}.get(attributes.get("translate", ""), outer.translate)
    preserve = {"preserve": True, "default": False}.get(attributes.get("xml:space", ""), outer.preserve)
    own = {key.rpartition(":")[2]: value for key, value in attributes.items() if "Restriction" in key}
    sizes = own.get("sizeRestriction", outer.sizes[0]), own.get("storageRestriction", outer.sizes[1])
    return _Scope(name, translate, preserve, sizes)


def tree(token: Token, tokens: Iterator[Token]) -> Node:
    """An element from its start tag on, with all that is in it; takes the tokens up to its end."""
    root = Node(token.name.rpartition(":")[2], token, token.end, token.end, token.end)
    stack = [] if token.empty else [root]
    while stack:
        token = next(tokens)
        if not token.name:
            continue
        if token.closing:
            node = stack.pop()
            node.inner_end, node.end = token.start, token.end
            continue
        node = Node(token.name.rpartition(":")[2], token, token.end, token.end, token.end)
        stack[-1].children.append(node)
        if not token.empty:
            stack.append(node)
    return root


def _slots(text: str, node: Node, identity: str, locked: bool) -> Iterator[Slot]:
    if node.name == "unit":
        for place, segment in enumerate(c for c in node.children if c.name == "segment"):
            source, target = segment.child("source"), segment.child("target")
            slot = Slot(_numbered(identity, place), _inner(text, source), _inner(text, target), segment.get("state"))
            slot.locked, slot.node = locked, segment
            slot.finished = bool(slot.target.strip()) and slot.state in FINISHED
            yield slot
        return
    source, target, segmented = node.child("source"), node.child("target"), node.child("seg-source")
    approved = node.get("approved") == "yes"
    locked = locked or node.get("locked").lower() in _LOCKED
    state = target.get("state") if target is not None else ""
    if node.get("status") == "NotStarted":  # memoQ
        state = state or "new"
    whole = Slot(identity, _inner(text, source), _inner(text, target), state, locked)
    whole.finished = bool(whole.target.strip()) and (approved or state in FINISHED)
    marks = segments(segmented)
    targets = {m.get("mid"): m for m in segments(target)}
    if not marks or (whole.target.strip() and not targets):
        yield whole
        return
    definitions = {d.get("id"): d for d in node.all("seg")}
    for place, mark in enumerate(marks):
        key = mark.get("mid")
        about = definitions.get(key)
        slot = Slot(
            _numbered(identity, place), _inner(text, mark), _inner(text, targets.get(key)), state, locked, False
        )
        slot.node, slot.key = mark, key
        slot.finished = bool(slot.target.strip()) and (approved or state in FINISHED)
        if about is not None:
            slot.locked = slot.locked or about.get("locked").lower() in _LOCKED
            approved_there = bool(slot.target.strip()) and about.get("conf") in _APPROVED
            slot.finished = slot.finished or approved_there
        yield slot


def _numbered(identity: str, place: int) -> str:
    return identity if place == 0 else f"{identity}/{place + 1}"


def _inner(text: str, node: Node | None) -> str:
    return "" if node is None else text[node.inner : node.inner_end]


def segments(node: Node | None) -> list[Node]:
    """Marks of segments in a source or target of version 1.2."""
    return [] if node is None else [m for m in node.all("mrk") if m.get("mtype") == "seg"]
