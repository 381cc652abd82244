"""XLIFF 1.2 (OASIS Standard, 1 February 2008): its elements, and rules that no schema can say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from toolkit.formats.limits import over_limit
from toolkit.languages.tags import same_language
from toolkit.validation.engine import Checker, Node
from toolkit.validation.problems import Problem

SPACE = "urn:oasis:names:tc:xliff:document:1.2"
_LOOK = "coord font css-style style exstyle menu menu-option menu-name help-id"
_SIZE = "size-unit=byte|char|col|cm|dlgunit|em|ex|glyph|in|mm|percent|pixel|point|row|x- " + " ".join(
    f"{most}{what}=0.." for most in ("max", "min") for what in ("bytes", "height", "width")
)
_STATE = (
    "state=final|needs-adaptation|needs-l10n|needs-review-adaptation|needs-review-l10n|needs-review-translation"
    "|needs-translation|new|signed-off|translated|x- state-qualifier=exact-match|fuzzy-match|id-match"
    "|leveraged-glossary|leveraged-inherited|leveraged-mt|leveraged-repository|leveraged-tm|mt-suggestion"
    "|rejected-grammar|rejected-inaccurate|rejected-length|rejected-spelling|tm-suggestion|x-"
)
_SPACED = "xml:space=default|preserve"
_UNIT = (
    f"resname extradata restype extype phase-name ts datatype charclass reformat translate=yes|no {_SPACED} {_LOOK} "
    f"{_SIZE}"
)
_ABOUT = "context-group|count-group|prop-group|note"
_CODES = "(g|x|bx|ex|bpt|ept|ph|it|mrk|sub|*)* #"
_CODE = "ctype ts crc xid equiv-text"
_FILE = "(internal-file|external-file)"

#: Attributes and children of each element, as :mod:`toolkit.validation.engine` reads them.
TABLE: dict[str, tuple[str, str]] = {
    "xliff": (f"version! xml:lang=lang {_SPACED}", "(*)* file+ (*)*"),
    "file": (
        f"original! source-language!=lang target-language=lang datatype! tool tool-id date {_SPACED} category "
        "product-name product-version build-num ts",
        "header? body",
    ),
    "header": ("", "skl? phase-group? (glossary|reference|count-group|prop-group|note|tool|*)*"),
    "skl": ("", _FILE),
    "internal-file": ("form crc", "any"),
    "external-file": ("href! uid crc", ""),
    "glossary": ("", "any"),
    "reference": ("", "any"),
    "tool": ("tool-id! tool-name! tool-version tool-company ts", "any"),
    "phase-group": ("", "phase+"),
    "phase": (
        "phase-name! process-name! company-name tool tool-id date job-id contact-name contact-email contact-phone ts",
        "note*",
    ),
    "note": ("xml:lang=lang priority=1..10 from annotates=source|target|general ts", "#"),
    "count-group": ("name!", "count*"),
    "count": ("count-type phase-name unit ts", "#"),
    "context-group": ("crc name purpose ts", "context+"),
    "context": ("context-type! match-mandatory=yes|no crc ts", "#"),
    "prop-group": ("name ts", "prop*"),
    "prop": ("prop-type! xml:lang=lang ts", "#"),
    "body": ("", "(group|trans-unit|bin-unit)*"),
    "group": (f"id {_UNIT} merged-trans=yes|no", f"({_ABOUT}|*)* (group|trans-unit|bin-unit)*"),
    "trans-unit": (f"id! approved=yes|no {_UNIT}", f"source seg-source? target? ({_ABOUT}|alt-trans|*)*"),
    "source": (f"xml:lang=lang ts {_SPACED}", _CODES),
    "seg-source": (f"xml:lang=lang ts {_SPACED}", _CODES),
    "target": (f"xml:lang=lang ts {_STATE} phase-name resname equiv-trans=yes|no restype {_SPACED} {_LOOK}", _CODES),
    "alt-trans": (
        f"match-quality tool tool-id crc xml:lang=lang origin mid alttranstype=proposal|previous-version|rejected"
        f"|reference|accepted|x- {_UNIT}",
        f"source? seg-source? target+ ({_ABOUT}|*)*",
    ),
    "bin-unit": (
        "id! mime-type! approved=yes|no translate=yes|no reformat restype resname phase-name ts",
        f"bin-source bin-target? ({_ABOUT}|trans-unit|*)*",
    ),
    "bin-source": ("ts", _FILE),
    "bin-target": (f"mime-type ts {_STATE} phase-name restype resname", _FILE),
    "g": (f"id! clone=yes|no {_CODE}", _CODES),
    "x": (f"id! clone=yes|no {_CODE}", ""),
    "bx": (f"id! rid clone=yes|no {_CODE}", ""),
    "ex": ("id! rid ts xid equiv-text", ""),
    "bpt": (f"id! rid {_CODE}", "sub* #"),
    "ept": (f"id! rid {_CODE}", "sub* #"),
    "it": (f"id! pos!=open|close rid {_CODE}", "sub* #"),
    "ph": (f"id! assoc=preceding|following|both|p|f|b {_CODE}", "sub* #"),
    "sub": ("datatype ctype xid", _CODES),
    "mrk": ("mtype! mid comment ts", _CODES),
}
#: Rule to (severity, what it asks).
RULES: dict[str, tuple[str, str]] = {
    "duplicate-id": ("error", "ids are unique, of units in a file and of codes in a text that may not be copied"),
    "target-language": ("error", "a <file> with targets says its target-language"),
    "language": ("warning", "a source or target is in the language of its file"),
    "pairs": ("warning", "each <bpt> and <bx> has its <ept> and <ex> of the same rid or id behind it, and the reverse"),
    "codes": ("warning", "a target has the inline codes of its source"),
    "mid": ("error", "segments of the target are those of <seg-source>, by mid"),
    "phase": ("error", "a phase-name is one of <phase-group>"),
    "empty": ("warning", "a unit in a final state has a target"),
    "length": ("warning", "a target is no longer than maxwidth, in characters or bytes, and maxbytes of its unit"),
}
_OPEN = {"bpt": "ept", "bx": "ex"}
_CLOSE = {"ept": "bpt", "ex": "bx"}
_DONE = frozenset({"final", "signed-off", "translated"})
#: Ids remembered to find doubles, as a number of them: memory must not grow with the file.
REMEMBERED = 1_000_000


_LIMITS = ("maxwidth", "size-unit", "maxbytes")


def _read_text(side: Node) -> str:
    """What a reader sees of a side: native code is none of it."""
    return side.text + "".join(_read_text(child) for child in side.children if child.name in ("g", "mrk"))


class Xliff1(Checker):
    """XLIFF 1.2, strict in elements, open where the standard is."""

    format = "xliff"
    table = TABLE

    def __init__(self) -> None:
        self._file: dict[str, str] = {}
        self._ids: set[int] = set()
        self._phases: set[str] = set()
        self._told_language = False

    def name(self, node: Node) -> str:
        """Its own, or ``*``."""
        return node.name if node.space in (SPACE, "") else "*"

    def is_unit(self, node: Node) -> bool:
        """A ``trans-unit`` or ``bin-unit``."""
        return node.name in ("trans-unit", "bin-unit") and node.space in (SPACE, "")

    def start(self, node: Node) -> Iterator[Problem]:
        """Files, phases and groups."""
        if node.name == "xliff" and not node.space:
            yield self._problem("namespace", node, f"no namespace; xmlns is '{SPACE}'", "")
        if node.name == "file":
            self._file, self._ids, self._phases = node.attributes, set(), set()
            self._told_language = False
        elif node.name == "phase":
            self._phases.add(node.attributes.get("phase-name", ""))

    def unit(self, node: Node) -> Iterator[Problem]:
        """Everything about a unit."""
        identity = node.attributes.get("id", "")
        for inner in (child for child in node.children if child.name == "trans-unit" and child.space == node.space):
            yield from self.unit(inner)
        if identity and len(self._ids) < REMEMBERED:
            if hash(identity) in self._ids:
                yield self._problem("duplicate-id", node, f"id '{identity}' was used before in this file", identity)
            self._ids.add(hash(identity))
        source, target = node.child("source"), node.child("target")
        if target is not None:
            yield from self._target(node, target, identity)
        for side, name in ((source, "source-language"), (target, "target-language")):
            if side is not None:
                yield from self._side(side, self._file.get(name, ""), identity)
        segmented = node.child("seg-source")
        if target is not None and segmented is not None:
            yield from self._segments(segmented, target, identity)
        if source is not None and target is not None and target.whole_text().strip():
            yield from self._codes(source, target, identity)
        for one in (node, *node.all()):
            phase = one.attributes.get("phase-name")
            if phase and one.space == node.space and phase not in self._phases:
                yield self._problem("phase", one, f"phase-name '{phase}'", identity)

    def _target(self, node: Node, target: Node, identity: str) -> Iterator[Problem]:
        known = self._file.get("target-language") or target.attributes.get("xml:lang")
        if not known and not self._told_language:
            self._told_language = True
            yield self._problem("target-language", target, "a target in a file without target-language", identity)
        text = target.whole_text().strip() or any(c.name in ("x", "ph", "bx") for c in target.all())
        done = target.attributes.get("state") in _DONE or node.attributes.get("approved") == "yes"
        if done and not text and (source := node.child("source")) is not None and source.whole_text().strip():
            yield self._problem("empty", target, "an empty target is said to be translated", identity)
        limits = {f"unit@{name}": node.attributes[name] for name in _LIMITS if name in node.attributes}
        if limits and (over := over_limit(_read_text(target), limits)):
            yield self._problem("length", target, over[1], identity)

    def _side(self, side: Node, language: str, identity: str) -> Iterator[Problem]:
        own = side.attributes.get("xml:lang")
        if own and language and not same_language(own, language):
            yield self._problem("language", side, f"<{side.name}> in '{own}', its file in '{language}'", identity)
        opened: list[tuple[str, str]] = []
        seen: Counter[tuple[str, str]] = Counter()
        told = False
        for code in side.all():
            key = code.attributes.get("rid") or code.attributes.get("id", "")
            if code.name in ("g", "x", "bx", "bpt", "ph", "it") and code.attributes.get("id"):
                kind = ("it" + code.attributes.get("pos", ""), code.attributes["id"])
                place = kind if code.name == "it" else ("", code.attributes["id"])
                seen[place] += 1
                # A code may be copied unless it says no: Trados parts spans so. Two beginnings leave their end open.
                again = code.name in ("bpt", "bx") or code.attributes.get("clone") == "no"
                if seen[place] > 1 and again and not told:
                    told = True
                    what = f"id '{code.attributes['id']}' twice in <{side.name}>"
                    yield self._problem("duplicate-id", code, what, identity)
            if code.name in _OPEN:
                opened.append((code.name, key))
            elif code.name in _CLOSE:
                if (_CLOSE[code.name], key) in opened:
                    opened.remove((_CLOSE[code.name], key))
                else:
                    what = f"<{code.name}> '{key}' without its <{_CLOSE[code.name]}> before it"
                    yield self._problem("pairs", code, what, identity)
        for name, key in opened:
            yield self._problem("pairs", side, f"<{name}> '{key}' without its <{_OPEN[name]}>", identity)

    def _segments(self, segmented: Node, target: Node, identity: str) -> Iterator[Problem]:
        wanted, found = (
            [m.attributes.get("mid", "") for m in side.all() if m.name == "mrk" and m.attributes.get("mtype") == "seg"]
            for side in (segmented, target)
        )
        for mid in found:
            if mid not in wanted:
                yield self._problem("mid", target, f"segment mid='{mid}' is not in <seg-source>", identity)
        for mid, count in Counter(wanted).items():
            if count > 1:
                yield self._problem("mid", segmented, f"mid='{mid}' is used twice", identity)
        for mid in wanted if found else ():
            if mid not in found:
                yield self._problem("mid", target, f"segment mid='{mid}' of <seg-source> has no target", identity)

    def _codes(self, source: Node, target: Node, identity: str) -> Iterator[Problem]:
        one, other = (
            Counter((c.name, c.attributes.get("id", "")) for c in side.all() if c.name not in ("mrk", "sub"))
            for side in (source, target)
        )
        for name, key in sorted((one - other).keys()):
            yield self._problem("codes", target, f"the target lacks <{name} id='{key}'>", identity)
        for name, key in sorted((other - one).keys()):
            yield self._problem("codes", target, f"only the target has <{name} id='{key}'>", identity)
