"""Placeholders, tags and entities of programs' messages that are not the same on both sides.

Braces (``{name}``, ``{{ name }}``, ``${name}``, ``%{name}``, ``#{name}``), printf's (``%s``, ``%(name)s``, ``%1$d``,
``%@``), ``%name%``, ``:name``, ``__name__``, ``<%= name %>``, ``{% name %}`` and tags of HTML and XML, of which only
the name counts: attributes may be translated. Of a plural or select of ICU's MessageFormat the argument counts, and of
a select the keys; their branches are text. The order of placeholders may change with the language; tags must be nested.
Inline codes that XLIFF and TMX files have around or between words count as well, by kind and id.
"""

from __future__ import annotations

import functools
import html
import re
from collections import Counter
from collections.abc import Iterator

from toolkit.formats.inline import inline_codes
from toolkit.units import TranslationUnit

_FIELD = r"[\w.$\[\]'\"!:%+,#*<>=^-]*?"
_BRACES = (
    r"\{%[^%{}\n]{1,80}%\}|\{\{\{?[^{}\n]{1,80}\}\}\}?|[$#%]\{[^{}\n]{1,80}\}"
    rf"|\{{\s?[^\W\d]{_FIELD}\s?\}}|\{{\d{_FIELD}\}}|\{{\}}"
    r"|\{(?:\w+), ?(?:number|date|time|spellout|ordinal|duration)[^{}]{0,60}\}"
)
# A percentage may stand before a letter too ("10 %d'eau"); programs put no number before theirs.
_PRINTF = r"(?<!\d)(?<!\d[ \u00a0\u202f])%(?:\(\w+\)|\d+\$)?[-+#0]*\d*(?:\.\d+)?l{0,2}(?:[sdiufFeEgGxXc]|@)(?![a-z])"
_NAMED_PRINTF = r"%\(\w+\)[-+#0]*\d*(?:\.\d+)?[sdiufFeEgGxXc]"
_WORDS = (
    r"(?<![\w%])%[A-Za-z_]{2,30}%(?!\w)|(?<![^\s(\[\"'«“])(?::[a-z0-9_+-]{2,30}:(?!\w)|:[a-z][a-zA-Z_]{1,30}\b(?![:.]\w|:))"
    r"|(?<!\w)__(?:[a-z](?:[a-z0-9]|_(?!_)){0,40}|[A-Z](?:[A-Z0-9]|_(?!_)){0,40})__(?!\w)"
)
_SERVER = r"<%[=#-]?[^%<>]{1,80}%>|<\?[^?<>]{1,80}\?>"
_TAG = r"<(?P<tag>/?[a-zA-Z][\w-]*(?::[\w-]+)?)(?:\s+[\w@%{][^<>]*)?\s?(?P<closed>/?)>"
_ANY = re.compile(f"{_SERVER}|{_BRACES}|{_NAMED_PRINTF}|{_PRINTF}|{_WORDS}|{_TAG}")
# What each of them has.
_SIGN = re.compile(r"[{%<_]|:[a-z0-9_+-]")
_ICU = re.compile(r"\{\s*(?P<name>\w+)\s*,\s*(?P<kind>plural|select|selectordinal)\s*,")
_KEY = re.compile(r"\s*+(?:offset:\d++\s*+)?(?P<key>=\d+|[\w-]+)\s*\{")
_END = re.compile(r"\s*\}?")
# Messages have plurals within selects, and little else.
_DEEPEST = 20
_ENTITY = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]{1,15}|#\d{1,6}|#[xX][0-9a-fA-F]{1,6});")
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
# Entities of spaces and of typography belong to a language's conventions.
_TYPOGRAPHY = frozenset("\u00a0\u202f\u2009\u2007\u00ad\u2011'’‘“”«»„–—…")


@functools.lru_cache(maxsize=256)
def plain(text: str) -> str:
    """A text without them, branches of plurals and selects as text."""
    if "{" in text or "%" in text or "<" in text:
        return _ANY.sub(" ", _without_icu(text)[0])
    return text


def read_placeholders(text: str) -> Counter[str]:
    """All of them in a text, tags by their names."""
    if not _SIGN.search(text):
        return Counter()
    text, found = _without_icu(text)
    for match in _ANY.finditer(text):
        name = f"<{match['tag']}>" if match["tag"] else match.group()
        found[name] += 1
    return found


def _without_icu(text: str, depth: int = 0) -> tuple[str, Counter[str]]:
    """A text with the branches of its plurals and selects in the place of these, and what must stay of them."""
    total: Counter[str] = Counter()
    parts: list[str] = []
    start = 0
    while match := _ICU.search(text, start) if "{" in text and "," in text and depth < _DEEPEST else None:
        parts.append(text[start : match.start()])
        found: Counter[str] = Counter()
        position, keys = match.end(), []
        while branch := _KEY.match(text, position):
            end = _closing(text, branch.end() - 1)
            keys.append(branch["key"])
            inner, more = _without_icu(text[branch.end() : end], depth + 1)
            # A language has as many branches as it has plurals: what is in all of them counts once.
            found |= more
            parts.append(f" {inner} ")
            position = end + 1
        kind = match["kind"]
        found[f"{{{match['name']}, {kind}{': ' + ' '.join(sorted(keys)) if kind == 'select' else ''}}}"] += 1
        total.update(found)
        start = _END.match(text, position).end()  # type: ignore[union-attr]
    return "".join(parts) + text[start:], total


def _closing(text: str, opening: int) -> int:
    depth = 0
    for place in range(opening, len(text)):
        depth += (text[place] == "{") - (text[place] == "}")
        if not depth:
            return place
    return len(text)


def check(unit: TranslationUnit) -> Iterator[str]:
    codes = inline_codes(unit) if unit.target.strip() else None
    if codes is not None:
        for name in sorted(codes[0] - codes[1]):
            yield f"inline code '{name}' of the source is missing in the target"
        for name in sorted(codes[1] - codes[0]):
            yield f"inline code '{name}' is only in the target"
    source, target = read_placeholders(unit.source), read_placeholders(unit.target)
    if _ICU.search(unit.source) or _ICU.search(unit.target):
        source, target = Counter(dict.fromkeys(source, 1)), Counter(dict.fromkeys(target, 1))
    for name in sorted(source - target):
        yield f"placeholder or tag '{name}' of the source is missing in the target"
    for name in sorted(target - source):
        yield f"placeholder or tag '{name}' is only in the target"
    has_tags = source == target and any(name[0] == "<" for name in source)
    if has_tags and is_nested(unit.source) and not is_nested(unit.target):
        yield "the tags of the target are not nested as those of the source"
    yield from _entities(unit)


def is_nested(text: str) -> bool:
    """Whether each tag that is opened is closed in its turn."""
    open_tags = []
    for match in re.finditer(_TAG, text):
        name = match["tag"].lower()
        if match["closed"] or name in _VOID:
            continue
        if not name.startswith("/"):
            open_tags.append(name)
        elif not open_tags or open_tags.pop() != name[1:]:
            return False
    return not open_tags


def _entities(unit: TranslationUnit) -> Iterator[str]:
    """Entities that only one side has: readers see code where the other side has a sign."""
    if "&" not in unit.target or _ENTITY.search(unit.source) or re.search(_TAG, unit.source):
        return
    for entity in dict.fromkeys(_ENTITY.findall(unit.target)):
        sign = html.unescape(entity)
        if sign != entity and sign not in _TYPOGRAPHY:
            yield f"the entity '{entity}' is only in the target"
