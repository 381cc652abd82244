"""Front matter of Markdown pages: YAML, TOML or JSON with titles and descriptions in it."""

from __future__ import annotations

import json
import re

from toolkit.markup.model import Block

_MATTER = re.compile(
    r"---[ \t]*\r?\n(?P<yaml>.*?\r?\n)??(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)"
    r"|\+\+\+[ \t]*\r?\n(?P<toml>.*?\r?\n)??\+\+\+[ \t]*(?:\r?\n|\Z)"
    r"|(?P<json>\{[ \t]*\r?\n.*?\r?\n\})[ \t]*(?:\r?\n|\Z)",
    re.DOTALL,
)
_KEY = (
    r"(?:title|subtitle|description|summary|excerpt|lead|caption|abstract|tagline|details|sidebar_label|sidebarTitle|"
    r"linkTitle|nav_title|short_title|seo_title|meta_description|page_title|intro)"
)
# A text on the line of its key, with the lines that go on with it; not a list, a block, an anchor or a comment.
_YAML = re.compile(
    rf"^(?P<key>(?P<indent>[ \t]*)(?:-[ \t]+)?{_KEY}:[ \t]+)"
    r"(?P<text>\"(?:[^\"\\\r\n]|\\.)*\"|'(?:[^'\r\n]|'')*'(?!')"
    r"|[^\s\"'>|&*\[{#%@`!][^\r\n]*?(?:\r?\n(?P=indent)[ \t]+\S[^\r\n]*?)*)"
    r"(?=[ \t]*(?:[ \t]#[^\r\n]*)?\r?$)",
    re.MULTILINE | re.IGNORECASE,
)
_FOLDED = re.compile(
    rf"^(?P<key>(?P<indent>[ \t]*)(?:-[ \t]+)?{_KEY}:[ \t]+)"
    r"(?P<text>>[+-]?[ \t]*(?:\r?\n(?P=indent)[ \t]+\S[^\r\n]*)+)",
    re.MULTILINE | re.IGNORECASE,
)
_TOML = re.compile(
    rf"^(?P<key>[ \t]*{_KEY}[ \t]*=[ \t]*)(?P<text>\"(?!\"\")(?:[^\"\\\r\n]|\\.)*\"|'(?!'')[^'\r\n]*')",
    re.MULTILINE | re.IGNORECASE,
)
_JSON = re.compile(rf"(?P<key>\"{_KEY}\"[ \t]*:[ \t]*)(?P<text>\"(?:[^\"\\\r\n]|\\.)*\")", re.IGNORECASE)


def read_front_matter(text: str) -> tuple[list[str | Block], int]:
    """The front matter of a page.

    Args:
        text: the whole page, perhaps with a byte order mark.

    Returns:
        Code and blocks, and where the page itself begins.
    """
    start = text.startswith("\ufeff")
    match = _MATTER.match(text, start)
    if not match:
        return [text[:start]] if start else [], int(start)
    code = match.group()
    if match["toml"] is not None:
        found = list(_TOML.finditer(code))
    elif match["json"] is not None:
        found = list(_JSON.finditer(code))
    else:
        found = sorted([*_YAML.finditer(code), *_FOLDED.finditer(code)], key=lambda m: m.start())
    parts: list[str | Block] = [text[:start]]
    position = 0
    for field in found:
        written = field["text"]
        plain = _plain(written)
        if any(map(str.isalpha, plain)) and field.start() >= position:
            title = "title" in field["key"].lower()
            block = Block(plain, [], written, quoted, not title)
            parts += [code[position : field.start("text")], block]
            position = field.end("text")
    return [*parts, code[position:]], match.end()


def quoted(text: str) -> str:
    """A text in double quotes, as YAML, TOML and JSON read them."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _plain(written: str) -> str:
    """The text that is written, on one line."""
    if written.startswith('"'):
        try:
            return str(json.loads(written, strict=False))
        except ValueError:
            return re.sub(r"\\(.)", r"\1", written[1:-1])
    if written.startswith("'"):
        return written[1:-1].replace("''", "'")
    if written.startswith(">"):
        written = re.sub(r"^>[+-]?", "", written)
    return " ".join(written.split())
