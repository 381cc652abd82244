"""Fluent files of Mozilla (``.ftl``), read by fluent.syntax (extra ``[fluent]``): patterns are translated.

The library finds the patterns and their places; it never writes. All other code stays byte for byte. Syntax: Project
Fluent, "Fluent Syntax 1.0".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from toolkit.errors import InputError, MissingExtraError
from toolkit.markup.fluent_messages import message_block
from toolkit.markup.inline import Item, Kind, add_items, source
from toolkit.markup.model import Block, BlockBuilder, Page
from toolkit.markup.pieces import composed

_BREAK = re.compile(r"\r?\n[ \r\n]*")
# Attributes that are no text: keys of the keyboard, sizes.
_NO_TEXT = frozenset("accesskey key keycode commandkey acceltext modifiers style width height".split())
# A part of the name of a term that says that it is a name.
_NAMES = frozenset("brand vendor product company trademark".split())
_SMALL_WORD = re.compile(r"(?<!\w)[^\W\d_A-ZÀ-Þ]{4,}(?!\w)")
# What a line of a pattern cannot begin with, and what stands for it until it is written.
_SPECIAL = dict(zip("[*.", "\ufdd0\ufdd1\ufdd2", strict=True))
_QUOTED = {**{stand_in: f'{{ "{sign}" }}' for sign, stand_in in _SPECIAL.items()}, "{": '{ "{" }', "}": '{ "}" }'}
_TEMPLATE = re.compile(r"</?[#@][a-z]|\[#(?:if|list|assign|include)\b")


@dataclass(slots=True)
class FluentBlock(Block):
    """A text of a pattern.

    Attributes:
        begins_line: it is the first on a line of its own.
    """

    begins_line: bool = False

    def written(self) -> str:
        """The block as code; a sign that means something at the beginning of a line is quoted there."""
        text = self.text
        for start in [0] * self.begins_line + [mark.end for mark in self.marks if mark.breaks]:
            place = start + len(text[start:]) - len(text[start:].lstrip())
            if text[place : place + 1] in _SPECIAL:
                text = text[:place] + _SPECIAL[text[place]] + text[place + 1 :]
        return Block.written(Block(text, self.marks, self.code, self.escape))


def parse(text: str, from_code: str, to_code: str) -> Page:
    """Read messages, their attributes and terms.

    Variants are translated one by one, or each within its sentence where the select expression stands in one; none is
    added or taken away. Terms that are names, such as ``-brand-name``, stay, as do the attributes of terms, which no
    reader sees, and attributes that are no text, such as ``.accesskey``.

    Args:
        text: the code.
        from_code, to_code: languages.

    Raises:
        InputError: not Fluent, with the line.
        MissingExtraError: fluent.syntax is not installed.

    Example:
        >>> page = parse("save = Enregistrer { $name }\\n", "fr", "en")
        >>> [block.text for block in page.blocks]
        ['Enregistrer {0}']
    """
    try:
        from fluent.syntax import FluentParser, ast
    except ImportError:
        raise MissingExtraError("Fluent files need fluent.syntax: pip install 'bitext-toolkit[fluent]'") from None
    bare = text.removeprefix("\ufeff")
    shift = len(text) - len(bare)
    try:
        body = FluentParser().parse(bare).body
    except RecursionError:
        raise InputError("nested too deep for any file of texts") from None
    page = Page([text[:shift]])
    reader = _Reader(bare, page)
    position = 0
    for entry in body:
        if isinstance(entry, ast.Junk):
            raise InputError(_fault(bare, entry))
        for pattern in _patterns(entry, ast):
            page.parts += [bare[position : pattern.span.start], *reader.pattern(pattern)]
            position = pattern.span.end
    page.parts.append(bare[position:])
    return page


def _fault(text: str, junk: Any) -> str:
    """What is wrong with code that is no entry."""
    note = junk.annotations[0]
    # The library notices what is missing behind the blanks that follow.
    line = text.count("\n", 0, max(junk.span.start, len(text[: note.span.start].rstrip()))) + 1
    hint = ""
    if _TEMPLATE.search(text):
        hint = "; templates of FreeMarker, which end in .ftl too, are not read"
    message = str(note.message).replace("\u2424", "end of line").rstrip(".")
    return f"line {line}: not Fluent ({message}){hint}"


def _patterns(entry: Any, ast: Any) -> list[Any]:
    """The patterns of an entry that are text, in order."""
    if isinstance(entry, ast.Term):
        return [] if _is_name(entry) else [entry.value]
    if not isinstance(entry, ast.Message):
        return []
    attributes = [a.value for a in entry.attributes if a.id.name.lower() not in _NO_TEXT]
    return ([entry.value] if entry.value else []) + attributes


def _is_name(term: Any) -> bool:
    """Whether a term is a name: it says so itself, and is no sentence."""
    if not _NAMES & set(term.id.name.lower().split("-")):
        return False
    words = "".join(element.value for element in term.value.elements if hasattr(element, "value"))
    return len(_SMALL_WORD.findall(words)) < 2


class _Reader:
    def __init__(self, text: str, page: Page) -> None:
        self._text, self._page = text, page

    def pattern(self, pattern: Any) -> list[str | Block]:
        """A pattern as blocks and the code around them."""
        from fluent.syntax import ast

        placeables: list[Any] = [element for element in pattern.elements if isinstance(element, ast.Placeable)]
        code = self._text[pattern.span.start : pattern.span.end]
        selects: list[Any] = [
            found for found in placeables if isinstance(_expression(found, ast), ast.SelectExpression)
        ]
        if len(selects) == 1 and code.strip() == self._code(selects[0].span):
            # No sentence around it.
            at = selects[0].span
            before, after = self._text[pattern.span.start : at.start], self._text[at.end : pattern.span.end]
            return [before, *self._select(selects[0], ast), after]
        if selects and (found := message_block(self._text, pattern, _escaped)) is not None:
            return list(found)
        items: list[Item] = []
        position = pattern.span.start
        for placeable in placeables:
            items += _text_items(self._text[position : placeable.span.start])
            items.append(self._item(placeable, ast))
            position = placeable.span.end
        items += _text_items(self._text[position : pattern.span.end])
        return self._with_lines(composed(items, lambda text, style: text, _block), pattern.span.start)

    def _code(self, span: Any) -> str:
        return self._text[span.start : span.end]

    def _with_lines(self, parts: list[str | Block], start: int) -> list[str | Block]:
        """Parts whose blocks know whether they begin a line."""
        begins = not self._text[:start].rstrip(" ") or self._text[:start].rstrip(" ").endswith("\n")
        for part in parts:
            if isinstance(part, FluentBlock):
                part.begins_line = begins
            code = part if isinstance(part, str) else part.code
            ending = code.rstrip(" ")
            begins = ending.endswith("\n") if ending else begins
        return parts

    def _item(self, placeable: Any, ast: Any) -> Item:
        expression = _expression(placeable, ast)
        if isinstance(expression, ast.SelectExpression):
            parts = self._select(placeable, ast)
            return Item(Kind.FIXED, "".join(part if isinstance(part, str) else self._page.hole(part) for part in parts))
        if isinstance(expression, ast.StringLiteral) and not expression.parse()["value"].strip():
            return Item(Kind.POINT, self._code(placeable.span))
        return Item(Kind.FIXED, self._code(placeable.span))

    def _select(self, placeable: Any, ast: Any) -> list[str | Block]:
        """A select expression: the patterns of its variants as parts, the rest as code."""
        parts: list[str | Block] = []
        position = placeable.span.start
        for variant in _expression(placeable, ast).variants:
            span = variant.value.span
            parts += [self._text[position : span.start], *self.pattern(variant.value)]
            position = span.end
        return [*parts, self._text[position : placeable.span.end]]


def _expression(placeable: Any, ast: Any) -> Any:
    """What is in a placeable, or in one that is in it."""
    inner = placeable.expression
    while isinstance(inner, ast.Placeable):
        inner = inner.expression
    return inner


def _text_items(code: str) -> list[Item]:
    """Text between placeables: lines, and what parts them."""
    items, position = [], 0
    for match in _BREAK.finditer(code):
        if match.start() > position:
            items.append(Item(Kind.TEXT, code[position : match.start()], code[position : match.start()]))
        paragraph = match.group().count("\n") > 1 or not match.start()
        items.append(Item(Kind.CUT if paragraph else Kind.BREAK, match.group()))
        position = match.end()
    if code[position:]:
        items.append(Item(Kind.TEXT, code[position:], code[position:]))
    return items


def _block(items: Sequence[Item]) -> Block:
    builder = BlockBuilder()
    add_items(builder, items)
    block = builder.block(source(items), _escaped)
    return FluentBlock(block.text, block.marks, block.code, block.escape)


def _escaped(text: str) -> str:
    """Text as code of a pattern: braces are quoted, and a line stays one."""
    return "".join(_QUOTED.get(sign, sign) for sign in " ".join(re.split(r"[\r\n]+", text)))
