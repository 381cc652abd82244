"""Rules of XLIFF 2 about change tracks and extensions: what refers to what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from toolkit.formats.limits import over_limit, restriction_properties, restriction_range
from toolkit.validation.engine import Node
from toolkit.validation.xliff2_scopes import TRACK, id_of
from toolkit.wording import counted

_SIZES = "urn:oasis:names:tc:xliff:sizerestriction:2.0"
Told = Iterator[tuple[str, Node, str]]


def track_rules(unit: Node) -> Told:
    """What the revisions of a unit are about: a reference that leads somewhere, and an attribute that is there."""
    known: dict[str, list[Node]] = {}
    for one in (unit, *unit.all()):
        if one.space == unit.space and (own := one.attributes.get("id")):
            known.setdefault(own, []).append(one)
    notes = [one for one in unit.all() if one.name == "note" and one.space == unit.space]
    for revisions in (one for one in unit.all() if one.name == "revisions" and one.space == TRACK):
        about, ref = revisions.attributes.get("appliesTo"), revisions.attributes.get("ref")
        found = known.get(ref, []) if ref else notes if about == "note" else []
        if about == "note":
            found = [one for one in found if one.name == "note"]
        if ref and not found:
            yield "module", revisions, f"ref='{ref}' of <revisions>, which is no id of the unit"
        elif not ref and len(found) > 1:
            yield "module", revisions, "<revisions> without ref, of one of several notes"
        elif about == "note" and len(found) == 1:
            yield from _properties(revisions, found[0])


def _properties(revisions: Node, about: Node) -> Told:
    for item in (one for one in revisions.all() if one.name == "item" and one.space == TRACK):
        name = item.attributes.get("property", "content")
        if name != "content" and name not in about.attributes:
            yield "module", item, f"property='{name}', which <{about.name}> does not have"


def size_rules(unit: Node, profiles: tuple[str, str]) -> Told:
    """Targets by the restrictions of their unit, in profiles of the standard; a unit without a target keeps any.

    Args:
        unit: whole.
        profiles: of its file, for sizes in general and for storage.
    """
    parts = [c for c in unit.children if c.name in ("segment", "ignorable") and c.space == unit.space]
    targets = [target for part in parts if (target := part.child("target")) is not None]
    if not any(part.child("target") is not None for part in parts if part.name == "segment"):
        return
    sides = [part.child("target") or part.child("source") for part in parts]
    text = "".join(side.whole_text() for side in sides if side is not None)
    size, storage = (
        unit.attributes.get(f"{{{_SIZES}}}{name}", "") for name in ("sizeRestriction", "storageRestriction")
    )
    if over := over_limit(text, restriction_properties(profiles, size, storage)):
        yield "length", targets[0], over[1]
    least = restriction_range(size)
    if profiles[0] == "xliff:codepoints" and least is not None and len(text) < least[0]:
        yield "length", targets[0], f"the target has {counted(len(text), 'character')}, {least[0]} are the least"


def extension_rules(unit: Node) -> Told:
    """Ids of the elements of other namespaces in a unit."""
    elements = [
        one
        for child in unit.children
        if child.space and not child.space.startswith("urn:oasis:names:tc:xliff:")
        for one in (child, *child.all())
    ]
    ids = Counter((one.space, own) for one in elements if (own := id_of(one)))
    for one in elements:
        if (count := ids.pop((one.space, id_of(one)), 0)) > 1:
            yield "duplicate-id", one, f"{count} elements of '{one.space}' with id '{id_of(one)}' in the unit"
