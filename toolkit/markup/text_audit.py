"""Audits of HTML, Markdown, subtitles and plain text: what a translated file has lost, doubled or put out of order.

Each reads both files anew and compares what a translation must not change. They share the finders of templates and
formulas with the readers, and nothing else of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from typing import TYPE_CHECKING

from toolkit.markup.html_charset import as_utf8
from toolkit.markup.templates import find_templates
from toolkit.text.formulas import find_formulas
from toolkit.wording import counted

if TYPE_CHECKING:
    from markdown_it.token import Token

_TIMES = re.compile(
    r"^[ \t]*\d+:\d(?:[^\n]*?-->[ \t]*\d|[\d:]*:\d[^\n]*?(?:->|→|--&gt;)[ \t]*\d+:\d+:\d)[^\n]*$", re.MULTILINE
)
_MARKER = re.compile(
    r"^[ \t>]*(?P<fence>:{3,}[ \t]*\{?[\w-]*|!!![ \t]+[\w-]+|\?\?\?\+?[ \t]+[\w-]+"
    r"|===[!+]?[ \t]|/{3,}[ \t]*[\w-]*|:[ \t]"
    r"|\{[:.#][^{}\n]*\}[ \t]*$|\[!\w+\])|(?P<note>\[\^[^\]\s]+\]:?)|(?P<box>^[ \t>]*[-*+][ \t]+\[[ xX]\])"
    r"|(?P<id>\{[#:.][^{}\n]*\}|\{/\*.*?\*/\})|(?P<wiki>!?\[\[[^\]|\n]+)|(?P<emoji>:[a-z0-9_+-]*[a-z][a-z0-9_+-]*:)",
    re.MULTILINE,
)
_CODE = re.compile(r"^([ \t]*)(`{3,}+|~{3,}+).*?^\1\2|(?<!`)(`++)[^\n]+?(?<!`)\3(?!`)", re.DOTALL | re.MULTILINE)
_KEY = re.compile(r"^[ \t]*(?:-[ \t]+)?([\w.-]+)[ \t]*[:=]", re.MULTILINE)
_MATTER = re.compile(r"\ufeff?(?:---\r?\n(.*?)\r?\n---|\+\+\+\r?\n(.*?)\r?\n\+\+\+)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
# Raised endings are those of one language.
_FREE_TAGS = frozenset(["sup", "sub"])


def audit_html(before: bytes, after: bytes) -> list[str]:
    """Differences in tags, addresses, formulas and tags of templates between a page and its translation."""
    one, other = (_decoded(as_utf8(data)[0]) for data in (before, after))
    return [
        *_differences("tag", *(_tags(code) for code in (one, other))),
        *_differences(
            "address", *(re.findall(r"\b(?:href|src|action)\s*=\s*(\"[^\"]*\"|'[^']*')", c) for c in (one, other))
        ),
        *_code_differences(one, other, find_formulas_in=True),
    ]


def audit_markdown(before: bytes, after: bytes) -> list[str]:
    """Differences in blocks, code, links, notes, front matter and lines of dialects between a page and its target."""
    one, other = _decoded(before), _decoded(after)
    found = _differences("key of the front matter", *(_keys(code) for code in (one, other)))
    one, other = (_MATTER.sub("", code, count=1) for code in (one, other))
    first, second = _shape(one), _shape(other)
    blocks = [shape for shape, _ in (first, second)]
    if blocks[0] != blocks[1]:
        place = next((n for n, (a, b) in enumerate(zip(*blocks, strict=False)) if a != b), min(map(len, blocks)))
        here, there = (b[place] if place < len(b) else "the end" for b in blocks)
        found.append(f"block {place + 1}: {here} before, {there} after")
    found += _differences("link, image or code", first[1], second[1])
    one, other = (_CODE.sub("", code) for code in (one, other))
    found += _differences("mark", *(_markers(code) for code in (one, other)))
    return found + _code_differences(one, other, find_formulas_in=False)


def audit_subtitles(before: bytes, after: bytes) -> list[str]:
    """Differences in times, and cues that have lost their text."""
    one, other = (_cues(_decoded(data)) for data in (before, after))
    times, others = [time for time, _ in one], [time for time, _ in other]
    if times != others:
        return _differences("time of a cue", times, others) or ["the cues are in another order"]
    return [
        f"cue {time}: its text is lost" for (time, text), (_, made) in zip(one, other, strict=True) if text and not made
    ]


def audit_text(before: bytes, after: bytes) -> list[str]:
    """Differences in lines and tabs."""
    one, other = (re.split(r"\r*\n|\r", _decoded(data)) for data in (before, after))
    if len(one) != len(other):
        return [f"lines: {len(one)} before, {len(other)} after"]
    return [
        f"line {number}: {counted(line.count(tab), 'tab')} before, {made.count(tab)} after"
        for number, (line, made) in enumerate(zip(one, other, strict=True), 1)
        for tab in ["\t"]
        if line.count(tab) != made.count(tab)
    ]


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _differences(what: str, before: Iterable[Hashable], after: Iterable[Hashable]) -> list[str]:
    one, other = Counter(before), Counter(after)
    names = dict.fromkeys([*one, *other])
    return [f"{what} {name}: {one[name]} before, {other[name]} after" for name in names if one[name] != other[name]]


def _tags(code: str) -> list[str]:
    masked = re.sub(
        r"<!--.*?-->|<script\b.*?</script>|<style\b.*?</style>", "", _plain(code), flags=re.DOTALL | re.IGNORECASE
    )
    names = re.findall(r"<(/?[a-zA-Z][\w:-]*)", masked)
    return [name.lower() for name in names if name.lower().strip("/") not in _FREE_TAGS]


def _plain(code: str) -> str:
    """Code without its tags of templates."""
    ends = [0]
    kept = []
    for span in find_templates(code):
        kept.append(code[ends[-1] : span.start])
        ends.append(span.end)
    return "".join(kept) + code[ends[-1] :]


def _code_differences(one: str, other: str, find_formulas_in: bool) -> list[str]:
    finders: list[tuple[str, Callable[[str], list[str]]]] = [
        ("tag of a template", lambda text: [text[s.start : s.end] for s in find_templates(text)])
    ]
    if find_formulas_in:
        finders.append(("formula", lambda text: _formulas(_plain(text), markdown=False)))
    else:
        finders.append(("formula", lambda text: _formulas(text, markdown=True)))
    return [line for what, find in finders for line in _differences(what, find(one), find(other))]


def _formulas(text: str, markdown: bool) -> list[str]:
    return [text[a:b] for a, b in find_formulas(text, markdown=markdown)]


def _keys(code: str) -> list[str]:
    matter = _MATTER.match(code)
    return _KEY.findall(matter[1] or matter[2] or "") if matter else []


def _markers(code: str) -> list[str]:
    return [match.group().strip() for match in _MARKER.finditer(code)]


def _shape(code: str) -> tuple[list[str], list[str]]:
    """The blocks of a page in order, and its code and addresses."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    blocks, inside = [], []
    for token in parser.parse(code):
        if token.type == "inline":
            inside += [found for child in token.children or [] if (found := _of(child))]
        elif token.type != "html_block":
            blocks.append(token.type + (f" {token.tag}" if token.type.startswith("heading") else ""))
        if token.type == "fence" and not re.match(r"\s*(?:\{[\w-]+\}|ad-)", token.info):
            inside.append(token.content)
    return blocks, inside


def _of(token: Token) -> str:
    if token.type == "code_inline":
        return token.content
    address = token.attrs.get("href", token.attrs.get("src"))
    return str(address) if address is not None else ""


def _cues(text: str) -> list[tuple[str, bool]]:
    """The time of each cue, and whether anything is said in it."""
    stamps = list(_TIMES.finditer(text.replace("\r", "\n")))
    text = text.replace("\r", "\n")
    edges = [match.start() for match in stamps[1:]] + [len(text)] * bool(stamps)
    return [
        (stamp.group().strip(), any(map(str.isalpha, re.sub(r"<[^<>]*>", "", text[stamp.end() : edge]))))
        for stamp, edge in zip(stamps, edges, strict=True)
    ]
