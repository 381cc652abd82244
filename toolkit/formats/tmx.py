"""TMX 1.4b, the exchange format of translation memories.

Facts of the format: LISA/OSCAR, "TMX 1.4b Specification", 26 April 2005 (published by GALA). Written as a stream, in
level 1 (plain text); scores, findings and provenance travel as ``<prop type="x-…">``, which every tool passes over
or keeps. Read as a stream too: plain or gzip, any encoding that XML declares, ``lang`` for ``xml:lang``; no
entity is expanded, no DTD and no network is touched.
"""

from __future__ import annotations

import gzip
import os
import re
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from toolkit import __version__
from toolkit.errors import InputError
from toolkit.units import Finding, Origin, TranslationUnit

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_CODE = frozenset({"bpt", "ept", "it", "ph", "ut"})
# Characters that XML 1.0 cannot hold, in any form.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean_xml_text(text: str) -> str:
    """Remove the characters that XML 1.0 forbids."""
    return _FORBIDDEN.sub("", text)


def write(
    units: Iterable[TranslationUnit], file: BinaryIO, source_language: str = "fr", target_language: str = "en"
) -> int:
    """Write units as one TMX file, streaming.

    The creation date is written only when ``SOURCE_DATE_EPOCH`` is set, so that equal units give equal bytes.

    Args:
        units: any number; those with an empty side are passed over, as TMX has no use for them.
        file: binary, written once from start to end.
        source_language: goes into the header; each unit names its own languages.
        target_language: likewise.

    Returns:
        Number of units written.

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
    count = 0
    with etree.xmlfile(file, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element("tmx", version="1.4"):
            xml.write("\n")
            element = etree.Element("header", header)
            _add_prop(element, "x-targetlang", target_language)
            xml.write(element)
            xml.write("\n")
            with xml.element("body"):
                xml.write("\n")
                for unit in units:
                    if not unit.source.strip() or not unit.target.strip():
                        continue
                    count += 1
                    xml.write(_unit_element(unit, source_language, target_language))
                    xml.write("\n")
            xml.write("\n")
    file.write(b"\n")
    return count


def _props(unit: TranslationUnit) -> list[tuple[str, str]]:
    props = [("x-document", unit.document), ("x-kind", unit.kind), ("x-origin", unit.origin.value)]
    props += [(f"x-score-{name}", f"{value:.4f}") for name, value in unit.scores.items()]
    props += [("x-finding", f"{f.check}: {f.reason}") for f in unit.findings]
    props += [(f"x-{name}", value) for name, value in unit.properties.items()]
    return [(name, value) for name, value in props if value]


def _unit_element(unit: TranslationUnit, source_language: str, target_language: str) -> Any:
    from lxml import etree

    element = etree.Element("tu", tuid=clean_xml_text(unit.id))
    for name, value in _props(unit):
        _add_prop(element, name, value)
    for language, text in (
        (unit.source_language or source_language, unit.source),
        (unit.target_language or target_language, unit.target),
    ):
        variant = etree.SubElement(element, "tuv", {_LANGUAGE: language})
        etree.SubElement(variant, "seg").text = clean_xml_text(text)
    return element


def _add_prop(parent: Any, name: str, value: str) -> None:
    from lxml import etree

    etree.SubElement(parent, "prop", type=clean_xml_text(name)).text = clean_xml_text(value)


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
        path: TMX 1.1 to 1.4, plain or ``.gz``.
        source_language: wanted source; None for the header's ``srclang`` or else the first variant of each unit.
        target_language: wanted target; None for every variant that is not the source, one unit each.

    Yields:
        Units with their texts; inline tags and the native code in them are dropped, marked text is kept. Languages
        match without regard to case, and ``fr`` also matches ``fr-FR``. Variants of other languages and units without
        the source are passed over.

    Raises:
        InputError: the file cannot be read or is not well-formed TMX, with the line.
    """
    from lxml import etree

    number = 0
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            header_language = ""
            events = etree.iterparse(
                file, events=("end",), tag=("header", "tu"), resolve_entities=False, no_network=True, load_dtd=False
            )
            for _, element in events:
                if element.tag == "header":
                    header_language = element.get("srclang", "")
                    continue
                number += 1
                wanted = source_language or ("" if header_language == "*all*" else header_language)
                yield from _units_of(element, number, wanted, target_language)
                element.clear()
                parent = element.getparent()
                while parent is not None and element.getprevious() is not None:
                    del parent[0]
            if events.root is None or events.root.tag != "tmx":
                raise InputError(f"{path}: not TMX (the root element is not <tmx>)")
    except etree.XMLSyntaxError as error:
        raise InputError(f"{path}, line {error.lineno}: not well-formed XML ({error.msg}); mend the file") from None
    except (OSError, EOFError) as error:
        raise InputError(f"{path}: cannot be read ({error})") from None


def _units_of(element: Any, number: int, source: str, target: str | None) -> Iterator[TranslationUnit]:
    variants = []
    for variant in element.iterfind("tuv"):
        segment = variant.find("seg")
        language = variant.get(_LANGUAGE) or variant.get("lang") or ""
        variants.append((language, "" if segment is None else _text(segment)))
    first = next((v for v in variants if not source or _matches(v[0], source)), None)
    if first is None:
        return
    props = [(p.get("type", ""), p.text or "") for p in element.iterfind("prop")]
    others = [v for v in variants if v is not first and (target is None or _matches(v[0], target))]
    for place, (language, text) in enumerate(others):
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
            _take_prop(unit, name, value)
        yield unit


def _text(element: Any) -> str:
    """Text of a segment: native code in tags such as ``bpt`` is no text, but a ``sub`` in it is."""
    parts = [element.text or ""] if element.tag not in _CODE else []
    for child in element:
        parts.append(_text(child) if isinstance(child.tag, str) else "")
        if element.tag not in _CODE:
            parts.append(child.tail or "")
    return "".join(parts)


def _take_prop(unit: TranslationUnit, name: str, value: str) -> None:
    if name == "x-document":
        unit.document = value
    elif name == "x-kind":
        unit.kind = value
    elif name == "x-origin" and value in set(Origin):
        unit.origin = Origin(value)
    elif name == "x-finding":
        check, _, reason = value.partition(": ")
        unit.findings.append(Finding(check, reason))
    elif name.startswith("x-score-"):
        with suppress(ValueError):
            unit.scores[name.removeprefix("x-score-")] = float(value)
            return
    elif name:
        unit.properties[name.removeprefix("x-")] = value


def _matches(language: str, wanted: str) -> bool:
    language, wanted = language.lower().replace("_", "-"), wanted.lower().replace("_", "-")
    return language == wanted or language.split("-")[0] == wanted
