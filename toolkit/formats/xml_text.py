"""What XML formats have in common: text that XML can hold, safe parsers, elements let go once they are read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from toolkit.errors import InputError
from toolkit.formats.base import WriteReport
from toolkit.units import Finding, Origin, TranslationUnit, primary_language

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


def let_go(element: Any) -> None:
    """Free an element that was read, and what came before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def local(tag: Any) -> str:
    """Name of an element without its namespace; empty for comments and the like."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def to_properties(unit: TranslationUnit) -> list[tuple[str, str]]:
    """Everything of a unit but texts, languages and id, as pairs of names and values for an XML format."""
    props = [("x-document", unit.document), ("x-kind", unit.kind), ("x-origin", unit.origin.value)]
    props += [(f"x-score-{name}", f"{value:.4f}") for name, value in unit.scores.items()]
    props += [("x-finding", f"{f.check}: {f.reason}") for f in unit.findings]
    props += [(f"x-{name}", value) for name, value in unit.properties.items() if not name.endswith("-inline")]
    return [(name, value) for name, value in props if value]


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
            unit.scores[name.removeprefix("x-score-")] = float(value)
            return
        unit.properties[name.removeprefix("x-")] = value
    elif name:
        unit.properties[name.removeprefix("x-")] = value


def same_language(language: str, wanted: str) -> bool:
    """Whether a language is the wanted one or a region of it, without regard to case."""
    language, wanted = language.lower().replace("_", "-"), wanted.lower().replace("_", "-")
    return wanted in (language, primary_language(language))
