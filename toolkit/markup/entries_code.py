"""Entries of PHP arrays and of Fluent files, see :mod:`toolkit.markup.entries`."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.errors import MissingExtraError
from toolkit.markup.entries import Entry, end_of_line
from toolkit.markup.l10n_php import Token, code_start, tokens

_OPENING = dict(zip("([{", ")]}", strict=True))
_CLOSING = frozenset(")]}")


def php_entries(text: str) -> Entry:
    """Entries of the arrays that a file returns or assigns; what functions make is a value as a whole."""
    found = tokens(text, code_start(text))
    root = Entry("", 0, len(text), inside=[], opening=len(text.rstrip()), lines=True)
    assert root.inside is not None
    at = 0
    while at < len(found):
        end = _skip(found, at, (";",))
        statement = found[at:end]
        if statement and (entry := _statement(text, statement)) is not None:
            entry.bare = found[end].end if end < len(found) else entry.bare
            entry.end = end_of_line(text, entry.bare)
            root.inside.append(entry)
        at = end + 1
    if root.inside:
        root.opening = root.inside[0].start
    return root


def _statement(text: str, found: Sequence[Token]) -> Entry | None:
    """A statement that returns a value or sets a variable; its key is the variable with its brackets."""
    first = found[0]
    if first.code.lower() == "return":
        entry = Entry("return", first.start, found[-1].end)
        _read_value(text, found[1:], entry)
        return entry
    sign = _skip(found, 0, ("=",))
    if first.kind != "variable" or sign + 1 >= len(found):
        return None
    name = "".join(_key(text, token) for token in found[:sign])
    entry = Entry(name, first.start, found[-1].end)
    _read_value(text, found[sign + 1 :], entry)
    return entry


def _key(text: str, token: Token) -> str:
    return text[token.literal.inner_start : token.literal.inner_end] if token.literal else token.code


def _skip(found: Sequence[Token], at: int, signs: tuple[str, ...]) -> int:
    """The number of the first of some signs that is in no brackets, or of the bracket that closes around them."""
    depth = 0
    while at < len(found):
        code = found[at].code if found[at].literal is None else ""
        if not depth and (code in signs or code in _CLOSING):
            return at
        depth += (code in _OPENING) - (code in _CLOSING)
        at += 1
    return at


def _read_value(text: str, found: Sequence[Token], entry: Entry) -> None:
    """Note what a value is."""
    if len(found) == 1 and found[0].literal is not None:
        entry.value = found[0].start, found[0].end
        entry.blank = not text[found[0].literal.inner_start : found[0].literal.inner_end].strip()
        return
    first = 1 if found and found[0].code.lower() == "array" else 0
    closing = _OPENING.get(found[first].code) if len(found) > first + 1 else None
    if closing not in (")", "]") or (closing == ")" and not first):
        return
    if _skip(found, first + 1, ()) != len(found) - 1:
        return
    items = _items(text, found[first + 1 : -1])
    if items is not None:
        entry.inside, entry.opening, entry.commas = items, found[first].end, True


def _items(text: str, found: Sequence[Token]) -> list[Entry] | None:
    """Elements of an array, those of a list by their numbers; None if only some have keys."""
    items: list[Entry] = []
    at = bare = 0
    while at < len(found):
        end = _skip(found, at, (",",))
        arrow = _skip(found, at, ("=>", ","))
        if arrow >= end:
            entry = Entry(str(bare), found[at].start, found[end - 1].end)
            _read_value(text, found[at:end], entry)
            bare += 1
            at = _behind(text, found, end, entry)
            items.append(entry)
            continue
        name = found[at].start, found[arrow - 1].end
        lone = arrow == at + 1 and found[at].literal is not None
        entry = Entry("".join(_key(text, t) for t in found[at:arrow]), name[0], found[end - 1].end)
        entry.name = name[0] + lone, name[1] - lone
        _read_value(text, found[arrow + 1 : end], entry)
        at = _behind(text, found, end, entry)
        items.append(entry)
    return items if bare in (0, len(items)) else None


def _behind(text: str, found: Sequence[Token], end: int, entry: Entry) -> int:
    """Note the end of an element; returns the number of the token behind its comma."""
    entry.comma = found[end].start if end < len(found) else -1
    entry.end = end_of_line(text, entry.bare, entry.comma)
    return end + 1


def fluent_entries(text: str) -> Entry:
    """Messages and terms of a Fluent file with their attributes.

    Raises:
        MissingExtraError: fluent.syntax is not installed.
    """
    try:
        from fluent.syntax import FluentParser, ast
    except ImportError:
        raise MissingExtraError("Fluent files need fluent.syntax: pip install 'bitext-toolkit[fluent]'") from None
    bare = text.removeprefix("\ufeff")
    shift = len(text) - len(bare)
    root = Entry("", 0, len(text), inside=[], lines=True)
    assert root.inside is not None
    for found in FluentParser().parse(bare).body:
        if not isinstance(found, ast.Message | ast.Term):
            continue
        span, sign = found.span, "-" if isinstance(found, ast.Term) else ""
        assert span is not None and found.id.span is not None
        end = shift + span.start + len(bare[span.start : span.end].rstrip())
        entry = Entry(sign + found.id.name, span.start + shift, end, inside=[])
        begins = [a.span.start for a in found.attributes if a.span is not None]
        body = bare[found.id.span.end : begins[0] if begins else span.end]
        entry.opening = shift + found.id.span.end + len(body.rstrip())
        for attribute in found.attributes:
            assert attribute.span is not None and entry.inside is not None
            stop = attribute.span.start + len(bare[attribute.span.start : attribute.span.end].rstrip())
            entry.inside.append(Entry(attribute.id.name, attribute.span.start + shift, stop + shift))
        root.inside.append(entry)
    root.opening = root.inside[0].start if root.inside else len(text.rstrip())
    return root
