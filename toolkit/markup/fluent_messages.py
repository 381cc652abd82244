"""Patterns of Fluent with select expressions inside of a sentence: read as messages of ICU, and so as sentences.

``Vous avez { $n -> [one] un mot *[other] { $n } mots } ici`` is read as ``Vous avez {n, plural, one {un mot} other {{n}
mots}} ici``, which :mod:`toolkit.translation.messages` translates, and written as Fluent again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from toolkit.languages.plurals import CATEGORIES
from toolkit.markup.model import Block
from toolkit.text.messages import forms

_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(slots=True)
class _Select:
    """A select expression.

    Attributes:
        head: its name and kind as a form.
        keys: of its variants, as those of a form.
        codes: before each variant's value, and behind the last one.
        values: of its variants, as text.
    """

    head: tuple[str, str]
    keys: tuple[str, ...]
    codes: list[str]
    values: list[str]

    def text(self) -> str:
        """The select expression as a form of ICU."""
        branches = " ".join(f"{key} {{{value}}}" for key, value in zip(self.keys, self.values, strict=True))
        return f"{{{', '.join(self.head)}, {branches}}}"


@dataclass(slots=True)
class MessageBlock(Block):
    """A sentence with select expressions.

    Attributes:
        places: code by the name that stands for it.
        selects: in order.
        begins_line: it is the first on a line of its own.
    """

    places: dict[str, str] = field(default_factory=dict)
    selects: list[_Select] = field(default_factory=list)
    begins_line: bool = False

    def written(self) -> str:
        """The block as code; as it was if a translation has lost one of its forms."""
        waiting = list(self.selects)
        made, position = "", 0
        for form in forms(self.text):
            own = next((s for s in waiting if (s.head, s.keys) == ((form.name, form.kind), form.keys)), None)
            if own is None or not form.is_sound:
                return self.code
            waiting.remove(own)
            made += self._coded(self.text[position : form.start])
            for before, (start, end) in zip(own.codes, form.branches, strict=False):
                made += before + self._value(self.text[start:end])
            made += own.codes[-1]
            position = form.end
        made += self._coded(self.text[position:])
        quoted = self.begins_line and made[:1] in tuple("[*.")
        return self.code if waiting else f'{{ "{made[0]}" }}{made[1:]}' if quoted else made

    def _coded(self, text: str) -> str:
        made, position = "", 0
        for match in _PLACE.finditer(text):
            if code := self.places.get(match[1]):
                made += self.escape(text[position : match.start()]) + code
                position = match.end()
        return made + self.escape(text[position:])

    def _value(self, text: str) -> str:
        """The value of a variant, which is never empty, and whose blanks at its edges count."""
        core = text.strip()
        if not core:
            return '{ "" }' if not text else '{ " " }'
        before, after = ('{ " " }' if edge else "" for edge in (text[0].isspace(), text[-1].isspace()))
        return before + self._coded(core) + after


def message_block(text: str, pattern: Any, escape: Callable[[str], str]) -> tuple[str, MessageBlock, str] | None:
    """A pattern as a block with the blanks around it; None for one that is read in another way.

    Args:
        text: the file.
        pattern: of fluent.syntax, with select expressions.
        escape: turns text into code of a pattern.
    """
    block = MessageBlock("", [], "", escape)
    try:
        shown = "".join(_shown(text, pattern, block))
    except _Involved:
        return None
    code = text[pattern.span.start : pattern.span.end]
    core = shown.strip()
    words = "".join(element.value for element in pattern.elements if hasattr(element, "value"))
    if not any(map(str.isalpha, words)) or ("#" in core and any(s.head[1] == "plural" for s in block.selects)):
        return None
    bare = code.strip()
    before, _, after = code.partition(bare)
    line = text[: pattern.span.start].rstrip(" ")
    block.text, block.code = core, bare
    block.begins_line = "\n" in before or not line or line.endswith("\n")
    return before, block, after


class _Involved(Exception):
    """A pattern has lines, tags, or select expressions in its variants."""


def _shown(text: str, pattern: Any, block: MessageBlock, outer: bool = True) -> Iterator[str]:
    from fluent.syntax import ast

    for element in pattern.elements:
        code = text[element.span.start : element.span.end]
        if not isinstance(element, ast.Placeable):
            line = code.lstrip() if element is pattern.elements[0] and outer else code
            line = line.rstrip() if element is pattern.elements[-1] and outer else line
            if any(sign in line for sign in "\n<&"):
                raise _Involved
            yield code
            continue
        inner = element.expression
        if isinstance(inner, ast.SelectExpression):
            if not outer:
                raise _Involved
            yield _select(text, element, block).text()
        elif isinstance(inner, ast.VariableReference):
            yield _named(inner.id.name, code, block)
        elif isinstance(inner, ast.StringLiteral) and not inner.value.strip():
            raise _Involved
        else:
            yield _named(f"p{len(block.places)}", code, block)


def _named(name: str, code: str, block: MessageBlock) -> str:
    name = name.replace("-", "_")
    if block.places.setdefault(name, code) != code:
        raise _Involved
    return f"{{{name}}}"


def _select(text: str, element: Any, block: MessageBlock) -> _Select:
    from fluent.syntax import ast

    select = element.expression
    names = [v.key.name if isinstance(v.key, ast.Identifier) else f"={v.key.value}" for v in select.variants]
    selector = select.selector
    of_variable = isinstance(selector, ast.VariableReference)
    counts = of_variable and "other" in names and all(n in CATEGORIES or n[0] == "=" for n in names)
    name = selector.id.name.replace("-", "_") if of_variable else f"s{len(block.selects)}"
    keys = tuple(n if n[0] != "=" or counts else f"n{n[1:]}".replace(".", "_") for n in names)
    if any(not re.fullmatch(r"=\d+|[\w-]+", key) for key in keys) or (names[-1] != "other" and counts):
        raise _Involved
    codes, values, position = [], [], element.span.start
    for variant in select.variants:
        codes.append(text[position : variant.value.span.start])
        values.append("".join(_shown(text, variant.value, block, outer=False)))
        position = variant.value.span.end
    made = _Select((name, "plural" if counts else "select"), keys, [*codes, text[position : element.span.end]], values)
    block.selects.append(made)
    return made
