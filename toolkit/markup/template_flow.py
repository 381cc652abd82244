"""Tags of template languages that begin, part and end something by words of their own.

Blade of Laravel, Razor of .NET, the control flow of Angular, Svelte and FreeMarker, as their manuals have them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.markup.masks import Span

# What stands in brackets, with brackets in brackets.
_INSIDE = r"\((?:[^()\n]|\((?:[^()\n]|\([^()\n]*\))*\))*\)"
_BEFORE, _BEHIND = r"(?<![\w@.])", r"(?![\w.@-]|\()"

_DIRECTIVE = re.compile(rf"{_BEFORE}@(?P<name>[a-z][A-Za-z]*)(?:[ \t]?{_INSIDE}|{_BEHIND})")
_DIRECTIVE_ENDS = re.compile(rf"{_BEFORE}@end[a-z]+{_BEHIND}")
_BLADE_BLOCKS = frozenset(
    "if unless isset empty foreach forelse for while switch auth guest can cannot canany section push prepend "
    "component slot error once php verbatim env production session hasSection sectionMissing fragment".split()
)
_BLADE_MIDDLES = frozenset("else elseif elseauth elseguest elsecan elsecannot case default empty".split())
_BLADE_SHOWN = frozenset("lang choice yield json svg".split())
_BLADE_HIDDEN = frozenset(
    "csrf method include includeIf includeWhen includeUnless includeFirst extends props class style checked selected "
    "disabled readonly required vite viteReactRefresh dump dd inject stack break continue parent show stop append "
    "livewire livewireStyles livewireScripts each use aware old".split()
)

# Blocks in braces; the bracket of a condition may be left out in some.
_OPENS = (
    rf"{_BEFORE}@(?:if|for|foreach|while|switch|case|using|lock|defer|placeholder|loading|error|default|empty|section)"
    rf"(?:\s*{_INSIDE}|\s+[A-Za-z]\w*)?\s*\{{(?![{{%#!])"
)
_PARTS = (
    rf"\}}\s*@?(?:else(?:\s+if\s*{_INSIDE})?"
    rf"|(?<=@)(?:empty|placeholder|loading|error|default|case)(?:\s*{_INSIDE})?)\s*\{{(?![{{%#!])"
)
_BRACES = re.compile(rf"(?P<open>{_OPENS})|(?P<part>{_PARTS})|(?P<inner>\{{)|(?P<close>\}})")
_EXPRESSION = re.compile(
    rf"{_BEFORE}@(?:await\s)?(?:[A-Z]\w*(?:\.[A-Za-z]\w*(?:<\w+>)?(?:{_INSIDE})?|\[[^\[\]\n]*\]|{_INSIDE})+|{_INSIDE})"
)

# With something behind the name, or they would be ids of headings: {#key}.
_SVELTE = re.compile(
    r"\{(?:(?P<open>#)(?P<name>if|each|await|key|snippet)\s[^{}\n]+|(?P<middle>:)(?:else|then|catch)\b[^{}\n]*"
    r"|(?P<close>/)(?P<closed>if|each|await|key|snippet)|(?P<shown>@)(?:html|const|debug|render)\s[^{}\n]+)\}"
)
_FREEMARKER = re.compile(r"<#--.{0,2000}?-->|<(?P<end>/)?(?P<sign>[#@])(?P<name>[A-Za-z][\w.]*)[^<>\n]*>", re.DOTALL)
_FREEMARKER_BLOCKS = frozenset(
    "if list items sep switch macro function attempt autoesc noautoesc escape compress".split()
)
_FREEMARKER_MIDDLES = frozenset("else elseif case default recover".split())


def find_flow(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Tags of these languages, in order.

    Example:
        >>> [(span.role, span.name) for span in find_flow("@if ($ok) Oui @else Non @endif")]
        [('open', 'blade:if'), ('middle', ''), ('close', 'blade:if')]

    Args:
        text: the whole.
        start: where to begin.
        end: where to end; None for the end of the text.
    """
    end = len(text) if end is None else end
    found = [*_braces(text, start, end)] if "@" in text else []
    taken = {place for span in found for place in range(span.start, span.end)}
    others = [*_svelte(text, start, end), *_freemarker(text, start, end)]
    if "@" in text:
        others += [*_directives(text, start, end)]
        others += [Span(*m.span(), "shown") for m in _EXPRESSION.finditer(text, start, end)]
    for span in sorted(others, key=lambda one: (one.start, -one.end)):
        if taken.isdisjoint(range(span.start, span.end)):
            taken.update(range(span.start, span.end))
            found.append(span)
    yield from sorted(found, key=lambda span: span.start)


def _directives(text: str, start: int, end: int) -> Iterator[Span]:
    """Directives of Blade; those without anything in brackets only in a text where something ends by one."""
    ends = _DIRECTIVE_ENDS.search(text) is not None
    for match in _DIRECTIVE.finditer(text, start, end):
        name, given = match["name"], match[0].endswith(")")
        place = match.span()
        if name.startswith("end"):
            if _DIRECTIVE_ENDS.fullmatch(match[0]):
                yield Span(*place, "close", "blade:" + name[3:])
        elif not (given or ends):
            continue
        elif name in _BLADE_MIDDLES and not (name == "empty" and given):
            yield Span(*place, "middle")
        elif name in _BLADE_BLOCKS and ends:
            yield Span(
                *place, *(("hidden", "") if name == "section" and "," in match[0] else ("open", "blade:" + name))
            )
        elif name in _BLADE_SHOWN | _BLADE_HIDDEN and (given or name in _BLADE_HIDDEN):
            yield Span(*place, "shown" if name in _BLADE_SHOWN else "hidden")


def _braces(text: str, start: int, end: int) -> Iterator[Span]:
    """Blocks in braces; nothing if one has no end."""
    spans: list[Span] = []
    # For each brace that is open, whether a block begins with it.
    open_braces: list[bool] = []
    for match in _BRACES.finditer(text, start, end):
        kind = match.lastgroup
        if kind in ("open", "inner"):
            open_braces.append(kind == "open")
            if kind == "open":
                spans.append(Span(*match.span(), "open", "flow:brace"))
        elif open_braces:
            block = open_braces[-1]
            if kind == "close":
                open_braces.pop()
                if block:
                    spans.append(Span(*match.span(), "close", "flow:brace"))
            elif block:
                spans.append(Span(*match.span(), "middle"))
    if not any(open_braces):
        yield from spans


def _svelte(text: str, start: int, end: int) -> Iterator[Span]:
    for match in _SVELTE.finditer(text, start, end):
        name = match["name"] or match["closed"]
        role = next(role for role in ("open", "middle", "close", "shown") if match[role])
        yield Span(*match.span(), role, f"flow:{name}" if name else "")


def _freemarker(text: str, start: int, end: int) -> Iterator[Span]:
    if "<#" not in text and "<@" not in text:
        return
    for match in _FREEMARKER.finditer(text, start, end):
        name = match["name"] or ""
        if match["sign"] == "@":
            yield Span(*match.span(), "hidden" if match["end"] else "shown")
        elif name in _FREEMARKER_BLOCKS:
            yield Span(*match.span(), "close" if match["end"] else "open", f"flow:{name}")
        else:
            yield Span(*match.span(), "middle" if name in _FREEMARKER_MIDDLES else "hidden")
