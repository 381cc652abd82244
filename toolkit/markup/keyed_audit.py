"""Audits of texts by key, and of catalogues with both languages: keys, lost texts, placeholders, line breaks.

Values are read by the readers of ``--missing``, which are others than those of ``translate``.
"""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Any

from toolkit.checks.placeholders import read_placeholders
from toolkit.errors import BitextError
from toolkit.formats.inline import text_of
from toolkit.formats.limits import over_limit
from toolkit.languages.tags import is_tag
from toolkit.markup.entries import Entry
from toolkit.markup.forms import READERS
from toolkit.text.messages import forms
from toolkit.text.xml_tokens import read_attributes

# Kinds whose values write a line break by an escape.
_ESCAPED = frozenset("json arb properties strings android".split())
_CODE_POINT = re.compile(r"\\[uU]([0-9a-fA-F]{4})")
_CONTINUED = re.compile(r"\\\r?\n\s*")
# What a program fills in, without the branches of a selector around it.
_PLACEABLE = re.compile(r"\{\s*((?:\$|-)?[\w.-]+(?:\([^{}]*\))?|\"[^\"{}]*\")\s*\}")
_SELECTOR = re.compile(r"\{\s*(\$?-?[\w.-]+(?:\([^{}()]*\))?)\s*->")
_FLUENT_TAG = re.compile(r"</?[a-zA-Z][^<>{}]*>")
_TARGET = {
    "xliff": re.compile(r"<(?:\w+:)?target(?:\s[^<>]*)?(?:/>|>(?P<text>.*?)</(?:\w+:)?target>)", re.DOTALL),
    "qt": re.compile(r"<translation(?:\s[^<>]*)?(?:/>|>(?P<text>.*?)</translation>)", re.DOTALL),
}
_UNIT = {
    "xliff": re.compile(r"<(?:\w+:)?(?:trans-unit|segment)(?=[\s>]).*?</(?:\w+:)?(?:trans-unit|segment)>", re.DOTALL),
    "qt": re.compile(r"<message(?=[\s>]).*?</message>", re.DOTALL),
}
# What a memory has proposed for a unit is no translation of it.
_PROPOSED = re.compile(r"<(?:\w+:)?(alt-trans|matches)(?=[\s>]).*?</(?:\w+:)?\1>", re.DOTALL)
_SOURCE = re.compile(r"<(?:\w+:)?source(?:\s[^<>]*)?>(?P<text>.*?)</(?:\w+:)?source>", re.DOTALL)
_CODE = re.compile(r"</?(?:\w+:)?(?:x|g|ph|pc|sc|ec|bx|ex|bpt|ept|it|sub)(?=[\s/>])[^<>]*>")
_ID = re.compile(r"\s(id|rid|startRef|dataRef)\s*=\s*[\"']([^\"']*)")


def _audit(before: bytes, after: bytes, kind: str) -> list[str]:
    """Compare a translated file of a kind of texts by key with its source: one sentence a difference."""
    one, other = _text(before), _text(after)
    try:
        if kind in ("json", "arb"):
            json.loads(other, strict=False)
        first, second = READERS[kind](one), READERS[kind](other)
    except (BitextError, ValueError) as error:
        return [f"the file cannot be read ({error})"]
    return list(_groups(one, first, other, second, kind, ""))


audit_android = partial(_audit, kind="android")
audit_arb = partial(_audit, kind="arb")
audit_fluent = partial(_audit, kind="fluent")
audit_json = partial(_audit, kind="json")
audit_php = partial(_audit, kind="php")
audit_properties = partial(_audit, kind="properties")
audit_resx = partial(_audit, kind="resx")
audit_strings = partial(_audit, kind="strings")
audit_stringsdict = partial(_audit, kind="stringsdict")
audit_toml = partial(_audit, kind="toml")
audit_yaml = partial(_audit, kind="yaml")


