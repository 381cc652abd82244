"""TMX 1.4b, the exchange format of translation memories.

Facts of the format: LISA/OSCAR, "TMX 1.4b Specification", 26 April 2005 (published by GALA). Written as a stream;
scores, findings and provenance travel as ``<prop type="x-…">``, which every tool passes over or keeps. Read as a
stream too: plain or packed, any encoding that XML declares, ``lang`` for ``xml:lang``; no entity is expanded, no DTD
and no network is touched.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from toolkit.errors import InputError
from toolkit.files import open_input
from toolkit.formats.base import WriteReport
from toolkit.formats.tmx_inline import SOURCE_INLINE, TARGET_INLINE, checked_inline, inline_of, segment_text
from toolkit.formats.xml_text import (
    LANGUAGE,
    attribute,
    clean_xml_text,
    counted_clean,
    escape,
    let_go,
    safe_events,
    same_language,
    take_property,
    to_properties,
    xml_errors,
)
from toolkit.units import Origin, TranslationUnit
from toolkit.version import __version__

__all__ = ["clean_xml_text", "read", "write"]


def write(
    units: Iterable[TranslationUnit], file: BinaryIO, source_language: str = "fr", target_language: str = "en"
) -> WriteReport:
    """Write units as one TMX file, streaming.

    The creation date is written only when ``SOURCE_DATE_EPOCH`` is set, so that equal units give equal bytes. Inline
    tags that a TMX brought along (properties ``source-inline`` and ``target-inline``) are written back where their text
    is still that of the unit.

    Args:
        units: any number; those with an empty side are left out, as TMX has no use for them.
        file: binary, written once from start to end.
        source_language: goes into the header; each unit names its own languages.
        target_language: likewise.

    Raises:
        InputError: ``SOURCE_DATE_EPOCH`` is not a number.
    """
    from lxml import etree

    header = {
        "creationtool": "bitext-toolkit",
        "creationtoolversion": __version__,
        "segtype": "sentence",
        "o-tmf": "bitext-jsonl",
        "adminlang": "en",
        "srclang": source_language,
        "datatype": "plaintext",
    }
    date = _date()
    if date:
        header["creationdate"] = date
    report = WriteReport()
    element = etree.Element("header", header)
    etree.SubElement(element, "prop", type="x-targetlang").text = counted_clean(target_language, report)
    file.write(b"<?xml version='1.0' encoding='utf-8'?>\n" + b'<tmx version="1.4">\n')
    file.write(etree.tostring(element, encoding="utf-8") + b"\n<body>\n")
    for unit in units:
        if not clean_xml_text(unit.source).strip() or not clean_xml_text(unit.target).strip():
            report.left_out += 1
            continue
        report.units += 1
        file.write(_unit_text(unit, source_language, target_language, report).encode())
    file.write(b"</body>\n</tmx>\n")
    return report


def _unit_text(unit: TranslationUnit, source_language: str, target_language: str, report: WriteReport) -> str:
    """A ``<tu>`` as text: building elements only to write them takes twice the time."""
    parts = [f"<tu tuid={attribute(counted_clean(unit.id, report))}" if unit.id else "<tu"]
    languages = unit.source_language or source_language, unit.target_language or target_language
    if languages[0] != source_language:
        parts.append(f" srclang={attribute(languages[0])}")
    parts.append(">")
    for name, value in to_properties(unit):
        parts.append(f"<prop type={attribute(clean_xml_text(name))}>{escape(counted_clean(value, report))}</prop>")
    sides = (unit.source, SOURCE_INLINE), (unit.target, TARGET_INLINE)
    for language, (text, inline) in zip(languages, sides, strict=True):
        content = checked_inline(unit.properties[inline], text) if inline in unit.properties else None
        if content is None:
            content = escape(counted_clean(text, report))
        parts.append(f"<tuv xml:lang={attribute(language)}><seg>{content}</seg></tuv>")
    parts.append("</tu>\n")
    return "".join(parts)


def _date() -> str | None:
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return None
    try:
        return time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(int(epoch)))
    except (ValueError, OverflowError, OSError):
        raise InputError(f"SOURCE_DATE_EPOCH is '{epoch}'; set it to seconds since 1970 or unset it") from None


def read(
    path: Path, source_language: str | None = None, target_language: str | None = None
) -> Iterator[TranslationUnit]:
    """Read units one at a time; memory does not grow with the file.

    Args:
        path: TMX 1.1 to 1.4, plain or packed.
        source_language: wanted source; None for the header's ``srclang`` or else the first variant of each unit.
        target_language: wanted target; None for every variant that is not the source, one unit each.

    Yields:
        Units with their texts: the native code in inline tags is dropped, marked text and the text in foreign elements
        is kept, and the tags themselves are kept in the properties ``source-inline`` and ``target-inline``. Languages
        match without regard to case, and ``fr`` also matches ``fr-FR``. Variants of other languages and units without
        the source are passed over.

    Raises:
        InputError: the file cannot be read or is not well-formed TMX, with the line.
    """
    number = 0
    with open_input(path) as file, xml_errors(path, "XML"):
        header_language = ""
        events = safe_events(file, ("header", "tu"))
        for _, element in events:
            if element.tag == "header":
                header_language = element.get("srclang", "")
                continue
            number += 1
            own = element.get("srclang") or header_language
            wanted = source_language or ("" if own == "*all*" else own)
            yield from _units_of(element, number, wanted, target_language)
            let_go(element)
        if events.root is None or events.root.tag != "tmx":
            raise InputError(f"{path}: not TMX (the root element is not <tmx>)")


def _units_of(element: Any, number: int, source: str, target: str | None) -> Iterator[TranslationUnit]:
    variants = []
    props = []
    for variant in element:
        if variant.tag == "prop":
            props.append((variant.get("type", ""), variant.text or ""))
        if variant.tag != "tuv":
            continue
        segment = variant[-1] if len(variant) and variant[-1].tag == "seg" else variant.find("seg")
        language = variant.get(LANGUAGE) or variant.get("lang") or ""
        text = "" if segment is None else segment_text(segment)
        variants.append((language, text, None if segment is None or not len(segment) else inline_of(segment)))
    first = next((v for v in variants if not source or same_language(v[0], source)), None)
    if first is None:
        return
    others = [v for v in variants if v is not first and (target is None or same_language(v[0], target))]
    for place, (language, text, inline) in enumerate(others):
        identity = element.get("tuid") or str(number)
        unit = TranslationUnit(
            id=identity if place == 0 else f"{identity}/{language}",
            source=first[1],
            target=text,
            source_language=first[0],
            target_language=language,
            origin=Origin.HUMAN,
        )
        for name, value in props:
            take_property(unit, name, value)
        for key, markup in ((SOURCE_INLINE, first[2]), (TARGET_INLINE, inline)):
            if markup:
                unit.properties[key] = markup
        yield unit
