"""String catalogues of Apple (``.xcstrings``) as a tree with places, and what their languages lack."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from toolkit.markup.l10n_json import decoded
from toolkit.markup.model import Block
from toolkit.markup.values import Writing, value_parts
from toolkit.units import primary_language

#: The state of what nobody has looked at.
REVIEW = '"needs_review"'
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)
# Languages whose nouns have one form (Unicode CLDR, "Language Plural Rules").
_ONE_FORM = frozenset("ja zh ko vi th id ms my lo km".split())


@dataclass(slots=True)
class Edit:
    """What takes the place of some code.

    Attributes:
        start, end: of the code.
        parts: as of a page.
    """

    start: int
    end: int
    parts: list[str | Block]


@dataclass(slots=True)
class Node:
    """A value of JSON with its place; of an object, its members by key."""

    start: int
    end: int = 0
    members: dict[str, Node] = field(default_factory=dict)
    text: str | None = None


def tree_of(text: str) -> Node:
    """The objects and strings of a valid file; what stands in lists is not looked at."""
    root = Node(0)
    stack = [root]
    key: str | None = None
    after_colon, lists = False, 0
    for match in _TOKEN.finditer(text):
        token = match.group()
        if lists or token in "[]":
            lists += (token == "[") - (token == "]")
            after_colon = False
        elif token == "{":
            node = Node(match.start())
            if key is not None:
                stack[-1].members[key] = node
            else:
                root.members[""] = node
            stack.append(node)
            key, after_colon = None, False
        elif token == "}":
            stack.pop().end = match.end()
            key, after_colon = None, False
        elif token == ":":
            after_colon = True
        elif token.startswith('"') and not after_colon:
            key = decoded(token[1:-1])
        elif token.startswith('"') and key is not None:
            stack[-1].members[key] = Node(match.start(), match.end(), text=decoded(token[1:-1]))
            after_colon = False
        elif token == ",":
            after_colon = False
    return root.members.get("", root)


def copied(text: str, node: Node, writing: Writing) -> Iterator[str | Block]:
    """The code of a node with blocks for its texts, which wait for review."""
    position = node.start
    for name, leaf in sorted(_leaves(node), key=lambda pair: pair[1].start):
        yield text[position : leaf.start]
        position = leaf.end
        if name == "state":
            yield REVIEW
        else:
            yield '"'
            yield from value_parts(text[leaf.start + 1 : leaf.end - 1], writing)
            yield '"'
    yield text[position : node.end]


def _leaves(node: Node) -> Iterator[tuple[str, Node]]:
    """States and values of the units below a localization."""
    for name, member in node.members.items():
        if member.text is None:
            yield from _leaves(member)
        elif name in ("state", "value"):
            yield name, member


class Completion:
    """Fills what a localization lacks.

    Args:
        text: the file.
        writing: of its strings.
        to_code: language of the localization.
    """

    def __init__(self, text: str, writing: Writing, to_code: str) -> None:
        self._text, self._writing = text, writing
        self._one_form = primary_language(to_code) in _ONE_FORM

    def edits(self, source: Node | None, target: Node, key: str) -> list[Edit]:
        """Changes of a localization.

        Args:
            source: the one of the source language; None where the key is the text.
            target: to be filled.
            key: of the string.
        """
        if source is None:
            unit = target.members.get("stringUnit")
            return self._filled(unit, self._writing.encode(key)) if unit else []
        return self._merged(source, target)

    def _merged(self, source: Node, target: Node) -> list[Edit]:
        made: list[Edit] = []
        missing: list[tuple[str, Node]] = []
        empty = _is_empty(target.members.get("stringUnit"))
        if "stringUnit" not in source.members and empty:
            # One text is not enough: the forms of the source take its place.
            return [Edit(target.start, target.end, list(copied(self._text, source, self._writing)))]
        for name, own in source.members.items():
            theirs = target.members.get(name)
            if own.text is not None:
                continue
            if theirs is None:
                if not {"stringUnit", "variations"} & {*target.members} or name not in ("stringUnit", "variations"):
                    missing += [(name, own)] if name == "other" or not self._one_form else []
            elif name == "stringUnit":
                value = own.members.get("value")
                made += self._filled(theirs, self._text[value.start + 1 : value.end - 1]) if value else []
            else:
                made += self._merged(own, theirs)
        return [*made, *self._inserted(target, missing)]

    def _filled(self, unit: Node, code: str) -> list[Edit]:
        """A text for a unit that has none."""
        parts = value_parts(code, self._writing)
        if not _is_empty(unit) or not any(isinstance(part, Block) for part in parts):
            return []
        made: dict[str, list[str | Block]] = {"state": [REVIEW], "value": ['"', *parts, '"']}
        return [Edit(leaf.start, leaf.end, made[name]) for name, leaf in unit.members.items() if name in made]

    def _inserted(self, target: Node, missing: list[tuple[str, Node]]) -> list[Edit]:
        if not missing:
            return []
        place = target.end - 1
        while self._text[place - 1].isspace():
            place -= 1
        parts: list[str | Block] = []
        begun = self._text[place - 1] != "{"
        for name, node in missing:
            parts += [f'{", " if begun else ""}"{name}" : ', *copied(self._text, node, self._writing)]
            begun = True
        return [Edit(place, place, parts)]


def _is_empty(unit: Node | None) -> bool:
    value = unit.members.get("value") if unit else None
    return value is not None and value.text == ""
