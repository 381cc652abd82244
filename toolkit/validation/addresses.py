"""Addresses in attributes: IRI references (RFC 3987), of ITS, of the core of XLIFF 2 and of XML itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.validation.engine import Node
from toolkit.validation.its import ADDRESSES, ITS

Told = Iterator[tuple[str, Node, str]]

# Between the signs that no IRI has, a percent sign begins a byte in two hexadecimal digits.
_IRI = re.compile(r"(?:[^\x00-\x20\x7f<>\"{}|\\^`%]|%[0-9A-Fa-f]{2})+")
# Local attributes of the standard by element; what a fragment says is asked elsewhere.
_OWN = {
    "skeleton": ("href",),
    "reference": ("href",),
    "source": ("href",),
    "target": ("href",),
    "mrk": ("ref",),
    "sm": ("ref",),
}


def address_fault(value: str) -> str:
    """What is wrong with an address; empty if nothing is.

    >>> address_fault("https://example.org/a?b#c"), address_fault("a b"), address_fault("50%")
    ('', "' ' is written %20", "'%' is written %25")
    """
    value = value.strip()
    if not value:
        return "an address is wanted"
    match = _IRI.match(value)
    end = match.end() if match else 0
    if end == len(value):
        return ""
    return f"'{value[end]}' is written {''.join(f'%{byte:02X}' for byte in value[end].encode())}"


def address_rules(node: Node) -> Told:
    """Addresses in the attributes of an element."""
    for key, value in node.attributes.items():
        own = not key.startswith("{") and key in _OWN.get(node.name, ())
        its = key.removeprefix(f"{{{ITS}}}") if key.startswith(f"{{{ITS}}}") or node.space == ITS else ""
        if not (own or its in ADDRESSES or key == "xml:base"):
            continue
        if fault := address_fault(value):
            yield "address", node, f"{its or key}='{value}' of <{node.name}>; {fault}"
