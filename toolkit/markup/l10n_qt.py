"""Qt Linguist (``.ts``): messages without a translation get one; all else stays byte for byte."""

from __future__ import annotations

import html
import re

from toolkit.errors import InputError
from toolkit.languages.tags import same_language
from toolkit.markup.model import Block, Page, escape_text, says_something
from toolkit.text.xml_tokens import read_attributes

_ROOT = re.compile(r"<TS(?P<attributes>(?:\s[^<>]*)?)>")
_MESSAGE = re.compile(r"<message(?:\s[^<>]*)?>.*?</message>|<!--.*?-->", re.DOTALL)
_SOURCE = re.compile(r"<source>(.*?)</source>", re.DOTALL)
_TRANSLATION = re.compile(r"<translation(?P<attributes>(?:\s[^<>/]*)?)(?:/>|>(?P<inner>.*?)</translation>)", re.DOTALL)
_FORM = re.compile(r"<numerusform(\s[^<>]*)?(?:/>|>([^<]*)</numerusform>)")
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
        parts = None if kind in _GONE or "<" in source[1] else _filled(target, html.unescape(source[1]))
        if parts is not None:
            page.parts += [text[position : match.start() + target.start()], *parts]
            position = match.start() + target.end()
    page.parts.append(text[position:])
    return page


def _filled(target: re.Match[str], source: str) -> list[str | Block] | None:
    """A translation with blocks; None where there is one already, or nothing to translate."""
    inner, attributes = target["inner"] or "", target["attributes"] or ""
    if not says_something(source):
        return None
    if "type" not in read_attributes(attributes):
        attributes += ' type="unfinished"'
    forms = list(_FORM.finditer(inner))
    if not forms:
        if inner.strip():
            return None
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
    for number, line in enumerate(source.split("\n")):
        core = line.strip()
        parts.append("\n" if number else "")
        if says_something(core):
            at = line.index(core)
            # Written as nothing until somebody translates it.
            parts += [
                escape_text(line[:at]),
                Block(core, [], "", escape_text),
                escape_text(line[at + len(core) :]),
            ]
        else:
            parts.append(escape_text(line))
    return parts
