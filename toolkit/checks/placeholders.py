"""Placeholders, templates, formulas, tags and entities that are not the same on both sides.

They are those of :mod:`toolkit.text.finders`. Of tags of HTML and XML only the name counts: attributes may be
translated, as may the words within formulas. Of a plural or select of ICU's MessageFormat the argument counts, and of
a select the keys; their branches are text. The order of placeholders may change with the language; tags must be nested.
Inline codes that XLIFF and TMX files have around or between words count as well, by kind and id.
"""

from __future__ import annotations

import functools
import html
import re
from collections import Counter
from collections.abc import Iterator

from toolkit.checks.arguments import changed_arguments
from toolkit.checks.spans import Said
from toolkit.formats.inline import inline_codes
from toolkit.languages.tags import primary_language
from toolkit.text.messages import DEEPEST, forms
from toolkit.text.protected import Span, find
from toolkit.units import TranslationUnit

# Codes, addresses and names are not among them: what a program fills in stands in these too.
_KINDS = frozenset({"template", "formula", "tag", "placeholder", "shortcode"})
# What each of them has.
_SIGN = re.compile(r"[{%<_$\\@#]|\[[\[%a-zA-Z]|\*\||&lt;|:[a-z0-9_+-]")
_TAG = re.compile(
    r"(?:<|&lt;)(?P<tag>/?(?:\d+|[a-zA-Z][\w-]*(?::[\w-]+)*))(?![\w.:-]).*?(?P<closed>/?)(?:>|&gt;)", re.DOTALL
)
# What a program fills into a tag; other signs of percent in it are those of addresses (%20).
_IN_TAG = re.compile(r"%\(\w+\)[sd]|%(?:\d\$)?[sd](?!\w)|\{\{?\s*[\w.]*\s*\}?\}")
# A sum of dollars, or a parameter of a shell; a sign of percent; what a manual calls an argument.
_UNSURE = re.compile(r"\$\d|%%|\[\w+\]")
# A percentage as Turks and Basques write it, or one of Qt's.
_PERCENTAGE = re.compile(r"%\d+")
_NUMBERED, _NUMBER = re.compile(r"%\d+\$"), re.compile(r"\d+\$")
_PERCENT_FIRST = frozenset({"eu", "ku", "tr"})
# Words within a formula are translated, as is what a link of a wiki shows.
_WORDS = re.compile(r"(?<=\{)[^{}\\]*[^\W\d_]{2}[^{}\\]*(?=\})|\s+")
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
# Entities of spaces and of typography belong to a language's conventions.
_TYPOGRAPHY = frozenset("\u00a0\u202f\u2009\u2007\u00ad\u2011'’‘“”«»„–—…")


@functools.lru_cache(maxsize=256)
def plain(text: str) -> str:
    """A text without them, branches of plurals and selects as text."""
    if not _SIGN.search(text):
        return text
    text = _without_icu(text)[0]
    parts, position = [], 0
    for span in find(text, kinds=_KINDS):
        if not _UNSURE.fullmatch(text, span.start, span.end):
            parts.append(text[position : span.start])
            position = span.end
    return " ".join([*parts, text[position:]])


def read_placeholders(text: str) -> Counter[str]:
    """All of them in a text, tags by their names, formulas without their words."""
    if not _SIGN.search(text):
        return Counter()
    text, found = _without_icu(text)
    for span in find(text, kinds=_KINDS):
        if name := _name(text, span):
            found[name] += 1
        if span.kind == "tag":
            found.update(_IN_TAG.findall(text, span.start, span.end))
    return found


def _name(text: str, span: Span) -> str:
    """By what it is compared; empty if it is not."""
    what = text[span.start : span.end]
    if span.kind == "formula":
        return _WORDS.sub("", what)
    if span.kind == "tag":
        match = _TAG.match(what)
        return f"<{match['tag']}>" if match else ""
    if what.startswith("[["):
        return "[[]]"
    return "" if _UNSURE.fullmatch(what) else what


