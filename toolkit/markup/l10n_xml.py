"""Strings of Android (``strings.xml``) and resources of .NET (``.resx``): all but the texts stays byte for byte."""

from __future__ import annotations

import html
import re

from toolkit.errors import InputError
from toolkit.markup.android_styles import add_styled, within_cdata
from toolkit.markup.model import Page, escape_text
from toolkit.markup.values import Writing, trimmed, value_parts

_ROOT = re.compile(r"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>]*>|\s)*<([\w.-]+)", re.DOTALL)
_COMMENT = r"<!--.*?-->"
_STRING = re.compile(
    rf"{_COMMENT}|<(?P<name>string|item)(?P<attributes>(?:\s[^<>]*)?)(?<!/)>(?P<value>.*?)</(?P=name)\s*>", re.DOTALL
)
_ARRAY = re.compile(rf"{_COMMENT}|<(string-array|plurals|integer-array|array|style)(\s[^<>]*)?>.*?</\1\s*>", re.DOTALL)
_TYPE = re.compile(r"""\stype\s*=\s*["'](\w+)["']""")
_KEPT = re.compile(r"""\stranslatable\s*=\s*["']false["']""")
_DATA = re.compile(
    rf"{_COMMENT}|<data(?P<attributes>(?:\s(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+)?)(?<!/)>"
    r"(?P<inner>(?:(?!</?data[\s>]).)*+)</data\s*>",
    re.DOTALL,
)
_CDATA = re.compile(r"(\s*<!\[CDATA\[)(.*)(\]\]>\s*)", re.DOTALL)
_VALUE = re.compile(r"(<value(?:\s[^<>]*)?>)(.*?)(</value\s*>)", re.DOTALL)
# Values that are no text: files, numbers, images.
_TYPED = re.compile(r"\s(?:type|mimetype)\s*=")
# Of a form: names and classes of its parts, and what is said of it as a whole but for what people read.
_SETTING = re.compile(
    r"""\sname\s*=\s*["'](?:(?:>|&gt;){2}|\$(?!this\.(?:Text|Accessible(?:Name|Description)|ToolTip(?:Text)?)["']))"""
)
_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}|.)|\n", re.DOTALL)
_NAMED = {"n": "\n", "t": "\t"}
# In quotes, white space counts; the quotes are no part of the text.
_QUOTED = re.compile(r'(\s*")((?:[^"\\]|\\.)*)("\s*)', re.DOTALL)
_TAG = re.compile(r"</?[A-Za-z]")
_REFERENCES = re.compile(r"&(?:#\w{1,8}|[a-zA-Z]{2,31});")
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
    data = code.strip().startswith("<![CDATA[") and code.strip().endswith("]]>")
    start, end = (code.index("<![CDATA[") + 9, code.rindex("]]>")) if data else (0, len(code))
    before, inner, after = code[:start], code[start:end], code[end:]
    # In CDATA, an entity is its own characters; what shows such a text as HTML knows it all the same.
    bare = data and not _REFERENCES.search(inner)
    quoted = _QUOTED.fullmatch(inner)
    if quoted:
        before, inner, after = before + quoted[1], quoted[2], quoted[3] + after
    if data and not _TAG.search(inner):
        page.parts += [before, *value_parts(inner, _plain(Writing(_ESCAPE, _plain_decoded, _plain_encoded))), after]
    elif "<" in inner:
        # Android trims plain blanks: an escape there is on purpose.
        first, inner, last = trimmed(inner, Writing(_ESCAPE, _decoded, _encoded))
        add_styled(page, (before + first, inner, last + after), "" if bare else "&", from_code, to_code)
    else:
        page.parts += [before, *value_parts(inner, Writing(_ESCAPE, _decoded, _encoded)), after]


def _decoded(code: str) -> str:
    return _plain_decoded(html.unescape(code))


def _plain_decoded(code: str) -> str:
    def meant(match: re.Match[str]) -> str:
        escape = match.group()
        if len(escape) == 6:
            return chr(int(escape[2:], 16))
        return _NAMED.get(escape[1:], escape[1:]) if escape[0] == "\\" else " "

    return _ESCAPE.sub(meant, code)


def _encoded(text: str) -> str:
    return _plain_encoded(escape_text(text))


def _plain_encoded(text: str) -> str:
    code = text.replace("\\", "\\\\").replace("'", "\\'").replace('"', '\\"').replace("\n", "\\n")
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
        if attributes is None or _TYPED.search(attributes) or _SETTING.search(attributes):
            continue
        value = _VALUE.search(match["inner"])
        if value is None:
            continue
        start = match.start("inner") + value.start(2)
        page.parts.append(text[position:start])
        if data := _CDATA.fullmatch(value[2]):
            page.parts += [
                data[1],
                *value_parts(data[2], _plain(Writing(writing.escapes, str, str, writing.breaks))),
                data[3],
            ]
        else:
            page.parts += value_parts(value[2], writing)
        position = start + len(value[2])
    page.parts.append(text[position:])
    return page


def _plain(writing: Writing) -> Writing:
    """How text is written in CDATA."""
    return Writing(writing.escapes, writing.decode, lambda text: within_cdata(writing.encode(text)), writing.breaks)
