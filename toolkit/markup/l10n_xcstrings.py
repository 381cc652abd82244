"""``.xcstrings`` of Xcode: catalogues with all languages in one file; what the target language lacks is put in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.errors import InputError
from toolkit.languages.pair import LanguagePair
from toolkit.languages.plurals import CATEGORIES, plural_forms, source_form
from toolkit.languages.tags import same_language
from toolkit.markup.entries import lead
from toolkit.markup.json_tree import Node, decoded, json_tree
from toolkit.markup.l10n_json import ESCAPE, encoder
from toolkit.markup.model import Block, Page
from toolkit.markup.values import Writing, value_parts

_REVIEW = '"needs_review"'
_Parts = list[str | Block]
_Edit = tuple[int, int, _Parts]


def parse(text: str, from_code: str, to_code: str) -> Page:
    """Read a string catalogue: what has nothing in the target language gets it, with the state needs_review.

    What is there already stays, as does what says ``shouldTranslate: false`` or is stale. Device forms are those of the
    source, plural forms those of the target language.

    Args:
        text: the code.
        from_code, to_code: languages.

    Raises:
        InputError: not JSON, no catalogue, or one in another source language.
    """
    try:
        data = json.loads(text.removeprefix("\ufeff"))
    except (json.JSONDecodeError, RecursionError) as error:
        raise InputError(f"not JSON ({getattr(error, 'msg', 'nested too deep')})") from None
    if not isinstance(data, dict) or not isinstance(data.get("strings"), dict) or "sourceLanguage" not in data:
        raise InputError("JSON, but no string catalogue (no 'sourceLanguage' and 'strings' in it)")
    own = str(data["sourceLanguage"])
    if not same_language(own, from_code):
        raise InputError(f"its source language is '{own}'; give --from {own}")
    catalogue = _Catalogue(text, LanguagePair(from_code, to_code))
    edits: list[_Edit] = []
    for key, node in json_tree(text).members["strings"].members.items():
        entry = data["strings"][key]
        if not isinstance(entry, dict) or entry.get("shouldTranslate") is False:
            continue
        known = node.members.get("localizations")
        members = known.members if known else {}
        source = members.get(own)
        target = next((n for code, n in members.items() if same_language(code, to_code) and n is not source), None)
        if target is not None:
            edits += catalogue.completed(key, source, target)
        elif entry.get("extractionState") != "stale" and not same_language(own, to_code):
            edits += catalogue.added(key, node, source)
    page, position = Page(), 0
    for start, end, parts in sorted(edits, key=lambda edit: edit[:2]):
        page.parts += [text[position:start], *parts]
        position = end
    page.parts.append(text[position:])
    return page


@dataclass
class _Catalogue:
    text: str
    pair: LanguagePair

    def __post_init__(self) -> None:
        self._writing = Writing(ESCAPE, decoded, encoder(self.text))

    def added(self, key: str, node: Node, source: Node | None) -> Iterator[_Edit]:
        """The target language in ``localizations``, where it is not there yet, at its place in the alphabet."""
        known = node.members.get("localizations")
        into = known if known is not None else node
        name = self.pair.target if known is not None else "localizations"
        outer = lead(self.text, node.key_start)
        gap = lead(self.text, into.inside[0].key_start) if into.inside else _deeper(outer, 1 + (known is not None))
        inner = gap if known is not None else _deeper(gap, 1)
        made: _Parts = [
            f"{json.dumps(self.pair.target)} : ",
            *(self._copied(source) if source else self._unit(key, inner)),
        ]
        if not any(isinstance(part, Block) for part in made):
            return
        if known is None:
            made = [f'"localizations" : {{{inner}', *made, f"{gap}}}"]
        following = next((one for one in into.inside if one.key.lower() > name.lower()), None)
        if following is not None:
            yield following.key_start, following.key_start, [*made, ",", gap or " "]
        elif into.inside:
            yield into.inside[-1].end, into.inside[-1].end, [",", gap or " ", *made]
        else:
            yield into.start + 1, into.end - 1, [gap, *made, _deeper(outer, int(known is not None)) if gap else ""]

    def completed(self, key: str, ours: Node | None, theirs: Node) -> Iterator[_Edit]:
        """What a part of a localization lacks beside the same part of the source, which may have none."""
        known = ours.members if ours else {}
        for name, inner in theirs.members.items():
            if name == "stringUnit" and name not in known and "variations" in known:
                # One empty text where the source has a form for each device or number.
                if _is_empty(inner) and "variations" not in theirs.members:
                    yield inner.key_start, inner.end, ['"variations" : ', *self._copied(known["variations"])]
            elif name == "stringUnit":
                yield from self._filled(key, known.get(name), inner)
            elif inner.kind == "{":
                if name == "plural":
                    yield from self._missing_forms(key, known.get(name), inner)
                yield from self.completed(key, known.get(name) or self._form_of(name, ours), inner)

    def _form_of(self, name: str, ours: Node | None) -> Node | None:
        """What stands for a form that the source has not."""
        known = ours.members if ours else {}
        return known.get("other") if name in CATEGORIES else None

    def _filled(self, key: str, ours: Node | None, unit: Node) -> Iterator[_Edit]:
        """A unit that has no text gets that of the source, or the key."""
        value = unit.members.get("value")
        if value is None or not _is_empty(unit):
            return
        own = ours.members.get("value") if ours else None
        if own is not None and ours is not None and _is_empty(ours):
            return
        code = self.text[own.start + 1 : own.end - 1] if own else self._writing.encode(key)
        yield value.start, value.end, ['"', *value_parts(code, self._writing), '"']
        if state := unit.members.get("state"):
            yield state.start, state.end, [_REVIEW]

    def _missing_forms(self, key: str, ours: Node | None, theirs: Node) -> Iterator[_Edit]:
        """The forms of a plural that it lacks."""
        own = frozenset(ours.members if ours else ())
        forms = plural_forms(self.pair.target) or CATEGORIES
        known = theirs.members
        for form in CATEGORIES:
            wanted = form in forms if form != "zero" else form in own or form in forms
            if not wanted or form in known or (plural_forms(self.pair.target) is None and form not in own):
                continue
            found = ours.members.get(source_form(form, own, self.pair.source)) if ours else None
            if ours and found is None:
                continue
            parts: _Parts = [f'"{form}" : ', *(self._copied(found) if found else self._unit(key, self._gap(theirs)))]
            following = next((known[c] for c in CATEGORIES[CATEGORIES.index(form) :] if c in known), None)
            if following is not None:
                place = following.key_start
                yield place, place, [*parts, ",", lead(self.text, place)]
            elif theirs.inside:
                last = theirs.inside[-1]
                yield last.end, last.end, [",", lead(self.text, last.key_start), *parts]

    def _unit(self, key: str, gap: str) -> _Parts:
        """A unit with the key for its text, in lines as Xcode writes them where what is around it has lines."""
        parts = value_parts(self._writing.encode(key), self._writing)
        one, two = _deeper(gap, 1) or " ", _deeper(gap, 2) or " "
        head = f'{{{one}"stringUnit" : {{{two}"state" : {_REVIEW},{two}"value" : "'
        return [head, *parts, f'"{one}}}{gap or " "}}}']

    def _gap(self, node: Node) -> str:
        """The white space before the members of a group."""
        return lead(self.text, node.inside[0].key_start) if node.inside else ""

    def _copied(self, node: Node) -> _Parts:
        """A part of the source's localization for the target language."""
        edits: list[_Edit] = []
        for name, inner in _below(node):
            if name == "state":
                edits.append((inner.start, inner.end, [_REVIEW]))
            elif name == "value":
                code = self.text[inner.start + 1 : inner.end - 1]
                edits.append((inner.start, inner.end, ['"', *value_parts(code, self._writing), '"']))
            else:
                edits += self._missing_forms("", inner, inner)
        parts: _Parts = []
        position = node.start
        for start, end, made in sorted(edits, key=lambda edit: edit[:2]):
            parts += [self.text[position:start], *made]
            position = end
        return [*parts, self.text[position : node.end]]


def _deeper(gap: str, levels: int) -> str:
    """White space before a line that is indented further; nothing where there are no lines."""
    return gap + "  " * levels if "\n" in gap else ""


def _is_empty(unit: Node) -> bool:
    """Whether a unit has a text without a character."""
    value = unit.members.get("value")
    return value is not None and value.kind == '"' and value.end - value.start <= 2


def _below(node: Node) -> Iterator[tuple[str, Node]]:
    """States and values of the units below a node, and its plurals."""
    for name, member in node.members.items():
        if member.kind == "{":
            if name == "plural":
                yield name, member
            yield from _below(member)
        elif member.kind == '"' and name in ("state", "value"):
            yield name, member
