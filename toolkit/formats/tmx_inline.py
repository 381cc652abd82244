"""Inline tags of TMX level 2: their text, and keeping them from file to file."""

from __future__ import annotations

from typing import Any

from toolkit.formats.xml_text import local

SOURCE_INLINE, TARGET_INLINE = "source-inline", "target-inline"
#: Elements whose content is native code, not text.
CODE = frozenset({"bpt", "ept", "it", "ph", "ut"})
INLINE = CODE | {"hi", "sub"}
_ATTRIBUTES = frozenset({"i", "x", "type", "pos", "assoc", "datatype"})


def segment_text(element: Any) -> str:
    """Text of a segment: native code in tags such as ``bpt`` is no text, nor is a ``sub`` in it, a text of its own."""
    if not len(element) and element.tag == "seg":
        return element.text or ""
    code = local(element.tag) in CODE
    parts = [] if code else [element.text or ""]
    for child in element:
        if code:
            break
        if isinstance(child.tag, str):
            parts.append(segment_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def inline_of(segment: Any) -> str | None:
    """Content of a segment with its tags, as XML; foreign elements give way to their text. None if no tag is left."""
    from lxml import etree

    root = etree.Element("seg")
    _copy(segment, root)
    if not len(root):
        return None
    text: str = etree.tostring(root, encoding="unicode")
    return text.removeprefix("<seg>").removesuffix("</seg>")


def _copy(element: Any, into: Any) -> None:
    _append(into, element.text)
    for child in element:
        if isinstance(child.tag, str) and child.tag in INLINE:
            # Other attributes, also such as no writer would take back, are not of TMX.
            made = into.makeelement(child.tag, {k: v for k, v in child.attrib.items() if k in _ATTRIBUTES})
            into.append(made)
            _copy(child, made)
        elif isinstance(child.tag, str):
            _copy(child, into)
        _append(into, child.tail)


def _append(element: Any, text: str | None) -> None:
    if not text:
        return
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def checked_inline(markup: str, text: str) -> str | None:
    """Kept tags as XML that can be written; None where they are none, or their text is not ``text`` any more."""
    from lxml import etree

    try:
        parsed = etree.fromstring(f"<seg>{markup}</seg>", etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        return None
    if segment_text(parsed) != text or any(e.tag not in INLINE for e in parsed.iterdescendants()):
        return None
    return inline_of(parsed)
