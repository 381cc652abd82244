"""What XML formats have in common: text that XML can hold, safe parsers, elements let go once they are read."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from toolkit.errors import InputError
from toolkit.formats.base import WriteReport
from toolkit.units import Finding, Origin, TranslationUnit

# Characters that XML 1.0 cannot hold, in any form.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_ORIGINS = {origin.value: origin for origin in Origin}
REMOVED = "characters removed that XML forbids"


def clean_xml_text(text: str) -> str:
    """Remove the characters that XML 1.0 forbids."""
    # All of them are unprintable, which is quicker to ask.
    return text if text.isprintable() else _FORBIDDEN.sub("", text)


def counted_clean(text: str, report: WriteReport) -> str:
    """Remove the characters that XML 1.0 forbids, and count them."""
    if text.isprintable():
        return text
    clean, count = _FORBIDDEN.subn("", text)
    if count:
        report.notes[REMOVED] += count
    return clean


def escape(text: str) -> str:
    """Text as content of an element; a carriage return is escaped, since parsers read a bare one as a newline."""
    if "&" in text or "<" in text or ">" in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\r", "&#13;") if "\r" in text else text


def attribute(text: str) -> str:
    """Text as the value of an attribute, with its quotes."""
    text = escape(text)
    if not text.isprintable() or '"' in text:
        text = text.replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
    return f'"{text}"'


def safe_events(file: Any, tags: tuple[str, ...] | None = None, events: tuple[str, ...] = ("end",)) -> Any:
    """Parser that expands no entity, loads no DTD and asks no network; ``file`` is binary."""
    from lxml import etree

    parser: Any = etree.iterparse
    return parser(
        file, events=events, tag=tags, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True
    )


@contextmanager
def xml_errors(path: Path, what: str) -> Iterator[None]:
    """Turn errors of the parser into one that names file, line and reason.

    Raises:
        InputError: not well-formed.
    """
    from lxml import etree

    try:
        yield
    except etree.XMLSyntaxError as error:
        raise InputError(f"{path}, line {error.lineno}: not well-formed {what} ({error.msg}); mend the file") from None
    except etree.LxmlError as error:
        raise InputError(f"{path}: not {what} ({error}); mend the file") from None
    except RecursionError:
        raise InputError(f"{path}: tags nested hundreds deep; no sound tool writes that") from None


class Entities:
    """The entities that a file declares in itself as plain text, to be put in the place of their references.

    External entities, and such as hold markup or refer to others without end, are not followed: a reference to one is
    refused, for the words that it stands for would be missing.
    """

    _LONGEST = 10_000
    _DEEPEST = 8

    def __init__(self, path: Path) -> None:
        self._path = path
        self._declared: dict[str, str | None] | None = None
        self._has_doctype: bool | None = None

    def put_into(self, element: Any) -> None:
        """Put text in the place of each reference below an element.

        Raises:
            InputError: the text of one is not known, with the line and the name.
        """
        if self._has_doctype is None:
            self._has_doctype = element.getroottree().docinfo.internalDTD is not None
        if not self._has_doctype:
            return
        from lxml import etree

        for reference in list(element.iter(etree.Entity)):
            value = self.value(reference, reference.name)
            if value is None:
                line = reference.sourceline or reference.getparent().sourceline
                raise InputError(
                    f"{self._path}, line {line}: the text of the entity &{reference.name}; is not declared in the "
                    f"file; write the text in its place"
                )
            _replace(reference, value)

    def value(self, element: Any, name: str) -> str | None:
        """Text of an entity; None where it is not known or not plain."""
        if self._declared is None:
            dtd = element.getroottree().docinfo.internalDTD
            self._declared = declared_entities(dtd)
        return expanded(f"&{name};", self._declared, self._DEEPEST, self._LONGEST)


def declared_entities(dtd: Any) -> dict[str, str | None]:
    """Names of the general entities of an internal subset with their text as it is declared, None for external ones."""
    if dtd is None:
        return {}
    found: dict[str, str | None] = {}
    for entity in dtd.iterentities():
        found.setdefault(entity.name, entity.content if entity.orig is not None else None)
    return found


_REFERENCE = re.compile(r"&(#x[0-9a-fA-F]+|#[0-9]+|[^\s&;]+);")


def expanded(text: str, declared: Mapping[str, str | None], depth: int = 8, longest: int = 10_000) -> str | None:
    """Text with its references resolved; None where one is not declared, holds markup, or grows beyond the bounds."""
    parts, position = [], 0
    for match in _REFERENCE.finditer(text):
        name = match.group(1)
        if name.startswith("#") or name in _PREDEFINED:
            value: str | None = html.unescape(match.group())
        else:
            inner = declared.get(name)
            if inner is None or "<" in inner or depth == 0:
                return None
            value = expanded(inner, declared, depth - 1, longest)
        if value is None:
            return None
        parts += [text[position : match.start()], value]
        position = match.end()
        if sum(map(len, parts)) > longest:
            return None
    return "".join([*parts, text[position:]])


_PREDEFINED = frozenset({"amp", "lt", "gt", "quot", "apos"})


def _replace(node: Any, text: str) -> None:
    """Put text in the place of a node."""
    parent, before = node.getparent(), node.getprevious()
    whole = text + (node.tail or "")
    if before is not None:
        before.tail = (before.tail or "") + whole
    else:
        parent.text = (parent.text or "") + whole
    node.tail = None
    parent.remove(node)


def without_namespace(element: Any) -> None:
    """Take the namespace from an element and all below it: some tools write one where the format has none."""
    if isinstance(element.tag, str) and element.tag.startswith("{"):
        for one in element.iter():
            if isinstance(one.tag, str):
                one.tag = local(one.tag)


def let_go(element: Any) -> None:
    """Free an element that was read, and what came before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def local(tag: Any) -> str:
    """Name of an element without its namespace; empty for comments and the like."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


#: Property with the names of those whose type has no ``x-`` in front in the file they come from.
UNPREFIXED = "unprefixed"
#: Property names that stand for notes: ``note``, or with an author, ``note:meaning``.
NOTE = "note"
# A name that came before has a number behind it.
_AGAIN = re.compile(r"#\d+$")


def plain_name(name: str) -> str:
    """Name of a property as its file has it, where several have one name."""
    return _AGAIN.sub("", name)


def add_property(unit: TranslationUnit, name: str, value: str) -> None:
    """Add a property; of several of one name all are kept, with numbers from 2 behind the name."""
    key, number = name, 1
    while key in unit.properties:
        number += 1
        key = f"{name}#{number}"
    unit.properties[key] = value


def to_properties(unit: TranslationUnit) -> list[tuple[str, str]]:
    """Everything of a unit but texts, languages, id and notes, as names and values for an XML format."""
    props = [("x-document", unit.document), ("x-kind", unit.kind), ("x-origin", unit.origin.value)]
    props += [(f"x-score-{name}", f"{value:.4f}") for name, value in unit.scores.items()]
    props += [("x-finding", f"{f.check}: {f.reason}") for f in unit.findings]
    bare = unit.properties.get(UNPREFIXED, "").split(" ") if UNPREFIXED in unit.properties else ()
    for key, value in unit.properties.items():
        name = plain_name(key)
        if name.endswith("-inline") or key == UNPREFIXED or is_note(key):
            continue
        props.append((name if name in bare else f"x-{name}", value))
    return [(name, value) for name, value in props if value]


def is_note(key: str) -> bool:
    """Whether a property is a note of the file that it comes from."""
    return key == NOTE or key.startswith(("note#", "note:"))


def notes_of(unit: TranslationUnit) -> list[tuple[str, str]]:
    """Authors (or empty) and texts of the notes that a unit brought along."""
    return [(plain_name(k).removeprefix(NOTE).removeprefix(":"), v) for k, v in unit.properties.items() if is_note(k)]


def take_property(unit: TranslationUnit, name: str, value: str) -> None:
    """Put a pair of :func:`to_properties` back; what is not ours becomes a property."""
    if name == "x-document":
        unit.document = value
    elif name == "x-kind":
        unit.kind = value
    elif name == "x-origin" and value in _ORIGINS:
        unit.origin = _ORIGINS[value]
    elif name == "x-finding":
        check, _, reason = value.partition(": ")
        unit.findings.append(Finding(check, reason))
    elif name.startswith("x-score-"):
        with suppress(ValueError):
            score = float(value)
            if math.isfinite(score):
                unit.scores[name.removeprefix("x-score-")] = score
                return
        add_property(unit, name.removeprefix("x-"), value)
    elif name.startswith("x-") and len(name) > 2:
        add_property(unit, name.removeprefix("x-"), value)
    elif name:
        add_property(unit, name, value)
        known = unit.properties.get(UNPREFIXED, "").split()
        if " " not in name and name not in known:
            unit.properties[UNPREFIXED] = " ".join([*known, name])
