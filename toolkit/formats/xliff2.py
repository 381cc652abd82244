"""XLIFF 2.1 (OASIS, 2018): one pair of languages a file, a ``<file>`` a document, a ``<unit>`` of one segment a unit.

State: ``final`` for a person's text, ``translated`` for a machine's, ``initial`` where a check found something. Scores,
findings and properties are notes, ``category`` naming them. Characters that XML forbids are written as ``<cp>``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, BinaryIO

from toolkit.formats import xliff
from toolkit.formats.base import WriteReport
from toolkit.formats.xml_text import SPACE, clean_xml_text, counted_clean, to_properties
from toolkit.units import Origin, TranslationUnit

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
_CONTROL = re.compile("([\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff])")


def write(
    units: Iterable[TranslationUnit], file: BinaryIO, source_language: str = "fr", target_language: str = "en"
) -> WriteReport:
    """Write units, streaming; those of another pair of languages are left out and counted."""
    from lxml import etree

    report = WriteReport()
    root = {"version": "2.1", "srcLang": source_language, "trgLang": target_language}
    with etree.xmlfile(file, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element(f"{{{NAMESPACE}}}xliff", root, nsmap={None: NAMESPACE}):
            for number, (document, group) in enumerate(groupby(units, lambda u: u.document), 1):
                attributes = {"id": f"f{number}", "original": clean_xml_text(document) or "bitext"}
                xml.write("\n")
                with xml.element(f"{{{NAMESPACE}}}file", attributes):
                    wrote = report.units
                    for unit in group:
                        pair = (unit.source_language or source_language, unit.target_language or target_language)
                        if pair != (source_language, target_language):
                            report.left_out += 1
                            report.notes["units of another pair of languages left out"] += 1
                            continue
                        report.units += 1
                        xml.write("\n")
                        xml.write(_unit_element(unit, report))
                    if report.units == wrote:  # a file must hold a unit
                        xml.write(_unit_element(TranslationUnit("", "", "", "", ""), report))
            xml.write("\n")
    file.write(b"\n")
    return report


def _unit_element(unit: TranslationUnit, report: WriteReport) -> Any:
    from lxml import etree

    element = etree.Element(f"{{{NAMESPACE}}}unit", {"id": f"u{report.units}", SPACE: "preserve"})
    if unit.id:
        element.set("name", clean_xml_text(unit.id))
    props = [(n, v) for n, v in to_properties(unit) if n != "x-document"]
    if props:
        notes = etree.SubElement(element, f"{{{NAMESPACE}}}notes")
        for name, value in props:
            note = etree.SubElement(notes, f"{{{NAMESPACE}}}note", category=clean_xml_text(name))
            note.text = counted_clean(value, report)
    state = "final" if unit.origin is Origin.HUMAN else "initial" if unit.findings else "translated"
    segment = etree.SubElement(element, f"{{{NAMESPACE}}}segment", state=state)
    for name, text in (("source", unit.source), ("target", unit.target)):
        _fill(etree.SubElement(segment, f"{{{NAMESPACE}}}{name}"), text, report)
    return element


def _fill(element: Any, text: str, report: WriteReport) -> None:
    from lxml import etree

    parts = _CONTROL.split(text)
    element.text = counted_clean(parts[0], report)
    for mark, after in zip(parts[1::2], parts[2::2], strict=True):
        code = etree.SubElement(element, f"{{{NAMESPACE}}}cp", hex=f"{ord(mark):04X}")
        code.tail = counted_clean(after, report)


def read(
    path: Path, source_language: str | None = None, target_language: str | None = None
) -> Iterator[TranslationUnit]:
    """Read units; see :func:`toolkit.formats.xliff.read`."""
    return xliff.read(path, source_language, target_language)
