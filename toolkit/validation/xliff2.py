"""XLIFF 2.0 and 2.1 (OASIS Standards, 2014 and 2018; ISO 21720): core, elements of modules, and rules of both."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.validation.annotators import Annotators
from toolkit.validation.engine import Checker, Node
from toolkit.validation.its import its_rules
from toolkit.validation.problems import Problem
from toolkit.validation.xliff1 import REMEMBERED
from toolkit.validation.xliff2_modules import size_rules
from toolkit.validation.xliff2_rules import RULES as MORE_RULES
from toolkit.validation.xliff2_rules import (
    UNIQUE,
    Told,
    attribute_rules,
    code_rules,
    module_rules,
    order_rules,
    skeleton_rules,
    target_order_rules,
)
from toolkit.validation.xliff2_scopes import Scopes, Tracks

SPACE = "urn:oasis:names:tc:xliff:document:2.0"
_SPACES = (SPACE, "")
_MODULES = {
    "urn:oasis:names:tc:xliff:matches:2.0": "mtc",
    "urn:oasis:names:tc:xliff:glossary:2.0": "gls",
    "urn:oasis:names:tc:xliff:metadata:2.0": "mda",
    "urn:oasis:names:tc:xliff:resourcedata:2.0": "res",
    "urn:oasis:names:tc:xliff:changetracking:2.0": "ctr",
    "urn:oasis:names:tc:xliff:sizerestriction:2.0": "slr",
    "urn:oasis:names:tc:xliff:validation:2.0": "val",
}
_YES = "yes|no"
_INHERITED = "canResegment=yes|no translate=yes|no srcDir=ltr|rtl|auto trgDir=ltr|rtl|auto xml:space=default|preserve"
_EDIT = (
    "canCopy=yes|no canDelete=yes|no canReorder=yes|firstNo|no copyOf=token subType type=fmt|ui|quote|link|image|other"
)
_INLINE = "(cp|ph|pc|sc|ec|mrk|sm|em)* #"
_MODULE = "mtc:matches|gls:glossary|mda:metadata|res:resourceData|ctr:changeTrack|slr:profiles|slr:data|val:validation"

#: Attributes and children of each element, as :mod:`toolkit.validation.engine` reads them; those of modules by prefix.
TABLE: dict[str, tuple[str, str]] = {
    "xliff": ("version!=2.0|2.1 srcLang!=lang trgLang=lang xml:space=default|preserve", "file+"),
    "file": (f"id!=token original {_INHERITED}", f"skeleton? ({_MODULE}|*)* notes? (unit|group)+"),
    "skeleton": ("href", "any"),
    "group": (f"id!=token name type {_INHERITED}", f"({_MODULE}|*)* notes? (unit|group)*"),
    "unit": (f"id!=token name type {_INHERITED}", f"({_MODULE}|*)* notes? originalData? (segment|ignorable)+"),
    "notes": ("", "note+"),
    "note": ("id=token appliesTo=source|target category priority=1..10", "#"),
    "originalData": ("", "data+"),
    "data": ("id!=token dir=ltr|rtl|auto xml:space=default|preserve", "cp* #"),
    "segment": ("id=token canResegment=yes|no state=initial|translated|reviewed|final subState", "source target?"),
    "ignorable": ("id=token", "source target?"),
    "source": ("xml:lang=lang xml:space=default|preserve", _INLINE),
    "target": ("xml:lang=lang xml:space=default|preserve order=1..", _INLINE),
    "cp": ("hex!", ""),
    "ph": (f"id!=token {_EDIT} disp equiv dataRef=token subFlows", ""),
    "pc": (
        f"id!=token {_EDIT} canOverlap=yes|no dispEnd dispStart equivEnd equivStart dataRefEnd=token "
        "dataRefStart=token subFlowsEnd subFlowsStart dir=ltr|rtl|auto",
        _INLINE,
    ),
    "sc": (
        f"id!=token {_EDIT} canOverlap=yes|no dataRef=token dir=ltr|rtl|auto disp equiv isolated=yes|no subFlows",
        "",
    ),
    "ec": (
        f"id=token {_EDIT} canOverlap=yes|no dataRef=token dir=ltr|rtl|auto disp equiv isolated=yes|no startRef=token "
        "subFlows",
        "",
    ),
    "mrk": ("id!=token translate=yes|no type ref value", _INLINE),
    "sm": ("id!=token translate=yes|no type ref value", ""),
    "em": ("startRef!=token", ""),
    "mtc:matches": ("", "mtc:match+"),
    "mtc:match": (
        "id=token ref! matchQuality matchSuitability origin reference=yes|no similarity subType type",
        "mda:metadata? originalData? source target (*)*",
    ),
    "gls:glossary": ("", "gls:glossEntry+"),
    "gls:glossEntry": ("id=token ref", "gls:term gls:translation* gls:definition? (*)*"),
    "gls:term": ("source", "#"),
    "gls:translation": ("id=token ref source", "#"),
    "gls:definition": ("source", "#"),
    "mda:metadata": ("id=token", "mda:metaGroup+"),
    "mda:metaGroup": ("id=token category appliesTo=source|target|ignorable", "(mda:metaGroup|mda:meta)+"),
    "mda:meta": ("type!", "#"),
    "res:resourceData": ("id=token", "(res:resourceItemRef|res:resourceItem)+"),
    "res:resourceItemRef": ("id=token ref!", ""),
    "res:resourceItem": ("id=token mimeType context=yes|no", "res:source? res:target? res:reference*"),
    "res:source": ("href xml:lang=lang", "any"),
    "res:target": ("href xml:lang=lang", "any"),
    "res:reference": ("href! xml:lang=lang", ""),
    "ctr:changeTrack": ("", "ctr:revisions+"),
    "ctr:revisions": ("appliesTo!=token ref=token currentVersion=token", "ctr:revision+"),
    "ctr:revision": ("author datetime version=token", "ctr:item+"),
    "ctr:item": ("property!", "#"),
    "slr:profiles": ("generalProfile storageProfile", "slr:normalization? (*)*"),
    "slr:normalization": ("general=none|nfc|nfd storage=none|nfc|nfd", ""),
    "slr:data": ("profile!", "any"),
    "val:validation": ("", "val:rule+"),
    "val:rule": (
        "isPresent isNotPresent startsWith endsWith occurs=1.. normalization=none|nfc|nfd caseSensitive=yes|no "
        "existsInSource=yes|no disabled=yes|no",
        "",
    ),
}
#: Rule to (severity, what it asks), beside those of 1.2.
RULES: dict[str, tuple[str, str]] = {
    "trgLang": ("error", "<xliff> with targets says its trgLang"),
    "xml-lang": ("error", "a source is in srcLang, a target in trgLang"),
    "data-ref": ("error", "a dataRef is the id of a <data> of the unit"),
    "code-pairs": ("error", "each <sc> and <sm> has its <ec> and <em>, unless it is isolated, and the reverse"),
    "start-ref": ("error", "an <ec> that is not isolated has a startRef, an isolated one an id"),
    "copy-of": ("error", "copyOf is the id of a code of the unit that may be copied, and stands without dataRef"),
    "state": ("error", "a segment in another state than initial has a target"),
    "sub-state": ("error", "subState stands with state, subType with type; both are prefix:value"),
    "order": ("error", "orders of targets are unique, and no more than there are segments"),
    "no-segment": ("error", "a unit has at least one segment"),
    "deleted": ("error", "a code with canDelete='no' is in the target as well"),
    "sub-flows": ("error", "subFlows are ids of units of the same file, with spaces between them"),
    "ref": ("error", "a ref of a match is that of a code or segment of the unit (#id)"),
}
RULES |= MORE_RULES
_SIZE_INFO = "{urn:oasis:names:tc:xliff:sizerestriction:2.0}sizeInfo"
_FRACTION = re.compile(r"-?\d+[.,]\d+")
_SIDES = ("source", "target")
_CONTAINERS = ("xliff", "file", "group")
_WITH_IDS = frozenset("ph pc sc ec mrk sm".split())


class Xliff2(Checker):
    """XLIFF 2.0 and 2.1."""

    format = "xliff"
    table = TABLE

    def __init__(self) -> None:
        self._root: dict[str, str] = {}
        self._inherited: list[tuple[str, str]] = []
        self._notes: set[str] = set()
        self._ids: dict[str, set[int]] = {}
        self._told_language = False
        self._flows: list[tuple[Node, str]] = []
        self._doubles: dict[str, set[str]] = {}
        self._profile = self._storage = ""
        self._scopes = Scopes()
        self._annotators = Annotators()
        self._tracks = Tracks(TABLE)

    def name(self, node: Node) -> str:
        """Its own, that of a module with its prefix, or ``*``."""
        if node.space in _SPACES:
            return node.name
        prefix = _MODULES.get(node.space)
        return f"{prefix}:{node.name}" if prefix else "*"

    def is_unit(self, node: Node) -> bool:
        """A ``unit``."""
        return node.name == "unit" and node.space in _SPACES

    def start(self, node: Node) -> Iterator[Problem]:
        """Files and groups: their ids."""
        if node.name == "xliff":
            self._root = node.attributes
            if not node.space:
                yield self._problem("namespace", node, f"no namespace; xmlns is '{SPACE}'", "")
        if node.name == "file":
            self._ids["group"], self._ids["unit"] = set(), set()
            self._flows, self._profile, self._storage = [], "", ""
        if node.space in _MODULES:
            yield from self._module(node)
            yield from self._told(self._tracks.start(node), "")
        yield from self._told(self._annotators.alone(node), "")
        if node.name in _CONTAINERS:
            language, space = self._inherited[-1] if self._inherited else ("", "default")
            told = node.attributes
            for _ in self._annotators.enter(node):
                pass
            self._inherited.append((told.get("xml:lang") or language, told.get("xml:space") or space))
        if node.name == "notes":
            self._notes = set()
        elif node.name == "note" and (own := node.attributes.get("id")):
            if own in self._notes:
                yield self._problem("duplicate-id", node, f"a second <note> with id '{own}'", "")
            self._notes.add(own)
        if node.name in ("file", "group") and node.space in _SPACES:
            yield from self._unique(node.name, node)
            yield from self._told(self._scopes.enter(node), "")
        yield from self._told(attribute_rules(node), "")

    def passed(self, node: Node, holder: Node) -> Iterator[Problem]:
        """Elements of extensions at files and groups."""
        yield from self._told(self._scopes.passed(node, holder), "")
        yield from self._told(its_rules(node), "")
        yield from self._told(self._annotators.alone(node), "")

    def end(self, node: Node) -> Iterator[Problem]:
        """Skeletons, what containers hand down, and units that codes of a file refer to."""
        if node.name == "file" and node.space in _SPACES:
            for code, name in self._flows:
                if hash(name) not in self._ids["unit"]:
                    yield self._problem("sub-flows", code, f"'{name}' of <{code.name}>", "")
        if node.name in _CONTAINERS:
            self._inherited.pop()
            self._annotators.leave()
        if node.name in ("file", "group") and node.space in _SPACES:
            self._scopes.leave()
        yield from self._told(self._tracks.end(node), "")
        if node.name == "skeleton":
            yield from self._told(skeleton_rules(node), "")

    def _module(self, node: Node) -> Iterator[Problem]:
        """Elements of modules outside of units: doubles, and what they say of the file."""
        if node.name in ("metadata", "resourceData", "glossary", "matches"):
            self._doubles = {}
        if node.name == "profiles":
            self._profile = node.attributes.get("generalProfile", "")
            self._storage = node.attributes.get("storageProfile", "")
        names = next((names for names in UNIQUE if node.name in names), ())
        own = node.attributes.get("id", "")
        if names and own:
            known = self._doubles.setdefault(names[0], set())
            if own in known:
                yield self._problem("module", node, f"two <{names[0]}> with id '{own}'", "")
            if len(known) < REMEMBERED:
                known.add(own)
        yield from self._resource(node, "")

    def _resource(self, node: Node, identity: str) -> Iterator[Problem]:
        """The language of a resource's source."""
        language, wanted = node.attributes.get("xml:lang"), self._root.get("srcLang")
        is_source = node.name == "source" and _MODULES.get(node.space) == "res"
        if is_source and language and wanted and language.lower() != wanted.lower():
            yield self._problem(
                "module", node, f"a resource's <source> in '{language}', srcLang is '{wanted}'", identity
            )

    def _sizes_and_flows(self, node: Node, codes: list[Node], identity: str) -> Iterator[Problem]:
        """Sizes by the standard profile, and units that flow into codes; these are looked up at the end of the file."""
        for one in (node, *codes):
            size = one.attributes.get(_SIZE_INFO)
            if size is not None and self._profile in ("", "xliff:codepoints") and _FRACTION.fullmatch(size):
                message = f"sizeInfo='{size}'; the profile xliff:codepoints counts in whole numbers"
                yield self._problem("module", one, message, identity)
            for name in ("subFlows", "subFlowsStart", "subFlowsEnd"):
                for unit in one.attributes.get(name, "").split():
                    if len(self._flows) < REMEMBERED:
                        self._flows.append((one, unit))

    def _told(self, told: Told, identity: str) -> Iterator[Problem]:
        for rule, node, message in told:
            yield self._problem(rule, node, message, identity)

    def _unique(self, kind: str, node: Node) -> Iterator[Problem]:
        identity, known = node.attributes.get("id", ""), self._ids.setdefault(kind, set())
        if identity and len(known) < REMEMBERED:
            if hash(identity) in known:
                yield self._problem("duplicate-id", node, f"a second <{kind}> with id '{identity}'", "")
            known.add(hash(identity))

    def unit(self, node: Node) -> Iterator[Problem]:
        """Everything about a unit."""
        identity = node.attributes.get("id", "")
        yield from self._unique("unit", node)
        parts = [c for c in node.children if c.name in ("segment", "ignorable") and c.space == node.space]
        if not any(part.name == "segment" for part in parts):
            yield self._problem("no-segment", node, "a unit without a segment", identity)
        data = node.child("originalData")
        known = {d.attributes.get("id", "") for d in data.children} if data is not None else set()
        codes = [code for part in parts for side in part.children for code in side.all() if side.name in _SIDES]
        yield from self._identities(node, parts, identity)
        yield from self._references(codes, known, identity)
        for side_name in _SIDES:
            sides = [side for part in parts if (side := part.child(side_name)) is not None]
            yield from self._pairs(sides, identity)
        for part in parts:
            for name in ("xml:lang", "xml:space"):
                part.attributes.setdefault(name, node.attributes.get(name, ""))
            yield from self._part(part, identity)
        yield from self._told(target_order_rules(parts), identity)
        spans = {one.attributes.get("id", "") for one in (*parts, *codes)}
        yield from self._sizes_and_flows(node, codes, identity)
        yield from self._told(self._scopes.unit_sizes(node, codes), identity)
        yield from self._told(size_rules(node, (self._profile, self._storage)), identity)
        yield from self._told(self._tracks.unit(node), identity)
        yield from self._told(self._annotators.tree(node), identity)
        for one in node.all():
            yield from self._resource(one, identity)
        yield from self._told(code_rules(node, codes), identity)
        yield from self._told(module_rules(node, spans), identity)
        for one in (node, *parts, *(side for part in parts for side in part.children)):
            yield from self._told(attribute_rules(one), identity)

    def _identities(self, node: Node, parts: list[Node], identity: str) -> Iterator[Problem]:
        """Ids of segments, and of codes on the source side, in one room; targets repeat those of their sources."""
        seen: set[str] = set()
        sources = [c for part in parts if (s := part.child("source")) is not None for c in s.all()]
        for one in (*parts, *(c for c in sources if c.name in _WITH_IDS)):
            own = one.attributes.get("id")
            if own and own in seen:
                yield self._problem("duplicate-id", one, f"id '{own}' is used twice in the unit", identity)
            if own:
                seen.add(own)
        notes = node.child("notes")
        numbered = [n.attributes.get("id", "") for n in notes.children] if notes is not None else []
        for name in sorted({n for n in numbered if n and numbered.count(n) > 1}):
            yield self._problem("duplicate-id", notes or node, f"two <note> with id '{name}'", identity)
        data = node.child("originalData")
        names = [d.attributes.get("id", "") for d in data.children] if data is not None else []
        for name in sorted({n for n in names if names.count(n) > 1}):
            yield self._problem("duplicate-id", data or node, f"two <data> with id '{name}'", identity)

    def _references(self, codes: list[Node], data: set[str], identity: str) -> Iterator[Problem]:
        ids = {code.attributes.get("id", "") for code in codes}
        for code in codes:
            for name in ("dataRef", "dataRefStart", "dataRefEnd"):
                value = code.attributes.get(name)
                if value and value not in data:
                    yield self._problem("data-ref", code, f"{name}='{value}' of <{code.name}>", identity)
            copied = code.attributes.get("copyOf")
            if copied and (
                copied not in ids
                or any(n in code.attributes for n in ("dataRef", "dataRefStart"))
                or any(c.attributes.get("id") == copied and c.attributes.get("canCopy") == "no" for c in codes)
            ):
                yield self._problem("copy-of", code, f"copyOf='{copied}' of <{code.name}>", identity)
            if "subType" in code.attributes and (
                "type" not in code.attributes or ":" not in code.attributes["subType"]
            ):
                yield self._problem("sub-state", code, f"subType='{code.attributes['subType']}'", identity)

    def _pairs(self, sides: list[Node], identity: str) -> Iterator[Problem]:
        """Beginnings and ends of spans, over the segments of one side of a unit."""
        opened: dict[tuple[str, str], Node] = {}
        for code in (code for side in sides for code in side.all()):
            isolated = code.attributes.get("isolated") == "yes"
            own, start = code.attributes.get("id", ""), code.attributes.get("startRef")
            if code.name in ("sc", "sm") and not isolated:
                opened[code.name, own] = code
            elif code.name == "ec" and isolated != (start is None):
                what = "an isolated <ec> with startRef" if isolated else "an <ec> without startRef"
                yield self._problem("start-ref", code, what, identity)
            elif code.name in ("ec", "em") and start is not None:  # noqa: SIM102
                if opened.pop(("sc" if code.name == "ec" else "sm", start), None) is None:
                    yield self._problem(
                        "code-pairs", code, f"<{code.name}> ends '{start}', which is not open", identity
                    )
        for (name, own), code in opened.items():
            end = "ec" if name == "sc" else "em"
            yield self._problem("code-pairs", code, f"<{name} id='{own}'> without its <{end}>", identity)

    def _part(self, part: Node, identity: str) -> Iterator[Problem]:
        source, target = part.child("source"), part.child("target")
        if target is not None and not self._root.get("trgLang") and not self._told_language:
            self._told_language = True
            yield self._problem("trgLang", target, "a target in a file without trgLang", identity)
        language, space = self._inherited[-1] if self._inherited else ("", "default")
        language, space = part.attributes.get("xml:lang") or language, part.attributes.get("xml:space") or space
        for side, name in ((source, "srcLang"), (target, "trgLang")):
            own, wanted = (
                (side.attributes.get("xml:lang") or language) if side is not None else None,
                self._root.get(name),
            )
            if side is not None and own and wanted and own.lower() != wanted.lower():
                yield self._problem("xml-lang", side, f"<{side.name}> in '{own}', {name} is '{wanted}'", identity)
        state = part.attributes.get("state", "initial")
        if state != "initial" and target is None:
            yield self._problem("state", part, f"state '{state}' and no target", identity)
        sub = part.attributes.get("subState")
        if sub is not None and ("state" not in part.attributes or ":" not in sub):
            yield self._problem("sub-state", part, f"subState='{sub}'", identity)
        if source is not None:
            yield from self._told(order_rules(source, target), identity)
        if source is not None and target is not None:
            one, other = (side.attributes.get("xml:space") or space for side in (source, target))
            if one != other:
                yield self._problem("space", target, f"xml:space is '{one}' of source, '{other}' of target", identity)
            kept = {code.attributes.get("id") for code in target.all()}
            for code in source.all():
                if (
                    code.attributes.get("canDelete") == "no"
                    and code.name != "ec"
                    and code.attributes.get("id") not in kept
                ):
                    what = f"the target lacks <{code.name} id='{code.attributes.get('id')}'>"
                    yield self._problem("deleted", target, what, identity)
