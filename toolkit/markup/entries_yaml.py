"""Entries of YAML and TOML files, see :mod:`toolkit.markup.entries`."""

from __future__ import annotations

import re
from typing import Any

from toolkit.errors import InputError
from toolkit.markup.entries import Entry, end_of_line
from toolkit.markup.l10n_toml import TOKEN, decoded
from toolkit.markup.l10n_yaml import compose

_NULL, _TEXT = "tag:yaml.org,2002:null", "tag:yaml.org,2002:str"
_HEADER = re.compile(r"^[ \t]*(\[\[?)([^\n]*?)\]\]?[ \t]*(?:#[^\r\n]*)?(?=\r?$)", re.MULTILINE)
_ALIAS = re.compile(r"[ \t]*\*[^\s,\]}]+")
_PART = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'|[\w-]+')


def yaml_entries(text: str) -> Entry:
    """Entries of a YAML file; those of a list have their numbers as keys.

    Raises:
        InputError: not YAML, or several documents in one file.
    """
    bare = text.removeprefix("\ufeff")
    shift = len(text) - len(bare)
    documents = [node for node in compose(bare) if node is not None]
    root = Entry("", 0, len(text), inside=[], opening=len(text.rstrip()), lines=True)
    if len(documents) > 1:
        raise InputError("several documents in one file; what is missing is known of files with one")
    if documents and documents[0].id == "mapping" and documents[0].value:
        made = _yaml_group(text, documents[0], shift)
        root.inside, root.column, root.commas = made.inside, made.column, made.commas
        root.opening, root.lines = made.opening, not made.commas
        if root.lines:
            root.opening = root.inside[0].start if root.inside else root.opening
    return root


def _yaml_group(text: str, node: Any, shift: int) -> Entry:
    """A mapping as a group; its place is that of the mapping."""
    start = node.start_mark.index + shift
    group = Entry("", start, start, inside=[], commas=bool(node.flow_style), column=node.start_mark.column)
    group.opening = start + 1 if group.commas else start
    assert group.inside is not None
    for place, (key, value) in enumerate(node.value):
        entry = _yaml_entry(text, key, value, shift)
        if group.commas:
            following = node.value[place + 1][0].start_mark.index + shift if place + 1 < len(node.value) else -1
            limit = following if following >= 0 else node.end_mark.index + shift - 1
            entry.comma = text.find(",", entry.bare, limit)
            entry.end = max(entry.bare, entry.comma + 1)
        else:
            entry.end = end_of_line(text, entry.bare)
        group.inside.append(entry)
        group.bare = group.end = entry.end
    if group.commas:
        group.bare = group.end = node.end_mark.index + shift
    return group


def _yaml_entry(text: str, key: Any, value: Any, shift: int) -> Entry:
    name = key.start_mark.index + shift, key.end_mark.index + shift
    scalar = key.id == "scalar"
    quoted = scalar and text[name[0] : name[0] + 1] in ("'", '"')
    colon = text.index(":", name[1]) + 1
    start, behind = value.start_mark.index + shift, _end_of(text, value, shift)
    entry = Entry(str(key.value) if scalar else text[slice(*name)], name[0], behind)
    entry.name = name[0] + quoted, name[1] - quoted
    if alias := _ALIAS.match(text, colon):
        entry.bare = alias.end()
    elif value.id == "mapping" and value.value:
        group = _yaml_group(text, value, shift)
        entry.inside, entry.commas, entry.column = group.inside, group.commas, group.column
        entry.opening = group.opening if group.commas else end_of_line(text, colon)
        entry.bare, entry.value = group.bare, (colon, group.bare)
    elif value.id == "sequence" and not value.value:
        entry.bare, entry.blank = behind, True
    elif value.id == "sequence" and all(item.start_mark.index >= value.start_mark.index for item in value.value):
        entry.inside, entry.commas, entry.listed = _yaml_items(text, value, shift), bool(value.flow_style), True
        entry.column = value.start_mark.column
        entry.opening = start + 1 if entry.commas else end_of_line(text, colon)
        entry.bare = behind if entry.commas else entry.inside[-1].end
    elif value.id == "mapping" or value.tag == _NULL:
        entry.bare = behind if value.value or value.id == "mapping" else colon
        entry.value, entry.blank, entry.nothing = (colon, entry.bare), True, True
    elif value.id == "scalar" and value.tag == _TEXT:
        entry.value, entry.blank = (start, behind), not value.value.strip()
    entry.end = entry.bare
    return entry


