"""Directives of reStructuredText: which of their arguments, options and contents are text."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Protocol

from toolkit.markup import rst_tables as tables
from toolkit.markup.rst_csv import Dialect, read_csv
from toolkit.markup.rst_lines import Row, Rows, block, indented

_ENTRY = re.compile(r"(.+?)\s*<[^<>]*>\Z")


class Reading(Protocol):
    """What reads the parts of a directive."""

    def body(self, rows: Rows) -> None: ...
    def paragraph(self, rows: Rows, begins: bool = True, term: bool = False) -> None: ...
    def plain(self, rows: Rows) -> None: ...
    def cell(self, first: Row, last: Row, text: str, dialect: Dialect, quoted: bool) -> None: ...


def read_directive(reader: Reading, name: str, rows: Rows) -> None:
    """Read a directive.

    Args:
        reader: gets its texts.
        name: in small letters.
        rows: behind the two colons, and under them.
    """
    domain, _, short = name.rpartition(":")
    if domain in tables.DOMAINS:
        name = short
    head, options, content = _parted(rows)
    if name in tables.BODIES:
        # The text may begin right behind the colons.
        reader.body([*head, *content])
        return
    if name in tables.OPTIONS:
        _options(reader, options, tables.OPTIONS[name])
    if name in tables.VERSIONS:
        if explained := _behind(head, tables.VERSIONS[name]):
            reader.paragraph(explained, begins=False)
        reader.body(content)
    elif name in tables.TITLED or name in tables.HEADED:
        if head:
            reader.paragraph(head, begins=False)
        if name in tables.TITLED:
            reader.body(content)
        elif name == "csv-table":
            read_csv(reader, options, content)
    elif name in tables.DESCRIBED:
        reader.body(content)
    elif name == "glossary":
        _glossary(reader, content)
    elif name == "toctree":
        for row in content:
            if entry := _ENTRY.fullmatch(row.text):
                reader.plain([row.only(len(entry[1]))])
    elif name == "meta":
        _options(reader, [*options, *content], ["description"])


def _parted(rows: Rows) -> tuple[Rows, Rows, Rows]:
    """The argument of a directive, its options and its content."""
    rows = list(rows)
    if rows and not rows[0].text:
        rows = rows[1:]
    edge = next((n for n, row in enumerate(rows) if not row.text), len(rows))
    head = rows[:edge]
    first = next((n for n, row in enumerate(head) if tables.FIELD.match(row.text)), edge)
    return head[:first], head[first:], rows[edge:]


def _options(reader: Reading, rows: Rows, names: Collection[str]) -> None:
    place = 0
    while place < len(rows):
        match = tables.FIELD.match(rows[place].text)
        if match is None:
            place += 1
            continue
        inner, place = block(rows, place, match.end())
        if match[1].strip() in names:
            reader.plain(inner)


def _behind(rows: Rows, words: int) -> Rows:
    """Rows without their first words."""
    match = re.match(r"(?:\S+ *)" * words, rows[0].text) if rows else None
    return [row for row in [rows[0].cut(match.end()), *rows[1:]] if row.text] if match else []


def _glossary(reader: Reading, rows: Rows) -> None:
    """Definitions; the terms stay, because other files refer to them."""
    place = 0
    while place < len(rows):
        if rows[place].text[:1] == " ":
            inner, place = indented(rows, place)
            reader.body(inner)
        else:
            place += 1
