"""Strings of Android with markup, also in CDATA: their tags are HTML, their text has the escapes of Android."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from toolkit.markup.html import read_into
from toolkit.markup.model import Block, Page, escape_text

_TAGS = re.compile(r"<!--.*?-->|</?[A-Za-z][^<>]*>|\0\d+\0", re.DOTALL)
# What a placeholder of XLIFF covers is no text; as HTML knows it: a variable.
_GUARDS = (("<xliff:g", "<var data-g"), ("</xliff:g", "</var"))
_ESCAPES = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(&(?:apos|quot|amp);)|(.))|(\")", re.DOTALL)
# Escapes that part lines and cells: as HTML knows them, breaks.
_BREAK = '<br data-android="{}">'
_BREAKS = re.compile(r'<br data-android="([nt])">')
# A quotation mark that is no part of the text: between two of them, white space counts.
_SWITCH = '<i data-android="q"></i>'

_NAMED = {"&apos;": "'", "&quot;": '"', "&amp;": "&amp;"}


def add_styled(page: Page, pieces: tuple[str, str, str], entities: str, from_code: str, to_code: str) -> None:
    """Add a string to a page.

    Args:
        page: gets its blocks.
        pieces: the code before its text, of its text, and behind it.
        entities: ``&`` if its text has entities, and nothing if signs stand for themselves, as in CDATA.
        from_code, to_code: languages.
    """
    before, inner, after = pieces
    if re.match(r"\\[@?]", inner):
        # At its start, these signs would name a resource.
        before, inner = f"{before}\\", inner[1:]
    own = Page([], page.inner)
    begun = len(page.inner)
    read_into(own, _outside_tags(_as_html, _guarded(inner)), from_code, to_code)
    page.parts.append(before)
    page.parts += [_as_android(part) if isinstance(part, str) else part for part in own.parts]
    page.parts.append(after)
    for block in (*own.parts, *page.inner[begun:]):
        if isinstance(block, Block) and not block.attribute:
            block.escape = _escaped if entities else _escaped_bare
            block.code = _as_android(block.code)
            block.marks = [
                replace(mark, opening=_as_android(mark.opening), closing=_as_android(mark.closing))
                for mark in block.marks
            ]


def _guarded(code: str) -> str:
    for own, known in _GUARDS:
        code = code.replace(own, known)
    return code


def _outside_tags(change: Callable[[str], str], code: str) -> str:
    """Code where what stands between tags is changed."""
    pieces, position = [], 0
    for match in [*_TAGS.finditer(code), None]:
        pieces.append(change(code[position : match.start() if match else len(code)]))
        if match:
            pieces.append(match.group())
            position = match.end()
    return "".join(pieces)


def _as_html(text: str) -> str:
    """Text of Android as HTML has it."""

    def meant(match: re.Match[str]) -> str:
        number, entity, sign, switch = match.groups()
        if switch:
            return _SWITCH
        if number:
            return escape_text(chr(int(number, 16)))
        return _NAMED[entity] if entity else _BREAK.format(sign) if sign in "nt" else sign

    return _ESCAPES.sub(meant, text)


def _as_android(code: str) -> str:
    """Code of HTML as Android has it."""
    for own, known in _GUARDS:
        code = code.replace(known, own)
    code = _outside_tags(_signs, code).replace(_SWITCH, '"')
    return _BREAKS.sub(lambda match: f"\\{match[1]}", code)


def _signs(text: str) -> str:
    return text.replace("\\", "\\\\").replace("'", "\\'").replace('"', '\\"')


def _escaped(text: str) -> str:
    return _signs(escape_text(text))


def _escaped_bare(text: str) -> str:
    return within_cdata(_signs(text))


def within_cdata(text: str) -> str:
    """Text as code of CDATA: as it is, but for the end of CDATA."""
    return text.replace("]]>", "]]]]><![CDATA[>")
