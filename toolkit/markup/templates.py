"""Tags of template languages in text: Jinja, Django, Liquid, Twig, Handlebars, Go, Hugo, ERB, EJS, PHP, Blade, ``${…}``.

Their grammars are those of the languages' own manuals, as far as needed to tell what is shown from what controls.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.markup.masks import Span

# What encloses code or text that is shown as it is written: nobody translates a listing.
_OPAQUE = re.compile(
    r"\{%-?\s*(?P<name>highlight|raw|verbatim|comment|math|mermaid)\b.{0,200}?%\}.*?\{%-?\s*end(?P=name)\s*-?%\}"
    r"|\{\{[<%]\s*(?P<short>highlight|code|mermaid|math|katex|raw|rawhtml)\b.{0,200}?\}\}.*?"
    r"\{\{[<%]\s*/\s*(?P=short)\s*[>%]\}\}"
    r"|<\?(?:php\b|=).*?(?:\?>|\Z)",
    re.DOTALL,
)
_TAG = re.compile(
    r"\{!![^\n].{0,500}?!!\}|\{\{\{[^{}]{1,400}?\}\}\}|\{\{!--.{0,2000}?--\}\}|\{\{(?!\{[^{}\n]{1,200}\}\}(?!\}))[^\n].{0,500}?\}\}|\{%.{0,800}?%\}|\{#(?!\d).{0,800}?#\}"
    r"|<%.{0,2000}?%>|[$#]\{[^{}\n]{1,200}\}",
    re.DOTALL,
)
# Directives of Blade: with what they are given, or by the names that nothing else has.
_INSIDE = r"\((?:[^()\n]|\((?:[^()\n]|\([^()\n]*\))*\))*\)"
_DIRECTIVE = re.compile(rf"(?<![\w@.])@(?P<name>[a-z][A-Za-z]*)(?:[ \t]?{_INSIDE}|(?![\w.@-]|\())")
_DIRECTIVE_ENDS = re.compile(r"(?<![\w@.])@end[a-z]+(?![\w.@-])")
_BLADE_BLOCKS = frozenset(
    "if unless isset empty foreach forelse for while switch auth guest can cannot canany section push prepend component "
    "slot error once php verbatim env production session hasSection sectionMissing fragment".split()
)
_BLADE_MIDDLES = frozenset("else elseif elseauth elseguest elsecan elsecannot case default empty".split())
_BLADE_SHOWN = frozenset("lang choice yield json svg".split())
_BLADE_HIDDEN = frozenset(
    "csrf method include includeIf includeWhen includeUnless includeFirst extends props class style checked selected "
    "disabled readonly required vite viteReactRefresh dump dd inject stack break continue parent show stop append "
    "livewire livewireStyles livewireScripts each use aware old".split()
)
# Behind these a tag has no end, and begins nothing.
_BROKEN = re.compile(r"\n[ \t]*\r?\n|-->|</?(?:script|style)\b", re.IGNORECASE)
_BLOCKS = frozenset(
    "if unless for foreach while case switch block macro call filter autoescape trans blocktrans blocktranslate "
    "capture tablerow spaceless cache with embed apply range define each let".split()
)
_MIDDLES = frozenset("else elif elsif elseif empty when plural default".split())
_GO = frozenset("if range with block define".split())


def find_templates(text: str) -> Iterator[Span]:
    """The tags of template languages in a text, in order."""
    position = 0
    opaque = list(_OPAQUE.finditer(text)) if "{%" in text or "{{" in text or "<?" in text else []
    for match in opaque:
        yield from _find(text, position, match.start())
        code = match.group()
        yield _php(match.start(), code) if code.startswith("<?") else Span(*match.span(), "hidden")
        position = match.end()
    yield from _find(text, position, len(text))


def _find(text: str, start: int, end: int) -> Iterator[Span]:
    directives = list(_directives(text, start, end))
    tags = list(_tags(text, start, end))
    inside = [(tag.start, tag.end) for tag in tags]
    free = [one for one in directives if not any(a <= one.start < b for a, b in inside)]
    yield from sorted([*tags, *free], key=lambda span: span.start)


def _directives(text: str, start: int, end: int) -> Iterator[Span]:
    """Directives of Blade; those without anything in brackets only in a text where something ends by one."""
    if "@" not in text:
        return
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


def _tags(text: str, start: int, end: int) -> Iterator[Span]:
    while match := _TAG.search(text, start, end):
        if _BROKEN.search(match.group()):
            start = match.start() + 2
        else:
            yield _span(match.start(), match.group())
            start = match.end()


def is_block(name: str) -> bool:
    """Whether a tag of a name always has an end, perhaps in another paragraph."""
    return name.split(":")[-1] in _BLOCKS or name in ("erb", "php") or name.startswith("blade:")


def _span(start: int, code: str) -> Span:
    end = start + len(code)
    if code.startswith("{!!"):
        return Span(start, end, "shown")
    if code.startswith("{{--"):
        return Span(start, end, "hidden")
    if code.startswith("{{"):
        return Span(start, end, *_braces(code))
    if code.startswith("{%"):
        name = _first_word(code[2:-2])
        if name in _MIDDLES:
            return Span(start, end, "middle")
        if name.startswith("end"):
            return Span(start, end, "close", name[3:])
        return Span(start, end, "open", name)
    if code.startswith("{#"):
        return Span(start, end, "hidden")
    if code.startswith("<%"):
        return Span(start, end, *_ruby(code[2:-2]))
    return Span(start, end, "shown")


def _braces(code: str) -> tuple[str, str]:
    inner = code.strip("{}").strip("-~ \n\t")
    if code.startswith("{{{"):
        return "shown", ""
    if inner[:1] in "<%" and inner[:1]:
        inner = inner[1:].strip()
        if inner.startswith("/"):
            return "close", "short:" + _first_word(inner[1:])
        return ("shown", "") if inner.rstrip("%> ").endswith("/") else ("open", "short:" + _first_word(inner))
    if inner.startswith(("#", "^")) and inner[1:2]:
        return "open", "mustache:" + _first_word(inner[1:])
    if inner.startswith("/"):
        return "close", "mustache:" + _first_word(inner[1:])
    if inner.startswith(("!", "/*")):
        return "hidden", ""
    word = _first_word(inner)
    if inner == "^" or word == "else":
        return "middle", ""
    if inner == "end":
        return "close", "go"
    return ("open", "go") if word in _GO and " " in inner else ("shown", "")


def _ruby(inner: str) -> tuple[str, str]:
    if inner[:1] in ("=", "-", ":", "@") and inner[:1] and not inner.startswith("--"):
        if inner[:1] in ("=", "-"):
            return ("open", "erb") if re.search(r"\bdo\s*+(?:\|[^|]*\|\s*+)?-?$", inner) else ("shown", "")
        return "hidden", ""
    if inner[:1] == "#" or inner.startswith("--"):
        return "hidden", ""
    return _statement(inner.strip("- \n\t"), "erb")


def _statement(code: str, name: str) -> tuple[str, str]:
    """The role of a statement of Ruby, JavaScript or PHP."""
    if re.match(r"\}?\s*(?:else|elsif|elseif|when|case\b.*:$|rescue|default\s*:)", code):
        return "middle", ""
    if re.fullmatch(r"(?:end(?:if|for|foreach|while|switch)?|\}\)?)\s*;?", code):
        return "close", name
    if re.search(r"(?:\{|\bdo\s*(?:\|[^|]*\|)?|\)\s*:)\s*$", code) or re.match(
        r"(?:if|unless|case|while|for|begin)\b(?!.*\bend\b)", code
    ):
        return "open", name
    return "hidden", ""


def _php(start: int, code: str) -> Span:
    inner = re.sub(r"\A<\?(?:php)?|\?>\Z", "", code).strip()
    if inner.startswith("=") or re.match(r"(?:echo|print)\b", inner):
        return Span(start, start + len(code), "shown")
    return Span(start, start + len(code), *_statement(inner, "php"))


def _first_word(text: str) -> str:
    found = re.match(r"[-~+\s]*([\w./-]*)", text)
    return found[1].rstrip("-") if found else ""