def _yaml_items(text: str, node: Any, shift: int) -> list[Entry]:
    """Items of a list; one of a list in lines begins with its dash."""
    items: list[Entry] = []
    for number, item in enumerate(node.value):
        start = item.start_mark.index + shift
        entry = Entry(str(number), start, _end_of(text, item, shift))
        if item.id == "mapping" and item.value:
            group = _yaml_group(text, item, shift)
            entry.inside, entry.commas, entry.column = group.inside, group.commas, group.column
            entry.opening, entry.bare = group.opening, group.bare
        elif item.tag == _NULL:
            entry.value, entry.blank, entry.nothing = (entry.bare, entry.bare), True, True
        elif item.id == "scalar" and item.tag == _TEXT:
            entry.value, entry.blank = (start, entry.bare), not item.value.strip()
        if node.flow_style:
            following = node.value[number + 1].start_mark if number + 1 < len(node.value) else node.end_mark
            entry.comma = text.find(",", entry.bare, following.index + shift)
            entry.end = max(entry.bare, entry.comma + 1)
        else:
            behind = items[-1].end if items else node.start_mark.index + shift
            entry.start = text.index("-", behind)
            entry.end = end_of_line(text, entry.bare)
        items.append(entry)
    return items


def _end_of(text: str, node: Any, shift: int) -> int:
    """Where a value ends, without the blank lines and comments behind it."""
    start, end = int(node.start_mark.index) + shift, int(node.end_mark.index) + shift
    if node.id == "scalar":
        if node.style not in ("|", ">"):
            return end
        code = text[start:end]
        if "+" in code.partition("\n")[0]:
            # The blank lines at its end are a part of it.
            return end - code.endswith("\n")
        return start + len(code.rstrip())
    if node.flow_style or not node.value:
        return end
    last = node.value[-1][1] if node.id == "mapping" else node.value[-1]
    found = _end_of(text, last, shift)
    return found if last.start_mark.index + shift >= start else start + len(text[start:end].rstrip())


def toml_entries(text: str) -> Entry:
    """Entries of a TOML file: its tables, keys within them, and the items of lists of tables, by their numbers."""
    inner = _inner_lines(text)
    heads = [(m.start(), m.end(), m[1], _path(m[2])) for m in _HEADER.finditer(text) if m.start() not in inner]
    first = heads[0][0] if heads else len(text)
    root = Entry("", 0, len(text), inside=[], opening=first if heads else len(text.rstrip()), lines=True)
    assert root.inside is not None
    if top := _keys(text, 0, first):
        root.inside.append(Entry("", top[0].start, top[-1].end, inside=top, opening=top[0].start, lines=True))
        root.opening = top[0].start
    lists = False
    counts: dict[str, int] = {}
    listed = ""
    for number, (start, end, sign, path) in enumerate(heads):
        stop = heads[number + 1][0] if number + 1 < len(heads) else len(text)
        keys = _keys(text, end, stop)
        last = keys[-1].end if keys else end
        # A table below a list of tables is a part of the last one.
        lists = sign == "[[" or (lists and path.startswith(listed + "\0"))
        listed = listed if lists and path.startswith(listed + "\0") else path
        if lists and path != listed:
            # A table of an item of the list is a part of that item.
            root.inside[-1].bare = root.inside[-1].end = last
            continue
        if sign == "[[":
            counts[path] = counts.get(path, 0) + 1
            path += f"\0{counts[path]}"
        entry = Entry(path, start + len(text[start:end]) - len(text[start:end].lstrip()), last)
        entry.inside, entry.opening = keys, end
        root.inside.append(entry)
    return root


