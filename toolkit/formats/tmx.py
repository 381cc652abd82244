"""TMX 1.4b, the exchange format of translation memories.

Facts of the format: LISA/OSCAR, "TMX 1.4b Specification", 26 April 2005 (published by GALA). Written as a stream, in
level 1 (plain text); scores, findings and provenance travel as ``<prop type="x-…">``, which every tool passes over or
keeps. Reading comes with the corpus toolkit.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterable
from typing import Any, BinaryIO

from toolkit import __version__
from toolkit.errors import InputError
from toolkit.units import TranslationUnit

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
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
