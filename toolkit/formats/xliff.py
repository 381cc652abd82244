"""XLIFF 1.2 (OASIS, 2008): a ``<file>`` for each document, a ``<trans-unit>`` for each unit. Reads 1.2 and 2.x.

State of the target: ``needs-review-translation`` where a check found something, ``translated`` for a machine's text,
``final`` for a person's. Scores, findings and properties are notes, ``from`` naming them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, BinaryIO

from toolkit.errors import InputError
from toolkit.files import open_input
from toolkit.formats.base import WriteReport
from toolkit.formats.xml_text import (
    LANGUAGE,
    SPACE,
    clean_xml_text,
    counted_clean,
    let_go,
    local,
    safe_events,
    take_property,
    to_properties,
    xml_errors,
)
from toolkit.units import Origin, TranslationUnit

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
#: Elements whose content is native code or nothing: version 1.2, then 2.x.
_CODE = frozenset({"bpt", "ept", "it", "ph", "x", "bx", "ex", "sc", "ec", "sm", "em"})
_HUMAN = frozenset({"final", "signed-off", "reviewed"})


def write(
    units: Iterable[TranslationUnit], file: BinaryIO, source_language: str = "fr", target_language: str = "en"
) -> WriteReport:
    """Write units, streaming; units of one document should stand together."""
    from lxml import etree

    report = WriteReport()
    with etree.xmlfile(file, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element(f"{{{NAMESPACE}}}xliff", version="1.2", nsmap={None: NAMESPACE}):
            key = lambda u: (u.document, u.source_language, u.target_language)  # noqa: E731
            for (document, source, target), group in groupby(units, key):
                attributes = {
                    "original": clean_xml_text(document) or "bitext",
                    "source-language": source or source_language,
                    "target-language": target or target_language,
                    "datatype": "plaintext",
                }
                xml.write("\n")
                with xml.element(f"{{{NAMESPACE}}}file", attributes), xml.element(f"{{{NAMESPACE}}}body"):
                    for unit in group:
                        report.units += 1
                        xml.write("\n")
                        xml.write(_unit_element(unit, report))
            xml.write("\n")
    file.write(b"\n")
    return report


def _unit_element(unit: TranslationUnit, report: WriteReport) -> Any:
    from lxml import etree

    def add(name: str, text: str, **attributes: str) -> None:
        etree.SubElement(element, f"{{{NAMESPACE}}}{name}", attributes).text = counted_clean(text, report)

    element = etree.Element(f"{{{NAMESPACE}}}trans-unit", {"id": str(report.units), SPACE: "preserve"})
    if unit.id:
        element.set("resname", clean_xml_text(unit.id))
    add("source", unit.source)
    add("target", unit.target, state=state_of(unit))
    for name, value in to_properties(unit):
        if name != "x-document":
            add("note", value, **{"from": clean_xml_text(name)})
    return element


def state_of(unit: TranslationUnit) -> str:
    """State of a target in the words of XLIFF 1.2."""
    if unit.origin is Origin.HUMAN:
        return "final"
    return "needs-review-translation" if unit.findings else "translated"


def read(
    path: Path, source_language: str | None = None, target_language: str | None = None
) -> Iterator[TranslationUnit]:
    """Read units of XLIFF 1.2, 2.0 or 2.1, one at a time; inline code is dropped, marked text kept.

    Units without a target have an empty one. Each segment of a unit of version 2 is a unit; ``alt-trans`` are not read.

    Raises:
        InputError: the file cannot be read or is not XLIFF, with the line.
    """
    with open_input(path) as file, xml_errors(path, "XML"):
        events = safe_events(file, events=("start", "end"))
        languages, document, number = ["", ""], "", 0
        for event, element in events:
            name = local(element.tag)
            if event == "start":
                if element.getparent() is None and name != "xliff":
                    raise InputError(f"{path}: not XLIFF (the root element is <{name}>)")
                if name == "xliff" and element.get("srcLang"):
                    languages = [element.get("srcLang", ""), element.get("trgLang", "")]
                elif name == "file":
                    document = element.get("original") or element.get("id") or ""
                    if element.get("source-language"):
                        languages = [element.get("source-language", ""), element.get("target-language", "")]
                continue
            if name == "trans-unit" or (name == "unit" and element.getparent() is not None):
                segments = [element] if name == "trans-unit" else [s for s in element if local(s.tag) == "segment"]
                for place, segment in enumerate(segments):
                    number += 1
                    unit = _unit_of(element, segment, number, place, document, languages)
                    if source_language:
                        unit.source_language = source_language
                    if target_language:
                        unit.target_language = target_language
                    yield unit
                let_go(element)


def _unit_of(
    element: Any, segment: Any, number: int, place: int, document: str, languages: list[str]
) -> TranslationUnit:
    found = {local(c.tag): c for c in reversed(segment) if isinstance(c.tag, str)}
    texts = [xliff_text(found[name]) if name in found else "" for name in ("source", "target")]
    identity = element.get("resname") or element.get("name") or element.get("id") or str(number)
    identity = identity if place == 0 else f"{identity}/{place + 1}"
    unit = TranslationUnit(identity, texts[0], texts[1], languages[0], languages[1])
    unit.document = document if document != "bitext" else ""
    for side in ("source", "target"):
        if side in found and found[side].get(LANGUAGE):
            setattr(unit, f"{side}_language", found[side].get(LANGUAGE))
    state = found["target"].get("state") if "target" in found else None
    if (state or segment.get("state")) in _HUMAN:
        unit.origin = Origin.HUMAN
    for note in element.iter():
        if local(note.tag) == "note":
            take_property(unit, note.get("from") or note.get("category") or "x-note", note.text or "")
    return unit


def xliff_text(element: Any) -> str:
    """Text of a source or target: native code is no text, marked text is; ``cp`` stands for its character."""
    name = local(element.tag)
    if name == "cp":
        try:
            return chr(int(element.get("hex", ""), 16))
        except (ValueError, OverflowError):
            return ""
    code = name in _CODE
    parts = [] if code else [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and (not code or local(child.tag) == "sub"):
            parts.append(xliff_text(child))
        if not code:
            parts.append(child.tail or "")
    return "".join(parts)
