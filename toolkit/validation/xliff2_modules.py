"""Rules of XLIFF 2 about change tracks, extensions and ITS: what refers to what, and names that are known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from toolkit.validation.engine import Node

Told = Iterator[tuple[str, Node, str]]

_TRACK = "urn:oasis:names:tc:xliff:changetracking:2.0"
ITS = "http://www.w3.org/2005/11/its"
_QUALITY = "Type Comment Severity ProfileRef Enabled"
#: Local attributes of ITS 2.0 (W3C Recommendation, 29 October 2013), and those of its module in XLIFF 2.1.
_ITS_NAMES = frozenset(
    "version translate dir withinText locNote locNoteType locNoteRef term termInfoRef termConfidence annotatorsRef "
    "taClassRef taConfidence taIdent taIdentRef taSource localeFilterList localeFilterType person personRef org orgRef "
    "tool toolRef revPerson revPersonRef revOrg revOrgRef revTool revToolRef provRef provenanceRecordsRef "
    "locQualityIssuesRef locQualityRatingScore locQualityRatingScoreThreshold locQualityRatingVote "
    "locQualityRatingVoteThreshold locQualityRatingProfileRef mtConfidence allowedCharacters storageSize "
    "storageEncoding lineBreakType domains domainMapping externalResourceRef idValue space".split()
) | {f"locQualityIssue{name}" for name in _QUALITY.split()}


def its_rule(node: Node, name: str) -> Told:
    """An attribute of ITS by its name."""
    if name not in _ITS_NAMES:
        yield "module", node, f"ITS has no attribute '{name}'"


def track_rules(unit: Node) -> Told:
    """What the revisions of a unit are about: a reference that leads somewhere, and an attribute that is there."""
    known: dict[str, list[Node]] = {}
    for one in (unit, *unit.all()):
        if one.space == unit.space and (own := one.attributes.get("id")):
            known.setdefault(own, []).append(one)
    notes = [one for one in unit.all() if one.name == "note" and one.space == unit.space]
    for revisions in (one for one in unit.all() if one.name == "revisions" and one.space == _TRACK):
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
    for item in (one for one in revisions.all() if one.name == "item" and one.space == _TRACK):
        name = item.attributes.get("property", "content")
        if name != "content" and name not in about.attributes:
            yield "module", item, f"property='{name}', which <{about.name}> does not have"


def extension_rules(unit: Node) -> Told:
    """Ids of the elements of other namespaces in a unit."""
    elements = [
        one
        for child in unit.children
        if child.space and not child.space.startswith("urn:oasis:names:tc:xliff:")
        for one in (child, *child.all())
    ]
    ids = Counter((one.space, own) for one in elements if (own := _id_of(one)))
    for one in elements:
        if (count := ids.pop((one.space, _id_of(one)), 0)) > 1:
            yield "duplicate-id", one, f"{count} elements of '{one.space}' with id '{_id_of(one)}' in the unit"


def _id_of(node: Node) -> str:
    return node.attributes.get("id") or node.attributes.get("xml:id") or ""
