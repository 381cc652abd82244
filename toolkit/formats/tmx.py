"""TMX 1.4b, the exchange format of translation memories.

Facts of the format: LISA/OSCAR, "TMX 1.4b Specification", 26 April 2005 (published by GALA). Written as a stream;
scores, findings and provenance travel as ``<prop type="x-…">``, which every tool passes over or keeps. Read as a
stream too: plain or packed, any encoding that XML declares, ``lang`` for ``xml:lang``, with or without a namespace;
entities that the file declares as plain text are put in, no other entity is expanded, no DTD and no network is touched.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from toolkit.errors import InputError
from toolkit.files import open_input
from toolkit.formats.base import WriteReport
from toolkit.formats.inline_convert import TMX, converted
from toolkit.formats.selection import tell
from toolkit.formats.tmx_inline import SOURCE_INLINE, TARGET_INLINE, checked_inline, inline_of, segment_text
from toolkit.formats.xml_text import (
    LANGUAGE,
    NOTE,
    Entities,
    add_property,
    attribute,
    clean_xml_text,
    counted_clean,
    escape,
    let_go,
    local,
    notes_of,
    plain_name,
    safe_events,
    take_property,
    to_properties,
    without_namespace,
    xml_errors,
)
from toolkit.languages.tags import canonical, closeness, same_language
from toolkit.units import Origin, PlaceId, TranslationUnit
from toolkit.version import __version__

__all__ = ["clean_xml_text", "edit", "read", "write"]
# Attributes of a unit and of a variant that go along as properties ``@name``, ``source@name`` and ``target@name``.
_ATTRIBUTES = frozenset(
    "o-encoding datatype usagecount lastusagedate creationtool creationtoolversion creationdate creationid changedate "
    "segtype changeid o-tmf".split()
)
_OF_VARIANT = _ATTRIBUTES - {"segtype"}


def write(units: Iterable[TranslationUnit], file: BinaryIO, source_language: str, target_language: str) -> WriteReport:
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
    kept = _kept(unit) if unit.properties else _NOTHING
    kept_names = {name for name, _ in kept["names"]}
    parts += [f" {name}={attribute(counted_clean(value, report))}" for name, value in kept["@"]]
    parts.append(">")
    if unit.properties:
        parts += [f"<note>{escape(counted_clean(text, report))}</note>" for _, text in notes_of(unit)]
    for name, value in to_properties(unit):
        if name.removeprefix("x-") not in kept_names:
            parts.append(f"<prop type={attribute(clean_xml_text(name))}>{escape(counted_clean(value, report))}</prop>")
    sides = ("source", unit.source, SOURCE_INLINE), ("target", unit.target, TARGET_INLINE)
    for language, (side, text, inline) in zip(languages, sides, strict=True):
        content = None
        if inline in unit.properties:
            made = converted(unit.properties[inline], text, TMX)
            content = checked_inline(made, text) if made is not None else None
        if content is None:
            if inline in unit.properties:
                report.notes["sides whose inline tags are not carried by tmx"] += 1
            content = escape(counted_clean(text, report))
        parts.append(f"<tuv xml:lang={attribute(language)}")
        parts += [f" {name}={attribute(counted_clean(value, report))}" for name, value in kept[f"{side}@"]]
        parts.append(">")
        for name, value in kept[side]:
            tag = "<note>" if name == NOTE else f"<prop type={attribute(clean_xml_text(name))}>"
            parts.append(f"{tag}{escape(counted_clean(value, report))}</{tag[1:5]}>")
        parts.append(f"<seg>{content}</seg></tuv>")
    parts.append("</tu>\n")
    return "".join(parts)


_Kept = dict[str, list[tuple[str, str]]]
_NOTHING: _Kept = {"@": [], "source@": [], "target@": [], "source": [], "target": [], "names": []}


def _kept(unit: TranslationUnit) -> _Kept:
    """What a unit brought along from a TMX: attributes of it and of its variants, notes and properties of these."""
    kept: _Kept = {name: [] for name in _NOTHING}
    for key, value in unit.properties.items():
        where, at, name = key.partition("@")
        known = _ATTRIBUTES if not where else _OF_VARIANT
        if at and where in ("", "source", "target") and name in known:
            kept[f"{where}@"].append((name, value))
        else:
            where, slash, name = plain_name(key).partition("/")
            if not slash or where not in ("source", "target"):
                continue
            kept[where].append((name, value))
        kept["names"].append((plain_name(key), ""))
    return kept


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
        is kept, and the tags themselves are kept in the properties ``source-inline`` and ``target-inline``. Of several
        variants that would do, the one whose language fits best counts, see
        :func:`toolkit.languages.tags.closeness`; two of one language make two units. Units without the source that the
        file names are left out and counted. Where no variant is in a wanted language, another comes instead: a
        :class:`toolkit.formats.selection.Selection` leaves it out and can tell of it.

    Raises:
        InputError: the file cannot be read or is not well-formed TMX, with the line.
    """
    number = 0
    lost: Counter[str] = Counter()
    entities = Entities(path)
    with open_input(path) as file, xml_errors(path, "XML"):
        header_language = ""
        events = safe_events(file, ("{*}header", "{*}tu"))
        for _, element in events:
            entities.put_into(element)
            without_namespace(element)
            if element.tag == "header":
                header_language = element.get("srclang", "")
                lost["notes and properties of the header, which a new file does not take over"] += sum(
                    local(child.tag) in ("note", "prop") and child.get("type") != "x-targetlang" for child in element
                )
                continue
            number += 1
            own = element.get("srclang") or header_language
            wanted = source_language or ("" if own == "*all*" else own)
            found = list(_units_of(element, number, wanted, target_language, source_language is not None))
            yield from found
            if not found:
                lost[_why_left_out(element, wanted, own)] += 1
            let_go(element)
        if events.root is None or local(events.root.tag) != "tmx":
            raise InputError(f"{path}: not TMX (the root element is not <tmx>)")
    tell(path, lost)


