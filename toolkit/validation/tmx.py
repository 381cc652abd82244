"""Validating TMX as a stream: well-formed, structured as TMX 1.4b says, and the rules that its DTD cannot express.

Facts: "TMX 1.4b Specification", LISA/OSCAR 2005; language tags after BCP 47 (RFC 5646); the limit of 2,000 characters
is that of Trados.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from toolkit.files import open_input
from toolkit.formats.tmx_inline import segment_text
from toolkit.formats.xml_text import LANGUAGE, Entities, let_go, local, safe_events, without_namespace
from toolkit.languages.tags import is_tag
from toolkit.validation.problems import RULES_OF, Problem

#: Rule to (severity, what it asks).
RULES: dict[str, tuple[str, str]] = {
    "well-formed": ("error", "the file is well-formed XML"),
    "root": ("error", "the root element is <tmx> of a version from 1.1 to 1.4, holding <header> and <body>"),
    "structure": ("error", "elements and attributes are those of TMX 1.4b, in their order"),
    "lang-missing": ("error", "each <tuv> has xml:lang"),
    "lang-attribute": ("error", "languages stand in xml:lang, not in lang (version 1.4)"),
    "lang-code": ("error", "language codes are tags of BCP 47"),
    "date": ("error", "dates are YYYYMMDDThhmmssZ"),
    "count": ("error", "usagecount is a whole number"),
    "srclang": ("error", "each <tu> has a <tuv> in its source language, unless that is *all*"),
    "pairs": ("error", "each <bpt> has its <ept> of the same i after it in the segment, and the other way round"),
    "duplicate-i": ("error", "no i is used twice in a segment"),
    "number-x": ("error", "x and i are whole numbers"),
    "duplicate-x": ("error", "no x is used twice for one kind of element in a segment"),
    "matching-x": ("warning", "the variants of a unit use the same x"),
    "empty": ("warning", "segments are not empty"),
    "duplicate-language": ("warning", "no two variants of a unit are in one language"),
    "long": ("warning", "segments have at most 2,000 characters; Trados refuses longer ones"),
    "deprecated": ("warning", "<ut> is deprecated"),
    "duplicate-tuid": ("warning", "no tuid is used twice"),
    "entity": ("warning", "text stands in the file itself: many tools drop what an entity stands for"),
    "unknown-entity": ("error", "the text of each entity is declared in the file"),
    "namespace": ("warning", "TMX has no namespace"),
    "prop-type": ("warning", "own property types begin with x-"),
}
_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z")
_DATES = ("creationdate", "changedate", "lastusagedate")
LONGEST = 2_000
#: Ids remembered to find doubles; past it, that rule is silent: memory must not grow with the file.
REMEMBERED = 1_000_000


RULES_OF["tmx"] = RULES


def validate_tmx(path: Path, version: str | None = None) -> Iterator[Problem]:
    """Check a TMX file; memory does not grow with it.

    Args:
        path: plain or packed.
        version: take the file for this version instead of the one that it names.

    Yields:
        Problems as they come; none from a valid file. After one of ``well-formed`` nothing follows.

    Raises:
        InputError: the file cannot be read at all.
    """
    from lxml import etree

    with open_input(path) as file:
        state = _State(version, Entities(path))
        try:
            for event, element in safe_events(file, events=("start", "end")):
                yield from state.start(element) if event == "start" else state.end(element)
        except etree.XMLSyntaxError as error:
            yield Problem("well-formed", error.lineno or 0, state.unit, str(error.msg))
            return
        except RecursionError:
            yield Problem("structure", 0, state.unit, "tags nested hundreds deep")
            return
        yield from state.finish()


class _State:
    """What must be known across units."""

    def __init__(self, version: str | None, entities: Entities) -> None:
        self.unit = 0
        self._entities = entities
        self._version = version
        self._header_language = ""
        self._seen: list[str] = []
        self._tuids: set[int] = set()

    def start(self, element: Any) -> Iterator[Problem]:
        parent = element.getparent()
        if isinstance(element.tag, str) and element.tag.startswith("{"):
            if parent is None:
                name = element.tag.partition("}")[0].removeprefix("{")
                yield Problem("namespace", element.sourceline or 0, 0, f"namespace '{name}'")
            if parent is None or parent.getparent() is None:
                element.tag = local(element.tag)
        if parent is None:
            version = self._version or element.get("version", "")
            if element.tag != "tmx":
                yield Problem("root", element.sourceline or 0, 0, f"the root element is <{local(element.tag)}>")
            elif version not in ("1.1", "1.2", "1.3", "1.4"):
                yield Problem("root", element.sourceline or 0, 0, f"version is '{version}', not 1.1 to 1.4")
            self._version = version
        elif parent.getparent() is None:
            self._seen.append(str(element.tag))
            if element.tag not in ("header", "body"):
                yield Problem(
                    "root", element.sourceline or 0, 0, f"<{local(element.tag)}> stands beside header and body"
                )

    def end(self, element: Any) -> Iterator[Problem]:
        parent = element.getparent()
        if parent is None:
            return
        if element.tag == "header" or parent.tag == "body":
            without_namespace(element)
            for child in element:
                without_namespace(child)
            yield from self._references(element)
        if element.tag == "header" and parent.tag == "tmx":
            yield from self._structure(element)
            yield from self._dates(element)
            self._header_language = element.get("srclang", "")
            for name in ("adminlang", "srclang"):
                code = element.get(name)
                if code is not None and not (name == "srclang" and code == "*all*"):
                    yield from self._code(element, code)
            yield from self._props(element)
        elif parent.tag == "body":
            if element.tag != "tu":
                yield self._problem(
                    "structure", element, f"<{local(element.tag)}> in <body>, only <tu> may stand there"
                )
            else:
                self.unit += 1
                yield from self._tu(element)
            let_go(element)

    def _references(self, element: Any) -> Iterator[Problem]:
        from lxml import etree

        for reference in element.iter(etree.Entity):
            known = self._entities.value(reference, reference.name) is not None
            unit = self.unit + (element.tag == "tu")
            line = reference.sourceline or element.sourceline or 0
            yield Problem("entity" if known else "unknown-entity", line, unit, f"the entity '{reference.name}'")
            if not known:
                return
        self._entities.put_into(element)

    def finish(self) -> Iterator[Problem]:
        if self._seen[:2] != ["header", "body"] or len(self._seen) > 2:
            found = ", ".join(f"<{s}>" for s in self._seen) or "nothing"
            yield Problem("root", 0, 0, f"<tmx> must hold <header> and <body>, it holds {found}")

    def _problem(self, rule: str, element: Any, message: str) -> Problem:
        return Problem(rule, element.sourceline or 0, self.unit, message)

    def _structure(self, element: Any) -> Iterator[Problem]:
        grammar = _grammar()
        if not grammar.validate(element):
            told: set[str] = set()
            for error in grammar.error_log:
                # The library repeats itself on the way out of nested elements; the innermost says most.
                if error.message not in told and len(told) < 3:
                    told.add(error.message)
                    yield Problem("structure", error.line or element.sourceline or 0, self.unit, error.message)

    def _dates(self, element: Any) -> Iterator[Problem]:
        for name in _DATES:
            value = element.get(name)
            if value is not None and not _is_date(value):
                yield self._problem("date", element, f"{name} is '{value}'")
        count = element.get("usagecount")
        if count is not None and not count.isdecimal():
            yield self._problem("count", element, f"usagecount is '{count}'")

    def _code(self, element: Any, code: str) -> Iterator[Problem]:
        if not is_tag(code):
            yield self._problem("lang-code", element, f"'{code}' is no language tag")

    def _props(self, element: Any) -> Iterator[Problem]:
        for prop in element.iterfind("prop"):
            name = prop.get("type", "")
            if name and not name.startswith("x-"):
                yield self._problem("prop-type", prop, f"property type '{name}' does not begin with x-")

    def _tu(self, element: Any) -> Iterator[Problem]:
        yield from self._structure(element)
        yield from self._dates(element)
        yield from self._props(element)
        tuid = element.get("tuid")
        if tuid is not None and len(self._tuids) < REMEMBERED:
            if hash(tuid) in self._tuids:
                yield self._problem("duplicate-tuid", element, f"tuid '{tuid}' was used before")
            self._tuids.add(hash(tuid))
        languages: list[str] = []
        marks: list[set[tuple[str, str]]] = []
        for variant in element.iterfind("tuv"):
            yield from self._dates(variant)
            code = variant.get(LANGUAGE)
            if variant.get("lang") is not None and self._version == "1.4":
                yield self._problem("lang-attribute", variant, f"lang='{variant.get('lang')}', xml:lang is wanted")
            code = code or variant.get("lang")
            if not code:
                yield self._problem("lang-missing", variant, "<tuv> without xml:lang")
            else:
                yield from self._code(variant, code)
                if code.lower() in languages:
                    yield self._problem("duplicate-language", variant, f"a second variant in '{code}'")
                languages.append(code.lower())
            segment = variant.find("seg")
            if segment is not None:
                used: set[tuple[str, str]] = set()
                yield from self._segment(segment, used)
                marks.append(used)
        if any(used != marks[0] for used in marks):
            yield self._problem("matching-x", element, "the variants do not use the same x")
        source = (element.get("srclang") or self._header_language).lower()
        if source and source != "*all*" and languages and source not in languages:
            yield self._problem("srclang", element, f"no variant in the source language '{source}'")

    def _segment(self, segment: Any, used: set[tuple[str, str]]) -> Iterator[Problem]:
        text = segment_text(segment)
        if not text.strip() and not len(segment):
            yield self._problem("empty", segment, "an empty segment")
        if len(text) > LONGEST:
            yield self._problem("long", segment, f"{len(text)} characters")
        opened: list[str] = []
        begun: Counter[str] = Counter()
        for code in segment.iterdescendants():
            name = local(code.tag)
            if name == "ut":
                yield self._problem("deprecated", code, "<ut>; use <ph>, or <bpt> and <ept>")
            for attribute in ("i", "x"):
                value = code.get(attribute)
                if value is not None and not value.isdecimal():
                    yield self._problem("number-x", code, f"{attribute} is '{value}'")
            mark = code.get("x")
            if mark is not None:
                if (name, mark) in used:
                    yield self._problem("duplicate-x", code, f"x='{mark}' is used twice for <{name}>")
                used.add((name, mark))
            number = code.get("i", "")
            if name == "bpt":
                begun[number] += 1
                if begun[number] > 1:
                    yield self._problem("duplicate-i", code, f"i='{number}' is used twice")
                opened.append(number)
            elif name == "ept":
                if number in opened:
                    opened.remove(number)
                else:
                    yield self._problem("pairs", code, f"<ept i='{number}'> without its <bpt> before it")
        for number in opened:
            yield self._problem("pairs", segment, f"<bpt i='{number}'> without its <ept>")


def _is_date(value: str) -> bool:
    match = _DATE.fullmatch(value)
    if not match:
        return False
    from datetime import datetime

    try:
        datetime(*map(int, match.groups()))  # type: ignore[arg-type]
    except ValueError:
        return False
    return True


@cache
def _grammar() -> Any:
    from lxml import etree

    text = resources.files("toolkit.validation").joinpath("data/tmx14.rng").read_bytes()
    return etree.RelaxNG(etree.fromstring(text))
