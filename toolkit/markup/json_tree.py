"""JSON as a tree that knows where each value stands in its file (RFC 8259)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

#: The tokens of JSON, white space included.
JSON_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+|\s+', re.DOTALL)


@dataclass(slots=True)
class Node:
    """A value.

    Attributes:
        start, end: of its code, quotes and brackets included.
        kind: ``{``, ``[`` or ``"``; empty for numbers and words such as null.
        key: under which it stands in an object.
        key_start: of the code of the key, or of the value where it has none.
        comma: where the comma behind it stands; -1 where there is none.
        inside: values of an object or list, in order.
    """

    start: int
    end: int = 0
    kind: str = ""
    key: str = ""
    key_start: int = -1
    comma: int = -1
    inside: list[Node] = field(default_factory=list)

    @property
    def members(self) -> dict[str, Node]:
        """Values of an object by their keys; of two with one key, the last."""
        return {node.key: node for node in self.inside} if self.kind == "{" else {}


def decoded(code: str) -> str:
    """Text of the code of a string, without its quotes."""
    text: str = json.loads(f'"{code}"', strict=False)
    return text


def json_tree(text: str) -> Node:
    """The value of a valid file.

    Example:
        >>> node = json_tree('{"a": ["b"]}').members["a"].inside[0]
        >>> node.kind, node.start, node.end
        ('"', 7, 10)
    """
    top = Node(0, len(text), "[")
    stack = [top]
    key, key_start = "", -1
    for match in JSON_TOKEN.finditer(text):
        token, (start, end) = match.group(), match.span()
        if token[0] in "}]":
            stack.pop().end = end
        elif token == ",":
            stack[-1].inside[-1].comma = start
        elif token == ":" or token.isspace() or token == "\ufeff":
            continue
        elif token[0] == '"' and stack[-1].kind == "{" and key_start < 0:
            key, key_start = decoded(token[1:-1]), start
        else:
            node = Node(start, end, token[0] if token[0] in '{["' else "", key, start if key_start < 0 else key_start)
            stack[-1].inside.append(node)
            key, key_start = "", -1
            if node.kind in ("{", "["):
                stack.append(node)
    return top.inside[0] if top.inside else top


def strings(node: Node, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Node]]:
    """The strings in a value that are no keys, each with the keys above it; objects and lists in a list have none."""
    waiting = [(path, node)]
    while waiting:
        above, value = waiting.pop()
        if value.kind == '"':
            yield above, value
        for inner in reversed(value.inside):
            own = value.kind == "{" or inner.kind != '"'
            waiting.append(((*above, inner.key) if own else above, inner))
