"""TBX of both editions: ISO 30042:2008 (``martif``) and ISO 30042:2019 (``tbx``, data categories of either style)."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.validation.engine import Checker, Node, Row
from toolkit.validation.problems import Problem
from toolkit.validation.tbx_categories import LINKS, Told, category_rules, reference_rules, value_rules
from toolkit.validation.xliff1 import REMEMBERED

SPACE = "urn:iso:std:iso:30042:ed-2"
_DESCRIBED = "descrip|descripGrp|admin|adminGrp|transac|transacGrp|note|ref|xref|*"
_TYPED = "type! id xml:lang=lang target datatype"
_GROUPED = "id"
_PLACE = "xml:id id"
_MIXED = "(hi|foreign|bpt|ept|it|ph|sc|ec|*)* #"

#: Attributes and children of each element of both editions, as :mod:`toolkit.validation.engine` reads them.
TABLE: dict[str, tuple[str, str]] = {
    "martif": ("type! xml:lang!=lang", "martifHeader text"),
    "tbx": ("type! style=dca|dct xml:lang!=lang", "tbxHeader text"),
    "martifHeader": (_PLACE, "fileDesc encodingDesc? revisionDesc?"),
    "tbxHeader": (_PLACE, "fileDesc encodingDesc? revisionDesc?"),
    "fileDesc": (_PLACE, "titleStmt? publicationStmt? sourceDesc+"),
    "titleStmt": (f"{_PLACE} xml:lang=lang", "title note*"),
    "title": (f"{_PLACE} xml:lang=lang", "#"),
    "publicationStmt": (_PLACE, "p+"),
    "sourceDesc": (f"{_PLACE} xml:lang=lang", "p+"),
    "encodingDesc": (_PLACE, "(p|*)+"),
    "revisionDesc": (f"{_PLACE} xml:lang=lang", "change+"),
    "change": (f"{_PLACE} xml:lang=lang", "p+"),
    "p": (f"{_PLACE} type xml:lang=lang", _MIXED),
    "text": (_PLACE, "front? body back?"),
    "front": (_PLACE, "any"),
    "back": (_PLACE, "any"),
    "body": (_PLACE, "termEntry+"),
    "tbx body": (_PLACE, "conceptEntry+"),
    "termEntry": (_PLACE, f"({_DESCRIBED})* langSet+"),
    "conceptEntry": (_PLACE, f"({_DESCRIBED})* langSec+"),
    "langSet": (f"{_PLACE} xml:lang!=lang", f"({_DESCRIBED})* (tig|ntig)+"),
    "langSec": (f"{_PLACE} xml:lang!=lang", f"({_DESCRIBED})* termSec+"),
    "tig": (_PLACE, f"term termNote* ({_DESCRIBED})*"),
    "ntig": (_PLACE, f"termGrp ({_DESCRIBED})*"),
    "termGrp": (_PLACE, "term (termNote|termNoteGrp)* termCompList*"),
    "termSec": (_PLACE, f"term (termNote|termNoteGrp|{_DESCRIBED})*"),
    "term": (f"{_PLACE}", _MIXED),
    "termNote": (_TYPED, _MIXED),
    "termNoteGrp": (_GROUPED, "(termNote|*) (termNote|admin|adminNote|note|ref|transac|xref|*)*"),
    "termCompList": (f"type! {_GROUPED}", "any"),
    "descrip": (_TYPED, _MIXED),
    "descripGrp": (_GROUPED, "(descrip|*) (descripNote|admin|adminGrp|transacGrp|note|ref|xref|*)*"),
    "descripNote": (_TYPED, _MIXED),
    "admin": (_TYPED, _MIXED),
    "adminGrp": (_GROUPED, "(admin|*) (adminNote|note|ref|xref|*)*"),
    "adminNote": (_TYPED, _MIXED),
    "transac": (_TYPED, _MIXED),
    "transacGrp": (_GROUPED, "(transac|*) (transacNote|date|note|ref|xref|*)*"),
    "transacNote": (_TYPED, _MIXED),
    "date": ("id", "#"),
    "note": (f"{_PLACE} xml:lang=lang type", _MIXED),
    "ref": ("type id xml:lang=lang datatype target", "#"),
    "xref": ("type id xml:lang=lang datatype target!", "#"),
}
#: Rule to (severity, what it asks).
RULES: dict[str, tuple[str, str]] = {
    "well-formed": ("error", "the file is well-formed XML"),
    "root": ("error", "the root element is <martif> or <tbx>"),
    "structure": ("error", "elements are those of ISO 30042, in their order"),
    "attribute-missing": ("error", "each element has the attributes that it needs"),
    "attribute-unknown": ("error", "attributes are those of ISO 30042"),
    "attribute-value": ("error", "attributes have the values of ISO 30042"),
    "entity": ("warning", "text stands in the file itself: many tools drop what an entity stands for"),
    "duplicate-id": ("error", "ids are unique in the file"),
    "target": ("error", "the target of a ref, a descrip or a link between terms is an id of the file"),
    "reference": ("error", "a <ref> has a target in the file, an <xref> an address outside of it"),
    "empty-term": ("error", "a <term> has a text"),
    "duplicate-language": ("error", "a concept has one section a language"),
    "repeated-language": ("warning", "a concept has one section a language, with all of its terms"),
    "picklist": ("warning", "administrativeStatus, partOfSpeech and the like have the values of the dialect"),
    "category": ("warning", "types are data categories of TBX, each on its element; others begin with x-"),
    "id-missing": ("warning", "concepts have ids, so that others can refer to them"),
}
_SPACES = (SPACE, "")
_CONSTRAINTS = ("XCSURI", "DCSName", "XCSName", "XCSContent")
# Others point into back matter that files leave out.
_POINTING = frozenset({"ref", "descrip"})


class Tbx(Checker):
    """Either edition, in either style."""

    format = "tbx"
    table = TABLE

    def __init__(self) -> None:
        self._ids: set[int] = set()
        self._wanted: dict[int, Problem] = {}
        self._new = False
        self._dialect = ""

    def name(self, node: Node) -> str:
        """Its own; ``*`` for a data category as an element."""
        return node.name if node.space in _SPACES else "*"

    def row(self, node: Node, parent: Node | None) -> Row | None:
        """See :data:`TABLE`."""
        if parent is None:
            self._new, self._dialect = node.name == "tbx", node.attributes.get("type", "")
        return self.row_called("tbx body" if self._new and node.name == "body" else self.name(node))

    def is_unit(self, node: Node) -> bool:
        """A concept."""
        return node.name in ("termEntry", "conceptEntry")

    def unit(self, node: Node) -> Iterator[Problem]:
        """Everything about a concept."""
        identity = node.attributes.get("id", "")
        if not identity:
            yield self._problem("id-missing", node, f"a <{node.name}> without id", "")
        languages: set[str] = set()
        for one in (node, *node.all()):
            yield from self._identity(one, identity)
            if one.name in ("langSet", "langSec"):
                language = one.attributes.get("xml:lang", "").lower()
                if language in languages:
                    rule = "duplicate-language" if one.name == "langSec" else "repeated-language"
                    yield self._problem(rule, one, f"a second <{one.name}> in '{language}'", identity)
                languages.add(language)
            elif one.name == "term" and not one.whole_text().strip():
                yield self._problem("empty-term", one, "a <term> without text", identity)
            else:
                yield from self._told(self._about(one), identity)

    def passed(self, node: Node, holder: Node) -> Iterator[Problem]:
        """Ids in back matter, to which concepts refer."""
        yield from self._identity(node, "")

    def end(self, node: Node) -> Iterator[Problem]:
        """Ids outside of concepts, and whether the file names constraints of its own, with categories of its own."""
        if node.name == "p" and node.attributes.get("type") in _CONSTRAINTS:
            name = node.text.strip().replace("\\", "/").rpartition("/")[2]
            if name and not name.lower().startswith("tbx"):
                self._dialect = name
        yield from self._identity(node, "")

    def _identity(self, node: Node, unit: str) -> Iterator[Problem]:
        own = node.attributes.get("id") or node.attributes.get("xml:id")
        if own and len(self._ids) < REMEMBERED:
            if hash(own) in self._ids:
                yield self._problem("duplicate-id", node, f"id '{own}' was used before", unit)
            self._ids.add(hash(own))
        target = node.attributes.get("target")
        points = node.name in _POINTING or (node.name == "termNote" and node.attributes.get("type") in LINKS)
        if target and points and "://" not in target and len(self._wanted) < REMEMBERED:
            problem = self._problem("target", node, f"target='{target}' of <{node.name}>", unit)
            self._wanted.setdefault(hash(target.removeprefix("#")), problem)

    def _told(self, told: Told, unit: str) -> Iterator[Problem]:
        for rule, node, message in told:
            yield self._problem(rule, node, message, unit)

    def _about(self, node: Node) -> Told:
        """Data categories and references."""
        category = node.attributes.get("type", "") if self.name(node) != "*" else node.name
        yield from category_rules(node, self._dialect, _SPACES)
        yield from value_rules(category, node, self._dialect)
        if node.space in _SPACES:
            yield from reference_rules(node)

    def finish(self) -> Iterator[Problem]:
        """References to ids that never came; silent where there were too many ids to remember."""
        if len(self._ids) < REMEMBERED:
            for wanted, problem in self._wanted.items():
                if wanted not in self._ids:
                    yield problem
