"""Plurals of Fluent: variants of select expressions that only the target language has are made of ``other``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from toolkit.languages.plurals import CATEGORIES
from toolkit.markup.entries import lead


def with_variants(text: str, forms: Sequence[str]) -> str:
    """A file whose plurals have all of some forms; those that a select expression lacks say what its ``other`` says.

    A select expression is a plural if a variable or ``NUMBER()`` selects, and its keys are numbers and categories,
    among them ``other`` and one more. Ordinals (``type: "ordinal"``) stay.

    Args:
        text: of a file that can be read.
        forms: categories of CLDR.

    Example:
        >>> code = "k = { $n ->\\n    [one] un mot\\n   *[other] des mots\\n }\\n"
        >>> print(with_variants(code, ("one", "few", "other")), end="")
        k = { $n ->
            [one] un mot
            [few] des mots
           *[other] des mots
         }
    """
    from fluent.syntax import FluentParser

    bom = text[: len(text) - len(text.removeprefix("\ufeff"))]
    bare = text[len(bom) :]
    while True:
        # The innermost first, so that what is copied has its forms.
        lacking = [s for s in _selects(FluentParser().parse(bare)) if _lacks(s, forms)]
        inner = [s for s in lacking if not any(_holds(s, other) for other in lacking)]
        if not inner:
            return bom + bare
        for select in sorted(inner, key=lambda s: -int(s.span.start)):
            bare = _with_forms(bare, select, forms)


def _selects(node: Any) -> list[Any]:
    """All plurals below a node."""
    from fluent.syntax import ast

    found: list[Any] = []
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, ast.SelectExpression) and _is_plural(one):
            found.append(one)
        if isinstance(one, ast.BaseNode):
            values = [getattr(one, name) for name in vars(one)]
            waiting += [v for value in values for v in (value if isinstance(value, list) else [value])]
    return found


def _is_plural(select: Any) -> bool:
    from fluent.syntax import ast

    selector = select.selector
    if isinstance(selector, ast.FunctionReference):
        named = {argument.name.name: argument.value.value for argument in selector.arguments.named}
        if selector.id.name != "NUMBER" or named.get("type") == "ordinal":
            return False
    elif not isinstance(selector, ast.VariableReference):
        return False
    names = [variant.key.name for variant in select.variants if isinstance(variant.key, ast.Identifier)]
    return "other" in names and len(names) > 1 and set(names) <= set(CATEGORIES)


def _lacks(select: Any, forms: Sequence[str]) -> bool:
    return not set(forms) <= set(_by_name(select))


def _by_name(select: Any) -> dict[str, Any]:
    return {variant.key.name: variant for variant in select.variants if hasattr(variant.key, "name")}


def _holds(one: Any, other: Any) -> bool:
    return one is not other and bool(one.span.start <= other.span.start and other.span.end <= one.span.end)


def _with_forms(text: str, select: Any, forms: Sequence[str]) -> str:
    known = _by_name(select)
    other = known["other"]
    value = text[other.value.span.start : other.value.span.end]
    between = text[other.key.span.end : other.value.span.start]
    added: dict[int, str] = {}
    for form in forms:
        if form in known:
            continue
        start = int(next(known[c] for c in CATEGORIES[CATEGORIES.index(form) :] if c in known).span.start)
        gap = lead(text, start)
        # The star of the default variant stands one column to the left of the brackets, as most write it.
        shift = " " * (text[start] == "*" and gap.endswith(" "))
        before = gap if start in added else ""
        added[start] = f"{added.get(start, '')}{before}{shift}[{form}{between}{value}"
    for start in sorted(added, reverse=True):
        text = text[:start] + added[start] + lead(text, start) + text[start:]
    return text
