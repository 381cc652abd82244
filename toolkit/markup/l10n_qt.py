"""Qt Linguist (``.ts``): messages without a translation get one; all else stays byte for byte."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from toolkit.errors import InputError
from toolkit.languages.plurals import plural_forms
from toolkit.languages.tags import same_language
from toolkit.markup.model import Block, Page, escape_text, says_something
from toolkit.text.xml_tokens import read_attributes

_ROOT = re.compile(r"<TS(?P<attributes>(?:\s[^<>]*)?)>")
_MESSAGE = re.compile(r"<message(?P<attributes>(?:\s[^<>]*)?)>.*?</message>|<!--.*?-->", re.DOTALL)
_SOURCE = re.compile(r"<source>(.*?)</source>", re.DOTALL)
_TRANSLATION = re.compile(r"<translation(?P<attributes>(?:\s[^<>/]*)?)(?:/>|>(?P<inner>.*?)</translation>)", re.DOTALL)
_FORM = re.compile(r"<numerusform(\s[^<>]*)?(?:/>|>([^<]*)</numerusform>)")
_BREAK = re.compile(r"\n|<[a-zA-Z/][^<>]*>")
_GONE = ("vanished", "obsolete")


def parse(text: str, from_code: str, to_code: str) -> Page:
    """Read a file of Qt Linguist: ``unfinished`` messages with an empty translation.

    They stay unfinished, for a person to look at. Plural forms that are there get the same text.

    Raises:
        InputError: no file of Qt, or one of another target language.
    """
    root = _ROOT.search(text)
    if root is None or not text.lstrip("\ufeff \t\r\n").startswith("<"):
        raise InputError("no file of Qt Linguist (no <TS> in it); other .ts files are not translated")
    own = read_attributes(root["attributes"] or "").get("language", "")
    if own and not same_language(own.replace("_", "-"), to_code):
        raise InputError(f"it is a translation into '{own}'; give --to {own}")
    page, position = Page(), 0
    if not own:
        page.parts.append(text[: root.end() - 1] + f' language="{to_code.replace("-", "_")}"')
        position = root.end() - 1
    for match in _MESSAGE.finditer(text):
        source, target = _SOURCE.search(match.group()), _TRANSLATION.search(match.group())
        if source is None or target is None:
            continue
        kind = read_attributes(target["attributes"] or "").get("type", "")
        # A <byte> in a source stands for a character that XML has not.
        counted = read_attributes(match["attributes"] or "").get("numerus") == "yes"
        forms = len(plural_forms(to_code) or ()) if counted else 0
        parts = None if kind in _GONE or "<" in source[1] else _filled(target, html.unescape(source[1]), forms)
        if parts is not None:
            page.parts += [text[position : match.start() + target.start()], *parts]
            position = match.start() + target.end()
    page.parts.append(text[position:])
    return page


def _filled(target: re.Match[str], source: str, count: int) -> list[str | Block] | None:
    """A translation with blocks; None where there is one already, or nothing to translate.

    Args:
        target: the translation that is there.
        source: the text of the message.
        count: how many plural forms the target language has, for a message with such; otherwise 0.
    """
    inner, attributes = target["inner"] or "", target["attributes"] or ""
    if not says_something(source):
        return None
    if "type" not in read_attributes(attributes):
        attributes += ' type="unfinished"'
    forms = list(_FORM.finditer(inner))
    if not forms:
        if inner.strip():
            return None
        if count:
            made: list[str | Block] = [f"<translation{attributes}>"]
            for _ in range(count):
                made += ["<numerusform>", *_lines(source), "</numerusform>"]
            return [*made, "</translation>"]
        return [f"<translation{attributes}>", *_lines(source), "</translation>"]
    if any((form[2] or "").strip() for form in forms):
        return None
    parts: list[str | Block] = [f"<translation{attributes}>"]
    position = 0
    for form in forms:
        parts += [inner[position : form.start()], f"<numerusform{form[1] or ''}>", *_lines(source), "</numerusform>"]
        position = form.end()
    return [*parts, inner[position:], "</translation>"]


def _lines(source: str) -> list[str | Block]:
    parts: list[str | Block] = []
    for line, ending in _broken(source):
        core = line.strip()
        if says_something(core):
            at = line.index(core)
            # What an engine leaves as it is, such as a tag on a line of its own, is a part of the translation.
            parts += [
                escape_text(line[:at]),
                Block(core, [], escape_text(core), escape_text),
                escape_text(line[at + len(core) :]),
            ]
        else:
            parts.append(escape_text(line))
        parts.append(escape_text(ending))
    return parts


def _broken(source: str) -> Iterator[tuple[str, str]]:
    """The lines of a source with what ends them: a line break, or a tag that goes over several lines."""
    position = 0
    for match in _BREAK.finditer(source):
        if "\n" in match[0]:
            yield source[position : match.start()], match[0]
            position = match.end()
    yield source[position:], ""