def _text(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _groups(one: str, first: Entry, other: str, second: Entry, kind: str, where: str) -> Iterator[str]:
    """Differences of two groups of entries."""
    ours, theirs = first.inside or [], second.inside or []
    keys, others = [entry.key for entry in ours], [entry.key for entry in theirs]
    # The one key at the top of a Rails file is the language.
    if not where and len(ours) == len(theirs) == 1 and ours[0].inside and is_tag(keys[0]) and is_tag(others[0]):
        others = keys
    if keys != others:
        old, new = Counter(keys), Counter(others)
        lost = [
            f"key '{where}{key}': {old[key]} before, {new[key]} after" for key in {**old, **new} if old[key] != new[key]
        ]
        yield from lost or [f"the keys of '{where.rstrip('.')}' are in another order"]
        return
    for a, b in zip(ours, theirs, strict=True):
        name = f"{where}{a.key}"
        if a.inside:
            yield from _groups(one, a, other, b, kind, f"{name}.")
        if bool(a.value) != bool(b.value):
            yield f"{name}: its value is of another kind"
        elif not a.inside or kind == "fluent":
            for difference in _values(_own(one, a), _own(other, b), kind, a.kept):
                yield f"{name}: {difference}"


def _own(text: str, entry: Entry) -> str:
    """The code of the value of an entry, with its key where the reader does not part them."""
    start, end = entry.value or (entry.start, entry.inside[0].start if entry.inside else entry.bare)
    return text[start:end]


def _values(old: str, new: str, kind: str, kept: bool) -> Iterator[str]:
    if old == new:
        return
    if kept:
        yield "it is not to be translated, but has changed"
    if old.strip() and not new.strip():
        yield "its text is lost"
    elif kind == "fluent":
        ours, theirs = _fluent_placeholders(old), _fluent_placeholders(new)
        # A language has as many variants as it has plurals: what is in them counts once.
        once = "->" in old
        yield from _counted(Counter(set(ours)), Counter(set(theirs))) if once else _counted(ours, theirs)
    else:
        yield from _counted(*_placeholders(_plain(old), _plain(new)))
    breaks = [code.count("\\n") for code in (old, new)]
    if kind in _ESCAPED and breaks[0] != breaks[1]:
        yield f"line breaks: {breaks[0]} before, {breaks[1]} after"


def _placeholders(old: str, new: str) -> tuple[Counter[str], Counter[str]]:
    """Placeholders of a text and its translation; each counts once where forms of ICU may say it in every branch."""
    ours, theirs = read_placeholders(old), read_placeholders(new)
    if any(forms(old)) or any(forms(new)):
        return Counter(dict.fromkeys(ours, 1)), Counter(dict.fromkeys(theirs, 1))
    return ours, theirs


def _plain(code: str) -> str:
    """A value with what it escapes, as far as placeholders and tags may be in it."""
    return html.unescape(_CODE_POINT.sub(lambda match: chr(int(match[1], 16)), _CONTINUED.sub("", code)))


def _fluent_placeholders(code: str) -> Counter[str]:
    found = Counter(f"{{{name}}}" for name in _PLACEABLE.findall(code))
    found.update(f"{{{name} ->}}" for name in _SELECTOR.findall(code))
    found.update(tag.split()[0].rstrip(">") + ">" for tag in _FLUENT_TAG.findall(code))
    return found


def _counted(old: Counter[str], new: Counter[str]) -> Iterator[str]:
    for name in {**old, **new}:
        if old[name] != new[name]:
            yield f"placeholder {name}: {old[name]} before, {new[name]} after"


def audit_xliff(before: bytes, after: bytes) -> list[str]:
    """Compare an XLIFF file with what a translation filled in: sources, codes and placeholders of new targets."""
    return _filled(before, after, "xliff")


def audit_qt(before: bytes, after: bytes) -> list[str]:
    """Compare a file of Qt Linguist with what a translation filled in: messages, and placeholders of new ones."""
    return _filled(before, after, "qt")


def _filled(before: bytes, after: bytes, kind: str) -> list[str]:
    units, others = (_UNIT[kind].findall(_text(data)) for data in (before, after))
    if len(units) != len(others):
        return [f"units: {len(units)} before, {len(others)} after"]
    found: list[str] = []
    for number, (old, new) in enumerate(zip(units, others, strict=True), 1):
        proposed = [[match[0] for match in _PROPOSED.finditer(code)] for code in (old, new)]
        if proposed[0] != proposed[1]:
            found.append(f"unit {number}: what is proposed beside it has changed")
        old, new = (_PROPOSED.sub("", code) for code in (old, new))
        sources = [match["text"] for match in _SOURCE.finditer(new)]
        if sources != [match["text"] for match in _SOURCE.finditer(old)]:
            found.append(f"unit {number}: its source is another")
        had, has = ([match["text"] or "" for match in _TARGET[kind].finditer(code)] for code in (old, new))
        if any(text.strip() for text in _forms(had)) and had != has:
            found.append(f"unit {number}: its translation has changed")
        elif had != has and sources:
            for target in filter(str.strip, _forms(has)):
                found += [f"unit {number}: {difference}" for difference in _counted(_codes(sources[0]), _codes(target))]
                found += [f"unit {number}: {sentence}" for sentence in _over_limit(new, target)]
    return found


def _over_limit(unit: str, target: str) -> list[str]:
    """What is to be said of a target that is longer than its unit allows."""
    head = read_attributes(unit[: unit.index(">")])
    limits = {f"unit@{name}": head[name] for name in ("maxwidth", "size-unit") if name in head}
    over = over_limit(text_of(target), limits) if limits else None
    return [over[1]] if over is not None else []


def _forms(targets: list[str]) -> Iterator[str]:
    """Translations, each form of a plural by itself."""
    for target in targets:
        forms = re.findall(r"<numerusform[^<>]*>(.*?)</numerusform>", target, re.DOTALL)
        yield from forms or [target]


def _codes(code: str) -> Counter[str]:
    """Inline codes by their names and ids, and placeholders of the text between them."""
    found: Counter[str] = Counter()
    for tag in _CODE.findall(code):
        named = " ".join(value for _, value in _ID.findall(tag))
        found[f"{re.split(r'[ />]', tag.lstrip('</'), maxsplit=1)[0]} {named}".strip()] += not tag.startswith("</")
    found.update(read_placeholders(html.unescape(re.sub(r"<[^<>]*>", "", code))))
    return +found


def audit_xcstrings(before: bytes, after: bytes) -> list[str]:
    """Compare a catalogue of Xcode with what a translation filled in: old texts, placeholders of new ones."""
    try:
        one, other = json.loads(before), json.loads(after)
    except ValueError as error:
        return [f"the file cannot be read ({error})"]
    source = one.get("sourceLanguage", "")
    ours, theirs = one.get("strings", {}), other.get("strings", {})
    found = [f"key '{key}' is missing" for key in ours if key not in theirs]
    for key in filter(theirs.__contains__, ours):
        old, new = (side[key].get("localizations", {}) for side in (ours, theirs))
        wanted = [text for _, text in _leaves(old.get(source, {}))] or [key]
        known = Counter(leaf for language in old.values() for leaf in _leaves(language))
        for name in filter(new.__contains__, old):
            if missing := Counter(_leaves(old[name])) - Counter(_leaves(new[name])):
                found += [f"{key}: '{text}' has changed" for (_, text) in missing]
        fresh = [(place, text) for language in new.values() for place, text in _leaves(language)]
        for place, text in fresh:
            compared = [_placeholders(text_of, text) for text_of in wanted]
            if (place, text) not in known and not any(ours == theirs for ours, theirs in compared):
                found += [f"{key}: {difference}" for difference in _counted(*compared[0])]
    return found


def _leaves(node: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """The texts below a node of a catalogue, with their places."""
    if isinstance(node, dict):
        unit = node.get("stringUnit")
        if isinstance(unit, dict) and unit.get("value"):
            yield place, str(unit["value"])
        for name, inner in node.items():
            yield from _leaves(inner, f"{place}/{name}")
