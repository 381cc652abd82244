"""Forms of plurals in files of texts by key: those that only the target language has are made of ``other``."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from toolkit.languages.pair import LanguagePair
from toolkit.languages.plurals import CATEGORIES, plural_forms, source_form
from toolkit.markup.entries import (
    Entry,
    Reader,
    json_entries,
    lead,
    plist_entries,
    properties_entries,
    strings_entries,
    xml_entries,
)
from toolkit.markup.entries_code import fluent_entries, php_entries
from toolkit.markup.entries_yaml import toml_entries, yaml_entries
from toolkit.markup.fluent_forms import with_variants
from toolkit.text.messages import with_plural_forms

#: What reads entries, by kind of file.
READERS: dict[str, Reader] = {
    "json": json_entries,
    "arb": json_entries,
    "properties": properties_entries,
    "strings": strings_entries,
    "stringsdict": plist_entries,
    "android": xml_entries,
    "resx": xml_entries,
    "yaml": yaml_entries,
    "toml": toml_entries,
    "php": php_entries,
    "fluent": fluent_entries,
}
# Kinds with plurals as groups whose keys are categories; and the keys that such a group has besides.
_GROUPS = {"json": "", "arb": "", "yaml": "", "toml": "", "android": "", "stringsdict": "NSString"}
# i18next: "item_one", "item_other". Its ordinals have rules of their own.
_SUFFIX = re.compile(rf"(?P<base>.+(?<!_ordinal))_(?P<form>{'|'.join(CATEGORIES)})\Z", re.DOTALL)
_MESSAGES = frozenset(["arb", "json", "properties", "yaml", "toml", "php"])
_Edit = tuple[int, int, str]


def with_forms(text: str, kind: str, pair: LanguagePair) -> str:
    """A file in the source language with all forms of its plurals that the target language has.

    A form that the source has not is written as its ``other``. Where the source's own *many* is that of millions, as
    in French, it goes, or becomes ``other`` for a language that says something else by it.

    Args:
        text: of a file.
        kind: of it.
        pair: of languages.

    Example:
        >>> with_forms('{"n_one": "un jour", "n_other": "des jours"}', "json", LanguagePair("fr", "cs"))
        '{"n_one": "un jour", "n_few": "des jours", "n_other": "des jours"}'
    """
    forms = plural_forms(pair.target)
    if forms is None or kind not in READERS:
        return text
    if kind == "fluent":
        return with_variants(text, forms)
    root = READERS[kind](text)
    edits: list[_Edit] = []
    for group in _groups(root):
        for plural in _plurals(group, kind):
            edits += _form_edits(text, group, plural, forms, pair)
    if kind in _MESSAGES:
        for entry in _values(root):
            assert entry.value is not None
            code = text[slice(*entry.value)]
            if (made := with_plural_forms(code, forms)) != code:
                edits.append((*entry.value, made))
    made, position = "", 0
    for start, end, code in sorted(edits, key=lambda edit: edit[:2]):
        made += text[position:start] + code
        position = end
    return made + text[position:]


def _groups(group: Entry) -> Iterator[Entry]:
    yield group
    for entry in group.inside or ():
        if entry.inside is not None:
            yield from _groups(entry)


def _values(root: Entry) -> Iterator[Entry]:
    return (entry for group in _groups(root) for entry in group.inside or () if entry.value and entry.inside is None)


def _plurals(group: Entry, kind: str) -> Iterator[dict[str, Entry]]:
    """The plurals of a group: entries by their category, ``other`` always among them."""
    entries = group.inside or []
    if kind in _GROUPS:
        own = {e.key: e for e in entries if e.key in CATEGORIES and e.inside is None}
        others = [e for e in entries if e.key not in own]
        known = all(_GROUPS[kind] and e.key.startswith(_GROUPS[kind]) for e in others)
        # A lone "other" of a menu is no plural, unless the file says so.
        if known and "other" in own and (len(own) > 1 or kind in ("android", "stringsdict")):
            yield own
    if kind == "json":
        by_base: dict[str, dict[str, Entry]] = {}
        for entry in entries:
            if (match := _SUFFIX.match(entry.key)) and entry.value:
                by_base.setdefault(match["base"], {})[match["form"]] = entry
        yield from (own for own in by_base.values() if "other" in own and len(own) > 1)


def _form_edits(
    text: str, group: Entry, plural: dict[str, Entry], forms: tuple[str, ...], pair: LanguagePair
) -> Iterator[_Edit]:
    other = plural["other"]
    for form in forms:
        if form not in plural:
            # Where its category comes among those that are there.
            place = next(plural[c].start for c in CATEGORIES[CATEGORIES.index(form) :] if c in plural)
            gap = lead(text, place) or "\n" * (not group.commas)
            yield place, place, _named(text, other, form) + "," * group.commas + gap
        elif source_form(form, frozenset(plural), pair.source) == "other" != form:
            yield plural[form].start, plural[form].bare, _named(text, other, form)
    if "many" in plural and "many" not in forms and _has_millions(pair.source) and not _has_millions(pair.target):
        entries = group.inside or []
        place = entries.index(plural["many"]) + 1
        if place < len(entries):
            yield plural["many"].start, entries[place].start, ""


def _has_millions(language: str) -> bool:
    return source_form("many", frozenset(["many"]), language) == "other"


def _named(text: str, entry: Entry, form: str) -> str:
    """The code of the form ``other`` as another one."""
    start, end = entry.name
    name = text[start:end]
    return text[entry.start : start] + name[: len(name) - len("other")] + form + text[end : entry.bare]


def is_needless(key: str, there: Collection[str], kind: str, pair: LanguagePair) -> bool:
    """Whether a key is a form of a plural that the target language has not, of a plural that the translation has.

    Args:
        key: of an entry of the source.
        there: the keys that the translation has beside it.
        kind: of file.
        pair: of languages.
    """
    forms = plural_forms(pair.target)
    if forms is None:
        return False
    allowed = {*forms, "zero"}
    if kind in _GROUPS and key in CATEGORIES and key not in allowed:
        return "other" in there
    match = _SUFFIX.match(key) if kind == "json" else None
    return match is not None and match["form"] not in allowed and f"{match['base']}_other" in there