def _why_left_out(element: Any, wanted: str, own: str) -> str:
    """What a unit lacks that makes no pair."""
    languages = [canonical(v.get(LANGUAGE) or v.get("lang") or "") for v in element.iterfind("tuv")]
    if not languages:
        return "units without any text left out"
    if wanted and not any(closeness(language, wanted) for language in languages):
        return f"units without a variant in their source language '{own if own != '*all*' else wanted}' left out"
    return "units without a translation left out"


@dataclass(slots=True)
class _Variant:
    element: Any
    language: str
    text: str
    inline: str | None


def _units_of(
    element: Any, number: int, source: str, target: str | None, insist: bool = False
) -> Iterator[TranslationUnit]:
    variants = []
    for variant in element.iterfind("tuv"):
        segment = variant[-1] if len(variant) and variant[-1].tag == "seg" else variant.find("seg")
        language = canonical(variant.get(LANGUAGE) or variant.get("lang") or "")
        text = "" if segment is None else segment_text(segment)
        inline = None if segment is None or not len(segment) else inline_of(segment)
        variants.append(_Variant(variant, language, text, inline))
    sources = _fitting(variants, source, insist)
    others = [v for v in variants if v not in sources]
    targets = _fitting(others, target, True) if target is not None else others
    used: set[str] = set()
    for one in sources:
        for other in targets:
            identity = element.get("tuid") or PlaceId(number)
            if used:
                identity = _unused(f"{identity}/{other.language}", used)
            used.add(identity)
            unit = TranslationUnit(identity, one.text, other.text, one.language, other.language, origin=Origin.HUMAN)
            unit.line = element.sourceline or 0
            _take_along(unit, element, one, other)
            yield unit


def _fitting(variants: list[_Variant], wanted: str, insist: bool) -> list[_Variant]:
    """Variants in the language that fits best, all of them; where none fits, none, or with ``insist`` one to name."""
    if not variants:
        return []
    best = max(variants, key=lambda v: closeness(v.language, wanted)) if wanted else variants[0]
    if wanted and not closeness(best.language, wanted):
        if not insist:
            return []
        best = next((v for v in variants if same_language(v.language, wanted)), variants[0])
    return [v for v in variants if v.language == best.language]


def _unused(name: str, used: set[str]) -> str:
    number, free = 1, name
    while free in used:
        number += 1
        free = f"{name}/{number}"
    return free


def _take_along(unit: TranslationUnit, element: Any, source: _Variant, target: _Variant) -> None:
    """Attributes, notes and properties of a unit and of its two variants."""
    for key, markup in ((SOURCE_INLINE, source.inline), (TARGET_INLINE, target.inline)):
        if markup:
            unit.properties[key] = markup
    for name in element.keys():  # noqa: SIM118 -- an element is a list of elements
        if name in _ATTRIBUTES:
            unit.properties[f"@{name}"] = element.get(name)
    for child in element:
        if child.tag == "prop":
            name = child.get("type", "")
            if name.removeprefix("x-").startswith(("source/", "target/", "note#", "note:")):
                add_property(unit, name.removeprefix("x-"), child.text or "")
            else:
                take_property(unit, name, child.text or "")
        elif child.tag == "note":
            add_property(unit, NOTE, child.text or "")
    for side, variant in (("source", source.element), ("target", target.element)):
        for name in variant.keys():  # noqa: SIM118
            if name in _OF_VARIANT:
                unit.properties[f"{side}@{name}"] = variant.get(name)
        for child in variant:
            if child.tag == "prop" and child.get("type"):
                add_property(unit, f"{side}/{child.get('type')}", child.text or "")
            elif child.tag == "note":
                add_property(unit, f"{side}/{NOTE}", child.text or "")


def edit(path: Path, source_language: str | None = None, target_language: str | None = None) -> Any:
    """Open a TMX to change its targets in place; see :class:`toolkit.formats.tmx_edit.TmxEditor`.

    Raises:
        InputError: the file cannot be read, is not TMX, or has no unit in these languages.
    """
    from toolkit.formats.tmx_edit import TmxEditor

    return TmxEditor(path, source_language, target_language)
