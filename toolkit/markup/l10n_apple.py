"""``.stringsdict`` and ``.xcstrings`` of Apple: plural forms, and catalogues with all languages in one file."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from toolkit.errors import InputError
from toolkit.languages.tags import same_language
from toolkit.markup.l10n_json import ESCAPE, decoded, encoder
from toolkit.markup.model import Block, Page, escape_text
from toolkit.markup.values import Writing, value_parts

_PLIST = re.compile(r"<plist[\s>]")
_FORM = re.compile(
    r"(<key>\s*(?:zero|one|two|few|many|other)\s*</key>\s*<string>)(?P<value>[^<]*)(?=</string>)|<!--.*?-->", re.DOTALL
)
_ESCAPE = re.compile(r"\\.|\n", re.DOTALL)
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)
_REVIEW = '"needs_review"'


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


@dataclass(slots=True)
class _Node:
    """A value of JSON with its place; of an object, its members by key."""

    start: int
    end: int = 0
    members: dict[str, _Node] = field(default_factory=dict)
    text: str | None = None


def _tree(text: str) -> _Node:
    """The objects and strings of a valid file; what stands in lists is not looked at."""
    root = _Node(0)
    stack = [root]
    key: str | None = None
    after_colon, lists = False, 0
    for match in _TOKEN.finditer(text):
        token = match.group()
        if lists or token in "[]":
            lists += (token == "[") - (token == "]")
            after_colon = False
        elif token == "{":
            node = _Node(match.start())
            if key is not None:
                stack[-1].members[key] = node
            else:
                root.members[""] = node
            stack.append(node)
            key, after_colon = None, False
        elif token == "}":
            stack.pop().end = match.end()
            key, after_colon = None, False
        elif token == ":":
            after_colon = True
        elif token.startswith('"') and not after_colon:
            key = decoded(token[1:-1])
        elif token.startswith('"') and key is not None:
            stack[-1].members[key] = _Node(match.start(), match.end(), text=decoded(token[1:-1]))
            after_colon = False
        elif token == ",":
            after_colon = False
    return root.members.get("", root)


def parse_xcstrings(text: str, from_code: str, to_code: str) -> Page:
    """Read a string catalogue: strings that have nothing in the target language get it, with the state needs_review.

    What is there already stays, as does what says ``shouldTranslate: false`` or is stale. Plural and device forms are
    those of the source.

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
    strings = _tree(text).members["strings"]
    page, position = Page(), 0
    for key, node in strings.members.items():
        entry = data["strings"][key]
        source = _source_of(node, str(data["sourceLanguage"]))
        if (unit := _empty_unit(node, to_code)) is not None and entry.get("shouldTranslate") is not False:
            position = _fill_unit(page, text, position, unit, key, source)
            continue
        if not isinstance(entry, dict) or not _is_wanted(entry, to_code):
            continue
        added = list(_localization(text, key, source, to_code))
        if not any(isinstance(part, Block) for part in added):
            continue
        place, before, after = _place(text, node)
        page.parts += [text[position:place], before, *added, after]
        position = place
    page.parts.append(text[position:])
    return page


def _fill_unit(page: Page, text: str, position: int, unit: _Node, key: str, source: _Node | None) -> int:
    """Put the text of the source, or the key, into a unit that has none; returns how far the file is done."""
    own = source.members.get("stringUnit") if source else None
    value = own.members.get("value") if own else None
    writing = Writing(ESCAPE, decoded, encoder(text))
    code = text[value.start + 1 : value.end - 1] if value else writing.encode(key)
    for name, leaf in sorted(unit.members.items(), key=lambda pair: pair[1].start):
        if name in ("state", "value"):
            made = [_REVIEW] if name == "state" else ['"', *value_parts(code, writing), '"']
            page.parts += [text[position : leaf.start], *made]
            position = leaf.end
    return position


def _is_wanted(entry: dict[str, object], to_code: str) -> bool:
    if entry.get("shouldTranslate") is False or entry.get("extractionState") == "stale":
        return False
    known = entry.get("localizations", {})
    return isinstance(known, dict) and not any(same_language(code, to_code) for code in known)


def _empty_unit(node: _Node, to_code: str) -> _Node | None:
    """The unit in the target language that is there and has no text."""
    known = node.members.get("localizations")
    for code, member in known.members.items() if known else ():
        unit = member.members.get("stringUnit")
        if same_language(code, to_code) and unit and (value := unit.members.get("value")) and value.text == "":
            return unit
    return None


def _source_of(node: _Node, language: str) -> _Node | None:
    known = node.members.get("localizations")
    return known.members.get(language) if known else None


def _localization(text: str, key: str, source: _Node | None, to_code: str) -> Iterator[str | Block]:
    """The member of ``localizations`` for the target language."""
    writing = Writing(ESCAPE, decoded, encoder(text))
    yield f"{json.dumps(to_code)} : "
    if source is None:
        yield f'{{ "stringUnit" : {{ "state" : {_REVIEW}, "value" : "'
        yield from value_parts(writing.encode(key), writing)
        yield '" } }'
        return
    position = source.start
    for name, leaf in sorted(_leaves(source), key=lambda pair: pair[1].start):
        yield text[position : leaf.start]
        position = leaf.end
        if name == "state":
            yield _REVIEW
        else:
            yield '"'
            yield from value_parts(text[leaf.start + 1 : leaf.end - 1], writing)
            yield '"'
    yield text[position : source.end]


def _leaves(node: _Node) -> Iterator[tuple[str, _Node]]:
    """States and values of the units below a localization."""
    for name, member in node.members.items():
        if member.text is None:
            yield from _leaves(member)
        elif name in ("state", "value"):
            yield name, member


def _place(text: str, node: _Node) -> tuple[int, str, str]:
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
