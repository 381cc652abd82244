"""Rules of XLIFF 2 about inline codes, references and modules, over a whole unit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from toolkit.validation.addresses import address_rules
from toolkit.validation.engine import Node
from toolkit.validation.its import its_rules
from toolkit.validation.xliff2_modules import extension_rules, track_rules
from toolkit.wording import counted

#: Rule to (severity, what it asks).
RULES: dict[str, tuple[str, str]] = {
    "comment": ("error", "a comment has a value, or a ref to a note of its unit (#n=id), and not both"),
    "same-edits": ("error", "the two ends of a span may be copied, deleted, moved and overlapped alike"),
    "reorder": (
        "error",
        "codes that may not be reordered begin with firstNo, may not be copied or deleted, and stay",
    ),
    "space": ("error", "source and target treat white space alike"),
    "skeleton": ("error", "a <skeleton> has either a href or content"),
    "extension": ("error", "attributes of other namespaces stand on files, groups, units, notes and annotations"),
    "hex": ("error", "a <cp> holds the number of a character that XML cannot hold"),
    "sub-type": ("error", "the subTypes xlf:lb, pb, b, i and u are of type fmt, xlf:var is of type ui"),
    "fragment": ("error", "a reference is #f=…/u=…/n=… in this order, each prefix once, or #id"),
    "module": ("error", "modules keep their own rules"),
    "its": ("error", "attributes of ITS are those of ITS 2.0, with their values"),
    "address": ("warning", "an address has no spaces and no signs that stand for others; these are written %20"),
    "annotator": ("error", "an annotatorsRef on or around the element names who made it: mt-confidence|address"),
    "size-info": ("error", "sizeInfoRef is the id of an element in a <slr:data> beside the element or one around it"),
    "length": ("warning", "a target keeps the sizeRestriction and storageRestriction of its unit"),
    "change-track": (
        "error",
        "revisions name an element, each property of it once, and currentVersion one of their versions",
    ),
}
Told = Iterator[tuple[str, Node, str]]

_FS = "urn:oasis:names:tc:xliff:fs:2.0"
_SLR = "urn:oasis:names:tc:xliff:sizerestriction:2.0"
_MODULE_SPACES = ("urn:oasis:names:tc:xliff:", "http://www.w3.org/2005/11/its")
#: Elements on which attributes of any namespace may stand.
OPEN = frozenset("xliff file group unit note notes mrk sm skeleton".split())
_HTML = frozenset(
    "a b bdo big blockquote body br button caption center cite code col colgroup dd del div dl dt em h1 h2 h3 h4 h5 h6 "
    "head hr html i img label legend li ol p pre q s samp select small span strike strong sub sup table tbody td tfoot "
    "th thead title tr tt u ul".split()
)
#: Elements of modules whose ids are unique together within one module element.
UNIQUE = (("match",), ("glossEntry",), ("translation",), ("metaGroup",), ("resourceItem", "resourceItemRef"))
_RESTRICTION = re.compile(r"\*|\d+(?:,\s?(?:\d+|\*))?")
_NMTOKEN = re.compile(r"[\w.:\-\u00b7]+")
# Of the core, and those that modules and TBX have registered.
_PREFIXES = frozenset("f g u n d t mtc gls fs mda res ctr slr val itsm tbx".split())
_RANK = {"f": 0, "g": 1, "u": 2}
_NOTE = re.compile(r"[#/]n=[^/]+$")
_EDITS = ("canCopy", "canDelete", "canOverlap")


def attribute_rules(node: Node) -> Told:
    """Attributes of other namespaces on an element of the core; modules let any stand on theirs."""
    yield from its_rules(node)
    yield from address_rules(node)
    if node.space and ":xliff:document:" not in node.space:
        return
    for name in node.attributes:
        if not name.startswith("{"):
            continue
        space, _, own = name[1:].partition("}")
        if not space.startswith(_MODULE_SPACES) and node.name not in OPEN:
            yield "extension", node, f"attribute '{own}' of '{space}' on <{node.name}>"
        elif space == _FS:
            yield from _style(node, own, node.attributes[name])
        elif space == _SLR:
            yield from _size(node, own, node.attributes[name])


def _style(node: Node, name: str, value: str) -> Told:
    if name not in ("fs", "subFs"):
        yield "module", node, f"the format style module has no attribute '{name}'"
    elif name == "fs" and value not in _HTML:
        yield "module", node, f"fs='{value}', a name of an element of HTML is wanted"
    elif name == "subFs" and f"{{{_FS}}}fs" not in node.attributes:
        yield "module", node, "subFs without fs"
    elif node.name == "ec" and node.attributes.get("isolated") != "yes":
        yield "module", node, f"{name} on an <ec> that is not isolated"


def _size(node: Node, name: str, value: str) -> Told:
    if name in ("sizeRestriction", "storageRestriction") and not _RESTRICTION.fullmatch(value):
        yield "module", node, f"{name}='{value}'; a number, two with a comma, or * is wanted"
    if name == "equivStorage" and not value.isdecimal():
        yield "module", node, f"equivStorage='{value}'; a whole number is wanted"
    if name == "sizeInfo" and f"{{{_SLR}}}sizeInfoRef" in node.attributes:
        yield "module", node, "sizeInfo beside sizeInfoRef"
    if node.name == "ec" and node.attributes.get("isolated") != "yes" and name in ("sizeInfo", "sizeInfoRef"):
        yield "module", node, f"{name} on an <ec> that is not isolated"


def skeleton_rules(node: Node) -> Told:
    """What a skeleton holds."""
    filled = bool(node.text.strip() or node.children)
    if filled == ("href" in node.attributes):
        yield "skeleton", node, "a <skeleton> with href and content" if filled else "an empty <skeleton> without href"


def fragment_fault(value: str) -> str:
    """What is wrong with a reference within the file; empty if nothing is."""
    rank, seen = -1, set()
    parts = value[1:].removeprefix("/").split("/")
    for number, part in enumerate(parts):
        prefix, equals, identity = part.rpartition("=")
        last = number == len(parts) - 1
        if not _NMTOKEN.fullmatch(identity) or (equals and not _NMTOKEN.fullmatch(prefix)):
            return f"'{part}' is no name"
        if equals and prefix not in _PREFIXES:
            return f"the prefix '{prefix}' is none of XLIFF and its modules"
        if prefix in seen:
            return f"the prefix '{prefix}' stands twice"
        seen.add(prefix)
        own = _RANK.get(prefix, 3)
        if own <= rank or (own == 3 and not last):
            return f"'{part}' stands at the wrong place"
        rank = own
    return ""


def code_rules(unit: Node, codes: Sequence[Node]) -> Told:
    """Each inline code of a unit by itself, and against its other end."""
    holder = next((c for c in unit.children if c.name == "notes" and c.space == unit.space), None)
    notes = {note.attributes.get("id") for note in holder.children} if holder is not None else set()
    starts = {c.attributes.get("id"): c for c in codes if c.name == "sc"}
    for code in codes:
        told = code.attributes
        yield from attribute_rules(code)
        if code.name == "cp":
            yield from _character(code)
        if code.name in ("mrk", "sm") and told.get("type") == "comment":
            ref = told.get("ref", "")
            if ("ref" in told) == ("value" in told):
                yield "comment", code, "a comment with " + ("value and ref" if ref else "neither value nor ref")
            elif ref and (not _leads_into(ref, unit) or ref.rpartition("n=")[2] not in notes):
                yield "comment", code, f"ref='{ref}' of a comment"
        ref = told.get("ref", "")
        if code.name in ("mrk", "sm") and ref.startswith("#") and (fault := fragment_fault(ref)):
            yield "fragment", code, f"ref='{ref}': {fault}"
        sub, kind = told.get("subType", ""), told.get("type", "")
        if sub.startswith("xlf:") and kind != {"xlf:var": "ui"}.get(sub, "fmt"):
            yield "sub-type", code, f"subType='{sub}' with type='{kind}'"
        start = starts.get(told.get("startRef")) if code.name == "ec" else None
        if start is not None:
            yield from _same_edits(start, code)


def _leads_into(ref: str, unit: Node) -> bool:
    """Whether a reference is to a note of a unit: by itself, or by way of the unit."""
    parts = dict(part.partition("=")[::2] for part in ref[1:].split("/"))
    return _NOTE.search(ref) is not None and parts.get("u", "" if "f" in parts or "g" in parts else None) in (
        None,
        unit.attributes.get("id"),
    )


def _character(code: Node) -> Told:
    try:
        number = int(code.attributes.get("hex", ""), 16)
    except ValueError:
        yield "hex", code, f"hex='{code.attributes.get('hex', '')}'"
        return
    in_xml = number in (9, 10, 13) or 0x20 <= number <= 0xD7FF or 0xE000 <= number <= 0xFFFD or number >= 0x10000
    if in_xml or number > 0x10FFFF:
        yield "hex", code, f"hex='{code.attributes['hex']}', which XML can hold"


def _same_edits(start: Node, end: Node) -> Told:
    for name in _EDITS:
        one, other = (node.attributes.get(name, "yes") for node in (start, end))
        if one != other:
            yield "same-edits", end, f"{name} is '{one}' of <sc> and '{other}' of <ec>"
    one, other = (node.attributes.get("canReorder", "yes") for node in (start, end))
    if (one == "yes") != (other == "yes"):
        yield "same-edits", end, f"canReorder is '{one}' of <sc> and '{other}' of <ec>"


def order_rules(source: Node, target: Node | None) -> Told:
    """Sequences of codes that may not be reordered."""
    runs: list[list[str]] = []
    for code in source.all():
        may = code.attributes.get("canReorder", "yes")
        if may == "yes":
            if code.name in ("ph", "pc", "sc", "ec") and runs:
                runs.append([])
            continue
        if code.attributes.get("canCopy") != "no" or code.attributes.get("canDelete") != "no":
            yield "reorder", code, f"canReorder='{may}' without canCopy='no' and canDelete='no'"
        own = code.attributes.get("id") or code.attributes.get("startRef", "") + "'"
        if may == "firstNo":
            runs.append([own])
        elif not runs or not runs[-1]:
            yield "reorder", code, "canReorder='no' without a firstNo before it"
        else:
            runs[-1].append(own)
    if target is None:
        return
    line = [
        c.attributes.get("id") or c.attributes.get("startRef", "") + "'"
        for c in target.all()
        if c.name in ("ph", "pc", "sc", "ec")
    ]
    inside, inside_too = (_holders(side) for side in (source, target))
    for run in runs:
        if any(own in inside_too and inside.get(own, set()) & {*run} != inside_too[own] & {*run} for own in run):
            yield "reorder", target, f"of the codes {', '.join(run)}, one moved out of or into another"
        here = [place for place, own in enumerate(line) if own in run]
        if len(run) > 1 and here and line[here[0] : here[0] + len(run)] != run:
            yield "reorder", target, f"the codes {', '.join(run)} were moved or parted"


def target_order_rules(parts: Sequence[Node]) -> Told:
    """Where the targets of the segments of a unit stand."""
    seen: set[int] = set()
    targets = [part.child("target") for part in parts]
    said = [target.attributes.get("order", "") if target is not None else "" for target in targets]
    for number, (target, value) in enumerate(zip(targets, said, strict=True), 1):
        if target is None or not value.isdecimal():
            continue
        order = int(value)
        if order > len(parts):
            yield "order", target, f"order {order} among {counted(len(parts), 'part')}"
        elif order in seen or (order != number and not _moved(targets[order - 1], order)):
            yield "order", target, f"order {order} is taken by another part"
        seen.add(order)


def _moved(target: Node | None, order: int) -> bool:
    """Whether the part that stands at a place says that its target goes elsewhere."""
    return target is None or target.attributes.get("order", str(order)) != str(order)


def _holders(side: Node) -> dict[str, set[str]]:
    """The ids of the codes around each code of a side."""
    found: dict[str, set[str]] = {}

    def walk(node: Node, around: set[str]) -> None:
        for child in node.children:
            own = child.attributes.get("id", "")
            found[own] = around
            walk(child, around | {own})

    walk(side, set())
    return found


def module_rules(unit: Node, spans: set[str]) -> Told:
    """Matches, glossaries, metadata, resources and validation of a unit.

    Args:
        unit: whole.
        spans: ids of its segments and codes.
    """
    yield from track_rules(unit)
    yield from extension_rules(unit)
    for module in unit.children:
        for one in (module, *module.all()):
            yield from _own_rules(one, spans)
            if one.space and ":xliff:document:" not in one.space:
                yield from its_rules(one)
                yield from address_rules(one)
        for names in UNIQUE:
            ids = [n.attributes.get("id") for n in module.all() if n.name in names and n.attributes.get("id")]
            for double in sorted({str(i) for i in ids if ids.count(i) > 1}):
                yield "module", module, f"two <{names[0]}> with id '{double}'"


def _own_rules(one: Node, spans: set[str]) -> Told:
    module = one.space.rpartition(":")[0].rpartition(":")[2]
    told = one.attributes
    if module == "matches" and one.name == "match":
        ref = told.get("ref", "")
        if not ref.startswith("#") or ref[1:].removeprefix("t=") not in spans:
            yield "ref", one, f"ref='{ref}' of a <match>"
        if "subType" in told and "type" not in told:
            yield "sub-state", one, "subType without type"
        if told.get("type", "other") not in _MATCHES:
            yield "module", one, f"type='{told['type']}' of a <match>; known are {', '.join(sorted(_MATCHES))}"
    elif module == "glossary" and one.name == "glossEntry":
        if not any(child.name in ("translation", "definition") for child in one.children):
            yield "module", one, "a <glossEntry> without translation and definition"
    elif module == "resourcedata" and one.name in ("source", "target"):
        if "href" in told and (one.children or one.text.strip()):
            yield "module", one, f"a <{one.name}> of resource data with href and content"
    elif module == "validation" and one.name == "rule":
        kinds = [n for n in ("isPresent", "isNotPresent", "startsWith", "endsWith") if n in told]
        extended = any(name.startswith("{") for name in told)
        if len(kinds) + (extended and not kinds) != 1:
            yield "module", one, "a <rule> has one of isPresent, isNotPresent, startsWith and endsWith"
        elif told.get("existsInSource") and kinds == ["isNotPresent"]:
            yield "module", one, "existsInSource with isNotPresent"


_MATCHES = frozenset("am ebm idm ice mt tb tm other".split())
