"""Strings of Android (``strings.xml``) and resources of .NET (``.resx``): all but the texts stays byte for byte."""

from __future__ import annotations

import html
import re
from dataclasses import replace

from toolkit.errors import InputError
from toolkit.markup.html import read_into
from toolkit.markup.model import Block, Page, escape_text
from toolkit.markup.values import Writing, value_parts

_ROOT = re.compile(r"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>]*>|\s)*<([\w.-]+)", re.DOTALL)
_COMMENT = r"<!--.*?-->"
_STRING = re.compile(
    rf"{_COMMENT}|<(?P<name>string|item)(?P<attributes>(?:\s[^<>]*)?)(?<!/)>(?P<value>.*?)</(?P=name)\s*>", re.DOTALL
)
_ARRAY = re.compile(rf"{_COMMENT}|<(string-array|plurals|integer-array|array|style)(\s[^<>]*)?>.*?</\1\s*>", re.DOTALL)
_TYPE = re.compile(r"""\stype\s*=\s*["'](\w+)["']""")
_KEPT = re.compile(r"""\stranslatable\s*=\s*["']false["']""")
_DATA = re.compile(rf"{_COMMENT}|<data(?P<attributes>(?:\s[^<>]*)?)(?<!/)>(?P<inner>.*?)</data\s*>", re.DOTALL)
_CDATA = re.compile(r"(\s*<!\[CDATA\[)(.*)(\]\]>\s*)", re.DOTALL)
_VALUE = re.compile(r"(<value(?:\s[^<>]*)?>)(.*?)(</value\s*>)", re.DOTALL)
# Values that are no text: files, numbers, images.
_TYPED = re.compile(r"\s(?:type|mimetype)\s*=")
_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}|.)|\n", re.DOTALL)
_NAMED = {"n": "\n", "t": "\t"}
# In quotes, white space counts; the quotes are no part of the text.
_QUOTED = re.compile(r'(\s*")((?:[^"\\]|\\.)*)("\s*)', re.DOTALL)
# What a placeholder of XLIFF covers is no text; as HTML knows it: a variable.
_GUARDS = (("<xliff:g", "<var data-g"), ("</xliff:g", "</var"))
_REFERENCE = re.compile(r"[@?][\w+:./]+")


def parse_android(text: str, from_code: str, to_code: str) -> Page:
    """Read the strings of an Android app: ``string``, ``plurals`` and ``string-array``.

    Markup in a string, also in CDATA, stays on its words; references to other resources and what says
    ``translatable="false"`` stay as they are.

    Raises:
        InputError: XML of another kind.
    """
    root = _ROOT.match(text.removeprefix("\ufeff"))
    if not root or root[1] != "resources":
        raise InputError("XML, but no strings of Android (no <resources> at the top); other XML is not translated")
    kept = [
        match.span()
        for match in _ARRAY.finditer(text)
        if match[1] in ("integer-array", "style") or _KEPT.search(match[2] or "")
    ]
    page, position = Page(), 0
    for match in _STRING.finditer(text):
        inside = any(start <= match.start() < end for start, end in kept)
        attributes = match["attributes"]
        if match["name"] is None or inside or _KEPT.search(attributes) or _REFERENCE.fullmatch(match["value"]):
            continue
        if match["name"] == "item" and (kind := _TYPE.search(attributes)) and kind[1] != "string":
            continue
        page.parts.append(text[position : match.start("value")])
        position = match.end("value")
        _add_android(page, match["value"], from_code, to_code)
    page.parts.append(text[position:])
    return page


def _add_android(page: Page, code: str, from_code: str, to_code: str) -> None:
    if "<" not in code:
        quoted = _QUOTED.fullmatch(code)
        before, inner, after = quoted.groups() if quoted else ("", code, "")
        page.parts += [before, *value_parts(inner, Writing(_ESCAPE, _decoded, _encoded)), after]
        return
    begun = len(page.parts), len(page.inner)
    data = code.strip().startswith("<![CDATA[") and code.strip().endswith("]]>")
    start, end = (code.index("<![CDATA[") + 9, code.rindex("]]>")) if data else (0, len(code))
    page.parts.append(code[:start])
    inner = code[start:end].replace("\\'", "'").replace('\\"', '"')
    for own, known in _GUARDS:
        inner = inner.replace(own, known)
    read_into(page, inner, from_code, to_code)
    page.parts.append(code[end:])
    page.parts[begun[0] :] = [_restored(p) if isinstance(p, str) else p for p in page.parts[begun[0] :]]
    # Apostrophes are written as Android wants them, in what stays too.
    for part in (*page.parts[begun[0] :], *page.inner[begun[1] :]):
        if isinstance(part, Block) and not part.attribute:
            part.escape, part.code = _inside, _restored(part.code).replace("'", "\\'")
            part.marks = [replace(m, opening=_restored(m.opening), closing=_restored(m.closing)) for m in part.marks]


def _restored(code: str) -> str:
    for own, known in _GUARDS:
        code = code.replace(known, own)
    return code


def _inside(text: str) -> str:
    return escape_text(text).replace("'", "\\'")


def _decoded(code: str) -> str:
    def meant(match: re.Match[str]) -> str:
        escape = match.group()
        if len(escape) == 6:
            return chr(int(escape[2:], 16))
        return _NAMED.get(escape[1:], escape[1:]) if escape[0] == "\\" else " "

    return _ESCAPE.sub(meant, html.unescape(code))


def _encoded(text: str) -> str:
    code = escape_text(text.replace("\\", "\\\\")).replace("'", "\\'").replace('"', '\\"').replace("\n", "\\n")
    return f"\\{code}" if code[:1] in ("@", "?") else code


def parse_resx(text: str, from_code: str, to_code: str) -> Page:
    """Read resources of .NET: values of strings; files, images and settings of forms stay as they are.

    Raises:
        InputError: XML of another kind.
    """
    root = _ROOT.match(text.removeprefix("\ufeff"))
    if not root or root[1] != "root":
        raise InputError("no resources of .NET (no <root> at the top)")
    page, position = Page(), 0
    writing = Writing(re.compile(r"\r?\n"), html.unescape, escape_text, frozenset({"\n", "\r\n"}))
    for match in _DATA.finditer(text):
        attributes = match["attributes"]
        name = re.search(r"""\sname\s*=\s*["'](>>|\$)""", attributes or "")
        if attributes is None or _TYPED.search(attributes) or name:
            continue
        value = _VALUE.search(match["inner"])
        if value is None:
            continue
        start = match.start("inner") + value.start(2)
        page.parts.append(text[position:start])
        if data := _CDATA.fullmatch(value[2]):
            page.parts += [data[1], *value_parts(data[2], _plain(writing)), data[3]]
        else:
            page.parts += value_parts(value[2], writing)
        position = start + len(value[2])
    page.parts.append(text[position:])
    return page


def _plain(writing: Writing) -> Writing:
    """How text is written in CDATA: as it is, but for the end of CDATA."""
    return Writing(writing.escapes, str, lambda text: text.replace("]]>", "]]]]><![CDATA[>"), writing.breaks)
