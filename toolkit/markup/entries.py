"""Texts by key as a tree: which entries a file has, and where they stand in its code."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass

from toolkit.markup.json_tree import Node, json_tree
from toolkit.markup.l10n_lines import PROPERTY, STRING

# What may stand behind an entry on its line and belongs to it: a comment.
_LINE_COMMENT = re.compile(r"[ \t]*(?:(?://|#)[^\n]*?(?=\r?(?:\n|\Z))|/\*[^\n]*?\*/(?=[ \t]*\r?(?:\n|\Z)))")


@dataclass(slots=True)
class Entry:
    """A key with its value.

    Attributes:
        key: within what it lies in.
        start: of its code, key included.
        bare: end of its code, without what parts it from the next entry.
        end: behind that, and behind a comment on the same line.
        comma: where the comma behind it stands; -1 where there is none.
        name: where the key is written, without quotes.
        value: where the code of a value lies that can be put into the place of an empty one; None for all that is no
            text.
        code: where the code of a value lies as a whole, in formats with a word for nothing that it may take the place
            of; (-1, -1) elsewhere.
        blank: there is no text in its value.
        kept: it says that it is not to be translated.
        nothing: its value is nothing at all, which a group may take the place of.
        inside: entries of a group.
        listed: the group is a list.
        opening: of a group, behind what opens it.
        commas: the entries of a group have commas between them.
        lines: what comes first in a group is a line of its own.
        column: where the lines of a group begin, in formats that go by indents.
    """

    key: str
    start: int
    bare: int
    end: int = -1
    comma: int = -1
    name: tuple[int, int] = (-1, -1)
    value: tuple[int, int] | None = None
    code: tuple[int, int] = (-1, -1)
    blank: bool = False
    kept: bool = False
    nothing: bool = False
    inside: list[Entry] | None = None
    listed: bool = False
    opening: int = 0
    commas: bool = False
    lines: bool = False
    column: int = 0

    def __post_init__(self) -> None:
        self.end = max(self.end, self.bare)


def lead(text: str, start: int) -> str:
    """The white space before a place."""
    code = text[:start]
    return code[len(code.rstrip()) :]


def end_of_line(text: str, end: int, comma: int = -1) -> int:
    """Where an entry ends with its comma and a comment on the same line."""
    place = max(end, comma + 1)
    comment = _LINE_COMMENT.match(text, place)
    return comment.end() if comment else place


def json_entries(text: str) -> Entry:
    """Entries of a JSON file; those of a list have their numbers as keys."""
    return _json_entry(text, json_tree(text))


def _json_entry(text: str, node: Node) -> Entry:
    entry = Entry(node.key, node.key_start, node.end, node.comma + 1, node.comma)
    entry.name = node.key_start + 1, text.rfind('"', node.key_start, node.start)
    if node.kind == "{":
        entry.inside = [_json_entry(text, inner) for inner in node.inside]
        entry.opening, entry.commas = node.start + 1, True
    elif node.kind == "[" and not node.inside:
        entry.blank = True
    elif node.kind == "[" and any(inner.kind for inner in node.inside):
        entry.inside = [_json_entry(text, inner) for inner in node.inside]
        for number, inner in enumerate(entry.inside):
            inner.key = str(number)
        entry.opening, entry.commas, entry.listed = node.start + 1, True, True
    elif node.kind == '"':
        entry.value = node.start + 1, node.end - 1
        entry.blank = not text[node.start + 1 : node.end - 1].strip()
    elif text[node.start : node.end] == "null":
        entry.value, entry.blank, entry.nothing = (node.start, node.end), True, True
    entry.code = node.start, node.end
    return entry


def line_entries(pattern: re.Pattern[str]) -> Callable[[str], Entry]:
    """Makes what reads entries that a pattern finds by ``head`` and ``value``."""

    def read(text: str) -> Entry:
        found: list[Entry] = []
        for match in pattern.finditer(text):
            if match["head"] is not None and match["head"].strip():
                key = re.sub(r"[\s:=\"]+\Z|\A[\s\"]+", "", match["head"])
                start = match.start() + len(match.group()) - len(match.group().lstrip())
                end = end_of_line(text, match.end()) if pattern is STRING else match.end()
                blank = not match["value"].strip()
                found.append(Entry(key, start, match.end(), end, value=match.span("value"), blank=blank))
        return Entry("", 0, len(text), inside=found, lines=True)

    return read


_NAMED = re.compile(
    r"<(?P<tag>string|string-array|plurals|data)\s[^<>]*?name\s*=\s*[\"'](?P<name>[^\"']*)[\"'][^<>]*?"
    r"(?:/>|(?<!/)>(?P<value>.*?)</(?P=tag)\s*>)",
    re.DOTALL,
)
_ITEM = re.compile(
    r"<item\s[^<>]*?quantity\s*=\s*[\"'](?P<name>\w+)[\"'][^<>]*?(?:/>|(?<!/)>(?P<value>.*?)</item\s*>)", re.DOTALL
)
_KEPT = re.compile(r"""\stranslatable\s*=\s*["']false["']""")
_ARRAY_ITEM = re.compile(r"<item(?:\s[^<>]*?)?(?:/>|(?<!/)>(?P<value>.*?)</item\s*>)", re.DOTALL)
_VALUE = re.compile(r"<value(?:\s[^<>]*)?>(.*?)</value\s*>", re.DOTALL)
_ROOT = re.compile(r"<(?:resources|root)(?:\s[^<>]*)?>")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def xml_entries(text: str) -> Entry:
    """Entries of Android strings and .NET resources."""
    bare = _COMMENT.sub(lambda m: " " * len(m.group()), text)
    found: list[Entry] = []
    for match in _NAMED.finditer(bare):
        entry = Entry(html.unescape(match["name"]), match.start(), match.end(), name=match.span("name"))
        entry.kept = _KEPT.search(bare, match.start(), bare.index(">", match.start())) is not None
        if match["tag"] == "string" and match["value"] is not None:
            entry.value = match.span("value")
        elif match["tag"] == "data" and (inner := _VALUE.search(match["value"] or "")):
            start = match.start("value")
            entry.value = start + inner.start(1), start + inner.end(1)
        elif match["tag"] == "plurals" and match["value"] is not None:
            start, end = match.span("value")
            entry.inside = [_xml_item(item) for item in _ITEM.finditer(bare, start, end)]
            entry.opening = start
        elif match["tag"] == "string-array" and match["value"] is not None:
            start, end = match.span("value")
            entry.inside = [_array_item(n, item) for n, item in enumerate(_ARRAY_ITEM.finditer(bare, start, end))]
            entry.opening, entry.listed = start, True
        entry.blank = entry.value is not None and not text[slice(*entry.value)].strip()
        found.append(entry)
    root = _ROOT.search(bare)
    return Entry("", 0, len(text), inside=found, opening=root.end() if root else 0)


def _xml_item(match: re.Match[str]) -> Entry:
    value = match.span("value") if match["value"] is not None else None
    blank = value is not None and not match["value"].strip()
    return Entry(match["name"], match.start(), match.end(), name=match.span("name"), value=value, blank=blank)


def _array_item(number: int, match: re.Match[str]) -> Entry:
    value = match.span("value") if match["value"] is not None else None
    return Entry(
        str(number), match.start(), match.end(), value=value, blank=value is not None and not match["value"].strip()
    )


_PLIST = re.compile(
    r"<!--.*?-->|<key>(?P<key>[^<]*)</key>|<string>(?P<string>[^<]*)</string>|<string\s*/>"
    r"|<(?P<end>/?)dict\s*(?P<alone>/?)>|<(?P<other>array|data|date|integer|real)>.*?</(?P=other)>|<(?:true|false)\s*/>",
    re.DOTALL,
)


def plist_entries(text: str) -> Entry:
    """Entries of a property list in XML."""
    top = Entry("", 0, len(text), inside=[])
    stack, key, start, name = [top], "", -1, (-1, -1)
    for match in _PLIST.finditer(text):
        if match["key"] is not None:
            key, start, name = html.unescape(match["key"]), match.start(), match.span("key")
            continue
        if match.group().startswith("<!--"):
            continue
        if match["end"]:
            if len(stack) > 1:
                closed = stack.pop()
                closed.bare = closed.end = match.end()
            continue
        entry = Entry(key, match.start() if start < 0 else start, match.end(), name=name)
        if match["string"] is not None:
            entry.value, entry.blank = match.span("string"), not match["string"].strip()
        opens = match["end"] == "" and not match["alone"]
        if match["end"] is not None:
            entry.inside, entry.opening = [], match.end()
        assert stack[-1].inside is not None
        stack[-1].inside.append(entry)
        if opens:
            stack.append(entry)
        key, start, name = "", -1, (-1, -1)
    return top.inside[0] if top.inside else top


#: What reads the entries of a kind of file.
Reader = Callable[[str], Entry]
properties_entries: Reader = line_entries(PROPERTY)
strings_entries: Reader = line_entries(STRING)
