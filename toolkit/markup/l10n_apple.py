"""``.stringsdict`` and ``.xcstrings`` of Apple: plural forms, and catalogues with all languages in one file."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator

from toolkit.errors import InputError
from toolkit.languages.tags import same_language
from toolkit.markup.catalogue import REVIEW, Completion, Edit, Node, copied, tree_of
from toolkit.markup.l10n_json import ESCAPE, decoded, encoder
from toolkit.markup.model import Block, Page, escape_text
from toolkit.markup.values import Writing, value_parts

_PLIST = re.compile(r"<plist[\s>]")
_FORM = re.compile(
    r"(<key>\s*(?:zero|one|two|few|many|other)\s*</key>\s*<string>)(?P<value>[^<]*)(?=</string>)|<!--.*?-->", re.DOTALL
)
_ESCAPE = re.compile(r"\\.|\n", re.DOTALL)


def parse_stringsdict(text: str, from_code: str, to_code: str) -> Page:
    """Read plural forms: the texts of ``one``, ``other`` and the like; keys, formats and value types stay.

    Raises:
        InputError: no property list in XML.
    """
    if not _PLIST.search(text):
        raise InputError("no property list in XML; convert it with 'plutil -convert xml1' first")
    page, position = Page(), 0
    writing = Writing(_ESCAPE, html.unescape, escape_text)
    for match in _FORM.finditer(text):
        if match["value"] is not None:
            start = match.start("value")
            page.parts += [text[position:start], *value_parts(match["value"], writing)]
            position = match.end()
    page.parts.append(text[position:])
    return page


def parse_xcstrings(text: str, from_code: str, to_code: str) -> Page:
    """Read a string catalogue: strings that have nothing in the target language get it, with the state needs_review.

    What is there already stays, as does what says ``shouldTranslate: false`` or is stale. Plural and device forms are
    those of the source; a form that is missing or empty is filled as well.

    Raises:
        InputError: not JSON, no catalogue, or one in another source language.
    """
    try:
        data = json.loads(text.removeprefix("\ufeff"))
    except (json.JSONDecodeError, RecursionError) as error:
        raise InputError(f"not JSON ({getattr(error, 'msg', 'nested too deep')})") from None
    if not isinstance(data, dict) or not isinstance(data.get("strings"), dict) or "sourceLanguage" not in data:
        raise InputError("JSON, but no string catalogue (no 'sourceLanguage' and 'strings' in it)")
    if not same_language(str(data["sourceLanguage"]), from_code):
        raise InputError(f"its source language is '{data['sourceLanguage']}'; give --from {data['sourceLanguage']}")
    strings = tree_of(text).members["strings"]
    writing = Writing(ESCAPE, decoded, encoder(text))
    edits: list[Edit] = []
    for key, node in strings.members.items():
        entry = data["strings"][key]
        if not isinstance(entry, dict) or not _is_wanted(entry):
            continue
        source = _source_of(node, str(data["sourceLanguage"]))
        theirs = _own(node, to_code)
        if theirs is not None:
            edits += Completion(text, writing, to_code).edits(source, theirs, key)
            continue
        added = list(_localization(text, key, source, to_code))
        if any(isinstance(part, Block) for part in added):
            place, before, after = _place(text, node)
            edits.append(Edit(place, place, [before, *added, after]))
    page, position = Page(), 0
    for edit in sorted(edits, key=lambda edit: edit.start):
        page.parts += [text[position : edit.start], *edit.parts]
        position = edit.end
    page.parts.append(text[position:])
    return page


def _is_wanted(entry: dict[str, object]) -> bool:
    known = entry.get("localizations", {})
    stale = entry.get("shouldTranslate") is False or entry.get("extractionState") == "stale"
    return isinstance(known, dict) and not stale


def _own(node: Node, to_code: str) -> Node | None:
    """The localization in the target language, where there is one."""
    known = node.members.get("localizations")
    return next((m for code, m in known.members.items() if same_language(code, to_code)), None) if known else None


def _source_of(node: Node, language: str) -> Node | None:
    known = node.members.get("localizations")
    return known.members.get(language) if known else None


def _localization(text: str, key: str, source: Node | None, to_code: str) -> Iterator[str | Block]:
    """The member of ``localizations`` for the target language."""
    writing = Writing(ESCAPE, decoded, encoder(text))
    yield f"{json.dumps(to_code)} : "
    if source is None:
        yield f'{{ "stringUnit" : {{ "state" : {REVIEW}, "value" : "'
        yield from value_parts(writing.encode(key), writing)
        yield '" } }'
        return
    yield from copied(text, source, writing)


def _place(text: str, node: Node) -> tuple[int, str, str]:
    """Where a localization goes, and what stands before and behind it."""
    known = node.members.get("localizations")
    into = known if known is not None else node
    empty = not into.members
    last = into.start + 1
    if not empty:
        # Behind the last value, which may be a number or a list that the tree does not have.
        last = into.end - 1
        while text[last - 1].isspace():
            last -= 1
    comma = "" if empty and not text[into.start + 1 : into.end - 1].strip() else ", "
    if known is not None:
        return last, comma, ""
    return last, f'{comma}"localizations" : {{ ', " }"