def _inner_lines(text: str) -> set[int]:
    """Where lines begin that are inside of a value of several lines."""
    inside: set[int] = set()
    depth, value = 0, False
    for match in TOKEN.finditer(text):
        token = match.group()
        if token == "=":
            value = True
        elif value and token in "[{":
            depth += 1
        elif value and token in "]}":
            depth -= 1
        elif token == "\n":
            value = value and depth > 0
        if token[0] in "\"'" or (token == "\n" and depth):
            inside |= {match.start() + at + 1 for at, sign in enumerate(token) if sign == "\n"}
    return inside


def _path(code: str) -> str:
    return "\0".join(decoded_key(part) for part in _PART.findall(code))


def decoded_key(code: str) -> str:
    """A key of TOML without its quotes."""
    return decoded(code[1:-1]) if code[0] == '"' else code.strip("'")


def _keys(text: str, start: int, end: int) -> list[Entry]:
    """Keys with their values between two places."""
    tokens = [m for m in TOKEN.finditer(text, start, end) if not m.group().startswith("#")]
    return _pairs(text, tokens, 0, "\n")[0]


def _pairs(text: str, tokens: list[re.Match[str]], at: int, between: str) -> tuple[list[Entry], int]:
    """Pairs from a token on, as far as a closing brace; with the number of that token."""
    found: list[Entry] = []
    while at < len(tokens):
        token = tokens[at].group()
        if token == "}" and between == ",":
            break
        if token in ("\n", ","):
            at += 1
            continue
        begin = at
        while at < len(tokens) and tokens[at].group() != "=":
            at += 1
        if at + 1 >= len(tokens):
            break
        name = tokens[begin].start(), tokens[at - 1].end()
        quoted = text[name[0]] in "\"'" and at == begin + 1
        entry = Entry(_path(text[slice(*name)]), name[0], 0, name=(name[0] + quoted, name[1] - quoted))
        at = _value(text, tokens, at + 1, entry)
        if between == "," and at < len(tokens) and tokens[at].group() == ",":
            entry.comma, entry.end = tokens[at].start(), tokens[at].end()
        elif between == "\n":
            entry.end = end_of_line(text, entry.bare)
        found.append(entry)
    return found, at


def _toml_items(text: str, tokens: list[re.Match[str]], at: int, entry: Entry) -> int | None:
    """Read the texts and tables of a list into its entry; returns the number of the token behind it.

    None for a list of something else.
    """
    opening, items = tokens[at - 1].end(), list[Entry]()
    while at < len(tokens) and tokens[at].group() != "]":
        if tokens[at].group() in ("\n", ","):
            at += 1
            continue
        if tokens[at].group()[0] not in "\"'{":
            return None
        item = Entry(str(len(items)), tokens[at].start(), 0)
        at = _value(text, tokens, at, item)
        if at < len(tokens) and tokens[at].group() == ",":
            item.comma, item.end = tokens[at].start(), tokens[at].end()
        items.append(item)
    if at >= len(tokens):
        return None
    if items:
        entry.inside, entry.opening, entry.commas, entry.listed = items, opening, True, True
    entry.blank = not items
    entry.bare = entry.end = tokens[at].end()
    return at + 1


def _value(text: str, tokens: list[re.Match[str]], at: int, entry: Entry) -> int:
    """Read a value into its entry; returns the number of the token behind it."""
    token = tokens[at].group()
    if token == "{":
        entry.opening, entry.commas = tokens[at].end(), True
        entry.inside, at = _pairs(text, tokens, at + 1, ",")
        entry.bare = entry.end = tokens[at].end()
        return at + 1
    start, depth = tokens[at].start(), 0
    if token == "[" and (read := _toml_items(text, tokens, at + 1, entry)) is not None:
        return read
    first = at
    while at < len(tokens):
        token = tokens[at].group()
        depth += (token in ("[", "{")) - (token in ("]", "}"))
        if (token in ("\n", ",") and not depth) or depth < 0:
            break
        at += 1
    entry.bare = entry.end = tokens[at - 1].end()
    code = text[start : entry.bare]
    if at == first + 1 and code[0] in "\"'":
        entry.value, entry.blank = (start, entry.bare), not code.strip("\"' \t\n")
    return at