def _without_icu(text: str, depth: int = 0) -> tuple[str, Counter[str]]:
    """A text with the branches of its plurals and selects in the place of these, and what must stay of them."""
    total: Counter[str] = Counter()
    parts: list[str] = []
    position = 0
    for form in forms(text) if depth < DEEPEST else ():
        parts.append(text[position : form.start])
        found: Counter[str] = Counter()
        for start, end in form.branches:
            inner, more = _without_icu(text[start:end], depth + 1)
            # A language has as many branches as it has plurals: what is in all of them counts once.
            found |= more
            parts.append(f" {inner} ")
        keys = f": {' '.join(sorted(form.keys))}" if form.kind == "select" else ""
        found[f"{{{form.name}, {form.kind}{keys}}}"] += 1
        total.update(found)
        position = form.end
    return "".join(parts) + text[position:], total


def check(unit: TranslationUnit) -> Iterator[str | Said]:
    codes = inline_codes(unit) if unit.target.strip() else None
    if codes is not None:
        for name in sorted(codes[0] - codes[1]):
            yield f"inline code '{name}' of the source is missing in the target"
        for name in sorted(codes[1] - codes[0]):
            yield f"inline code '{name}' is only in the target"
    if _SIGN.search(unit.source) or _SIGN.search(unit.target):
        yield from _differences(unit)
    yield from _entities(unit)
    yield from changed_arguments(unit)


def _differences(unit: TranslationUnit) -> Iterator[str]:
    source, target = read_placeholders(unit.source), read_placeholders(unit.target)
    if _PERCENT_FIRST & {primary_language(unit.source_language), primary_language(unit.target_language)}:
        source, target = (_without(_PERCENTAGE, side) for side in (source, target))
    if any(_NUMBERED.match(name) for name in source) != any(_NUMBERED.match(name) for name in target):
        source, target = (_unnumbered(side) for side in (source, target))
    if any(any(forms(side)) for side in (unit.source, unit.target)):
        source, target = Counter(dict.fromkeys(source, 1)), Counter(dict.fromkeys(target, 1))
    for name in sorted(source - target):
        yield f"placeholder or tag '{name}' of the source is missing in the target"
    for name in sorted(target - source):
        yield f"placeholder or tag '{name}' is only in the target"
    has_tags = source == target and any(name[0] == "<" for name in source)
    if has_tags and is_nested(unit.source) and not is_nested(unit.target):
        yield "the tags of the target are not nested as those of the source"


def _without(pattern: re.Pattern[str], names: Counter[str]) -> Counter[str]:
    return Counter({name: count for name, count in names.items() if not pattern.fullmatch(name)})


def _unnumbered(names: Counter[str]) -> Counter[str]:
    """Numbers say the order of the other side: ``%2$s`` stands for the second ``%s``."""
    found: Counter[str] = Counter()
    for name, count in names.items():
        found[_NUMBER.sub("", name) if name[0] == "%" else name] += count
    return found


def is_nested(text: str) -> bool:
    """Whether each tag that is opened is closed in its turn."""
    open_tags = []
    for match in _tags(text):
        name = match["tag"].lower()
        if match["closed"] or name in _VOID:
            continue
        if not name.startswith("/"):
            open_tags.append(name)
        elif not open_tags or open_tags.pop() != name[1:]:
            return False
    return not open_tags


def _tags(text: str) -> list[re.Match[str]]:
    found = (_TAG.match(text, span.start, span.end) for span in find(text, kinds={"tag"}))
    return [match for match in found if match]


def _entities(unit: TranslationUnit) -> Iterator[str]:
    """Entities that only one side has: readers see code where the other side has a sign."""
    if "&" not in unit.target or find(unit.source, kinds={"entity", "tag"}):
        return
    for entity in dict.fromkeys(unit.target[s.start : s.end] for s in find(unit.target, kinds={"entity"})):
        sign = html.unescape(entity)
        if sign != entity and sign not in _TYPOGRAPHY:
            yield f"the entity '{entity}' is only in the target"
