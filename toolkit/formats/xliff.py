"""XLIFF 1.2 (OASIS, 2008): a ``<file>`` for each document, a ``<trans-unit>`` for each unit. Reads 1.2 and 2.x.

State of the target: as the XLIFF has it that a unit comes from, none where it has none; of other units
``needs-review-translation`` where a check found something, ``translated`` for a machine's text, ``final`` for a
person's. Scores, findings and properties are notes, ``from`` naming them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, BinaryIO

from toolkit.errors import InputError
from toolkit.formats.base import WriteReport
from toolkit.formats.editing import APPROVED, TRANSLATE
from toolkit.formats.inline_convert import XLIFF_1, XLIFF_2, converted, with_references
from toolkit.formats.selection import tell, tell_structure
from toolkit.formats.tmx_inline import SOURCE_INLINE, TARGET_INLINE
from toolkit.formats.xliff_edit import ATTRIBUTES, XliffEditor, open_xliff, units_of
from toolkit.formats.xliff_losses import losses
from toolkit.formats.xliff_scan import FINISHED
from toolkit.formats.xml_text import (
    SPACE,
    clean_xml_text,
    counted_clean,
    is_note,
    notes_of,
    plain_name,
    to_properties,
)
from toolkit.units import Origin, TranslationUnit

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"


def write(units: Iterable[TranslationUnit], file: BinaryIO, source_language: str, target_language: str) -> WriteReport:
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
                    used: set[str] = set()
                    for unit in group:
                        report.units += 1
                        xml.write("\n")
                        xml.write(_unit_element(unit, _new_id(unit, used, report.units), report))
            xml.write("\n")
    file.write(b"\n")
    return report


def _new_id(unit: TranslationUnit, used: set[str], number: int) -> str:
    """The id of a unit, with a number behind it where another unit of the file has it."""
    wanted = identity = clean_xml_text(unit.id) or str(number)
    count = 1
    while identity in used:
        count += 1
        identity = f"{wanted}-{count}"
    used.add(identity)
    return identity


def _unit_element(unit: TranslationUnit, identity: str, report: WriteReport) -> Any:
    from lxml import etree

    def add(name: str, text: str, **attributes: str) -> None:
        etree.SubElement(element, f"{{{NAMESPACE}}}{name}", attributes).text = counted_clean(text, report)

    element = etree.Element(f"{{{NAMESPACE}}}trans-unit", {"id": identity}, {None: NAMESPACE})
    own = {key: value for key, value in unit.properties.items() if not is_note(key)}
    for name, value in [(k.removeprefix("unit@"), v) for k, v in own.items() if k.startswith("unit@")]:
        if name in ATTRIBUTES - {"name", "type"}:
            element.set(name, clean_xml_text(value))
    if own.get(TRANSLATE) == "no":
        element.set("translate", "no")
    if unit.target and (own.get(APPROVED) == "yes" or (unit.origin is Origin.HUMAN and "state" not in own)):
        element.set("approved", "yes")
    element.set(SPACE, "preserve")
    element.append(side_element(NAMESPACE, "source", unit.source, own.get(SOURCE_INLINE), XLIFF_1, report, {}))
    if unit.target or own.get(TARGET_INLINE):
        target = side_element(NAMESPACE, "target", unit.target, own.get(TARGET_INLINE), XLIFF_1, report, {})
        if own.get("state") != "":
            target.set("state", own["state"] if own.get("state") in STATES else state_of(unit))
        element.append(target)
    contexts = [(plain_name(k).removeprefix("context:"), v) for k, v in own.items() if k.startswith("context:")]
    if contexts:
        group = etree.SubElement(element, f"{{{NAMESPACE}}}context-group", purpose="location")
        for kind, text in contexts:
            context = etree.SubElement(group, f"{{{NAMESPACE}}}context", {"context-type": clean_xml_text(kind)})
            context.text = counted_clean(text, report)
    for author, text in notes_of(unit):
        add("note", text, **({"from": clean_xml_text(author)} if author else {}))
    for name, value in own_notes(unit):
        add("note", value, **{"from": clean_xml_text(name)})
    return element


STATES = frozenset(
    "new needs-translation needs-adaptation needs-l10n needs-review-translation needs-review-adaptation "
    "needs-review-l10n translated final signed-off".split()
)
_IN_ELEMENTS = ("unit@", "context:")


def own_notes(unit: TranslationUnit) -> list[tuple[str, str]]:
    """What a file has no element for, as names and values of notes, less what each unit is unless it says otherwise."""
    shown = {"x-document": "", "x-kind": "body", "x-origin": "", f"x-{TRANSLATE}": "no", f"x-{APPROVED}": "yes"}
    state = unit.properties.get("state", "final")
    told = clean_xml_text(unit.target).strip() and (state in FINISHED or unit.properties.get(APPROVED) == "yes")
    if unit.origin is Origin.HUMAN and not told:
        del shown["x-origin"]
    return [
        (name, value)
        for name, value in to_properties(unit)
        if not (name in shown and shown[name] in ("", value))
        and name != "x-state"
        and not name.removeprefix("x-").startswith(_IN_ELEMENTS)
    ]


def side_element(
    namespace: str, name: str, text: str, markup: str | None, form: str, report: WriteReport, data: dict[str, str]
) -> Any:
    """A source or target, with its inline codes where they are still those of the text.

    Args:
        namespace: of the format.
        name: of the element.
        text: of the side.
        markup: its text with inline codes of any format.
        form: see :func:`toolkit.formats.inline_convert.converted`.
        report: counts what is not carried.
        data: gets the native code of XLIFF 2.
    """
    from lxml import etree

    if markup is not None:
        made = converted(markup, text, form)
        if made is not None:
            made = with_references(made, data) if form == XLIFF_2 else made
            try:
                return etree.fromstring(
                    f'<{name} xmlns="{namespace}">{clean_xml_text(made)}</{name}>',
                    etree.XMLParser(resolve_entities=False, no_network=True),
                )
            except etree.XMLSyntaxError:
                pass
        report.notes["sides whose inline codes are not carried by xliff"] += 1
    element = etree.Element(f"{{{namespace}}}{name}")
    element.text = counted_clean(text, report)
    return element


def state_of(unit: TranslationUnit) -> str:
    """State of a target in the words of XLIFF 1.2."""
    if unit.origin is Origin.HUMAN:
        return "final"
    return "needs-review-translation" if unit.findings else "translated"


def read(
    path: Path, source_language: str | None = None, target_language: str | None = None
) -> Iterator[TranslationUnit]:
    """Read units of XLIFF 1.2, 2.0 or 2.1; inline code is no text, marked text is.

    A unit without a target, or with one in state ``new`` or ``needs-translation``, has an empty one. Each segment is a
    unit: of version 2 each ``<segment>``, of version 1.2 each ``<mrk mtype="seg">`` of its ``<seg-source>``. Notes,
    contexts, states and attributes of a unit become properties; ``alt-trans`` are counted only.

    Raises:
        InputError: the file cannot be read or is not XLIFF, with the line.
    """
    code, found = open_xliff(path)
    lost: Counter[str] = Counter()
    try:
        for _, _, unit in units_of(code, found, False, lost):
            yield unit
    except InputError as error:  # an entity without a text
        raise InputError(f"{path}: {error}") from None
    tell(path, lost)
    tell_structure(losses(found))


def edit(path: Path, source_language: str | None = None, target_language: str | None = None) -> XliffEditor:
    """Open an XLIFF to change its targets in place.

    Raises:
        InputError: the file cannot be read, is not XLIFF, or holds other languages only.
    """
    return XliffEditor(path, source_language, target_language)
