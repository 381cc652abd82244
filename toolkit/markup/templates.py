"""Tags of template languages in text: Jinja, Django, Liquid, Twig, Handlebars, Go, Hugo, ERB, EJS, PHP, ``${…}``.

Their grammars are those of the languages' own manuals, as far as needed to tell what is shown from what controls.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.markup.masks import Span
from toolkit.markup.template_flow import find_flow

# What encloses code or text that is shown as it is written: nobody translates a listing.
_OPAQUE = re.compile(
    r"\{%-?\s*(?P<name>highlight|raw|verbatim|comment|math|mermaid)\b.{0,200}?%\}.*?\{%-?\s*end(?P=name)\s*-?%\}"
    r"|\{\{[<%]\s*(?P<short>highlight|code|mermaid|math|katex|raw|rawhtml)\b.{0,200}?\}\}.*?"
    r"\{\{[<%]\s*/\s*(?P=short)\s*[>%]\}\}"
    r"|<\?(?:php\b|=).*?(?:\?>|\Z)",
    re.DOTALL,
)
_TAG = re.compile(
    r"\{!![^\n].{0,500}?!!\}|\[\(\$\{[^{}\n]{1,200}\}\)\]|\[\[\$\{[^{}\n]{1,200}\}\]\]|\{\{\{[^{}]{1,400}?\}\}\}|\{\{!--.{0,2000}?--\}\}|\{\{(?!\{[^{}\n]{1,200}\}\}(?!\}))[^\n].{0,500}?\}\}|\{%.{0,800}?%\}|\{#(?!\d).{0,800}?#\}"
    r"|<%.{0,2000}?%>|[$#]\{[^{}\n]{1,200}\}",
    re.DOTALL,
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
    tags = list(_tags(text, start, end))
    inside = [(tag.start, tag.end) for tag in tags]
    flow = [one for one in find_flow(text, start, end) if not any(a <= one.start < b for a, b in inside)]
    yield from sorted([*tags, *flow], key=lambda span: span.start)


def _tags(text: str, start: int, end: int) -> Iterator[Span]:
    while match := _TAG.search(text, start, end):
        if _BROKEN.search(match.group()):
            start = match.start() + 2
        else:
            yield _span(match.start(), match.group())
            start = match.end()


def is_block(name: str) -> bool:
    """Whether a tag of a name always has an end, perhaps in another paragraph."""
    return name.split(":")[-1] in _BLOCKS or name in ("erb", "php") or name.startswith(("blade:", "flow:"))


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
