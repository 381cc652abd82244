"""XLIFF 2.1 (OASIS, 2018): one pair of languages a file, a ``<file>`` a document, a ``<unit>`` of one segment a unit.

State: ``final`` for a person's text, ``translated`` for a machine's, ``initial`` where there is none. Scores, findings
and properties are notes, ``category`` naming them. Characters that XML forbids are written as ``<cp>``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import count, groupby
from pathlib import Path
from typing import Any, BinaryIO

from toolkit.formats import xliff
from toolkit.formats.base import WriteReport
from toolkit.formats.editing import TRANSLATE
from toolkit.formats.inline_convert import XLIFF_2
from toolkit.formats.tmx_inline import SOURCE_INLINE, TARGET_INLINE
from toolkit.formats.xliff import own_notes, side_element
from toolkit.formats.xliff_edit import XliffEditor
from toolkit.formats.xliff_scan import NMTOKEN
from toolkit.formats.xml_text import SPACE, clean_xml_text, counted_clean, notes_of
from toolkit.units import Origin, TranslationUnit

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
STATES = frozenset(("initial", "translated", "reviewed", "final"))
_CONTROL = re.compile("([\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff])")


def write(units: Iterable[TranslationUnit], file: BinaryIO, source_language: str, target_language: str) -> WriteReport:
    """Write units of one pair of languages, streaming."""
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
                    used: set[str] = set()
                    for unit in group:
                        report.units += 1
                        xml.write("\n")
                        xml.write(_unit_element(unit, used, report))
            xml.write("\n")
    file.write(b"\n")
    return report


def _unit_element(unit: TranslationUnit, used: set[str], report: WriteReport) -> Any:
    from lxml import etree

    identity = unit.id if NMTOKEN.fullmatch(unit.id) and unit.id not in used else _other_id(unit.id, used, report.units)
    used.add(identity)
    element = etree.Element(f"{{{NAMESPACE}}}unit", {"id": identity}, {None: NAMESPACE})
    own = unit.properties
    name = own.get("unit@name") or (unit.id if identity != unit.id else "")
    if name:
        element.set("name", clean_xml_text(name))
    if own.get(TRANSLATE) == "no":
        element.set("translate", "no")
    element.set(SPACE, "preserve")
    props = [*notes_of(unit), *own_notes(unit)]
    if any(key.startswith(("context:", "unit@")) and key != "unit@name" for key in own):
        report.notes["units whose contexts or attributes are not carried by xliff2"] += 1
    if props:
        notes = etree.SubElement(element, f"{{{NAMESPACE}}}notes")
        for author, value in props:
            note = etree.SubElement(
                notes, f"{{{NAMESPACE}}}note", {"category": clean_xml_text(author)} if author else {}
            )
            note.text = counted_clean(value, report)
    native: dict[str, str] = {}
    segment = etree.Element(f"{{{NAMESPACE}}}segment", _state(unit))
    for side, text, inline in (("source", unit.source, SOURCE_INLINE), ("target", unit.target, TARGET_INLINE)):
        if side == "target" and not text and not own.get(inline):
            continue
        if inline in own:
            segment.append(side_element(NAMESPACE, side, text, own[inline], XLIFF_2, report, native))
        else:
            _fill(etree.SubElement(segment, f"{{{NAMESPACE}}}{side}"), text, report)
    if native:
        originals = etree.SubElement(element, f"{{{NAMESPACE}}}originalData")
        for code, name in native.items():
            _fill(etree.SubElement(originals, f"{{{NAMESPACE}}}data", {"id": name, SPACE: "preserve"}), code, report)
    element.append(segment)
    return element


def _other_id(identity: str, used: set[str], number: int) -> str:
    """An id that no unit of the file has, as like the one that cannot be written as may be."""
    plain = re.sub(r"[^\w.-]+", "-", identity, flags=re.ASCII).strip("-.")
    # A number alone may be the id of a unit that comes later.
    wanted = f"u{number}-{plain}" if plain else f"u{number}-"
    return next(name for n in count() if (name := wanted if not n else f"{wanted}-{n}") not in used)


def _state(unit: TranslationUnit) -> dict[str, str]:
    state = unit.properties.get("state")
    if not unit.target or state == "":
        # Such a segment has the state "initial" by default.
        return {} if unit.target else {"state": "initial"}
    if state in STATES:
        return {"state": state}
    return {"state": "final" if unit.origin is Origin.HUMAN else "translated"}


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


def edit(path: Path, source_language: str | None = None, target_language: str | None = None) -> XliffEditor:
    """Open an XLIFF to change its targets in place; see :func:`toolkit.formats.xliff.edit`."""
    return XliffEditor(path, source_language, target_language)
