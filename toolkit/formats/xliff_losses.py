"""What an XLIFF file holds that its units do not take along, so that a new file made of them lacks it."""

from __future__ import annotations

from collections import Counter

from toolkit.formats.xliff_edit import ATTRIBUTES
from toolkit.formats.xliff_scan import Node, Scan, Unit

# Of units: what is read, or what the file's structure gives again.
_IN_UNIT = frozenset("source target seg-source segment note notes context-group alt-trans originalData".split())
_OF_UNIT = ATTRIBUTES | frozenset("id approved translate xml:space".split())
_OF_PART = {
    "segment": frozenset(["id", "state"]),
    "target": frozenset(["state", "xml:lang", "xml:space"]),
    "source": frozenset(["xml:lang", "xml:space"]),
    "note": frozenset(["from", "category", "xml:lang"]),
}


def losses(found: Scan) -> Counter[str]:
    """What would be missing in a new file, in words, with how often.

    Args:
        found: in the file.
    """
    kinds: dict[str, Counter[str]] = {
        "elements outside of units": Counter(found.outside),
        "attributes of files and groups": Counter(found.outer_attributes),
        "elements of units": Counter(),
        "attributes of units, segments and notes": Counter(),
    }
    whole: Counter[str] = Counter()
    whole["groups, whose units stand by themselves in a new file"] = found.groups
    for unit in found.units:
        _of_unit(unit, kinds["elements of units"], kinds["attributes of units, segments and notes"])
        whole["units of several segments, each of which is a unit of its own in a new file"] += len(unit.slots) > 1
    for what, names in kinds.items():
        if names:
            whole[f"{what} that a new file does not take over ({', '.join(sorted(names))})"] = names.total()
    return +whole


def _of_unit(unit: Unit, elements: Counter[str], attributes: Counter[str]) -> None:
    node = unit.node
    attributes.update(name for name in node.token.attributes if name not in _OF_UNIT and not name.startswith("xmlns"))
    for child in node.children:
        if child.name not in _IN_UNIT:
            elements[child.token.name] += 1
    parts = [child for child in node.children if child.name in ("segment", "notes", "source", "target", "note")]
    parts += [inner for part in parts for inner in part.children if inner.name in ("source", "target", "note")]
    for part in parts:
        _of_part(part, attributes)


def _of_part(part: Node, attributes: Counter[str]) -> None:
    known = _OF_PART.get(part.name)
    if known is not None:
        attributes.update(name for name in part.token.attributes if name not in known and not name.startswith("xmlns"))
